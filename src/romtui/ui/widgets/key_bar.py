"""The last line of every screen: the keys that matter now, as many as there is room for."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from romtui.commands import HELP, LEAVE_TOUR, PALETTE, Command, for_footer
from romtui.ui.host import InHost
from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

if TYPE_CHECKING:
    from romtui.ui.tour import Tour

_SHOWN, _SHOWN_WHERE_ROOMY, _ROOMY = 6, 11, 110
"""How many commands are named: the first ones, and from so many cells on more of them."""
_NOT_NOW = "–"
"""In place of the key, so that it can be told without colour, too."""
_BETWEEN, _BETWEEN_MANY = 3, 2
_AT_THE_END = (PALETTE, HELP)
_ROOM_AT_THE_END = (5, 10)
"""Cells for these two: their keys, and help by its word before a seventh command."""


class KeyBar(Drawing):
    """Keys and their words. A command that is not possible now is quiet, not gone.

    A click on one is its key. In the demo the next step of the tour is above them.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; }
    KeyBar.-tour { height: 2; }
    KeyBar.-about { height: 3; }
    """
    host = InHost()

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self.first: tuple[Command, ...] = ()
        """What is named before all else, as long as it presses."""
        self._spans: list[tuple[int, range, Command]] = []

    def on_mount(self) -> None:
        """Begin with what the tour says."""
        self.show_tour()

    def show_tour(self) -> None:
        """Draw what the tour says now; without one there is no line for it."""
        tour, before = self.host.tour, self.classes
        self.set_class(tour is not None, "-tour")
        self.set_class(tour is not None and bool(tour.about), "-about")
        self.redraw(layout=self.classes != before)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would that was clicked."""
        within = event.get_content_offset(self)
        event.stop()
        for row, cells, command in self._spans:
            if within is not None and within.y == row and within.x in cells:
                await self.host.follow(self.screen, command.id)
                return

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line, or two; what has no room is left out whole."""
        self._spans = []
        tour = self.host.tour
        above = [] if tour is None else [*self._about(tour, width), self._tour(tour, width)]
        return [*above, self._keys(width, row=len(above))]

    def _about(self, tour: "Tour", width: int) -> Iterable[Text]:
        """What this program is, until something was done."""
        if tour.about:
            yield clipped(Text(tour.about, ink(self.palette.text), end=""), width)

    def _tour(self, tour: "Tour", width: int) -> Text:
        palette = self.palette
        line = Text(end="", no_wrap=True)
        line.append(tour.words, ink(palette.accent))
        leave = f"{_first(LEAVE_TOUR)} {LEAVE_TOUR.words}"
        room = width - line.cell_len - len(leave)
        if room > 0 and not tour.is_over:
            line.append(" " * room)
            self._add(line, LEAVE_TOUR, leave, row=bool(tour.about))
            line.append(leave, ink(palette.quiet))
        return line

    def _keys(self, width: int, row: int) -> Text:
        palette, line = self.palette, Text(end="", no_wrap=True)
        shown = _SHOWN_WHERE_ROOMY if width >= _ROOMY else _SHOWN
        commands = [*self.first, *for_footer(self._commands)[:shown]]
        between = _BETWEEN if shown == _SHOWN else _BETWEEN_MANY
        for place, command in enumerate(commands):
            key, words = _first(command), f" {command.words}"
            cells = line.cell_len + len(key) + len(words) + between
            if cells > width - _ROOM_AT_THE_END[place >= _SHOWN + len(self.first)]:
                continue
            possible = self.screen.check_action(command.action, ()) is True
            key = key if possible else _NOT_NOW
            self._add(line, command, f"{key}{words}", row)
            line.append(key, ink(palette.accent if possible else palette.quiet, bold=possible))
            line.append(words, ink(palette.text if possible else palette.quiet))
            line.append(" " * between)
        for named in (_AT_THE_END, (HELP,), ()):
            ends = [
                f"{_first(key)} {key.words}" if key in named else _first(key) for key in _AT_THE_END
            ]
            room = width - line.cell_len - len("  ".join(ends))
            if room >= 0:
                line.append(" " * room)
                for number, (words, command) in enumerate(zip(ends, _AT_THE_END, strict=True)):
                    line.append("  " if number else "")
                    self._add(line, command, words, row)
                    line.append(words, ink(palette.quiet))
                break
        return line

    def _add(self, line: Text, command: Command, words: str, row: int) -> None:
        """Keep where a command will stand."""
        cells = range(line.cell_len, line.cell_len + len(words))
        self._spans.append((row, cells, command))


def _first(command: Command) -> str:
    """The key to name, of several."""
    return command.key_name.split("  ")[0]
