"""What the wiring hands to the screens."""

from pathlib import Path

import pytest

from romtui import __main__ as program
from romtui.domain.errors import Refusal
from romtui.store.vault import Kdf, Vault
from romtui.ui.wiring import Wiring

PASSPHRASE = "copper lantern violet harbour ribbon maple"


@pytest.fixture
def wiring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    monkeypatch.setattr(Kdf, "standard", Kdf.cheap)
    folder = tmp_path / "vault"
    vault = Vault(folder)
    vault.create(PASSPHRASE, Vault.offer_recovery_code()).close()
    return program._wiring([], demo=False, folder=str(folder))


def test_the_screens_are_told_what_was_put_right(wiring: Wiring, tmp_path: Path) -> None:
    (tmp_path / "vault" / "vault.hdr2").unlink()
    assert wiring.vault is not None
    opened = wiring.settle(wiring.vault.unlock(PASSPHRASE))
    assert ["vault.hdr2" in note for note in opened.notes] == [True]
    opened.store.close()


def test_a_vault_whose_content_does_not_load_is_closed_again(
    wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise Refusal("phq9.toml has a mistake.")

    assert wiring.vault is not None
    with monkeypatch.context() as failing:
        failing.setattr("romtui.content.instruments.load_instruments", broken)
        with pytest.raises(Refusal, match="mistake"):
            wiring.settle(wiring.vault.unlock(PASSPHRASE))
    wiring.settle(wiring.vault.unlock(PASSPHRASE)).store.close()
