"""The caseload on the screen."""

from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Form
from romtui.domain.caseload import Summary
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, at, in_session

REFUSED = "cannot be written"


async def test_an_empty_vault_says_what_to_do_next(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Press n to add your first patient")


async def test_a_person_is_added_and_the_record_opens(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type("n")
        await hands.until("New patient")
        await hands.press("enter")
        await hands.type("o.q.")
        await hands.press("enter")
        await hands.type("orla quickbeam")
        await hands.press("enter")
        await hands.type("1990")
        await hands.press("enter")
        await hands.until("session 1")
        assert "A-001" in hands.text
        assert "quickbeam" not in hands.text
    (summary,) = practice.store.caseload()
    assert summary.patient.name == Private("orla quickbeam")
    assert summary.patient.birth_year == 1990


async def test_a_birth_year_that_cannot_be_is_refused(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type("n")
        await hands.until("New patient")
        await hands.press("enter", "enter", "enter")
        await hands.type("1790")
        await hands.press("enter")
        await hands.until("four-digit")
    assert practice.store.caseload() == ()


async def test_a_code_that_is_taken_is_refused_in_a_sentence(practice: Practice) -> None:
    practice.person()
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type("n")
        await hands.until("New patient")
        await hands.type("A-001")
        await hands.press("enter", "enter", "enter", "enter")
        await hands.until("The code A-001 is taken")
    assert len(practice.store.caseload()) == 1


async def test_names_are_hidden_until_asked_for_and_again_after_a_record(
    practice: Practice,
) -> None:
    practice.person(12, name="Orla Quickbeam")
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        assert "Quickbeam" not in hands.text
        await hands.type("v")
        assert "Quickbeam" in hands.text
        await hands.press("enter")
        await hands.until("session")
        assert "Quickbeam" not in hands.text
        await hands.press("q", "enter")
        await hands.until("Caseload")
        assert "Quickbeam" not in hands.text


async def test_typing_narrows_the_list_whatever_the_case_and_accents(practice: Practice) -> None:
    practice.person(12, name="Zoë Åberg")
    practice.person(12, name="Orla Quickbeam")
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-002")
        await hands.type("/ZOE ab")
        await hands.until("A-001")
        assert "A-002" not in hands.text
        await hands.press("escape")
        await hands.until("A-002")


async def test_enter_in_the_search_opens_the_first_match(practice: Practice) -> None:
    practice.person(12)
    practice.person(14)
    async with at(practice.app()) as hands:
        await hands.until("A-002")
        await hands.type("/002")
        await hands.press("enter")
        await hands.until("session")
        assert "A-002" in hands.text
        await hands.press("q", "enter")
        await hands.until("▸ A-002")
        await hands.type("/001")
        await hands.press("escape")
        await hands.until("▸ A-001")


async def test_a_search_without_a_match_says_so(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        await hands.type("/nobody")
        await hands.until("No matches")


async def test_an_archived_person_leaves_the_list_and_can_be_brought_back(
    practice: Practice,
) -> None:
    practice.person(12)
    practice.person(14)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-002")
        await hands.press("home")
        await hands.type("ay")
        await hands.until("archived. a restores")
        await hands.type("a")
        await hands.until("restored to the caseload")
        await hands.type("ay")
        await hands.until("archived. a restores")
        await hands.press("end", "enter")
        await hands.until("session")
        await hands.press("q", "enter")
        await hands.until("Caseload   1 patient")
        assert "A-001" not in hands.text
        practice.wait(1)
        await hands.type("z")
        await hands.until("A-001")
        await hands.press("end")
        await hands.type("a")
        await hands.until("restored to the caseload")
    assert all(one.patient.archived_on is None for one in practice.store.caseload())


async def test_an_open_safety_answer_is_not_archived_without_a_question(
    practice: Practice,
) -> None:
    person = practice.person()
    form = Form("phq9", TODAY, total=Decimal(12), safety={9: 1})
    practice.store.record(person.patient.id, form)
    async with at(practice.app()) as hands:
        await hands.until("! safety")
        await hands.type("a")
        await hands.until("has a safety answer that has not been reviewed")
        await hands.press("enter")
        await hands.until("Caseload")
        assert practice.store.caseload()[0].patient.archived_on is None
        await hands.type("ay")
        await hands.until("archived. a restores")
    assert practice.store.caseload()[0].patient.archived_on == TODAY


async def test_what_is_typed_stays_when_a_code_is_taken(practice: Practice) -> None:
    practice.person()
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        await hands.type("n")
        await hands.until("New patient")
        await hands.type("A-001")
        await hands.press("enter")
        await hands.type("JQ")
        await hands.press("enter", "enter", "enter")
        await hands.until("is taken")
        assert "JQ" in hands.text
        assert "New patient" in hands.text


async def test_a_disk_that_cannot_be_written_is_said_and_nothing_is_lost(
    practice: Practice,
) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        with practice.read_only_disk():
            await hands.type("ay")
            await hands.until(REFUSED)
            await hands.press("enter")
            await hands.until("session")
            await hands.type("s")
            await hands.until(REFUSED)
            assert "Noted" not in hands.text
            await hands.type("nb12121212")
            await hands.until(REFUSED)
            await hands.type("1")
            await hands.until("9 of 9 answered")
            assert REFUSED in hands.text
            await hands.press("escape")
            await hands.until("answers are not kept: Esc leaves them")
        await hands.press("up", "down", "enter")
        await hands.until("Saved")
    (summary,) = practice.store.caseload()
    assert summary.last == Decimal(13)


@pytest.mark.parametrize(("size", "words"), [(LARGE, "target 9"), (SMALL, "")])
async def test_a_line_shows_where_the_target_lies(
    practice: Practice, size: tuple[int, int], words: str
) -> None:
    person = practice.person(24, 16, 12)
    practice.store.set_target(person.patient.id, "phq9", Decimal(9))
    async with at(practice.app(), size) as hands:
        line = next(line for line in hands.text.splitlines() if "A-001" in line)
    assert "▇▅▄┄▃" in line
    assert "−4 better" in line
    assert words in line
    practice.store.set_target(person.patient.id, "phq9", None)
    (summary,) = practice.store.caseload()
    assert summary.target is None


async def test_who_needs_a_look_comes_first(practice: Practice) -> None:
    practice.person(16, 12, 9, 8)
    practice.person(9, 12, 16, 17)
    worse = practice.person()
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-003")
        await hands.press("end", "enter")
        await hands.until("session")
        await hands.press("q", "enter")
        await hands.until("Caseload")
    from tests.ui.conftest import TODAY

    form = Form("phq9", TODAY, total=Decimal(3), safety={9: 2})
    practice.store.record(worse.patient.id, form)
    async with at(practice.app(), LARGE) as hands:
        text = await hands.until("A-003")
        assert "! review safety" in text
        assert text.index("A-003") < text.index("A-002") < text.index("A-001")


async def test_rows_do_not_move_while_one_walks_through_them(practice: Practice) -> None:
    for total in (5, 9, 14, 20):
        practice.person(total, total)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-004")
        before = [line.strip(" ▸")[:5] for line in hands.text.splitlines()[3:7]]
        await hands.press("down", "down", "up")
        after = [line.strip(" ▸")[:5] for line in hands.text.splitlines()[3:7]]
    assert before == after


async def test_a_person_is_edited(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await hands.type("e")
        await hands.until("Edit patient")
        await hands.press("tab")
        await hands.type("jb")
        await hands.press("enter", "enter", "enter")
        await hands.until("Caseload")
    (summary,) = practice.store.caseload()
    assert summary.patient.initials == Private("jb")


async def test_somebody_like_another_is_added_only_after_a_second_look(practice: Practice) -> None:
    practice.store.add_patient("A-012", name=Private("Anna Weber"))
    async with at(practice.app()) as hands:
        await hands.until("A-012")
        await hands.type("n")
        await hands.press("enter", "enter", *"Weger, Anna", "enter", "enter")
        await hands.until("A-012 has a similar name. Press Enter again to add")
        assert len(practice.store.caseload()) == 1
        assert "Weber" not in hands.text
        await hands.press("enter")
        await hands.until("This is A-013. Similar codes or names: A-012.")
        assert "Weber" not in hands.text
    assert len(practice.store.caseload()) == 2


async def test_a_record_like_no_other_is_opened_without_a_word(practice: Practice) -> None:
    practice.store.add_patient("A-012", name=Private("Anna Weber"))
    practice.store.add_patient("A-015", name=Private("Bo Castellan"))
    async with at(practice.app()) as hands:
        await hands.until("A-012")
        await hands.press("enter")
        await hands.until("session")
        await hands.pilot.pause(0.1)
        assert "Similar codes" not in hands.text


async def test_back_from_a_record_the_list_is_in_order_and_everybody_else_is_not_read_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.person(10, 10, 10)
    practice.person(10, 10, 10)
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press("down", "enter")
        await hands.until("session")

        def read_all() -> None:
            raise AssertionError("everybody was read")

        monkeypatch.setattr(practice.store, "caseload", read_all)
        await hands.type("nb222222222")
        await hands.until("Saved")
        await hands.type("q")
        await hands.press("enter")
        text = await hands.until("Caseload")
        first, second = (line for line in text.splitlines() if "A-00" in line)
        assert "A-002" in first
        assert "18" in first
        assert "A-001" in second


async def test_on_another_day_everybody_is_read_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.person(10, 10, 10)
    read: list[int] = []
    caseload = practice.store.caseload

    def counted() -> tuple[Summary, ...]:
        read.append(1)
        return caseload()

    monkeypatch.setattr(practice.store, "caseload", counted)
    async with in_session(practice.app()) as hands:
        assert len(read) == 1
        practice.now += timedelta(days=1)
        await hands.type("q")
        await hands.press("enter")
        await hands.until("Caseload")
    assert len(read) == 2
