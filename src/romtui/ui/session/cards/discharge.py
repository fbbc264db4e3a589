"""The end of the work with a person: asked in one sentence, with what could come before it."""

from enum import Enum, auto

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.ui.screens.card import CardScreen
from romtui.ui.session import texts
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.note import Note


class End(Enum):
    """What is chosen at the end."""

    MEASURE = auto()
    FOLLOWUP = auto()
    DISCHARGE = auto()


class DischargeScreen(CardScreen[End]):
    """Gives what was chosen; Enter never discharges, Esc changes nothing.

    `missing` is the name of the measure that should be filled in first, if there is one.
    """

    BINDINGS = [
        Binding("enter", "first", "first"),
        Binding("f", "choose('FOLLOWUP')", "follow-up"),
        Binding("d", "choose('DISCHARGE')", "discharge"),
        Binding("escape,q,n", "give_up", "back"),
    ]

    def __init__(self, question: str, missing: str) -> None:
        super().__init__()
        self._question = question
        self._missing = missing

    def body(self) -> ComposeResult:
        """The question, then the choices, one a line."""
        first = texts.fill_in_first(self._missing) if self._missing else texts.CANCEL
        anyway = texts.ANYWAY if self._missing else ""
        choices = [
            f"Enter  {first}",
            f"f      {texts.FOLLOW_UP_INSTEAD}",
            f"d      {texts.DISCHARGE}{anyway}",
        ]
        choices += [f"Esc    {texts.CANCEL}"] if self._missing else []
        yield Note(self._question, id="question")
        yield Answers("\n".join(choices), id="hint", classes="quiet")

    def action_first(self) -> None:
        """Fill in the measure, or change nothing."""
        self.dismiss(End.MEASURE if self._missing else None)

    def action_choose(self, name: str) -> None:
        """Give what was chosen."""
        self.dismiss(End[name])

    def action_give_up(self) -> None:
        """Change nothing."""
        self.dismiss(None)
