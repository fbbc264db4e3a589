"""What the program knows of macOS and Windows, as far as another system can try it.

macOS is emulated by its name and by what its commands say; of Windows only what is plain text.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("emulates macOS on a system that is like it", allow_module_level=True)

import fcntl

from romtui.platform.clock import clock_through_sleep
from romtui.platform.macos import disk as mac_disk
from romtui.platform.macos import machine as mac
from romtui.platform.windows import machine as windows
from romtui.platform.windows.rights_list import for_owner, others_in

MOUNTED = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
//me@server/our practice on /Volumes/our practice (smbfs, nodev, nosuid, mounted by me)
"""


@pytest.fixture
def full_syncs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The handles whose disk was asked to write, in order."""
    asked: list[int] = []

    def fake(handle: int, command: int) -> int:
        assert command == 51
        asked.append(handle)
        return 0

    monkeypatch.setattr(fcntl, "fcntl", fake)
    return asked


def test_on_a_mac_the_disk_itself_is_asked_to_write(tmp_path: Path, full_syncs: list[int]) -> None:
    handle = os.open(tmp_path / "vault.hdr", os.O_CREAT | os.O_WRONLY)
    mac_disk.sync(handle)
    mac_disk.sync_content(handle)
    assert full_syncs == [handle, handle]
    mac_disk.sync_folder(tmp_path)
    assert len(full_syncs) == 3
    os.close(handle)


def test_a_disk_that_cannot_be_asked_is_written_as_well_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def refused(*_: int) -> int:
        raise OSError(45, "Operation not supported")

    monkeypatch.setattr(fcntl, "fcntl", refused)
    monkeypatch.setattr(os, "fsync", synced.append)
    handle = os.open(tmp_path / "file", os.O_CREAT | os.O_WRONLY)
    mac_disk.sync(handle)
    assert synced == [handle]
    os.close(handle)


MADE_ON_A_MAC = """
import fcntl, os, sys
from pathlib import Path
synced = []
plain = fcntl.fcntl
def recorded(handle, command, *rest):
    if command != 51:
        return plain(handle, command, *rest)
    synced.append(os.readlink(f"/proc/self/fd/{handle}").rpartition("/")[2])
    return 0
fcntl.fcntl = recorded
here, sys.platform = sys.platform, "darwin"
from romtui.platform import disk
sys.platform = here
assert disk.__name__ == "romtui.platform.macos.disk", disk.__name__
from romtui.store.vault.vault import Kdf, Vault
vault = Vault(Path(sys.argv[1]) / "vault", kdf=Kdf.cheap())
store = vault.create("copper lantern violet harbour ribbon maple", vault.offer_recovery_code())
made = len(synced)
store.back_up_if_changed()
store.close()
print(*sorted(set(synced[:made])), "|", *sorted(set(name[:3] for name in synced[made:])))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_on_a_mac_key_header_and_backups_are_on_the_disk_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MADE_ON_A_MAC, str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    made, _, backed_up = done.stdout.partition("|")
    assert {"vault.hdr.new", "vault.hdr2.new", "vault", "lock"} <= set(made.split())
    assert "bac" in backed_up


def test_a_network_disk_of_a_mac_is_seen_behind_a_blank_in_its_name() -> None:
    def kind(folder: str) -> str:
        return mac_disk.kind_in(MOUNTED, Path(folder))

    assert kind("/Volumes/our practice/vault") == "smbfs"
    assert kind("/Users/me/Library/Application Support/romtui") == ""
    assert kind("/Volumes/our") == ""


def test_icloud_is_seen_where_it_carries_the_documents_of_a_mac(tmp_path: Path) -> None:
    (tmp_path / "Documents" / "vault").mkdir(parents=True)
    assert mac_disk.carried_by(tmp_path / "Documents" / "vault", tmp_path) == ""
    carried = tmp_path / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    (carried / "Documents").mkdir(parents=True)
    assert mac_disk.carried_by(tmp_path / "Documents" / "vault", tmp_path) == "iCloud"
    assert mac_disk.carried_by(tmp_path / "Desktop" / "vault", tmp_path) == ""


