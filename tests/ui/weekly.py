"""One patient, week after week: what a story is made of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal

from romtui.domain.case import Case, Form
from romtui.domain.discussion import How
from romtui.domain.note import session_note
from tests.ui.conftest import DECK, Practice
from tests.ui.hands import LARGE, Hands, at

A_WEEK = timedelta(weeks=1)


def the_case(practice: Practice) -> Case:
    """The one patient of these stories, as the store has them."""
    return practice.store.case(1)


def note(practice: Practice) -> str:
    """The note of today's session."""
    today = practice.now.date()
    return session_note(the_case(practice), today, DECK, practice.now.tzinfo).reveal()


@asynccontextmanager
async def session(
    practice: Practice,
) -> AsyncIterator[Hands]:
    """The program is started and the record opened; the next session is a week later."""
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        yield hands
    practice.now += A_WEEK


def came_before(practice: Practice, *totals: int) -> None:
    """Weekly sessions with these totals, all of them shared; the next one is a week later."""
    practice.store.add_patient()
    for score in totals:
        form = Form("phq9", practice.now.date(), total=Decimal(score), safety={9: 0})
        result = practice.store.record(1, form).results[-1]
        practice.store.share(result.id, How.SCREEN)
        practice.now += A_WEEK


async def total(hands: Hands, score: int, safety: int = 0) -> None:
    """Enter a total and the safety answer beside it."""
    await hands.type(f"t{score}")
    await hands.press("enter")
    await hands.type(f"{safety}")
    await hands.press("enter")
    await hands.until("Saved")


async def check_in(hands: Hands, *ratings: int, repair: bool = False) -> None:
    """Rate the session: goals, tasks, bond, then whether something did not sit right."""
    await hands.type("c")
    for rating in ratings:
        await hands.type(str(rating))
        await hands.press("enter")
    await hands.type("1" if repair else "0")
    await hands.until("Saved")


async def agree(hands: Hands, words: str) -> None:
    """Agree on something: a digit for a preset, or words."""
    await hands.type("a" + words)
    await hands.press("enter")
    await hands.until("● agreed")


async def close(hands: Hands, *asks: str) -> None:
    """End the session, which asks about these things and nothing else."""
    await hands.press("q")
    assert ("Still open" in hands.text) == bool(asks)
    for one in asks:
        assert one in hands.text
    if asks:
        await hands.press("enter")
    await hands.until("Caseload")
