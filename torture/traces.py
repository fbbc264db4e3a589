"""What the program writes where: canaries sought in every file, rights, and no connection."""

import base64
import re
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.end_to_end.terminal import Terminal

from torture import strace
from torture.tally import Tally, Trial
from torture.vaults import PASSPHRASE, PROGRAM, kill_all_below, made, running, unlock

_UMASK = "import os, sys; os.umask(int(sys.argv[1], 8)); os.execv(sys.argv[2], sys.argv[2:])"
_OPENED = re.compile(r'open(?:at)?\((?:[^"]*, )?"([^"]+)", ([A-Z_|]+)[^)]*\) += \d+')
CANARIES = {
    "name": "Quarrycanary",
    "draft of a name": "Thistlecanary",
    "search": "findcanary",
    "event": "movedcanary",
    "focus": "exposurecanary",
    "target": "targetcanary",
    "passphrase": PASSPHRASE,
}


def run(trial: Trial) -> Iterator[Tally]:
    readable = Tally("P11", "nothing typed can be read in any file")
    rights = Tally("P19", "files 0600, folders 0700, whatever the umask")
    sockets = Tally("P18", "no connection is opened (AF_INET, AF_INET6)")
    clipboard = Tally("P17", "nothing goes to the clipboard unasked")
    if why := strace.missing():
        yield from (one.skip(why) for one in (readable, rights, sockets, clipboard))
        return
    for ahead in range(3):  # what is sought would be found
        assert _in(
            base64.b64encode(b"x" * ahead + CANARIES["event"].encode() + b"yyy"), "movedcanary"
        )
    for number in range(trial.count(2, 30)):
        umask = ("000", "022", "077")[number % 3]
        below = trial.folder / f"home {number}"
        sent, traced = _whole_day(below, umask)
        written = {Path(path) for path, flags in _OPENED.findall(traced) if _writes(flags)}
        _search(readable, below, written)
        for path in [below / "vault", *(below / "vault").rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            rights.holds(not mode & 0o077, f"umask {umask}: {path.name} is {mode:o}")
        found = re.findall(r"socket\(AF_INET.*", traced)
        sockets.holds(not found, str(found[:3]))
        clipboard.holds(b"\x1b]52" not in sent, "OSC 52 was sent")
        readable.remark = f"({len(written)} files opened for writing in a run)"
    yield from (readable, rights, sockets, clipboard)


def _writes(flags: str) -> bool:
    return any(one in flags for one in ("O_WRONLY", "O_RDWR", "O_CREAT"))


def _whole_day(below: Path, umask: str) -> tuple[bytes, str]:
    """A person added, sought, half a form, an agreement; killed; again, backed up, restored."""
    folder = made(below / "vault", names=("Plumcanary",))
    for name in ("tmp", "config", "cache"):
        (below / name).mkdir()
    env = {
        "HOME": str(below),
        "TMPDIR": str(below / "tmp"),
        "XDG_CONFIG_HOME": str(below / "config"),
        "XDG_CACHE_HOME": str(below / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    sent = b""
    traced = []
    masked = (sys.executable, "-c", _UMASK, umask)
    for place, (steps, arguments) in enumerate(_RUNS):
        out = below.parent / f"trace of {below.name} {place}"
        calls = "trace=open,openat,creat,socket"
        begun = strace.begun_by("-s", "300", "-o", str(out), "-e", calls)
        if arguments:
            command = (*begun, *masked, *PROGRAM, "--vault", str(folder), *arguments)
            with Terminal([], command=command, env=env) as terminal:
                _answer(terminal, steps)
                sent += terminal.bytes
                kill_all_below(terminal.pid)
        else:
            with running(folder, before=(*begun, *masked), env=env) as terminal:
                unlock(terminal)
                for keys, words in steps:
                    terminal.press(keys)
                    if words.startswith("!"):
                        terminal.wait_gone(words[1:])
                    else:
                        terminal.wait_for(words)
                    terminal.prepare(0.1)
                sent += terminal.bytes
                if place == 0:
                    kill_all_below(terminal.pid)  # the first run ends in a crash
                else:
                    terminal.kill(signal.SIGTERM)
                    terminal.prepare(0.3)
        traced.append(out.read_text(errors="replace"))
    return sent, "\n".join(traced)


def _answer(terminal: Terminal, steps: tuple[tuple[str, str], ...]) -> None:
    for keys, words in steps:
        terminal.wait_for(words)
        terminal.press(keys)
    terminal.exit_code()


_RUNS: tuple[tuple[tuple[tuple[str, str], ...], tuple[str, ...]], ...] = (
    (
        (
            ("n", "Initials"),
            ("<enter>T.<enter>", "Name"),
            ("Quarrycanary<enter>", "Birth"),
            ("1990<enter>", "n fill in"),
            ("n", "1 of 9"),
            ("123", "4 of 9"),
            ("<esc>", "n fill in"),
            (":intervention<enter>", "intervention"),
            ("exposurecanary<enter><enter><enter>", "!intervention"),
            ("t", "0 to 27"),
            ("17<enter>0<enter>", "collected"),
            ("e", "What happened?"),
            ("movedcanary<enter><enter>", "!What happened?"),
            ("p", "aim at"),
            ("9<enter>targetcanary<enter>", "target 9"),
        ),
        (),
    ),
    (
        (
            ("/findcanary", "findcanary"),
            ("<esc>", "A-001"),
            ("e", "Initials"),
            ("<enter>Thistlecanary", "Thistle"),
        ),
        (),
    ),
    (((f"{PASSPHRASE}\n", "Passphrase"),), ("backup",)),
    (((f"{PASSPHRASE}\n", "Passphrase"), ("restore\n", "Type restore")), ("restore", "1")),
    (((f"{PASSPHRASE}\n", "Passphrase"),), ("check",)),
)


def _search(readable: Tally, below: Path, written: set[Path]) -> None:
    """Look into every file below the home, every other one that was written, and /dev/shm."""
    files = {path for path in below.rglob("*") if path.is_file() and not path.is_symlink()}
    files |= {path for path in written if path.is_file() and not str(path).startswith("/proc")}
    shared = Path("/dev/shm")
    files |= {path for path in shared.rglob("*") if path.is_file()} if shared.is_dir() else set()
    for path in files:
        content = path.read_bytes()
        found = [what for what, word in CANARIES.items() if _in(content, word)]
        readable.holds(not found, f"{path}: {found}")


def _in(content: bytes, word: str) -> bool:
    forms = [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    forms += [base64.b64encode(word.encode()[cut:])[:-4] for cut in range(3)]
    return any(form in content for form in forms)