@pytest.mark.parametrize(
    ("said", "folder", "good"),
    [
        ("FileVault is On.", "/Users/me", True),
        ("FileVault is Off.", "/Users/me", False),
        ("FileVault is On.", "/Volumes/stick", None),
        (None, "/Users/me", None),
    ],
)
def test_the_doctor_names_file_vault(said: str | None, folder: str, good: bool | None) -> None:
    assert mac.file_vault_in(said, Path(folder)).good is good


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("total = 2048.00M  used = 1.00M  free = 2047.00M  (encrypted)", True),
        ("total = 2048.00M  used = 1.00M  free = 2047.00M", False),
        (None, None),
    ],
)
def test_the_doctor_names_the_swap_of_a_mac(said: str | None, good: bool | None) -> None:
    assert mac.swap_in(said).good is good


@pytest.mark.parametrize(("said", "good"), [("1", True), ("2", False), ("5", None), (None, None)])
def test_the_doctor_names_bitlocker(said: str | None, good: bool | None) -> None:
    assert windows.bitlocker_in(said, "C:").good is good


def test_the_clock_of_a_mac_is_the_one_that_goes_on_through_sleep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(time, "clock_gettime", lambda number: {time.CLOCK_MONOTONIC: 5.0}[number])
    through_sleep = clock_through_sleep()
    assert through_sleep is not None
    assert through_sleep() == 5.0  # CLOCK_UPTIME_RAW would stand still meanwhile


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="a clock of Linux")
def test_where_no_clock_counts_sleep_the_time_of_day_has_to_tell_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert clock_through_sleep() is not None
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert clock_through_sleep() is None


PAGES = ["?:\\pagefile.sys"]


@pytest.mark.parametrize(
    ("pages", "sealed", "sleeps", "said", "good", "named"),
    [
        (PAGES, None, 1, "1", True, "pagefile.sys and hiberfil.sys"),
        (PAGES, None, 1, "2", False, "pagefile.sys and hiberfil.sys"),
        (PAGES, 1, 1, "2", False, "hiberfil.sys can keep"),
        ([], None, 1, "2", False, "hiberfil.sys can keep"),
        (PAGES, 0, 0, "2", False, "pagefile.sys can keep"),
        ([""], None, 0, "2", True, "not written"),
        (PAGES, 1, 0, None, True, "not written"),
        (None, None, None, None, None, "pagefile.sys and hiberfil.sys"),
        (None, None, None, "5", None, "an encrypted disk covers it"),
    ],
)
def test_the_doctor_names_what_windows_writes_of_the_memory(
    pages: object, sealed: object, sleeps: object, said: str | None, good: bool | None, named: str
) -> None:
    result = windows.memory_in(pages=pages, sealed=sealed, sleeps=sleeps, said=said)
    assert result.good is good
    assert named in result.line


@pytest.mark.parametrize(
    ("kinds", "good"), [((None, None), True), ((1, None), True), ((None, 2), False)]
)
def test_the_doctor_names_crash_dumps_that_hold_the_whole_memory(
    kinds: tuple[object, ...], good: bool
) -> None:
    assert windows.dumps_in(*kinds).good is good


ME = "S-1-5-21-1-2-3-1001"


@pytest.mark.parametrize(
    ("rights", "others"),
    [
        (for_owner(ME), []),
        (f"D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;{ME})", []),
        (f"D:(A;;FA;;;{ME})(A;OICI;0x1200a9;;;BU)", ["BU"]),
        (f"D:(A;;FA;;;{ME})(A;;0x1301bf;;;AU)(A;;FA;;;WD)", ["AU", "WD"]),
        (f"D:(D;;FA;;;WD)(A;;FA;;;{ME})", []),
        ("D:NO_ACCESS_CONTROL", ["WD"]),
        ("", ["WD"]),
    ],
)
def test_who_else_may_read_a_file_on_windows(rights: str, others: list[str]) -> None:
    assert others_in(rights, ME) == others
