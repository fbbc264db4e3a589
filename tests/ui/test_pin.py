"""The PIN: chosen once, asked for, and three wrong ones lock."""

import pytest

from romtui.ui.screens.pin import PinScreen
from tests.ui.conftest import PASSPHRASE, Practice, Relaunched
from tests.ui.hands import Hands, at


async def unlocked(hands: Hands) -> None:
    await hands.until("Passphrase")
    await hands.type(PASSPHRASE)
    await hands.press("enter")
    await hands.until("Caseload")


async def test_a_pin_is_asked_for_twice_before_what_needs_one(practice: Practice) -> None:
    begun: list[bool] = []
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        hands.app.with_pin(lambda: begun.append(True))
        await hands.until("Choose a PIN")
        for typed, answer in (
            ("12", "4 to 8 digits"),
            ("4711", "once more"),
            ("4712", "did not match"),
            ("4711", "once more"),
        ):
            await hands.press(*typed, "enter")
            await hands.until(answer)
        assert not begun
        await hands.press(*"4711", "enter")
        await hands.until("Caseload")
        assert begun == [True]
        hands.app.with_pin(lambda: begun.append(True))
        assert begun == [True, True]
    assert practice.store.pin_fits("4711")


@pytest.mark.parametrize("typed", ["4711", PASSPHRASE])
async def test_the_pin_or_the_passphrase_is_right(practice: Practice, typed: str) -> None:
    practice.store.set_pin("4711")
    practice.store.close()
    gone: list[bool | None] = []
    async with at(practice.locked_app()) as hands:
        await unlocked(hands)
        hands.app.push_screen(PinScreen("For the therapist"), gone.append)
        await hands.until("PIN or passphrase")
        await hands.press("0", "0", "0", "0", "enter")
        await hands.until("2 tries left")
        await hands.press(*typed, "enter")
        await hands.until("Caseload")
        assert gone == [True]
        assert hands.app.wrong_pins == 0
        practice.store.close()


async def test_the_third_wrong_one_locks_however_often_one_goes_back(practice: Practice) -> None:
    practice.store.set_pin("4711")
    with pytest.raises(Relaunched):
        async with at(practice.app()) as hands:
            await hands.until("Caseload")
            for typed in ("0000", "passphrase", "1111"):
                hands.app.push_screen(PinScreen("For the therapist"))
                await hands.until("For the therapist")
                await hands.press(*typed, "enter")
                await hands.press("escape")
