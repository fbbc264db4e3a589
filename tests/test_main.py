"""What the start hands to the screens."""

import threading
from pathlib import Path

import pytest

from romtui import start
from romtui.domain.errors import UserError
from romtui.platform import process
from romtui.store.vault.vault import Kdf, Vault
from romtui.ui.dependencies import Dependencies

PASSPHRASE = "copper lantern violet harbour ribbon maple"


@pytest.fixture
def dependencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dependencies:
    monkeypatch.setattr(Kdf, "standard", Kdf.cheap)
    folder = tmp_path / "vault"
    vault = Vault(folder)
    vault.create(PASSPHRASE, Vault.offer_recovery_code()).close()
    return start.dependencies([], demo=False, folder=str(folder))


def test_the_screens_are_told_what_was_put_right(
    dependencies: Dependencies, tmp_path: Path
) -> None:
    (tmp_path / "vault" / "vault.hdr2").unlink()
    assert dependencies.vault is not None
    workspace = dependencies.prepare(dependencies.vault.unlock(PASSPHRASE))
    assert ["vault.hdr2" in note for note in workspace.notes] == [True]
    workspace.store.close()


def test_a_vault_whose_content_does_not_load_is_closed_again(
    dependencies: Dependencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise UserError("phq9.toml has a mistake.")

    assert dependencies.vault is not None
    with monkeypatch.context() as failing:
        failing.setattr("romtui.content.instruments.load_instruments", broken)
        with pytest.raises(UserError, match="mistake"):
            dependencies.prepare(dependencies.vault.unlock(PASSPHRASE))
    dependencies.prepare(dependencies.vault.unlock(PASSPHRASE)).store.close()


def test_who_unlocks_waits_until_what_it_needs_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loading, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def slowly_at_first() -> None:
        if not loading.is_set():
            loading.set()
            assert go_on.wait(10)

    def unlock() -> None:
        start._warm_up()
        done.set()

    monkeypatch.setattr(process, "close_memory", slowly_at_first)
    behind_the_frame = threading.Thread(target=start._warm_up)
    behind_the_frame.start()
    assert loading.wait(10)
    unlocking = threading.Thread(target=unlock)
    unlocking.start()
    assert not done.wait(0.2)
    go_on.set()
    behind_the_frame.join(10)
    unlocking.join(10)
    assert done.is_set()
