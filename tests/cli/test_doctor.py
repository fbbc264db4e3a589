"""`romtui doctor`: what can be seen from outside, in plain words, without a passphrase."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from romtui.cli import doctor
from romtui.domain.check_result import CheckResult
from romtui.platform import machine
from romtui.store.errors import NotOurs
from romtui.store.vault.cloud_folders import refuse_synced, synced_by
from romtui.store.vault.vault import Kdf, Vault
from tests.cli.therapist import PASSPHRASE, Therapist, practice

if sys.platform != "win32":
    from romtui.platform.posix import disk as posix_disk
    from romtui.platform.posix import machine as posix_machine

SWAPS = "Filename Type Size Used Priority\n"


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


@pytest.fixture
def proc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The memory of a computer that keeps nothing of it, seen on Linux."""
    place = tmp_path / "proc"
    if sys.platform != "win32":
        look = posix_machine.look_at_memory
        monkeypatch.setattr(machine, "look_at_memory", lambda: look(place))
    (place / "sys" / "kernel").mkdir(parents=True)
    (place / "swaps").write_text(SWAPS)
    (place / "sys" / "kernel" / "core_pattern").write_text("core\n")
    return place


def seen(folder: Path, _: Path, days: int = 0, **environment: str) -> list[CheckResult]:
    now = datetime.now().astimezone() + timedelta(days=days)
    return list(doctor.look(folder, now, environment))


def to_do(results: list[CheckResult]) -> str:
    return " | ".join(result.line for result in results if result.good is False)


def test_a_vault_that_lies_well(therapist: Therapist, proc: Path) -> None:
    assert to_do(seen(therapist.folder, proc)) == (
        "backups: there is none yet; romtui backup makes one"
    )
    therapist.runs("backup")
    assert to_do(seen(therapist.folder, proc)) == ""
    assert "more than two weeks old" in to_do(seen(therapist.folder, proc, days=15))
    (header,) = (therapist.folder / "backups").glob("*.hdr")
    header.unlink()
    assert "number 1: damaged or missing" in to_do(seen(therapist.folder, proc))


def test_no_passphrase_is_asked_for(therapist: Therapist, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> str:
        raise AssertionError

    monkeypatch.setattr("romtui.cli.asking.secret", never)
    code, said = therapist.runs("doctor")
    assert code == 1
    assert "DO     backups: there is none yet" in said


def test_rights_of_others_are_named_with_what_to_type(therapist: Therapist, proc: Path) -> None:
    (therapist.folder / "vault.hdr").chmod(0o644)
    said = to_do(seen(therapist.folder, proc))
    assert "other users may read vault/vault.hdr; end that with: chmod -R go= " in said


def test_a_damaged_copy_of_the_key_is_named(therapist: Therapist, proc: Path) -> None:
    (therapist.folder / "vault.hdr2").write_bytes(b"x")
    assert "vault.hdr2 cannot be read" in to_do(seen(therapist.folder, proc))


def test_memory_that_reaches_the_disk_is_named(therapist: Therapist, proc: Path) -> None:
    (proc / "swaps").write_text(f"{SWAPS}/dev/sda3 partition 1 0 -2\n")
    assert "/dev/sda3 can keep what was on the screen" in to_do(seen(therapist.folder, proc))
    (proc / "swaps").write_text(f"{SWAPS}/dev/dm-1 partition 1 0 -2\n/dev/zram0 p 1 0 5\n")
    assert "swap" not in to_do(seen(therapist.folder, proc))


@pytest.mark.parametrize(
    ("alternate", "pipe", "said"),
    [
        ("on", "0", ""),
        ("off", "0", "alternate-screen on"),
        ("on", "1", "pipe-pane"),
        (None, None, ""),
    ],
)
def test_a_multiplexer_that_keeps_what_is_shown_is_named(
    therapist: Therapist,
    proc: Path,
    monkeypatch: pytest.MonkeyPatch,
    alternate: str | None,
    pipe: str | None,
    said: str,
) -> None:
    answers = {"show-options": alternate, "display-message": pipe}
    monkeypatch.setattr(doctor, "_asked_tmux", lambda first, *_: answers[first])
    found = to_do([seen(therapist.folder, proc, TMUX="/tmp/x")[-1]])
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox/romtui", "Dropbox"),
        ("OneDrive - Practice/x", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Google Drive/My Drive/x", "Google Drive"),
        ("dropboxes/x", None),
        ("practice/romtui", None),
    ],
)
def test_a_folder_that_is_carried_about_is_known_by_its_name(
    tmp_path: Path, place: str, service: str | None
) -> None:
    assert synced_by(tmp_path / place) == service


def test_a_folder_that_is_carried_about_is_known_by_marks_and_mounts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040disk nfs4 rw 0 0\n")
    assert posix_disk.network_disk(tmp_path / "my disk" / "vault", mounts) == "nfs4"
    assert posix_disk.network_disk(tmp_path / "elsewhere", mounts) == ""
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert synced_by(tmp_path / "shared" / "a" / "b") == "Syncthing"


def test_no_vault_is_made_where_files_are_carried_about(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "Dropbox" / "romtui", kdf=Kdf.cheap())
    with pytest.raises(NotOurs, match="romtui backup --to"):
        vault.create(PASSPHRASE, vault.offer_recovery_code())
    assert not (tmp_path / "Dropbox").exists()
    refuse_synced(tmp_path)


def test_a_vault_that_was_moved_there_opens_with_a_warning(
    therapist: Therapist, tmp_path: Path
) -> None:
    (tmp_path / "Nextcloud").mkdir()
    therapist.folder = therapist.folder.rename(tmp_path / "Nextcloud" / "vault")
    code, said = therapist.runs("backup")
    assert (code, "Nextcloud syncs this vault" in said) == (0, True)
