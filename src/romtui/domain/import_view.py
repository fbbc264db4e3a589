"""What an import would bring, as it was understood: for the eye, before anything is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from romtui.domain.case import Result
from romtui.domain.days import is_before_start, is_long_ago
from romtui.domain.instrument import Instrument
from romtui.domain.parts import as_measure
from romtui.domain.results import part_scores


@dataclass(frozen=True, slots=True)
class PreviewedScore:
    """One score: whose, of which day, on which measure. `line` is None where a file has no lines.

    `total` is None where a form has no score; of a form without a single total there is one of
    these a part.
    """

    line: int | None
    code: str
    on: date
    measure: Instrument
    total: Decimal | None

    @property
    def band(self) -> str:
        """The published band of the total; empty where there is none."""
        band = None if self.total is None else self.measure.band(self.total)
        return "" if band is None else band.label


def understood(
    line: int | None, code: str, instrument: Instrument, result: Result
) -> Iterator[PreviewedScore]:
    """What is shown of a form: its total or, without a single one, the score of each part."""
    if not instrument.by_part:
        yield PreviewedScore(line, code, result.on, instrument, result.total)
        return
    scores = part_scores(instrument, result)
    for part in instrument.subscales:
        if scores.get(part.id) is not None:
            measure = as_measure(instrument, part)
            yield PreviewedScore(line, code, result.on, measure, scores[part.id])


@dataclass(frozen=True, slots=True)
class Differs:
    """A form that is there already of that day, with another score or with less of it.

    `there` and `given` say the two scores; where they are the same the file has more to say:
    answers to the items.
    """

    line: int
    code: str
    on: date
    form: str
    there: str
    given: str


@dataclass(frozen=True, slots=True)
class Span:
    """All scores of one measure: from when to when, from which to which."""

    measure: Instrument
    count: int
    first: date
    last: date
    least: Decimal | None
    greatest: Decimal | None

    @property
    def could_be_one_item(self) -> bool:
        """Whether no score leaves the range of a single item: a wrong column looks like that."""
        measure = self.measure
        if self.greatest is None or measure.n_items < 2:
            return False
        return self.greatest <= max(measure.item_hi, 1) < measure.hi


@dataclass(frozen=True, slots=True)
class OddDays:
    """How many results of one person are older than the work with them, or very old."""

    code: str
    started_on: date
    before_start: int
    long_ago: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """What is shown before an import is agreed to.

    `alike` are new codes and those they could be mistaken for; `safety_unknown` counts, by the
    name of a form, the scores that come without the answer to its safety item; `added_up` the
    totals that were not given and follow from the answers.
    """

    rows: Sequence[PreviewedScore] = ()
    differing: Sequence[Differs] = ()
    odd_days: Sequence[OddDays] = ()
    alike: Mapping[str, Sequence[str]] = field(default_factory=dict)
    safety_unknown: Mapping[str, int] = field(default_factory=dict)
    added_up: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """One a measure, in the order of the file."""
        by_measure: dict[str, list[PreviewedScore]] = {}
        for row in self.rows:
            by_measure.setdefault(row.measure.id, []).append(row)
        return tuple(map(_span, by_measure.values()))

    def first(self, count: int) -> tuple[PreviewedScore, ...]:
        """The first rows of each measure, in the order of the file."""
        seen: dict[str, int] = {}
        chosen = []
        for row in self.rows:
            seen[row.measure.id] = seen.get(row.measure.id, 0) + 1
            if seen[row.measure.id] <= count:
                chosen.append(row)
        return tuple(chosen)


def odd_days(code: str, started_on: date, days: Iterable[date], today: date) -> OddDays | None:
    """Count the odd ones among the days of a person's results; None where none is odd."""
    all_days = list(days)
    before = sum(is_before_start(day, started_on) for day in all_days)
    old = sum(is_long_ago(day, today) for day in all_days)
    return OddDays(code, started_on, before, old) if before or old else None


def _span(rows: Sequence[PreviewedScore]) -> Span:
    totals = [row.total for row in rows if row.total is not None]
    return Span(
        measure=rows[0].measure,
        count=len(rows),
        first=min(row.on for row in rows),
        last=max(row.on for row in rows),
        least=min(totals, default=None),
        greatest=max(totals, default=None),
    )
