"""The vault's files are moved or deleted while the screens are on."""

import shutil
from contextlib import nullcontext
from dataclasses import replace

import pytest

from romtui.ui.app import RomtuiApp
from tests.ui.conftest import PASSPHRASE, Practice, Relaunched
from tests.ui.hands import Hands, in_session


def with_vault(app: RomtuiApp, practice: Practice) -> None:
    app.dependencies = replace(app.dependencies, vault=practice.vault)


async def typed_into_nothing(hands: Hands, practice: Practice) -> None:
    """Eight answers, the vault is deleted, the ninth cannot be saved."""
    await hands.type("n" + "21212121")
    shutil.rmtree(practice.folder)
    await hands.type("0")
    await hands.until("was moved, replaced or deleted")
    assert "Saved" not in hands.text


async def test_a_form_that_cannot_be_saved_stays_and_is_saved_elsewhere(practice: Practice) -> None:
    person = practice.person()
    app = practice.app()
    async with in_session(app) as hands:
        with_vault(app, practice)
        await typed_into_nothing(hands, practice)
        assert "save the records elsewhere" in " ".join(hands.text.split())
        await hands.type(":")
        await hands.type("save records")
        await hands.press("enter")
        await hands.until("Keep the records in which folder")
        await hands.press("enter")
        await hands.until("This window continues there")
        await hands.press("enter")
        await hands.until("Saved")
        app.leave()
        await hands.until_it_ends()
    assert app.parting == ""
    again = practice.vault.unlock(PASSPHRASE)
    again.use(practice.store._instruments)
    (result,) = again.case(person.patient.id).results
    assert result.answers == (2, 1, 2, 1, 2, 1, 2, 1, 0)
    again.close()


@pytest.mark.parametrize("key", ["ctrl+x", "ctrl+c"])
async def test_locking_and_leaving_keep_what_was_deleted_with_the_open_form(
    practice: Practice, key: str
) -> None:
    person = practice.person()
    app = practice.app()
    with pytest.raises(Relaunched) if key == "ctrl+x" else nullcontext():
        async with in_session(app) as hands:
            with_vault(app, practice)
            await typed_into_nothing(hands, practice)
            await hands.press(key, key)
            await hands.until_it_ends()
    assert "kept in" in app.parting
    assert practice.environment["ROMTUI_LOCKED_BY"] == "vault-gone"
    again = practice.vault.unlock(PASSPHRASE)
    again.use(practice.store._instruments)
    (draft,) = again.case(person.patient.id).drafts
    assert draft.answers == (2, 1, 2, 1, 2, 1, 2, 1, 0)
    again.close()


async def test_a_vault_that_was_moved_is_named_at_the_end_and_has_the_form_that_was_begun(
    practice: Practice,
) -> None:
    person = practice.person()
    elsewhere = practice.folder.with_name("elsewhere")
    app = practice.app()
    async with in_session(app) as hands:
        with_vault(app, practice)
        await hands.type("n1")
        practice.folder.rename(elsewhere)
        await hands.type("2")
        await hands.until("the folder back")
        app.leave()
        await hands.until_it_ends()
    assert "moved or replaced" in app.parting
    assert app.return_code == 1
    assert not practice.folder.exists()
    practice.vault.folder = elsewhere
    again = practice.vault.unlock(PASSPHRASE)
    again.use(practice.store._instruments)
    (draft,) = again.case(person.patient.id).drafts
    assert draft.answers[:3] == (1, 2, None)
    again.close()


async def test_where_a_vault_went_is_said_and_the_lock_comes_even_if_closing_breaks(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.person()
    app = practice.app()

    def fails() -> None:
        raise RuntimeError("the disk broke")

    with pytest.raises(Relaunched):
        async with in_session(app) as hands:
            with_vault(app, practice)
            await hands.type("n1")
            shutil.rmtree(practice.folder)
            monkeypatch.setattr(practice.store, "close", fails)
            with pytest.raises(RuntimeError):
                app.leave()
            assert "kept in" in app.parting
            app.lock_after_crash("a report")
    assert practice.environment["ROMTUI_LOCKED_BY"] == "vault-gone"


async def test_an_agreement_that_cannot_be_saved_stays_in_its_field(practice: Practice) -> None:
    practice.person(12)
    async with in_session(practice.app()) as hands:
        practice.folder.rename(practice.folder.with_name("elsewhere"))
        await hands.type("a1")
        await hands.press("enter")
        await hands.until("the folder back")
        assert "One thing to try before next time" in hands.text
        practice.folder.with_name("elsewhere").rename(practice.folder)
        await hands.press("enter")
        await hands.until("Agreed")
