"""The selected patient beside the list of the caseload."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Form
from romtui.domain.discussion import AgreementOutcome, How
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.settings import Settings
from romtui.ui.caseload.preview import preview_of
from romtui.ui.caseload.preview_pane import PreviewPane
from romtui.ui.caseload.screen import CaseloadScreen
from romtui.ui.session.panel import DialoguePanel
from romtui.ui.session.screen import SessionScreen
from romtui.ui.session.view import opened
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, Hands, at

WIDE_BUT_SHORT = (120, 24)
RESTED = 0.6
"""Seconds after which whoever is to be read in a search was read."""
WHY = "why  12 → 12: less than 4 points"


def beside(hands: Hands) -> str:
    """What stands beside the list, as one line of words."""
    lines = [line.partition("│")[2].strip() for line in hands.text.splitlines()]
    return " ".join(" ".join(lines).split())


def reads_noted(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the patients whose case is read from now on."""
    read: list[int] = []
    case = practice.store.case

    def noting(patient_id: int) -> Case:
        read.append(patient_id)
        return case(patient_id)

    monkeypatch.setattr(practice.store, "case", noting)
    return read


async def test_the_sentence_to_say_is_there_once_the_selection_rests(practice: Practice) -> None:
    practice.person(12, 12, 12, name="Orla Quickbeam")
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        assert beside(hands).startswith("A-001 session 1 No clear change PHQ-9 “12, the same as")
        await hands.type("v")
        await hands.until("Quickbeam")
        assert "Quickbeam" not in beside(hands)


@pytest.mark.parametrize("size", [SMALL, (109, 40)])
async def test_where_the_list_needs_the_room_there_is_none(
    practice: Practice, size: tuple[int, int]
) -> None:
    practice.person(12, 12, 12)
    async with at(practice.app(), size) as hands:
        await hands.pilot.pause(0.2)
        assert beside(hands) == ""
        await hands.pilot.resize_terminal(*LARGE)
        await hands.until(WHY)
        await hands.pilot.resize_terminal(*SMALL)
        await hands.prepare()
        assert beside(hands) == ""


async def test_a_setting_hides_it_and_brings_it_back(practice: Practice) -> None:
    practice.person(12, 12, 12)
    practice.store.change_settings(Settings(preview=False))
    async with at(practice.app(), LARGE) as hands:
        await hands.pilot.pause(0.2)
        assert beside(hands) == ""
        await hands.type(",")
        await hands.press("down", "down", "enter")
        await hands.until("▸ preview in the caseload                     shown")
        await hands.press("escape")
        await hands.until(WHY)
        await hands.type(",")
        await hands.press("down", "down", "enter", "escape")
        await hands.prepare()
        assert beside(hands) == ""
    assert practice.store.settings == Settings(preview=False)


