"""Which variants of what can be said are true of a finding. What does not hold is never said."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.case import Case
from romtui.domain.dialogue.context import TemplateContext, focus_weeks
from romtui.domain.dialogue.deck import ASK, BEFORE, GENTLE, LOW, STANDARD, LineSlot
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import WORSE
from romtui.domain.personal_measures import is_own

SETTLED_FOCUS_WEEKS: Final = 4
"""From how many weeks on a focus is named as what did not help (decisions 37)."""

IN_WORDS: Final = "in_words"
"""The variant, and the fact, of a day on which no form is asked for."""
STANDING: Final = "standing"
"""The variant of a stuck finding that holds and is not due today."""
SAFETY_GONE: Final = "safety_gone"
"""The variant, and the fact, of a new form that asks less about safety than the old one."""

ONLY_ASKED: Final = frozenset({Pattern.RECOVERED, Pattern.EARLY_GAIN, Pattern.SUDDEN_GAIN})
"""Never more than tentative: the second reading of them is another finding."""
ASKED: Final = WORSE | {
    Pattern.TARGET_REACHED,
    Pattern.RELIABLE_IMPROVEMENT,
    Pattern.IMPROVING,
    Pattern.CROSSED_BETTER,
    Pattern.ALLIANCE_DROP,
    Pattern.MIXED_MEASURES,
}
"""Asked about while tentative, and said once confirmed."""

_KINDS_OF_ASKING: Final = ("gradual", "since_start")
"""The facts of a change that came slowly, not in one step; each has lines that ask."""

_CONFIRMED: Final[Mapping[Pattern, tuple[str, ...]]] = {
    Pattern.RELIABLE_DETERIORATION: ("easing", "still", "far", LOW, "swings"),
    Pattern.RELAPSE: ("still", "far"),
    Pattern.SETBACK: ("still", "swings"),
    Pattern.WORSENING: ("still", LOW, "swings"),
    Pattern.CROSSED_WORSE: ("still",),
    Pattern.RELIABLE_IMPROVEMENT: ("still",),
    Pattern.IMPROVING: ("still",),
    Pattern.CROSSED_BETTER: ("still",),
    Pattern.HOLDING_GAINS: ("still",),
    Pattern.DIVERGENCE_SEEMS_WORSE: ("flat",),
    Pattern.DIVERGENCE_SEEMS_BETTER: ("score_worse",),
    Pattern.STALLED: ("after_improvement",),
    Pattern.NO_SCORE_TODAY: ("declined", IN_WORDS),
}
"""The variants named after the fact that calls for them; the first whose fact holds is said."""

VARIANTS: Final[Mapping[Pattern, tuple[str, ...]]] = {
    **{pattern: (STANDARD, *facts) for pattern, facts in _CONFIRMED.items()},
    **dict.fromkeys(ONLY_ASKED, (ASK,)),
    **{pattern: (ASK, STANDARD, *_CONFIRMED.get(pattern, ())) for pattern in ASKED},
    Pattern.RISK_ITEM: (
        *("new", "increased", "unchanged", "decreased", "unreviewed"),
        "unchanged_talked",
    ),
    Pattern.RELIABLE_DETERIORATION: (
        *(ASK, STANDARD, GENTLE, "easing", "far", "still", "swings"),
        LOW,
    ),
    Pattern.SHARP_WORSENING: (ASK, STANDARD, GENTLE),
    Pattern.WORSENING: (
        *(ASK, "ask_gradual", "ask_since_start", STANDARD, "still", "swings"),
        LOW,
    ),
    Pattern.IMPROVING: (ASK, "ask_gradual", "ask_since_start", STANDARD, "still"),
    Pattern.ALLIANCE_DROP: (ASK, "ask_part", STANDARD, "part", "twice", "twice_part"),
    Pattern.NOT_ON_TRACK: (STANDARD, GENTLE, "no_intervention", "some_gain", "worse", STANDING),
    Pattern.STABLE_HIGH: (STANDARD, STANDING),
    Pattern.STALLED: (STANDARD, "after_improvement", STANDING),
    Pattern.SLOW_START: (STANDARD, "worse", STANDING),
    Pattern.TARGET_REACHED: (ASK, STANDARD, "third"),
    Pattern.ENDING: (STANDARD, "no_clear_gain", "not_improved", "worse", "earlier_score"),
    Pattern.FIRST_SESSION: (BEFORE, STANDARD, "with_target", "no_severity"),
    Pattern.STABLE: (STANDARD, "same", "back", "moved", "shifted", "agreed", "new_focus"),
    Pattern.CHANGE_UNKNOWN: (STANDARD, "same", "published", "no_line"),
    Pattern.ITEM_SHIFT: ("worse", "eased"),
}
"""The variants each pattern knows; any other pattern has `standard` alone."""


def known_variants(pattern: Pattern) -> tuple[str, ...]:
    """The variants of an opening that a deck may hold for a pattern."""
    return VARIANTS.get(pattern, (STANDARD,))


def known_follow_ups(pattern: Pattern, slot: LineSlot) -> tuple[str, ...]:
    """The variants of another list of a pattern; "" is the plain one, which always comes last."""
    return (
        *((LOW,) if slot is LineSlot.ACT and pattern in WORSE else ()),
        *((SAFETY_GONE,) if slot is LineSlot.ACT and pattern is Pattern.NEW_MEASURE else ()),
        *((ASK,) if pattern in ASKED else ()),
        "",
    )


def follow_ups(context: TemplateContext, slot: LineSlot) -> tuple[str, ...]:
    """Every variant of a list other than the openings that is true of a finding, best first.

    A low score is gone on from as gently as one that may be chance.
    """
    gently = context.asks or (
        slot.spoken and context.facts.holds(LOW) and context.finding.pattern in WORSE
    )
    true = {"", *filter(context.facts.holds, (LOW, SAFETY_GONE))} | ({ASK} if gently else set())
    return tuple(
        variant for variant in known_follow_ups(context.finding.pattern, slot) if variant in true
    )


def variants(context: TemplateContext) -> tuple[str, ...]:
    """Every variant of an opening that is true of a finding, the most fitting first."""
    pattern = context.finding.pattern
    if pattern is Pattern.ALLIANCE_DROP:
        return (_alliance_drop(context),)
    if pattern in ONLY_ASKED:
        return (ASK,)
    if context.asks and pattern in ASKED:
        return _asking(context)
    if context.finding.summary and STANDING in known_variants(pattern):
        return (STANDING,)
    special = {
        Pattern.RISK_ITEM: _risk_item,
        Pattern.NOT_ON_TRACK: _not_on_track,
        Pattern.SLOW_START: _slow_start,
        Pattern.TARGET_REACHED: _target_reached,
        Pattern.FIRST_SESSION: _first_session,
        Pattern.ENDING: _ending,
        Pattern.STABLE: _stable,
        Pattern.CHANGE_UNKNOWN: _change_unknown,
        Pattern.ITEM_SHIFT: _item_shift,
    }.get(pattern)
    if special is not None:
        return special(context)
    true = filter(context.facts.holds, _CONFIRMED.get(pattern, ()))
    return (next(true, STANDARD),)


def _asking(context: TemplateContext) -> tuple[str, ...]:
    """A step is asked about as a step; a slow slide, and the way since the start, as such."""
    known = known_variants(context.finding.pattern)
    kinds = (kind for kind in _KINDS_OF_ASKING if context.facts.holds(kind))
    kind = f"{ASK}_{next(kinds, '')}"
    return (kind,) if kind in known else (ASK,)


def _alliance_drop(context: TemplateContext) -> str:
    """The numbers are those of the part that fell, where one did: then no whole is spoken of."""
    of_part = context.facts.word("part") is not None
    if context.asks:
        return "ask_part" if of_part else ASK
    if context.facts.holds("twice"):
        return "twice_part" if of_part else "twice"
    return "part" if of_part else STANDARD


def _not_on_track(context: TemplateContext) -> tuple[str, ...]:
    """The focus is named only where the score is about where it was (decisions 37).

    Whether it is goes by the last two scores, and by today's: that one is said.
    """
    today = _notable_since_start(context)
    if context.facts.holds("got_worse") or today > 0:
        return ("worse",)
    if context.facts.holds("some_gain") or today < 0:
        return ("some_gain",)
    if _settled(context.case, context.today):
        return (STANDARD, "no_intervention")
    return ("no_intervention",)


def _slow_start(context: TemplateContext) -> tuple[str, ...]:
    """A slow start is no comfort where it is harder than at the start."""
    return ("worse",) if _notable_since_start(context) > 0 else (STANDARD,)


def _target_reached(context: TemplateContext) -> tuple[str, ...]:
    """Near the start it takes three readings: then it is not the second."""
    return ("third",) if context.facts.count("running") == 3 else (STANDARD,)


def _notable_since_start(context: TemplateContext) -> Decimal:
    """How much worse today's score is than the start, in points; 0 where that is not notable."""
    worse, reliable = _worse_since_start(context), context.reliable_change
    if worse is None or reliable is None or not reliable.notable(abs(worse)):
        return Decimal(0)
    return worse


