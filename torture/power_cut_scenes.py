"""What is being done when the power goes, and what has to be there afterwards.

Each scene is run once under strace, as a program of its own, and says when the therapist would
be told that something is done.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.test_erasing import CANARY, holding
from tests.store.test_exporting import everything_about_somebody
from tests.store.vaults import entered, form, records_key_in

from romtui.domain.audit import Reason
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.store.backup.archive import list_archives
from romtui.store.backup.snapshot import list_snapshots
from romtui.store.store import Store
from romtui.store.vault.vault import VaultState
from torture.vaults import PASSPHRASE, made, vault_at

OTHER = "ginger tulip marathon window quartz"
SAVES = 5
ANSWERS = tuple(((n, 1, 2, 3, 0, n % 4, 1, 2, 0)) for n in (0, 1, 2, 3, 2, 1))[:SAVES]


@dataclass(frozen=True, slots=True)
class Left:
    """What is wrong with what a cut left, or nothing; and the notes of its opening."""

    wrong: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """`begin` makes the vault as it was before, if any; `act` is traced; `look` judges.

    `look` is given what is left, how often something was said to be done, and the folder the
    scene is played in.
    """

    begin: Callable[[Path], Path | None]
    act: Callable[[Path], None]
    look: Callable[[Path, int, Path], Left]


def acknowledge() -> None:
    """Tell the therapist that it is done; strace sees it among the writes."""
    os.write(3, b"done\n")


def _opened(folder: Path, secret: str = PASSPHRASE) -> tuple[Store, tuple[str, ...]]:
    vault = vault_at(folder)
    store = vault.unlock(secret)
    store.use(STORED)
    return store, vault.notes


def _save(store: Store) -> None:
    person = store.caseload()[0].patient.id
    for number, answers in enumerate(ANSWERS):
        day = date.today() - timedelta(days=SAVES - number)  # noqa: DTZ011
        store.record(person, form(answers, day))
        acknowledge()


def _two(below: Path) -> Path:
    folder = made(below / "before", names=("Plum", "Reed"))
    store, _ = _opened(folder)
    assert store.backups is not None
    store.backups.make()
    store.close()
    return folder


def _saved(folder: Path, acknowledged: int) -> Left:
    store, notes = _opened(folder)
    try:
        person = store.caseload()[0].patient.id
        answers = tuple(result.answers for result in store.case(person).results)
    finally:
        store.close()
    expected = acknowledged <= len(answers) <= acknowledged + 1
    if not expected or answers != ANSWERS[: len(answers)]:
        return Left(f"{len(answers)} results: {answers}", notes)
    return Left(_backups_wrong(folder), notes)


def _backups_wrong(folder: Path, secret: str = PASSPHRASE) -> str:
    wrong = [one.problem for one in vault_at(folder).backups(secret) if one.problem]
    return f"backups: {wrong}" if wrong else ""


Held = dict[str, list[tuple[object, ...]]]
"""Every row of every table, but of those that opening writes."""


def _held(folder: Path, secret: str = PASSPHRASE) -> tuple[Held, tuple[str, ...]]:
    store, notes = _opened(folder, secret)
    try:
        rows = entered(store)
    finally:
        store.close()
    return {name: rows[name] for name in rows if name != "setting"}, notes


@cache
def _known(folder: Path, secret: str = PASSPHRASE) -> Held:
    """What a vault of before holds, looked at in a copy."""
    copy = shutil.copytree(folder, folder.with_name(f"look at {folder.name}"))
    return _held(copy, secret)[0]


# Forms are saved, and the vault is left open or closed.


def _session(folder: Path) -> None:
    _save(_opened(folder)[0])
    os._exit(0)


def _closing(folder: Path) -> None:
    store, _ = _opened(folder)
    _save(store)
    store.close()


def _look_saved(left: Path, acknowledged: int, below: Path) -> Left:
    return _saved(left, acknowledged)


# A vault is made, and somebody is added.


def _nothing(below: Path) -> None:
    return None


def _creation(folder: Path) -> None:
    store = vault_at(folder).create(PASSPHRASE, CODE)
    acknowledge()
    store.add_patient(initials=Private("Pl"))
    acknowledge()
    store.close()


def _look_made(left: Path, acknowledged: int, below: Path) -> Left:
    if vault_at(left).state() is VaultState.ABSENT:
        vault_at(left).create(PASSPHRASE, CODE).close()
        return Left("an acknowledged vault is gone" if acknowledged else "")
    held, notes = _held(left)
    if len(held["patient"]) < acknowledged - 1:
        return Left("an acknowledged person is gone", notes)
    return Left(notes=notes)


# The passphrase is changed.


def _passphrase(folder: Path) -> None:
    vault_at(folder).change_passphrase(PASSPHRASE, OTHER)
    acknowledge()


def _look_changed(left: Path, acknowledged: int, below: Path) -> Left:
    opens = [one for one in (PASSPHRASE, OTHER) if vault_at(left).opens_with(one)]
    if len(opens) != 1 or (acknowledged and opens != [OTHER]):
        return Left(f"{len(opens)} of the two passphrases open")
    held, notes = _held(left, opens[0])
    if held != _known(below / "before"):
        return Left("the records are not those of before", notes)
    return Left(_backups_wrong(left, opens[0]), notes)


# Somebody is erased whose words are in the log of the session too.


def _somebody(below: Path) -> Path:
    folder = _two(below)
    store, _ = _opened(folder)
    everything_about_somebody(store, CANARY, code="A-003")
    assert store.backups is not None
    store.backups.make()
    backups = folder / "backups"
    shutil.copy(folder / "records.db-wal", backups / "2026-11-01-1000-records.db-wal")
    store.close()
    shutil.copy(folder / "records.db", backups / "replaced-2026-11-01-100000.db")
    return folder


def _erasure(folder: Path) -> None:
    store, _ = _opened(folder)
    person = store.caseload()[-1].patient
    assert person.code == "A-003"
    store.add_event(person.id, date.today(), Private(CANARY))  # noqa: DTZ011
    acknowledge()
    store.erase(person.id, Reason.ASKED)
    acknowledge()
    store.close()


def _look_erased(left: Path, acknowledged: int, below: Path) -> Left:
    key, scratch = records_key_in(left, PASSPHRASE), left.parent
    at_once = holding(left, key, scratch) if acknowledged == 2 else []
    held, notes = _held(left)
    before = _known(below / "before")
    codes = {row[1] for row in held["patient"]}
    others = {row for row in before["patient"] if row[1] != "A-003"}
    if not others <= set(held["patient"]):
        return Left("somebody else was changed", notes)
    if "A-003" in codes and acknowledged == 2:
        return Left("an erased person is back", notes)
    if "A-003" in codes and len(held["event"]) != len(before["event"]) + 1 and acknowledged:
        return Left("an acknowledged event is gone", notes)
    if acknowledged == 2 and (found := holding(left, key, scratch)):
        return Left(f"words of an erased person are in {found}", notes)
    if at_once:
        return Left(f"words of an erased person were in {at_once} until it was opened", notes)
    return Left(_backups_wrong(left), notes)


# A backup is put in the place of records that were left with their log by a kill.


def _killed(below: Path) -> Path:
    folder = _two(below)
    store, _ = _opened(folder)
    store.record(store.caseload()[0].patient.id, form())
    store.add_patient("A-003", name=Private("Sloe"))
    killed = shutil.copytree(folder, below / "killed")
    store.close()
    restored = shutil.copytree(killed, below / "restored")
    _restoring_in(restored)
    return killed


def _restoring_in(folder: Path) -> None:
    vault_at(folder).restore(list_snapshots(folder / "backups")[0], PASSPHRASE, lambda _: True)


def _restoring(folder: Path) -> None:
    _restoring_in(folder)
    acknowledge()


def _look_restored(left: Path, acknowledged: int, below: Path) -> Left:
    held, notes = _held(left)
    former, restored = _known(below / "killed"), _known(below / "restored")
    if held not in (former, restored):
        return Left("neither the former records nor the restored ones", notes)
    if acknowledged and held != restored:
        return Left("restored, and the former records are back", notes)
    if held == restored and former not in (_kept(left, number) for number in (-1, -2)):
        return Left("the former records are not among the backups", notes)
    return Left(_backups_wrong(left), notes)


def _kept(left: Path, number: int) -> Held:
    """What one of the newest backups gives when it is restored."""
    copy = left.with_name("kept")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(left, copy)
    vault_at(copy).restore(list_snapshots(copy / "backups")[number], PASSPHRASE, lambda _: True)
    return _held(copy)[0]


# An archive is restored into an empty folder of another computer.


def _archive(below: Path) -> None:
    folder = _two(below)
    store, _ = _opened(folder)
    store.record(store.caseload()[0].patient.id, form())
    (below / "stick").mkdir()
    assert store.backups is not None
    store.backups.set_second_place(below / "stick")
    store.backups.make()
    store.close()


def _arrive(folder: Path, stick: Path) -> None:
    (archive,) = list_archives(stick / "romtui-backups")
    vault_at(folder).restore(archive, PASSPHRASE, lambda _: True)


def _arrival(folder: Path) -> None:
    _arrive(folder, folder.parent / "stick")
    acknowledge()


def _look_arrived(left: Path, acknowledged: int, below: Path) -> Left:
    known = _known(below / "before")
    if not acknowledged:
        with suppress(UserError):
            if vault_at(left).state() is VaultState.READY:
                held, notes = _held(left)
                return Left("" if held == known else "the records are not those sent", notes)
        _arrive(left, below / "stick")
    held, notes = _held(left)
    return Left("" if held == known else "the records are not those sent", notes)


# The folder of an open vault is moved; what is open is kept in a new one and goes on there.


def _to_be_moved(below: Path) -> None:
    shutil.copytree(_two(below), below / "open")


def _elsewhere(folder: Path) -> None:
    vault = vault_at(folder.with_name("open"))
    store = vault.unlock(PASSPHRASE)
    store.use(STORED)
    vault.folder.rename(folder.with_name("moved"))
    vault.relocate(store, folder)
    acknowledge()
    _save(store)
    store.close()


def _look_elsewhere(left: Path, acknowledged: int, below: Path) -> Left:
    if not acknowledged:
        return Left()  # everything is in the folder that was moved
    return _saved(left, acknowledged - 1)


SCENES: dict[str, Scene] = {
    "session": Scene(_two, _session, _look_saved),
    "closing": Scene(_two, _closing, _look_saved),
    "creation": Scene(_nothing, _creation, _look_made),
    "passphrase": Scene(_two, _passphrase, _look_changed),
    "erasure": Scene(_somebody, _erasure, _look_erased),
    "restoring": Scene(_killed, _restoring, _look_restored),
    "arrival": Scene(_archive, _arrival, _look_arrived),
    "elsewhere": Scene(_to_be_moved, _elsewhere, _look_elsewhere),
}


def main(arguments: Sequence[str]) -> None:
    name, folder = arguments
    SCENES[name].act(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
