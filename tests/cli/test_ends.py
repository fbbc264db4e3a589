"""However a command ends, it says so in one sentence: no traceback, and no code 0 for nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.__main__ import main
from romtui.cli.parser import COMMANDS
from romtui.domain.errors import UserError
from romtui.store.vault.vault import Kdf, Vault
from tests.end_to_end.terminal import Terminal

PASSPHRASE = "copper lantern violet harbour ribbon maple"
NO_FULL_DISK = not Path("/dev/full").exists()
POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


def romtui(
    *arguments: str, redirected: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it through a shell that redirects something."""
    command = [sys.executable, "-m", "romtui", *arguments]
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", *command],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **(env or {})},
        check=False,
    )


def is_one_sentence(said: str) -> bool:
    return (
        said.startswith("romtui: ")
        and said.rstrip().endswith(".")
        and said.count("\n") == 1
        and "error in the program" not in said
        and "Traceback" not in said
    )


@pytest.mark.skipif(NO_FULL_DISK, reason="needs /dev/full")
@pytest.mark.parametrize(
    "command",
    ["doctor", "score phq9 --total 3", "change phq9 3 9", "instruments", "keys", "--help"],
)
def test_what_cannot_be_printed_is_said(command: str, tmp_path: Path) -> None:
    for unbuffered in ("", "1"):
        done = romtui(
            "--vault",
            str(tmp_path / "none"),
            *command.split(),
            redirected=">/dev/full",
            env={"PYTHONUNBUFFERED": unbuffered},
        )
        assert done.returncode == 1
        assert is_one_sentence(done.stderr), done.stderr
        assert "no space left" in done.stderr


@POSIX_ONLY
@pytest.mark.parametrize("shell", [">&-", "<&-", ">&- 2>&-", "2>&-"])
@pytest.mark.parametrize("command", ["", "instruments phq9", "check"])
def test_a_channel_that_is_closed_is_no_mistake_of_the_program(
    command: str, shell: str, tmp_path: Path
) -> None:
    done = romtui("--vault", str(tmp_path / "none"), *command.split(), redirected=shell)
    if command == "instruments phq9" and ">&-" not in shell.split():
        assert done.returncode == 0
    else:
        assert done.returncode == 1
        assert "2>&-" in shell or is_one_sentence(done.stderr), done.stderr


@POSIX_ONLY
@pytest.mark.parametrize("command", ["", "doctor", "check"])
def test_a_home_of_nobody_is_said(command: str) -> None:
    done = romtui("--vault", "~nobody-of-this-name/x", *command.split())
    assert done.returncode == 1
    assert "romtui: " in done.stderr
    assert is_one_sentence(done.stderr)


@pytest.mark.parametrize("name", ["ROMTUI_VAULT", "ROMTUI_INSTRUMENTS", "ROMTUI_KEYS"])
def test_so_is_one_in_the_environment(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("romtui.cli.open_vault.harden", lambda: None)
    monkeypatch.setenv(name, "~nobody-of-this-name/x")
    command = {"ROMTUI_VAULT": "check", "ROMTUI_KEYS": "keys"}.get(name, "instruments")
    assert main([command]) == 1
    assert is_one_sentence(capsys.readouterr().err)


@POSIX_ONLY
@pytest.mark.parametrize("command", ["", "doctor"])
def test_a_time_zone_that_can_be_none_is_said(command: str) -> None:
    done = romtui(*command.split(), env={"TZ": "XXX+99"})
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert "TZ" in done.stderr


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    vault = Vault(folder, kdf=Kdf.cheap())
    vault.create(PASSPHRASE, vault.offer_recovery_code()).close()
    return folder


def interrupt(terminal: Terminal) -> None:
    terminal.press("<ctrl+c>")


def type_half_a_letter(terminal: Terminal) -> None:
    os.write(terminal._tty, b"copper \x97\xc3\r")


@pytest.mark.terminal
@POSIX_ONLY
@pytest.mark.parametrize(
    ("does", "code", "said"),
    [
        (interrupt, 130, "romtui: Stopped by Ctrl+C."),
        (type_half_a_letter, 1, "A character did not arrive complete"),
    ],
)
def test_a_slip_at_the_prompt_is_one_sentence(
    vault: Path, does: Callable[[Terminal], None], code: int, said: str
) -> None:
    with Terminal(["check", "--vault", str(vault)], columns=120) as terminal:
        terminal.wait_for("recovery code")
        does(terminal)
        terminal.wait_for(said)
        assert terminal.exit_code() == code
        assert "Traceback" not in terminal.text
        assert "mistake in" not in terminal.text


@pytest.mark.terminal
@POSIX_ONLY
def test_ctrl_c_at_a_later_question_closes_the_vault(vault: Path) -> None:
    with Terminal(["import", "--undo", "--vault", str(vault)], columns=120) as terminal:
        terminal.wait_for("recovery code")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("Type undo")
        interrupt(terminal)
        assert terminal.exit_code() == 130
    assert not (vault / "records.db-wal").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("docter", "doctor"), ("backp", "backup"), ("Erase", "erase"), ("scroe", "score")],
)
def test_a_mistyped_command_is_guessed(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--read-only", "--vault", "x", typed, "more"])
    assert end.value.code == 2
    assert f"Did you mean {meant}?" in capsys.readouterr().err


def test_a_command_like_none_is_pointed_to_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["zzz"])
    assert "romtui --help lists" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_options_of_the_program_after_it_too(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    printed = capsys.readouterr().out
    assert all(option in printed for option in ("--vault FOLDER", "--read-only", "--version"))


def test_the_vault_named_last_is_the_one_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("romtui.cli.open_vault.harden", lambda: None)
    monkeypatch.setattr("romtui.platform.process.close_memory", lambda: None)
    for arguments in (
        ["doctor", "--vault", str(tmp_path / "late")],
        ["--vault", str(tmp_path / "early"), "doctor", "--vault", str(tmp_path / "late")],
        ["--vault", str(tmp_path / "late"), "doctor"],
    ):
        main(arguments)
        assert f"there is none in {tmp_path / 'late'}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "quoted", ["e" + "\u0301" * 5000, "x" * 50_000, "a b " * 20_000, "\u200b" * 5000]
)
def test_what_a_refusal_quotes_is_bounded(quoted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(str(UserError(f"There is no {quoted}: choose another."))) < 1300
    assert str(UserError(f"There is no {quoted}: choose another.")).endswith("choose another.")
    assert main(["instruments", quoted]) == 1
    assert len(capsys.readouterr().err) < 2000


def test_what_a_refusal_says_by_itself_is_left_whole() -> None:
    for sentence in (f"{Path.cwd()}/é: check its name.", "Ệ is a letter.", "x" * 300):
        assert str(UserError(sentence)) == sentence
