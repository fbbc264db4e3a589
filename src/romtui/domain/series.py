"""One measure over time, as the rules see it: badness, 0 is best, whatever way the scale runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from romtui.domain.case import Result
from romtui.domain.constants import Constants
from romtui.domain.instrument import Instrument


def kept(results: Iterable[Result], today: date) -> tuple[Result, ...]:
    """Of each instrument and day the result that counts, oldest first, none after today.

    That is the usable one (valid, with a total) entered last, else the one entered last.
    """
    best: dict[tuple[str, int, date], Result] = {}
    for result in results:
        if result.on > today:
            continue
        key = (result.instrument, result.instrument_version, result.on)
        other = best.get(key)
        if other is None or (usable(result), result.order) >= (usable(other), other.order):
            best[key] = result
    return tuple(sorted(best.values(), key=lambda result: (result.on, result.order)))


def usable(result: Result) -> bool:
    """Whether a result belongs to a trajectory."""
    return result.valid and result.total is not None


@dataclass(frozen=True)
class Series:
    """The usable results of one version of one instrument, oldest first; at least one.

    `xs` are badness values in points: `xs[0]` is the baseline, `xs[-1]` the current score.
    """

    instrument: Instrument
    results: tuple[Result, ...]
    totals: tuple[Decimal, ...]
    xs: tuple[Decimal, ...]
    target: Decimal | None
    today: date
    constants: Constants

    @property
    def n(self) -> int:
        """How many scores there are."""
        return len(self.xs)

    @property
    def baseline(self) -> Decimal:
        """The first badness, B."""
        return self.xs[0]

    @property
    def current(self) -> Decimal:
        """The latest badness, C."""
        return self.xs[-1]

    @property
    def previous(self) -> Decimal:
        """The badness before the latest, P; only where n is 2 or more."""
        return self.xs[-2]

    @property
    def rc(self) -> Decimal:
        """The reliable change in points, R; only where the instrument has one."""
        assert self.instrument.reliable_change is not None
        return self.instrument.reliable_change

    @property
    def half_rc(self) -> Decimal:
        """The smallest notable change in points: half the reliable change. To be shown only."""
        parts, of = self.constants.notable
        return self.rc * parts / of

    @property
    def range(self) -> Decimal:
        """The worst possible badness."""
        return self.instrument.hi - self.instrument.lo

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day of each score."""
        return tuple(result.on for result in self.results)

    @cached_property
    def is_current(self) -> bool:
        """Whether the latest score is of today or the last few days."""
        return (self.today - self.days[-1]).days <= self.constants.current_days

    @cached_property
    def recent(self) -> bool:
        """Whether the latest score may be compared with the one before."""
        return self.n >= 2 and self.interval(self.n - 1) <= self.constants.gap_days

    @cached_property
    def run(self) -> int:
        """How many scores the longest stretch without a gap, ending now, has."""
        count = 1
        while count < self.n and self.interval(self.n - count) <= self.constants.gap_days:
            count += 1
        return count

    @property
    def run_days(self) -> int:
        """How many days that stretch lasts."""
        return (self.days[-1] - self.days[-self.run]).days

    @cached_property
    def easing(self) -> bool:
        """Whether it was notably worse last time."""
        return self.recent and self.notable(self.previous - self.current)

    @cached_property
    def plateau(self) -> bool:
        """Whether the last three scores lie together and do not creep upwards."""
        if self.n < 4 or self.run < 3:
            return False
        first, second, third = self.xs[-3:]
        return (
            (self.days[-1] - self.days[-3]).days >= self.constants.plateau_days
            and not self.notable(max(first, second, third) - min(first, second, third))
            and third >= first
            and not first < second < third
        )

    def interval(self, place: int) -> int:
        """Days between a score and the one before it."""
        return (self.days[place] - self.days[place - 1]).days

    def notable(self, change: Decimal) -> bool:
        """Whether a change is at least half the reliable change."""
        parts, of = self.constants.notable
        return of * change >= parts * self.rc

    def swing(self, change: Decimal) -> bool:
        """Whether a step, either way, is at least two thirds of the reliable change."""
        parts, of = self.constants.swing
        return of * abs(change) >= parts * self.rc

    def clinical(self, x: Decimal) -> bool:
        """Whether a badness is on the clinical side of the cutoff, the cutoff included."""
        cutoff = self.instrument.cutoff
        return cutoff is not None and x >= self.instrument.badness(cutoff)

    def short(self, x: Decimal) -> bool:
        """Whether a badness is still clinical, or worse than the target."""
        return self.clinical(x) or self.worse_than_target(x)

    def worse_than_target(self, x: Decimal) -> bool:
        """Whether a target is set and not reached."""
        return self.target is not None and x > self.instrument.badness(self.target)

    def recovered_at(self, place: int) -> bool:
        """Whether a later score (by place, from 0) was reliably better and no longer clinical."""
        return (
            place >= 1
            and self.clinical(self.baseline)
            and not self.clinical(self.xs[place])
            and self.baseline - self.xs[place] >= self.rc
        )


def series_of(
    results: Iterable[Result],
    instruments: Mapping[str, Instrument],
    targets: Mapping[str, Decimal],
    today: date,
    constants: Constants,
) -> dict[str, Series]:
    """Make the series of each instrument from kept results, by id in order of appearance.

    Only the version of the instrument that is at hand makes the series: a changed wording or
    range is another questionnaire, and its numbers are not those of the earlier one.
    """
    by_instrument: dict[str, list[Result]] = {}
    for result in results:
        if usable(result) and result.of_version(instruments[result.instrument]):
            by_instrument.setdefault(result.instrument, []).append(result)
    made: dict[str, Series] = {}
    for instrument_id, measured in by_instrument.items():
        instrument = instruments[instrument_id]
        totals = tuple(result.total for result in measured if result.total is not None)
        made[instrument_id] = Series(
            instrument=instrument,
            results=tuple(measured),
            totals=totals,
            xs=tuple(instrument.badness(total) for total in totals),
            target=targets.get(instrument_id),
            today=today,
            constants=constants,
        )
    return made
