"""A table of results for a spreadsheet: one line each, by code, without names.

The same file reads it again, so that a table comes back whole. What a table of scores cannot
bring back, an import names: how and when it was entered, corrections, the review of a safety
answer, which is therefore pinned again.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportedScore
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.parts import score_said
from romtui.domain.personal_measures import is_own
from romtui.domain.private import Private
from romtui.domain.safety import positive
from romtui.exchange import texts
from romtui.exchange.cells import (
    cell,
    read_answers,
    read_cell,
    read_code,
    read_day,
    read_instrument,
    read_total,
    uncell,
)

_FIRST: Final = (
    "code",
    "questionnaire",
    "title",
    "day",
    "total",
    "band",
    "parts",
    "answers",
    "entered",
    "entered at",
    "version",
    "status",
    "shared",
)
COLUMNS: Final = (
    *_FIRST,
    "shared at",
    "safety answers",
    "safety review",
    "question after the form",
    "version of the form",
    "better is",
)
_IMPORTED: Final = frozenset(COLUMNS) - {
    "band",
    "entered",
    "entered at",
    "version",
    "status",
    "safety review",
}


def write(cases: Iterable[Case]) -> bytes:
    """The table of some people; UTF-8 with the mark by which spreadsheets know it."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for case in cases:
        for result in case.every_result:
            rows.writerow(map(cell, _cells(case, result)))
    return table.getvalue().encode("utf-8-sig")


def columns_to_read(names: Sequence[str]) -> Sequence[str]:
    """The columns to read; none if these are not the names of a table of ours."""
    return imported(names) if set(_FIRST) <= set(names) else ()


def imported(names: Collection[str]) -> Sequence[str]:
    """The columns that an import reads; not "shared" in an early table, without "shared at"."""
    columns = [name for name in names if name in _IMPORTED]
    return columns if "shared at" in columns else [name for name in columns if name != "shared"]


def read_line(days: str | None, number: int, cells: Mapping[str, str]) -> ImportedScore | None:
    """Read a line; None if it has no score, as of a form left half empty."""
    plain = {name: uncell(words) for name, words in cells.items()}
    total = read_cell(plain, "total", read_total)
    answers = read_cell(plain, "answers", read_answers)
    parts = read_cell(plain, "parts", _read_parts)
    safety = read_cell({"safety answers": "", **plain}, "safety answers", _read_safety)
    if total is None and answers is None and not parts and not safety:
        return None
    instrument = read_cell(plain, "questionnaire", read_instrument)
    followup, version = (
        read_cell({name: "", **plain}, name, _read_number)
        for name in ("question after the form", "version of the form")
    )
    shared = plain.get("shared") == "yes" and plain.get("shared at")
    return ImportedScore(
        line=number,
        code=read_cell(plain, "code", read_code),
        instrument=instrument,
        on=read_cell(plain, "day", lambda written: read_day(written, days)),
        total=total,
        answers=answers,
        parts=parts,
        safety=safety,
        followup=followup,
        shared_at=read_cell(plain, "shared at", _read_moment) if shared else None,
        form_version=version,
        words=Private(plain["title"]) if is_own(instrument) else Private(""),
        direction=read_cell({"better is": "", **plain}, "better is", _read_direction),
    )


def _cells(case: Case, result: Result) -> Iterator[str]:
    instrument = case.instruments[result.instrument]
    yield case.patient.code
    yield result.instrument
    yield instrument.words.reveal() or instrument.name
    yield result.on.isoformat()
    yield "" if result.total is None else f"{result.total:f}"
    yield _band(instrument, result)
    yield _parts(instrument, result)
    yield "" if result.answers is None else " ".join(map(_answer, result.answers))
    yield result.entered.value
    yield _moment(result.entered_at)
    yield str(result.version)
    yield result.status.value
    yield "yes" if result.discussed else "no"
    yield _moment(result.shared_at)
    yield " ".join(f"{item}={answer}" for item, answer in sorted(result.safety.items()))
    yield _review(instrument, result)
    yield "" if result.followup is None else str(result.followup)
    yield str(result.instrument_version)
    yield _DIRECTIONS[instrument.direction] if instrument.words else ""


_PART: Final = re.compile(r"(?P<part>.{1,80}?) (?P<score>\d{1,6}(\.\d{1,6})?)(?:, |$)", re.ASCII)
_DIRECTIONS: Final = {Direction.LOWER_BETTER: "lower", Direction.HIGHER_BETTER: "higher"}


def _band(instrument: Instrument, result: Result) -> str:
    band = None if result.total is None else instrument.band(result.total)
    return "" if band is None else band.label


def _parts(instrument: Instrument, result: Result) -> str:
    """The scores of the parts, by label or, where the form is not known any more, by id."""
    labelled = score_said(instrument, result) if instrument.by_part else ""
    return labelled or ", ".join(f"{part} {score:f}" for part, score in result.subtotals.items())


def _answer(answer: int | None) -> str:
    return "." if answer is None else str(answer)


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds")


def _review(instrument: Instrument, result: Result) -> str:
    if not positive(result, instrument):
        return ""
    return "reviewed" if result.safety_reviewed else "to review"


def _read_parts(written: str) -> Mapping[str, Decimal]:
    """Scores of parts, as `depression 16, anxiety 14`."""
    parts: dict[str, Decimal] = {}
    rest = written.strip()
    while rest:
        match = _PART.match(rest)
        if match is None or match["part"] in parts:
            raise UserError(texts.PARTS_EXPECTED)
        parts[match["part"]] = Decimal(match["score"])
        rest = rest[match.end() :]
    return parts


def _read_safety(written: str) -> Mapping[int, int]:
    """Answers by the number of their item, as `9=2`."""
    safety: dict[int, int] = {}
    for word in written.split():
        match = re.fullmatch(r"(\d{1,3})=(\d{1,3})", word, re.ASCII)
        if match is None:
            raise UserError(texts.SAFETY_EXPECTED)
        safety[int(match[1])] = int(match[2])
    return safety


def _read_number(written: str) -> int | None:
    if not written.strip():
        return None
    if not re.fullmatch(r"\d{1,4}", written.strip(), re.ASCII):
        raise UserError(texts.WHOLE_EXPECTED)
    return int(written)


def _read_moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UserError(texts.MOMENT_EXPECTED)
    return moment


def _read_direction(written: str) -> Direction | None:
    by_word = {word: direction for direction, word in _DIRECTIONS.items()}
    if written.strip() and written.strip() not in by_word:
        raise UserError(texts.DIRECTION_EXPECTED)
    return by_word.get(written.strip())
