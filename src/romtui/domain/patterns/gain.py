"""When a course is better: no gain is confirmed by one reading, and the end of a spike is none."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.raw_finding import Facts, RawFinding, Rule, confirmed, tentative
from romtui.domain.patterns.worse import GRADUAL
from romtui.domain.series import Series


def target_reached(s: Series) -> RawFinding | None:
    """At the target: the first time, and confirmed the first time twice running."""
    if not s.worse_than_target(s.baseline):
        return None
    facts: Facts = {"target": s.target}
    if _at_target_twice(s, s.n - 1):
        before = any(_at_target_twice(s, index) for index in range(s.n - 1))
        running = 3 if _at_target_a_third_time(s, s.n - 1) else 2
        return None if before else confirmed(**facts, running=running)
    first_time = not s.worse_than_target(s.current) and all(
        s.worse_than_target(x) for x in s.xs[:-1]
    )
    return tentative(**facts) if first_time and _far_from_start(s, s.current) else None


def _at_target_twice(s: Series, index: int) -> bool:
    """At the target at a score and the one before, well away from the start or for the third time.

    Near the start two readings may be chance; three are not.
    """
    if not s.follows(index) or any(s.worse_than_target(x) for x in s.xs[index - 1 : index + 1]):
        return False
    mean = (s.xs[index] + s.xs[index - 1]) / 2
    return _at_target_a_third_time(s, index) or _far_from_start(s, mean)


def _at_target_a_third_time(s: Series, index: int) -> bool:
    """Whether the score before last was in the run and at the target as well."""
    return s.follows(index - 1) and not s.worse_than_target(s.xs[index - 2])


def _far_from_start(s: Series, x: Decimal) -> bool:
    if not s.knows_change:
        return 5 * (s.start - x) >= s.range
    return s.notable(s.start - x)


def holding_gains(s: Series) -> RawFinding | None:
    """Recovered the second time running."""
    twice = s.recent and s.recovered_at(s.n - 1) and s.recovered_at(s.n - 2)
    return confirmed() if twice else None


def recovered(s: Series) -> RawFinding | None:
    """Reliably better and no longer clinical, at one reading."""
    once = s.recovered_at(s.n - 1) and holding_gains(s) is None
    return tentative() if once else None


def gain_held(s: Series) -> RawFinding | None:
    """A large step that was still there two scores later."""
    if s.run < 4:
        return None
    then, level = s.first(s.n - 2), s.level(s.n - 3)
    if level is None or (early_gain(then) is None and sudden_gain(then) is None):
        return None
    # The step itself was notable, or it would have been no gain: the two after it have to be.
    if s.notable(s.current - s.previous) or not all(s.notable(level - x) for x in s.xs[-2:]):
        return None
    return confirmed(before=s.instrument.from_severity(level), series=s.totals[-3:])


def reliable_improvement(s: Series) -> RawFinding | None:
    """The reliable change below the start; confirmed at two readings."""
    better = s.start - s.current
    strictly = not s.start_is_pair
    if s.recent and s.lasting(better, s.start - s.previous, strictly=strictly):
        return confirmed()
    return tentative() if s.reliable(better) and not s.after_spike else None


def early_gain(s: Series) -> RawFinding | None:
    """A large step within the first scores and weeks."""
    return tentative() if _large_step(s) and _is_early(s) else None


def sudden_gain(s: Series) -> RawFinding | None:
    """A large step later on."""
    return tentative() if _large_step(s) and not _is_early(s) else None


def _large_step(s: Series) -> bool:
    """The reliable change and a quarter in one step, notable against start and level as well."""
    if s.level_now is None or s.after_spike:
        return False
    step = s.previous - s.current
    return (
        s.reliable(step)
        and 4 * step >= s.previous
        and s.notable(s.start - s.current)
        and s.notable(s.level_now - s.current)
    )


def _is_early(s: Series) -> bool:
    days_in = (s.days[-1] - s.days[0]).days
    return s.n <= s.constants.early_scores and days_in <= s.constants.early_days


def improving(s: Series) -> RawFinding | None:
    """Notably below the level, not reliably below the start; confirmed at two firm readings."""
    if reliable_improvement(s) is not None or s.recovered_at(s.n - 1):
        return None
    level = s.level_last_time
    if level is not None and s.firm(level - s.current, level - s.previous):
        return confirmed(step=False, gradual=False, since_start=False, series=s.totals[-2:])
    before = s.before(s.n - 1)
    if not s.recent or s.after_spike or not _something_to_gain(s, before):
        return None
    step = s.down
    gradual = not step and _falling(s)
    lowest = s.notable(s.start - s.current) and all(s.current < earlier for earlier in before)
    since_start = not (step or gradual) and lowest
    if not (step or gradual or since_start):
        return None
    named = s.totals[-1 - len(before) :]
    return tentative(step=step, gradual=gradual, since_start=since_start, series=named)


def _something_to_gain(s: Series, before: Iterable[Decimal]) -> bool:
    """Well people go up and down as well: nobody is praised for that."""
    if s.instrument.cutoff is None:
        return True
    return any(s.short(x) for x in (s.baseline, s.previous, *before))


def _falling(s: Series) -> bool:
    last = s.xs[-GRADUAL:]
    fallen = all(earlier > later for earlier, later in pairwise(last))
    return s.run >= GRADUAL and fallen and s.half(last[0] - last[-1])


def crossed_better(s: Series) -> RawFinding | None:
    """Back over a published line, where no reliable change is known."""
    if s.level_now is None:
        return None
    harder, level = max(s.current, s.previous), s.level_last_time
    if level is not None and s.zone(harder) < s.zone(level) and 10 * (level - harder) >= s.range:
        return confirmed()
    over = s.zone(s.current) < min(s.zone(s.level_now), s.zone(s.previous))
    return tentative() if over and 10 * (s.level_now - s.current) >= s.range else None


GAIN_RULES: Final[dict[Pattern, Rule]] = {
    Pattern.HOLDING_GAINS: holding_gains,
    Pattern.RECOVERED: recovered,
    Pattern.GAIN_HELD: gain_held,
    Pattern.RELIABLE_IMPROVEMENT: reliable_improvement,
    Pattern.EARLY_GAIN: early_gain,
    Pattern.SUDDEN_GAIN: sudden_gain,
    Pattern.IMPROVING: improving,
}
