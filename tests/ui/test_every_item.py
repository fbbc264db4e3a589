"""Every item of every shipped questionnaire, entered once on a small terminal."""

import pytest

from romtui.domain.instrument import Instrument
from romtui.domain.preferences import Scheduled
from tests.ui.conftest import INSTRUMENTS, Practice
from tests.ui.hands import Hands, in_session

WITH_TEXT = [one.id for one in INSTRUMENTS.values() if one.with_text]


def on_one_line(text: str) -> str:
    """What is written, whatever its line breaks."""
    return " ".join(text.split())


def answers_of(instrument: Instrument) -> tuple[int, ...]:
    """A different answer from item to item, so that none can stand for another."""
    return tuple(item.options[item.number % len(item.options)].value for item in instrument.items)


async def answer(hands: Hands, hi: int, value: int) -> None:
    await hands.type(str(value))
    if hi > 9:
        await hands.press("enter")


@pytest.mark.parametrize("instrument_id", WITH_TEXT)
async def test_every_item_is_read_whole_and_answered_once(
    practice: Practice, instrument_id: str
) -> None:
    instrument = INSTRUMENTS[instrument_id]
    person = practice.person()
    for usual in ("phq9", "gad7"):
        practice.store.unschedule(person.patient.id, usual)
    practice.store.schedule(person.patient.id, Scheduled(instrument_id))
    answers = answers_of(instrument)
    async with in_session(practice.app()) as hands:
        await hands.type("z")
        for item, value in zip(instrument.items, answers, strict=True):
            seen = on_one_line(hands.text)
            assert on_one_line(f"{item.number} of {len(answers)} {item.text}") in seen
            for option in item.choices:
                said = option.label if option.label == option.printed else None
                assert on_one_line(said or f"{option.printed} {option.label}") in seen, option
            assert on_one_line(instrument.stem or instrument.period) in seen
            await answer(hands, item.hi, value)
        await hands.until("session 1")
    (result,) = practice.store.case(person.patient.id).results
    assert result.answers == answers


def test_there_are_twenty_questionnaires_with_their_words() -> None:
    assert len(WITH_TEXT) == 20
