"""The laptop in the person's hands: the form, the review, the thanks, and nothing else."""

from random import Random

import pytest
from textual import events

from romtui.commands import BY_SCREEN
from romtui.domain.case import Draft
from romtui.domain.filling import Filling
from romtui.domain.handover import HandOver, Page
from romtui.ui.app import RomtuiApp
from romtui.ui.screens.handover import HandOverScreen
from romtui.ui.widgets.pin_card import PinCard
from romtui.ui.widgets.self_report_form import SelfReportForm
from tests.counts import RANDOM_KEYS
from tests.ui.canaries import (
    CODE,
    NEVER_FOR_THEM,
    PIN,
    WHO,
    WORD_OF_A_RANGE,
    every_line,
    found,
    people,
)
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice, Relaunched
from tests.ui.hands import NAMED, SMALL, Hands, at, in_session
from tests.ui.test_walk import sit_down

ITS_OWN = {"HandOverScreen", "PinScreen", "TooSmallScreen"}
ON_THE_FORM = ("better off dead", "afety")
"""The words of the question itself, and the count of it, may of course be read."""


async def hand_over(hands: Hands) -> None:
    await sit_down(hands)
    await hands.press("h")
    await hands.until("fills in:")
    await hands.press("enter")
    await hands.until("Question 1 of 10")


async def take_back(hands: Hands, secret: str = PIN) -> None:
    await hands.press("escape")
    await hands.until("For your therapist")
    await hands.type(secret)
    await hands.press("enter")
    await hands.until("session")


def not_for_them() -> tuple[str, ...]:
    return tuple(one for one in (*NEVER_FOR_THEM, *WHO, *WORD_OF_A_RANGE) if one not in ON_THE_FORM)


async def test_in_a_small_window_the_marked_question_of_the_review_is_read_whole(
    practice: Practice,
) -> None:
    people(practice)
    async with at(practice.app(), SMALL) as hands:
        await hand_over(hands)
        await hands.type("1" * 9 + "2")
        await hands.until("Here are your answers")
        assert "that you have been moving around a lot" not in one_line(hands)
        await hands.press("up")
        await hands.until("▸ If you checked off any problems")
        assert "get along with other people?" in one_line(hands)
        await hands.press("up", "up")
        await hands.until("▸ Moving or speaking")
        assert "you have been moving around a lot more than usual" in one_line(hands)
        assert "Send my answers" in hands.text


def one_line(hands: Hands) -> str:
    """What is shown without its line breaks, and without the answers beside a question."""
    return " ".join(hands.text.replace("Several days", "").split())


