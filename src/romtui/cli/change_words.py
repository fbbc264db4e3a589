"""What `romtui change` found, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

Said = Mapping[str, Any]

_BETTER: Final = "reliable_improvement"
_WORSE: Final = "reliable_deterioration"
_BOTH: Final = "reliable_recovery"
_RULE: Final = "rule of the children's tables"


def in_words(said: Said) -> str:
    """Say the change, then each rule with its verdict and its sources, a line each."""
    return "\n".join(_lines(said))


def _lines(said: Said) -> Iterator[str]:
    yield f"{said['name']}: {said['first']} → {said['last']}, {_way(said['gain'])}"
    if said["bands"][0] is not None:
        yield f"Band: {said['bands'][0]} → {said['bands'][1]}"
    reliable = said["reliable_change"]
    if reliable is None:
        yield "Reliable change: no verified value"
    else:
        whose = " (our own convention)" if reliable["convention"] else ""
        threshold = f"{reliable['threshold']} points or more{whose}"
        yield f"Reliable change, {threshold}: {reliable['result']}"
        yield from _cited(reliable)
    yield from _cutoff(said["cutoff"])
    if said["outcome"] is not None:
        yield f"Class: {said['outcome']}"
    yield from _smaller_rules(said)
    yield from _jacobson_truax(said["jacobson_truax"])
    yield from _two_measures(said.get("together"))


def _way(gain: float) -> str:
    if gain == 0:
        return "no change"
    return f"{gain:g} points better" if gain > 0 else f"{-gain:g} points worse"


def _cutoff(cutoff: Said | None) -> Iterator[str]:
    if cutoff is None:
        yield "Cutoff: no verified value"
        return
    before = "clinical" if cutoff["was_clinical"] else "not clinical"
    after = "not clinical" if cutoff["is_functional"] else "clinical"
    yield f"Cutoff {cutoff['value']}: {before} → {after}"
    yield from _cited(cutoff)


def _smaller_rules(said: Said) -> Iterator[str]:
    mcid, response, remission = said["mcid"], said["response"], said["remission"]
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


def _jacobson_truax(found: Said | None) -> Iterator[str]:
    if found is None:
        return
    yield (
        f"Jacobson and Truax: index {found['index']}, more than {found['criterion']} points "
        f"needed: {found['result']}"
    )
    lines = found["cutoffs"]
    yield f"  a {lines['a']}, b {lines['b']}, c {lines['c']}; by c: {found['outcome']}"
    yield from _cited(found)


def _two_measures(found: Said | None) -> Iterator[str]:
    if found is None:
        return
    if not found["case_at_start"]:
        yield "Talking Therapies: no case at the start, so not counted for recovery"
    yield f"Talking Therapies, recovered: {_yes(found['recovered'])}"
    yield f"Talking Therapies, reliable improvement ({_RULE}): {_yes(found[_BETTER])}"
    yield f"One measure got reliably worse ({_RULE}): {_yes(found[_WORSE])}"
    yield f"Talking Therapies, reliable recovery ({_RULE}): {_yes(found[_BOTH])}"
    points = ", ".join(f"{name} {value}" for name, value in found["thresholds"].items())
    yield f"  reliable here: {points} points or more"
    yield from _cited(found)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _cited(found: Said) -> Iterator[str]:
    yield from _each(found["sources"], "")
    yield from _each(found.get("conflicts", ()), "otherwise ")


def _each(sources: Iterable[Said], before: str) -> Iterator[str]:
    for one in sources:
        note = f" ({one['note']})" if one.get("note") else ""
        not_read = ", our own rule" if one.get("convention") else ", unverified"
        status = "" if one["verified"] else not_read
        yield f"    {before}{one['citation']}{note}{status}"
