"""Numbers drawn large, to be read from across a table."""

from collections.abc import Sequence
from typing import Final

_GLYPHS: Final = {
    "0": ("▄▀▀▄", "█  █", "▀▄▄▀"),
    "1": (" ▄█ ", "  █ ", " ▄█▄"),
    "2": ("▄▀▀▄", "  ▄▀", "▄█▄▄"),
    "3": ("▀▀▀▄", " ▀▀▄", "▄▄▄▀"),
    "4": ("█  █", "▀▀▀█", "   █"),
    "5": ("█▀▀▀", "▀▀▀▄", "▄▄▄▀"),
    "6": ("▄▀▀ ", "█▀▀▄", "▀▄▄▀"),
    "7": ("▀▀▀█", "  █ ", " █  "),
    "8": ("▄▀▀▄", "▄▀▀▄", "▀▄▄▀"),
    "9": ("▄▀▀▄", "▀▄▄█", " ▄▄▀"),
    ".": (" ", " ", "▄"),
    ",": (" ", " ", "▄"),
    "-": ("  ", "▀▀", "  "),
}
ARROW: Final = ("  ▄   ", "▀▀▀█▀ ", "  ▀   ")
ROWS: Final = 3


def big(figure: str) -> Sequence[str]:
    """Draw a number in three rows of half blocks, all of one width."""
    glyphs = [_GLYPHS.get(character, _GLYPHS["-"]) for character in figure]
    return tuple(" ".join(glyph[row] for glyph in glyphs) for row in range(ROWS))
