"""Reads a table of another program by its mapping: every answer is right, or refused with row and
column. What stood in a cell is never repeated.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportedScore, refuse_lines
from romtui.domain.scoring import Answers
from romtui.exchange import csv_table
from romtui.exchange.cells import (
    AmbiguousDay,
    is_gap,
    read_cell,
    read_code,
    read_day,
    read_total,
)
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.encodings import decode
from romtui.exchange.mapped.mapping import FormMapping, Shape, TableMapping, folded
from romtui.exchange.scores_table import WITHOUT_SCORE, ScoresFile

_NUMBER: Final = re.compile(r"(\d{1,3})(?:[.,]0{1,6})?", re.ASCII)

Cells = Mapping[str, str]
ReadAnswer = Callable[[str], int | None]


def read(content: bytes, mapping: TableMapping) -> ScoresFile:
    """Read a table; a UserError names the rows that cannot be read, and of each the column."""
    wanted = mapping.columns
    table = csv_table.read_text(
        decode(content, mapping.encoding),
        lambda names: wanted if set(wanted) <= set(names) else (),
        ", ".join(wanted),
    )
    forms = _wide if mapping.shape is Shape.WIDE else _long
    scores = forms(table, mapping)
    if not scores:
        raise UserError(texts.NO_ROWS)
    others = tuple(name for name in table.names if name and name not in wanted)
    return ScoresFile(scores, others, table.passed_over)


def _wide(table: csv_table.CsvTable, mapping: TableMapping) -> list[ImportedScore]:
    wrong: list[str] = []
    scores: list[ImportedScore] = []
    readers = [(form, _reader(form)) for form in mapping.forms]
    for number, cells in table.lines:
        try:
            forms = [*_forms_of_row(number, cells, mapping, readers)]
        except AmbiguousDay:
            raise _undecided(number) from None
        except UserError as refusal:
            wrong.append(f"line {number}: {refusal}")
            continue
        scores += forms
        if not forms:
            table.passed_over.setdefault(WITHOUT_SCORE, []).append(number)
    refuse_lines(wrong)
    return scores


def _forms_of_row(
    number: int,
    cells: Cells,
    mapping: TableMapping,
    readers: Iterable[tuple[FormMapping, ReadAnswer]],
) -> Iterator[ImportedScore]:
    for form, read_answer in readers:
        answers = tuple(read_cell(cells, column, read_answer) for column in form.items)
        total = read_cell(cells, form.total, read_total) if form.total else None
        if total is None and set(answers) <= {None}:
            continue
        yield ImportedScore(
            line=number,
            code=_code(cells, mapping),
            instrument=form.questionnaire,
            on=_day(cells, form.day or mapping.day, mapping),
            total=total,
            answers=None if set(answers) <= {None} else answers,
        )


def _code(cells: Cells, mapping: TableMapping) -> str:
    return read_cell(cells, mapping.code, read_code) if mapping.code else read_code(mapping.whose)


def _day(cells: Cells, column: str, mapping: TableMapping) -> date:
    return read_cell(cells, column, lambda written: read_day(written, mapping.days))


def _reader(form: FormMapping) -> ReadAnswer:
    """What reads the number of an answer; None for a gap, or for a word that means left out.

    Without words it is the number printed on the form, also as `2.0` or `2,0`.
    """
    by_word = {folded(word): number for word, number in form.words.items()}

    def read_answer(written: str) -> int | None:
        word = folded(written)
        if word in by_word:
            return by_word[word]
        if is_gap(written):
            return None
        number = _NUMBER.fullmatch(written.strip())
        if form.words or number is None:
            raise UserError(texts.WORD_EXPECTED if form.words else texts.NUMBER_EXPECTED)
        return int(number[1])

    return cache(read_answer)


def _undecided(number: int) -> UserError:
    return UserError(texts.which_comes_first(number))


@dataclass(slots=True)
class _Gathered:
    """The answers of one form of a long table, by the place of the item, as they come."""

    line: int
    code: str
    on: date
    form: FormMapping
    read_answer: ReadAnswer
    answers: dict[int, int | None] = field(default_factory=dict)
    total: Decimal | None = None

    def take(self, question: str, written: str) -> None:
        """Take one row; UserError where another one of the form says something else."""
        if question == self.form.total:
            total = read_total(written)
            if total is not None and self.total not in (None, total):
                raise UserError(texts.OTHER_TOTAL)
            self.total = self.total if total is None else total
            return
        place, answer = self.form.items.index(question), self.read_answer(written)
        if self.answers.get(place, answer) != answer:
            raise UserError(texts.OTHER_ANSWER)
        self.answers[place] = answer

    def given(self) -> Answers | None:
        """One answer an item, or None where there is none."""
        places = range(len(self.form.items))
        answers = tuple(self.answers.get(place) for place in places)
        return None if set(answers) <= {None} else answers


def _long(table: csv_table.CsvTable, mapping: TableMapping) -> list[ImportedScore]:
    asked = {
        question: (form, read_answer)
        for form, read_answer in ((form, _reader(form)) for form in mapping.forms)
        for question in (*form.items, form.total)
        if question
    }
    wrong: list[str] = []
    forms: dict[tuple[str, date, str, str], _Gathered] = {}
    for number, cells in table.lines:
        question = cells[mapping.question].strip()
        if question not in asked:
            table.passed_over.setdefault(texts.OTHER_QUESTION, []).append(number)
            continue
        form, read_answer = asked[question]
        try:
            code, on = _code(cells, mapping), _day(cells, form.day or mapping.day, mapping)
            entry = cells[mapping.entry].strip() if mapping.entry else ""
            key = (code, on, entry, form.questionnaire)
            gathered = forms.setdefault(key, _Gathered(number, code, on, form, read_answer))
            read_cell(cells, mapping.answer, partial(gathered.take, question))
        except AmbiguousDay:
            raise _undecided(number) from None
        except UserError as refusal:
            wrong.append(f"line {number}: {refusal}")
    refuse_lines(wrong)
    return [*_complete(forms.values(), table)]


def _complete(forms: Iterable[_Gathered], table: csv_table.CsvTable) -> Iterator[ImportedScore]:
    for form in forms:
        answers = form.given()
        if answers is None and form.total is None:
            table.passed_over.setdefault(WITHOUT_SCORE, []).append(form.line)
            continue
        yield ImportedScore(
            line=form.line,
            code=form.code,
            instrument=form.form.questionnaire,
            on=form.on,
            total=form.total,
            answers=answers,
        )
