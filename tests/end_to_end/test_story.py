"""Two sessions a week apart in a real terminal of 80 by 24, each from the passphrase to the end."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.discussion import AgreementOutcome, Fit, How
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.vault.vault import Vault
from tests.end_to_end.terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "copper lantern violet harbour ribbon maple"
FIRST = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ON_THAT_DAY = """
import datetime, sys
import romtui.store.clock as clock
clock.local_now = lambda: datetime.datetime.fromisoformat({now!r})
import romtui.__main__ as program
sys.exit(program.main(["--vault", {vault!r}]))
"""


def the_vault(folder: Path) -> Vault:
    return Vault(folder, kdf=Kdf.cheap(), now=lambda: FIRST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with one person in it."""
    vault = the_vault(tmp_path / "vault")
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(load_instruments(data_folder() / "instruments"))
    store.add_patient()
    store.set_pin("4711")
    store.close()
    return tmp_path / "vault"


def session(folder: Path, on: datetime, *keys_and_words: tuple[str, str]) -> None:
    """Start, unlock, open the record, press keys and read; close it and leave."""
    code = ON_THAT_DAY.format(now=on.isoformat(), vault=str(folder))
    with Terminal([], command=[sys.executable, "-c", code]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("<enter>")
        terminal.wait_for("session")
        for keys, words in keys_and_words:
            terminal.press(keys)
            terminal.wait_for(words)
        terminal.press("q")
        terminal.wait_for("Caseload")
        assert terminal.leave() == 0


def test_a_session_and_the_next_one(folder: Path) -> None:
    session(
        folder,
        FIRST,
        ("<enter>", "questionnaires introduced as routine"),
        ("n222222110", "First score"),
        ("1s", "● shared"),
        ("f2", "How would they put it?"),
        ("a quiet week, for once<enter>", "fits partly"),
        ("a4<enter>", "Agreed today: Walk before work"),
        ("y", "Session 1, 24 November 2026"),
        ("<esc>", "session 1"),
    )
    session(
        folder,
        FIRST + timedelta(weeks=1),
        ("4", "Last time: Walk before work, three mornings a week"),
        ("1", "three mornings a week   done"),
        ("t8<enter>", "Item 9"),
        ("0<enter>", "Saved"),
        ("s", "● shared"),
        ("y", "PHQ-9: 8 of 27 (mild), 6 points better since 24 November"),
        ("<esc>", "session 2"),
    )
    store = the_vault(folder).unlock(PASSPHRASE)
    store.use(load_instruments(data_folder() / "instruments"))
    case = store.case(1)
    store.close()
    first, second = case.every_result
    assert [first.total, second.total] == [14, 8]
    assert first.fit is Fit.PARTLY
    assert second.how is How.SCREEN
    assert case.agreements[0].outcome is AgreementOutcome.DONE
