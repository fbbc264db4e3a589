"""What the columns of a table are, on one page: each line is one thing that the mapping says."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rich.text import Text
from textual.binding import Binding

from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.search import search_words
from romtui.exchange.cells import read_code
from romtui.exchange.mapped.mapping import Encoding, FormMapping, Shape, TableMapping
from romtui.exchange.mapped.open_points import Point, Thing, points, questions
from romtui.exchange.mapped.proposal import Glimpse, form_in, glimpse, unknown_words, words_in
from romtui.exchange.mapped.written import keep, new_mapping_file
from romtui.plain_file import typed_path
from romtui.ui.flow import flow
from romtui.ui.importing import texts
from romtui.ui.importing.columns import ColumnScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import cell, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_MOST_WORDS: Final = 12
"""Words to be explained one by one; more are hardly the answers to a form."""
_LABEL: Final = 24
_LEAVE_OUT: Final = "leave out"

TRY: Final = "try"
ADD: Final = "add"
KEEP: Final = "keep"
Row = Point | str
"""A line of the page: what the mapping says, or what can be done with it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as it was looked at, and what is said of its columns so far."""

    content: bytes
    seen: Glimpse
    mapping: TableMapping
    is_kept: bool = False
    """Whether this very mapping is in a file."""

    @property
    def points(self) -> tuple[Point, ...]:
        """What it says, and what is still open."""
        return tuple(points(self.seen, self.mapping))

    @property
    def is_complete(self) -> bool:
        """Whether the table can be read by it."""
        return all(point.settled for point in self.points)

    def saying(self, mapping: TableMapping) -> "Draft":
        """The same table by another mapping."""
        return replace(self, mapping=mapping, is_kept=self.is_kept and mapping == self.mapping)


class MappingScreen(ListScreen[Draft | None, "MappingList"]):
    """Gives the mapping once it is complete and to be tried; None where nobody wanted to go on.

    After each answer the mark goes to what is still open: Enter alone asks all of it in turn.
    """

    TITLE = texts.MAPPING
    ENTER = "change"
    BINDINGS = [
        Binding("down,j", "down", "down"),
        Binding("up,k", "up", "up"),
        Binding("enter", "change", "change"),
        Binding("escape,q", "leave", "back"),
    ]

    def __init__(
        self, draft: Draft, instruments: Mapping[str, Instrument], refused: str = ""
    ) -> None:
        """`refused` is why the table could not be read by this mapping."""
        self._draft, self._instruments, self._refused = draft, instruments, refused
        self._begun = draft
        super().__init__(MappingList(draft, instruments))

    def on_mount(self) -> None:
        """Go to what is open, and say why the table was refused."""
        self._to_the_next()
        self.say(self._refused or texts.MAPPING_HINT)

    @flow
    async def action_change(self) -> None:
        """Ask about the marked line, or do what it says."""
        row = self.list.current
        if row == TRY:
            self._give()
        elif row == KEEP:
            await self._keep()
        elif row == ADD:
            await self._add_form()
        elif isinstance(row, Point):
            changed = await self._asked[row.thing](self, row)
            if changed is not None:
                self._say(changed)

    @flow
    async def action_leave(self) -> None:
        """Go back; what was said of the table is given up only when that is agreed to."""
        if self._draft.mapping != self._begun.mapping and not self._draft.is_kept:
            question = ConfirmScreen(
                texts.GIVE_UP_MAPPING, yes=texts.GIVE_UP, no=texts.GO_ON_MAPPING
            )
            if not await self.ask(question):
                return
        self.dismiss(None)

    def _say(self, mapping: TableMapping) -> None:
        """Take what was answered, and go to what is open."""
        self._draft = self._draft.saying(mapping)
        self.list.show(self._draft)
        self._to_the_next()
        self.say(texts.MAPPING_HINT)

    def _to_the_next(self) -> None:
        rows = self.list.rows
        still = [place for place, row in enumerate(rows) if isinstance(row, Point) and _open(row)]
        self.list.move((still[0] if still else rows.index(TRY)) - self.list.marked)

    def _give(self) -> None:
        if not self._draft.is_complete:
            self._to_the_next()
            raise UserError(texts.STILL_OPEN)
        self.dismiss(self._draft)

    # What is asked about each line. Each gives the mapping as it then is, None as it was.

    async def _ask_shape(self, _: Point) -> TableMapping | None:
        chosen = await self.ask(ChooseScreen(texts.WHICH_SHAPE, (texts.WIDE, texts.LONG)))
        if chosen is None or chosen == self._mapping.shape.value:
            return None
        return replace(self._mapping, shape=Shape(chosen), forms=())

    async def _ask_encoding(self, _: Point) -> TableMapping | None:
        chosen = await self.ask(ChooseScreen(texts.WHICH_ENCODING, texts.ENCODINGS))
        if chosen is None:
            return None
        encoding = Encoding(chosen)
        self._draft = replace(self._draft, seen=glimpse(self._draft.content, encoding))
        return replace(self._mapping, encoding=encoding)

    async def _ask_code(self, _: Point) -> TableMapping | None:
        column = await self._column(texts.CODE_COLUMN, self._mapping.code, none=texts.ONE_PATIENT)
        if column is None:
            return None
        whose = ""
        if not column:
            given = await self.ask(QuestionScreen(texts.WHOSE, read_code, hint=texts.WHOSE_HINT))
            if given is None:
                return None
            whose = given
        return replace(self._mapping, code=column, whose=whose)

    async def _ask_day(self, _: Point) -> TableMapping | None:
        column = await self._column(texts.DAY_COLUMN, self._mapping.day)
        return None if column is None else replace(self._mapping, day=column, days=None)

    async def _ask_order(self, _: Point) -> TableMapping | None:
        choices = (texts.NOT_SURE, texts.DAY_FIRST, texts.MONTH_FIRST)
        order = await self.ask(ChooseScreen(texts.DAY_OR_MONTH, choices))
        return None if order is None else replace(self._mapping, days=order or None)

    async def _ask_question(self, _: Point) -> TableMapping | None:
        column = await self._column(texts.QUESTION_COLUMN, self._mapping.question)
        return None if column is None else replace(self._mapping, question=column)

    async def _ask_answer(self, _: Point) -> TableMapping | None:
        column = await self._column(texts.ANSWER_COLUMN, self._mapping.answer)
        return None if column is None else replace(self._mapping, answer=column)

    async def _ask_entry(self, _: Point) -> TableMapping | None:
        column = await self._column(texts.ENTRY_COLUMN, self._mapping.entry, none=texts.ONE_A_DAY)
        return None if column is None else replace(self._mapping, entry=column)

    async def _ask_form(self, point: Point) -> TableMapping | None:
        if not self._mapping.forms:
            await self._add_form()
            return None
        form = self._mapping.forms[point.form]
        instrument = self._instruments[form.questionnaire]
        choices = [choice for choice, there in _parts_of(instrument, form) if there]
        chosen = await self.ask(ChooseScreen(texts.what_of(instrument.name), choices))
        if chosen == _LEAVE_OUT:
            return self._with(point.form)
        changed = None if chosen is None else await self._part(chosen, form, instrument)
        return None if changed is None else self._with(point.form, changed)

    async def _ask_words(self, point: Point) -> TableMapping | None:
        """Ask of each word that is no answer yet which one it is; of one of all, where none is."""
        form = self._mapping.forms[point.form]
        instrument = self._instruments[form.questionnaire]
        unknown = unknown_words(self._asked_in, form)
        if len(unknown) > _MOST_WORDS:
            raise UserError(texts.TOO_MANY_WORDS)
        if not unknown:
            known = [(word, word, _meaning(instrument, form.words[word])) for word in form.words]
            if not known:
                raise UserError(texts.PRINTED_NUMBERS)
            chosen = await self.ask(ChooseScreen(texts.WHICH_WORD, known))
            unknown = () if chosen is None else (chosen,)
        words = dict(form.words)
        for word in unknown:
            question = Private(texts.which_answer(instrument.name, word))
            answer = await self.ask(ChooseScreen(question, _answers(instrument)))
            if answer is None:
                break  # what was said so far is kept
            words[word] = None if answer == texts.LEFT_OUT[0] else int(answer)
        return self._with(point.form, replace(form, words=words))

    async def _add_form(self) -> None:
        """Ask which questionnaire, then where it is, unless its columns leave no doubt."""
        there = {form.questionnaire for form in self._mapping.forms}
        choices = [one for one in self._instruments.values() if one.id not in there]
        offered = [(one.id, one.name, one.title) for one in choices]
        also = {one.id: search_words(one) for one in choices}
        chosen = await self.ask(ChooseScreen(texts.WHICH_FORM, offered, also))
        if chosen is None:
            return
        instrument = self._instruments[chosen]
        form = form_in(self._asked_in, instrument)
        if form is None:
            what = [one for one, there in _has(instrument) if there]
            kind = await self.ask(ChooseScreen(texts.ITEMS_OR_TOTAL, what))
            if kind is None:
                return
            form = await self._part(kind, FormMapping(chosen), instrument)
        if form is not None:
            self._say(replace(self._mapping, forms=(*self._mapping.forms, form)))

    async def _part(
        self, which: str, form: FormMapping, instrument: Instrument
    ) -> FormMapping | None:
        """Ask for the items of a form, its total, or its own day."""
        if which == texts.ITEMS[0]:
            items = await self._items(form, instrument)
            if items is None:
                return None
            return replace(form, items=items, words=words_in(self._asked_in, items, instrument))
        if which == texts.TOTAL[0]:
            none = texts.NO_TOTAL if form.items else ""
            total = await self._of(texts.TOTAL_COLUMN, form.total, none=none)
            return None if total is None else replace(form, total=total)
        day = await self._column(texts.OWN_DAY_COLUMN, form.day, none=texts.DAY_OF_THE_ROW)
        return None if day is None else replace(form, day=day)

    async def _items(self, form: FormMapping, instrument: Instrument) -> tuple[str, ...] | None:
        """Ask for each item; after the first the next column is likely."""
        asked, columns = self._asked_in, list[str]()
        for place, item in enumerate(instrument.items):
            question = texts.item_column(instrument.name, item.number, item.text)
            after = asked.names.index(columns[-1]) + 1 if columns else 0
            likely = form.items[place] if form.items else "".join(asked.names[after : after + 1])
            column = await self._of(question, likely)
            if column is None:
                return None
            if column in columns:
                raise UserError(texts.COLUMN_TWICE)
            columns.append(column)
        return tuple(columns)

    async def _column(self, question: str, likely: str, *, none: str = "") -> str | None:
        return await self.ask(ColumnScreen(question, self._draft.seen, likely, none=none))

    async def _of(self, question: str, likely: str, *, none: str = "") -> str | None:
        """Ask for a column of a form; in a long table for a question."""
        return await self.ask(ColumnScreen(question, self._asked_in, likely, none=none))

    async def _keep(self) -> None:
        """Ask where to keep the mapping; what is there already is not written over."""
        if not self._draft.is_complete:
            raise UserError(texts.STILL_OPEN)
        kept = await self.ask(keep_screen(self._mapping))
        if kept is not None:
            self._draft = replace(self._draft, is_kept=True)
            self.list.show(self._draft)
            self._to_the_next()
            self.say(texts.kept_in(str(kept)))

    def _with(self, place: int, *forms: FormMapping) -> TableMapping:
        """The mapping with these in place of one questionnaire."""
        before, after = self._mapping.forms[:place], self._mapping.forms[place + 1 :]
        return replace(self._mapping, forms=(*before, *forms, *after))

    @property
    def _mapping(self) -> TableMapping:
        return self._draft.mapping

    @property
    def _asked_in(self) -> Glimpse:
        return questions(self._draft.seen, self._mapping)

    _asked: Mapping[Thing, Callable[["MappingScreen", Point], Awaitable[TableMapping | None]]] = {
        Thing.SHAPE: _ask_shape,
        Thing.QUESTION: _ask_question,
        Thing.ANSWER: _ask_answer,
        Thing.ENTRY: _ask_entry,
        Thing.CODE: _ask_code,
        Thing.DAY: _ask_day,
        Thing.ORDER: _ask_order,
        Thing.FORM: _ask_form,
        Thing.WORDS: _ask_words,
        Thing.ENCODING: _ask_encoding,
    }


class MappingList(Rows[Row]):
    """One line each; what is open is marked by a word, not by a colour alone."""

    def __init__(self, draft: Draft, instruments: Mapping[str, Instrument]) -> None:
        super().__init__(_rows(draft))
        self._draft, self._instruments = draft, instruments

    def show(self, draft: Draft) -> None:
        """Draw another state of it."""
        self._draft = draft
        self.fill(_rows(draft))

    def window(self, page: int) -> range:
        """Room is left for the empty line below what is said."""
        return super().window(max(page - 1, 1))

    def heading(self, index: int) -> Iterable[Text]:
        """An empty line before what can be done."""
        if index and isinstance(self.rows[index - 1], Point) and isinstance(self.rows[index], str):
            yield Text("", end="")

    def block(self, row: Row, index: int, width: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw a line: what it is about, what is said, the first cells of its column."""
        palette, line = self.palette, self.mark(index)
        strong = ink(palette.text, bold=index == self.marked)
        if not isinstance(row, Point):
            line.append_text(plain(texts.DO[row], strong))
            yield line
            return
        label, says = self._said(row)
        line.append_text(cell(plain(label, strong), _LABEL))
        if _open(row):
            line.append_text(plain(says or texts.OPEN, ink(palette.accent, bold=True)))
        else:
            line.append_text(plain(says, ink(palette.text)))
        column = self._column(row)
        if column:
            line.append_text(plain(self._cells(column), ink(palette.quiet)))
        yield line

    def _said(self, row: Point) -> tuple[str, str]:
        """What a line is about, and what the mapping says there."""
        mapping, thing = self._draft.mapping, row.thing
        if row.absent:
            absent = texts.not_there(row.absent)
        if thing is Thing.FORM and mapping.forms:
            form = mapping.forms[row.form]
            name = self._instruments[form.questionnaire].name
            return name, absent if row.absent else texts.form_says(form)
        if thing is Thing.WORDS:
            form = mapping.forms[row.form]
            unknown = len(unknown_words(questions(self._draft.seen, mapping), form))
            return texts.LABELS[thing], texts.words_say(len(form.words), unknown)
        says = {
            Thing.SHAPE: texts.SHAPES[mapping.shape.value],
            Thing.ENCODING: texts.encoding_says(mapping.encoding.value),
            Thing.CODE: texts.in_quotes(mapping.code) or texts.all_of(mapping.whose),
            Thing.DAY: texts.in_quotes(mapping.day),
            Thing.ORDER: texts.order_says(mapping.days),
            Thing.QUESTION: texts.in_quotes(mapping.question),
            Thing.ANSWER: texts.in_quotes(mapping.answer),
            Thing.ENTRY: texts.in_quotes(mapping.entry) or texts.ONE_A_DAY,
            Thing.FORM: "",
        }[thing]
        return texts.LABELS[thing], absent if row.absent else says

    def _column(self, row: Point) -> str:
        mapping = self._draft.mapping
        return {
            Thing.CODE: mapping.code,
            Thing.DAY: mapping.day,
            Thing.QUESTION: mapping.question,
            Thing.ANSWER: mapping.answer,
            Thing.ENTRY: mapping.entry,
        }.get(row.thing, "")

    def _cells(self, column: str) -> Private:
        cells = self._draft.seen.column(column)[:3]
        return Private("   " + " · ".join(" ".join(one.split()) for one in cells) if cells else "")


