"""How often chance alone brings a headline, as it is said."""

from decimal import Decimal

import pytest

from romtui.domain.patterns import Certainty, Finding, Pattern
from romtui.domain.patterns.chance import Chance, by_chance

CHANCES = {
    "worsening": Chance(Decimal("0.3"), Decimal("2.4")),
    "worsening~": Chance(Decimal("7.6"), Decimal("52.9")),
    "not_on_track": Chance(Decimal("16.9"), Decimal("92.0")),
}


@pytest.mark.parametrize(
    ("percent", "people"),
    [
        ("0", "fewer than 1 shows"),
        ("0.9", "fewer than 1 shows"),
        ("1.0", "1 shows"),
        ("1.5", "2 show"),
        ("8.4", "8 show"),
        ("99.4", "99 show"),
        ("99.5", "more than 99 show"),
        ("100", "100 show"),
    ],
)
def test_a_share_is_said_in_people(percent: str, people: str) -> None:
    assert Chance(Decimal(1), Decimal(percent)).sentence == (
        f"Of 100 patients who do not change, {people} this at least once in ten weekly sessions."
    )


def test_what_is_asked_has_another_figure_than_what_is_said() -> None:
    asked = Finding(Pattern.WORSENING, "phq9", certainty=Certainty.TENTATIVE)
    said = Finding(Pattern.WORSENING, "gad7", certainty=Certainty.CONFIRMED)
    assert " 53 show " in by_chance(asked, CHANCES)
    assert " 2 show " in by_chance(said, CHANCES)


def test_what_was_not_counted_has_no_figure() -> None:
    assert by_chance(Finding(Pattern.RISK_ITEM, "phq9"), CHANCES) == ""


def test_what_holds_without_being_due_is_no_headline_and_has_no_figure() -> None:
    due = Finding(Pattern.NOT_ON_TRACK, "phq9", {"due": True})
    summary = Finding(Pattern.NOT_ON_TRACK, "phq9", {"due": False})
    assert " 92 show " in by_chance(due, CHANCES)
    assert by_chance(summary, CHANCES) == ""
