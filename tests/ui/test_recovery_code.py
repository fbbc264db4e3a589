"""A therapist who lost the paper gets a new recovery code."""

import re

import pytest

from romtui.store.errors import DiskFull, WrongSecret
from romtui.store.vault.vault import Kdf, Vault
from tests.ui.conftest import PASSPHRASE, Practice
from tests.ui.hands import SMALL, Hands, at


async def to_the_screen(hands: Hands) -> None:
    await hands.until("Passphrase")
    await hands.type(PASSPHRASE)
    await hands.press("enter")
    await hands.until("Caseload")
    await hands.type(":recovery code")
    await hands.press("enter")
    await hands.until("A new recovery code replaces the one")


def code_in(text: str) -> str:
    found = re.search(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){6}", text)
    assert found is not None
    return found[0]


async def test_the_code_is_shown_once_and_typed_back_and_the_old_one_opens_nothing(
    practice: Practice,
) -> None:
    practice.store.close()
    async with at(practice.locked_app(), SMALL) as hands:
        await to_the_screen(hands)
        await hands.type("not the passphrase at all")
        await hands.press("enter")
        await hands.until("Wrong passphrase or recovery code")
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        text = await hands.until("shown only once")
        assert PASSPHRASE not in text
        code = code_in(text)
        await hands.type("something else")
        await hands.press("enter")
        await hands.until("not match the code above")
        assert practice.vault.opens_with(practice.code.reveal())
        await hands.type(code.lower().replace("-", " "))
        await hands.press("enter")
        await hands.until("Recovery code renewed.")
        assert "recovery code renewed" in [entry.what for entry in practice.store.log(5)]
        practice.store.close()
    vault = Vault(practice.folder, kdf=Kdf.cheap())
    with pytest.raises(WrongSecret):
        vault.unlock(practice.code.reveal())
    vault.unlock(code).close()
    vault.unlock(PASSPHRASE).close()


async def test_esc_before_the_code_was_typed_leaves_the_old_one(practice: Practice) -> None:
    practice.store.close()
    async with at(practice.locked_app(), SMALL) as hands:
        await to_the_screen(hands)
        await hands.type(practice.code.reveal())
        await hands.press("enter")
        await hands.until("shown only once")
        await hands.press("enter", "escape")
        await hands.until("Caseload")
        practice.store.close()
    practice.vault.unlock(practice.code.reveal()).close()


async def test_a_code_that_cannot_be_written_is_said_and_can_be_tried_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.store.close()
    async with at(practice.locked_app(), SMALL) as hands:
        await to_the_screen(hands)
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        code = code_in(await hands.until("shown only once"))

        def full(*_: object) -> None:
            raise DiskFull("The disk is full. Free some space and try again. Nothing was changed.")

        with monkeypatch.context() as failing:
            failing.setattr("romtui.store.vault.vault.write_copies", full)
            await hands.type(code)
            await hands.press("enter")
            await hands.until("The disk is full")
        await hands.type(code)
        await hands.press("enter")
        await hands.until("Recovery code renewed.")
        practice.store.close()
    practice.vault.unlock(code).close()


async def test_a_changed_passphrase_is_in_the_log(practice: Practice) -> None:
    practice.store.note_passphrase()
    (entry,) = practice.store.log(1)
    assert (entry.what, entry.code) == ("passphrase changed", "")
