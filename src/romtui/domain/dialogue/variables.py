"""What a line can say in its {variables}: numbers, days and words of one finding."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain.dialogue.context import TemplateContext, current_focus, focus_weeks
from romtui.domain.dialogue.sayings import form_of_target, line_of_target
from romtui.domain.instrument import Instrument
from romtui.domain.patterns.finding import Pattern
from romtui.domain.personal_measures import is_own

SERIES_SPOKEN: Final = 4
"""How many of the latest scores are said in one sentence: as many as a slow slide has."""
SWINGS_SPOKEN: Final = 3
"""How many of them where they go up and down: the range is said beside them."""
LATEST: Final = 5
"""How many of the latest scores have to lie close together where it is said that nothing moved."""
FEWEST_SPOKEN: Final = 3
"""From how many scores one speaks of "the last few"."""


def variables(on: TemplateContext) -> Mapping[str, str]:
    """Work out every variable that has a value. Some are words the therapist typed.

    So what is made with them is private: see `suggest`.
    """
    found = ((name, make(on)) for name, make in VARIABLES.items())
    return {name: text for name, text in found if text}


def _baseline(on: TemplateContext) -> str | None:
    """The first score, once there is another to compare it with."""
    return None if on.facts.count("n") == 1 else on.said("baseline")


def _measure(on: TemplateContext) -> str | None:
    """The name of a questionnaire; of a goal or an item the words it was given, never "Goal 1"."""
    name = on.facts.word("measure")
    if name:
        return _named(on, name)
    return None if on.instrument is None else _rating(on, on.instrument)


def _measure_2(on: TemplateContext) -> str | None:
    name = on.facts.word("measure_2")
    return _named(on, name) if name else None


def _named(on: TemplateContext, name: str) -> str:
    own = (measure for measure in on.case.own if measure.instrument.name == name)
    return next((_rating(on, measure.instrument) for measure in own), name)


def _rating(on: TemplateContext, measure: Instrument) -> str:
    if not (is_own(measure.id) and measure.words):
        return measure.name
    return on.words.rating.replace("{label}", measure.words.reveal())


def _construct(on: TemplateContext) -> str | None:
    if on.instrument is None or is_own(on.instrument.id):
        return None
    return on.instrument.construct or _measure(on)


def _severity(on: TemplateContext) -> str | None:
    """The phrase of the range a score lies in, where there is one that can be said."""
    score = on.facts.points("score")
    if on.instrument is None or score is None:
        return None
    band = on.instrument.band(score)
    return None if band is None else band.said


def _band_said(on: TemplateContext) -> str | None:
    return on.facts.word("band_said") or _severity(on)


def _near(on: TemplateContext, one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two scores may be called about the same: less than half the reliable change apart.

    A tenth of the scale where none is known.
    """
    if one is None or other is None or on.instrument is None:
        return False
    measure, apart = on.instrument, abs(one - other)
    if on.reliable_change is None:
        return 10 * apart < measure.hi - measure.lo
    return not on.reliable_change.half(apart)


def _steady(on: TemplateContext) -> str | None:
    """The score, where the one before it and those before that were about the same."""
    score, previous = on.facts.points("score"), on.facts.points("previous")
    level = on.facts.points("level")
    return on.said("score") if _near(on, score, previous) and _near(on, score, level) else None


def _unmoved(on: TemplateContext) -> str | None:
    """The score, where it is steady, about what it was at the start, and did not swing lately."""
    course = on.course
    if course is not None and course.knows_change:
        latest = course.xs[-min(course.run, LATEST) :]
        if course.notable(max(latest) - min(latest)):
            return None
    return _steady(on) if _near(on, on.facts.points("score"), on.facts.points("start")) else None


