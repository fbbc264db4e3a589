"""The count of outcomes: of the closed work, by the rules of `change.py`; who is missing is said.

First and last score are compared, on the measure that leads a record, by its published reliable
change and cutoff. Nothing here compares therapists or years.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from statistics import median

from romtui.domain.case import Attendance, Case
from romtui.domain.change import Change, OutcomeClass, across_a_cutoff, by_threshold, outcome
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument, InstrumentKind
from romtui.domain.outcomes.share import Share
from romtui.domain.parts import form_of, leading_measure
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.across import divergence
from romtui.domain.results import counting_results
from romtui.domain.series import Series, course_of, series_of


class Missing(Enum):
    """Why somebody is not among those who are counted."""

    OPEN = "open"
    NO_SECOND_SCORE = "no second score"
    NO_RULE = "no reliable change"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one closed piece of work.

    `could_recover`: the first score was on the clinical side of a published cutoff.
    """

    measure: Instrument
    became: OutcomeClass
    could_recover: bool


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One session rating over the closed work: the first and the last of each patient, in points.

    A change counts from one step of the scale on: no reliable change is published for any.
    """

    rating: Instrument
    first: tuple[Decimal, ...]
    last: tuple[Decimal, ...]

    @property
    def medians(self) -> tuple[Decimal, Decimal]:
        """The middle of the first ratings, and of the last."""
        return median(self.first), median(self.last)

    @property
    def directions(self) -> tuple[int, int, int]:
        """How many rated higher at the end, the same, and lower."""
        moved = [last - first for first, last in zip(self.first, self.last, strict=True)]
        return (
            sum(change > 0 for change in moved),
            sum(change == 0 for change in moved),
            sum(change < 0 for change in moved),
        )


class Against(Enum):
    """How a blind impression stood to the score it was given before."""

    NOT_APART = "not apart"
    SEEMED_BETTER = "seemed better"
    SEEMED_WORSE = "seemed worse"


@dataclass(frozen=True, slots=True)
class Followed:
    """What the next score was after lines of one kind were said; `pattern/slot`, such as
    `stalled/task`. `no_score`: there was none, or only after too long a gap.
    """

    lines: str
    better: int = 0
    about_the_same: int = 0
    worse: int = 0
    no_score: int = 0


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All that the page says.

    `left` are the closed whose last session on record was missed, whether they are counted or
    have no second score.
    """

    outcomes: tuple[Outcome, ...] = ()
    missing: Mapping[Missing, int] = field(default_factory=dict)
    left: int = 0
    ratings: tuple[RatingChange, ...] = ()
    impressions: Mapping[Against, int] = field(default_factory=dict)
    followed: tuple[Followed, ...] = ()

    @property
    def improved(self) -> Share:
        """Reliably improved; those who recovered are among them."""
        return self._share(OutcomeClass.IMPROVED, OutcomeClass.RECOVERED)

    @property
    def recovered(self) -> Share:
        """Recovered, of those who could: who began on the clinical side of a cutoff."""
        could = sum(one.could_recover for one in self.outcomes)
        return replace(self._share(OutcomeClass.RECOVERED), of=could)

    @property
    def unchanged(self) -> Share:
        """Neither reliably better nor reliably worse."""
        return self._share(OutcomeClass.UNCHANGED)

    @property
    def deteriorated(self) -> Share:
        """Reliably worse."""
        return self._share(OutcomeClass.DETERIORATED)

    @property
    def agreed(self) -> Share:
        """How often impression and score did not go different ways."""
        counts = self.impressions
        return Share(counts.get(Against.NOT_APART, 0), sum(counts.values()))

    @property
    def by_measure(self) -> Mapping[str, int]:
        """How many were counted on which measure, by its name."""
        return Counter(one.measure.name for one in self.outcomes)

    def _share(self, *classes: OutcomeClass) -> Share:
        return Share(sum(one.became in classes for one in self.outcomes), len(self.outcomes))


