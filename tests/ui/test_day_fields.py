"""Every field that takes a day takes it in each way it names, and says which day it understood."""

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from romtui.domain.text import with_weekday
from romtui.ui.widgets.field_notes import Understood
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import SMALL, in_session
from tests.ui.test_dates import AHEAD, EITHER, PAST, named

FIELDS = {
    "a total": (["t", "tab"], "day", PAST),
    "a form": (["down", "n", "d"], "answer", PAST),
    "an event": (["e"], "day", PAST),
    "a focus": ([*":intervention", "enter"], "since", PAST),
    "an agreement": (["a"], "day", AHEAD),
    "the next session": ([">"], "next", AHEAD),
    "a pause": (["o", *["down"] * 9, "enter"], "answer", AHEAD),
    "an absence": ([*":cancelled", "enter"], "answer", EITHER),
}


@pytest.mark.parametrize(("opens", "field", "kind"), FIELDS.values(), ids=FIELDS)
async def test_the_field_reads_and_says_back_each_way_that_it_names(
    practice: Practice, opens: list[str], field: str, kind: tuple[str, list[date]]
) -> None:
    hint, days = kind
    practice.person(16, 14, 12)
    async with in_session(practice.app(), SMALL) as hands:
        await hands.press(*opens)
        screen = hands.app.screen
        there = " ".join(
            [
                *hands.text.replace("▌", " ").split(),
                screen.query_one(f"#{field}", Input).placeholder,
            ]
        )
        assert hint.split(", or")[0] in there or hint in there
        for typed, day in zip(named(hint), days, strict=True):
            screen.query_one(f"#{field}", Input).value = typed
            await hands.prepare()
            assert with_weekday(day) in hands.text
        for as_it_is in (days[0].isoformat(), "3/4/1926x"):
            screen.query_one(f"#{field}", Input).value = as_it_is
            await hands.prepare()
            assert not screen.query_one(f"#{field}-understood", Understood).display


async def test_a_day_that_stands_there_is_replaced_by_what_is_typed(practice: Practice) -> None:
    patient_id = practice.person(16, 14, 12).patient.id
    async with in_session(practice.app()) as hands:
        await hands.press("a", "1", "down", "7", "enter")
        await hands.until("Agreed today")
    (agreed,) = practice.store.case(patient_id).agreements
    assert agreed.review_on == TODAY + timedelta(days=7)
