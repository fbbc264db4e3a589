"""The parts of a form as measures of their own, so that each can be followed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from romtui.domain.case import Case, Result
from romtui.domain.constants import STANDARD
from romtui.domain.instrument import Instrument, InstrumentKind, Subscale
from romtui.domain.personal_measures import is_own
from romtui.domain.results import counting_results, in_course, part_scores
from romtui.domain.text import number
from romtui.domain.trend import Trend, form_trend


def score_said(instrument: Instrument, result: Result) -> str:
    """The score in words: `12`, or `depression 16, anxiety 14`; empty where there is none."""
    if instrument.has_total:
        return "" if result.total is None else number(result.total)
    scores = part_scores(instrument, result)
    return ", ".join(
        f"{part.label} {number(score)}"
        for part in instrument.subscales
        if (score := scores.get(part.id)) is not None
    )


def as_measure(instrument: Instrument, part: Subscale) -> Instrument:
    """One part as an instrument: its own name, range, bands and cutoff, and no answers."""
    return Instrument(
        id=f"{instrument.id}.{part.id}",
        name=f"{instrument.name} {part.label}",
        title=f"{instrument.title}, {part.label}",
        construct=part.label,
        kind=instrument.kind,
        version=instrument.version,
        direction=instrument.direction,
        lo=part.lo,
        hi=part.hi,
        n_items=len(part.items),
        item_lo=instrument.item_lo,
        item_hi=instrument.item_hi,
        multiplier=part.multiplier,
        bands=part.bands,
        cutoff=part.cutoff,
        reliable_change=part.reliable_change,
        checkpoint_days=part.checkpoint_days,
        drop=part.drop,
        licence=instrument.licence,
        attribution=instrument.attribution,
        notice=instrument.notice,
        sources=instrument.sources,
    )


def form_of(instruments: Mapping[str, Instrument], measure: str) -> str:
    """The id of the form a measure comes from: of `form.part` the form, else its own id."""
    return measure if measure in instruments else measure.partition(".")[0]


def measure_of(instruments: Mapping[str, Instrument], measure: str) -> Instrument | None:
    """The instrument of a measure: a form by its id, or one part of it by `form.part`."""
    if measure in instruments:
        return instruments[measure]
    form, _, name = measure.partition(".")
    instrument = instruments.get(form)
    if instrument is None:
        return None
    parts = (subscale for subscale in instrument.subscales if subscale.id == name)
    return next((as_measure(instrument, part) for part in parts), None)


def measures_of(instrument: Instrument) -> tuple[str, ...]:
    """What a form measures: itself, or each part of a form without a single total."""
    if not instrument.by_part:
        return (instrument.id,)
    return tuple(f"{instrument.id}.{part.id}" for part in instrument.subscales)


def leading_measure(case: Case) -> str | None:
    """The measure that leads, everywhere: the one chosen, else the first with a score.

    A session rating leads only where it is chosen, and a goal or an item in the person's own
    words where there is nothing else. A second form of a day changes nothing about which came
    first. Of a form without a single total it is the first part with a score. Where nothing has
    one it is what was filled in first.
    """
    forms = case.instruments
    scored = (result for result in case.results if in_course(result, forms[result.instrument]))
    chosen = case.patient.primary or _first_outcome(case, scored)
    leads = chosen or _first_outcome(case, case.results)
    return None if leads is None else settled(case, leads)


def _first_outcome(case: Case, results: Iterable[Result]) -> str | None:
    """The first outcome measure of these results; a questionnaire before the person's own."""
    measured = dict.fromkeys(result.instrument for result in results)
    outcomes = [form for form in measured if case.instruments[form].kind is InstrumentKind.OUTCOME]
    return next(iter(sorted(outcomes, key=is_own)), None)


def settled(case: Case, measure: str) -> str:
    """The measure meant by a form: of one by parts the part that leads, else the first scored."""
    instrument, leads = case.instruments.get(measure), case.patient.primary
    if instrument is None or not instrument.by_part:
        return measure
    if leads in measures_of(instrument):
        return leads
    counting = counting_results(case.of(measure), case.instruments, date.max)
    scores = [part_scores(instrument, result) for result in counting]
    scored = (
        part.id
        for part in instrument.subscales
        if any(known.get(part.id) is not None for known in scores)
    )
    return f"{measure}.{next(scored, instrument.subscales[0].id)}"


def results_of(case: Case, measure: str) -> tuple[Result, ...]:
    """The results of a measure that count; of a part each with the score of it as its total."""
    form, _, part = measure.partition(".")
    if measure in case.instruments:
        return counting_results(case.of(measure), case.instruments, date.max)
    instrument = case.instruments[form]
    return tuple(
        replace(result, instrument=measure, total=part_scores(instrument, result).get(part))
        for result in counting_results(case.of(form), case.instruments, date.max)
    )


def trend_of(case: Case, measure: str, gap_days: int = STANDARD.gap_days) -> Trend:
    """The trend of a measure: of a form with a total, or of one part of a form without."""
    form, instrument = form_of(case.instruments, measure), measure_of(case.instruments, measure)
    if instrument is None or form == measure:
        return form_trend(case, measure, gap_days)
    results = results_of(case, measure)
    trend = form_trend(
        replace(case, instruments={measure: instrument}, results=results), measure, gap_days
    )
    typed = {result.id for result in results if result.answers is None}
    with_text = case.instruments[form].with_text
    forms = Counter(
        result.on for result in case.of(form) if result.of_version(case.instruments[form])
    )
    points = (
        replace(point, total_only=with_text and point.result in typed, forms=forms[point.on])
        for point in trend.points
    )
    return replace(trend, points=tuple(points))


def trends(case: Case, instrument_id: str) -> tuple[Trend, ...]:
    """The trend of a form: one, or of a form without a single total one a part."""
    return tuple(
        trend_of(case, measure) for measure in measures_of(case.instruments[instrument_id])
    )
