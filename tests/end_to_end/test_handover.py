"""The laptop in somebody else's hands, in a real terminal: every way out that a terminal has."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.vault.vault import Vault
from tests.counts import FULL
from tests.end_to_end.terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "copper lantern violet harbour ribbon maple"
PIN = "4711"
NAME, OTHER = "Quickbeamcanary", "Hollowaycanary"
CONTROLS = "".join(chr(code) for code in range(1, 27) if chr(code) not in "\r\n\x08")
FUNCTION_KEYS = "\x1bOP\x1bOQ\x1b[15~\x1b[24~"
MOUSE = "\x1b[<0;40;12M\x1b[<0;40;12m\x1b[<2;1;1M\x1b[<2;1;1m\x1b[<64;40;12M\x1b[<35;10;10M"
PASTED = f"\x1b[200~333q:{PIN}\r\x1b[201~"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with two people and a PIN."""
    folder = tmp_path / "vault"
    vault = Vault(folder, kdf=Kdf.cheap())
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(load_instruments(data_folder() / "instruments"))
    for name in (NAME, OTHER):
        store.add_patient(name=Private(name))
    store.set_pin(PIN)
    store.close()
    return folder


def cases(folder: Path) -> list[Case]:
    store = Vault(folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    store.use(load_instruments(data_folder() / "instruments"))
    try:
        return [store.case(one.patient.id) for one in store.caseload()]
    finally:
        store.close()


@pytest.fixture
def handed_over(vault: Path) -> Iterator[Terminal]:
    """The program over that vault, in the hands of the first person, two questions answered."""
    with Terminal(["--vault", str(vault)]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("<enter>")
        terminal.wait_for("session 1")
        terminal.press("h")
        terminal.wait_for("A-001 fills in:")
        terminal.press("<enter>")
        terminal.wait_for("Question 1 of 10")
        terminal.press("12")
        terminal.wait_for("Question 3 of 10")
        yield terminal


def test_neither_keys_nor_mouse_nor_a_signal_nor_a_tiny_window_leaves_the_form(
    handed_over: Terminal,
) -> None:
    terminal = handed_over
    before = len(terminal.bytes)
    terminal.press(CONTROLS + FUNCTION_KEYS + MOUSE + PASTED + "q:/?")
    terminal.kill(signal.SIGTSTP)
    terminal.press("3")
    terminal.wait_for("Question 4 of 10")
    terminal.resize(1, 1)
    terminal.press("q:<ctrl+c><ctrl+z>")
    terminal.prepare()  # a size that lasts no time at all may never be seen, nor painted after
    terminal.resize(80, 24)
    terminal.wait_for("Question 4 of 10")
    terminal.press("<esc>")
    terminal.wait_for("For your therapist")
    terminal.press(f"<ctrl+c><ctrl+z><ctrl+x>{PASTED}")
    terminal.press(f"{PASSPHRASE}<enter>")
    terminal.wait_for(", 3 of 9 answered")
    sent = terminal.bytes[before:]
    assert NAME.encode() not in sent
    assert OTHER.encode() not in sent
    assert b"A-002" not in sent


@pytest.mark.parametrize("number", [signal.SIGHUP, *([signal.SIGTERM] if FULL else [])])
def test_a_signal_ends_it_with_the_answers_kept_and_the_passphrase_asked_for(
    handed_over: Terminal, vault: Path, number: signal.Signals
) -> None:
    handed_over.kill(number)
    assert handed_over.exit_code() == 128 + number
    assert handed_over.is_sane()
    assert "Question" not in handed_over.text
    with Terminal(["--vault", str(vault)]) as again:
        text = again.wait_for("Passphrase")
        assert "A-001" not in text
    first, second = cases(vault)
    assert first.drafts[0].answers[:3] == (1, 2, None)
    assert second.drafts == ()