async def test_whoever_scrolls_past_is_named_and_not_read(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(9):
        practice.person(12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        read = reads_noted(practice, monkeypatch)
        await hands.press(*["down"] * 7)
        assert beside(hands) == "A-008", "nothing of the patient before, nothing else yet"
        assert read == []
        await hands.until(WHY)
        assert read == [8]
        await hands.press("up", "enter")
        await hands.until("session 1 ·")
        await hands.pilot.pause(0.2)
        assert read == [8, 7], "once, by the session"


async def test_an_open_safety_answer_leads_whatever_came_later(practice: Practice) -> None:
    person = practice.person().patient
    week = timedelta(weeks=1)
    for on, total, item in ((TODAY - week, 12, 2), (TODAY, 20, 0)):
        practice.store.record(person.id, Form("phq9", on, total=Decimal(total), safety={9: item}))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("! Review safety first (17 Nov)")
        assert beside(hands).startswith(
            "A-001 session 1 ! Review safety first (17 Nov) Safety item endorsed PHQ-9 “"
        )


async def test_what_was_agreed_what_is_open_and_when_the_next_session_is(
    practice: Practice,
) -> None:
    person = practice.person(12, 12, 12, 12)
    practice.now -= timedelta(days=14)
    practice.store.agree(person.patient.id, Private("Ring a friend"))
    practice.now += timedelta(days=7)
    case = practice.store.agree(person.patient.id, Private("Walk at noon"))
    practice.now += timedelta(days=7)
    for result in case.results[:2]:
        practice.store.share(result.id, How.SCREEN)
    practice.store.edit_patient(replace(person.patient, next_on=TODAY))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("last agreed · 17 Nov")
        assert (
            "last agreed · 17 Nov Walk at noon not reviewed yet, and 1 earlier action "
            "open · 2 scores not shared, since 17 Nov · Due: GAD-7 "
            "next session today, Tue 24 Nov"
        ) in beside(hands)
        for agreement in case.agreements:
            partly = AgreementOutcome.PARTLY
            practice.store.review_agreement(person.patient.id, agreement.id, partly)
        practice.store.share(case.results[2].id, How.SCREEN)
        practice.store.edit_patient(replace(person.patient, next_on=TODAY + timedelta(days=7)))
        await hands.press("i", "escape")
        await hands.until("partly done · 24 Nov")
        assert (
            "Walk at noon partly done · 24 Nov open · PHQ-9 of 24 Nov not shared · Due: GAD-7 "
            "next session Tue 1 Dec"
        ) in beside(hands)


async def test_an_unfinished_form_is_named_with_how_far_it_is(practice: Practice) -> None:
    practice.person(12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        await hands.press("enter")
        await hands.type("nb123")
        await hands.until("4 of 9")
        await hands.press("escape", "q", "enter")
        await hands.until("· Unfinished form: PHQ-9, 3 of 9")


async def test_a_short_window_leaves_out_the_reasons_and_never_the_sentence(
    practice: Practice,
) -> None:
    person = practice.person(12, 12, 12)
    what = Private("Ring the friend who moved to the coast and ask how she is doing there")
    practice.store.agree(person.patient.id, what)
    async with at(practice.app(), WIDE_BUT_SHORT) as hands:
        await hands.until("next session")
        assert "why" not in beside(hands)
        assert "“12, the same as last time. What has been different that a number" in beside(hands)
        assert beside(hands).endswith("next session not planned")


async def test_a_record_that_cannot_be_read_is_said(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.person(12, 12, 12)
    practice.person(12, 12, 12)

    def refused(_: int) -> Case:
        raise UserError("The disk is gone. Plug it in again.")

    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        monkeypatch.setattr(practice.store, "case", refused)
        await hands.press("down")
        await hands.until("The disk is gone.")
        assert beside(hands) == "A-002"


async def test_the_preview_says_what_the_session_says(practice: Practice) -> None:
    practice.person(12, 12, 12)
    practice.person(9, 12, 16, 17)
    practice.person(16, 12, 9, 8)
    practice.person()
    async with at(practice.app(), LARGE) as hands:
        await hands.until("session 1")
        for _ in range(4):
            screen = hands.app.screen
            assert isinstance(screen, CaseloadScreen)
            assert screen.list.current is not None
            assert hands.app.workspace is not None
            case = practice.store.case(screen.list.current.patient.id)
            view = opened(case, TODAY, hands.app.workspace).at_headline()
            said = preview_of(view).panel.suggestion
            assert said is not None
            await hands.until(said.title)
            await hands.press("enter")
            await hands.until("session 1 ·")
            assert isinstance(hands.app.screen, SessionScreen)
            assert hands.app.screen.query_one(DialoguePanel).suggestion == said
            await hands.press("q")
            if hands.screen == "CloseScreen":
                await hands.press("enter")
            await hands.until("Caseload")
            await hands.press("down")


async def test_a_search_that_keeps_its_first_match_reads_nobody_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.person(12, 12, 12)
    practice.person(9, 9, 9)
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        read = reads_noted(practice, monkeypatch)
        await hands.press("slash", "0", "0")
        await hands.pilot.pause(RESTED)
        assert read == []
        await hands.press("2")
        await hands.until("A-002   session 1")
        await hands.pilot.pause(RESTED)
        assert len(read) == 1


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "n012301230",
        "n0123",
        "ts17\r",
        "s",
        "gk",
        "p9\r",
        "a1walk every day\r",
        "  ",
        "n111111111sb",
        "R",
        "u",
        "qs",
        "qx",
        "n012301230qa",
    ],
)
async def test_after_a_session_the_preview_is_what_the_record_says(
    practice: Practice, keys: str
) -> None:
    practice.person(12, 16)
    practice.person(12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("session 1")
        await hands.press("enter")
        await hands.until("session 1 ·")
        for key in keys:
            await hands.press({"\r": "enter", " ": "space"}.get(key, key))
        for _ in range(6):
            if isinstance(hands.app.screen, CaseloadScreen):
                break
            closes = isinstance(hands.app.screen, SessionScreen)
            await hands.press(
                "q" if closes else "enter" if hands.screen == "CloseScreen" else "escape"
            )
        screen, workspace = hands.app.screen, hands.app.workspace
        assert isinstance(screen, CaseloadScreen)
        assert workspace is not None
        await hands.pilot.pause(0.2)
        assert screen.list.current is not None
        case = practice.store.case(screen.list.current.patient.id)
        now = preview_of(opened(case, TODAY, workspace).at_headline())
        assert screen.query_one(PreviewPane).content == now


async def test_what_was_changed_of_a_patient_after_a_session_is_in_the_preview(
    practice: Practice,
) -> None:
    practice.person(12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        await hands.press("enter")
        await hands.until("session 1 ·")
        await hands.press("q", "enter")
        await hands.until("Caseload")
        practice.wait(1)  # until then a key of the session does nothing here
        await hands.press("e")
        await hands.press(*(["backspace"] * 5), *"B-7", "enter", "enter", "enter", "enter")
        await hands.until("Caseload")
        await hands.until("B-7   session 1")
        await hands.until(WHY)


async def test_while_a_search_is_typed_nobody_is_read_until_the_typing_rests(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        practice.person(12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until(WHY)
        read = reads_noted(practice, monkeypatch)
        for key in ("slash", "1", "2", "backspace", "1"):
            await hands.press(key)
            await hands.pilot.pause(0.1)
        assert read == []
        await hands.until("A-011   session 1")
        assert len(read) == 1
