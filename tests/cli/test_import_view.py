"""What the therapist sees of an import before it is done, on the command line."""

from datetime import timedelta
from pathlib import Path

import pytest

from romtui.__main__ import main
from romtui.domain.case import Form
from romtui.domain.imported_score import Differing
from romtui.domain.safety import unreviewed
from romtui.exchange.cells import DAYS
from romtui.store.store import Store
from tests.cli.test_exchange import therapist
from tests.cli.therapist import Therapist

__all__ = ["therapist"]

HOW = ("--code", "Client", "--day", "Date", "--total", "Score", "--of", "phq9")


def table(folder: Path, *lines: str, head: str = "Client,Date,Score") -> Path:
    file = folder / "scores.csv"
    file.write_text("\n".join((head, *lines)))
    return file


def shown(therapist: Therapist, file: Path, *more: object) -> str:
    code, said = therapist.runs("import", file, *HOW, *more, "--dry-run")
    assert code == 0, said
    return said


def test_day_first_and_month_first_look_different(therapist: Therapist, tmp_path: Path) -> None:
    file = table(tmp_path, "A-001,03/04/2025,14", "A-001,05/04/2025,12")
    day_first = shown(therapist, file, "--days", "DD/MM/YYYY")
    month_first = shown(therapist, file, "--days", "MM/DD/YYYY")
    assert "line 2  A-001  Thu 3 April 2025  PHQ-9  14  moderate" in day_first
    assert "line 2  A-001  Tue 4 March 2025  PHQ-9  14  moderate" in month_first
    assert (
        "from Thu 3 April 2025 to Sat 5 April 2025; lowest 12, highest 14 of 0 to 27" in day_first
    )
    assert "from Tue 4 March 2025 to Sun 4 May 2025" in month_first


def test_an_item_taken_for_the_total_is_noticed(therapist: Therapist, tmp_path: Path) -> None:
    head = "Client,Date,Item 1,Score"
    file = table(tmp_path, "A-001,2025-04-03,3,14", "A-001,2025-05-03,2,12", head=head)
    right = shown(therapist, file, "--days", "YYYY-MM-DD")
    assert "single item could be" not in right
    wrong = list(HOW)
    wrong[wrong.index("Score")] = "Item 1"
    _, said = therapist.runs("import", file, *wrong, "--days", "YYYY-MM-DD", "--dry-run")
    assert "no PHQ-9 score is above 3, which a single item could be" in said
    assert "Columns that are not imported: Score." in said


def test_what_is_not_imported_is_named_before_it_is_asked(
    therapist: Therapist, tmp_path: Path
) -> None:
    file = table(
        tmp_path,
        f"A-001,2025-04-03,14,{'x' * 2000}",
        "A-001,2025-05-03,NA,",
        head="Client,Date,Score,Note",
    )
    said = shown(therapist, file)
    assert "Columns that are not imported: Note." in said
    assert "Not imported, a very long cell: 1 line (line 2)." in said
    assert "Not imported, no score: 1 line (line 3)." in said
    assert (
        "PHQ-9: 1 form without an answer to a safety item. It is unknown, which is not 0." in said
    )
    assert "A-001 has 1 from before your work together began" in said
    assert "xxx" not in said


def test_a_corrected_file_is_asked_about_once(therapist: Therapist, tmp_path: Path) -> None:
    therapist.runs("import", table(tmp_path, "A-001,2025-04-03,16"), *HOW, answers=("import",))
    file = table(tmp_path, "A-001,2025-04-03,15", "A-001,2025-05-03,9")
    said = shown(therapist, file)
    assert "1 new patient" not in said
    assert "line 2  A-001  Thu 3 April 2025  PHQ-9  16 here, 15 in the file" in said
    assert "--differing keep, correct or both" in said
    code, said = therapist.runs("import", file, *HOW)
    assert (code, "Choose what happens to the forms that differ" in said) == (1, True)
    code, said = therapist.runs("import", file, *HOW, answers=("correct", "import"))
    assert (code, "Imported: 0 new patients and 1 result, 1 corrected." in said) == (0, True)
    code, said = therapist.runs("import", "--undo", answers=("undo",))
    assert "1 result withdrawn, 1 as they were before." in said
    code, said = therapist.runs("import", file, *HOW, "--differing", "keep", answers=("import",))
    assert "Imported: 0 new patients and 1 result, 1 not imported." in said
    assert "These days already have another score (1 form):" in said


def test_a_table_of_ours_needs_no_columns_and_keeps_what_is_pinned(
    therapist: Therapist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_safety(store: Store) -> None:
        for days in (7, 0):
            on = store.case(1).patient.started_on - timedelta(days=days)
            store.record(1, Form("phq9", on, answers=(1, 1, 1, 1, 1, 1, 1, 1, 2)))

    therapist.workspace(with_safety)
    therapist.runs("export", "A-001", "--out", tmp_path / "x.csv")
    there = Therapist(tmp_path / "there", therapist.capsys)
    monkeypatch.setattr("romtui.cli.asking.line", there.answer)
    vault = there.vault()
    vault.create(there.secret, vault.offer_recovery_code()).close()
    for named in ((), ("--code", "code", "--day", "day", "--total", "total")):
        of = ("--questionnaire", "questionnaire", "--days", "YYYY-MM-DD") if named else ()
        _, said = there.runs("import", tmp_path / "x.csv", *named, *of, "--add-people", "--dry-run")
        assert "Columns that are not imported: band, entered, entered at" in said
        assert "This file adds 1 new patient and 3 results." in said
    _, said = there.runs("import", tmp_path / "x.csv", "--add-people", answers=("import",))
    assert "Imported" in said
    pins: list[object] = []
    there.workspace(lambda store: pins.extend(unreviewed(store.case(1))))
    assert len(pins) == 2


def test_people_of_a_file_are_shown_by_their_scores(therapist: Therapist, tmp_path: Path) -> None:
    therapist.runs("export", "A-001", "--out", tmp_path / "x.json")
    content = (tmp_path / "x.json").read_text().replace('"A-001"', '"A-0O1"')
    (tmp_path / "y.json").write_text(content)
    _, said = therapist.runs("import", tmp_path / "y.json", "--dry-run")
    assert "This file adds 1 new patient and 1 result." in said
    assert "PHQ-9  8  mild" in said
    assert "Check: A-0O1 is new and easily mistaken for A-001." in said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("3 Apr 2025", "Thu 3 April 2025"),
        ("3.4.25", "day or the month could come first"),
        ("2025/04/03 9:15:22 AM GMT+1", "Thu 3 April 2025"),
    ],
)
def test_without_days_only_a_plain_day_is_taken(
    therapist: Therapist, tmp_path: Path, day: str, said: str
) -> None:
    code, answer = therapist.runs("import", table(tmp_path, f"A-001,{day},14"), *HOW, "--dry-run")
    assert said in answer
    assert code == ("could" in said)


def test_the_options_name_every_way_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    options = "".join(capsys.readouterr().out.split())
    assert f"--days{{{','.join(DAYS)}}}" in options
    assert f"--differing{{{','.join(one.value for one in Differing)}}}" in options
