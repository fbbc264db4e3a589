"""The single answers on the screen."""

from datetime import timedelta
from decimal import Decimal

from romtui.domain.case import Form
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, in_session
from tests.ui.test_versions import changed

FIRST, LATEST = (3, 1, 2, 2, 1, 1, 1, 0, 2), (1, 2, 2, 2, 1, 1, None, 0, 3)


def lines_of(text: str, *labels: str) -> list[str]:
    return [line.strip(" ▸") for line in text.splitlines() if line.strip(" ▸").startswith(labels)]


def filled_in(practice: Practice, *forms: tuple[int | None, ...]) -> int:
    who = practice.store.add_patient(started_on=TODAY - timedelta(weeks=60)).patient.id
    for weeks, answers in enumerate(reversed(forms)):
        on = TODAY - timedelta(weeks=weeks)
        practice.store.record(who, Form("phq9", on, answers=answers))
    return who


async def test_the_answers_stand_side_by_side_what_moved_most_first(practice: Practice) -> None:
    filled_in(practice, FIRST, (2,) * 9, LATEST)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        text = await hands.until("biggest change since the first form")
        assert "10 Nov  17 Nov  24 Nov  since 10 Nov" in text
        interest, mood = lines_of(text, "little interest", "feeling down")
        answers = ["3", "██", "2", "▓▓", "1", "░░", "−2", "better"]
        assert interest.split() == ["little", "interest", "in", "things", *answers]
        assert mood.split()[-2:] == ["+1", "worse"]
        assert text.index("interest") < text.index("feeling down") < text.index("sleep")
        (gap,) = lines_of(text, "trouble concentrating")
        assert gap.split()[-3:] == ["·", "not", "comparable"]
        assert "· skipped" in text
        assert "Little interest or pleasure in doing things" in text
        assert "10 Nov: 3, Nearly every day   24 Nov: 1, Several days" in text
        await hands.type("s")
        text = await hands.until("since 17 Nov")
        assert lines_of(text, "little interest")[0].endswith("−1 better")


async def test_a_safety_answer_is_hidden_until_it_is_asked_for(practice: Practice) -> None:
    filled_in(practice, FIRST, LATEST)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        (row,) = lines_of(await hands.until("i shows it"), "safety item")
        assert row.split() == ["safety", "item", "•", "•", "i", "shows", "it"]
        await hands.type("i")
        (row,) = lines_of(await hands.until("+1 more"), "safety item")
        assert row.split() == ["safety", "item", "2", "3", "+1", "more"]
        await hands.press("tab", "shift+tab")
        assert "i shows it" in hands.text


async def test_a_narrow_terminal_shows_the_first_and_the_newest_forms(practice: Practice) -> None:
    filled_in(practice, *[FIRST] * 12)
    async with in_session(practice.app(), SMALL) as hands:
        await hands.type("ji")
        text = await hands.until("⋯ 9 more forms")
        assert "8 Sep   ⋯  17 Nov  24 Nov" in text
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("ji")
        await hands.until("⋯ 4 more forms")


async def test_all_items_of_a_long_form_can_be_reached(practice: Practice) -> None:
    who = practice.store.add_patient(started_on=TODAY).patient.id
    practice.store.record(who, Form("dass21", TODAY, answers=(1,) * 21))
    async with in_session(practice.app()) as hands:
        await hands.type("i")
        await hands.until("Items   DASS-21 depression")
        await hands.press(*["tab"] * 3)
        text = await hands.until("↓")
        assert "since" not in text.splitlines()[2]
        assert "total" not in text
        await hands.press(*["pagedown"] * 4)
        text = await hands.until("↑")
        assert "↓ " not in text.rpartition("\n")[0]


async def test_totals_and_earlier_versions_are_said_and_not_mixed_in(practice: Practice) -> None:
    practice.person(12, 9)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        text = await hands.until("2 forms with a total only (17 Nov, 24 Nov).")
        assert "No form" not in text
    case = practice.store.case(1)
    practice.store.record(
        case.patient.id, Form("phq9", TODAY - timedelta(days=1), total=Decimal(8), safety={9: 0})
    )
    changed(practice)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        text = await hands.until("3 forms from another version")
        assert "No form has been filled in item by item yet." in text


async def test_many_forms_with_a_total_only_are_said_from_the_first_to_the_last(
    practice: Practice,
) -> None:
    practice.person(16, 12, 9, 11)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        await hands.until("4 forms with a total only (3 Nov to 24 Nov).")


async def test_each_answer_has_its_shade_in_the_legend(practice: Practice) -> None:
    filled_in(practice, FIRST, LATEST)
    async with in_session(practice.app()) as hands:
        await hands.type("ji")
        await hands.until("░ 1  ▓ 2  █ 3   · skipped")


async def test_where_there_is_room_the_question_stands_beside_its_answers(
    practice: Practice,
) -> None:
    filled_in(practice, FIRST, LATEST)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("ji")
        await hands.until("i shows it")
        (row,) = lines_of(hands.text, "feeling down")
        assert "Feeling down, depressed, or hopeless" in row
