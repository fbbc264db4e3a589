"""All that holds for the course of one measure, before any suppression, and since its start."""

from enum import Enum
from typing import Final

from romtui.domain.case import Stage
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import GAIN, WORSE
from romtui.domain.patterns.gain import (
    GAIN_RULES,
    crossed_better,
    reliable_improvement,
    target_reached,
)
from romtui.domain.patterns.raw_finding import RawFinding, RawFindings, Rule, plain
from romtui.domain.patterns.stuck import STUCK_RULES, may_be_stuck
from romtui.domain.patterns.worse import (
    WORSE_RULES,
    crossed_worse,
    fluctuating,
    reliable_deterioration,
)
from romtui.domain.series import Series

MOST_TIMES: Final = 12
"""How far back is counted for how long a finding has held: so that the words can change."""


def course(s: Series, stage: Stage) -> RawFindings:
    """Every pattern that holds for the course of a measure whose last score is current."""
    if not s.is_current:
        return {}
    findings = _apply(s, RULES if s.knows_change else RULES_WITHOUT_CHANGE)
    if s.knows_change and stage is not Stage.FOLLOWUP and may_be_stuck(s):
        findings |= _apply(s, STUCK_RULES)
    for pattern in findings.keys() & (WORSE | GAIN):
        finding = findings[pattern]
        finding.facts["times"] = times = _times_running(s, pattern, finding)
        if finding.confirmed:
            finding.facts["still"] = times > 1
    for pattern in findings.keys() & WORSE:
        findings[pattern].facts["swings"] = Pattern.FLUCTUATING in findings
    return findings


def _apply(s: Series, rules: dict[Pattern, Rule]) -> RawFindings:
    tried = ((pattern, rule(s)) for pattern, rule in rules.items())
    return {pattern: finding for pattern, finding in tried if finding is not None}


def _times_running(s: Series, pattern: Pattern, finding: RawFinding) -> int:
    """At how many scores running the same has held, as sure as now; counted up to MOST_TIMES."""
    times = 1
    while times < MOST_TIMES and s.follows(s.n - times):
        before = EVERY_RULE[pattern](s.first(s.n - times))
        if before is None or before.certainty is not finding.certainty:
            break
        times += 1
    return times


def low_baseline(s: Series) -> RawFinding | None:
    """The first score is not in the clinical range."""
    mild = s.n == 1 and s.instrument.cutoff is not None and not s.clinical(s.current)
    return plain() if mild else None


def ceiling(s: Series) -> RawFinding | None:
    """Less than the reliable change is left to the worst end of the scale."""
    return None if s.reliable(s.range - s.current) else plain()


def floor(s: Series) -> RawFinding | None:
    """The last two scores are nearer than half the reliable change to the best end."""
    return plain() if s.n >= 2 and not (s.half(s.current) or s.half(s.previous)) else None


ALWAYS: Final[dict[Pattern, Rule]] = {
    Pattern.TARGET_REACHED: target_reached,
    Pattern.LOW_BASELINE: low_baseline,
}
RULES: Final[dict[Pattern, Rule]] = {
    **WORSE_RULES,
    Pattern.FLUCTUATING: fluctuating,
    **GAIN_RULES,
    **ALWAYS,
    Pattern.CEILING: ceiling,
    Pattern.FLOOR: floor,
}
RULES_WITHOUT_CHANGE: Final[dict[Pattern, Rule]] = {
    Pattern.CROSSED_WORSE: crossed_worse,
    Pattern.CROSSED_BETTER: crossed_better,
    **ALWAYS,
}
"""What is left to say of a measure that has no reliable change."""

EVERY_RULE: Final[dict[Pattern, Rule]] = {**RULES, **RULES_WITHOUT_CHANGE}


