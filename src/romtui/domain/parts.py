"""The parts of a form as measures of their own, so that each can be followed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from romtui.domain.case import Case, Result
from romtui.domain.chart import Trend, trend
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import Answers, score
from romtui.domain.subscale import Subscale


def part_scores(instrument: Instrument, result: Result) -> Mapping[str, Decimal | None]:
    """The score of each part by its id; empty where neither answers nor scores are known.

    A part that was typed in stands for itself, else its items are added up; None where one of
    them was left out. What belongs to another version of the form is left alone: it may mean
    something else.
    """
    if not result.of_version(instrument) or (result.answers is None and not result.subtotals):
        return {}
    return {**_added_up(instrument, result.answers), **result.subtotals}


def _added_up(instrument: Instrument, answers: Answers | None) -> Mapping[str, Decimal | None]:
    if answers is None:
        return {part.id: None for part in instrument.subscales}
    if instrument.with_text:
        return score(instrument, answers).subscales
    return {part.id: _sum(part, answers) for part in instrument.subscales}


def _sum(part: Subscale, answers: Answers) -> Decimal | None:
    """Add up a part of a form whose words are not here, and so no reversal either."""
    given = [answers[item - 1] for item in part.items if item <= len(answers)]
    known = [answer for answer in given if answer is not None]
    return Decimal(sum(known) * part.multiplier) if len(known) == len(part.items) else None


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
        sources=instrument.sources,
    )


def measure_of(instruments: Mapping[str, Instrument], name: str) -> Instrument | None:
    """The instrument of a measure: a form by its id, or one part of it by `form.part`."""
    if name in instruments:
        return instruments[name]
    form, _, part = name.partition(".")
    instrument = instruments.get(form)
    if instrument is None:
        return None
    parts = (one for one in instrument.subscales if one.id == part)
    return next((as_measure(instrument, one) for one in parts), None)


def trends(case: Case, instrument_id: str) -> tuple[Trend, ...]:
    """The course of a measure: one, or of a form without a single total one a part."""
    instrument = case.instruments[instrument_id]
    if instrument.has_total or not instrument.subscales:
        return (trend(case, instrument_id),)
    return tuple(_trend(case, instrument, part) for part in instrument.subscales)


def _trend(case: Case, instrument: Instrument, part: Subscale) -> Trend:
    measure = as_measure(instrument, part)
    return trend(
        replace(
            case,
            instruments={measure.id: measure},
            results=tuple(_results(case, instrument, measure.id, part)),
        ),
        measure.id,
    )


def _results(case: Case, instrument: Instrument, name: str, part: Subscale) -> Iterator[Result]:
    for result in case.of(instrument.id):
        total = part_scores(instrument, result).get(part.id)
        yield replace(result, instrument=name, total=total, answers=None, valid=total is not None)
