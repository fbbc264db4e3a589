"""The whole way line by line: a terminal that draws nothing, and only what is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal

PASSPHRASE = "copper lantern violet harbour ribbon maple"


def talk(*typed: str) -> str:
    """What the demo says to these lines."""
    done = subprocess.run(
        [sys.executable, "-m", "romtui", "--demo", "--plain"],
        env={**os.environ, "TERM": "dumb"},
        input="".join(f"{line}\n" for line in typed).encode(),
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"\x1b" not in done.stdout
    return done.stdout.decode("utf-8")


def test_a_form_is_filled_in_its_score_said_shared_and_something_agreed() -> None:
    said = talk("A-015", "n", "21212121", "0", "", "s", "2", "a", "1", "", "q", "q", "q")
    assert "Item 9 of 9" in said
    assert "Saved." in said
    assert "PHQ-9: 12; moderate" in said
    assert "Shared: PHQ-9." in said
    assert "Agreed." in said
    assert said.rstrip().endswith("the vault is closed.")


def test_a_safety_answer_comes_before_everything_else() -> None:
    said = talk("A-015", "n", "000000003", "", "q", "q", "q")
    after = said.partition("Saved.")[2]
    assert after.index("SAFETY ITEM ENDORSED") < after.index("“")
    reviewed = talk("A-005", "R", "", "asked, and made a plan", "q", "q", "q")
    assert "stays pinned" in reviewed
    assert reviewed.count("SAFETY ITEM ENDORSED") == 1


def test_a_total_asks_for_the_safety_item_and_what_is_wrong_is_said() -> None:
    said = talk("A-015", "t", "99", "12", "0", "q", "q", "q")
    assert "PHQ-9 total, 0 to 27" in said
    assert "Item 9:" in said
    assert "PHQ-9: 12; moderate" in said


def test_a_form_that_is_left_goes_on_where_it_was() -> None:
    said = talk("A-015", "n", "12", "l", "n", "3", "b", "0000000", "", "q", "q", "q")
    assert "The form is kept, unfinished." in said
    assert "continues where it was left" in said
    assert said.rindex("Item 3 of 9") > said.index("continues where it was left")


def test_the_impression_is_asked_before_a_score_and_a_command_passes_it_by() -> None:
    said = talk("A-007", "4", "t", "12", "0", "q", "q", "q")
    assert said.index("Before you see the score") < said.index("PHQ-9 total")
    assert "PHQ-9 total" in talk("A-007", "t", "", "q", "q", "q")


def test_what_was_entered_last_is_taken_back() -> None:
    said = talk("A-015", "t", "12", "0", "u", "u", "q", "q", "q")
    assert "Undone: the PHQ-9" in said
    assert "Nothing from today is left to undo." in said


def test_words_search_and_what_is_no_command_is_said() -> None:
    said = talk("zzz", "a-00", "A-008", "nonsense", "graph", "why", "q", "q", "q")
    assert "No patient matches" in said
    assert "That is not a command here" in said
    assert "cutoff" in said
    assert "the start" in said


@pytest.fixture
def runtime(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "run").mkdir(mode=0o700)
    return {"XDG_RUNTIME_DIR": str(tmp_path / "run"), "TERM": "dumb"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_vault_is_made_opened_and_locked_from_outside(
    tmp_path: Path, runtime: dict[str, str]
) -> None:
    arguments = ["--plain", "--vault", str(tmp_path / "vault")]
    with Terminal(arguments, env=runtime, columns=200, rows=60) as terminal:
        terminal.wait_for("Passphrase for the new vault")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("passphrase again")
        terminal.press(f"{PASSPHRASE}<enter>")
        text = terminal.wait_for("Type the recovery code")
        code = next(word for word in text.split() if word.count("-") == 6)
        terminal.press(f"{code}<enter>")
        terminal.wait_for("caseload:")
        terminal.press("new<enter>Jo<enter>")
        terminal.wait_for("A-001 added.")
        command = [sys.executable, "-m", "romtui", "lock"]
        subprocess.run(command, env={**os.environ, **runtime}, check=True, capture_output=True)
        terminal.wait_for("Locked.")
        assert terminal.exit_code() == 0
        assert PASSPHRASE not in terminal.text
    with Terminal(arguments, env=runtime, columns=200, rows=60) as terminal:
        terminal.wait_for("recovery code")
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("A-001")
        terminal.press("q<enter>")
        assert terminal.exit_code() == 0
