"""The log a killed program leaves: what was saved is there, or its loss is told."""

import random
import shutil
import struct
from pathlib import Path

import pytest

from romtui.domain.case import Case
from romtui.platform import disk
from romtui.store.db.engine import connect, fold_in
from romtui.store.db.wal import FRAME, FRAME_SIZE, HEADER, Reach, Tail, tail_of
from romtui.store.disk.header import Header, Slot, derive_key
from romtui.store.disk.lock import Lock
from romtui.store.errors import DatabaseDamaged, DiskFull
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, flip, form, on_disk

RANDOM = random.Random(2026)  # noqa: S311 -- the same places each time
SAVED = 6


@pytest.fixture
def crashed(store: Store, person: Case, folder: Path, tmp_path: Path) -> Path:
    """The folder as a kill leaves it after six saved results."""
    for _ in range(SAVED):
        store.record(person.patient.id, form())
    return Path(shutil.copytree(folder, tmp_path / "crashed"))


@pytest.fixture
def log(crashed: Path) -> Path:
    return crashed / "records.db-wal"


def reopened(folder: Path) -> tuple[int, tuple[str, ...]]:
    """How many results there are, and what is noted."""
    vault = Vault(folder, kdf=Kdf.cheap(), now=Clock())
    store = vault.unlock(PASSPHRASE)
    store.use(STORED)
    try:
        found = [len(store.case(row.patient.id).results) for row in store.caseload()]
        return sum(found), vault.notes
    finally:
        store.close()


def frames(log: Path) -> int:
    return (log.stat().st_size - HEADER.size) // FRAME_SIZE


def acknowledged(folder: Path) -> Reach | None:
    """Read beside the lock, which an open store holds."""
    return Reach.parse((folder / "lock").read_text().removeprefix("open").strip())


