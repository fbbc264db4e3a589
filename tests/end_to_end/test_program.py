"""The real program in a real pseudo-terminal."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Form
from romtui.domain.private import Private
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.counts import FULL
from tests.end_to_end.memory import found_in_memory
from tests.end_to_end.terminal import Terminal, canaries_in

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "copper lantern violet harbour ribbon maple"
NAME = "Quickbeamcanary"
HOSTILE = "Jo [/] [@click=app.leave]x[/] \x1b]52;c;QQ==\x07 \x1b[2J \x9b5n \u202eevil"


def workspace(folder: Path) -> Store:
    vault = Vault(folder, kdf=Kdf.cheap())
    store = vault.unlock(PASSPHRASE)
    store.use(load_instruments(data_folder() / "instruments"))
    return store


def the_case(folder: Path) -> Case:
    store = workspace(folder)
    try:
        (summary,) = store.caseload()
        return store.case(summary.patient.id)
    finally:
        store.close()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with one person."""
    folder = tmp_path / "vault"
    vault = Vault(folder, kdf=Kdf.cheap())
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(load_instruments(data_folder() / "instruments"))
    store.add_patient(initials=Private("Q."), name=Private(NAME))
    store.close()
    return folder


@pytest.fixture
def terminal(vault: Path) -> Iterator[Terminal]:
    """The program over that vault, unlocked, in the caseload."""
    with Terminal(["--vault", str(vault)]) as running:
        running.wait_for("Passphrase")
        running.press(f"{PASSPHRASE}<enter>")
        running.wait_for("Caseload")
        running.wait_for("A-001")
        yield running


