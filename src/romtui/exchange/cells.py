"""Cells that a spreadsheet takes for words, whatever somebody typed."""

from typing import Final

from romtui.domain.visible import visible

_BEGINS_A_FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)


def cell(words: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute, and show what it would obey."""
    harmless = visible(words)
    return f"'{harmless}" if _begins(words) or _begins(harmless) else harmless


def uncell(written: str) -> str:
    """Take the apostrophe away again; what was shown in place of a command stays shown."""
    rest = written.removeprefix("'")
    return rest if rest != written and _begins(rest) else written


def _begins(words: str) -> bool:
    """Whether a formula begins here, or words that look like one made harmless."""
    return words.lstrip().startswith(_BEGINS_A_FORMULA) or (
        words.startswith("'") and _begins(words.removeprefix("'"))
    )
