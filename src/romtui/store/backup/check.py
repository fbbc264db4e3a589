"""A look at everything in a vault that changes nothing: files, pages, rows, scores."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from romtui.domain.instrument import Instrument
from romtui.domain.personal_measures import WithOwn
from romtui.store.backup.backups import second_place
from romtui.store.backup.manifest import contents
from romtui.store.backup.repository import Backup, verified, verified_there
from romtui.store.db import engine, migrations
from romtui.store.db.wal import Reach, Tail, tail_of
from romtui.store.errors import VaultError
from romtui.store.records.cases import read_own
from romtui.store.records.versions import adds_up, can_be_computed, read_all_versions
from romtui.store.vault.folder import LOG, RECORDS
from romtui.store.vault.header_copies import copies_wrong, header_for

_COUNTED: Final = {
    "patient": "people",
    "session": "sessions",
    "result": "results",
    "result_version": "versions of results",
    "draft": "half-filled forms",
}
_LATER: Final = "the next opening brings the records up to date; check again then"


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at: what, and in a sentence what is wrong or worth knowing.

    `good` is false only for what is wrong.
    """

    what: str
    good: bool
    said: str = ""


def examine(
    folder: Path, key: bytes, instruments: Mapping[str, Instrument], reached: str = ""
) -> Iterator[Looked]:
    """Look at a vault that nobody has open. What cannot be read is said, never raised.

    `reached` is up to where its log was acknowledged.
    """
    yield from _beside(folder, key, reached)
    path = folder / RECORDS
    try:
        with engine.reading(path, key) as connection:
            yield from _structure(connection)
            yield from _rows(connection, instruments)
    except VaultError as error:
        yield Looked("records", good=False, said=str(error))
    yield from _backups(folder, key)


def _beside(folder: Path, key: bytes, reached: str) -> Iterator[Looked]:
    wrong = copies_wrong(folder, key)
    yield Looked("both copies of the key header", good=not wrong, said=wrong)
    try:
        tail = tail_of(folder / LOG, Reach.parse(reached))
    except VaultError as error:
        yield Looked("log of the last entries", good=False, said=str(error))
        return
    said = {
        Tail.WHOLE: "",
        Tail.DOUBTFUL: "its last change is there in part: look whether the last entry is there",
        Tail.CUT: "its end is missing, or all of it: look whether the last entries are there",
        Tail.DAMAGED: "it is damaged: do not open the vault before you have copied the folder",
    }[tail]
    yield Looked("log of the last entries", good=tail is not Tail.DAMAGED, said=said)


def _backups(folder: Path, key: bytes) -> Iterator[Looked]:
    """Judge every backup, here and in the second place if it is there."""
    today = None
    with suppress(VaultError):  # that there is none is said of the copies
        today = header_for(folder, key)
    yield from _judged("backups here", verified(folder, key, today))
    try:
        with (
            engine.reading(folder / RECORDS, key) as connection,
            engine.to_read(connection) as rows,
        ):
            place = second_place(rows)
        if place is not None:
            there = verified_there(place, folder, key, today)
            yield from _judged("backups in the second place", there)
    except VaultError as error:
        yield Looked("backups in the second place", good=True, said=str(error))


def _judged(where: str, backups: Iterator[Backup]) -> Iterator[Looked]:
    good = 0
    for one in backups:
        good += one.good
        if not one.good or one.remark:
            said = one.wrong or one.remark
            yield Looked(f"{where}: number {one.number}", good=not one.wrong, said=said)
    yield Looked(f"{where}: {good} would restore", good=True)


def _structure(connection: Any) -> Iterator[Looked]:
    bad = _asked(connection, "PRAGMA cipher_integrity_check")
    pages = _asked(connection, "PRAGMA page_count")[0]
    yield Looked(f"{pages} pages, each authenticated", good=not bad, said=_damaged_pages(bad))
    torn = [row for row in _asked(connection, "PRAGMA integrity_check(3)") if row != "ok"]
    yield Looked("how the pages fit together", good=not torn, said="; ".join(torn))
    loose = _asked(connection, "PRAGMA foreign_key_check")
    yield Looked("what points to what", good=not loose, said="rows point nowhere" * bool(loose))
    said = _unlike_schema(connection)
    yield Looked("tables and the fences around them", good=not said, said=said)


def _rows(connection: Any, instruments: Mapping[str, Instrument]) -> Iterator[Looked]:
    there = contents(connection)
    if there.schema != len(migrations.STEPS):
        yield Looked("scores", good=True, said=_LATER)
    else:
        yield from _scores(connection, instruments)
    for name, words in _COUNTED.items():
        yield Looked(f"{there.tables.get(name, 0)} {words}", good=True)


def _scores(connection: Any, instruments: Mapping[str, Instrument]) -> Iterator[Looked]:
    """Compute every stored score anew, of all versions of all results."""
    looked_at, computed, unknown, wrong = 0, 0, set(), []
    with engine.to_read(connection) as rows:
        for code, patient_id, versions in read_all_versions(rows):
            known: Mapping[str, Instrument] = instruments
            own = read_own(rows, patient_id)
            if own:
                known = WithOwn(instruments, own)
            for version in versions:
                looked_at += 1
                instrument = known.get(version.instrument)
                if instrument is None:
                    unknown.add(version.instrument)
                    continue
                computed += can_be_computed(version, instrument)
                if not adds_up(version, instrument):
                    wrong.append(f"{code}, {instrument.name} of {version.on.isoformat()}")
    said = "" if not wrong else f"not what the answers come to: {'; '.join(wrong)}"
    what = f"{looked_at} stored scores, {computed} computed anew from their answers"
    yield Looked(what, good=not wrong, said=said)
    if unknown:
        missing = ", ".join(sorted(unknown))
        said = f"put the files of these questionnaires back to have their scores checked: {missing}"
        yield Looked("questionnaires that are used", good=False, said=said)


def _asked(connection: Any, question: str) -> list[Any]:
    try:
        return [row[0] for row in connection.execute(question).fetchall()]
    except engine.FAILURES as error:
        raise engine.sentence(error) from error


def _damaged_pages(bad: list[Any]) -> str:
    return f"{len(bad)} cannot be authenticated; restore a backup" if bad else ""


def _unlike_schema(connection: Any) -> str:
    """Compare with what the steps of the format make; the triggers that forbid changes too."""
    made = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations.STEPS):
        return "they were made by a newer romtui: please update romtui"
    blank = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrations.migrate(blank, back_up=lambda: None, steps=migrations.STEPS[:version])
        expected = set(blank.execute(made).fetchall())
    finally:
        blank.close()
    found = set(connection.execute(made).fetchall())
    unlike = sorted({name for _, name, _ in expected ^ found})
    return f"not as they were made: {', '.join(unlike)}" if unlike else ""
