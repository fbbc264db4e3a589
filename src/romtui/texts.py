"""What the start says before there is a screen."""

from typing import Final

NO_TERMINAL: Final = (
    "The screens need a terminal; `romtui --plain` works without, line by line, and "
    "`romtui --help` lists what else does."
)


def no_screens(kind: str) -> str:
    """A terminal that can draw nothing: `kind` is what TERM says, empty where it is not set."""
    said = f"TERM={kind}" if kind else "TERM is not set"
    return (
        f"This terminal draws no screens ({said}): `romtui --plain` works in it, line by line. "
        "In a window that does draw, set TERM=xterm-256color."
    )


def not_utf_8(coding: str) -> str:
    """A terminal whose signs are not those of UTF-8."""
    return (
        f"This terminal is set to {coding}, and romtui draws with signs of UTF-8: start it with "
        "`LC_ALL=C.UTF-8 romtui`, or line by line with `romtui --plain`."
    )
