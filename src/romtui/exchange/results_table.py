"""A table of results for a spreadsheet: one line each, by code, without names."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Instrument
from romtui.domain.parts import score_said
from romtui.exchange.cells import cell

COLUMNS: Final = (
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


def write(cases: Iterable[Case]) -> bytes:
    """The table of some people; UTF-8 with the mark by which spreadsheets know it."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for case in cases:
        for result in case.results:
            rows.writerow(map(cell, _cells(case, result)))
    return table.getvalue().encode("utf-8-sig")


def _cells(case: Case, result: Result) -> Iterator[str]:
    instrument = case.instruments[result.instrument]
    yield case.patient.code
    yield result.instrument
    yield instrument.words.reveal() or instrument.name
    yield result.on.isoformat()
    yield "" if result.total is None else f"{result.total:f}"
    yield _band(instrument, result)
    yield score_said(instrument, result) if instrument.by_part else ""
    yield "" if result.answers is None else " ".join(map(_answer, result.answers))
    yield result.entered.value
    yield "" if result.entered_at is None else result.entered_at.isoformat(timespec="seconds")
    yield str(result.version)
    yield result.status.value
    yield "yes" if result.discussed else "no"


def _band(instrument: Instrument, result: Result) -> str:
    band = None if result.total is None else instrument.band(result.total)
    return "" if band is None else band.label


def _answer(answer: int | None) -> str:
    return "." if answer is None else str(answer)
