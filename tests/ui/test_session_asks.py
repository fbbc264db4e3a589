"""While the session asks: keys typed ahead, the curtain, the lock, and what is computed anew."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Form
from romtui.domain.discussion import Fit
from romtui.domain.parts import trend_of
from romtui.domain.patterns import detect
from romtui.domain.settings import Settings
from romtui.ui.flow import FLOW
from romtui.ui.session import view
from tests.ui.conftest import TODAY, Practice, Relaunched
from tests.ui.hands import LARGE, in_session

PIN = "4711"


async def test_a_whole_talk_can_be_typed_ahead(practice: Practice) -> None:
    case = practice.person(20, 10)
    async with in_session(practice.app()) as hands:
        await hands.press(
            *"f2better",
            *("enter", "e"),
            *"new job",
            *("enter", "a"),
            *"walk",
            *("enter", "x"),
            *"0tired",
            *("enter", "escape"),
        )
        await hands.until("Caseload")
    case = practice.store.case(case.patient.id)
    latest = case.results[-1]
    assert (latest.fit, latest.fit_words.reveal()) == (Fit.PARTLY, "better")
    assert [event.what.reveal() for event in case.events] == ["new job"]
    assert [agreement.what.reveal() for agreement in case.agreements] == ["walk"]
    assert {skip.reason.reveal() for skip in case.skips} == {"tired"}


async def test_the_key_that_passes_a_question_by_does_what_it_always_does(
    practice: Practice,
) -> None:
    case = practice.person(20, 10)
    async with in_session(practice.app()) as hands:
        await hands.press("f", "e", *"1", "enter")
        await hands.until("recorded")
        await hands.press("1")
    case = practice.store.case(case.patient.id)
    assert len(case.events) == 1
    assert case.results[-1].fit is None


@pytest.mark.parametrize(
    ("keys", "asked"), [("f2", "How would they put it"), ("e", "What happened"), ("x0", "Why not")]
)
async def test_the_curtain_covers_what_the_session_asks_and_brings_it_back(
    practice: Practice, keys: str, asked: str
) -> None:
    case = practice.person(20, 10)
    practice.store.set_pin(PIN)
    async with in_session(practice.app()) as hands:
        await hands.press(*keys, *"half", "ctrl+l")
        assert asked not in await hands.until("Screen hidden")
        await hands.press(*"4712", "enter", *PIN, "enter", *" and half", "enter")
        await hands.until("session 1")
        assert hands.screen == "SessionScreen"
    case = practice.store.case(case.patient.id)
    kept = {
        "f2": case.results[-1].fit_words,
        "e": case.events[0].what if case.events else None,
        "x0": case.skips[0].reason if case.skips else None,
    }[keys]
    assert kept is not None
    assert kept.reveal() == "half and half"


@pytest.mark.parametrize("keys", ["f", "f2canary", "ecanary", "acanary", "x0canary"])
async def test_the_lock_takes_no_answer_to_what_the_session_asks(
    practice: Practice, keys: str
) -> None:
    case = practice.person(20, 10)
    with pytest.raises(Relaunched):
        async with in_session(practice.app()) as hands:
            await hands.press(*keys)
            assert [worker for worker in hands.app.workers if worker.group == FLOW]
            practice.store.close = lambda: None  # type: ignore[method-assign]
            hands.app.call_later(hands.app.action_lock)
            await hands.until_it_ends()
    assert not [worker for worker in hands.app.workers if worker.group == FLOW]
    assert practice.store.case(case.patient.id) == case
    assert hands.app.workspace is None


async def test_no_digit_of_the_pin_answers_what_is_asked_below_the_curtain(
    practice: Practice,
) -> None:
    case = practice.person(20, 10)
    practice.store.set_pin(PIN)
    async with in_session(practice.app()) as hands:
        await hands.press("f")
        await hands.until("match how they feel")
        await hands.press("ctrl+l", *PIN, "enter")
        await hands.until("session 1")
    assert practice.store.case(case.patient.id).results[-1].fit is None


async def test_a_raised_digit_is_no_digit(practice: Practice) -> None:
    practice.person(20, 10)
    async with in_session(practice.app()) as hands:
        await hands.press("g", "²", "2")
        await hands.until("said")


async def test_rules_and_courses_are_worked_out_once_for_each_state_of_a_case(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = practice.person(20, 15, 10)
    practice.store.change_settings(Settings(preview=False))
    for weeks in (2, 1):
        on = TODAY - timedelta(weeks=weeks)
        practice.store.record(case.patient.id, Form("gad7", on, total=Decimal(10)))
    calls: Counter[str] = Counter()

    def counted_detect(*about: object) -> object:
        calls["detect"] += 1
        return detect(*about)  # type: ignore[arg-type]

    def counted_trend(*about: object) -> object:
        calls["trend"] += 1
        return trend_of(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(view, "detect", counted_detect)
    monkeypatch.setattr(view, "trend_of", counted_trend)
    once = {"detect": 1, "trend": 2}
    async with in_session(practice.app(), LARGE) as hands:
        assert calls == once
        for keys, computed in (
            (("down", "up", "tab", "shift+tab", "space", "g", "left", "escape"), {}),
            (("s",), once),
            (("n", "b", *"11111111"), {}),
            (("1",), once),
        ):
            calls.clear()
            await hands.press(*keys)
            assert calls == computed, keys


async def test_a_digit_that_is_no_answer_is_said_and_the_question_stays(
    practice: Practice,
) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9 + "7")
        await hands.until("7 is not one of the answers.")
        await hands.type("2")
        await hands.until("The question after the PHQ-9: 2 Very difficult")
    (result,) = practice.store.case(person).results
    assert (result.total, result.followup) == (Decimal(9), 2)


async def test_once_the_score_of_today_is_seen_nobody_is_asked_as_if_it_was_not(
    practice: Practice,
) -> None:
    practice.person(12, 13)
    async with in_session(practice.app()) as hands:
        await hands.press("j")
        await hands.until("How do they seem since last time?")
        assert "Before you see the score" not in hands.text
