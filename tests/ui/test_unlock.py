"""The first run, the passphrase, the recovery code."""

import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from romtui.ui.dependencies import Workspace
from romtui.ui.widgets.inputs import SecretInput
from tests.ui.conftest import PASSPHRASE, Practice, Relaunched
from tests.ui.hands import LARGE, SMALL, Hands, at

OTHER = "pepper window saddle orange tunnel feather"


def code_in(text: str) -> str:
    code = re.search(r"^\s*([0-9A-Z]{4,}(?:-[0-9A-Z]{2,})+)\s*$", text, re.MULTILINE)
    assert code is not None
    return code.group(1)


def six_words(text: str) -> list[str]:
    """The six words on offer."""
    return next(
        line.split() for line in text.splitlines() if len(line.split()) == 6 and line.islower()
    )


async def test_the_first_run_makes_a_vault_and_has_the_code_typed_back(
    empty_folder: Practice,
) -> None:
    async with at(empty_folder.locked_app(), SMALL) as hands:
        await hands.until("Use six words")
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        await hands.until("once more")
        assert PASSPHRASE not in hands.text
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        text = await hands.until("nobody can")
        code = code_in(text)
        await hands.type("wrong")
        await hands.press("enter")
        await hands.until("not match the code above")
        assert not (empty_folder.folder).exists()
        await hands.type(code.lower().replace("-", " "))
        await hands.press("enter")
        await hands.until("Press n to add your first patient")
    empty_folder.store.close()
    empty_folder.vault.unlock(code).close()


async def test_two_different_passphrases_are_asked_again(empty_folder: Practice) -> None:
    async with at(empty_folder.locked_app()) as hands:
        before = await hands.until("Use six words")
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        await hands.type(OTHER)
        await hands.press("enter")
        after = await hands.until("did not match")
        assert six_words(after) == six_words(before)
    assert not (empty_folder.folder / "vault.hdr").exists()


async def test_leaving_before_the_code_is_typed_back_leaves_no_vault(
    empty_folder: Practice,
) -> None:
    async with at(empty_folder.locked_app()) as hands:
        await hands.until("Use six words")
        for _ in range(2):
            await hands.type(PASSPHRASE)
            await hands.press("enter")
        await hands.until("nobody can")
        await hands.press("ctrl+c")
    assert not empty_folder.folder.exists()


async def test_a_vault_that_cannot_be_made_is_said_and_tried_again(
    empty_folder: Practice,
) -> None:
    async with at(empty_folder.locked_app()) as hands:
        await hands.until("Use six words")
        for _ in range(2):
            await hands.type(PASSPHRASE)
            await hands.press("enter")
        code = code_in(await hands.until("nobody can"))
        empty_folder.folder.write_text("in the way")
        await hands.type(code)
        await hands.press("enter")
        await hands.until("is a file, not a folder")
        empty_folder.folder.unlink()
        await hands.type(code)
        await hands.press("enter")
        await hands.until("Press n to add your first patient")
    empty_folder.store.close()
    empty_folder.vault.unlock(code).close()


async def test_a_weak_passphrase_is_refused_in_a_sentence(empty_folder: Practice) -> None:
    async with at(empty_folder.locked_app()) as hands:
        await hands.until("Use six words")
        await hands.type("12345678")
        await hands.press("enter")
        await hands.until("romtui")
        assert "once more" not in hands.text
    assert not (empty_folder.folder / "vault.hdr").exists()


async def slip(practice: Practice) -> None:
    """Type a wrong passphrase: the process is replaced."""
    with pytest.raises(Relaunched):
        async with at(practice.locked_app()) as hands:
            await hands.until("Passphrase")
            practice.wait(60)
            await hands.press(*"not this one at all", "enter")
            await hands.until_it_ends()


async def test_a_wrong_passphrase_begins_anew_says_so_and_the_right_one_opens(
    practice: Practice,
) -> None:
    practice.store.close()
    await slip(practice)
    async with at(practice.locked_app()) as hands:
        text = await hands.until("Wrong passphrase or recovery code")
        assert "The next try" not in text
        await hands.press(*PASSPHRASE, "enter")
        await hands.until("Caseload")
        assert "wrong passphrase" not in hands.text
        assert [entry.what for entry in practice.store.log(1)] == [
            "1 wrong passphrase before this unlock"
        ]


async def test_from_the_second_wrong_passphrase_on_the_next_try_waits(practice: Practice) -> None:
    practice.store.close()
    for _ in range(4):
        await slip(practice)
    async with at(practice.locked_app()) as hands:
        await hands.until("Next try in 4 s.")
        await hands.press(*PASSPHRASE, "enter")
        practice.wait(3)
        await hands.until("Next try in 1 s.")
        await hands.press("enter")
        assert hands.screen == "UnlockScreen"
        practice.wait(1)
        await hands.press("enter")
        await hands.until("4 wrong passphrases before this unlock.")
        assert "4 wrong passphrases before this unlock" in practice.store.log(1)[0].what
        practice.store.close()
    async with at(practice.locked_app()) as hands:
        await hands.press(*PASSPHRASE, "enter")
        await hands.until("Caseload")
        assert "wrong" not in practice.store.log(1)[0].what


