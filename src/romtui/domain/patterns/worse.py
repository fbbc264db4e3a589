"""When a course is worse: each pattern and its condition, as docs/patterns.md defines them."""

from decimal import Decimal
from itertools import pairwise
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.raw_finding import (
    RawFinding,
    Rule,
    best_pairs,
    confirmed,
    confirmed_by_far,
    pair_facts,
    plain,
    tentative,
)
from romtui.domain.series import Series

WINDOW: Final = 5
TURNS: Final = 2
"""Scores looked at for ups and downs, and the turns that count; two turns take four scores."""

GRADUAL: Final = 4
"""Scores that rise or fall one after the other."""


def reliable_deterioration(s: Series) -> RawFinding | None:
    """The reliable change above the start; confirmed at two readings, or by a large one."""
    worse = s.current - s.start
    strictly = s.low or not s.start_is_pair
    if s.recent and s.lasting(worse, s.previous - s.start, strictly=strictly):
        return confirmed()
    if s.large(worse):
        return confirmed_by_far()
    # Reliably worse and better than last time: that is twice running, and confirmed above.
    if s.reliable(worse) and (not s.low or s.n == 2):
        return tentative()
    return None


def relapse(s: Series) -> RawFinding | None:
    """Recovered twice running once, clinical now, and reliably worse than the best such pair."""
    if s.easing or not s.clinical(s.current):
        return None
    pairs = [
        (mean, index)
        for mean, index in best_pairs(s, range(s.n - 2), near=False)
        if s.recovered_at(index - 1) and s.recovered_at(index)
    ]
    if not pairs:
        return None
    best, index = min(pairs)
    worse = s.current - best
    if not s.reliable(worse):
        return None
    facts = pair_facts(s, best, index)
    if s.recent and s.clinical(s.previous) and s.held(worse, s.previous - best):
        return confirmed(**facts)
    return confirmed_by_far(**facts) if s.large(worse) else tentative(**facts)


def sharp_worsening(s: Series) -> RawFinding | None:
    """The reliable change above last time; confirmed when large against the level as well."""
    if s.n < 3 or s.level_now is None:
        return None
    worse = s.current - s.previous
    if not s.reliable(worse):
        return None
    if s.large(worse) and s.large(s.current - s.level_now):
        return confirmed_by_far()
    stands_out = s.up or s.large(worse)
    if stands_out and (not s.low or s.reliable(s.current - s.level_now)):
        return tentative()
    return None


def setback(s: Series) -> RawFinding | None:
    """Well above the best pair of scores, after a gain of the reliable change."""
    if s.n < 4 or s.easing:
        return None
    firmly = _lost(s, s.n - 2)
    if firmly is not None and s.recent:
        best, index = firmly
        if s.firm(s.current - best, s.previous - best):
            return confirmed(**pair_facts(s, best, index))
    once = _lost(s, s.n - 1)
    if once is None or s.low or (s.recent and s.current < s.previous):
        return None
    best, index = once
    return tentative(**pair_facts(s, best, index)) if s.reliable(s.current - best) else None


def _lost(s: Series, count: int) -> tuple[Decimal, int] | None:
    """The best pair among the first so many scores, where it was reliably better than the first."""
    best = min(best_pairs(s, range(count - 1), near=True), default=None)
    return best if best is not None and s.reliable(s.baseline - best[0]) else None


def worsening(s: Series) -> RawFinding | None:
    """Notably above the level; confirmed at two firm readings."""
    level = s.level_last_time
    if level is not None and s.firm(s.current - level, s.previous - level):
        return confirmed(step=False, gradual=False, since_start=False, series=s.totals[-2:])
    if not s.recent:
        return None
    step = s.up and not s.low
    gradual = not step and _rising(s)
    since_start = not (step or gradual) and _highest_since_start(s)
    if not (step or gradual or since_start):
        return None
    named = s.totals[-1 - len(s.before(s.n - 1)) :]
    return tentative(step=step, gradual=gradual, since_start=since_start, series=named)


def _rising(s: Series) -> bool:
    if s.run < GRADUAL:
        return False
    last = s.xs[-GRADUAL:]
    risen = last[-1] - last[0]
    enough = s.reliable(risen) if s.low else s.half(risen)
    return enough and all(earlier < later for earlier, later in pairwise(last))


def _highest_since_start(s: Series) -> bool:
    return (
        not s.low
        and s.notable(s.current - s.start)
        and all(s.current > earlier for earlier in s.before(s.n - 1))
    )


def crossed_worse(s: Series) -> RawFinding | None:
    """Over a published line, where no reliable change is known."""
    if s.level_now is None:
        return None
    milder, level = min(s.current, s.previous), s.level_last_time
    if level is not None and s.zone(milder) > s.zone(level) and 10 * (milder - level) >= s.range:
        return confirmed()
    over = s.zone(s.current) > max(s.zone(s.level_now), s.zone(s.previous))
    return tentative() if over and 10 * (s.current - s.level_now) >= s.range else None


def fluctuating(s: Series) -> RawFinding | None:
    """At least two turns between notable steps among the last five scores."""
    window = min(s.run, WINDOW)
    steps = [later - earlier for earlier, later in pairwise(s.xs[-window:])]
    turns = sum(
        s.notable(sign * step) and s.notable(-sign * next_step)
        for step, next_step in pairwise(steps)
        for sign in (1, -1)
    )
    return plain(series=s.totals[-window:], count=turns) if turns >= TURNS else None


WORSE_RULES: Final[dict[Pattern, Rule]] = {
    Pattern.RELIABLE_DETERIORATION: reliable_deterioration,
    Pattern.RELAPSE: relapse,
    Pattern.SHARP_WORSENING: sharp_worsening,
    Pattern.SETBACK: setback,
    Pattern.WORSENING: worsening,
}
