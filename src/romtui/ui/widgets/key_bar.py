"""The last line of every screen: the six keys that matter now."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from romtui.ui.commands import HELP, PALETTE, Command, for_footer
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_SHOWN = 6
_NOT_NOW = "–"
"""In place of the key, so that it can be told without colour, too."""
_BETWEEN = 3
_AT_THE_END = (PALETTE, HELP)


class KeyBar(Drawing):
    """Keys and their words. A command that is not possible now is quiet, not gone.

    A click on one is its key.
    """

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; }"
    app: "RomtuiApp"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._spans: list[tuple[range, Command]] = []

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would that was clicked."""
        within = event.get_content_offset(self)
        event.stop()
        for cells, command in self._spans:
            if within is not None and within.x in cells:
                await self.app.follow(self.screen, command.id)
                return

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line; what has no room is left out whole."""
        inks, line = self.inks, Text(end="", no_wrap=True)
        self._spans = []
        for command in for_footer(self._commands)[:_SHOWN]:
            key, words = _first(command), f" {command.words}"
            if line.cell_len + len(key) + len(words) + _BETWEEN > width:
                break
            possible = self.screen.check_action(command.action, ()) is True
            key = key if possible else _NOT_NOW
            self._add(line, command, f"{key}{words}")
            line.append(key, ink(inks.accent if possible else inks.quiet, bold=possible))
            line.append(words, ink(inks.text if possible else inks.quiet))
            line.append(" " * _BETWEEN)
        for named in (True, False):
            ends = [f"{_first(one)} {one.words}" if named else _first(one) for one in _AT_THE_END]
            room = width - line.cell_len - len("  ".join(ends))
            if room >= 0:
                line.append(" " * room)
                for place, (words, command) in enumerate(zip(ends, _AT_THE_END, strict=True)):
                    line.append("  " if place else "")
                    self._add(line, command, words)
                    line.append(words, ink(inks.quiet))
                break
        return [line]

    def _add(self, line: Text, command: Command, words: str) -> None:
        """Keep where a command will stand."""
        self._spans.append((range(line.cell_len, line.cell_len + len(words)), command))


def _first(command: Command) -> str:
    """The key to name, of several."""
    return command.key_name.split("  ")[0]
