"""The caseload on the screen."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from rich.text import Text

from romtui.domain.case import Form
from romtui.domain.caseload import Summary
from romtui.domain.private import Private
from romtui.ui.caseload import screen as caseload
from romtui.ui.caseload.list import PatientList
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
        await hands.until("Code A-001 is taken")
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


async def test_short_names_leave_room_for_what_is_open(practice: Practice) -> None:
    practice.person(8, 8, 16, name="Zoë Åberg")
    async with at(practice.app(), SMALL) as hands:
        text = await hands.until("3 unshared")
        assert "Harder since last time?" in text
        await hands.type("v")
        text = await hands.until("Zoë Åberg")
        assert "Harder since last time?" in text
        assert "3 unshared" in text
    practice.person(12, name="Maximiliane Featherstonehaugh")
    async with at(practice.app(), SMALL) as hands:
        await hands.until("A-002")
        await hands.type("v")
        text = await hands.until("Maximiliane Featherston")
        assert "3 unshared" not in text


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
        await hands.until("! review safety")
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
            await hands.until("answers were not saved. Esc discards them")
        await hands.press("up", "down", "enter")
        await hands.until("Saved")
    (summary,) = practice.store.caseload()
    assert summary.last == Decimal(13)


@pytest.mark.parametrize("size", [(160, 50), SMALL])
async def test_a_line_shows_where_the_target_lies(
    practice: Practice, size: tuple[int, int]
) -> None:
    person = practice.person(24, 16, 12)
    practice.store.set_target(person.patient.id, "phq9", Decimal(9))
    async with at(practice.app(), size) as hands:
        columns, line = lines_with(hands.text, "headline", "A-001")
    assert "▇▅▄" in line
    assert "−4 better" in line
    if "target" in columns:
        assert line[columns.index("target") :].startswith("9 ")
    else:
        assert "▇▅▄ →9" in line
    practice.store.set_target(person.patient.id, "phq9", None)
    (summary,) = practice.store.caseload()
    assert summary.target is None


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((12, 13), "   +1        "),
        ((12, 16), "   +4 worse  "),
        ((12, 8), "   −4 better "),
        ((12, 18), " ▲ +6 worse  "),
        ((18, 8), " ▼−10 better "),
    ],
)
async def test_a_change_says_as_much_as_it_weighs(
    practice: Practice, size: tuple[int, int], totals: tuple[int, int], said: str
) -> None:
    practice.person(*totals)
    async with at(practice.app(), size) as hands:
        (line,) = lines_with(hands.text, "A-001")
    assert f" {totals[1]}{said}" in line


async def test_groups_say_why_somebody_comes_first_and_the_cursor_passes_over_them(
    practice: Practice,
) -> None:
    practice.person(9, 9, 9)
    practice.person(9, 12, 16, 17)
    today = practice.person(9, 9, 9).patient
    practice.store.edit_patient(replace(today, next_on=TODAY))
    safety = practice.person().patient
    practice.store.record(safety.id, Form("phq9", TODAY, total=Decimal(12), safety={9: 1}))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Everyone else")
        assert [line.split("  ")[0] for line in body(hands.text)[:11]] == [
            "Safety to review",
            "▸ A-004 PHQ-9",
            "",
            "Today",
            "A-003 PHQ-9",
            "",
            "Needs attention",
            "A-002 PHQ-9",
            "",
            "Everyone else",
            "A-001 PHQ-9",
        ]
        for code in ("A-003", "A-002", "A-001"):
            await hands.press("down")
            assert f"▸ {code}" in hands.text
        await hands.press("home")
        assert "▸ A-004" in hands.text
        await hands.type("/a")
        assert "Everyone else" not in hands.text, "who matches is a plain list"
        await hands.press("escape")
        assert "Everyone else" in hands.text


async def test_where_there_is_little_room_no_row_is_lost_to_a_heading(practice: Practice) -> None:
    practice.person(9, 12, 16, 17)
    for _ in range(15):
        practice.person(9)
    async with at(practice.app(), SMALL) as hands:
        await hands.until("A-016")
        assert "Needs attention" not in hands.text
        assert len(lines_with(hands.text, *(f"A-{number:03}" for number in range(1, 17)))) == 16


async def test_a_long_list_scrolls_with_its_headings(practice: Practice) -> None:
    for number in range(40):
        patient = practice.store.add_patient(f"B-{number:02}").patient
        if number % 2:
            practice.store.edit_patient(replace(patient, next_on=TODAY))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Today")
        assert "▸ B-01" in body(hands.text)[1]
        seen = []
        for _ in range(40):
            (selected,) = lines_with(hands.text, "▸")
            seen.append(selected.split()[1])
            await hands.press("down")
        assert seen == [f"B-{number:02}" for number in (*range(1, 40, 2), *range(0, 40, 2))]
        await hands.press("home", "pagedown", "pagedown", "pagedown", "pageup", "pageup", "pageup")
        assert "▸ B-01" in body(hands.text)[1]


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


async def test_whom_a_record_could_be_taken_for_is_said_without_moving_the_sentence(
    practice: Practice,
) -> None:
    for _ in range(6):
        practice.person(12, 12, 12, name="Anna Weber")
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("“12, the same")
        before = hands.text.splitlines()
        await hands.until(
            "─ This is A-001. Similar codes or names: A-002, A-003, A-004 and 2 more. ─"
        )
        moved = [line for line in hands.text.splitlines() if line not in before]
        assert len(moved) == 1
        assert "Weber" not in hands.text


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


def lines_with(text: str, *words: str) -> list[str]:
    """The lines of the list that hold one of these words."""
    return [line for line in listed(text) if any(word in line for word in words)]


def body(text: str) -> list[str]:
    """What is below the names of the columns."""
    lines = [line.strip() for line in listed(text)]
    first = next(place for place, line in enumerate(lines) if line.startswith("code"))
    return lines[first + 1 :]


def listed(text: str) -> list[str]:
    """The screen without the preview."""
    return [line.partition("│")[0] for line in text.splitlines()]


async def test_the_first_line_says_who_comes_today(practice: Practice) -> None:
    for _ in range(2):
        case = practice.person(12)
        practice.store.edit_patient(replace(case.patient, next_on=practice.now.date()))
    practice.person(9)
    async with at(practice.app(), LARGE) as hands:
        text = await hands.until("A-003")
        assert "Caseload   3 patients · 2 today" in text.splitlines()[0]


async def test_while_the_list_is_read_the_first_session_is_loaded_piece_by_piece(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []

    def pieces() -> Iterator[None]:
        for piece in range(3):
            loaded.append(piece)
            yield

    monkeypatch.setattr(caseload, "session_in_pieces", pieces)
    monkeypatch.setattr(caseload, "A_PAUSE", 0.01)
    practice.person(12)
    async with at(practice.app(), SMALL) as hands:
        await hands.until("A-001")
        for _ in range(200):
            if loaded == [0, 1, 2]:
                break
            await asyncio.sleep(0.01)
    assert loaded == [0, 1, 2]


async def test_back_from_a_record_only_what_changed_or_was_marked_is_drawn_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for score in range(10, 18):
        practice.person(score)
    drawn: list[str] = []
    draw = PatientList._line

    def counted(listed: PatientList, row: Summary, index: int, width: int) -> Text:
        drawn.append(row.patient.code)
        return draw(listed, row, index, width)

    monkeypatch.setattr(PatientList, "_line", counted)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-008")
        assert len(drawn) >= 8
        await hands.press("enter")
        await hands.until("session")
        drawn.clear()
        await hands.press("q")
        await hands.press("enter")  # something is open still
        await hands.until("Caseload")
        assert len({*drawn}) <= 1
        practice.store.change_settings(practice.store.settings.changed("plateau_days", "21"))
        await hands.press("enter")
        await hands.until("session")
        drawn.clear()
        await hands.press("q")
        await hands.press("enter")  # something is open still
        await hands.until("Caseload")
        assert len({*drawn}) == 8