def acknowledge_up_to(folder: Path, commit: int) -> None:
    """As if the program had been cut off before it could say a later change was saved."""
    reach = acknowledged(folder)
    assert reach is not None
    lock = Lock(folder / "lock")
    lock.mark_open(str(Reach(reach.salts, (commit - HEADER.size) // FRAME_SIZE + 1)))
    lock.release()


def empty_log(store: Store) -> None:
    fold_in(store._engine.raw_connection().driver_connection)


def the_last_commits(log: Path) -> list[int]:
    """Where the frames begin that end a transaction."""
    content = log.read_bytes()
    places = range(HEADER.size, len(content) - FRAME_SIZE + 1, FRAME_SIZE)
    return [place for place in places if content[place + 4 : place + 8] != bytes(4)]


def test_a_whole_log_is_folded_in_without_a_word(crashed: Path) -> None:
    assert reopened(crashed) == (SAVED, ())
    assert reopened(crashed) == (SAVED, ())


def test_one_flipped_bit_anywhere_in_the_log_is_told_and_nothing_is_changed(
    crashed: Path, log: Path
) -> None:
    whole = log.read_bytes()
    last = len(whole) - FRAME_SIZE
    header = range(HEADER.size)
    ends = [*range(last, last + FRAME.size), len(whole) - 1]
    for place in [*header, *ends, *RANDOM.sample(range(len(whole)), 60)]:
        flip(log, place)
        assert tail_of(log) is Tail.DAMAGED, place
        log.write_bytes(whole)
    for place in (3, 20, HEADER.size + FRAME.size + 100, last + FRAME.size + 7):
        flip(log, place)
        before = on_disk(crashed)
        with pytest.raises(DatabaseDamaged, match="Your passphrase is right"):
            reopened(crashed)
        assert on_disk(crashed) == before
        log.write_bytes(whole)
    assert reopened(crashed) == (SAVED, ())


def test_a_ruined_page_in_the_middle_of_the_log_is_told(crashed: Path, log: Path) -> None:
    content = bytearray(log.read_bytes())
    place = HEADER.size + frames(log) // 2 * FRAME_SIZE
    content[place : place + 4096] = RANDOM.randbytes(4096)
    log.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        reopened(crashed)


@pytest.mark.parametrize("after", range(SAVED))
def test_the_way_out_of_a_damaged_log_keeps_what_came_before_the_damage(
    crashed: Path, log: Path, after: int
) -> None:
    flip(log, the_last_commits(log)[-SAVED:][after] + FRAME.size + 50)
    damaged = log.read_bytes()
    with pytest.raises(DatabaseDamaged, match="move that one file into its folder backups"):
        reopened(crashed)
    log.rename(crashed / "backups" / log.name)
    results, notes = reopened(crashed)
    assert results == after
    (kept,) = (crashed / "backups").iterdir()
    assert ["recovered" in note and kept.name in note for note in notes] == [True]
    assert kept.read_bytes() == damaged
    assert reopened(crashed) == (after, ())


def test_a_log_with_a_damaged_beginning_can_be_put_aside_too(crashed: Path, log: Path) -> None:
    flip(log, 5)
    log.rename(crashed / "backups" / log.name)
    results, notes = reopened(crashed)
    assert results == 0
    assert len(notes) == 1


def test_a_log_that_was_put_aside_is_not_taken_in_after_an_orderly_end(
    crashed: Path, log: Path
) -> None:
    left = log.read_bytes()
    assert reopened(crashed) == (SAVED, ())
    (crashed / "backups" / log.name).write_bytes(left)
    assert reopened(crashed) == (SAVED, ())
    assert (crashed / "backups" / log.name).exists()


@pytest.mark.parametrize("cut", [4096, 4119, 4120, FRAME_SIZE + 4096, 3 * FRAME_SIZE])
def test_a_log_whose_end_was_never_written_opens(crashed: Path, log: Path, cut: int) -> None:
    log.write_bytes(log.read_bytes()[:-cut])
    results, _ = reopened(crashed)
    assert results == SAVED - 1


def test_the_unfinished_end_of_an_unacknowledged_change_needs_no_word(
    crashed: Path, log: Path
) -> None:
    """Killed while the frames of a change went out: its commit is not there."""
    before_last, last = the_last_commits(log)[-2:]
    assert last - before_last > FRAME_SIZE
    log.write_bytes(log.read_bytes()[: last - 100])
    acknowledge_up_to(crashed, before_last)
    assert reopened(crashed) == (SAVED - 1, ())


def test_a_torn_change_that_was_never_said_to_be_saved_needs_no_word(
    crashed: Path, log: Path
) -> None:
    """A power cut that kept the last page of a change and lost one before."""
    before_last = the_last_commits(log)[-2]
    hole = before_last + FRAME_SIZE
    content = bytearray(log.read_bytes())
    content[hole : hole + FRAME_SIZE] = bytes(FRAME_SIZE)
    log.write_bytes(content)
    assert tail_of(log) is Tail.DOUBTFUL
    acknowledge_up_to(crashed, before_last)
    assert reopened(crashed) == (SAVED - 1, ())
    assert list((crashed / "backups").iterdir()) == []


def test_an_emptied_log_is_told_once(crashed: Path, log: Path) -> None:
    log.write_bytes(b"")
    results, notes = reopened(crashed)
    assert results == 0
    assert ["is missing" in note for note in notes] == [True]
    assert reopened(crashed)[1] == ()


def test_a_log_cut_anywhere_is_told_unless_all_that_was_saved_is_there(
    crashed: Path, log: Path
) -> None:
    whole = log.read_bytes()
    reach = acknowledged(crashed)
    cuts = [place for place in the_last_commits(log) if place]
    for cut in [0, *cuts, *RANDOM.sample(range(len(whole)), 60)]:
        log.write_bytes(whole[:cut])
        assert tail_of(log, reach) in (Tail.CUT, Tail.DOUBTFUL, Tail.DAMAGED), cut
    log.write_bytes(whole + whole[HEADER.size : HEADER.size + 900])
    assert tail_of(log, reach) is Tail.WHOLE
    log.write_bytes(whole[: cuts[-1]])
    results, notes = reopened(crashed)
    assert results == SAVED - 1
    assert ["the end of its log" in note for note in notes] == [True]


def test_what_is_written_down_as_acknowledged_is_all_of_the_log(
    store: Store, person: Case, folder: Path
) -> None:
    """Also after it was folded in and begun again from the front."""
    for _ in range(3):
        store.record(person.patient.id, form())
        reach = acknowledged(folder)
        assert reach is not None
        log = folder / "records.db-wal"
        assert reach.frames == (the_last_commits(log)[-1] - HEADER.size) // FRAME_SIZE + 1
        assert tail_of(log, reach) is Tail.WHOLE
        empty_log(store)


def test_a_log_begun_again_holds_nothing_that_is_missed(log: Path, crashed: Path) -> None:
    """The change after a checkpoint overwrites the log, and a power cut tears it."""
    reach = acknowledged(crashed)
    assert reach is not None
    number = int.from_bytes(reach.salts[:4])
    for earlier, tail in ((number - 1, Tail.WHOLE), (number + 1, Tail.CUT)):
        older = Reach(struct.pack(">I", earlier) + b"salt", reach.frames + 9)
        assert tail_of(log, older) is tail


@pytest.mark.parametrize("at", ["erasing", "opening", "closing"])
def test_a_log_that_romtui_emptied_itself_is_not_missed(
    store: Store, person: Case, folder: Path, tmp_path: Path, at: str
) -> None:
    """Killed right after it was emptied."""
    store.record(person.patient.id, form())
    emptied = tmp_path / "emptied"
    if at == "erasing":
        assert store._files is not None
        store._files.will_empty_log()
        empty_log(store)
        shutil.copytree(folder, emptied)
    elif at == "opening":
        shutil.copytree(folder, emptied)
        with pytest.MonkeyPatch.context() as killed:
            killed.setattr("romtui.store.db.migrations.migrate", _die)
            with pytest.raises(KeyboardInterrupt):
                Vault(emptied, kdf=Kdf.cheap(), now=Clock()).unlock(PASSPHRASE)
    else:
        with pytest.MonkeyPatch.context() as killed:
            killed.setattr(store, "_on_close", lambda: shutil.copytree(folder, emptied))
            store.close()
    assert reopened(emptied) == (1, ())


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_last_commit_with_a_hole_opens_with_a_note_and_a_copy_of_the_log(
    crashed: Path, log: Path
) -> None:
    """A power cut that kept the last page of a change and lost one before."""
    before_last, last = the_last_commits(log)[-2:]
    hole = before_last + FRAME_SIZE
    assert hole < last
    content = bytearray(log.read_bytes())
    content[hole : hole + FRAME_SIZE] = bytes(FRAME_SIZE)
    log.write_bytes(content)
    results, notes = reopened(crashed)
    assert results == SAVED - 1
    (copy,) = (crashed / "backups").iterdir()
    assert copy.read_bytes() == content
    assert not disk.is_open_to_others(copy)
    assert ["stopped" in note and copy.name in note for note in notes] == [True]
    assert reopened(crashed) == (SAVED - 1, ())


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_power_cut_in_the_middle_of_a_commit_never_keeps_the_vault_closed(
    crashed: Path, log: Path, sector: int
) -> None:
    """Any part of what was not acknowledged may have reached the disk, in any order."""
    whole = log.read_bytes()
    begin = the_last_commits(log)[-2] + FRAME_SIZE
    for _ in range(200):
        content = bytearray(
            whole[: RANDOM.choice([len(whole), RANDOM.randrange(begin, len(whole))])]
        )
        kept = RANDOM.random()
        for place in range(begin - begin % sector, len(content), sector):
            lost = range(max(place, begin), min(place + sector, len(content)))
            if RANDOM.random() > kept:
                before = RANDOM.choice([bytes(len(lost)), RANDOM.randbytes(len(lost))])
                content[lost.start : lost.stop] = before
        log.write_bytes(content)
        assert tail_of(log) is not Tail.DAMAGED
    assert reopened(crashed)[0] in (SAVED - 1, SAVED)


def test_nothing_is_opened_when_the_doubtful_log_cannot_be_kept(
    crashed: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.write_bytes(log.read_bytes()[:-100])
    before = on_disk(crashed)

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr("romtui.store.vault.open_vault.copy_aside", full)
    with pytest.raises(DiskFull):
        reopened(crashed)
    assert on_disk(crashed) == before


def test_a_log_that_is_gone_after_a_kill_is_told_once(crashed: Path, log: Path) -> None:
    log.unlink()
    _, notes = reopened(crashed)
    assert ["is gone" in note for note in notes] == [True]
    assert reopened(crashed)[1] == ()


def test_after_an_orderly_end_nothing_is_missed(store: Store, vault: Vault, folder: Path) -> None:
    store.set_setting("pin", "0000")
    store.close()
    assert (folder / "lock").read_bytes() == b""
    assert reopened(folder)[1] == ()


def test_records_that_do_not_fit_together_without_their_log_are_not_opened(
    crashed: Path, log: Path
) -> None:
    """Such as when the log was being folded in at the moment of the kill."""
    header = Header.parse((crashed / "vault.hdr").read_bytes())
    key = header.unwrap(Slot.RECOVERY, CODE.secret)
    assert key is not None
    connection = connect(crashed / "records.db", derive_key(key, b"database"))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO target VALUES (1, 99, 'mood9', '5', '2026-11-23', '')")
    connection.close()
    assert not log.exists()
    with pytest.raises(DatabaseDamaged):
        reopened(crashed)


def test_a_log_that_could_not_be_folded_in_is_still_watched(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("romtui.store.records.transactions.fold_in", lambda *_: None)
        failing.setattr(store._engine, "dispose", lambda: None)
        store.close()
    assert (folder / "records.db-wal").exists()
    assert (folder / "lock").read_bytes() != b""


def test_nothing_old_lies_beyond_what_is_written_after_a_torn_end(crashed: Path, log: Path) -> None:
    log.write_bytes(log.read_bytes()[:-FRAME_SIZE])
    store = Vault(crashed, kdf=Kdf.cheap(), now=Clock()).unlock(PASSPHRASE)
    assert tail_of(log) is Tail.WHOLE
    store.set_setting("pin", "0000")
    assert tail_of(log) is Tail.WHOLE
    store.close()


@pytest.mark.parametrize("length", [0, 20, HEADER.size, HEADER.size + 10])
def test_a_log_that_was_only_begun_is_whole(log: Path, length: int) -> None:
    log.write_bytes(log.read_bytes()[:length])
    assert tail_of(log) is Tail.WHOLE


def test_frames_of_an_older_round_are_no_damage(log: Path) -> None:
    """After a checkpoint SQLite writes from the front again, with other salts."""
    content = bytearray(log.read_bytes())
    end = the_last_commits(log)[1] + FRAME_SIZE
    for place in range(end, len(content), FRAME_SIZE):
        struct.pack_into(">I", content, place + 8, 7)
    content[end + FRAME_SIZE - 1] ^= 1
    content[end + 100] ^= 1
    content[end + 500] ^= 1
    log.write_bytes(content)
    assert tail_of(log) is Tail.WHOLE