def outcomes(cases: Iterable[Case], today: date, constants: Constants = STANDARD) -> Outcomes:
    """Count what became of all work there is, as of a day."""
    counted: list[Outcome] = []
    missing: Counter[Missing] = Counter()
    impressions: Counter[Against] = Counter()
    ratings: dict[str, list[Series]] = {}
    lines: dict[str, Counter[Change | None]] = {}
    left = 0
    for case in cases:
        measure = leading_measure(case)
        course = None if measure is None else course_of(case, measure, today, constants)
        if course is not None:
            impressions.update(_impressions(case, course))
            for name, change in _after_lines(case, course):
                lines.setdefault(name, Counter())[change] += 1
        if case.patient.archived_on is None:
            missing[Missing.OPEN] += 1
            continue
        left += _has_left(case)
        became = outcome_of(course)
        if isinstance(became, Missing):
            missing[became] += 1
        else:
            counted.append(became)
        for rating in _rated(case, today, constants):
            ratings.setdefault(rating.instrument.id, []).append(rating)
    return Outcomes(
        outcomes=tuple(counted),
        missing=missing,
        left=left,
        ratings=tuple(
            RatingChange(
                of[0].instrument,
                tuple(rating.totals[0] for rating in of),
                tuple(rating.totals[-1] for rating in of),
            )
            for _, of in sorted(ratings.items())
        ),
        impressions=impressions,
        followed=tuple(
            Followed(
                name,
                better=of[Change.IMPROVED],
                about_the_same=of[Change.UNCHANGED],
                worse=of[Change.DETERIORATED],
                no_score=of[None],
            )
            for name, of in sorted(lines.items())
        ),
    )


def outcome_of(course: Series | None) -> Outcome | Missing:
    """What became of a closed piece of work, first score against last; or why it is not counted."""
    if course is None or course.n < 2:
        return Missing.NO_SECOND_SCORE
    measure, first, last = course.instrument, course.totals[0], course.totals[-1]
    if measure.reliable_change is None:
        return Missing.NO_RULE
    change = by_threshold(first, last, measure.reliable_change, measure.direction)
    was_clinical, is_functional = (
        (False, False)
        if measure.cutoff is None
        else across_a_cutoff(first, last, measure.cutoff, measure.direction)
    )
    became = outcome(change, was_clinical=was_clinical, is_functional=is_functional)
    return Outcome(measure, became, was_clinical)


def _has_left(case: Case) -> bool:
    """Whether the last session on record was missed."""
    last = max(case.sessions, key=lambda session: session.on, default=None)
    return last is not None and last.attendance is Attendance.MISSED


def _rated(case: Case, today: date, constants: Constants) -> Iterator[Series]:
    """The session ratings of a patient that were given at least twice."""
    kinds = {result.instrument: case.instruments[result.instrument].kind for result in case.results}
    rated = [result for result in case.results if kinds[result.instrument] is _RATING]
    counting = counting_results(rated, case.instruments, today)
    for series in series_of(counting, case.instruments, {}, today, constants).values():
        if series.n > 1:
            yield series


def _impressions(case: Case, course: Series) -> Iterator[Against]:
    """How each impression stood to the score of its day or of the few days before it.

    By the rule of the two patterns about it, and only where that can say something.
    """
    if case.instruments[form_of(case.instruments, course.instrument.id)].kind is _RATING:
        return
    days = course.constants.current_days
    of_the_day = replace(course, constants=replace(course.constants, fresh_days=days))
    scored_on = course.days
    for session in case.sessions:
        if session.impression is None:
            continue
        so_far = bisect_right(scored_on, session.on)
        if so_far < 2:
            continue
        known = of_the_day.first(so_far, session.on)
        if not (known.knows_change and known.is_current and known.recent):
            continue
        apart = divergence(known, session.impression)
        if Pattern.DIVERGENCE_SEEMS_BETTER in apart:
            yield Against.SEEMED_BETTER
        elif Pattern.DIVERGENCE_SEEMS_WORSE in apart:
            yield Against.SEEMED_WORSE
        else:
            yield Against.NOT_APART


def _after_lines(case: Case, course: Series) -> Iterator[tuple[str, Change | None]]:
    """Each line that was said, and how the next score differs from the one it was said about."""
    if not course.knows_change:
        return
    scored_on = course.days
    for said in case.said:
        pattern, _, rest = said.line_id.partition("/")
        name = f"{pattern}/{rest.partition('/')[0]}"
        following = bisect_right(scored_on, said.on)
        if following in (0, course.n) or not course.follows(following):
            yield name, None
            continue
        gain = course.xs[following - 1] - course.xs[following]
        if course.notable(gain):
            yield name, Change.IMPROVED
        else:
            yield name, Change.DETERIORATED if course.notable(-gain) else Change.UNCHANGED


_RATING = InstrumentKind.ALLIANCE
