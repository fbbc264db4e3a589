"""A table of earlier scores: its columns, and how days are written in it, are never guessed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportedScore, refuse_lines
from romtui.exchange import csv_table, results_table, texts
from romtui.exchange.cells import (
    AmbiguousDay,
    is_gap,
    read_answers,
    read_cell,
    read_code,
    read_day,
    read_instrument,
    read_total,
)

MOST_BYTES: Final = csv_table.MOST_BYTES
WITHOUT_SCORE: Final = texts.WITHOUT_SCORE
_OURS: Final = ("code", "day", "total")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns; `of` is the questionnaire of all lines, where no column names it.

    `answers` names a column with all answers to the items of the form, in their order.
    """

    code: str
    day: str
    total: str
    questionnaire: str | None = None
    of: str | None = None
    answers: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """All that have to be there."""
        asked = (self.code, self.day, self.total, self.questionnaire, self.answers)
        return tuple(dict.fromkeys(name for name in asked if name))


@dataclass(frozen=True, slots=True)
class ScoresFile:
    """The scores of a table.

    `not_imported` are the columns nobody asked for, `passed_over` the numbers of the lines with
    a flaw that touched no score, by the flaw. `ours`: `romtui export` wrote it, and all of its
    lines count.
    """

    scores: Sequence[ImportedScore]
    not_imported: Sequence[str] = ()
    passed_over: Mapping[str, Sequence[int]] = field(default_factory=dict)
    ours: bool = False


def read(content: bytes, columns: Columns | None = None, days: str | None = None) -> ScoresFile:
    """Read a table of scores; a UserError names the lines that cannot be read, never their words.

    A table that `romtui export` wrote is known by its columns, and read whole unless other
    columns were asked for. Any other needs `columns`.
    """
    if columns is None or (columns.code, columns.day, columns.total) == _OURS:
        ours = _read_ours(content, days)
        if ours is not None:
            return ours
    if columns is None:
        raise UserError(texts.NAME_THE_COLUMNS)
    named = columns.named
    table = csv_table.read(
        content, lambda names: named if set(named) <= set(names) else (), ", ".join(named)
    )
    scores = _read_lines(table, partial(_read_line, columns, days))
    return ScoresFile(scores, _others(table, named), table.passed_over)


def _read_ours(content: bytes, days: str | None) -> ScoresFile | None:
    """A table that `romtui export` wrote; None if it is another one."""
    try:
        table = csv_table.read(content, results_table.columns_to_read, "")
    except csv_table.NoHead:
        return None
    scores = _read_lines(table, partial(results_table.read_line, days))
    others = _others(table, results_table.imported(table.names))
    return ScoresFile(scores, others, table.passed_over, ours=True)


def _others(table: csv_table.CsvTable, imported: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in table.names if name and name not in imported)


def _read_lines(
    table: csv_table.CsvTable, read_line: Callable[[int, Mapping[str, str]], ImportedScore | None]
) -> list[ImportedScore]:
    """Read every line. Those without a score are passed over; a UserError names all wrong ones."""
    wrong: list[str] = []
    scores = []
    for number, cells in table.lines:
        try:
            score = read_line(number, cells)
        except AmbiguousDay:
            raise UserError(texts.which_comes_first(number)) from None
        except UserError as refusal:
            wrong.append(texts.at_line(number, refusal))
            continue
        if score is None:
            table.passed_over.setdefault(WITHOUT_SCORE, []).append(number)
        else:
            scores.append(score)
    refuse_lines(wrong)
    if not scores:
        raise UserError(texts.NO_SCORES)
    return scores


def _read_line(
    columns: Columns, days: str | None, number: int, cells: Mapping[str, str]
) -> ImportedScore | None:
    if all(is_gap(cells[name]) for name in (columns.total, columns.answers) if name):
        return None
    score = ImportedScore(
        line=number,
        code=read_cell(cells, columns.code, read_code),
        instrument=read_instrument(columns.of)
        if columns.of
        else read_cell(cells, columns.questionnaire or "", read_instrument),
        on=read_cell(cells, columns.day, lambda written: read_day(written, days)),
        total=read_cell(cells, columns.total, read_total),
        answers=read_cell(cells, columns.answers, read_answers) if columns.answers else None,
    )
    return None if score.total is None and score.answers is None else score