def _worse_since_start(context: TemplateContext) -> Decimal | None:
    """How many points worse the score is than the start; negative = better."""
    start, score = context.facts.points("start"), context.facts.points("score")
    if context.instrument is None or start is None or score is None:
        return None
    return context.instrument.severity(score) - context.instrument.severity(start)


def _settled(case: Case, today: date) -> bool:
    return focus_weeks(case, today) >= SETTLED_FOCUS_WEEKS


def _risk_item(context: TemplateContext) -> tuple[str, ...]:
    """A total tells only the least the answer can be, so not that it is less than before.

    That it was talked about is said only where the record shows it.
    """
    status = context.facts.word("status") or "new"
    if context.facts.holds("inferred") and status in {"unchanged", "decreased"}:
        return ("new",)
    if status == "unchanged" and context.facts.holds("talked"):
        return ("unchanged_talked", "unchanged")
    return (status,)


def _ending(context: TemplateContext) -> tuple[str, ...]:
    """An end comes also without a score of today: then none is called today's."""
    day = context.facts.day("date")
    if day is not None and (context.today - day).days > context.constants.current_days:
        return ("earlier_score", STANDARD)
    if not context.facts.holds("not_improved"):
        if _has_gained(context):
            return (STANDARD,)
        return ("no_clear_gain", STANDARD) if not _got_worse(context) else ("worse", STANDARD)
    return (
        ("worse", "not_improved", STANDARD) if _got_worse(context) else ("not_improved", STANDARD)
    )


