"""Which variants of an opening are true of a finding. What does not hold is never said."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.case import Case
from romtui.domain.dialogue.deck import BEFORE, GENTLE, STANDARD
from romtui.domain.dialogue.ground import Ground, focus_weeks
from romtui.domain.patterns.finding import Pattern

SETTLED_FOCUS_WEEKS: Final = 4
"""From how many weeks on a focus is named as what did not help (decisions 37)."""

IN_WORDS: Final = "in_words"
"""The variant, and the fact, of a day on which no form is asked for."""

_BY_FACT: Final[Mapping[Pattern, str]] = {
    Pattern.RELIABLE_DETERIORATION: "easing",
    Pattern.DIVERGENCE_SEEMS_WORSE: "flat",
    Pattern.DIVERGENCE_SEEMS_BETTER: "score_worse",
    Pattern.STALLED: "after_improvement",
    Pattern.IMPROVING: "since_start",
}
"""A variant that bears the name of the fact that calls for it."""

VARIANTS: Final[Mapping[Pattern, tuple[str, ...]]] = {
    **{pattern: (STANDARD, variant) for pattern, variant in _BY_FACT.items()},
    Pattern.RISK_ITEM: ("new", "increased", "unchanged", "decreased", "unreviewed"),
    Pattern.RELIABLE_DETERIORATION: (STANDARD, GENTLE, "easing"),
    Pattern.SHARP_WORSENING: (STANDARD, GENTLE),
    Pattern.NOT_ON_TRACK: (STANDARD, GENTLE, "no_intervention", "some_gain", "worse"),
    Pattern.ENDING: (STANDARD, "not_improved", "earlier_score"),
    Pattern.MIXED_MEASURES: (STANDARD, "since_start"),
    Pattern.WORSENING: (STANDARD, "gradual", "since_start"),
    Pattern.FIRST_SESSION: (BEFORE, STANDARD, "with_target", "no_severity"),
    Pattern.CHANGE_UNKNOWN: (STANDARD, "same"),
    Pattern.NO_SCORE_TODAY: (STANDARD, "declined", IN_WORDS),
}
"""The variants each pattern knows; any other pattern has `standard` alone."""


def known_variants(pattern: Pattern) -> tuple[str, ...]:
    """The variants of an opening that a deck may hold for a pattern."""
    return VARIANTS.get(pattern, (STANDARD,))


def variants(on: Ground) -> tuple[str, ...]:
    """Every variant that is true of a finding, the most fitting first."""
    match on.finding.pattern:
        case Pattern.RISK_ITEM:
            return (_risk_item(on),)
        case Pattern.NOT_ON_TRACK:
            return _not_on_track(on)
        case Pattern.WORSENING:
            return _worsening(on)
        case Pattern.FIRST_SESSION:
            return _first_session(on)
        case Pattern.ENDING:
            return _ending(on)
        case Pattern.MIXED_MEASURES:
            return (_mixed(on),)
        case Pattern.NO_SCORE_TODAY:
            holding = (one for one in ("declined", IN_WORDS) if on.facts.holds(one))
            return (next(holding, STANDARD),)
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
    """Whether each of the last three scores, none far from the next, was worse."""
    course = on.course()
    if course is None or course.run < 3:
        return False
    first, second, third = course.xs[-3:]
    return first < second < third


def _risk_item(on: Ground) -> str:
    """A total tells only the least the answer can be, so not that it is less than before."""
    status = on.facts.word("status") or "new"
    unsure = on.facts.holds("inferred") and status in {"unchanged", "decreased"}
    return "new" if unsure else status


def _ending(on: Ground) -> tuple[str, ...]:
    """An end comes also without a score of today: then none is called today's."""
    day = on.facts.day("date")
    if day is not None and (on.today - day).days > on.constants.current_days:
        return ("earlier_score", STANDARD)
    return ("not_improved", STANDARD) if on.facts.holds("not_improved") else (STANDARD,)


def _mixed(on: Ground) -> str:
    """The steps since last time are named only when these went opposite ways."""
    better = _step(on, "better", "previous", "score")
    worse = _step(on, "worse", "previous_2", "score_2")
    if better is None or worse is None:
        return STANDARD
    return STANDARD if better < 0 < worse else "since_start"


def _step(on: Ground, which: str, before: str, now: str) -> Decimal | None:
    """By how much the first measure of a list got worse since last time."""
    named = next(iter(on.facts.each(which)), None)
    measure = on.case.instruments.get(named) if isinstance(named, str) else None
    earlier, score = on.facts.points(before), on.facts.points(now)
    if measure is None or earlier is None or score is None:
        return None
    return measure.badness(score) - measure.badness(earlier)


def _first_session(on: Ground) -> tuple[str, ...]:
    if on.instrument is None or not on.instrument.bands:
        return ("no_severity",)
    target, score = on.case.targets.get(on.instrument.id), on.facts.points("score")
    if target is not None and score is not None:
        ahead = on.instrument.badness(score) > on.instrument.badness(target)
        if ahead:
            return ("with_target", STANDARD, "no_severity")
    return (STANDARD, "no_severity")
