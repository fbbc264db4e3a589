"""Every command of the screen that is on, found by its name."""

from collections.abc import Sequence

from romtui.ui.commands import Command
from romtui.ui.screens.choose import ChooseScreen

_HIDDEN = {"commands"}


class PaletteScreen(ChooseScreen):
    """Gives the id of the chosen command."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__(
            "What would you like to do?",
            [
                (command.id, command.words, f"{command.key_name}   {command.help}")
                for command in commands
                if command.action not in _HIDDEN
            ],
        )
