"""The facts of `romtui change` in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

Facts = Mapping[str, Any]

_BETTER: Final = "reliable_improvement"
_WORSE: Final = "reliable_deterioration"
_BOTH: Final = "reliable_recovery"
_RULE: Final = "rule of the children's tables"


def in_words(facts: Facts) -> str:
    """Say the change, then each rule with its verdict and its sources, a line each."""
    return "\n".join(_lines(facts))


def _lines(facts: Facts) -> Iterator[str]:
    yield f"{facts['name']}: {facts['first']} → {facts['last']}, {_way(facts['gain'])}"
    if facts["bands"][0] is not None:
        yield f"Band: {facts['bands'][0]} → {facts['bands'][1]}"
    reliable = facts["reliable_change"]
    if reliable is None:
        yield "Reliable change: no verified value"
    else:
        whose = " (our own convention)" if reliable["convention"] else ""
        threshold = f"{reliable['threshold']} points or more{whose}"
        yield f"Reliable change, {threshold}: {reliable['result']}"
        yield from _cited(reliable)
    yield from _cutoff(facts["cutoff"])
    if facts["outcome"] is not None:
        yield f"Class: {facts['outcome']}"
    yield from _smaller_rules(facts)
    yield from _jacobson_truax(facts["jacobson_truax"])
    yield from _two_measures(facts.get("together"))


def _way(gain: float) -> str:
    if gain == 0:
        return "no change"
    return f"{gain:g} points better" if gain > 0 else f"{-gain:g} points worse"


def _cutoff(cutoff: Facts | None) -> Iterator[str]:
    if cutoff is None:
        yield "Cutoff: no verified value"
        return
    before = "clinical" if cutoff["was_clinical"] else "not clinical"
    after = "not clinical" if cutoff["is_functional"] else "clinical"
    yield f"Cutoff {cutoff['value']}: {before} → {after}"
    yield from _cited(cutoff)


def _smaller_rules(facts: Facts) -> Iterator[str]:
    mcid, response, remission = facts["mcid"], facts["response"], facts["remission"]
    if mcid is not None:
        verdict = mcid["result"] + (", within the error of measurement" * mcid["within_error"])
        yield f"Smallest change that matters, {mcid['value']} points: {verdict}"
        yield from _cited(mcid)
    if response is not None:
        verdict = {True: "yes", False: "no", None: "not defined from 0"}[response["reached"]]
        yield f"Response, {response['percent']} % gone: {verdict}"
        yield from _cited(response)
    if remission is not None:
        verdict = "yes" if remission["reached"] else "no"
        yield f"Remission, {remission['value']} or better: {verdict}"
        yield from _cited(remission)


def _jacobson_truax(rule: Facts | None) -> Iterator[str]:
    if rule is None:
        return
    yield (
        f"Jacobson and Truax: index {rule['index']}, more than {rule['criterion']} points "
        f"needed: {rule['result']}"
    )
    lines = rule["cutoffs"]
    yield f"  a {lines['a']}, b {lines['b']}, c {lines['c']}; by c: {rule['outcome']}"
    yield from _cited(rule)


def _two_measures(rule: Facts | None) -> Iterator[str]:
    if rule is None:
        return
    if not rule["case_at_start"]:
        yield "Talking Therapies: no case at the start, so not counted for recovery"
    yield f"Talking Therapies, recovered: {_yes(rule['recovered'])}"
    yield f"Talking Therapies, reliable improvement ({_RULE}): {_yes(rule[_BETTER])}"
    yield f"One measure got reliably worse ({_RULE}): {_yes(rule[_WORSE])}"
    yield f"Talking Therapies, reliable recovery ({_RULE}): {_yes(rule[_BOTH])}"
    points = ", ".join(f"{name} {value}" for name, value in rule["thresholds"].items())
    yield f"  reliable here: {points} points or more"
    yield from _cited(rule)


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _cited(rule: Facts) -> Iterator[str]:
    yield from _each(rule["sources"], "")
    yield from _each(rule.get("conflicts", ()), "otherwise ")


def _each(sources: Iterable[Facts], before: str) -> Iterator[str]:
    for source in sources:
        note = f" ({source['note']})" if source.get("note") else ""
        not_read = ", our own rule" if source.get("convention") else ", unverified"
        status = "" if source["verified"] else not_read
        yield f"    {before}{source['citation']}{note}{status}"
