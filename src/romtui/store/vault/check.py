"""A look at everything in a vault that changes nothing: files, pages, rows, scores, backups."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from romtui.domain.check_result import CheckResult
from romtui.domain.instrument import Instrument
from romtui.domain.personal_measures import WithOwn
from romtui.store import texts
from romtui.store.backup.manifest import count_contents
from romtui.store.backup.repository import second_place_of
from romtui.store.backup.verify import Backup, verify_archives, verify_backups
from romtui.store.db import engine, migrations
from romtui.store.db.wal import Reach, Tail, tail_of
from romtui.store.disk.folder import LOG, RECORDS
from romtui.store.disk.header_copies import fault_in_copies, header_for
from romtui.store.errors import VaultError
from romtui.store.records.cases import read_own
from romtui.store.records.versions import adds_up, can_be_computed, read_all_versions

_LOG_IS: Final = {
    Tail.WHOLE: "",
    Tail.DOUBTFUL: texts.LAST_CHANGE_IN_PART,
    Tail.CUT: texts.LOG_END_MISSING,
    Tail.DAMAGED: texts.LOG_DAMAGED,
}


def check_vault(
    folder: Path, key: bytes, instruments: Mapping[str, Instrument], reached: str = ""
) -> Iterator[CheckResult]:
    """Look at a vault that nobody has open. What cannot be read is a result, never raised.

    `reached` is up to where its log was acknowledged.
    """
    yield from _files(folder, key, reached)
    try:
        with engine.reading(folder / RECORDS, key) as connection:
            yield from _structure(connection)
            yield from _rows(connection, instruments)
    except VaultError as error:
        yield CheckResult(texts.RECORDS, good=False, detail=str(error))
    yield from _backups(folder, key)


def _files(folder: Path, key: bytes, reached: str) -> Iterator[CheckResult]:
    fault = fault_in_copies(folder, key)
    yield CheckResult(texts.BOTH_HEADERS, good=not fault, detail=fault)
    try:
        tail = tail_of(folder / LOG, Reach.parse(reached))
    except VaultError as error:
        yield CheckResult(texts.LOG, good=False, detail=str(error))
    else:
        yield CheckResult(texts.LOG, good=tail is not Tail.DAMAGED, detail=_LOG_IS[tail])


def _structure(connection: Any) -> Iterator[CheckResult]:
    bad = len(_first_column(connection, "PRAGMA cipher_integrity_check"))
    pages = _first_column(connection, "PRAGMA page_count")[0]
    detail = texts.bad_pages(bad) if bad else ""
    yield CheckResult(texts.pages(pages), good=not bad, detail=detail)
    torn = [row for row in _first_column(connection, "PRAGMA integrity_check(3)") if row != "ok"]
    yield CheckResult(texts.PAGES_FIT, good=not torn, detail="; ".join(torn))
    loose = _first_column(connection, "PRAGMA foreign_key_check")
    detail = texts.ROWS_POINT_NOWHERE if loose else ""
    yield CheckResult(texts.REFERENCES, good=not loose, detail=detail)
    detail = _difference_of_schema(connection)
    yield CheckResult(texts.TABLES, good=not detail, detail=detail)


def _difference_of_schema(connection: Any) -> str:
    """Compare with what the migrations make, the triggers that forbid changes included."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations.STEPS):
        return texts.NEWER_TABLES
    blank = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrations.migrate(blank, back_up=lambda: None, steps=migrations.STEPS[:version])
        expected = set(blank.execute(query).fetchall())
    finally:
        blank.close()
    actual = set(connection.execute(query).fetchall())
    unlike = sorted({name for _, name, _ in expected ^ actual})
    return texts.tables_differ(unlike) if unlike else ""


def _rows(connection: Any, instruments: Mapping[str, Instrument]) -> Iterator[CheckResult]:
    contents = count_contents(connection)
    if contents.schema != len(migrations.STEPS):
        yield CheckResult(texts.SCORES, good=True, detail=texts.CHECK_AFTER_OPENING)
    else:
        yield from _scores(connection, instruments)
    for table, words in texts.COUNTED.items():
        yield CheckResult(f"{contents.tables.get(table, 0)} {words}", good=True)


def _scores(connection: Any, instruments: Mapping[str, Instrument]) -> Iterator[CheckResult]:
    """Compute every stored score anew, of all versions of all results."""
    stored, computed, unknown, wrong = 0, 0, set(), []
    with engine.to_read(connection) as rows:
        for code, patient_id, versions in read_all_versions(rows):
            known: Mapping[str, Instrument] = instruments
            own = read_own(rows, patient_id)
            if own:
                known = WithOwn(instruments, own)
            for version in versions:
                stored += 1
                instrument = known.get(version.instrument)
                if instrument is None:
                    unknown.add(version.instrument)
                    continue
                computed += can_be_computed(version, instrument)
                if not adds_up(version, instrument):
                    wrong.append(texts.score_of(code, instrument.name, version.on.isoformat()))
    what = texts.recomputed(stored, computed)
    detail = texts.wrong_scores(wrong) if wrong else ""
    yield CheckResult(what, good=not wrong, detail=detail)
    if unknown:
        detail = texts.files_missing(sorted(unknown))
        yield CheckResult(texts.QUESTIONNAIRES_USED, good=False, detail=detail)


def _backups(folder: Path, key: bytes) -> Iterator[CheckResult]:
    """Verify every backup, here and in the second location if it is there."""
    current = None
    with suppress(VaultError):  # that there is none is a result about the copies
        current = header_for(folder, key)
    yield from _verified(texts.BACKUPS_HERE, verify_backups(folder, key, current))
    there = texts.BACKUPS_THERE
    try:
        with (
            engine.reading(folder / RECORDS, key) as connection,
            engine.to_read(connection) as rows,
        ):
            second_place = second_place_of(rows)
        if second_place is not None:
            yield from _verified(there, verify_archives(second_place, folder, key, current))
    except VaultError as error:
        yield CheckResult(there, good=True, detail=str(error))


def _verified(where: str, backups: Iterator[Backup]) -> Iterator[CheckResult]:
    good = 0
    for backup in backups:
        good += backup.good
        if not backup.good or backup.remark:
            yield CheckResult(
                texts.numbered(where, backup.number),
                good=not backup.problem,
                detail=backup.problem or backup.remark,
            )
    yield CheckResult(texts.would_restore(where, good), good=True)


def _first_column(connection: Any, query: str) -> list[Any]:
    try:
        return [row[0] for row in connection.execute(query).fetchall()]
    except engine.FAILURES as error:
        raise engine.translate_db_error(error) from error
