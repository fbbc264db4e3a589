"""Merging two records from the caseload: the likeliest one first, numbers before, Enter is no."""

import re

import pytest

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.caseload.lookalike import LookalikeWarning
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, Hands, at


@pytest.fixture
def twice(practice: Practice) -> Practice:
    """One patient under two codes, and somebody else."""
    for code in ("007", "12", "7"):
        practice.store.add_patient(code, name=Private("" if code == "12" else "Quillon"))
    return practice


async def mark_007(hands: Hands) -> None:
    await hands.type("/007")
    await hands.press("escape")
    await hands.type(":merge")
    await hands.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_likeliest_is_first_and_all_is_said_before(
    twice: Practice, size: tuple[int, int]
) -> None:
    async with at(twice.app(), size) as hands:
        await mark_007(hands)
        text = await hands.until("is the same patient as")
        assert re.search(r"▸ 7\s", text)
        await hands.press("enter")
        text = await hands.until("From 007 to 7")
        assert "007 is kept, empty and archived." in " ".join(text.replace("▌", "").split())
        await hands.press("enter")
        assert [row.patient.archived_on for row in twice.store.caseload()] == [None] * 3


async def test_y_merges_and_says_so(twice: Practice) -> None:
    async with at(twice.app(), LARGE) as hands:
        await mark_007(hands)
        await hands.press("enter")
        await hands.until("From 007 to 7")
        await hands.type("y")
        await hands.until("✓ 007 merged into 7. A backup was made first.")
        assert "2 patients" in hands.text


async def test_alone_there_is_nothing_to_merge_with(practice: Practice) -> None:
    practice.person()
    async with at(practice.app(), LARGE) as hands:
        await hands.type(":merge")
        await hands.press("enter")
        await hands.until("There is no other record")


@pytest.mark.parametrize("typed", ["0012", "012", "1-2", "12."])
def test_a_code_like_another_is_hinted_at_once_when_a_patient_is_added(
    twice: Practice, typed: str
) -> None:
    warning = LookalikeWarning((row.patient for row in twice.store.caseload()), "A-001")
    with pytest.raises(UserError, match="code looks like 12"):
        warning.refuse(typed, Private(""))
    warning.refuse(typed, Private(""))
    warning.refuse("A-001", Private(""))


async def test_a_record_that_cannot_be_read_is_said_and_not_merged(
    twice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: int) -> None:
        raise UserError("A questionnaire is gone: put its file back.")

    async with at(twice.app(), LARGE) as hands:
        await mark_007(hands)
        await hands.until("is the same patient as")
        monkeypatch.setattr(twice.store, "case", gone)
        await hands.press("enter")
        await hands.until("A questionnaire is gone: put its file back.")
