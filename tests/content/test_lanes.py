"""What calls for an agreement is what the lines speak of as worse, stuck, alliance or safety."""

from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.domain.dialogue.deck import Lane
from romtui.domain.pattern import Pattern
from romtui.domain.patterns import finding
from romtui.domain.patterns.finding import Certainty, Finding

DECK = load_deck(Path(__file__).parents[2] / "data" / "dialogue" / "en.toml")

NOT_ANSWERED = {Pattern.RISK_UNKNOWN}
"""Spoken of as safety, but nobody has been asked yet: it is asked, not agreed about."""
TOO_EARLY = {Pattern.SLOW_START}
"""Spoken of as stuck, but some people take longer: nothing has to be agreed yet."""


def in_lane(lane: Lane) -> set[Pattern]:
    return {pattern for pattern, entry in DECK.entries.items() if entry.lane is lane}


@pytest.mark.parametrize(
    ("lane", "kind"),
    [
        (Lane.SAFETY, finding.SAFETY),
        (Lane.WORSE, finding.WORSE),
        (Lane.ALLIANCE, finding.ALLIANCE),
        (Lane.STUCK, finding.STUCK | {Pattern.FLUCTUATING}),
        (Lane.CONTEXT, finding.CONTEXT),
        (Lane.GAIN, finding.GAIN),
    ],
)
def test_the_kinds_are_the_lanes(lane: Lane, kind: set[Pattern]) -> None:
    assert in_lane(lane) == kind


def test_no_pattern_is_only_asked_about_by_its_lane() -> None:
    """The lane of what may be chance is that of a finding, never of a pattern."""
    assert not in_lane(Lane.ASK)
    for pattern, entry in DECK.entries.items():
        asked = Finding(pattern, "phq9", certainty=Certainty.TENTATIVE)
        assert entry.lane_of(asked) is Lane.ASK
        assert entry.lane_of(Finding(pattern)) is entry.lane


def test_an_agreement_is_asked_for_in_four_lanes() -> None:
    lanes = (Lane.SAFETY, Lane.WORSE, Lane.ALLIANCE, Lane.STUCK)
    asked = set[Pattern]().union(*map(in_lane, lanes)) - TOO_EARLY - NOT_ANSWERED
    for pattern in Pattern:
        assert finding.asks_for_agreement(Finding(pattern)) == (pattern in asked)
        assert not finding.asks_for_agreement(Finding(pattern, certainty=Certainty.TENTATIVE))


def test_what_is_looked_back_at_is_worse_or_stuck() -> None:
    assert in_lane(Lane.WORSE) | in_lane(Lane.STUCK) == finding.LOOKED_BACK_AT | TOO_EARLY


def test_no_pattern_is_of_two_kinds() -> None:
    every = (
        finding.SAFETY,
        finding.WORSE,
        finding.ALLIANCE,
        finding.STUCK,
        finding.CONTEXT,
        finding.GAIN,
    )
    assert len(frozenset().union(*every)) == sum(map(len, every))
