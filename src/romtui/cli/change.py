"""`romtui change`: what became of a score, by each published rule, with its source."""

import argparse
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.cli import texts
from romtui.cli.change_text import in_words
from romtui.cli.instrument_json import source
from romtui.cli.instruments import find
from romtui.cli.numbers import as_json, number, read_total
from romtui.cli.parser import Subparsers
from romtui.domain import change as rules
from romtui.domain import recovery as nhs
from romtui.domain import texts as domain_texts
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import score_total

Facts = Mapping[str, object]

_SHOWN: Final = Decimal("0.01")
_NO_OUTCOME: Final = (False, False)


def add_parser(commands: Subparsers) -> None:
    """Say which measure, and its first and last total."""
    parser = commands.add_parser("change", help=texts.HELP_CHANGE)
    parser.add_argument("instrument", metavar="ID")
    parser.add_argument("first", metavar="FIRST", help=texts.HELP_TOTAL)
    parser.add_argument("last", metavar="LAST")
    parser.add_argument(
        "--with", dest="other", nargs=3, metavar=("ID", "FIRST", "LAST"), help=texts.HELP_WITH
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Print the change from the first to the last total, both on the published scale.

    Raises UserError for a total that the form cannot have.
    """
    instrument = find(options.instrument)
    totals = _total(instrument, options.first), _total(instrument, options.last)
    facts = _facts(instrument, *totals)
    if options.other is not None:
        facts["together"] = _together(instrument, totals, options.other)
    print(as_json(facts) if options.json else in_words(facts))  # noqa: T201 -- the command's output
    return 0


def _total(instrument: Instrument, typed: str) -> Decimal:
    total = read_total(typed)
    score_total(instrument, total)
    return total


def _facts(instrument: Instrument, first: Decimal, last: Decimal) -> dict[str, object]:
    bands = instrument.band(first), instrument.band(last)
    return {
        "id": instrument.id,
        "name": instrument.name,
        "first": number(first),
        "last": number(last),
        "change": number(last - first),
        "gain": number(rules.gain(first, last, instrument.direction)),
        "bands": [None if band is None else band.label for band in bands],
        "reliable_change": _reliable(instrument, first, last),
        "cutoff": _cutoff(instrument, first, last),
        "outcome": _outcome(instrument, first, last),
        "mcid": _mcid(instrument, first, last),
        "response": _response(instrument, first, last),
        "remission": _remission(instrument, last),
        "jacobson_truax": _jacobson_truax(instrument, first, last),
    }


def _reliable(instrument: Instrument, first: Decimal, last: Decimal) -> Facts | None:
    threshold = instrument.reliable_change
    if threshold is None:
        return None
    change = rules.by_threshold(first, last, threshold, instrument.direction)
    return {
        "threshold": number(threshold),
        "result": change.value,
        "convention": not any(each.verified for each in instrument.sources["reliable_change"]),
        "sources": _sources(instrument, "reliable_change"),
        "conflicts": _sources(instrument, "reliable_change conflicts"),
    }


def _cutoff(instrument: Instrument, first: Decimal, last: Decimal) -> Facts | None:
    if instrument.cutoff is None:
        return None
    before, after = rules.across_a_cutoff(first, last, instrument.cutoff, instrument.direction)
    return {
        "value": number(instrument.cutoff),
        "was_clinical": before,
        "is_functional": after,
        "sources": _sources(instrument, "cutoff"),
        "conflicts": _sources(instrument, "cutoff conflicts"),
    }


def _outcome(instrument: Instrument, first: Decimal, last: Decimal) -> str | None:
    """The class, where there is a reliable change; without a cutoff nobody is recovered."""
    if instrument.reliable_change is None:
        return None
    change = rules.by_threshold(first, last, instrument.reliable_change, instrument.direction)
    sides = _NO_OUTCOME
    if instrument.cutoff is not None:
        sides = rules.across_a_cutoff(first, last, instrument.cutoff, instrument.direction)
    return rules.outcome(change, was_clinical=sides[0], is_functional=sides[1]).value


def _mcid(instrument: Instrument, first: Decimal, last: Decimal) -> Facts | None:
    if instrument.mcid is None:
        return None
    change = rules.by_threshold(first, last, instrument.mcid, instrument.direction)
    reliable = instrument.reliable_change
    error = (
        reliable is not None
        and rules.by_threshold(first, last, reliable, instrument.direction)
        is rules.Change.UNCHANGED
        and change is not rules.Change.UNCHANGED
    )
    return {
        "value": number(instrument.mcid),
        "result": change.value,
        "within_error": error,
        "sources": _sources(instrument, "mcid"),
        "conflicts": _sources(instrument, "mcid conflicts"),
    }


def _response(instrument: Instrument, first: Decimal, last: Decimal) -> Facts | None:
    if instrument.response is None:
        return None
    reached = rules.responded(first, last, instrument.direction, instrument.response)
    sources = _sources(instrument, "response")
    return {"percent": number(instrument.response), "reached": reached, "sources": sources}


def _remission(instrument: Instrument, last: Decimal) -> Facts | None:
    if instrument.remission is None:
        return None
    reached = rules.remitted(last, instrument.remission, instrument.direction)
    sources = _sources(instrument, "remission")
    return {"value": number(instrument.remission), "reached": reached, "sources": sources}


def _jacobson_truax(instrument: Instrument, first: Decimal, last: Decimal) -> Facts | None:
    norms = instrument.norms
    if norms is None:
        return None
    sd, reliability, direction = norms.clinical_sd, norms.reliability, instrument.direction
    change = rules.by_reliability(first, last, sd, reliability, direction)
    lines = rules.cutoffs(norms, direction)
    before, after = rules.across_a_line(first, last, lines.c, direction)
    return {
        "index": _rounded(rules.reliable_change_index(first, last, sd, reliability)),
        "criterion": _rounded(rules.criterion(sd, reliability)),
        "result": change.value,
        "cutoffs": {"a": _rounded(lines.a), "b": _rounded(lines.b), "c": _rounded(lines.c)},
        "outcome": rules.outcome(change, was_clinical=before, is_functional=after).value,
        "sources": [{"citation": rules.METHOD, "verified": True}, *_sources(instrument, "norms")],
    }


def _together(
    instrument: Instrument, totals: tuple[Decimal, Decimal], typed: Sequence[str]
) -> Facts:
    other = find(typed[0])
    pairs = {instrument.id: totals, other.id: (_total(other, typed[1]), _total(other, typed[2]))}
    if len(pairs) == 1:
        raise UserError(domain_texts.ONLY_PHQ9_AND_GAD7)
    measured = {name: nhs.measured(find(name), *pairs[name]) for name in sorted(pairs)[::-1]}
    outcome = nhs.recovery(list(measured.values()))
    return {
        "case_at_start": outcome.case_at_start,
        "recovered": outcome.recovered,
        "reliable_improvement": outcome.reliably_improved,
        "reliable_deterioration": outcome.reliably_deteriorated,
        "reliable_recovery": outcome.reliably_recovered,
        "sources": [
            {"citation": nhs.CASENESS_SOURCE, "verified": True},
            {"citation": nhs.RULE_SOURCE, "verified": True},
        ],
        "thresholds": {name: number(measure.threshold) for name, measure in measured.items()},
    }


def _sources(instrument: Instrument, subject: str) -> list[dict[str, object]]:
    return [source(each) for each in instrument.sources.get(subject, ())]


def _rounded(points: Decimal) -> int | float:
    return number(points.quantize(_SHOWN, rounding=ROUND_HALF_UP))
