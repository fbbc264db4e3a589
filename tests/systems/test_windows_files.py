"""Files on Windows: who else may read them, and folders that do not stay where they are."""

import os
import sys
from pathlib import Path

import pytest

from romtui.platform import disk
from romtui.store.errors import NotOurs
from romtui.store.vault.cloud_folders import refuse_synced, synced_by

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="needs Windows, or Wine")

STORE_PYTHON = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13_3.13.752.0_x64"


def let_everybody_read(file: Path) -> None:
    if sys.platform != "win32":
        return
    from romtui.platform.windows import rights

    with rights._List("D:P(A;;FA;;;WD)") as everybody:
        assert not rights._security.SetNamedSecurityInfoW(
            str(file), rights._FILE, rights._DACL | rights._PROTECTED, None, None, everybody, None
        )


def test_a_file_that_everybody_may_read_is_seen_and_closed(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    os.close(disk.open_new_file(file))
    let_everybody_read(file)
    assert disk.is_open_to_others(file)
    disk.keep_to_owner(file)
    assert not disk.is_open_to_others(file)


def test_a_folder_that_goes_with_the_python_of_the_store_is_refused_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = Path(os.environ["LOCALAPPDATA"]) / "romtui" / "vault"
    refuse_synced(usual)
    monkeypatch.setattr(sys, "base_prefix", STORE_PYTHON)
    with pytest.raises(NotOurs, match="--vault"):
        refuse_synced(usual)
    refuse_synced(Path("C:/practice/vault"))


@pytest.mark.parametrize("folder", [r"\\server\practice\vault", r"\\?\UNC\server\practice\vault"])
def test_a_folder_on_a_server_is_seen(folder: str) -> None:
    assert disk.network_disk(Path(folder))
    assert synced_by(Path(folder))


def test_a_disk_of_this_computer_is_no_server(tmp_path: Path) -> None:
    assert disk.network_disk(tmp_path) == ""
