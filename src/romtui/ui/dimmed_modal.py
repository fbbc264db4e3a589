"""What lies under a card is veiled, but not whose record it is, nor a pinned safety answer."""

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.color import TRANSPARENT, Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen

from romtui.commands import HELP
from romtui.ui.bindings import binding
from romtui.ui.host import InHost
from romtui.ui.lean_screen import LeanScreen

Answer = TypeVar("Answer")
_DIM: Final = Style(dim=True)


class DimmedModal(ModalScreen[Answer], LeanScreen[Answer], Generic[Answer]):
    """A screen over another one, of which the first lines stay as they are.

    A modal screen hears nothing of the app's keys: help is bound once more.
    """

    BINDINGS = [binding(HELP), Binding("question_mark", "help", "help")]
    host = InHost()

    @property
    def below(self) -> Screen[object] | None:
        """The screen that this one lies over."""
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else len(stack)
        return stack[place - 1] if place else None

    @property
    def rows_in_sight(self) -> int:
        """What the screen below keeps in sight."""
        below = self.below
        return below.rows_in_sight if isinstance(below, LeanScreen) else 1

    def action_help(self) -> None:
        """Explain the keys of this screen."""
        self.host.action_help()

    def render(self) -> RenderableType:
        """Draw what lies below."""
        below = super().render()
        if isinstance(below, BackgroundScreen):
            return _Veiled(below.screen, below.color)
        return below


class _Veiled(BackgroundScreen):
    def process_segments(  # type: ignore[override]  # a class method there: this one needs self
        self, segments: Iterable[Segment], color: Color
    ) -> Iterable[Segment]:
        """Mix the colour of the veil into all lines but those that stay in sight.

        With the terminal's own colours, which cannot be mixed, they are dim instead.
        """
        mixed, rest = super().process_segments, iter(segments)
        below = self.screen
        in_sight = below.rows_in_sight if isinstance(below, LeanScreen) else 1
        yield from mixed(_lines(rest, in_sight), TRANSPARENT)
        veiled = mixed(rest, color)
        yield from veiled if color.a else Segment.apply_style(veiled, post_style=_DIM)


def _lines(segments: Iterator[Segment], count: int) -> Iterator[Segment]:
    for segment in segments:
        yield segment
        count -= segment.text == "\n"
        if not count:
            return
