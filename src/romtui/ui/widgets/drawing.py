"""A widget that draws itself as lines of text, and does nothing else."""

from collections.abc import Iterable

from rich.console import Console
from rich.style import Style
from rich.text import Span, Text
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.reactive import ReactiveType, var
from textual.strip import Strip
from textual.widget import Widget

from romtui.ui.theme import DARK, INKS, Palette

_Look = tuple[str, str | Style, tuple[Span, ...]]
"""All that makes one line look different from another."""


class Drawn(var[ReactiveType]):
    """An attribute of a `Drawing` that shows: where it changes, the lines are drawn anew.

    `layout` says that there may be more or fewer lines then.
    """

    def __init__(self, default: ReactiveType, *, layout: bool = False) -> None:
        super().__init__(default)
        self._changes_layout = layout

    def __set__(self, obj: DOMNode, value: ReactiveType) -> None:
        """Set it; what looks as before is not drawn."""
        before = self.__get__(obj, type(obj))
        super().__set__(obj, value)
        if before != value:
            assert isinstance(obj, Drawing)
            obj.redraw(layout=self._changes_layout)


class Drawing(Widget):
    """Lines of text, drawn once and kept until they, the size or the theme change.

    One custom widget answers a key in half the time that a row of labels takes, and what
    it shows can be read by a test as plain text. Only lines that look different from before
    are sent to the terminal.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._looks: list[_Look] = []
        self._strips: list[Strip] = []
        self._blank = Strip([])
        self._drawn_for: tuple[Size, str] | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme that is on."""
        return INKS.get(self.app.theme, DARK)

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Give the lines for so many cells; `height` is 0 when it may choose."""
        raise NotImplementedError

    def redraw(self, *, layout: bool = False) -> None:
        """Draw anew: something that is shown has changed."""
        if layout or self._drawn_for != self._wanted:
            self._drawn_for = None
            self.refresh(layout=layout)
            return
        before, self._drawn_for = self._strips, None
        self._prepare()
        now = self._strips
        rows = range(max(len(before), len(now)))
        changed = [row for row in rows if before[row : row + 1] != now[row : row + 1]]
        if changed:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in changed))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as are drawn."""
        return sum(1 for _ in self.draw(width, 0))

    def render_line(self, y: int) -> Strip:
        """Give one line to the compositor."""
        self._prepare()
        return self._strips[y] if y < len(self._strips) else self._blank

    @property
    def _wanted(self) -> tuple[Size, str]:
        return (self.size, self.app.theme)

    def _prepare(self) -> None:
        """Draw, unless what is there still holds; a line that looks as before stays the same."""
        if self._drawn_for == self._wanted:
            return
        base, width, console = self.rich_style, self.size.width, self.app.console
        kept = dict(zip(self._looks, self._strips, strict=True)) if self._is_for(base) else {}
        lines = list(self.draw(width, self.size.height))
        self._looks = [(line.plain, line.style, tuple(line.spans)) for line in lines]
        self._strips = [
            kept.get(look) or strip(line, width, base, console)
            for look, line in zip(self._looks, lines, strict=True)
        ]
        self._blank = Strip.blank(width, base)
        self._drawn_for = self._wanted

    def _is_for(self, base: Style) -> bool:
        """Whether the strips of before are as wide, and on the same ground."""
        return self._blank == Strip.blank(self.size.width, base)


def strip(line: Text, width: int, base: Style, console: Console) -> Strip:
    """Turn a line into what the compositor takes, filled to `width` cells."""
    drawn = line.copy()
    drawn.end = ""
    if not drawn.spans:
        drawn.stylize(drawn.style)
    return Strip(drawn.render(console)).apply_style(base).adjust_cell_length(width, base)
