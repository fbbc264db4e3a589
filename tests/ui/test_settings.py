"""The therapist changes the numbers of the rules, and everything goes by them."""

import pytest

from romtui.domain.idle import Idle
from romtui.domain.private import Private
from romtui.domain.settings import Settings, Shade
from romtui.ui.setting_rows import rows
from tests.content.test_languages import in_german
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, at, in_session

EVERY_ROW = rows(Settings(), ["en"], own_lines=0, has_procedure=False, has_crisis_words=False)


def down_to(name: str) -> list[str]:
    """The keys that move the mark from the first row to this one."""
    return ["down"] * [row.name for row in EVERY_ROW].index(name)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_number_is_shown_with_unit_and_source_and_nothing_is_cut(
    practice: Practice, size: tuple[int, int]
) -> None:
    every = Settings()
    for name in ("notable", "large"):
        every = every.changed(name, "7/12")
    practice.store.change_settings(every)
    async with at(practice.app(), size) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        for row in EVERY_ROW:
            assert f"▸ {row.meaning}" in hands.text
            assert row.about[:40] in hands.text
            await hands.press("down")
        assert "7/12 of reliable change  changed" in hands.text
        assert "The safety rules are fixed" in hands.text
        assert "…" not in hands.text


async def test_a_changed_number_reaches_the_caseload_the_headline_and_the_rule(
    practice: Practice,
) -> None:
    practice.person(16, 14, 12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Plateau")
        await hands.type(",")
        await hands.press(*down_to("plateau_days"), "enter")
        assert "Type a whole number from 7 to 84. Default 14." in hands.text
        await hands.press("backspace", "backspace")
        await hands.type("85")
        await hands.press("enter")
        assert hands.screen == "QuestionScreen"
        await hands.press("backspace", "backspace")
        await hands.type("28")
        await hands.press("enter")
        await hands.until("28 days  changed")
        await hands.press("escape")
        assert "Plateau" not in hands.text
        await hands.press("enter")
        await hands.until("session")
        assert "Plateau" not in hands.text
        await hands.type(",")
        await hands.press(*down_to("plateau_days"))
        await hands.type("r")
        assert "  changed" not in hands.text
        await hands.press("escape")
        assert "Plateau" in hands.text
    assert practice.store.settings == Settings()


async def test_everything_is_set_back_at_once_but_what_was_written(practice: Practice) -> None:
    practice.store.change_settings(Settings().changed("gap_days", "35"))
    practice.store.keep_procedure(Private("Call Elm Street."))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        assert "35 days  changed" in hands.text
        await hands.press("z", "enter")
        assert "35 days  changed" in hands.text
        await hands.type("zy")
        assert "  changed" not in hands.text
    assert practice.store.settings == Settings()
    assert practice.store.procedure() == Private("Call Elm Street.")


async def test_a_gentle_tone_is_heard_in_the_first_line(practice: Practice) -> None:
    practice.person(10, 15, 17)
    async with in_session(practice.app(), LARGE) as hands:
        assert "Your PHQ-9 is 17, and last time it was 15." in hands.text
        await hands.type(",")
        await hands.press(*down_to("tone"), "enter")
        assert "gentle  changed" in hands.text
        await hands.press("escape")
        assert "Your PHQ-9 is 17, and last time it was 15." not in hands.text
        assert "It was 10 when we began, and the last two were" in hands.text


async def test_look_names_and_idle_times_hold_from_the_next_unlocking_on(
    practice: Practice,
) -> None:
    practice.person(name="Invented Person")
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        assert "Invented Person" not in hands.text
        await hands.type(",")
        await hands.press("f2", "down", "enter")
        await hands.until("shown  changed")
        assert "light  changed" in hands.text
        await hands.press(*down_to("curtain_minutes")[1:], "enter", "backspace")
        await hands.type("0")
        await hands.press("enter")
        assert "Type a whole number from 1 to 30." in hands.text
        await hands.press("backspace")
        await hands.type("1")
        await hands.press("enter")
        await hands.until("1 minute  changed")
        assert hands.app.idle == Idle(curtain_minutes=1)
        await hands.press("escape")
        await hands.until("Invented Person")
    kept = practice.store.settings
    assert (kept.shade, kept.names, kept.idle.curtain_minutes) == (Shade.LIGHT, True, 1)
    async with at(practice.app()) as hands:
        await hands.until("Invented Person")
        assert (hands.app.theme, hands.app.idle) == ("romtui-light", kept.idle)
        with practice.read_only_disk():
            await hands.press("f2")
        assert hands.app.theme == "romtui-contrast"
        assert "cannot be written" in hands.text


async def test_another_language_is_offered_when_there_is_a_file_of_it(practice: Practice) -> None:
    practice.person(16, 14, 12, 12, 12)
    async with at(practice.app()) as hands:
        await hands.until("Plateau")
        await hands.type(",")
        await hands.press(*down_to("language"))
        assert "English is the only language so far." in hands.text
        await hands.press("enter")
        assert "changed" not in hands.text.replace("be changed", "")
    in_german(practice.words_file.parent)
    async with at(practice.app()) as hands:
        await hands.until("Plateau")
        await hands.type(",")
        await hands.press(*down_to("language"), "enter")
        await hands.until("de  changed")
        await hands.press("escape")
        await hands.until("Es stockt")


async def test_the_own_procedure_is_kept_as_it_is_typed_and_shown_beside_a_safety_answer(
    practice: Practice,
) -> None:
    person = practice.person()
    async with at(practice.app(), SMALL) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        await hands.press(*down_to("procedure"), "enter")
        await hands.type("Call Elm Street")
        await hands.press("enter")
        await hands.type("then wait")
        assert practice.store.procedure() == Private("Call Elm Street\nthen wait")
        with practice.read_only_disk():
            await hands.type("!")
            await hands.press("escape")
            assert "Not saved yet" in hands.text
        await hands.press("f4", "escape")
        await hands.until("not written yet")
        practice.store.keep_procedure(Private("Call Elm Street\nthen [b]wait[/b]"))
        await hands.press("escape", "enter")
        await hands.until("session")
        await hands.type("n000000001")
        await hands.until("SAFETY ITEM ENDORSED")
        await hands.press("R")
        assert "Call Elm Street" not in hands.text
        await hands.press("f3")
        assert "then [b]wait[/b]" in hands.text
        await hands.press("f3", "enter")
        assert "Call Elm Street" not in hands.text
        assert "Write what you asked and did" in hands.text
        await hands.type("asked, safe tonight")
        await hands.press("enter")
        await hands.until("session 1")
        assert "SAFETY ITEM ENDORSED" not in hands.text
    (result,) = practice.store.case(person.patient.id).results
    assert result.review == Private("asked, safe tonight")


async def test_a_look_that_cannot_be_kept_ends_nothing(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        with practice.read_only_disk():
            await hands.press("f1")
            before = hands.app.theme
            await hands.press("f2")
            assert hands.app.theme != before
            await hands.press("escape", "f2")
            await hands.until("Check the permissions of its folder")
