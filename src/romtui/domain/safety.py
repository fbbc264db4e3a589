"""Safety answers: what stays pinned, and when it no longer leads."""

from collections.abc import Iterator
from dataclasses import replace

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Instrument
from romtui.domain.patterns.finding import Findings, Pattern


def positive(result: Result, instrument: Instrument) -> bool:
    """Whether a safety item of this form was answered at or above its threshold."""
    return any(
        result.safety.get(safety.item, safety.threshold - 1) >= safety.threshold
        for safety in instrument.safety_items
    )


def unreviewed(case: Case) -> Iterator[Result]:
    """Every positive safety answer not yet reviewed, oldest first, whatever came later."""
    for result in case.results:
        if not result.safety_reviewed and positive(result, case.instruments[result.instrument]):
            yield result


def as_shown(case: Case, findings: Findings) -> Findings:
    """Put a safety answer that was reviewed behind the headline (decisions 11).

    As long as anything is not reviewed, the order stays: safety first.
    """
    found = findings.found
    leads = found and found[0].pattern is Pattern.RISK_ITEM
    if not leads or len(found) < 2 or any(unreviewed(case)):
        return findings
    if found[0].facts.get("inferred"):
        return findings
    return replace(findings, found=(found[1], found[0], *found[2:]))
