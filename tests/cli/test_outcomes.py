"""`romtui outcomes`, as it is typed."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from romtui.domain.case import Form
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.cli.therapist import NAME, Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def finished(store: Store) -> None:
    """Twelve closed records, eight of them recovered."""
    today = datetime.now().astimezone().date()
    for number in range(12):
        patient = store.add_patient(
            name=Private(NAME), started_on=today - timedelta(days=40)
        ).patient
        for ago, total in ((35, 18), (7, 4 if number < 8 else 17)):
            day = today - timedelta(days=ago)
            store.record(patient.id, Form("phq9", day, total=Decimal(total), safety={9: 0}))
        store.archive(patient.id, today)


def test_the_guess_is_asked_for_before_anything_is_shown(therapist: Therapist) -> None:
    therapist.workspace(finished)
    code, said = therapist.runs("outcomes", answers=("60",))
    assert code == 0
    assert "how many got reliably better" in therapist.asked[0]
    assert "Reliably improved: 8 of 12, between 39 and 86%   your guess: 60%" in said
    assert "Recovered, of those who began on the clinical side: 8 of 12" in said
    assert "2 still open" in said
    assert said.index("Who is missing") < said.index("Reliably improved")
    assert not [word for word in (NAME, "A-001", "A-003") if word in said]


def test_without_a_guess_the_page_is_shown_all_the_same(therapist: Therapist) -> None:
    code, said = therapist.runs("outcomes")
    assert code == 0
    assert "No closed record has two scores yet." in said
    assert "your guess" not in said
    assert therapist.runs("--read-only", "outcomes")[0] == 0


def test_a_guess_that_is_none_shows_nothing(therapist: Therapist) -> None:
    code, said = therapist.runs("outcomes", answers=("most of them",))
    assert (code, "Who is missing" in said) == (1, False)
