"""The one door through which words reach the screen.

Textual neither neutralises escape sequences nor leaves `[markup]` alone, so no widget is
ever handed a raw string that somebody typed. It is handed a rich `Text` made here.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rich.console import Console
from rich.style import Style
from rich.text import Text

from romtui.domain.private import Private
from romtui.domain.visible import visible

_MEASURE: Final = Console(width=200, color_system=None)


def plain(words: Private | str, style: Style | str = "") -> Text:
    """Make words drawable exactly as they were typed, on one line.

    Markup stays text. A control character becomes its picture (ESC is drawn as ␛), an
    invisible or direction-changing one its number (‹202E›), so that they can be seen and
    cannot act.
    """
    raw = words.reveal() if isinstance(words, Private) else words
    return Text(visible(raw), style=style, no_wrap=True, end="")


def wrapped(
    words: Private | str,
    width: int,
    style: Style | str = "",
    *,
    indent: int = 0,
    widow: bool = True,
) -> list[Text]:
    """Break words into drawable lines; those after the first start `indent` cells in.

    Without a `widow` no word stands alone on the last line, where the others can make room.
    """
    raw = words.reveal() if isinstance(words, Private) else words
    breaking = _broken if widow else _broken_without_a_widow
    broken = [
        part
        for paragraph in raw.splitlines() or [""]
        for part in breaking(visible(paragraph), max(width - indent, 10))
    ]
    return [
        Text(f"{' ' * indent if place else ''}{part}", style=style, end="")
        for place, part in enumerate(broken)
    ]


@lru_cache(maxsize=512)
def _broken(paragraph: str, width: int) -> tuple[str, ...]:
    """The lines of a paragraph; breaking is slow, and the same words are drawn at every key."""
    lines = Text(paragraph, end="").wrap(_MEASURE, width)
    return tuple(line.plain.rstrip() for line in lines) or ("",)


def _broken_without_a_widow(paragraph: str, width: int) -> tuple[str, ...]:
    lines = _broken(paragraph, width)
    if len(lines) == 1 or " " in lines[-1]:
        return lines
    shorter = _broken(paragraph, max(width - len(lines[-1]), 10))
    return shorter if len(shorter) == len(lines) else lines


def quoted(words: Private) -> Private:
    """Set a sentence in quotation marks."""
    return Private(f"“{words.reveal()}”")


def flowed(pieces: Iterable[Text], width: int, *, apart: int = 3) -> list[Text]:
    """Set pieces side by side, so many spaces apart, on as few lines as they need."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and lines[-1].cell_len + piece.cell_len + apart <= width:
            joined = Text(end="", no_wrap=True)
            joined.append_text(lines[-1])
            joined.append(" " * apart)
            joined.append_text(piece)
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


def clipped(text: Text, width: int) -> Text:
    """Cut a line to `width` cells, with an ellipsis when something was cut."""
    short = text.copy()
    short.truncate(max(width, 0), overflow="ellipsis")
    return short


def cell(text: Text, width: int) -> Text:
    """Cut or fill a line to `width` cells, and one more between it and the next."""
    filled = clipped(text, width)
    filled.append(" " * (width + 1 - filled.cell_len))
    return filled
