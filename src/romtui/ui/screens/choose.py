"""Choose one of a list by typing a part of its name."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Self

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.search import finds, search_words
from romtui.ui import texts
from romtui.ui.screens.card import ListCard
from romtui.ui.text import cell, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

_SHOWN: Final = 12
_LONGEST_NAME: Final = 22
Choice = tuple[str, str, str]
"""What is given back, the name, and a few quiet words beside it."""
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class ChooseScreen(ListCard[str, "ChoiceList"]):
    """A field and the choices that match it; Enter takes the marked one."""

    BINDINGS = [Binding("down", "move(1)", "down"), Binding("up", "move(-1)", "up")]

    def __init__(
        self,
        question: str | Private,
        choices: Sequence[Choice],
        also: Mapping[str, str] = _NOTHING,
        rows: "ChoiceList | None" = None,
    ) -> None:
        """`also` are words by which a choice is found beside its name and its quiet words.

        `rows` draw the choices in another way.
        """
        super().__init__(rows or ChoiceList(choices))
        self._question = question
        self._choices = choices
        self._also = also

    @classmethod
    def of_questionnaires(cls, instruments: Iterable[Instrument]) -> Self:
        """Choose one by its name, its title or what it is about."""
        forms = tuple(instruments)
        choices = [(form.id, form.name, form.title) for form in forms]
        return cls(
            texts.WHICH_QUESTIONNAIRE, choices, {form.id: search_words(form) for form in forms}
        )

    def body(self) -> ComposeResult:
        """Question, field, list."""
        yield Note(self._question, id="question")
        yield Input(select_on_focus=False)
        yield self.list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what matches what was typed."""
        self.show(self.narrowed(event.value))

    def show(self, choices: Sequence[Choice]) -> None:
        """List these, the first selected."""
        self.list.fill(choices, 0)

    def narrowed(self, typed: str) -> Sequence[Choice]:
        """What matches every word that was typed; what matches by its name comes first."""
        also = self._also
        matching = (
            choice
            for choice in self._choices
            if finds(typed, f"{choice[1]} {choice[2]} {also.get(choice[0], '')}")
        )
        return sorted(matching, key=lambda choice: not finds(typed, choice[1]))

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Take the marked choice."""
        if self.list.current is not None:
            self.dismiss(self.list.current[0])


class ChoiceList(Rows[Choice]):
    """The choices that match, and how many more there are."""

    DEFAULT_CSS = f"ChoiceList {{ height: {_SHOWN + 1}; }}"
    WHEEL = 1

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(choices)
        longest = max((cell_len(name) for _, name, _ in choices), default=0)
        self._names = min(longest, _LONGEST_NAME) + 1

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the choices around the mark."""
        lines = super().draw(width, max(height - 1, 1))
        if not self.rows:
            return [Text(f"  {texts.NO_MATCH}", ink(self.palette.quiet), end="")]
        below = len(self.rows) - self.top - len(lines)
        if below > 0:
            lines.append(Text(f"  {texts.more(below)}", ink(self.palette.quiet), end=""))
        return lines

    def block(self, row: Choice, index: int, width: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw the line of a choice."""
        _, name, beside = row
        line = self.mark(index)
        bold = ink(self.palette.text, bold=index == self.marked)
        line.append_text(cell(plain(name, bold), self._names))
        line.append_text(plain(beside, ink(self.palette.quiet)))
        yield line
