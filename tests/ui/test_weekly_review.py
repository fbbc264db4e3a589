"""The weekly look-back on the screen."""

import re

from romtui.domain.discussion import How
from tests.ui.conftest import Practice
from tests.ui.hands import at


async def test_a_therapist_looks_back_and_shares_what_was_left(practice: Practice) -> None:
    practice.person(12, 12, name="Orla Quickbeam")
    left = practice.person(10, 16, 16, name="Tobias Fennimore")
    for result in left.results[:2]:
        practice.store.share(result.id, How.SCREEN)
    practice.store.say(left.patient.id, "worsening/goal/1")
    for result in practice.store.case(1).results:
        practice.store.share(result.id, How.ALOUD)
    async with at(practice.app()) as hands:
        await hands.until("A-002")
        await hands.type("l")
        text = await hands.until("2 patients with open items")
        assert re.search(r"A-002 +2 of 3 +goal 1 +no action agreed", text)
        assert re.search(r"A-001 +2 of 2 +none +1 due", text)
        await hands.press("escape", *"vl")
        text = await hands.until("2 patients with open items")
        head, first, second = text.splitlines()[2:5]
        assert head.split() == ["code", "name", "shared", "open"]
        assert re.search(
            r"▸ A-002 +Tobias Fennimore +2 of 3 +no action agreed · 1 un.* · 1 due", first
        )
        assert re.search(r"A-001 +Orla Quickbeam +2 of 2 +1 due$", second)
        assert "All patients: 4 of 5 shared." in text
        await hands.press("enter")
        await hands.until("session")
        await hands.type("s")
        await hands.until("✓ PHQ-9 shared")
        await hands.press("q", "enter")
        text = await hands.until("All patients: 5 of 5")
        assert "unshared" not in text
        assert "Fennimore" not in text
        await hands.press("escape")
        await hands.until("Caseload")


async def test_an_empty_caseload_has_nothing_to_look_back_on(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Your caseload is empty")
        await hands.type("l")
        await hands.until("no patients with open items")
        await hands.press("end", "enter", "escape")
        await hands.until("Your caseload is empty")
