"""What the start hands to the screens."""

from pathlib import Path

import pytest

from romtui import start
from romtui.domain.errors import UserError
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
