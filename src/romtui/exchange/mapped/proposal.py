"""A first draft of a mapping: only what the names of the columns and the words in them leave no
doubt about. What is in doubt stays empty, and somebody says it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.exchange.cells import AmbiguousDay, is_gap, read_day
from romtui.exchange.csv_table import MOST_BYTES, numbered
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.encodings import decode, encoding_of
from romtui.exchange.mapped.mapping import (
    Encoding,
    FormMapping,
    Shape,
    TableMapping,
    folded,
)

_SEPARATORS: Final = (",", ";", "\t")
_LOOKED_AT: Final = 200
"""Rows by which the separator is told."""
_CODES: Final = frozenset(
    {"code", "client", "client code", "client id", "patient", "patient code", "patient id"}
    | {"pseudonym", "participant id", "participant code", "record_id", "record id"}
)
_DAYS: Final = frozenset(
    {"date", "day", "timestamp", "submitdate", "date submitted", "completion time", "completed"}
    | {"datum", "zeitstempel", "tag"}
)
_QUESTIONS: Final = frozenset(
    {"question", "item", "variable", "field", "field_name", "question code", "frage"}
)
_ANSWERS: Final = frozenset({"answer", "response", "value", "antwort", "wert"})
_TOTALS: Final = frozenset({"total", "score", "total score", "sum", "summe", "gesamt"})


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The names of the columns of a table, and its rows, as they stand there."""

    encoding: Encoding
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        """The cells of a column that are no gap."""
        if name not in self.names:
            return []
        place = self.names.index(name)
        cells = [row[place] for row in self.rows if place < len(row)]
        return [cell for cell in cells if not is_gap(cell)]

    def pivoted(self, question: str, answer: str) -> "Glimpse":
        """A long table as if each question were a column of its own: what stands there, in order.

        Cells side by side are not of one form.
        """
        columns: dict[str, list[str]] = {}
        if {question, answer} <= {*self.names}:
            asked, answered = self.names.index(question), self.names.index(answer)
            for row in self.rows:
                if max(asked, answered) < len(row) and row[asked].strip():
                    columns.setdefault(row[asked].strip(), []).append(row[answered])
        rows = tuple(zip_longest(*columns.values(), fillvalue=""))
        return Glimpse(self.encoding, tuple(columns), rows)


