"""Every command of the screen that is on, found by its name."""

from collections.abc import Mapping, Sequence

from romtui.commands import Command
from romtui.domain.instrument import Instrument
from romtui.domain.search import matching_questionnaires
from romtui.ui.screens.choose import Choice, ChooseScreen

_HIDDEN = {"commands"}
_LEAD_TO_QUESTIONNAIRES = ("session.measure", "battery.add", "caseload.instruments")


class PaletteScreen(ChooseScreen):
    """Gives the id of the chosen command."""

    def __init__(
        self, commands: Sequence[Command], questionnaires: Mapping[str, Instrument]
    ) -> None:
        """Who types what is no command but a questionnaire is offered the way to those."""
        self._questionnaires = questionnaires
        super().__init__(
            "What would you like to do?",
            [
                (command.id, command.words, f"{command.key_name}   {command.help}")
                for command in commands
                if command.action not in _HIDDEN
            ],
        )

    def narrowed(self, typed: str) -> Sequence[Choice]:
        """The commands that match; questionnaires are searched only if no command does."""
        matching = super().narrowed(typed)
        if matching or not matching_questionnaires(typed, self._questionnaires):
            return matching
        return [choice for choice in self._choices if choice[0] in _LEAD_TO_QUESTIONNAIRES]
