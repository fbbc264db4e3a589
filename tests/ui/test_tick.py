"""What to do, ticked when it is done."""

from datetime import timedelta

import pytest

from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, in_session


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_is_to_do_is_listed_and_ticked_for_today(
    practice: Practice, size: tuple[int, int]
) -> None:
    person = practice.person(16, 14, 12, 12, 12)
    async with in_session(practice.app(), size) as hands:
        assert "l to do" in hands.text
        await hands.type("l")
        assert "▸ ○ Compare answers" in hands.text
        await hands.press("down", "space")
        assert "▸ ✓ Agree a fresh focus" in hands.text
        await hands.press("escape")
        assert "l 1 of 3 done" in hands.text
    assert practice.store.case(person.patient.id).ticks == {"stalled/act/2"}


async def test_ticks_are_there_when_the_record_is_opened_again_that_day_and_not_the_next(
    practice: Practice,
) -> None:
    practice.person(16, 14, 12, 12, 12)
    async with in_session(practice.app()) as hands:
        await hands.type("l")
        await hands.press("space", "escape")
    async with in_session(practice.app()) as hands:
        assert "l 1 of 3 done" in hands.text
        await hands.type("l")
        assert "▸ ✓ Compare answers" in hands.text
    practice.now += timedelta(days=1)
    async with in_session(practice.app()) as hands:
        assert "l to do" in hands.text


async def test_a_tick_is_taken_back_with_the_same_key(practice: Practice) -> None:
    person = practice.person(16, 14, 12, 12, 12)
    async with in_session(practice.app()) as hands:
        await hands.type("l  ")
        assert "▸ ○ Compare answers" in hands.text
        await hands.press("escape")
    assert practice.store.case(person.patient.id).ticks == frozenset()


async def test_a_tick_that_could_not_be_kept_is_not_shown(practice: Practice) -> None:
    practice.person(16, 14, 12, 12, 12)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("l")
        with practice.read_only_disk():
            await hands.press("space")
            assert "▸ ○ Compare answers" in hands.text
            assert "cannot be written" in hands.text or "read-only" in hands.text
