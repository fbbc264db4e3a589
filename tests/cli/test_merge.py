"""`romtui merge`: two records of one patient, in numbers, asked once."""

from pathlib import Path

import pytest

from romtui.store.store import Store
from tests.cli.therapist import Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def codes(therapist: Therapist) -> dict[str, tuple[int, bool]]:
    """By code how many results there are, and whether the record is archived."""
    found: dict[str, tuple[int, bool]] = {}

    def look(store: Store) -> None:
        for row in store.caseload():
            case = store.case(row.patient.id)
            found[row.patient.code] = len(case.results), row.patient.archived_on is not None

    therapist.workspace(look)
    return found


def test_it_is_shown_in_numbers_asked_once_and_done(therapist: Therapist) -> None:
    code, printed = therapist.runs("merge", "A-001", "a-002", answers=("merge",))
    assert code == 0
    assert "From A-001 to A-002: 1 result, 1 session." in printed
    assert "Both are kept; the one entered last counts" in printed
    assert len(therapist.asked) == 1
    assert codes(therapist) == {"A-001": (0, True), "A-002": (2, False)}


def test_without_the_word_nothing_is_changed(therapist: Therapist) -> None:
    code, printed = therapist.runs("merge", "A-001", "A-002", answers=("yes",))
    assert (code, "Nothing was changed." in printed) == (0, True)
    assert codes(therapist) == {"A-001": (1, False), "A-002": (1, False)}


@pytest.mark.parametrize(
    ("two", "said"), [(("A-001", "A-001"), "the same record"), (("A-001", "X"), "No patient has")]
)
def test_what_cannot_be_is_said_before_anything_is_asked(
    therapist: Therapist, two: tuple[str, str], said: str
) -> None:
    code, printed = therapist.runs("merge", *two, answers=("merge",))
    assert (code, said in printed, therapist.asked) == (1, True, [])


def test_the_way_back_is_the_backup_made_before(therapist: Therapist) -> None:
    therapist.runs("merge", "A-001", "A-002", answers=("merge",))
    _, listed = therapist.runs("backups")
    newest = listed.split()[0]
    code, _ = therapist.runs("restore", newest, answers=("restore",))
    assert code == 0
    assert codes(therapist) == {"A-001": (1, False), "A-002": (1, False)}