def commands_in(sent: bytes) -> set[bytes]:
    """The control bytes beside those Textual draws with: CSI, and the mouse pointer's shape."""
    text = re.sub(rb"\x1b\[[0-9;:?<>=$]*[A-Za-z]|\x1b\]22;[a-z]*\x07", b"", sent)
    return set(re.findall(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", text))


def into_the_form(terminal: Terminal, digits: str = "123") -> None:
    terminal.press("<enter>")
    terminal.wait_for("session 1")
    terminal.press("n")
    terminal.wait_for("1 of 9")
    terminal.press(digits)
    terminal.wait_for(f"{len(digits) + 1} of 9")


def test_unlock_enter_nine_digits_read_the_sentence_quit(terminal: Terminal, vault: Path) -> None:
    into_the_form(terminal, "21212121")
    terminal.press("0")
    text = terminal.wait_for("Saved")
    assert "“" in text
    assert "12" in text
    terminal.press("s")
    terminal.wait_for("✓ PHQ-9 shared")
    terminal.press("q")
    terminal.wait_for("Caseload")
    assert terminal.leave() == 0
    assert terminal.is_sane()
    assert the_case(vault).results[0].total == Decimal(12)
    assert canaries_in(vault, NAME) == []


def test_keys_typed_ahead_of_the_screens_are_not_lost(terminal: Terminal, vault: Path) -> None:
    terminal.press("n<enter>JD<enter>Jo [/]<enter>1990<enter>n212121210")
    terminal.wait_for("Saved")
    terminal.press("t17<enter>b0<enter>p9<enter><enter>")
    terminal.wait_for("target 9")
    terminal.press("q/jo<enter>q")
    assert terminal.leave() == 0
    store = workspace(vault)
    try:
        (found,) = (one for one in store.caseload() if one.patient.code != "A-001")
        case = store.case(found.patient.id)
    finally:
        store.close()
    assert case.patient.name == Private("Jo [/]")
    assert case.patient.birth_year == 1990
    assert [result.total for result in case.results] == [12, 17]
    assert case.targets == {"phq9": 9}


def test_after_kill_9_in_mid_form_the_answers_are_offered_again(
    terminal: Terminal, vault: Path
) -> None:
    into_the_form(terminal)
    terminal.kill(signal.SIGKILL)
    assert terminal.exit_code() == 128 + signal.SIGKILL
    assert "4 of 9" not in terminal.text
    assert terminal.is_sane()
    assert b"\x1b[?1003l" in terminal.bytes
    with Terminal(["--vault", str(vault)]) as again:
        again.wait_for("Passphrase")
        again.press(f"{PASSPHRASE}<enter>")
        again.wait_for("unfinished form")
        again.press("<enter>")
        again.wait_for(", 3 of 9 answered")
        again.press("n")
        again.wait_for("4 of 9")
        again.press("111111")
        again.wait_for("Saved")
    assert the_case(vault).results[0].answers == (1, 2, 3, 1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, signal.SIGQUIT, *([signal.SIGHUP, signal.SIGINT] if FULL else [])],
)
def test_a_signal_keeps_the_draft_and_leaves_a_clean_terminal(
    terminal: Terminal, vault: Path, number: signal.Signals
) -> None:
    into_the_form(terminal)
    terminal.kill(number)
    assert terminal.exit_code() == 128 + number
    assert terminal.is_sane()
    assert b"\x1b[?1049l" in terminal.bytes
    assert "4 of 9" not in terminal.text
    (draft,) = the_case(vault).drafts
    assert draft.answers[:3] == (1, 2, 3)


def test_a_closed_terminal_keeps_the_draft(terminal: Terminal, vault: Path) -> None:
    into_the_form(terminal)
    terminal.hang_up()
    done, status = os.waitpid(terminal.pid, 0)
    assert done == terminal.pid
    assert os.waitstatus_to_exitcode(status) != 0
    (draft,) = the_case(vault).drafts
    assert draft.answers[:3] == (1, 2, 3)


def test_ctrl_c_twice_leaves_and_keeps_the_draft(terminal: Terminal, vault: Path) -> None:
    into_the_form(terminal)
    terminal.press("<ctrl+c>")
    terminal.wait_for("Press Ctrl+C again to quit.")
    terminal.press("<ctrl+c>")
    assert terminal.exit_code() == 130
    assert terminal.is_sane()
    assert the_case(vault).drafts[0].answers[:3] == (1, 2, 3)


def test_ctrl_z_clears_the_screen_and_comes_back_locked(terminal: Terminal, vault: Path) -> None:
    into_the_form(terminal)
    terminal.press("<ctrl+z>")
    terminal.wait_stopped()
    assert "4 of 9" not in terminal.text
    assert terminal.is_sane()
    terminal.kill(signal.SIGCONT)
    text = terminal.wait_for("Passphrase")
    assert "A-001" not in text
    terminal.press(f"{PASSPHRASE}<enter>")
    terminal.wait_for("unfinished form")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_while_stopped_no_passphrase_and_no_name_is_in_memory(terminal: Terminal) -> None:
    terminal.press("v")
    terminal.wait_for(NAME)
    terminal.press("<ctrl+z>")
    terminal.wait_stopped()
    program = terminal.program
    assert program != terminal.pid
    assert found_in_memory(program, b"import os, signal, sys")
    for process in (program, terminal.pid):
        assert not found_in_memory(process, NAME.encode())
        assert not found_in_memory(process, PASSPHRASE.encode())


def test_no_byte_of_a_hostile_name_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    vault = Vault(folder, kdf=Kdf.cheap())
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(load_instruments(data_folder() / "instruments"))
    person = store.add_patient(initials=Private(HOSTILE), name=Private(HOSTILE))
    store.record(person.patient.id, Form("phq9", person.patient.started_on, total=Decimal(12)))
    store.set_focus(person.patient.id, Private(HOSTILE), person.patient.started_on)
    store.close()
    with Terminal(["--vault", str(folder)], columns=120, rows=40) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("v")
        terminal.wait_for("Jo [/] [@click")
        terminal.press("<enter>")
        terminal.wait_for("session 1")
        terminal.press(":intervention<enter>")
        terminal.wait_for("intervention")
        terminal.press("<esc>")
        terminal.wait_gone("intervention")
        terminal.press("q<enter>")
        terminal.wait_for("Caseload")
        assert terminal.leave() == 0
        sent = terminal.bytes
    assert b"\x1b[2J" not in sent
    assert "\u202e".encode() not in sent
    assert "\x9b".encode() not in sent
    assert commands_in(sent) == set()


def test_a_crash_shows_no_name_and_does_not_end_with_zero(vault: Path) -> None:
    broken = (
        "import romtui.__main__ as m, romtui.ui.chart.widget as t, sys\n"
        "def fail(self, width, height):\n"
        "    case = self.screen._case\n"
        "    raise ValueError(case.patient.name.reveal())\n"
        "t.TrendChart.draw = fail\n"
        f"sys.exit(m.main(['--vault', {str(vault)!r}]))"
    )
    with Terminal([], command=[sys.executable, "-c", broken]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("<enter>")
        assert terminal.exit_code() == 1
        assert b"error in the program" in terminal.bytes
        assert NAME.encode() not in terminal.bytes
        assert PASSPHRASE.encode() not in terminal.bytes
        assert terminal.is_sane()


def test_debugging_switches_write_nothing(vault: Path, tmp_path: Path) -> None:
    log = tmp_path / "keys.log"
    env = {"TEXTUAL_LOG": str(log), "TEXTUAL": "debug,devtools", "TEXTUAL_DEBUG": "1"}
    with Terminal(["--vault", str(vault)], env=env) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert not log.exists()


def test_with_no_color_no_byte_asks_the_terminal_for_a_colour(vault: Path) -> None:
    with Terminal(["--vault", str(vault)], env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        into_the_form(terminal, "21212121")
        terminal.press("0")
        terminal.wait_for("Saved")
        terminal.press("sq")
        terminal.wait_for("Caseload")
        assert terminal.leave() == 0
        sent = terminal.bytes
    wanted = {
        code for codes in re.findall(rb"\x1b\[([0-9;:]*)m", sent) for code in codes.split(b";")
    }
    assert wanted
    assert wanted <= {b"", b"0", b"1", b"2", b"3", b"4", b"7"}


def test_a_second_program_is_told_about_the_first(terminal: Terminal, vault: Path) -> None:
    with Terminal(["--vault", str(vault)]) as second:
        second.wait_for("Passphrase")
        second.press(f"{PASSPHRASE}<enter>")
        second.wait_for("is open in another")
    assert "A-001" in terminal.text


def test_the_demo_opens_without_a_passphrase_and_leaves_nothing(tmp_path: Path) -> None:
    with Terminal(["--demo"], columns=120, rows=40, env={"TMPDIR": str(tmp_path)}) as terminal:
        text = terminal.wait_for("Caseload")
        assert "DEMO" in text
        terminal.press("<enter>")
        terminal.wait_for("“")
        terminal.press("q")
        terminal.wait_for("safety item has not been reviewed")
        terminal.press("<enter>")
        terminal.wait_for("Caseload")
        assert terminal.leave() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_demo_goes_by_keys_of_ones_own_and_its_tour_does_not_come_back(
    tmp_path: Path,
) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[caseload]\nopen = "o"\n', "utf-8")
    with Terminal(["--demo"], columns=120, rows=40, env={"ROMTUI_KEYS": str(keys)}) as terminal:
        terminal.wait_for("1 of 5   o opens the selected patient")
        terminal.press("o")
        terminal.wait_for("2 of 5")
        terminal.press("<f6><ctrl+x>")
        terminal.wait_for("o open  / find")
        assert "1 of 5" not in terminal.text


def test_a_file_of_keys_with_a_fault_changes_nothing_and_is_named(tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[caseload]\nopen = "o"\nadd = "e"\n', "utf-8")
    with Terminal(["--demo"], columns=160, rows=40, env={"ROMTUI_KEYS": str(keys)}) as terminal:
        text = " ".join(terminal.wait_for("keys.toml,").split())
        said = "keys.toml, caseload.add: e is also the key of “edit” (caseload)."
        assert f"{said} The default keys are used." in text
        assert "Enter open" in text


def test_a_first_run_ends_in_an_empty_caseload(tmp_path: Path) -> None:
    with Terminal(["--vault", str(tmp_path / "new")]) as terminal:
        text = terminal.wait_for("keep it away")
        words = next(
            line.split() for line in text.splitlines() if len(line.split()) == 6 and line.islower()
        )
        for _ in range(2):
            terminal.press(f"{' '.join(words)}<enter>")
        text = terminal.wait_for("Type the code")
        code = max((word for line in text.splitlines() for word in line.split()), key=_dashes)
        terminal.press(f"{code}<enter>")
        terminal.wait_for("Press n to add your first patient")
    assert oct((tmp_path / "new").stat().st_mode)[-3:] == "700"


def _dashes(word: str) -> int:
    return word.count("-")