def _has_gained(context: TemplateContext) -> bool:
    """Whether it is notably better than at the start; a tenth of the scale where none is known."""
    worse, reliable = _worse_since_start(context), context.reliable_change
    if context.instrument is None or worse is None:
        return False
    if reliable is None:
        return 10 * -worse >= context.instrument.hi - context.instrument.lo
    return reliable.notable(-worse)


def _got_worse(context: TemplateContext) -> bool:
    """Whether it is worse than at the start by the reliable change, and not in the low range.

    A fifth of the scale stands for the reliable change where none is known.
    """
    worse, reliable = _worse_since_start(context), context.reliable_change
    if context.instrument is None or worse is None or context.facts.holds(LOW):
        return False
    if reliable is None:
        return 5 * worse >= context.instrument.hi - context.instrument.lo
    return reliable.reached(worse)


def _stable(context: TemplateContext) -> tuple[str, ...]:
    """Nothing clear has changed: but a level that seems new, and the end of a spike, are told."""
    if context.facts.word("shifted") is not None:
        return ("shifted", "moved")
    waits = {"agreement": "agreed", "focus": "new_focus"}.get(context.facts.word("waits_for") or "")
    return (waits, _last_step(context)) if waits else (_last_step(context),)


def _last_step(context: TemplateContext) -> str:
    score, previous = context.facts.points("score"), context.facts.points("previous")
    if score is None or previous is None:
        return STANDARD
    if score == previous:
        return "same"
    level, reliable = context.facts.points("level_before"), context.reliable_change
    if reliable is None or not reliable.notable(abs(score - previous)):
        return STANDARD
    # Last time stood apart from what was before it, and this time does not.
    notable = reliable.notable
    back = level is not None and notable(abs(previous - level)) and not notable(abs(score - level))
    return "back" if back else "moved"


def _change_unknown(context: TemplateContext) -> tuple[str, ...]:
    """Only what was made for this person is called their own measure."""
    if context.facts.holds("published"):
        return ("published",)
    if not (context.instrument and is_own(context.instrument.id)):
        return ("no_line",)
    same = context.facts.points("score") == context.facts.points("previous")
    return ("same" if same else STANDARD,)


def _item_shift(context: TemplateContext) -> tuple[str, ...]:
    """What got harder is asked about before what eased."""
    return ("worse",) if context.facts.each("worse") else ("eased",)


def _first_session(context: TemplateContext) -> tuple[str, ...]:
    if context.instrument is None:
        return ("no_severity",)
    target, score = context.case.targets.get(context.instrument.id), context.facts.points("score")
    ahead = (
        target is not None and score is not None and not context.instrument.reaches(score, target)
    )
    return (*(("with_target",) if ahead else ()), STANDARD, "no_severity")
