"""A real encrypted store in a folder of its own, and a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import opened_first
from tests.people.questionnaires import STORED
from tests.store.vaults import CANARY, PASSPHRASE, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path, clock: Clock) -> Vault:
    return Vault(folder, kdf=Kdf.cheap(), now=clock)


@pytest.fixture
def store(vault: Vault) -> Iterator[Store]:
    made = opened_first(vault, PASSPHRASE)
    made.use(STORED)
    yield made
    made.close()


@pytest.fixture
def person(store: Store) -> Case:
    return store.add_patient(name=Private(CANARY))
