"""The PIN in the vault, and the passphrase in its place."""

import pytest

from romtui.domain.errors import UserError
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.store.vaults import PASSPHRASE


def test_a_pin_is_kept_with_the_vault_and_only_as_a_hash(store: Store, vault: Vault) -> None:
    assert not store.has_pin()
    assert not store.pin_fits("")
    store.set_pin("4711")
    store.close()
    again = vault.unlock(PASSPHRASE)
    assert again.has_pin()
    assert again.pin_fits("4711")
    assert not again.pin_fits("4712")
    assert not again.pin_fits("passphrase \ud800")
    assert "4711" not in (again.setting("pin") or "")
    again.close()


def test_the_same_pin_never_looks_the_same(store: Store) -> None:
    store.set_pin("4711")
    kept = store.setting("pin")
    store.set_pin("4711")
    assert store.setting("pin") != kept


def test_an_unfit_pin_changes_nothing(store: Store) -> None:
    store.set_pin("4711")
    with pytest.raises(UserError):
        store.set_pin("12")
    assert store.pin_fits("4711")


def test_the_passphrase_is_checked_while_the_vault_is_open(store: Store, vault: Vault) -> None:
    assert vault.opens_with(PASSPHRASE)
    assert not vault.opens_with("4711")
    assert store.caseload() == ()
