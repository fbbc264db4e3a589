"""How often the screen is laid out and painted between a key and the picture that stays.

These are counts, not times. A tick of the screen may fall between two messages and paint once
more, so each action is done several times and the best round counts.
"""

from collections import Counter
from collections.abc import Awaitable

import pytest

from romtui.ui.session.cards.close import CloseScreen
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, Hands, at
from tests.ui.textual_internals import (
    counting_layouts_and_paints,
    counting_styled,
    lines_kept,
)

ROUNDS = 4
PIN = "4711"
WIDGETS_OF_A_SESSION = 15
LAYOUTS, WHOLE, PART = range(3)


class Counted:
    """The layouts and paints of one kind of action: the fewest of all rounds."""

    def __init__(self) -> None:
        self.layouts = self.paints = 99

    async def add(self, action: Awaitable[object]) -> None:
        counts: Counter[int] = Counter()
        with counting_layouts_and_paints(lambda which: counts.update([which])):
            await action
        self.layouts = min(self.layouts, counts[LAYOUTS])
        self.paints = min(self.paints, counts[WHOLE] + counts[PART])

    def within(self, *, layouts: int, paints: int) -> bool:
        return self.layouts <= layouts and self.paints <= paints


async def leave(hands: Hands) -> None:
    await hands.press("q")
    if isinstance(hands.app.screen, CloseScreen):
        await hands.press("enter")
    await hands.until("Caseload")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_nothing_is_laid_out_or_painted_more_often_than_needed(
    practice: Practice, size: tuple[int, int]
) -> None:
    practice.store.set_pin(PIN)
    practice.person(17, 16, 15, 15, 14, 14)
    opened, form, answer, curtain, back = (Counted() for _ in range(5))
    async with at(practice.app(), size) as hands:
        for _ in range(ROUNDS):
            await opened.add(hands.press("enter"))
            await hands.press("n")
            await form.add(hands.press("b"))
            await hands.until("1 of 9")
            await curtain.add(hands.press("ctrl+l"))
            await hands.until("Screen hidden")
            await hands.press(*PIN, "enter")
            await hands.press(*"11111111")
            await answer.add(hands.press("0"))
            await hands.until("Saved")
            await hands.press("s")
            await back.add(leave(hands))
    assert opened.within(layouts=3, paints=2)
    assert form.within(layouts=3, paints=3), "the card before it goes, and the record is seen"
    assert answer.within(layouts=2, paints=2)
    assert curtain.within(layouts=3, paints=3)
    assert back.within(layouts=1, paints=2)


async def test_a_new_screen_has_the_classes_of_its_size_before_it_is_painted(
    practice: Practice,
) -> None:
    practice.person(17, 16)
    first: list[bool] = []
    async with at(practice.app(), LARGE) as hands:
        with counting_layouts_and_paints(
            lambda _: first.append(hands.app.screen.has_class("-wide", "-tall"))
        ):
            await hands.press("enter")
            await hands.until("session")
    assert all(first)


async def test_a_card_over_a_record_follows_the_window(practice: Practice) -> None:
    """What is not laid out again for the same size is laid out for another one, below as well."""
    practice.person(17, 16)
    async with at(practice.app(), LARGE) as hands:
        await hands.press("enter")
        await hands.press("t")
        card, below = hands.app.screen, hands.app.screen_stack[-2]
        assert (card.size, below.size) == (LARGE, LARGE)
        await hands.pilot.resize_terminal(*SMALL)
        await hands.prepare()
        assert (card.size, below.size) == (SMALL, SMALL)
        assert below.has_class("-narrow", "-short")
        await hands.press("escape")
        assert max(map(len, hands.text.splitlines())) <= SMALL[0]


async def test_a_screen_is_styled_when_it_is_made_and_when_it_is_shown_and_not_again(
    practice: Practice,
) -> None:
    practice.person(17, 16)
    styled: Counter[str] = Counter()
    async with at(practice.app(), LARGE) as hands:
        with counting_styled(lambda name: styled.update([name])):
            await hands.press("enter")
            await hands.until("session")
        assert styled["SessionScreen"] == 2
        assert styled["DialoguePanel"] == 2
        styled.clear()
        with counting_styled(lambda name: styled.update([name])):
            await hands.press("q", "enter")
            await hands.until("Caseload")
        assert styled["CaseloadScreen"] == 0


async def test_nothing_that_was_painted_of_a_closed_session_stays_in_memory(
    practice: Practice,
) -> None:
    practice.person(17, 16)
    async with at(practice.app(), LARGE) as hands:
        kept: list[int] = []
        for _ in range(5):
            await hands.press("enter")
            await hands.until("session")
            await leave(hands)
            kept.append(lines_kept())
    assert kept[-1] < kept[0] + WIDGETS_OF_A_SESSION
