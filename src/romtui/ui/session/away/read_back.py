"""What came back from home, in words, before it is saved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.away.layout import questions
from romtui.domain.away.reading import Read
from romtui.domain.case import Case, Form, Result
from romtui.domain.instrument import Instrument, Item
from romtui.domain.parts import score_said
from romtui.domain.safety import is_positive
from romtui.domain.scoring import score
from romtui.ui.dates import read_day
from romtui.ui.flow import flow
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.session.away import texts
from romtui.ui.text import plain, wrapped
from romtui.ui.texts import PAST_DAY
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn


class ReadBackScreen(PageScreen[Read | None]):
    """Gives what is to be saved, or None. The day may be changed where the code says none."""

    TITLE = texts.READ_BACK_TITLE
    BINDINGS = [
        Binding("enter", "save", "save"),
        Binding("d", "date", "day"),
        Binding("down,j", "scroll(1)", "down"),
        Binding("up,k", "scroll(-1)", "up"),
        Binding("pagedown", "scroll(10)", "page down"),
        Binding("pageup", "scroll(-10)", "page up"),
        Binding("escape,q", "give_up", "back"),
    ]

    def __init__(self, case: Case, read: Read, today: date) -> None:
        super().__init__(case.patient)
        self._case = case
        self._read = read
        self._today = today

    def body(self) -> ComposeResult:
        """The answers."""
        with VerticalScroll(can_focus=False):
            yield FormsInWords(self._case, self._read, self._today)

    def on_mount(self) -> None:
        """Say what the keys do."""
        self.say(texts.READ_BACK_KEYS_DATE if self._asks_day else texts.READ_BACK_KEYS)

    @property
    def _asks_day(self) -> bool:
        return self._read.page is None or self._read.day_unknown

    def action_save(self) -> None:
        self.dismiss(self._read)

    def action_give_up(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    @flow
    async def action_date(self) -> None:
        """Ask for the day of a form whose code says none."""
        if not self._asks_day:
            return

        def read(typed: str) -> date:
            return read_day(typed, self._today)

        day = await self.ask(QuestionScreen(texts.DAY_QUESTION, read, hint=PAST_DAY, day=read))
        if day is not None:
            forms = tuple(replace(form, on=day) for form in self._read.forms)
            self._read = replace(self._read, on=day, forms=forms)
            self.query_one(FormsInWords).read = self._read


class FormsInWords(Drawing):
    """The day, then each form with its answers; a safety answer comes first."""

    read: Drawn[Read | None] = Drawn(None, layout=True)

    def __init__(self, case: Case, read: Read, today: date) -> None:
        super().__init__()
        self._case = case
        self._today = today
        self.set_reactive(FormsInWords.read, read)

    def draw(self, width: int, height: int) -> Iterator[Text]:  # noqa: ARG002
        """Draw all of it."""
        read, quiet = self.read, ink(self.palette.quiet)
        assert read is not None
        instruments = self._case.instruments
        if any(is_positive(form, instruments[form.instrument]) for form in read.forms):
            yield plain(texts.SAFETY_ENDORSED, ink(self.palette.safety, bold=True))
        yield plain(texts.filled_in_on(read.on, self._today), ink(self.palette.text))
        if read.page is None:
            yield from wrapped(texts.NO_DAY, width, quiet)
        elif read.day_unknown:
            yield from wrapped(texts.NO_BELIEVABLE_DAY, width, quiet)
        yield from wrapped(texts.BY_THEMSELVES, width, quiet)
        for form in read.forms:
            yield Text("", end="")
            yield from self._form(instruments[form.instrument], form, width)

    def _form(self, instrument: Instrument, form: Form, width: int) -> Iterator[Text]:
        heading = texts.form_heading(instrument.name, score_of(instrument, form))
        yield plain(heading, ink(self.palette.accent, bold=True))
        assert form.answers is not None
        after = () if instrument.followup is None else (form.followup,)
        for item, answer in zip(questions(instrument), (*form.answers, *after), strict=True):
            yield from wrapped(_in_words(item, answer), width, ink(self.palette.text), indent=4)


def score_of(instrument: Instrument, form: Form) -> str:
    """The score of a form, or how many of its questions were answered."""
    assert form.answers is not None
    as_result = Result(
        id=0,
        instrument=instrument.id,
        on=form.on,
        total=score(instrument, form.answers).total,
        answers=form.answers,
        instrument_version=instrument.version,
    )
    said = score_said(instrument, as_result)
    if said:
        return said
    answered = sum(answer is not None for answer in form.answers)
    return texts.incomplete(answered, len(form.answers))


def _in_words(item: Item, answer: int | None) -> str:
    option = None if answer is None else item.option(answer)
    given = texts.LEFT_OUT if option is None else f"{option.printed} {option.label}"
    numbered = f"{item.number:>2}" if item.number else "  "
    return f"{numbered}  {item.label or item.text}: {given}"
