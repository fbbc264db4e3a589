"""Which variants of an opening are true of a finding. What does not hold is never said."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from romtui.domain.case import Case
from romtui.domain.dialogue.deck import BEFORE, GENTLE, STANDARD
from romtui.domain.dialogue.ground import LONGEST_INTERVAL_DAYS, Ground, focus_weeks
from romtui.domain.patterns.finding import Pattern

SETTLED_FOCUS_WEEKS: Final = 4
"""From how many weeks on a focus is named as what did not help (decisions 37)."""

_BY_FACT: Final[Mapping[Pattern, str]] = {
    Pattern.RELIABLE_DETERIORATION: "easing",
    Pattern.DIVERGENCE_SEEMS_WORSE: "flat",
    Pattern.DIVERGENCE_SEEMS_BETTER: "score_worse",
    Pattern.ENDING: "not_improved",
    Pattern.STALLED: "after_improvement",
    Pattern.IMPROVING: "since_start",
    Pattern.NO_SCORE_TODAY: "declined",
}
"""A variant that bears the name of the fact that calls for it."""

VARIANTS: Final[Mapping[Pattern, tuple[str, ...]]] = {
    **{pattern: (STANDARD, variant) for pattern, variant in _BY_FACT.items()},
    Pattern.RISK_ITEM: ("new", "increased", "unchanged", "decreased", "unreviewed"),
    Pattern.RELIABLE_DETERIORATION: (STANDARD, GENTLE, "easing"),
    Pattern.SHARP_WORSENING: (STANDARD, GENTLE),
    Pattern.NOT_ON_TRACK: (STANDARD, GENTLE, "no_intervention", "some_gain", "worse"),
    Pattern.WORSENING: (STANDARD, "gradual", "since_start"),
    Pattern.FIRST_SESSION: (BEFORE, STANDARD, "with_target", "no_severity"),
    Pattern.CHANGE_UNKNOWN: (STANDARD, "same"),
}
"""The variants each pattern knows; any other pattern has `standard` alone."""


def known_variants(pattern: Pattern) -> tuple[str, ...]:
    """The variants of an opening that a deck may hold for a pattern."""
    return VARIANTS.get(pattern, (STANDARD,))


def variants(on: Ground) -> tuple[str, ...]:
    """Every variant that is true of a finding, the most fitting first."""
    match on.finding.pattern:
        case Pattern.RISK_ITEM:
            return (on.facts.word("status") or "new",)
        case Pattern.NOT_ON_TRACK:
            return _not_on_track(on)
        case Pattern.WORSENING:
            return _worsening(on)
        case Pattern.FIRST_SESSION:
            return _first_session(on)
        case Pattern.CHANGE_UNKNOWN:
            same = on.facts.points("score") == on.facts.points("previous")
            return ("same" if same else STANDARD,)
        case pattern:
            variant = _BY_FACT.get(pattern)
            return (variant if variant and on.facts.holds(variant) else STANDARD,)


def _not_on_track(on: Ground) -> tuple[str, ...]:
    """The focus is named only where the score is about where it was (decisions 37)."""
    if on.facts.holds("got_worse"):
        return ("worse",)
    if on.facts.holds("some_gain"):
        return ("some_gain",)
    if _settled(on.case, on.today):
        return (STANDARD, "no_intervention")
    return ("no_intervention",)


def _settled(case: Case, today: date) -> bool:
    return focus_weeks(case, today) >= SETTLED_FOCUS_WEEKS


def _worsening(on: Ground) -> tuple[str, ...]:
    """A slow slide is called one only when each of the last three scores was worse.

    Worse than at the start, with no such slide, is said as just that.
    """
    if not on.facts.holds("gradual"):
        return (STANDARD,)
    return ("gradual",) if _sliding(on) else ("since_start",)


def _sliding(on: Ground) -> bool:
    """Whether the last three scores, none far from the next, each were worse."""
    last = on.points()[-3:]
    if on.instrument is None or len(last) < 3:
        return False
    badness = on.instrument.badness
    return all(
        badness(later.total) > badness(earlier.total)
        and (later.on - earlier.on).days <= LONGEST_INTERVAL_DAYS
        for earlier, later in pairwise(last)
    )


def _first_session(on: Ground) -> tuple[str, ...]:
    if on.instrument is None or not on.instrument.bands:
        return ("no_severity",)
    if on.instrument.id in on.case.targets:
        return ("with_target", STANDARD, "no_severity")
    return (STANDARD, "no_severity")
