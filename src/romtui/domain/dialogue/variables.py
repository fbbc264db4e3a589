"""What a line can say in its {variables}: numbers, days and words of one finding."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain.dialogue.context import TemplateContext, current_focus, focus_weeks
from romtui.domain.dialogue.sayings import form_of_target, line_of_target
from romtui.domain.instrument import Instrument
from romtui.domain.pattern import Pattern
from romtui.domain.personal_measures import is_own

SERIES_SPOKEN: Final = 4
"""How many of the latest scores are said in one sentence: as many as a slow slide has."""
SWINGS_SPOKEN: Final = 3
"""How many of them where they go up and down: the range is said beside them."""
LATEST: Final = 5
"""How many of the latest scores have to lie close together where it is said that nothing moved."""
FEWEST_SPOKEN: Final = 3
"""From how many scores one speaks of "the last few"."""


def variables(context: TemplateContext) -> Mapping[str, str]:
    """Work out every variable that has a value. Some are words the therapist typed.

    So what is made with them is private: see `suggest`.
    """
    values = ((name, make(context)) for name, make in VARIABLES.items())
    return {name: text for name, text in values if text}


def _baseline(context: TemplateContext) -> str | None:
    """The first score, once there is another to compare it with."""
    return None if context.facts.count("n") == 1 else context.number("baseline")


def _measure(context: TemplateContext) -> str | None:
    """The name of a questionnaire; of a goal or an item the words it was given, never "Goal 1"."""
    name = context.facts.word("measure")
    if name:
        return _named(context, name)
    return None if context.instrument is None else _rating(context, context.instrument)


def _measure_2(context: TemplateContext) -> str | None:
    name = context.facts.word("measure_2")
    return _named(context, name) if name else None


def _named(context: TemplateContext, name: str) -> str:
    own = (measure for measure in context.case.own if measure.instrument.name == name)
    return next((_rating(context, measure.instrument) for measure in own), name)


def _rating(context: TemplateContext, measure: Instrument) -> str:
    if not (is_own(measure.id) and measure.words):
        return measure.name
    return context.words.rating.replace("{label}", measure.words.reveal())


def _construct(context: TemplateContext) -> str | None:
    if context.instrument is None or is_own(context.instrument.id):
        return None
    return context.instrument.construct or _measure(context)


def _severity(context: TemplateContext) -> str | None:
    """The phrase of the range a score lies in, where there is one that can be said."""
    score = context.facts.points("score")
    if context.instrument is None or score is None:
        return None
    band = context.instrument.band(score)
    return None if band is None else band.said


def _band_said(context: TemplateContext) -> str | None:
    return context.facts.word("band_said") or _severity(context)


def _near(context: TemplateContext, score: Decimal | None, earlier: Decimal | None) -> bool:
    """Whether two scores may be called about the same: less than half the reliable change apart.

    A tenth of the scale where none is known.
    """
    if score is None or earlier is None or context.instrument is None:
        return False
    measure, apart = context.instrument, abs(score - earlier)
    if context.reliable_change is None:
        return 10 * apart < measure.hi - measure.lo
    return not context.reliable_change.half(apart)


def _steady(context: TemplateContext) -> str | None:
    """The score, where the one before it and those before that were about the same."""
    score, previous = context.facts.points("score"), context.facts.points("previous")
    level = context.facts.points("level")
    return (
        context.number("score")
        if _near(context, score, previous) and _near(context, score, level)
        else None
    )


def _unmoved(context: TemplateContext) -> str | None:
    """The score, where it is steady, about what it was at the start, and did not swing lately."""
    course = context.course
    if course is not None and course.knows_change:
        latest = course.xs[-min(course.run, LATEST) :]
        if course.notable(max(latest) - min(latest)):
            return None
    return (
        _steady(context)
        if _near(context, context.facts.points("score"), context.facts.points("start"))
        else None
    )


def _plateau(context: TemplateContext) -> str | None:
    """The middle of the scores that lie close together; the latest may be at their edge."""
    scores = sorted(_scores(context))
    return context.words.number(scores[len(scores) // 2]) if scores else context.number("score")


def _level(context: TemplateContext) -> str | None:
    """Where it was before this score; not said where last time was somewhere else already."""
    if not _near(context, context.facts.points("previous"), context.facts.points("level")):
        return None
    return _around(context, "level", back=1)


def _around(context: TemplateContext, fact: str, back: int = 0) -> str | None:
    """Say a middle of several scores: never to the half point.

    The `back`-th score from the end is the first that is not in it. What is the middle of a
    single score is that score.
    """
    points = context.facts.points(fact)
    if points is None:
        return None
    course = context.course if back else None
    if course is not None and course.n >= back and len(course.before(course.n - back)) == 1:
        return context.number(fact)
    points = points.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return context.words.around.replace("{value}", context.words.number(points))


def _start(context: TemplateContext) -> str | None:
    """Where it began, once there is another score: around a number where two made it."""
    if context.facts.count("n") == 1:
        return None
    if context.facts.holds("start_is_pair") and context.facts.points(
        "start"
    ) != context.facts.points("baseline"):
        return _around(context, "start")
    return context.number("start") or context.number("baseline")


def _first(context: TemplateContext) -> str | None:
    """The first score, where it is the one before this."""
    return context.number("baseline") if context.facts.count("n") == 2 else None


def _before(context: TemplateContext) -> str | None:
    """The level before the last two scores; of a gain that held, before the gain."""
    return _around(context, "before", back=3) or _around(context, "level_before", back=2)


def _last_two(context: TemplateContext) -> str | None:
    """Say the last two scores after "the last two were": two numbers, or that both are one."""
    previous, score = context.number("previous"), context.number("score")
    if previous is None or score is None:
        return None
    if previous == score:
        return context.words.both.replace("{value}", score)
    return context.words.listed([previous, score])


def _by_construct(context: TemplateContext, by_construct: Mapping[str, str]) -> str | None:
    return by_construct.get(context.instrument.construct) if context.instrument else None


def _part(context: TemplateContext) -> str | None:
    label = context.facts.word("part")
    return context.words.part_said(label) if label else None


def _reliable_change(context: TemplateContext) -> str | None:
    return (
        None
        if context.reliable_change is None
        else context.words.number(context.reliable_change.points)
    )


def _today(context: TemplateContext) -> str:
    """Say “today” of a score of this day, and “this time” of one filled in some days before."""
    day = context.facts.day("date")
    return context.words.today if day is None or day == context.today else context.words.this_time


def _target(context: TemplateContext) -> Decimal | None:
    return context.case.targets.get(context.instrument.id) if context.instrument else None


def _target_said(context: TemplateContext) -> str | None:
    target = _target(context)
    return None if target is None else context.words.number(target)


def _target_phrase(context: TemplateContext) -> str | None:
    """ "below 10" when the target is the last score under the cutoff, else "to 14 or less"."""
    target = _target(context)
    if target is None or context.instrument is None:
        return None
    say = context.words
    phrase = form_of_target(context.instrument, target, say.below, say.at_most, say.at_least)
    return phrase.replace("{value}", say.number(line_of_target(context.instrument, target)))


def _by_number(context: TemplateContext, before: str, up: str, down: str) -> str | None:
    """Choose by the number alone: whether up is better is for the line to say."""
    earlier, score = context.facts.points(before), context.facts.points("score")
    if earlier is None or score is None or earlier == score:
        return None
    return up if score > earlier else down


def _scores(context: TemplateContext) -> list[Decimal]:
    return [
        Decimal(score) for score in context.facts.each("series") if isinstance(score, Decimal | int)
    ]


def _series(context: TemplateContext) -> str | None:
    scores = _scores(context)
    if len(scores) < FEWEST_SPOKEN:
        return None
    swings = context.finding.pattern is Pattern.FLUCTUATING
    latest = scores[-(SWINGS_SPOKEN if swings else SERIES_SPOKEN) :]
    return context.words.listed([context.words.number(score) for score in latest])


def _end_of_range(context: TemplateContext, end: Callable[[list[Decimal]], Decimal]) -> str | None:
    scores = _scores(context)
    return context.words.number(end(scores)) if len(scores) > 1 else None


def _weeks(context: TemplateContext) -> str | None:
    """Since the start; after a break or a new focus the clock says nothing of that."""
    if context.finding.pattern not in {Pattern.NOT_ON_TRACK, Pattern.SLOW_START}:
        return context.weeks(context.facts.count("weeks"))
    if context.facts.day("clock_start") != context.facts.day("baseline_date"):
        return None
    return context.weeks(context.facts.count("weeks_on"))


def _steady_weeks(context: TemplateContext) -> str | None:
    """Say how long the scores have stayed within less than a notable change."""
    course = context.course
    if course is None or not course.knows_change:
        days = context.facts.count("span_days")
        return None if days is None else context.weeks(days // 7)
    steady = 1
    for count in range(2, course.run + 1):
        latest = course.xs[-count:]
        if course.notable(max(latest) - min(latest)):
            break
        steady = count
    weeks = (course.days[-1] - course.days[-steady]).days // 7
    return context.weeks(weeks) if weeks > 1 else None


def _gap(context: TemplateContext) -> str | None:
    days = context.facts.count("gap_days")
    return None if days is None else context.words.stretch(days)


def _count(context: TemplateContext) -> str | None:
    count = context.facts.count("count")
    return context.words.forms.of(count) if count else None


def _intervention(context: TemplateContext) -> str | None:
    focus = current_focus(context.case, context.today)
    return None if focus is None else focus.name.reveal()


def _intervention_subject(context: TemplateContext) -> str:
    intervention = _intervention(context)
    if intervention is None:
        return context.words.without_focus
    return context.words.with_focus.replace("{intervention}", intervention)


def _option(context: TemplateContext) -> str | None:
    focus = current_focus(context.case, context.today)
    return None if focus is None else focus.next_idea.reveal()


def _risk_phrase(context: TemplateContext) -> str:
    items = context.instrument.safety_items if context.instrument else ()
    number = context.facts.count("item")
    matching = [question for question in items if question.item == number] or list(items[:1])
    return (matching[0].phrase if matching else "") or context.words.safety_phrase


def _item(context: TemplateContext) -> int | None:
    """The number of the answer that is spoken of: one that got harder before one that eased."""
    numbers = (*context.facts.each("worse"), *context.facts.each("eased"))
    return next((number for number in numbers if isinstance(number, int)), None)


def _item_no(context: TemplateContext) -> str | None:
    item, moved = context.facts.count("item"), _item(context)
    number = moved if item is None else item
    return None if number is None else str(number)


def _item_label(context: TemplateContext) -> str | None:
    number = _item(context)
    if number is None or context.instrument is None:
        return None
    label = next((item.label for item in context.instrument.items if item.number == number), "")
    if label:
        return context.words.item.replace("{label}", label)
    return context.words.question.replace("{number}", str(number))


def _item_moved(context: TemplateContext) -> str | None:
    """Say the direction by what it means, never by the number."""
    number = _item(context)
    if number is None:
        return None
    return (
        context.words.item_worse
        if number in context.facts.each("worse")
        else context.words.item_eased
    )


VARIABLES: Final[Mapping[str, Callable[[TemplateContext], str | None]]] = {
    "score": lambda context: context.number("score"),
    "previous": lambda context: context.number("previous"),
    "baseline": _baseline,
    "start": _start,
    "first": _first,
    "steady": _steady,
    "unmoved": _unmoved,
    "plateau": _plateau,
    "level": _level,
    "before": _before,
    "before_fall": lambda context: context.number("before_fall"),
    "pair": lambda context: _around(context, "pair"),
    "pair_date": lambda context: context.date("pair_date"),
    "best": lambda context: _around(context, "pair"),
    "best_date": lambda context: context.date("pair_date"),
    "last_two": _last_two,
    "waiting_until": lambda context: context.date("waiting_until"),
    "part": _part,
    "today": _today,
    "answered_on": lambda context: context.date("date"),
    "previous_date": lambda context: context.date("previous_date"),
    "target": _target_said,
    "target_phrase": _target_phrase,
    "severity": _severity,
    "band_said": _band_said,
    "measure": _measure,
    "construct": _construct,
    "feeling": lambda context: _by_construct(context, context.words.feelings),
    "ease": lambda context: _by_construct(context, context.words.easings),
    "measure_2": _measure_2,
    "score_2": lambda context: context.number("score_2"),
    "previous_2": lambda context: context.number("previous_2"),
    "lo": lambda context: context.number("lo"),
    "hi": lambda context: context.number("hi"),
    "rc": _reliable_change,
    "max_score": lambda context: (
        context.words.number(context.instrument.hi) if context.instrument else None
    ),
    "series": _series,
    "lowest": lambda context: _end_of_range(context, min),
    "highest": lambda context: _end_of_range(context, max),
    "moved": lambda context: _by_number(
        context, "previous", context.words.went_up, context.words.went_down
    ),
    "dir_to": lambda context: _by_number(
        context, "baseline", context.words.up_to, context.words.down_to
    ),
    "weeks_text": _weeks,
    "span_text": _steady_weeks,
    "gap_text": _gap,
    "count_text": _count,
    "focus_weeks_text": lambda context: context.weeks(focus_weeks(context.case, context.today)),
    "intervention": _intervention,
    "intervention_subject": _intervention_subject,
    "option": _option,
    "risk_phrase": _risk_phrase,
    "item_no": _item_no,
    "item_label": _item_label,
    "item_moved": _item_moved,
}
"""Every variable a line may hold, and how it is worked out; None = there is no value.

`best` and `best_date` are the names that `pair` and `pair_date` once had, and no shipped line
holds `item_moved` or `previous_2` any more: a therapist's own lines may.
"""

ALWAYS: Final = frozenset({"risk_phrase", "intervention_subject", "today"})
"""The variables that have a value whatever the finding says."""
