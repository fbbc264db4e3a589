"""`romtui check`, `backup`, `backups` and `restore`, as they are typed."""

import subprocess
import sys
from pathlib import Path

import pytest

from romtui.domain.private import Private
from romtui.store.backup import snapshot
from romtui.store.db.audit_events import AuditEvent
from romtui.store.errors import DiskFull
from romtui.store.records.unit_of_work import UnitOfWork
from tests.cli.therapist import NAME, PASSPHRASE, Therapist, practice
from tests.end_to_end.terminal import Terminal
from tests.store.vaults import flip


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_check_says_what_it_looked_at_and_whether_all_is_well(therapist: Therapist) -> None:
    code, said = therapist.runs("check")
    assert code == 0
    assert "ok     2 stored scores, 2 recomputed from their answers" in said
    assert said.endswith("No problems found.\n")
    assert NAME not in said
    flip(therapist.folder / "records.db", 4096 * 4 + 8)
    code, said = therapist.runs("check")
    assert code == 1
    assert "FAIL" in said
    assert "Nothing was changed." in said


def test_a_wrong_passphrase_is_a_refusal(therapist: Therapist) -> None:
    therapist.secret = "quite another passphrase"
    for command in ("check", "backup", "backups", "restore"):
        code, said = therapist.runs(command)
        assert code == 1
        assert said.startswith("romtui: Wrong passphrase or recovery code")


