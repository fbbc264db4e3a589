"""All that must hold before a commit: `python -m tests`. Arguments go on to pytest."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SCRIPTS: Final = Path(sys.executable).parent
CHECKS: Final = (
    (sys.executable, "-m", "ruff", "check", "."),
    (sys.executable, "-m", "ruff", "format", "--check", "."),
    (sys.executable, "-m", "mypy"),
    (str(SCRIPTS / "lint-imports"),),
    (sys.executable, "-m", "pytest", "--cov", "--cov-report=term:skip-covered"),
)


def main() -> int:
    """Run every check, also after one that failed: 0 when all hold, 1 else."""
    failed = []
    for check in CHECKS:
        command = [*check, *sys.argv[1:]] if "pytest" in check else [*check]
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(" ".join(Path(part).name for part in check))
    for name in failed:
        print(f"failed: {name}", file=sys.stderr)  # noqa: T201
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
