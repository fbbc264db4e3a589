"""Other Textual programs, installed to be started in the same run."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and words of its first complete screen."""

    name: str
    command: list[str]
    words: str


_PEERS: Final = (
    ("toolong", "toolong==1.5.0", ("tl", "{log}"), "a line of a log"),
    ("harlequin", "harlequin==2.17.0", ("harlequin", "-a", "sqlite", ":memory:"), "Query Editor"),
    ("posting", "posting==2.11.1", ("posting", "--collection", "{empty}"), "Send"),
)


def installed_peers(folder: Path) -> list[Program]:
    """Install what can be installed, each in an environment of its own; name what cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "lines.log"
    log.write_text("a line of a log\n" * 20)
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    peers = []
    for name, package, (script, *arguments), words in _PEERS:
        home = folder / name
        program = home / "bin" / script
        if not program.exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            pip = [str(home / "bin" / "pip"), "install", "-q", package]
            if subprocess.run(pip).returncode:
                print(f"{package} could not be installed", file=sys.stderr)
                continue
        filled = [part.format(log=log.resolve(), empty=empty.resolve()) for part in arguments]
        peers.append(Program(name, [str(program.absolute()), *filled], words))
    return peers