def _plateau(on: TemplateContext) -> str | None:
    """The middle of the scores that lie close together; the latest may be at their edge."""
    scores = sorted(_scores(on))
    return on.words.number(scores[len(scores) // 2]) if scores else on.said("score")


def _level(on: TemplateContext) -> str | None:
    """Where it was before this score; not said where last time was somewhere else already."""
    if not _near(on, on.facts.points("previous"), on.facts.points("level")):
        return None
    return _around(on, "level", back=1)


def _around(on: TemplateContext, fact: str, back: int = 0) -> str | None:
    """Say a middle of several scores: never to the half point.

    The `back`-th score from the end is the first that is not in it. What is the middle of a
    single score is that score.
    """
    points = on.facts.points(fact)
    if points is None:
        return None
    course = on.course if back else None
    if course is not None and course.n >= back and len(course.before(course.n - back)) == 1:
        return on.said(fact)
    points = points.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return on.words.around.replace("{value}", on.words.number(points))


def _start(on: TemplateContext) -> str | None:
    """Where it began, once there is another score: around a number where two made it."""
    if on.facts.count("n") == 1:
        return None
    if on.facts.holds("start_is_pair") and on.facts.points("start") != on.facts.points("baseline"):
        return _around(on, "start")
    return on.said("start") or on.said("baseline")


def _first(on: TemplateContext) -> str | None:
    """The first score, where it is the one before this."""
    return on.said("baseline") if on.facts.count("n") == 2 else None


def _before(on: TemplateContext) -> str | None:
    """The level before the last two scores; of a gain that held, before the gain."""
    return _around(on, "before", back=3) or _around(on, "level_before", back=2)


def _last_two(on: TemplateContext) -> str | None:
    """Say the last two scores after "the last two were": two numbers, or that both are one."""
    previous, score = on.said("previous"), on.said("score")
    if previous is None or score is None:
        return None
    if previous == score:
        return on.words.both.replace("{value}", score)
    return on.words.listed([previous, score])


def _by_construct(on: TemplateContext, said: Mapping[str, str]) -> str | None:
    return said.get(on.instrument.construct) if on.instrument else None


def _part(on: TemplateContext) -> str | None:
    label = on.facts.word("part")
    return on.words.part_said(label) if label else None


def _reliable_change(on: TemplateContext) -> str | None:
    return None if on.reliable_change is None else on.words.number(on.reliable_change.points)


def _today(on: TemplateContext) -> str:
    """Say “today” of a score of this day, and “this time” of one filled in some days before."""
    day = on.facts.day("date")
    return on.words.today if day is None or day == on.today else on.words.this_time


def _target(on: TemplateContext) -> Decimal | None:
    return on.case.targets.get(on.instrument.id) if on.instrument else None


def _target_said(on: TemplateContext) -> str | None:
    target = _target(on)
    return None if target is None else on.words.number(target)


def _target_phrase(on: TemplateContext) -> str | None:
    """ "below 10" when the target is the last score under the cutoff, else "to 14 or less"."""
    target = _target(on)
    if target is None or on.instrument is None:
        return None
    say = on.words
    phrase = form_of_target(on.instrument, target, say.below, say.at_most, say.at_least)
    return phrase.replace("{value}", say.number(line_of_target(on.instrument, target)))


def _by_number(on: TemplateContext, before: str, up: str, down: str) -> str | None:
    """Choose by the number alone: whether up is better is for the line to say."""
    earlier, score = on.facts.points(before), on.facts.points("score")
    if earlier is None or score is None or earlier == score:
        return None
    return up if score > earlier else down


def _scores(on: TemplateContext) -> list[Decimal]:
    return [Decimal(one) for one in on.facts.each("series") if isinstance(one, Decimal | int)]


def _series(on: TemplateContext) -> str | None:
    scores = _scores(on)
    if len(scores) < FEWEST_SPOKEN:
        return None
    swings = on.finding.pattern is Pattern.FLUCTUATING
    latest = scores[-(SWINGS_SPOKEN if swings else SERIES_SPOKEN) :]
    return on.words.listed([on.words.number(score) for score in latest])


def _end_of_range(on: TemplateContext, end: Callable[[list[Decimal]], Decimal]) -> str | None:
    scores = _scores(on)
    return on.words.number(end(scores)) if len(scores) > 1 else None


def _weeks(on: TemplateContext) -> str | None:
    """Since the start; after a break or a new focus the clock says nothing of that."""
    if on.finding.pattern not in {Pattern.NOT_ON_TRACK, Pattern.SLOW_START}:
        return on.weeks(on.facts.count("weeks"))
    if on.facts.day("clock_start") != on.facts.day("baseline_date"):
        return None
    return on.weeks(on.facts.count("weeks_on"))


def _steady_weeks(on: TemplateContext) -> str | None:
    """Say how long the scores have stayed within less than a notable change."""
    course = on.course
    if course is None or not course.knows_change:
        days = on.facts.count("span_days")
        return None if days is None else on.weeks(days // 7)
    steady = 1
    for count in range(2, course.run + 1):
        latest = course.xs[-count:]
        if course.notable(max(latest) - min(latest)):
            break
        steady = count
    weeks = (course.days[-1] - course.days[-steady]).days // 7
    return on.weeks(weeks) if weeks > 1 else None


def _gap(on: TemplateContext) -> str | None:
    days = on.facts.count("gap_days")
    return None if days is None else on.words.stretch(days)


def _count(on: TemplateContext) -> str | None:
    count = on.facts.count("count")
    return on.words.forms.of(count) if count else None


def _intervention(on: TemplateContext) -> str | None:
    focus = current_focus(on.case, on.today)
    return None if focus is None else focus.name.reveal()


def _intervention_subject(on: TemplateContext) -> str:
    intervention = _intervention(on)
    if intervention is None:
        return on.words.without_focus
    return on.words.with_focus.replace("{intervention}", intervention)


def _option(on: TemplateContext) -> str | None:
    focus = current_focus(on.case, on.today)
    return None if focus is None else focus.next_idea.reveal()


def _risk_phrase(on: TemplateContext) -> str:
    asked = on.instrument.safety_items if on.instrument else ()
    number = on.facts.count("item")
    about = [question for question in asked if question.item == number] or list(asked[:1])
    return (about[0].phrase if about else "") or on.words.safety_phrase


def _item(on: TemplateContext) -> int | None:
    """The number of the answer that is spoken of: one that got harder before one that eased."""
    numbers = (*on.facts.each("worse"), *on.facts.each("eased"))
    return next((number for number in numbers if isinstance(number, int)), None)


def _item_no(on: TemplateContext) -> str | None:
    asked, moved = on.facts.count("item"), _item(on)
    number = moved if asked is None else asked
    return None if number is None else str(number)


def _item_label(on: TemplateContext) -> str | None:
    number = _item(on)
    if number is None or on.instrument is None:
        return None
    label = next((item.label for item in on.instrument.items if item.number == number), "")
    if label:
        return on.words.item.replace("{label}", label)
    return on.words.question.replace("{number}", str(number))


def _item_moved(on: TemplateContext) -> str | None:
    """Say the direction by what it means, never by the number."""
    number = _item(on)
    if number is None:
        return None
    return on.words.item_worse if number in on.facts.each("worse") else on.words.item_eased


VARIABLES: Final[Mapping[str, Callable[[TemplateContext], str | None]]] = {
    "score": lambda on: on.said("score"),
    "previous": lambda on: on.said("previous"),
    "baseline": _baseline,
    "start": _start,
    "first": _first,
    "steady": _steady,
    "unmoved": _unmoved,
    "plateau": _plateau,
    "level": _level,
    "before": _before,
    "before_fall": lambda on: on.said("before_fall"),
    "pair": lambda on: _around(on, "pair"),
    "pair_date": lambda on: on.on("pair_date"),
    "best": lambda on: _around(on, "pair"),
    "best_date": lambda on: on.on("pair_date"),
    "last_two": _last_two,
    "waiting_until": lambda on: on.on("waiting_until"),
    "part": _part,
    "today": _today,
    "answered_on": lambda on: on.on("date"),
    "previous_date": lambda on: on.on("previous_date"),
    "target": _target_said,
    "target_phrase": _target_phrase,
    "severity": _severity,
    "band_said": _band_said,
    "measure": _measure,
    "construct": _construct,
    "feeling": lambda on: _by_construct(on, on.words.feelings),
    "ease": lambda on: _by_construct(on, on.words.easings),
    "measure_2": _measure_2,
    "score_2": lambda on: on.said("score_2"),
    "previous_2": lambda on: on.said("previous_2"),
    "lo": lambda on: on.said("lo"),
    "hi": lambda on: on.said("hi"),
    "rc": _reliable_change,
    "max_score": lambda on: on.words.number(on.instrument.hi) if on.instrument else None,
    "series": _series,
    "lowest": lambda on: _end_of_range(on, min),
    "highest": lambda on: _end_of_range(on, max),
    "moved": lambda on: _by_number(on, "previous", on.words.went_up, on.words.went_down),
    "dir_to": lambda on: _by_number(on, "baseline", on.words.up_to, on.words.down_to),
    "weeks_text": _weeks,
    "span_text": _steady_weeks,
    "gap_text": _gap,
    "count_text": _count,
    "focus_weeks_text": lambda on: on.weeks(focus_weeks(on.case, on.today)),
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
