"""All that must hold before a commit: `python -m tests`. With arguments these tests alone."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SCRIPTS: Final = Path(sys.executable).parent
PYTEST: Final = (sys.executable, "-m", "pytest")
CHECKS: Final = (
    (sys.executable, "-m", "ruff", "check", "."),
    (sys.executable, "-m", "ruff", "format", "--check", "."),
    (sys.executable, "-m", "mypy"),
    (str(SCRIPTS / "lint-imports"),),
)
ON_SCREEN: Final = ("tests/ui", "tests/end_to_end")
"""Counting which lines of domain and store run would double their time, and adds little."""
TESTS: Final = (
    (*PYTEST, "--cov", "--cov-report=term", *(f"--ignore={folder}" for folder in ON_SCREEN)),
    (*PYTEST, *ON_SCREEN),
)


def main() -> int:
    """Run every check, also after one that failed: 0 when all hold, 1 else."""
    failed = []
    some = sys.argv[1:]
    for command in (*CHECKS, *([(*PYTEST, *some)] if some else TESTS)):
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(" ".join((Path(command[0]).name, *command[1:])))
    for name in failed:
        print(f"failed: {name}", file=sys.stderr)  # noqa: T201
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