def test_backup_restore_and_back_again(therapist: Therapist, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert therapist.runs("backup", "--to", tmp_path / "nowhere")[0] == 1
    code, said = therapist.runs("backup", "--to", stick)
    assert code == 0
    assert "2 patients, 2 sessions, 2 results: verified." in said
    assert "It is in the second location too" in said
    therapist.workspace(lambda store: store.add_patient("A-003", name=Private("A third one")))
    code, said = therapist.runs("restore", answers=("1", "no"))
    assert code == 0
    assert "Only in the current records (would be lost): 1 patients." in said
    assert said.endswith("Nothing was changed.\n")
    code, said = therapist.runs("restore", "1", answers=("restore",))
    assert "Restored." in said
    assert "The previous records are backup 000002-" in said
    code, said = therapist.runs("backups")
    assert [line.split()[0] for line in said.splitlines()] == ["2", "1"]
    code, said = therapist.runs("restore", "2", answers=("restore",))
    assert "Only in the current records (would be lost): nothing." in said
    assert code == 0
    assert "No problems found." in therapist.runs("check")[1]
    assert "Old backups may be deleted again" in therapist.runs("backup", "--resume-pruning")[1]


def test_a_stick_restores_on_a_laptop_that_has_nothing(
    therapist: Therapist, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    therapist.runs("backup", "--to", stick)
    (archive,) = (stick / "romtui-backups").iterdir()
    therapist.folder = tmp_path / "new laptop"
    code, said = therapist.runs("restore", archive, answers=("restore",))
    assert (code, "Restored." in said) == (0, True)
    assert therapist.runs("check")[0] == 0


@pytest.mark.parametrize("gone", [("records.db",), ("vault.hdr", "vault.hdr2")])
def test_a_vault_with_something_gone_is_restored_from_its_list(
    therapist: Therapist, gone: tuple[str, ...]
) -> None:
    therapist.runs("backup")
    for name in gone:
        (therapist.folder / name).unlink()
    assert therapist.runs("check")[0] == 1
    code, said = therapist.runs("restore", answers=("1", "restore"))
    assert (code, "Restored." in said) == (0, True), said
    assert therapist.runs("check")[0] == 0


def test_verify_opens_every_backup(therapist: Therapist) -> None:
    assert "There is no backup yet." in therapist.runs("backup", "--verify")[1]
    for _ in range(2):
        therapist.runs("backup")
    assert therapist.runs("backup", "--verify")[0] == 0
    flip(snapshot.list_snapshots(therapist.folder / "backups")[0], 5000)
    code, said = therapist.runs("backup", "--verify")
    assert code == 1
    assert said.splitlines()[1].split()[:2] == ["DAMAGED", "1"]
    assert said.endswith("Damaged: 1\nromtui backup makes a new one.\n")


@pytest.mark.parametrize("chosen", ["9", "no such file"])
def test_a_backup_that_is_not_there_is_asked_for_again(therapist: Therapist, chosen: str) -> None:
    code, said = therapist.runs("restore", chosen)
    assert code == 1
    assert "romtui backups" in said


@pytest.mark.skipif(sys.platform == "win32", reason="asks for no terminal")
def test_without_a_terminal_no_passphrase_is_taken_from_a_pipe(therapist: Therapist) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "romtui", "--vault", str(therapist.folder), "check"],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 1
    assert "there is none. Use a terminal" in done.stderr


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_passphrase_is_typed_on_the_terminal_and_never_shown(therapist: Therapist) -> None:
    with Terminal(["--vault", str(therapist.folder), "check"]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        assert terminal.exit_code() == 0
        assert "No problems found." in terminal.text
        assert PASSPHRASE.encode() not in terminal.bytes


def test_what_is_called_ok_only_restores(therapist: Therapist, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for _ in range(2):
        therapist.runs("backup", "--to", stick)
    code, said = therapist.runs("backup", "--verify")
    assert code == 0
    assert [line[:3] for line in said.splitlines()[:-1]] == ["ok "] * 4
    first, second = snapshot.list_snapshots(therapist.folder / "backups")
    second.with_suffix(".hdr").unlink()
    flip(stick / "romtui-backups" / f"{first.stem}.romtui", 9000)
    flip(stick / "romtui-backups" / f"{second.stem}.romtui", 40)
    code, said = therapist.runs("backup", "--verify")
    assert code == 1
    judged = [line.split()[0] for line in said.splitlines()]
    assert judged == ["DAMAGED", "ok", "ok,", "DAMAGED", "Damaged:", "romtui"]
    assert "Its key header is missing." in said
    assert "in the second location" in said
    assert therapist.runs("check")[0] == 1
    assert "Its key header is missing." in therapist.runs("backups")[1]


def test_a_stick_in_a_drawer_is_said_and_is_no_damage(therapist: Therapist, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    therapist.runs("backup", "--to", stick)
    stick.rename(tmp_path / "drawer")
    code, said = therapist.runs("backup", "--verify")
    assert code == 0
    assert "Connect it to have it checked" in said


def test_a_new_recovery_code_is_shown_typed_back_and_holds(
    therapist: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def typed_back(words: str, _: str) -> str:
        shown.append(words)
        (code,) = (line.strip() for line in words.splitlines() if line.startswith("    "))
        return "not it" if len(shown) == 1 else code.lower()

    monkeypatch.setattr("romtui.cli.asking.line_below", typed_back)
    code, said = therapist.runs("recovery-code")
    assert (code, "Recovery code replaced" in said) == (0, True)
    new = shown[-1].splitlines()[-1].strip()
    assert len(shown) == 2
    assert new not in said
    therapist.secret = new
    assert therapist.runs("check")[0] == 0
    monkeypatch.setattr("romtui.cli.asking.line_below", lambda *_: "")
    code, said = therapist.runs("recovery-code")
    assert (code, "Nothing was changed" in said) == (1, True)
    assert therapist.runs("check")[0] == 0


def test_a_log_that_cannot_be_written_does_not_seem_to_undo_the_new_code(
    therapist: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = UnitOfWork.log

    def full(work: UnitOfWork, act: AuditEvent, entity: int | None = None) -> None:
        if act is AuditEvent.RECOVERY_CODE:
            raise DiskFull("The disk is full.")
        log(work, act, entity)

    monkeypatch.setattr(UnitOfWork, "log", full)
    monkeypatch.setattr(
        "romtui.cli.asking.line_below", lambda words, _: words.splitlines()[-1].strip()
    )
    code, said = therapist.runs("recovery-code")
    assert (code, "Recovery code replaced" in said) == (0, True)
    assert "It could not be noted in the log. The disk is full." in said


def test_the_new_code_does_not_stay_in_the_terminal(therapist: Therapist) -> None:
    command = [sys.executable, "-m", "romtui", "--vault", str(therapist.folder), "recovery-code"]
    with Terminal([], command=command) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}\n")
        text = terminal.wait_for("Type the code")
        assert "-" in text
        terminal.press("\n")
        terminal.wait_for("Nothing was changed")
        assert "Your new recovery code. It is shown only now" not in terminal.text
