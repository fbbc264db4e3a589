"""A vault of every format there ever was opens, whole, with everything in it."""

import shutil
from pathlib import Path

import pytest

from romtui.domain.private import Private
from romtui.store.vault.vault import Kdf, Vault
from tests.fixtures import make_vault
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock

FORMATS = sorted(make_vault.HERE.glob("format-*"))


@pytest.fixture(params=["now", *FORMATS], ids=lambda param: getattr(param, "name", param))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the vault of one format; that of now is made for the occasion."""
    if request.param == "now":
        make_vault.make(tmp_path / "vault")
    else:
        shutil.copytree(request.param, tmp_path / "vault")
    return tmp_path / "vault"


def test_a_vault_of_every_format_opens_with_everything(folder: Path) -> None:
    vault = Vault(folder, kdf=Kdf.cheap(), now=Clock())
    store = vault.unlock(PASSPHRASE)
    store.use(STORED)
    store.renew_summaries()
    people = {row.patient.code: store.case(row.patient.id) for row in store.caseload()}
    assert list(people) == ["A-001", "A-002"]
    for case in people.values():
        assert case.patient.name == Private(make_vault.WORDS)
        assert len(case.results) == 1
        assert len(store.histories(case.patient.id)) == 2
        assert case.focus is not None
        assert case.drafts
        assert case.targets
    store.close()
    assert all(result.good for result in vault.check(PASSPHRASE, STORED))
