"""One measure over time, as the rules see it: severity, 0 is best, whatever way the scale runs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.change import ReliableChange, start_is_pair, start_of
from romtui.domain.constants import Constants
from romtui.domain.instrument import Instrument
from romtui.domain.parts import as_measure, form_of
from romtui.domain.results import counting_results, in_course, is_current, part_scores


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """The day the present focus began, and the day until which an agreement is given time."""

    focus_since: date | None = None
    agreed_until: date | None = None


NO_PLAN: Final = CurrentPlan()


Instruments = Mapping[str, Instrument]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Series:
    """The usable results of one version of one instrument, oldest first; at least one.

    Of a form without a single total it is one part of it, as an instrument of its own. `xs`
    are severity values in points: `xs[0]` is the first score, `xs[-1]` the current one. Indexes
    are counted from 0.
    """

    instrument: Instrument
    results: tuple[Result, ...]
    totals: tuple[Decimal, ...]
    xs: tuple[Decimal, ...]
    target: Decimal | None
    today: date
    constants: Constants
    plan: CurrentPlan = NO_PLAN

    @property
    def n(self) -> int:
        """How many scores there are."""
        return len(self.xs)

    @property
    def baseline(self) -> Decimal:
        """The first severity, B."""
        return self.xs[0]

    @property
    def current(self) -> Decimal:
        """The latest severity, C."""
        return self.xs[-1]

    @property
    def previous(self) -> Decimal:
        """The severity before the latest, P; only where n is 2 or more."""
        return self.xs[-2]

    @property
    def knows_change(self) -> bool:
        """Whether the instrument has a reliable change."""
        return self.instrument.reliable_change is not None

    @cached_property
    def reliable_change(self) -> ReliableChange:
        """The reliable change, R; only where the instrument has one."""
        assert self.instrument.reliable_change is not None
        return ReliableChange(self.instrument.reliable_change, self.constants)

    @property
    def range(self) -> Decimal:
        """The worst possible severity."""
        return self.instrument.hi - self.instrument.lo

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day of each score."""
        return tuple(result.on for result in self.results)

    @cached_property
    def is_current(self) -> bool:
        """Whether the latest score may be spoken of as today's."""
        days, fresh_days = self.constants.current_days, self.constants.fresh_days
        return is_current(self.results[-1], self.today, days, fresh_days)

    # What is compared with what.

    @cached_property
    def recent(self) -> bool:
        """Whether the latest score may be compared with the one before."""
        return self.follows(self.n - 1)

    @cached_property
    def run(self) -> int:
        """How many scores the longest stretch without a gap, ending now, has."""
        count = 1
        while self.follows(self.n - count):
            count += 1
        return count

    def interval(self, index: int) -> int:
        """Days between a score and the one before it."""
        return (self.days[index] - self.days[index - 1]).days

    def follows(self, index: int) -> bool:
        """Whether there is a score before this one, and no gap between them."""
        return index > 0 and self.interval(index) <= self.constants.gap_days

    def before(self, index: int) -> tuple[Decimal, ...]:
        """The scores of the run directly before a score, at most three."""
        begin = index
        while begin > index - 3 and self.follows(begin):
            begin -= 1
        return self.xs[begin:index]

    def level(self, index: int) -> Decimal | None:
        """The middle of the scores before a score; None where no score is in its run before it."""
        scores = sorted(self.before(index))
        if not scores:
            return None
        return (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2

    @cached_property
    def level_now(self) -> Decimal | None:
        """The level before the latest score, L."""
        return self.level(self.n - 1)

    @cached_property
    def level_last_time(self) -> Decimal | None:
        """The level as it was for the score before the latest, K, where the two are recent."""
        return self.level(self.n - 2) if self.recent else None

    @cached_property
    def start_is_pair(self) -> bool:
        """Whether the start rests on the first two scores."""
        return start_is_pair(self.days, self.constants.gap_days)

    @cached_property
    def start(self) -> Decimal:
        """The start, S: the mean of the first two scores from the fourth on, else the first."""
        return start_of(self.xs, self.days, self.constants.gap_days)

    @cached_property
    def gain(self) -> Decimal:
        """What was gained since the start, by the mean of the last two scores if recent."""
        now = (self.current + self.previous) / 2 if self.recent else self.current
        return self.start - now

    def first(self, count: int, today: date | None = None) -> "Series":
        """The course as it was after its first `count` scores, seen on that day."""
        return replace(
            self,
            results=self.results[:count],
            totals=self.totals[:count],
            xs=self.xs[:count],
            today=today or self.today,
        )

    # How long a distance is.

    def notable(self, change: Decimal) -> bool:
        """Whether a change is at least two thirds of the reliable change."""
        return self.reliable_change.notable(change)

    def reliable(self, change: Decimal) -> bool:
        """Whether a change is at least the reliable change."""
        return self.reliable_change.reached(change)

    def large(self, change: Decimal) -> bool:
        """Whether a change is at least one and a half times the reliable change."""
        return self.reliable_change.large(change)

    def half(self, change: Decimal) -> bool:
        """Whether a change is at least half the reliable change."""
        return self.reliable_change.half(change)

    def held(self, now: Decimal, last_time: Decimal) -> bool:
        """Whether a distance holds at two readings: both notable, one of them reliable."""
        return self.notable(now) and self.notable(last_time) and self.reliable(max(now, last_time))

    def firm(self, now: Decimal, last_time: Decimal) -> bool:
        """Whether it holds at two readings and is reliable by their mean."""
        mean = (now + last_time) / 2
        return self.notable(now) and self.notable(last_time) and self.reliable(mean)

    def lasting(self, now: Decimal, last_time: Decimal, *, strictly: bool) -> bool:
        """Whether it is `firm`, or only `held` where the strict reading is not asked for."""
        return self.firm(now, last_time) if strictly else self.held(now, last_time)

    # Single scores.

    def steps_up(self, index: int) -> bool:
        """Whether a score is notably worse than the level before it, and than each score of it."""
        return self._steps(index, 1)

    def steps_down(self, index: int) -> bool:
        """Whether a score is notably better than the level before it, and than each score of it."""
        return self._steps(index, -1)

    def _steps(self, index: int, sign: int) -> bool:
        level, x = self.level(index), self.xs[index]
        if level is None or not self.notable(sign * (x - level)):
            return False
        return all(sign * x > sign * earlier for earlier in self.before(index))

    @cached_property
    def up(self) -> bool:
        """Whether the latest score is a step up from a recent one."""
        return self.steps_up(self.n - 1)

    @cached_property
    def down(self) -> bool:
        """Whether the latest score is a step down from a recent one."""
        return self.steps_down(self.n - 1)

    @cached_property
    def after_spike(self) -> bool:
        """Whether the latest score only ends a step up of last time."""
        last = self.n - 2
        level = self.level_last_time
        if level is None or not self.steps_up(last):
            return False
        return not self.notable(level - self.current)

    @cached_property
    def easing(self) -> bool:
        """Whether it was notably worse last time."""
        return self.recent and self.notable(self.previous - self.current)

    @cached_property
    def low(self) -> bool:
        """Whether the latest score is out of the clinical range, or only just over the line."""
        cutoff = self.instrument.cutoff
        if cutoff is None:
            return bool(self.lines) and self.current < self.lines[0]
        if not self.clinical(self.current):
            return True
        if not self.knows_change or self.clinical(self.baseline):
            return False
        line = self.instrument.severity(cutoff)
        level = self.previous if self.level_now is None else self.level_now
        return not self.half(self.current - line) and level < line

    @cached_property
    def lines(self) -> tuple[Decimal, ...]:
        """The cutoff and where each range but the best begins, as severity, mildest first."""
        worst_side = [
            min(self.instrument.severity(band.lo), self.instrument.severity(band.hi))
            for band in self.instrument.bands
        ]
        begins = sorted(worst_side)[1:]
        if self.instrument.cutoff is not None:
            begins.append(self.instrument.severity(self.instrument.cutoff))
        return tuple(sorted(set(begins)))

    def zone(self, x: Decimal) -> int:
        """How many lines a severity has reached."""
        return sum(line <= x for line in self.lines)

    def clinical(self, x: Decimal) -> bool:
        """Whether a severity is on the clinical side of the cutoff, the cutoff included."""
        return self.instrument.is_clinical(self.instrument.from_severity(x))

    def short(self, x: Decimal) -> bool:
        """Whether a severity is still clinical, or worse than the target."""
        return self.clinical(x) or self.worse_than_target(x)

    def worse_than_target(self, x: Decimal) -> bool:
        """Whether a target is set and not reached."""
        return self.target is not None and x > self.instrument.severity(self.target)

    def recovered_at(self, index: int) -> bool:
        """Whether a later score was reliably better than the first and no longer clinical."""
        return (
            self.knows_change
            and self.clinical(self.baseline)
            and not self.clinical(self.xs[index])
            and self.reliable(self.baseline - self.xs[index])
        )

    # Time.

    @cached_property
    def plateau(self) -> bool:
        """Whether the last three scores lie together and do not creep upwards."""
        if not self.knows_change or self.n < 4 or self.run < 3:
            return False
        first, second, third = self.xs[-3:]
        return (
            (self.days[-1] - self.days[-3]).days >= self.constants.plateau_days
            and not self.notable(max(first, second, third) - min(first, second, third))
            and third >= first
            and not first < second < third
        )

    @cached_property
    def plateau_sessions(self) -> int:
        """For how many scores in succession there has been a plateau, this one included."""
        count = 0
        while self.first(self.n - count).plateau:
            count += 1
        return count

    @cached_property
    def clock_start(self) -> date:
        """The day from which a gain is waited for: of the run, or of a focus begun within it."""
        run_start, since = self.days[-self.run], self.plan.focus_since
        if since is None or not run_start < since <= self.days[-1]:
            return run_start
        return since

    @property
    def starts_with_focus(self) -> bool:
        """Whether the clock runs from the present focus."""
        return self.clock_start != self.days[-self.run]

    @property
    def on_the_clock(self) -> int:
        """Days from the start of the clock to the latest score."""
        return (self.days[-1] - self.clock_start).days

    @property
    def checkpoint_days(self) -> int:
        """Days after which something should have been gained on this measure."""
        return self.instrument.checkpoint_days or self.constants.checkpoint_days

    @cached_property
    def waiting_until(self) -> date | None:
        """The day until which nothing more is said of being stuck; None when nothing waits."""
        ends = [self.plan.agreed_until, self._focus_settles]
        return max((day for day in ends if day is not None and self.today < day), default=None)

    @property
    def waits_for_focus(self) -> bool:
        """Whether it is the changed focus that is given time longest."""
        return self.waiting_until is not None and self.waiting_until == self._focus_settles

    @property
    def _focus_settles(self) -> date | None:
        since = self.plan.focus_since
        if since is None or since > self.today:
            return None
        return since + self.constants.quiet_days * ONE_DAY


def course_of(case: Case, measure: str, today: date, constants: Constants) -> Series | None:
    """The course of one measure, or of one part of a form, up to a day; None without a score."""
    form = form_of(case.instruments, measure)
    results = counting_results(case.of(form), case.instruments, today)
    every = series_of(results, case.instruments, case.targets, today, constants)
    return every.get(measure)


def series_of(
    results: Iterable[Result],
    instruments: Instruments,
    targets: Mapping[str, Decimal],
    today: date,
    constants: Constants,
    plan: CurrentPlan = NO_PLAN,
) -> dict[str, Series]:
    """Make the series of each measure from kept results, by id in order of appearance.

    A part of a form without a single total is a measure of its own, `form.part`, right after
    the other parts of its form. Only the version of the instrument that is at hand makes the
    series: a changed wording or range is another questionnaire, and its numbers are not those
    of the earlier one.
    """
    by_form: dict[str, list[Result]] = {}
    for result in results:
        instrument = instruments[result.instrument]
        if in_course(result, instrument):
            by_form.setdefault(result.instrument, []).append(result)
    return {
        measure.id: Series(
            instrument=measure,
            results=tuple(result for result, _ in scored),
            totals=tuple(total for _, total in scored),
            xs=tuple(measure.severity(total) for _, total in scored),
            target=targets.get(measure.id),
            today=today,
            constants=constants,
            plan=plan,
        )
        for form, filled_in in by_form.items()
        for measure, scored in _measures(instruments[form], filled_in)
    }


def _measures(
    form: Instrument, results: Iterable[Result]
) -> Iterator[tuple[Instrument, list[tuple[Result, Decimal]]]]:
    """The measures of one form, each with its scored results."""
    if form.has_total:
        yield form, [(result, result.total) for result in results if result.total is not None]
        return
    scores = [(result, part_scores(form, result)) for result in results]
    for part in form.subscales:
        of_part = ((result, known.get(part.id)) for result, known in scores)
        scored = [(result, score) for result, score in of_part if score is not None]
        if scored:
            yield as_measure(form, part), scored
