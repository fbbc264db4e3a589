"""A vault on a disk that can only be read, as ext4 makes it after an error: just then it counts."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from romtui.domain.case import Case
from romtui.platform import disk
from romtui.store.errors import AlreadyOpen, NotWritable
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, form, on_disk

_MOUNTED = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
_CAN_MOUNT = (
    shutil.which("unshare") is not None
    and subprocess.run(
        ["unshare", "-m", "mount", "--bind", "/tmp", "/tmp"],
        capture_output=True,
        check=False,
    ).returncode
    == 0
)
_READ = """
import sys
from pathlib import Path
from romtui.domain.errors import UserError
from romtui.store.vault.vault import Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE

folder = Path(sys.argv[1])
try:
    Vault(folder).unlock(PASSPHRASE)
except UserError as refusal:
    print("refused:", refusal)
reader = Vault(folder, read_only=True)
store = reader.unlock(PASSPHRASE)
store.use(STORED)
print("results:", [len(store.case(row.patient.id).results) for row in store.caseload()])
print("exported:", len(store.people([row.patient.id for row in store.caseload()])))
store.close()
results = reader.check(PASSPHRASE, STORED)
print("wrong:", [result.what for result in results if not result.good])
"""


@pytest.fixture
def crashed(store: Store, person: Case, folder: Path, tmp_path: Path) -> Path:
    """What a kill leaves: everything is still in the log. And a backup is there."""
    assert store.back_up_if_changed()
    store.record(person.patient.id, form())
    return Path(shutil.copytree(folder, tmp_path / "crashed"))


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """As `access` and `open` answer on a disk that is mounted for reading only."""
    access, open_, mkdir = os.access, os.open, os.mkdir

    def refuse(path: object) -> None:
        if str(path).startswith(str(folder)):
            raise OSError(errno.EROFS, "Read-only file system")

    def opening(path: str, flags: int, *rest: int, **named: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse(path)
        return open_(path, flags, *rest, **named)

    def making(path: str, *rest: int) -> None:
        refuse(path)
        mkdir(path, *rest)

    def allowed(path: str, mode: int) -> bool:
        return access(path, mode) and not (mode & os.W_OK and str(path).startswith(str(folder)))

    with pytest.MonkeyPatch.context() as disk:
        disk.setattr(os, "access", allowed)
        disk.setattr(os, "open", opening)
        disk.setattr(os, "mkdir", making)
        yield


@pytest.mark.skipif(not _CAN_MOUNT, reason="nothing can be mounted here")
def test_a_vault_on_a_disk_mounted_for_reading_only_is_read_with_its_log(crashed: Path) -> None:
    before = on_disk(crashed)
    reading = [sys.executable, "-c", _READ, str(crashed)]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", _MOUNTED, "sh", str(crashed), *reading],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path.cwd())])},
    )
    refused, *lines = done.stdout.splitlines() or [done.stderr]
    assert "cannot be written, so nothing could be saved" in refused
    assert "romtui --read-only" in refused
    assert lines == ["results: [1]", "exported: 1", "wrong: []"], done.stderr
    assert on_disk(crashed) == before


def test_a_vault_that_cannot_be_written_is_read_and_looked_at(crashed: Path) -> None:
    before = on_disk(crashed)
    with unwritable(crashed):
        with pytest.raises(NotWritable, match="romtui --read-only opens it"):
            Vault(crashed, kdf=Kdf.cheap()).unlock(PASSPHRASE)
        reader = Vault(crashed, kdf=Kdf.cheap(), now=Clock(), read_only=True)
        store = reader.unlock(CODE.reveal())
        store.use(STORED)
        assert [len(store.case(row.patient.id).results) for row in store.caseload()] == [1]
        store.close()
        assert all(result.good for result in reader.check(PASSPHRASE, STORED))
    assert on_disk(crashed) == before


def test_what_was_copied_to_be_read_is_gone_afterwards(
    crashed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with unwritable(crashed):
        reader = Vault(crashed, kdf=Kdf.cheap(), read_only=True)
        store = reader.unlock(PASSPHRASE)
        (copies,) = temporary.iterdir()
        assert not disk.is_open_to_others(copies)
        store.close()
    assert list(temporary.iterdir()) == []


def test_a_vault_is_not_read_while_another_window_writes_it(store: Store, folder: Path) -> None:
    with pytest.raises(AlreadyOpen), unwritable(folder):
        Vault(folder, kdf=Kdf.cheap(), read_only=True).unlock(PASSPHRASE)
    store.set_setting("pin", "0000")
