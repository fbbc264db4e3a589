"""Every command of the screen that is on, found by its name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.text import Text
from textual.app import ComposeResult

from romtui.commands import Command
from romtui.domain.instrument import Instrument
from romtui.domain.search import matching_questionnaires
from romtui.ui import texts
from romtui.ui.screens.choose import Choice, ChoiceList, ChooseScreen
from romtui.ui.text import cell
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note

_HIDDEN = {"commands"}
_LEAD_TO_QUESTIONNAIRES = ("session.measure", "battery.add", "caseload.instruments")
_LINES: Final = 2
"""Of what the selected command does, in full."""


class PaletteScreen(ChooseScreen):
    """Gives the id of the chosen command."""

    def __init__(
        self, commands: Sequence[Command], questionnaires: Mapping[str, Instrument]
    ) -> None:
        """Who types what is no command but a questionnaire is offered the way to those."""
        self._questionnaires = questionnaires
        shown = [command for command in commands if command.action not in _HIDDEN]
        choices = [(command.id, command.words, command.help) for command in shown]
        keys = {command.id: command.key_name for command in shown}
        super().__init__(texts.TYPE_A_COMMAND, choices, keys, CommandList(choices, keys))

    def body(self) -> ComposeResult:
        """Question, field, list, and what the selected command does."""
        yield from super().body()
        yield Note(id="about", classes="quiet", most=_LINES)

    def on_mount(self) -> None:
        """Tell of the selected command, whichever it is."""
        self.watch(self.list, "marked", self._tell)

    def show(self, choices: Sequence[Choice]) -> None:
        """List what matches, and tell of the first."""
        super().show(choices)
        self._tell()

    def _tell(self) -> None:
        current = self.list.current
        self.query_one("#about", Note).words = texts.NO_MATCH if current is None else current[2]

    def narrowed(self, typed: str) -> Sequence[Choice]:
        """The commands that match; questionnaires are searched only if no command does."""
        matching = super().narrowed(typed)
        if matching or not matching_questionnaires(typed, self._questionnaires):
            return matching
        return [choice for choice in self._choices if choice[0] in _LEAD_TO_QUESTIONNAIRES]


class CommandList(ChoiceList):
    """Commands with what they do, their keys below one another at the right edge."""

    def __init__(self, choices: Sequence[Choice], keys: Mapping[str, str]) -> None:
        super().__init__(choices)
        self._keys = keys
        self._key_cells = max(map(len, keys.values()), default=0)

    def block(self, row: Choice, index: int, width: int) -> Iterable[Text]:
        """Draw the line of a command; its sentence is the part that may be cut."""
        (line,) = super().block(row, index, width)
        line = cell(line, width - self._key_cells - 2)
        line.append(f" {self._keys[row[0]]:>{self._key_cells}}", ink(self.palette.accent))
        yield line
