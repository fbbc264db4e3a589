"""The facts of `romtui change` in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from romtui.cli import texts

Facts = Mapping[str, Any]

_BETTER: Final = "reliable_improvement"
_WORSE: Final = "reliable_deterioration"
_BOTH: Final = "reliable_recovery"


def in_words(facts: Facts) -> str:
    """Say the change, then each rule with its verdict and its sources, a line each."""
    return "\n".join(_lines(facts))


def _lines(facts: Facts) -> Iterator[str]:
    yield texts.change(facts["name"], facts["first"], facts["last"], _way(facts["gain"]))
    if facts["bands"][0] is not None:
        yield texts.severity(*facts["bands"])
    reliable = facts["reliable_change"]
    if reliable is None:
        yield texts.RELIABLE_UNKNOWN
    else:
        whose = texts.OUR_CONVENTION if reliable["convention"] else ""
        yield texts.reliable_change(reliable["threshold"], whose, reliable["result"])
        yield from _cited(reliable)
    yield from _cutoff(facts["cutoff"])
    if facts["outcome"] is not None:
        yield texts.outcome(facts["outcome"])
    yield from _smaller_rules(facts)
    yield from _jacobson_truax(facts["jacobson_truax"])
    yield from _two_measures(facts.get("together"))


def _way(gain: float) -> str:
    if gain == 0:
        return texts.NO_CHANGE
    return texts.points_better(gain) if gain > 0 else texts.points_worse(-gain)


def _cutoff(cutoff: Facts | None) -> Iterator[str]:
    if cutoff is None:
        yield texts.CUTOFF_UNKNOWN
        return
    before = texts.CLINICAL if cutoff["was_clinical"] else texts.NOT_CLINICAL
    after = texts.NOT_CLINICAL if cutoff["is_functional"] else texts.CLINICAL
    yield texts.cutoff(cutoff["value"], before, after)
    yield from _cited(cutoff)


def _smaller_rules(facts: Facts) -> Iterator[str]:
    mcid, response, remission = facts["mcid"], facts["response"], facts["remission"]
    if mcid is not None:
        verdict = mcid["result"] + texts.WITHIN_ERROR * mcid["within_error"]
        yield texts.smallest_change(mcid["value"], verdict)
        yield from _cited(mcid)
    if response is not None:
        reached = response["reached"]
        verdict = texts.NOT_FROM_ZERO if reached is None else _yes(reached)
        yield texts.response(response["percent"], verdict)
        yield from _cited(response)
    if remission is not None:
        yield texts.remission(remission["value"], _yes(remission["reached"]))
        yield from _cited(remission)


def _jacobson_truax(rule: Facts | None) -> Iterator[str]:
    if rule is None:
        return
    yield texts.jacobson_truax(rule["index"], rule["criterion"], rule["result"])
    lines = rule["cutoffs"]
    yield texts.their_cutoffs(lines["a"], lines["b"], lines["c"], rule["outcome"])
    yield from _cited(rule)


def _two_measures(rule: Facts | None) -> Iterator[str]:
    if rule is None:
        return
    if not rule["case_at_start"]:
        yield texts.NO_CASE_AT_START
    yield texts.recovered(_yes(rule["recovered"]))
    yield texts.improved(_yes(rule[_BETTER]))
    yield texts.one_got_worse(_yes(rule[_WORSE]))
    yield texts.reliably_recovered(_yes(rule[_BOTH]))
    points = ", ".join(f"{name} {value}" for name, value in rule["thresholds"].items())
    yield texts.reliable_here(points)
    yield from _cited(rule)


def _yes(true: bool) -> str:
    return texts.YES if true else texts.NO


def _cited(rule: Facts) -> Iterator[str]:
    yield from _each(rule["sources"], "")
    yield from _each(rule.get("conflicts", ()), texts.OTHERWISE)


def _each(sources: Iterable[Facts], before: str) -> Iterator[str]:
    for source in sources:
        note = f" ({source['note']})" if source.get("note") else ""
        not_read = texts.OUR_RULE if source.get("convention") else texts.UNVERIFIED
        status = "" if source["verified"] else not_read
        yield f"    {before}{source['citation']}{note}{status}"