def keep_screen(mapping: TableMapping) -> QuestionScreen[Path]:
    """Asks where to keep a mapping, and gives where it is kept."""

    def keep_it(typed: str) -> Path:
        path = new_mapping_file(typed_path(typed, "~/mood.toml"))
        keep(mapping, path)
        return path

    return QuestionScreen(texts.KEEP_WHERE, keep_it, hint=texts.KEEP_HINT)


def _rows(draft: Draft) -> Sequence[Row]:
    add = (ADD,) if draft.mapping.forms else ()
    return (*draft.points, *add, *(() if draft.is_kept else (KEEP,)), TRY)


def _open(point: Point) -> bool:
    return not point.settled


def _parts_of(
    instrument: Instrument, form: FormMapping
) -> Sequence[tuple[tuple[str, str, str], bool]]:
    """What can be said of a questionnaire that is in the mapping."""
    beside = texts.BESIDE if form.items else texts.TOTAL
    items, total = _has(instrument)
    return (items, (beside, total[1]), (texts.OWN_DAY, True), (texts.LEAVE_OUT, True))


def _has(instrument: Instrument) -> Sequence[tuple[tuple[str, str, str], bool]]:
    return ((texts.ITEMS, instrument.with_text), (texts.TOTAL, instrument.has_total))


def _answers(instrument: Instrument) -> Sequence[tuple[str, str, str]]:
    options = {option.value: option for item in instrument.items for option in item.choices}
    return (
        texts.LEFT_OUT,
        *((str(one.value), one.printed, one.label) for one in options.values()),
    )


def _meaning(instrument: Instrument, number: int | None) -> str:
    meant = texts.LEFT_OUT[0] if number is None else str(number)
    return next(f"{printed} {label}" for of, printed, label in _answers(instrument) if of == meant)
