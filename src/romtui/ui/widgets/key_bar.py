"""The last line of every screen: the six keys that matter now."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from romtui.ui.commands import HELP, PALETTE, Command, for_footer
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

_SHOWN = 6
_NOT_NOW = "–"
"""In place of the key, so that it can be told without colour, too."""


class KeyBar(Drawing):
    """Keys and their words. A command that is not possible now is quiet, not gone."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; }"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line; what has no room is left out whole."""
        inks, line = self.inks, Text(end="", no_wrap=True)
        right = f"{PALETTE.key_name} {PALETTE.words}  {HELP.key_name} {HELP.words}"
        short = f"{PALETTE.key_name}  {HELP.key_name}"
        for command in for_footer(self._commands)[:_SHOWN]:
            piece = f"{command.key_name.split('  ')[0]} {command.words}   "
            if len(line) + len(piece) > width:
                break
            possible = self.screen.check_action(command.action, ()) is True
            key, _, words = piece.partition(" ")
            sign, said = (inks.accent, inks.text) if possible else (inks.quiet, inks.quiet)
            line.append(key if possible else _NOT_NOW, ink(sign, bold=possible))
            line.append(f" {words}", ink(said))
        for end in (right, short):
            if len(line) + len(end) <= width:
                line.append(end.rjust(width - len(line)), ink(inks.quiet))
                break
        return [line]
