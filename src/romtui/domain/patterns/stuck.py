"""When a course is stuck: mentioned when due, and not while a plan is given time to work."""

from datetime import timedelta
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.raw_finding import Facts, RawFinding, Rule, plain
from romtui.domain.series import Series

PLATEAU_AGAIN: Final = 4
"""A plateau is said on its first session, and on every fourth after that."""


def not_on_track(s: Series) -> RawFinding | None:
    """No notable gain by the checkpoint, or no reliable one four weeks later."""
    if s.run < 3 or not (s.short(s.baseline) and s.short(s.current)):
        return None
    late = s.on_the_clock >= s.checkpoint_days + s.constants.again_days
    missed = s.on_the_clock >= s.checkpoint_days and not s.notable(s.gain)
    if not missed and not (late and not s.reliable(s.gain)):
        return None
    hoped_by = s.checkpoint_days if missed else s.checkpoint_days + s.constants.again_days
    return plain(
        due=_checkpoint_passed(s),
        **_clock(s),
        some_gain=s.notable(s.gain),
        got_worse=s.notable(-s.gain),
        reliable_by_now=not missed,
        hoped_by_weeks=hoped_by // 7,
    )


def _checkpoint_passed(s: Series) -> bool:
    """Whether a day on which to look came since the last score: the checkpoint, then monthly."""
    mark = s.clock_start + timedelta(days=s.checkpoint_days)
    if s.plan.agreed_until is not None:
        mark = max(mark, s.plan.agreed_until)
    again = timedelta(days=s.constants.again_days)
    while mark <= s.days[-2]:
        mark += again
    return mark <= s.days[-1]


def slow_start(s: Series) -> RawFinding | None:
    """Between the first weeks and the checkpoint without a notable gain."""
    days = s.constants.quiet_days if s.starts_with_focus else s.constants.slow_start_days
    if (
        s.run < 3
        or not (s.short(s.baseline) and s.short(s.current))
        or not days <= s.on_the_clock < s.checkpoint_days
        or s.notable(s.gain)
    ):
        return None
    return plain(due=(s.days[-2] - s.clock_start).days < days, **_clock(s))


def stable_high(s: Series) -> RawFinding | None:
    """A plateau in a range that is marked high."""
    band = s.instrument.band(s.totals[-1])
    return _plateau(s) if s.plateau and band is not None and band.high else None


def stalled(s: Series) -> RawFinding | None:
    """A plateau short of the cutoff or the target."""
    if not s.plateau or not all(s.short(x) for x in s.xs[-3:]):
        return None
    return _plateau(s, after_improvement=s.reliable(s.gain))


def _plateau(s: Series, **facts: object) -> RawFinding:
    last = s.xs[-3:]
    return plain(
        due=s.plateau_sessions % PLATEAU_AGAIN == 1,
        series=s.totals[-3:],
        spread=max(last) - min(last),
        span_days=(s.days[-1] - s.days[-3]).days,
        **_clock(s),
        **facts,
    )


def _clock(s: Series) -> Facts:
    return {
        "weeks_on": s.on_the_clock // 7,
        "clock_start": s.clock_start,
        "by_focus": s.starts_with_focus,
        "gain": s.gain,
    }


STUCK_RULES: Final[dict[Pattern, Rule]] = {
    Pattern.NOT_ON_TRACK: not_on_track,
    Pattern.SLOW_START: slow_start,
    Pattern.STABLE_HIGH: stable_high,
    Pattern.STALLED: stalled,
}


def may_be_stuck(s: Series) -> bool:
    """Whether being stuck is looked at: nothing is given time, and no notable step down."""
    return s.waiting_until is None and not s.easing and not s.down
