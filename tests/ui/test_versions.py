"""A changed questionnaire: old results keep the version that they were scored with."""

from dataclasses import replace
from decimal import Decimal

from tests.ui.conftest import INSTRUMENTS, Practice
from tests.ui.hands import in_session

PHQ9 = INSTRUMENTS["phq9"]
REWORDED = replace(
    PHQ9,
    version=2,
    items=(replace(PHQ9.items[0], text="Another wording"), *PHQ9.items[1:]),
)


def changed(practice: Practice) -> None:
    """From now on the store works with the new version."""
    practice.store.use({**INSTRUMENTS, "phq9": REWORDED})


async def test_the_course_does_not_go_on_across_a_changed_wording(practice: Practice) -> None:
    person = practice.person(20, 18, weeks=1)
    changed(practice)
    async with in_session(practice.app()) as hands:
        assert "earlier-version scores only" in hands.text
        assert "on another scale" in hands.text
        await hands.type("jn")
        await hands.until("Another wording")
        await hands.type("1" * 9)
        await hands.until("Saved")
        assert "mild" in hands.text
        assert "better" not in hands.text.split("─" * 20)[-1]
    versions = [
        (result.total, result.instrument_version)
        for result in practice.store.case(person.patient.id).results
    ]
    assert versions == [(Decimal(20), 1), (Decimal(18), 1), (Decimal(9), 2)]


async def test_an_old_result_is_not_scored_anew_by_the_new_version(practice: Practice) -> None:
    person = practice.person(20, weeks=1)
    changed(practice)
    async with in_session(practice.app(), (120, 40)) as hands:
        await hands.press("j", "backspace")
        await hands.until("version 1 of the form")
        await hands.press("enter")
        await hands.until("uses another version of the form")
        await hands.type("x")
        await hands.type("old form")
        await hands.press("enter")
        await hands.press("escape")
        await hands.until("no score yet")
        await hands.type("u")
        await hands.until("Undone")
    (result,) = practice.store.case(person.patient.id).results
    assert (result.total, result.instrument_version) == (Decimal(20), 1)
