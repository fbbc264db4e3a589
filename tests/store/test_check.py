"""A look at everything names what is wrong and changes nothing."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from romtui.domain.check_result import CheckResult
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.store.backup.manifest import count_contents
from romtui.store.db import engine
from romtui.store.errors import AlreadyOpen, DatabaseDamaged, VaultError
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import (
    CANARY,
    PASSPHRASE,
    WITH_SAFETY,
    draft,
    flip,
    form,
    on_disk,
    records_key_in,
    worked_case,
)


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    store.import_cases([worked_case("A-001"), worked_case("A-002")])
    store.amend(1, form(WITH_SAFETY), Private(CANARY))
    store.close()
    return folder


def wrong(vault: Vault) -> list[CheckResult]:
    return [result for result in vault.check(PASSPHRASE, STORED) if not result.good]


def spoil(folder: Path, *statements: str) -> None:
    """Change rows behind the program's back, with the key."""
    connection = engine.connect(folder / "records.db", records_key_in(folder))
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_whole_records_are_said_to_be_and_left_as_they_are(closed: Path, vault: Vault) -> None:
    before = on_disk(closed)
    results = list(vault.check(PASSPHRASE, STORED))
    assert all(result.good for result in results)
    assert [result.what for result in results][-7:] == [
        "25 stored scores, 25 recomputed from their answers",
        "2 patients",
        "24 sessions",
        "24 results",
        "25 versions of results",
        "0 unfinished forms",
        "backups here: 0 would restore",
    ]
    assert on_disk(closed) == before


def test_a_wrong_score_anywhere_in_a_history_is_named(closed: Path, vault: Vault) -> None:
    spoil(
        closed,
        "DROP TRIGGER result_version_no_update",
        "UPDATE result_version SET total = '20' WHERE result_id = 1 AND n = 1",
    )
    schema, scores = wrong(vault)
    assert "result_version_no_update" in schema.detail
    assert scores.detail == "different from their answers: A-001, MOOD-9 of 2026-09-07"


def test_rows_that_point_nowhere_are_named(closed: Path, vault: Vault) -> None:
    spoil(closed, "UPDATE session SET patient_id = 99 WHERE patient_id = 1")
    assert [result.what for result in wrong(vault)] == ["references between tables"]


def test_a_damaged_page_is_counted(closed: Path, vault: Vault) -> None:
    flip(closed / "records.db", 4096 * 5 + 77)
    pages, *_ = wrong(vault)
    assert pages.detail == "1 cannot be authenticated; restore a backup"


def test_a_bad_copy_of_the_key_is_named_and_not_mended(closed: Path, vault: Vault) -> None:
    flip(closed / "vault.hdr2", 30)
    before = on_disk(closed)
    (header,) = wrong(vault)
    assert "vault.hdr2" in header.detail
    assert on_disk(closed) == before


def test_a_questionnaire_that_is_gone_is_asked_for(closed: Path, vault: Vault) -> None:
    wrong = [result for result in vault.check(PASSPHRASE, {}) if not result.good]
    assert [result.detail[-5:] for result in wrong] == ["mood9"]


def test_nobody_checks_what_somebody_has_open(vault: Vault, store: Store) -> None:
    with pytest.raises(AlreadyOpen):
        list(Vault(vault.folder, kdf=Kdf.cheap()).check(PASSPHRASE, STORED))


@pytest.fixture
def reader(closed: Path) -> Vault:
    return Vault(closed, kdf=Kdf.cheap(), read_only=True)


def test_open_for_reading_only_nothing_is_ever_written(closed: Path, reader: Vault) -> None:
    before = on_disk(closed)
    store = reader.unlock(PASSPHRASE)
    store.use(STORED)
    store.renew_summaries()
    assert len(store.case(1).results) == 12
    with pytest.raises(UserError, match="open read-only"):
        store.keep_draft(1, draft())
    assert not store.back_up_if_changed()
    assert reader.notes == ("Read-only: nothing you enter will be saved.",)
    store.close()
    assert on_disk(closed) == before


def test_what_can_be_read_of_damaged_records_is_read(closed: Path, reader: Vault) -> None:
    """Each page damaged in turn: what opens shows no wrong value, and another question goes on."""
    whole = (closed / "records.db").read_bytes()
    store = reader.unlock(PASSPHRASE)
    store.use(STORED)
    right = [store.case(number).results for number in (1, 2)]
    store.close()
    read = 0
    for page in range(2, len(whole) // 4096, 3):
        (closed / "records.db").write_bytes(whole)
        flip(closed / "records.db", 4096 * page + 99)
        store = reader.unlock(PASSPHRASE)
        store.use(STORED)
        for number in (1, 2):
            with suppress(DatabaseDamaged):
                assert store.case(number).results == right[number - 1]
                read += 1
        store.close()
    assert read > 4


def test_what_a_crash_left_in_the_log_is_read_too(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    store.import_cases([worked_case("A-001")])
    shutil.copytree(folder, tmp_path / "crashed")
    reader = Vault(tmp_path / "crashed", kdf=Kdf.cheap(), read_only=True)
    again = reader.unlock(PASSPHRASE)
    assert [row.patient.code for row in again.caseload()] == ["A-001"]
    again.close()
    left = {path.name for path in (tmp_path / "crashed").iterdir()}
    assert not any(name.startswith(".check-") for name in left)


@pytest.mark.parametrize("table", ["result_version", "patient", "discussion"])
def test_pages_that_are_whole_but_do_not_fit_together_are_named(
    closed: Path, vault: Vault, table: str
) -> None:
    spoil(
        closed,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET rootpage = 3 WHERE name = '{table}'",  # noqa: S608
    )
    before = on_disk(closed)
    assert "how the pages fit together" in {result.what for result in wrong(vault)}
    assert on_disk(closed) == before


def test_rows_that_cannot_be_counted_are_told_of_in_a_sentence() -> None:
    class Torn:
        def execute(self, *_: object) -> None:
            raise dbapi2.DatabaseError("database disk image is malformed")

    with pytest.raises(VaultError):
        count_contents(Torn())
