"""Files on this system: nobody else's, and put in place while others read them."""

import os
import sys
import threading
from pathlib import Path

import pytest

from romtui.platform import disk


def test_a_file_that_is_locked_can_be_copied_by_a_backup_program(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.write_bytes(b"open")
    handle = disk.open_file(file, os.O_RDWR)
    assert disk.lock(handle)
    assert file.read_bytes() == b"open"
    os.close(handle)


def test_a_file_is_locked_once(tmp_path: Path) -> None:
    first = disk.open_file(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    second = disk.open_file(tmp_path / "lock", os.O_RDWR)
    assert (disk.lock(first), disk.lock(second)) == (True, False)
    os.close(first)
    assert disk.lock(second)
    os.close(second)


def test_what_is_made_is_closed_to_others(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "vault")
    os.close(disk.open_new_file(tmp_path / "vault" / "file"))
    for path in (tmp_path / "vault", tmp_path / "vault" / "file"):
        assert not disk.is_open_to_others(path)


@pytest.mark.skipif(sys.platform != "win32", reason="other systems replace what is in use")
@pytest.mark.parametrize("way", ["replace", "remove", "rename"])
def test_a_file_that_somebody_reads_for_a_moment_is_put_in_place_all_the_same(
    tmp_path: Path, way: str
) -> None:
    target = tmp_path / "records.db"
    target.write_bytes(b"old")
    (tmp_path / "new").write_bytes(b"new")
    handle = os.open(target, os.O_RDONLY)
    threading.Timer(0.3, os.close, [handle]).start()
    if way == "replace":
        disk.replace(tmp_path / "new", target)
        assert target.read_bytes() == b"new"
    elif way == "rename":
        disk.rename(target, tmp_path / "former")
        assert (tmp_path / "former").read_bytes() == b"old"
    else:
        disk.remove(target)
        assert not target.exists()
