"""The preview of an import, line by line: what was understood first, then what looks odd."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from romtui.domain.import_view import Differs, ImportView, OddDays, PreviewedScore, Span
from romtui.domain.text import number, weekday_in_full

_FIRST_ROWS: Final = 5
_MOST_DIFFERING: Final = 20
_MOST_LINES: Final = 8


def view_lines(view: ImportView) -> Iterator[str]:
    """Say what was understood, and what of it is worth a second look."""
    first = view.first(_FIRST_ROWS)
    if first:
        yield "As it was understood, the first of each:"
        yield from _table([_row(score) for score in first])
    yield from map(_span, view.spans)
    if view.added_up:
        yield f"Totals that were not given and follow from the answers: {view.added_up}."
    for name, count in view.safety_unknown.items():
        yield (
            f"{name}: {_counted(count, 'form')} without the answer to a safety item. "
            "It is unknown, which is not 0."
        )
    for span in view.spans:
        if span.could_be_one_item:
            yield _one_item(span)
    yield from map(_odd, view.odd_days)
    for code, others in list(view.alike.items())[:_MOST_LINES]:
        yield f"Look twice: {code} is new and easily mistaken for {', '.join(others)}."
    if len(view.alike) > _MOST_LINES:
        yield f"And {len(view.alike) - _MOST_LINES} more new codes are like another one."


def differing_lines(differing: Sequence[Differs]) -> Iterator[str]:
    """Name the forms that differ from what is there of that day."""
    yield f"Of these days there is another score already ({_counted(len(differing), 'form')}):"
    shown = differing[:_MOST_DIFFERING]
    yield from _table(
        [
            (
                f"line {differs.line}",
                differs.code,
                weekday_in_full(differs.on),
                differs.form,
                f"{differs.there} there, {differs.given} in the file",
            )
            for differs in shown
        ]
    )
    if len(differing) > len(shown):
        yield f"  and {len(differing) - len(shown)} more"


def table_lines(
    not_imported: Sequence[str], passed_over: Mapping[str, Sequence[int]]
) -> Iterator[str]:
    """Say what of a table is not imported: columns, and flaws that touched no score."""
    if not_imported:
        yield f"Columns that are not imported: {', '.join(not_imported)}."
    for why, lines in passed_over.items():
        named = ", ".join(map(str, lines[:_MOST_LINES]))
        more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
        which = "line" if len(lines) == 1 else "lines"
        yield f"Passed over, {why}: {_counted(len(lines), 'line')} ({which} {named}{more})."


def _row(score: PreviewedScore) -> tuple[str, ...]:
    line = () if score.line is None else (f"line {score.line}",)
    total = "not scored" if score.total is None else number(score.total)
    day = weekday_in_full(score.on)
    return (*line, score.code, day, score.measure.name, f"{total}  {score.band}")


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _span(span: Span) -> str:
    days = weekday_in_full(span.first)
    if span.last != span.first:
        days = f"from {days} to {weekday_in_full(span.last)}"
    if span.least is None or span.greatest is None:
        return f"{span.measure.name}: {_counted(span.count, 'form')} without a score, {days}."
    scores = "score" if span.count == 1 else "scores"
    return (
        f"{span.measure.name}: {span.count} {scores}, {days}; lowest {number(span.least)}, "
        f"highest {number(span.greatest)} of {number(span.measure.lo)} to "
        f"{number(span.measure.hi)}."
    )


def _one_item(span: Span) -> str:
    return (
        f"Look twice: no {span.measure.name} score is above {number(span.greatest or Decimal(0))}, "
        "which a single item could be. Is it the column of the total?"
    )


def _odd(odd: OddDays) -> str:
    reasons = []
    if odd.before_start:
        began = weekday_in_full(odd.started_on)
        reasons.append(f"{odd.before_start} from before your work together began ({began})")
    if odd.long_ago:
        reasons.append(f"{odd.long_ago} from more than 20 years ago")
    return f"Look twice: {odd.code} has {' and '.join(reasons)}. Are these older forms?"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