def glimpse(content: bytes, encoding: Encoding | None = None) -> Glimpse:
    """Look at a table. The separator is the one by which most rows are as long as the first.

    The first line with two cells or more names the columns: what is above is no table.
    """
    try:
        known = encoding or encoding_of(content)
        text = decode(content, known)
    except UserError:
        if encoding:
            raise
        raise UserError(texts.NOT_TEXT) from None  # it is in none of them
    first = {separator: [*islice(_rows(text, separator), _LOOKED_AT)] for separator in _SEPARATORS}
    separator = max(first, key=lambda separator: _evenness(first[separator]))
    rows = [*_rows(text, separator)]
    if not rows:
        raise UserError(texts.NO_TABLE)
    names = tuple(numbered([name.strip() for name in rows[0]]))
    return Glimpse(known, names, tuple(map(tuple, rows[1:])))


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The filled rows from the names of the columns on; none where the quotation marks fail."""
    above = True
    csv.field_size_limit(MOST_BYTES)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            filled = sum(bool(cell.strip()) for cell in row)
            above = above and filled < 2
            if filled and not above:
                yield row
    except csv.Error:
        return


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    if not rows or len(rows[0]) < 2:
        return 0.0, 0
    as_long = sum(len(row) == len(rows[0]) for row in rows)
    return as_long / len(rows), len(rows[0])


def proposal(
    table: Glimpse, instruments: Mapping[str, Instrument], of: str | None = None
) -> TableMapping:
    """Draft the mapping of a table; `of` is the questionnaire it is known to be about.

    It is long only where the names of its columns say so, and no questionnaire is in its columns.
    """
    meant = [instruments[of]] if of else [*instruments.values()]
    wide = TableMapping(
        day=_named(table, _DAYS),
        forms=_forms(table, meant),
        code=_named(table, _CODES),
        encoding=table.encoding,
    )
    question, answer = _named(table, _QUESTIONS), _named(table, _ANSWERS)
    if wide.forms or not (question and answer):
        return wide
    forms = _forms(table.pivoted(question, answer), meant)
    return replace(wide, shape=Shape.LONG, question=question, answer=answer, forms=forms)


def _named(table: Glimpse, names: Set[str]) -> str:
    return _only(name for name in table.names if folded(name) in names)


def _forms(table: Glimpse, meant: Iterable[Instrument]) -> tuple[FormMapping, ...]:
    found = (form_in(table, instrument) for instrument in meant)
    return _apart(form for form in found if form is not None)


def _apart(forms: Iterable[FormMapping]) -> tuple[FormMapping, ...]:
    """The longest forms first, and no column twice: a PHQ-9 is not taken for a PHQ-2 as well."""
    used: set[str] = set()
    apart = []
    for form in sorted(forms, key=lambda form: -len(form.items)):
        columns = {*form.items, form.total} - {""}
        if not columns & used:
            apart.append(form)
            used |= columns
    return tuple(apart)


def needs_order(table: Glimpse, day: str) -> bool:
    """Whether it has to be said which number of a day is the month."""
    for written in table.column(day):
        try:
            read_day(written, None)
        except AmbiguousDay:
            return True
        except UserError:
            continue
    return False


def form_in(table: Glimpse, instrument: Instrument) -> FormMapping | None:
    """The columns of one questionnaire, where their names leave no doubt; None else."""
    items = _by_text(table.names, instrument) or _by_number(table.names, instrument)
    if items:
        return FormMapping(instrument.id, items, words=words_in(table, items, instrument))
    total = _only(
        name for name in table.names if _totals(name) and _letters(instrument.id) in _letters(name)
    )
    return FormMapping(instrument.id, total=total) if total else None


def words_in(table: Glimpse, items: Sequence[str], instrument: Instrument) -> dict[str, int | None]:
    """The answers that are words of the form; none where they are the numbers printed on it."""
    meanings: dict[str, set[int]] = {}
    for item in instrument.items:
        for option in item.choices:
            meanings.setdefault(folded(option.label), set()).add(option.value)
    labels = {word: min(values) for word, values in meanings.items() if len(values) == 1}
    found = dict.fromkeys(cell.strip() for item in items for cell in table.column(item))
    return {
        word: labels[folded(word)]
        for word in found
        if folded(word) in labels and not word.isdecimal()
    }


def unknown_words(table: Glimpse, form: FormMapping) -> tuple[str, ...]:
    """The answers in the items of a form that its mapping says nothing about, in their order."""
    said = {folded(word) for word in form.words}
    found = {cell.strip() for item in form.items for cell in table.column(item)}
    unknown = (word for word in found if folded(word) not in said)
    return tuple(sorted(word for word in unknown if form.words or not _is_number(word)))


def _is_number(word: str) -> bool:
    return re.fullmatch(r"\d{1,3}([.,]0+)?", word, re.ASCII) is not None


def _by_text(names: Sequence[str], instrument: Instrument) -> tuple[str, ...]:
    """Of each item the one column whose name holds its words."""
    items = []
    for item in instrument.items:
        words = _letters(item.text)
        holding = [name for name in names if words and words in _letters(name)]
        if len(holding) != 1:
            return ()
        items.append(holding[0])
    return tuple(items) if len(set(items)) == len(items) else ()


def _by_number(names: Sequence[str], instrument: Instrument) -> tuple[str, ...]:
    """Columns such as `phq9_1` to `phq9_9` or `PHQ9[SQ001]`: numbered as the items are."""
    numbered: dict[int, list[str]] = {}
    for name in names:
        match = re.fullmatch(r"(.*?[^0-9])0*(\d{1,3})\]?", name)
        if match and _letters(match[1]).startswith(_letters(instrument.id)):
            numbered.setdefault(int(match[2]), []).append(name)
    wanted = range(1, instrument.n_items + 1)
    if not instrument.with_text or not all(len(numbered.get(n, ())) == 1 for n in wanted):
        return ()
    return tuple(numbered[number][0] for number in wanted)


def _totals(name: str) -> bool:
    return any(word in folded(name).replace("_", " ").split() for word in _TOTALS)


def _letters(words: str) -> str:
    """Letters and digits only: how names are compared."""
    return re.sub(r"[\W_]", "", words.casefold())


def _only(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else ""
