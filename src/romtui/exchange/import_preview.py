"""The preview of an import, line by line: what was understood first, then what looks odd."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from romtui.domain.import_view import Differs, ImportView, OddDays, PreviewedScore, Span
from romtui.domain.text import number, weekday_in_full
from romtui.exchange import texts

_FIRST_ROWS: Final = 5
_MOST_DIFFERING: Final = 20
_MOST_LINES: Final = 8


def view_lines(view: ImportView) -> Iterator[str]:
    """Say what was understood, and what of it is worth a second look."""
    first = view.first(_FIRST_ROWS)
    if first:
        yield texts.AS_UNDERSTOOD
        yield from _table([_row(score) for score in first])
    yield from map(_span, view.spans)
    if view.added_up:
        yield texts.totals_added_up(view.added_up)
    for name, count in view.safety_unknown.items():
        yield texts.safety_unknown(name, count)
    for span in view.spans:
        if span.could_be_one_item:
            yield _one_item(span)
    yield from map(_odd, view.odd_days)
    for code, others in list(view.alike.items())[:_MOST_LINES]:
        yield texts.looks_alike(code, others)
    if len(view.alike) > _MOST_LINES:
        yield texts.more_look_alike(len(view.alike) - _MOST_LINES)


def differing_lines(differing: Sequence[Differs]) -> Iterator[str]:
    """Name the forms that differ from what is there of that day."""
    yield texts.already_scored(len(differing))
    shown = differing[:_MOST_DIFFERING]
    yield from _table(
        [
            (
                f"line {differs.line}",
                differs.code,
                weekday_in_full(differs.on),
                differs.form,
                texts.existing_and_given(differs.there, differs.given),
            )
            for differs in shown
        ]
    )
    if len(differing) > len(shown):
        yield f"  {texts.and_more(len(differing) - len(shown))}"


def table_lines(
    not_imported: Sequence[str], passed_over: Mapping[str, Sequence[int]]
) -> Iterator[str]:
    """Say what of a table is not imported: columns, and flaws that touched no score."""
    if not_imported:
        yield texts.columns_not_imported(not_imported)
    for why, lines in passed_over.items():
        named = ", ".join(map(str, lines[:_MOST_LINES]))
        more = len(lines) - _MOST_LINES
        named += f" {texts.and_more(more)}" if more > 0 else ""
        yield texts.lines_not_imported(why, lines, named)


def _row(score: PreviewedScore) -> tuple[str, ...]:
    line = () if score.line is None else (f"line {score.line}",)
    total = texts.NOT_SCORED if score.total is None else number(score.total)
    day = weekday_in_full(score.on)
    return (*line, score.code, day, score.measure.name, f"{total}  {score.band}")


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _span(span: Span) -> str:
    days = texts.days_from_to(span.first, span.last)
    if span.least is None or span.greatest is None:
        return texts.forms_without_score(span.measure.name, span.count, days)
    of = number(span.least), number(span.greatest)
    scale = number(span.measure.lo), number(span.measure.hi)
    return texts.scores(span.measure.name, span.count, days, of, scale)


def _one_item(span: Span) -> str:
    return texts.perhaps_one_item(span.measure.name, number(span.greatest or Decimal(0)))


def _odd(odd: OddDays) -> str:
    reasons = []
    if odd.before_start:
        reasons.append(texts.before_you_met(odd.before_start, odd.started_on))
    if odd.long_ago:
        reasons.append(texts.long_ago(odd.long_ago))
    return texts.odd_days(odd.code, reasons)
