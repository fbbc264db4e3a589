"""No colour at all, for who sets NO_COLOR: what had a ground of its own is drawn reversed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_REVERSED: Final = Style(reverse=True)


def no_colour_is_wanted(environment: Mapping[str, str]) -> bool:
    """Whether NO_COLOR is set to anything: an empty word does not count."""
    return bool(environment.get("NO_COLOR"))


class NoColours(LineFilter):
    """Take every colour out of what is drawn; bold, dim and reversed stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Give the same words without colour."""
        return [
            Segment(text, style and _colourless(style), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def _colourless(style: Style) -> Style:
    background = style.bgcolor
    has_background = background is not None and not background.is_default
    return style.without_color + _REVERSED if has_background else style.without_color
