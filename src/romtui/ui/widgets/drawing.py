"""A widget that draws itself as lines of text, and does nothing else."""

from collections.abc import Iterable

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from romtui.ui.theme import DARK, INKS, Inks


class Drawing(Widget):
    """Lines of text, drawn once and kept until they, the size or the theme change.

    One custom widget answers a key in half the time that a row of labels takes, and what
    it shows can be read by a test as plain text.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] = []
        self._drawn_for: tuple[Size, str] | None = None

    @property
    def inks(self) -> Inks:
        """The colours of the theme that is on."""
        return INKS.get(self.app.theme, DARK)

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Give the lines for so many cells; `height` is 0 when it may choose."""
        raise NotImplementedError

    def redraw(self, *, layout: bool = False) -> None:
        """Draw anew: something that is shown has changed."""
        self._drawn_for = None
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as are drawn."""
        return sum(1 for _ in self.draw(width, 0))

    def render_line(self, y: int) -> Strip:
        """Give one line to the compositor."""
        wanted = (self.size, self.app.theme)
        if self._drawn_for != wanted:
            lines = self.draw(self.size.width, self.size.height)
            self._strips = [self._strip(line) for line in lines]
            self._drawn_for = wanted
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)

    def _strip(self, line: Text) -> Strip:
        return strip(line, self.size.width, self.rich_style, self.app.console)


def strip(line: Text, width: int, base: Style, console: Console) -> Strip:
    """Turn a line into what the compositor takes, filled to `width` cells."""
    drawn = line.copy()
    drawn.end = ""
    if not drawn.spans:
        drawn.stylize(drawn.style)
    return Strip(drawn.render(console)).apply_style(base).adjust_cell_length(width, base)
