"""The course of one measure: each pattern and its condition, as docs/patterns.md defines them."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from romtui.domain.case import Stage
from romtui.domain.patterns.finding import Pattern
from romtui.domain.series import Series

Facts = dict[str, object]
Raw = dict[Pattern, Facts]
Rule = Callable[[Series], Facts | None]
"""A rule gives its own facts when it holds, else None."""


def _if(holds: bool, **facts: object) -> Facts | None:
    return dict(facts) if holds else None


def reliable_deterioration(s: Series) -> Facts | None:
    """C - B is at least the reliable change."""
    return _if(s.n >= 2 and s.current - s.baseline >= s.rc)


def relapse(s: Series) -> Facts | None:
    """Recovered twice running once, clinical now, and reliably worse than the best since."""
    if s.n < 4 or s.easing or not s.clinical(s.current):
        return None
    held = any(s.recovered_at(j) and s.recovered_at(j + 1) for j in range(1, s.n - 2))
    best = min(range(1, s.n - 1), key=lambda place: s.xs[place])
    return _if(held and s.current - s.xs[best] >= s.rc, **_best(s, best))


def sharp_worsening(s: Series) -> Facts | None:
    """Reliably worse than last time."""
    return _if(s.n >= 3 and s.recent and s.current - s.previous >= s.rc)


def setback(s: Series) -> Facts | None:
    """Reliably worse than the best so far."""
    if s.n < 3 or s.easing:
        return None
    best = min(range(s.n - 1), key=lambda place: s.xs[place])
    return _if(s.current - s.xs[best] >= s.rc, **_best(s, best))


def not_on_track(s: Series) -> Facts | None:
    """Six weeks without a notable gain, or ten without a reliable one."""
    gain = s.baseline - s.current
    waited = s.run >= 3 and s.short(s.baseline) and s.short(s.current) and not s.easing
    early = s.run_days >= s.constants.checkpoint_days and not s.notable(gain)
    late = s.run_days >= s.constants.late_checkpoint_days and gain < s.rc
    needed = s.half_rc if early else s.rc
    return _if(
        waited and (early or late),
        **_run(s),
        needed=needed,
        got_worse=s.notable(-gain),
        some_gain=s.notable(gain),
    )


def worsening(s: Series) -> Facts | None:
    """A notable step up, or two steps that add up to one, or notably worse than at the start."""
    if s.n < 2:
        return None
    step = s.recent and s.notable(s.current - s.previous)
    rising = (
        s.n >= 3
        and s.run >= 3
        and s.xs[-3] < s.xs[-2] < s.xs[-1]
        and s.notable(s.xs[-1] - s.xs[-3])
    )
    since_start = (
        s.notable(s.current - s.baseline)
        and (not s.recent or s.current >= s.previous)
        and not s.plateau
    )
    return _if(
        step or rising or since_start,
        gradual=not step,
        rising=rising and not step,
        series=s.totals[-3:],
    )


def stable_high(s: Series) -> Facts | None:
    """A plateau in a band marked high."""
    band = s.instrument.band(s.totals[-1])
    return _if(s.plateau and band is not None and band.high, **_plateau(s))


def stalled(s: Series) -> Facts | None:
    """A plateau short of the cutoff or the target."""
    after = s.baseline - s.current >= s.rc
    return _if(s.plateau and s.short(s.current), **_plateau(s), after_improvement=after)


def slow_start(s: Series) -> Facts | None:
    """Three to six weeks without a notable gain."""
    return _if(
        s.run >= 3
        and s.constants.slow_start_days <= s.run_days < s.constants.checkpoint_days
        and s.short(s.baseline)
        and s.short(s.current)
        and not s.notable(s.baseline - s.current)
        and not s.easing,
        **_run(s),
    )


def fluctuating(s: Series) -> Facts | None:
    """At least two turns between swings among the last five scores."""
    window = min(s.run, 5)
    if window < 4:
        return None
    steps = [later - earlier for earlier, later in pairwise(s.xs[-window:])]
    turns = sum(
        one * other < 0 and s.swing(one) and s.swing(other) for one, other in pairwise(steps)
    )
    return _if(turns >= 2, series=s.totals[-window:], count=turns)


def target_reached(s: Series) -> Facts | None:
    """At or better than the target for the first time."""
    return _if(
        s.n >= 2
        and s.target is not None
        and s.worse_than_target(s.baseline)
        and not s.worse_than_target(s.current)
        and all(s.worse_than_target(x) for x in s.xs[1:-1])
    )


def recovered(s: Series) -> Facts | None:
    """Reliably better and no longer clinical, and not already so last time."""
    again = s.recent and s.recovered_at(s.n - 2)
    return _if(s.recovered_at(s.n - 1) and not again)


def early_gain(s: Series) -> Facts | None:
    """A large step within the first four scores and weeks."""
    return _if(_large_step(s) and _is_early(s))


def sudden_gain(s: Series) -> Facts | None:
    """A large step later on."""
    return _if(s.n >= 3 and _large_step(s) and not _is_early(s))


def reliable_improvement(s: Series) -> Facts | None:
    """Reliably better than at the start, but not recovered."""
    return _if(s.n >= 2 and s.baseline - s.current >= s.rc and not s.recovered_at(s.n - 1))


def holding_gains(s: Series) -> Facts | None:
    """Recovered the second time running."""
    return _if(s.n >= 3 and s.recent and s.recovered_at(s.n - 1) and s.recovered_at(s.n - 2))


def improving(s: Series) -> Facts | None:
    """Notably better, less than reliably."""
    if s.n < 2 or s.baseline - s.current >= s.rc:
        return None
    step = s.easing
    since_start = (
        s.notable(s.baseline - s.current)
        and (not s.recent or s.current <= s.previous)
        and not s.plateau
    )
    return _if(step or since_start, since_start=not step)


def return_after_gap(s: Series) -> Facts | None:
    """The first score after more than six weeks."""
    if s.n < 2:
        return None
    gap = s.interval(s.n - 1)
    suggest = gap > s.constants.rebaseline_days
    return _if(gap > s.constants.gap_days, gap_days=gap, suggest_rebaseline=suggest)


def low_baseline(s: Series) -> Facts | None:
    """No score so far is clinical."""
    has_cutoff = s.instrument.cutoff is not None
    return _if(s.n <= 3 and has_cutoff and not any(s.clinical(x) for x in s.xs))


def ceiling(s: Series) -> Facts | None:
    """So high that a reliable worsening could not show."""
    return _if(s.range - s.current < s.rc)


def floor(s: Series) -> Facts | None:
    """So low, twice, that a notable improvement could not show."""
    return _if(s.n >= 2 and not s.notable(s.current) and not s.notable(s.previous))


WITH_RELIABLE_CHANGE: Final[Mapping[Pattern, Rule]] = {
    Pattern.RELIABLE_DETERIORATION: reliable_deterioration,
    Pattern.RELAPSE: relapse,
    Pattern.SHARP_WORSENING: sharp_worsening,
    Pattern.SETBACK: setback,
    Pattern.NOT_ON_TRACK: not_on_track,
    Pattern.WORSENING: worsening,
    Pattern.STABLE_HIGH: stable_high,
    Pattern.STALLED: stalled,
    Pattern.SLOW_START: slow_start,
    Pattern.FLUCTUATING: fluctuating,
    Pattern.RECOVERED: recovered,
    Pattern.EARLY_GAIN: early_gain,
    Pattern.SUDDEN_GAIN: sudden_gain,
    Pattern.RELIABLE_IMPROVEMENT: reliable_improvement,
    Pattern.HOLDING_GAINS: holding_gains,
    Pattern.IMPROVING: improving,
    Pattern.CEILING: ceiling,
    Pattern.FLOOR: floor,
}
"""Rules that compare with the reliable change; without one they are not asked."""

ALWAYS: Final[Mapping[Pattern, Rule]] = {
    Pattern.TARGET_REACHED: target_reached,
    Pattern.RETURN_AFTER_GAP: return_after_gap,
    Pattern.LOW_BASELINE: low_baseline,
}
"""Rules that need no reliable change."""

NOT_IN_FOLLOWUP: Final = {
    Pattern.NOT_ON_TRACK,
    Pattern.STABLE_HIGH,
    Pattern.STALLED,
    Pattern.SLOW_START,
}


def course(series: Series, stage: Stage, *, first_ever: bool) -> Raw:
    """Every pattern that holds for the course of one measure, before any suppression.

    `first_ever` says that no outcome measure was taken before this one's first score.
    """
    if not series.is_current:
        return {}
    knows_change = series.instrument.reliable_change is not None
    rules = {**ALWAYS, **(WITH_RELIABLE_CHANGE if knows_change else {})}
    raw: Raw = {}
    for pattern, rule in rules.items():
        if stage is Stage.FOLLOWUP and pattern in NOT_IN_FOLLOWUP:
            continue
        facts = rule(series)
        if facts is not None:
            raw[pattern] = facts
    if series.n == 1:
        raw[Pattern.FIRST_SESSION if first_ever else Pattern.NEW_MEASURE] = {}
    if not knows_change and series.n >= 2:
        raw[Pattern.CHANGE_UNKNOWN] = {}
    return raw


def _large_step(s: Series) -> bool:
    """At least the reliable change and a quarter of the earlier score, in one step."""
    if s.n < 2 or not s.recent:
        return False
    gain = s.previous - s.current
    return gain >= s.rc and 4 * gain >= s.previous


def _is_early(s: Series) -> bool:
    weeks_in = (s.days[-1] - s.days[0]).days
    return s.n <= s.constants.early_scores and weeks_in <= s.constants.early_days


def _best(s: Series, place: int) -> Facts:
    return {"best": s.totals[place], "best_date": s.days[place]}


def _run(s: Series) -> Facts:
    return {
        "run_weeks": s.run_days // 7,
        "run_days": s.run_days,
        "gain": s.baseline - s.current,
    }


def _plateau(s: Series) -> Facts:
    if not s.plateau:
        return {}
    last = s.xs[-3:]
    return {
        "series": s.totals[-3:],
        "spread": max(last) - min(last),
        "span_days": (s.days[-1] - s.days[-3]).days,
    }
