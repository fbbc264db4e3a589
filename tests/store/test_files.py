"""Files: down to the disk, for their owner alone, and through no link."""

import errno
import os
import stat
from pathlib import Path

import pytest

from romtui.platform import disk
from romtui.store.disk.files import (
    copy_aside,
    link_or_rename,
    new_file,
    private_folder,
    read_file,
    replace_file,
    translate_os_errors,
)
from romtui.store.disk.lock import Lock
from romtui.store.errors import DiskFull, NotOurs, NotWritable, SaveFailed, VaultError


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were brought down to the disk, in order."""
    names: list[str] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        names.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return names


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_a_replaced_file_and_its_name_are_on_the_disk(tmp_path: Path, synced: list[str]) -> None:
    replace_file(tmp_path / "vault.hdr", b"new")
    assert synced == ["vault.hdr.new", tmp_path.name]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_a_copy_and_its_name_are_on_the_disk(tmp_path: Path, synced: list[str]) -> None:
    (tmp_path / "log").write_bytes(b"frames")
    copy_aside(tmp_path / "log", tmp_path / "backups", "log")
    assert synced == [tmp_path.name, "log", "backups"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_the_name_of_every_new_folder_is_on_the_disk(tmp_path: Path, synced: list[str]) -> None:
    private_folder(tmp_path / "new" / "vault")
    assert set(synced) == {tmp_path.name, "new"}
    private_folder(tmp_path / "new" / "vault")
    assert len(synced) == 2


def test_a_vault_is_written_down_as_closed_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    lock = Lock(tmp_path / "lock")
    monkeypatch.setattr(
        disk,
        "sync_content",
        lambda handle: sizes.append(os.fstat(handle).st_size),
    )
    lock.mark_open("reached")
    lock.mark_closed()
    lock.mark_closed()
    lock.release()
    assert sizes == [48, 0]


def test_a_second_name_or_another_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "records.db"
    there.write_bytes(b"pages")
    link_or_rename(there, tmp_path / "second")
    assert there.samefile(tmp_path / "second")

    def none_here(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", none_here)
    link_or_rename(there, tmp_path / "another")
    assert not there.exists()
    assert (tmp_path / "another").read_bytes() == b"pages"


def test_a_second_copy_does_not_write_over_the_first(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        (tmp_path / "log").write_bytes(content)
        copy_aside(tmp_path / "log", tmp_path / "backups", "log")
    contents = {path.name: path.read_bytes() for path in (tmp_path / "backups").iterdir()}
    assert contents == {"log": b"one", "log-2": b"two"}


def test_a_new_file_is_never_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text("precious")
    with pytest.raises(NotWritable):
        new_file(tmp_path / "records.db")
    assert (tmp_path / "records.db").read_text() == "precious"


def test_no_link_is_read_or_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOurs, match="link"):
        read_file(tmp_path / "link", 100)
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "elsewhere").read_text() == "precious"
    assert (tmp_path / "link").read_text() == "new"


def test_a_folder_is_closed_to_others_also_when_it_is_there(tmp_path: Path) -> None:
    for folder in (tmp_path / "new", tmp_path / "there"):
        if folder.name == "there":
            folder.mkdir(mode=0o755)
        private_folder(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, DiskFull, "disk is full"),
        (errno.EDQUOT, DiskFull, "disk is full"),
        (errno.EACCES, NotWritable, "Check its permissions"),
        (errno.EROFS, NotWritable, "Check its permissions"),
        (errno.ENOTDIR, NotWritable, "Choose another place"),
        (errno.EISDIR, NotOurs, "is a folder"),
        (errno.ELOOP, NotOurs, "is a link"),
        (errno.EIO, SaveFailed, "Check the disk"),
    ],
)
def test_each_number_of_the_system_has_its_sentence(
    number: int, kind: type[VaultError], words: str
) -> None:
    with pytest.raises(VaultError, match=words) as caught, translate_os_errors(Path("vault.hdr")):
        raise OSError(number, "whatever")
    assert type(caught.value) is kind


def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vault.hdr").write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        replace_file(tmp_path / "vault.hdr", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["vault.hdr"]
    assert (tmp_path / "vault.hdr").read_text() == "old"
