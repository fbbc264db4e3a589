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
    begins = words.startswith(_BEGINS_A_FORMULA) or harmless.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{harmless}" if begins else harmless