async def test_a_refusal_that_is_no_wrong_passphrase_is_not_counted(practice: Practice) -> None:
    with pytest.raises(Relaunched):
        async with at(
            Practice(practice.folder, environment=practice.environment).locked_app()
        ) as hands:
            await hands.press(*PASSPHRASE, "enter")
            await hands.until_it_ends()
    async with at(practice.locked_app()) as hands:
        await hands.until("open in another")
    assert practice.environment == {}


async def test_what_is_typed_while_the_vault_opens_is_for_the_caseload(
    practice: Practice,
) -> None:
    steady, sought = practice.person(12, 12), practice.person(12, 11)
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await hands.press(*PASSPHRASE, "enter", "/", *sought.patient.code, "enter", "n", "b")
        text = await hands.until("Little interest")
        assert sought.patient.code in text
        assert steady.patient.code not in text


async def test_the_passphrase_is_changed(practice: Practice) -> None:
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await change_to(hands, OTHER)
        await hands.until("✓ Passphrase changed")
        practice.store.close()
    practice.vault.unlock(OTHER).close()


async def test_leaving_waits_until_the_passphrase_is_changed(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    change = Vault.change_passphrase

    def slow(vault: Vault, old: str, new: str) -> None:
        assert go_on.wait(30)
        change(vault, old, new)

    monkeypatch.setattr(Vault, "change_passphrase", slow)
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await change_to(hands, OTHER)
        await hands.until("Changing")
        await hands.press("escape")
        assert hands.screen == "PassphraseScreen"
        go_on.set()
        await hands.until("✓ Passphrase changed")
        practice.store.close()
    practice.vault.unlock(OTHER).close()


async def test_what_did_not_quite_work_is_said_after_a_change(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "romtui.store.vault.vault.write_copies", lambda *_: ("Changed, but one copy is old.",)
    )
    practice.store.close()
    async with at(practice.locked_app(), LARGE) as hands:
        await change_to(hands, OTHER)
        await hands.until("✓ Passphrase changed. Changed, but one copy is old.")
        await hands.press("escape")
        await hands.until("✓ Passphrase changed")
        practice.store.close()


async def test_a_wrong_passphrase_leaves_its_field_when_it_is_refused(practice: Practice) -> None:
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await change_to(hands, OTHER, old="not this one at all")
        await hands.until("Wrong passphrase or recovery code")
        assert hands.app.screen.query_one("#old", SecretInput).value == ""
        practice.store.close()


async def change_to(hands: Hands, new: str, *, old: str = PASSPHRASE) -> None:
    await hands.until("Passphrase")
    await hands.type(PASSPHRASE)
    await hands.press("enter")
    await hands.until("Caseload")
    await hands.type("p")
    await hands.until("Change the passphrase")
    for words in (old, new, new):
        await hands.type(words)
        await hands.press("enter")


async def test_a_passphrase_cannot_be_copied_out_of_its_field(practice: Practice) -> None:
    practice.store.close()
    app = practice.locked_app()
    async with at(app) as hands:
        await hands.until("Passphrase")
        await hands.type("secret words")
        field = app.screen.query_one("#secret")
        for action in ("select_all", "copy", "cut"):
            await field.run_action(action)
        assert not app.clipboard


async def test_a_vault_that_is_not_ours_is_said_and_esc_leaves(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    app = Practice(tmp_path).locked_app()
    async with at(app) as hands:
        await hands.until("Esc quits")
        assert "Passphrase" not in hands.text
        await hands.press("escape")
    assert app.return_code == 1


async def test_what_was_found_while_opening_is_said_in_the_caseload(practice: Practice) -> None:
    practice.store.close()
    (practice.folder / "vault.hdr").write_bytes(b"")
    async with at(practice.locked_app()) as hands:
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        await hands.until("Caseload")
        await hands.until("header")


async def test_a_passphrase_typed_at_once_opens_after_what_it_needs_was_loaded(
    practice: Practice,
) -> None:
    practice.store.close()
    app, done = practice.locked_app(), list[str]()
    prepare = app.dependencies.prepare

    def prepared(store: Store) -> Workspace:
        done.append("opened")
        return prepare(store)

    app.dependencies = replace(
        app.dependencies, warm_up=lambda: done.append("loaded"), prepare=prepared
    )
    async with at(app, SMALL) as hands:
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        await hands.until("Caseload")
    assert done[-2:] == ["loaded", "opened"]
    assert done.count("loaded") == 2
