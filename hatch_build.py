"""At build: the manual page and the completions go into the wheel, made from the commands."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualHook(BuildHookInterface):  # type: ignore[type-arg]
    """Asks the program itself, from its source: it needs nothing but the standard library."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Make the files, and say where each goes."""
        self._made = made = Path(tempfile.mkdtemp(prefix="romtui-share-"))
        subprocess.run(  # noqa: S603 -- ourselves
            [sys.executable, "-m", "romtui.cli.manual", str(made)],
            check=True,
            cwd=Path(self.root) / "src",
        )
        for file in made.rglob("*"):
            if file.is_file():
                build_data["shared_data"][str(file)] = f"share/{file.relative_to(made).as_posix()}"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """They are in the wheel now."""
        shutil.rmtree(self._made, ignore_errors=True)