def steady(s: Series, left: RawFindings) -> RawFindings:
    """What is said where nothing else is: much the same, or nobody knows what the change means.

    `left` is what suppression left of the course.
    """
    moved = any(
        pattern in WORSE | GAIN | {Pattern.FLUCTUATING} or finding.facts.get("due") is True
        for pattern, finding in left.items()
    )
    if not s.is_current or s.n < 2:
        return {}
    if not (s.knows_change or s.lines):
        return {Pattern.CHANGE_UNKNOWN: plain(published=False)}
    if moved or not s.recent:
        return {}
    if s.knows_change or 10 * abs(s.current - s.previous) < s.range:
        return {Pattern.STABLE: _stable(s)}
    return {Pattern.CHANGE_UNKNOWN: plain(published=True)}


def _stable(s: Series) -> RawFinding:
    until = s.waiting_until
    waits_for = None if until is None else "focus" if s.waits_for_focus else "agreement"
    return plain(
        waiting_until=until,
        waits_for=waits_for,
        since_last=s.current - s.previous,
        shifted=_shifted(s),
    )


def _shifted(s: Series) -> str | None:
    """Which way the last two scores both left the level before them, short of being confirmed."""
    level = s.level_last_time
    if level is None or not s.knows_change:
        return None
    for word, sign in (("worse", 1), ("better", -1)):
        if all(s.notable(sign * (x - level)) for x in s.xs[-2:]):
            return word
    return None


def common_facts(s: Series) -> dict[str, object]:
    """The facts that every finding about a measure has."""
    facts: dict[str, object] = {
        "score": s.totals[-1],
        "date": s.days[-1],
        "baseline": s.totals[0],
        "baseline_date": s.days[0],
        "n": s.n,
        "weeks": (s.days[-1] - s.days[0]).days // 7,
        "start": s.instrument.from_severity(s.start),
        "start_is_pair": s.start_is_pair,
        "low": s.low,
    }
    if s.n > 1:
        facts |= {"previous": s.totals[-2], "previous_date": s.days[-2]}
    levels = (("level", s.level_now), ("level_before", s.level_last_time))
    facts |= {name: s.instrument.from_severity(x) for name, x in levels if x is not None}
    if s.knows_change:
        notable = s.reliable_change.least_notable(s.instrument.finest_step)
        facts |= {"rc": s.reliable_change.points, "notable": notable, "easing": s.easing}
    return facts


class SinceStart(Enum):
    """What became of a measure since the start.

    Clearly = the reliable change, confirmed; better or worse = the reliable change, once; a
    little = a notable change.
    """

    CLEARLY_BETTER = "clearly_better"
    BETTER = "better"
    A_LITTLE_BETTER = "a_little_better"
    ABOUT_THE_SAME = "about_the_same"
    A_LITTLE_WORSE = "a_little_worse"
    WORSE = "worse"
    CLEARLY_WORSE = "clearly_worse"


CLEARLY: Final = frozenset({SinceStart.CLEARLY_BETTER, SinceStart.CLEARLY_WORSE})
"""The words that are said only once the reliable change is confirmed."""


def since_start(s: Series) -> SinceStart:
    """Weigh the latest score against the start.

    Where no reliable change is known only the direction is told, by the first score.
    """
    if not s.knows_change:
        return _by_direction(s)
    better, worse = reliable_improvement(s), reliable_deterioration(s)
    gain = s.start - s.current
    if better is not None and better.confirmed:
        return SinceStart.CLEARLY_BETTER
    if worse is not None and worse.confirmed:
        return SinceStart.CLEARLY_WORSE
    if s.reliable(gain):
        return SinceStart.BETTER
    if s.reliable(-gain):
        return SinceStart.A_LITTLE_WORSE if s.low else SinceStart.WORSE
    if s.notable(gain):
        return SinceStart.A_LITTLE_BETTER
    if s.notable(-gain) and not s.low:
        return SinceStart.A_LITTLE_WORSE
    return SinceStart.ABOUT_THE_SAME


def _by_direction(s: Series) -> SinceStart:
    gain = s.baseline - s.current
    if not gain:
        return SinceStart.ABOUT_THE_SAME
    return SinceStart.BETTER if gain > 0 else SinceStart.WORSE
