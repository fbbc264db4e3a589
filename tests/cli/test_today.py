"""`romtui today`, as it is typed."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from romtui.store.store import Store
from tests.cli.therapist import NAME, Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_the_day_is_said_by_code(therapist: Therapist) -> None:
    today = datetime.now().astimezone().date()

    def plan(store: Store) -> None:
        store.edit_patient(replace(store.case(2).patient, next_on=today))

    therapist.workspace(plan)
    code, said = therapist.runs("today")
    assert code == 0, said
    assert f"{today.year}: 1 patient today." in said
    assert "  A-002    1 unshared" in said
    assert "A-001" not in said
    assert NAME not in said
    assert "Another Invention" not in said


def test_a_day_without_anybody_says_how_days_are_planned(therapist: Therapist) -> None:
    code, said = therapist.runs("today")
    assert (code, "No next session is planned for today." in said) == (0, True), said
