"""Choose one of a list by typing a part of its name."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Self

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import var
from textual.widgets import Input

from romtui.domain.instrument import Instrument
from romtui.domain.search import finds, search_words
from romtui.ui.screens.card import CardScreen
from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

_SHOWN: Final = 12
Choice = tuple[str, str, str]
"""What is given back, the name, and a few quiet words beside it."""
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class ChooseScreen(CardScreen[str | None]):
    """A field and the choices that match it; Enter takes the marked one."""

    BINDINGS = [
        Binding("escape", "give_up", "back"),
        Binding("down", "move(1)", "down"),
        Binding("up", "move(-1)", "up"),
    ]

    def __init__(
        self, question: str, choices: Sequence[Choice], also: Mapping[str, str] = _NOTHING
    ) -> None:
        """`also` are words by which a choice is found though they are not shown."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._also = also

    @classmethod
    def of_questionnaires(cls, instruments: Iterable[Instrument]) -> Self:
        """Choose one by its name, its title or what it is about."""
        there = tuple(instruments)
        choices = [(one.id, one.name, one.title) for one in there]
        return cls("Which questionnaire?", choices, {one.id: search_words(one) for one in there})

    def compose(self) -> ComposeResult:
        """Question, field, list."""
        with Vertical(classes="card"):
            yield Note(self._question)
            yield Input(select_on_focus=False)
            yield ChoiceList(self._choices)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what matches what was typed."""
        choices = self.query_one(ChoiceList)
        choices.marked = 0
        choices.choices = self.narrowed(event.value)

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
    @on(Rows.Taken)
    def take(self) -> None:
        """Take the marked choice."""
        choices = self.query_one(ChoiceList)
        if choices.choices:
            self.dismiss(choices.choices[choices.marked][0])

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.query_one(ChoiceList).move(steps)

    def action_give_up(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class ChoiceList(Rows):
    """The choices that match, with a mark."""

    DEFAULT_CSS = f"ChoiceList {{ height: {_SHOWN + 1}; }}"
    WHEEL = 1
    choices: var[Sequence[Choice]] = var(())

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.set_reactive(ChoiceList.choices, choices)

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), max(len(self.choices) - 1, 0))

    def watch_choices(self) -> None:
        """Draw other choices."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the part of the list around the mark."""
        palette, lines = self.palette, []
        top = max(self.marked - _SHOWN + 1, 0)
        for place, (_, name, beside) in enumerate(self.choices[top : top + _SHOWN], start=top):
            marked = place == self.marked
            line = Text(end="", no_wrap=True)
            line.append("▸ " if marked else "  ", ink(palette.accent))
            line.append(f"{name:<20}", ink(palette.text, bold=marked))
            line.append(f" {beside}", ink(palette.quiet))
            lines.append(clipped(line, width))
        self.stand(range(top, top + len(lines)))
        left = len(self.choices) - top - len(lines)
        if left > 0:
            lines.append(Text(f"  … {left} more", ink(palette.quiet), end=""))
        return lines
