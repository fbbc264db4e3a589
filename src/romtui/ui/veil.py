"""What lies under a card is veiled, but not the first line: whose record it is."""

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

Answer = TypeVar("Answer")
_DIM: Final = Style(dim=True)


class VeilingScreen(ModalScreen[Answer], Generic[Answer]):
    """A screen over another one, of which the first line stays as it is."""

    def render(self) -> RenderableType:
        """Draw what lies below."""
        below = super().render()
        if isinstance(below, BackgroundScreen):
            return _Veiled(below.screen, below.color)
        return below


class _Veiled(BackgroundScreen):
    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """Mix the colour of the veil into all lines but the first.

        With the terminal's own colours, which cannot be mixed, they are dim instead.
        """
        rest = iter(segments)
        yield from super().process_segments(_first_line(rest), TRANSPARENT)
        veiled = super().process_segments(rest, color)
        yield from veiled if color.a else Segment.apply_style(veiled, post_style=_DIM)


def _first_line(segments: Iterator[Segment]) -> Iterator[Segment]:
    for segment in segments:
        yield segment
        if segment.text == "\n":
            return