async def test_a_person_fills_in_all_that_is_due_and_the_therapist_sees_it_afterwards(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = people(practice)
    async with at(practice.app()) as hands:
        await sit_down(hands)
        await hands.press("h")
        await hands.until(f"{CODE} fills in:")
        assert "PHQ-9, 10 questions" in hands.text
        assert "GAD-7, 7 questions" in hands.text
        assert "Not Goal 1" in hands.text
        with every_line(monkeypatch) as lines:
            await hands.press("enter")
            await hands.until("Question 1 of 10")
            assert "Form 1 of 2" in hands.text
            await hands.type("22222222")
            await hands.until("Thoughts that you would be better off dead")
            await hands.type("3")
            await hands.until("If you checked off any problems")
            await hands.type("2")
            await hands.until("Here are your answers")
            assert "Very difficult" in hands.text
            await hands.press("up", "up", "up", "enter")
            await hands.until("Question 8 of 10")
            await hands.type("0")
            await hands.until("Here are your answers")
            await hands.press("down", "enter")
            await hands.until("Form 2 of 2")
            await hands.press("right", *"111111", "down", "enter")
            await hands.until("Thank you.")
            assert "Please hand the laptop back." in hands.text
            drawn = "\n".join(lines)
        assert not found(not_for_them(), drawn)
        await hands.press("enter", *PIN, "enter")
        await hands.until("session")
        assert "SAFETY ITEM ENDORSED" in hands.text
    *_, phq9, gad7 = practice.store.case(case.patient.id).results
    assert phq9.answers == (2, 2, 2, 2, 2, 2, 2, 0, 3)
    assert (phq9.followup, phq9.on) == (2, TODAY)
    assert gad7.answers == (None, *(1,) * 6)
    assert gad7.total is None
    assert practice.store.case(case.patient.id).drafts == ()


async def test_a_half_filled_form_is_kept_after_each_answer_and_goes_on_from_either_side(
    practice: Practice,
) -> None:
    who = people(practice).patient.id
    practice.store.keep_draft(who, Draft("phq9", TODAY, (1, 2, *(None,) * 7), 2))
    async with at(practice.app()) as hands:
        await sit_down(hands)
        await hands.press("h")
        await hands.until("PHQ-9, unfinished: 2 of 9 answered")
        await hands.press("enter")
        await hands.until("Question 3 of 10")
        for count, digit in enumerate("30", start=3):
            await hands.type(digit)
            (draft,) = practice.store.case(who).drafts
            assert sum(answer is not None for answer in draft.answers) == count
        await take_back(hands)
        await hands.until(", 4 of 9 answered")
        await hands.type("n")
        await hands.until("5 of 9")
    others = (one.patient.id for one in practice.store.caseload() if one.patient.id != who)
    assert all(practice.store.case(other).drafts == () for other in others)


async def test_a_form_with_no_answer_at_all_is_passed_over(practice: Practice) -> None:
    case = people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        await hands.press(*["right"] * 10)
        await hands.until("10 questions have no answer")
        await hands.press("down", "enter")
        await hands.until("Form 2 of 2")
    after = practice.store.case(case.patient.id)
    assert after.drafts == ()
    assert after.results == case.results


async def test_the_first_time_a_pin_is_chosen_before_the_laptop_is_handed_over(
    practice: Practice,
) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.press("h", "enter")
        await hands.until("Choose a PIN")
        await hands.press(*"1357", "enter", *"1357", "enter")
        await hands.until("Question 1 of 10")
        await take_back(hands, "1357")


async def test_what_has_no_words_for_the_person_is_not_handed_over(practice: Practice) -> None:
    case = practice.person(30, instrument="ors")
    for one in case.battery:
        practice.store.unschedule(case.patient.id, one.instrument)
    async with in_session(practice.app()) as hands:
        await hands.press("h")
        await hands.until("Not ORS: its item text is not installed")
        await hands.press("enter")
        assert hands.screen == "HandOverStartScreen"
        await hands.press("escape")
        assert hands.screen == "SessionScreen"


async def test_what_cannot_be_kept_is_said_calmly_and_stays_on_the_screen(
    practice: Practice,
) -> None:
    people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        with practice.read_only_disk():
            await hands.type("1")
            await hands.until("could not be saved. Please tell your therapist.")
            await hands.press("down")
            assert "could not be saved" in hands.text
            await hands.type("11111111" + "1")
            await hands.press("down", "enter")
            await hands.until("could not be sent. Please tell your therapist.")
        await hands.press("enter")
        await hands.until("Form 2 of 2")


def every_key() -> list[str]:
    """Whatever any screen or Textual itself binds, and what a terminal can send beside it."""
    ours = {
        key for commands in BY_SCREEN.values() for one in commands for key in one.key.split(",")
    }
    theirs = {
        key
        for bindings in (
            RomtuiApp.BINDINGS,
            *(each.BINDINGS for each in RomtuiApp.__mro__ if hasattr(each, "BINDINGS")),
        )
        for binding in bindings
        for key in getattr(binding, "key", "").split(",")
    }
    controls = {f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    more = {f"f{number}" for number in range(1, 13)} | {"tab", "shift+tab", "delete", "insert"}
    return sorted((ours | theirs | controls | more) - {"", "escape", "enter"})


async def test_no_key_of_the_program_reaches_anything_but_the_form(practice: Practice) -> None:
    people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        theme = hands.app.theme
        await hands.press(*every_key())
        assert hands.screen == "HandOverScreen"
        assert hands.app.theme == theme
        await hands.press("escape", *every_key())
        assert hands.screen == "PinScreen"
        await hands.press("escape")
        assert hands.screen == "HandOverScreen"
        assert hands.app.workspace is not None


async def test_mouse_paste_and_stop_do_nothing(practice: Practice) -> None:
    people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        before = hands.text
        for at_row in range(0, 24, 3):
            about = (None, 10, at_row, 0, 0, 1, False, False, False)
            for kind in (
                events.MouseMove,
                events.MouseDown,
                events.MouseUp,
                events.MouseScrollDown,
            ):
                hands.app.post_message(kind(*about))
        hands.app.post_message(events.Paste("1111:q\n2468"))
        await hands.pilot.pause()
        assert hands.text == before
        await hands.press("escape")
        hands.app.post_message(events.Paste(f"{PIN}\n"))
        await hands.press("enter")
        assert hands.screen == "PinScreen"
        hands.app.action_step_out()
        assert hands.app.is_running
        await hands.press("escape")
        assert hands.text == before


async def test_a_window_made_tiny_and_large_again_opens_nothing(practice: Practice) -> None:
    people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        await hands.type("12")
        for size in ((20, 5), (1, 1), (40, 12)):
            await hands.pilot.resize_terminal(*size)
            await hands.pilot.pause()
            for key in ("q", "escape", "colon", "f1", "ctrl+q", "ctrl+c", "ctrl+x", "1", "enter"):
                hands._post(key)
            await hands.press("3")
            assert hands.screen == "TooSmallScreen"
        await hands.pilot.resize_terminal(*SMALL)
        await hands.until("Question 3 of 10")
        assert hands.screen == "HandOverScreen"


async def test_three_wrong_pins_lock(practice: Practice) -> None:
    people(practice)
    with pytest.raises(Relaunched):
        async with at(practice.app()) as hands:
            await hand_over(hands)
            await hands.press("escape")
            for _ in range(3):
                await hands.press(*"1111", "enter")


async def test_random_keys_never_leave_the_form(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(practice)
    random = Random(20261124)  # noqa: S311 -- the same keys every time
    keys = [*every_key(), *"0123456789", "up", "down", "left", "right", "enter", *"aqwvhs"] * 2
    keys += ["escape", *["enter", "down", "right"] * 12]
    app = practice.app()
    async with at(app) as hands:
        await hand_over(hands)
        with every_line(monkeypatch) as lines:
            monkeypatch.setattr(app, "wrong_pins", -RANDOM_KEYS)
            screen = app.screen
            assert isinstance(screen, HandOverScreen)
            begun, asked, thanked = screen._handed, 0, 0
            for number in range(RANDOM_KEYS):
                key = random.choice(keys)
                if app.screen is not app.kiosk and number % 8 == 0:
                    key, asked = "escape", asked + 1
                character = key if len(key) == 1 else None
                await app.deliver(events.Key(NAMED.get(key, key), character))
                if key == "escape" or number % 500 == 0:
                    await hands.pilot.pause()
                assert type(app.screen).__name__ in ITS_OWN, key
                if screen._handed.page is Page.THANKS and number % 4 == 0:
                    screen._show(begun)
                    thanked += 1
            assert asked >= RANDOM_KEYS // 500, (asked, thanked)
            assert thanked >= RANDOM_KEYS // 500, (asked, thanked)
            await hands.press("up")
        assert not found(not_for_them(), "\n".join(lines))
        assert app.kiosk is not None


async def test_every_question_and_answer_of_every_form_is_whole_on_the_smallest_window(
    practice: Practice,
) -> None:
    people(practice)
    async with at(practice.app(), (60, 20)) as hands:
        await hand_over(hands)
        form = hands.app.screen.query_one(SelfReportForm)
        width, height = form.size
        for instrument in (one for one in INSTRUMENTS.values() if one.with_text):
            handed = HandOver((Filling.start(instrument, TODAY),)).shown()
            while handed.page is not Page.REVIEW:
                form.set_reactive(SelfReportForm.handed, handed)
                lines = [line.plain for line in form.draw(width, height)]
                text = " ".join(" ".join(lines).split())
                assert len(lines) <= height
                assert " ".join(handed.item.text.split()) in text
                for option in handed.item.choices:
                    assert f"{option.printed} " in text
                    assert option.label in text, (instrument.id, handed.item.number, lines)
                assert "for your therapist" in text
                assert instrument.notice.replace(" ", "") in text.replace(" ", "")
                handed = handed.forward()


async def test_a_passphrase_that_is_still_tried_opens_nothing_once_one_went_back(
    practice: Practice,
) -> None:
    people(practice)
    async with at(practice.app()) as hands:
        await hand_over(hands)
        await hands.press("escape")
        card = hands.app.screen.query_one(PinCard)
        await hands.press("escape")
        card._answered("", True)
        await hands.press("1")
        await hands.until("Question 2 of 10")
        card._answered("", False)
        assert hands.app.wrong_pins == 1
