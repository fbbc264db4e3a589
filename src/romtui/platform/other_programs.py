"""What other programs of the computer say when they are asked."""

from typing import Final

_ANSWER_SECONDS: Final = 5


def answer_of(*question: str) -> str | None:
    """What a program prints; None where it is not there, fails or takes longer than 5 s."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 -- fixed words, no shell
            question,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            timeout=_ANSWER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
