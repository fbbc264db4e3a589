"""An imported history on the screens: in the course, and never a reproach."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from romtui.domain.imported_score import ImportedScore
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, at

ANSWERS = (1, 1, 1, 1, 1, 1, 1, 1, 2)


def history(practice: Practice, *, safety: bool = False) -> None:
    """64 weekly scores from a spreadsheet, the last of them a week ago."""
    practice.store.add_patient(started_on=TODAY)
    scores = [
        ImportedScore(n, "A-001", "phq9", TODAY - timedelta(weeks=n), Decimal(9 + n % 3))
        for n in range(1, 65)
    ]
    if safety:
        scores[20] = replace(scores[20], total=None, answers=ANSWERS)
    practice.store.import_scores(scores)


async def test_nothing_of_an_imported_history_is_to_share_or_to_be_sorry_for(
    practice: Practice,
) -> None:
    history(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        assert "unshared" not in hands.text
        await hands.press("enter")
        await hands.until("PHQ-9")
        for words in ("Not shared yet", "on me", "64", "unshared"):
            assert words not in hands.text
        await hands.type("3")
        await hands.type("q")
        await hands.until("Caseload")
    assert practice.store.case(1).skips == ()
    assert not any(result.discussed for result in practice.store.case(1).results)


async def test_a_safety_answer_of_the_history_is_on_top_until_it_is_reviewed(
    practice: Practice,
) -> None:
    history(practice, safety=True)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("Safety item")


async def test_the_records_say_that_a_result_was_imported(practice: Practice) -> None:
    history(practice, safety=True)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("PHQ-9")
        await hands.press("colon")
        await hands.type("results")
        await hands.press("enter")
        await hands.until("imported · from before")


async def test_the_latest_of_a_history_can_be_shared_all_the_same(practice: Practice) -> None:
    history(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("PHQ-9")
        await hands.type("3s")
        await hands.until("undoes it")
        assert "earlier day" not in hands.text
        *_, before, latest = practice.store.case(1).results
        assert (before.discussed, latest.discussed) == (False, True)
        await hands.type("s")
        await hands.until("Undone")
    assert not practice.store.case(1).results[-1].discussed
