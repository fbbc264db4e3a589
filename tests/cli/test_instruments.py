"""`romtui instruments`: the list, one of them, and a file of one's own."""

import json
from pathlib import Path

import pytest

from romtui.__main__ import main

SHIPPED = Path(__file__).parents[2] / "data" / "instruments"
Printed = pytest.CaptureFixture[str]


def test_the_list_names_every_shipped_file(capsys: Printed) -> None:
    assert main(["instruments"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert ids == sorted(file.stem for file in SHIPPED.glob("*.toml"))


def test_the_list_can_be_read_by_a_program(capsys: Printed) -> None:
    assert main(["instruments", "--json"]) == 0
    listed = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["phq9"] == {
        "id": "phq9",
        "name": "PHQ-9",
        "title": "Patient Health Questionnaire-9 (PHQ-9)",
        "items": 9,
        "range": [0, 27],
    }


def test_one_instrument_tells_all_that_is_known(capsys: Printed) -> None:
    assert main(["instruments", "phq9", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["range"] == [0, 27]
    assert facts["direction"] == "lower_better"
    assert (facts["cutoff"], facts["reliable_change"]) == (10, 6)
    assert facts["period"] == "Over the last 2 weeks"
    assert facts["stem"].startswith("Over the last 2 weeks, how often")
    assert facts["items"][8]["number"] == 9
    assert facts["items"][8]["options"][3] == {"value": 3, "label": "Nearly every day"}
    assert facts["bands"][3] == {
        "lo": 15,
        "hi": 19,
        "label": "moderately severe",
        "said": "between moderate and severe",
        "high": True,
    }
    assert facts["safety_items"][0]["item"] == 9
    assert facts["codes"]["loinc_total"] == "44261-6"
    assert "Pfizer" in facts["licence"]
    assert "Kroenke" in facts["attribution"]
    assert facts["sources"]["cutoff"][0]["verified"] is True


def test_in_words_a_source_from_memory_is_called_unverified(capsys: Printed) -> None:
    assert main(["instruments", "gad7"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Reliable change: 6" in lines
    assert "Reliable change for NHS recovery only: 4" in lines
    assert "Progress is checked after 42 days" in lines
    assert [line.endswith("unverified") for line in lines if "3.53" in line] == [True]


def test_an_unknown_instrument_is_refused(capsys: Printed) -> None:
    assert main(["instruments", "nope"]) == 1
    assert "There is no questionnaire “nope”" in capsys.readouterr().err


def test_a_sound_file_of_ones_own_is_called_sound(capsys: Printed) -> None:
    assert main(["instruments", "--check", str(SHIPPED / "gad7.toml")]) == 0
    assert capsys.readouterr().out == "gad7.toml can be used: GAD-7, 7 items.\n"


def test_a_broken_file_is_answered_with_the_key(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "gad7.toml"
    text = (SHIPPED / "gad7.toml").read_text("utf-8")
    file.write_text(text.replace("hi = 21", "hi = 20", 1), "utf-8")
    assert main(["instruments", "--check", str(file)]) == 1
    said = capsys.readouterr().err
    assert f"{file}, hi: the items add up to 21, not 20." in said


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: Printed) -> None:
    assert main(["instruments", "--check", str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_the_page_of_a_form_with_parts_names_them(capsys: Printed) -> None:
    assert main(["instruments", "dass21"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:3] == ["no single total", "lower is better"]
    assert "depression: items 3, 5, 10, 13, 16, 17, 21, 0 to 42" in lines
    assert not [line for line in lines if line.startswith("Cutoff")]


def test_the_page_of_a_form_without_words_says_so_and_our_own_rules_are_no_guess(
    capsys: Printed,
) -> None:
    assert main(["instruments", "srs"]) == 0
    said = capsys.readouterr().out
    assert "Its wording may not be included" in said
    assert "drop: This project's own rule of thumb" in said
    assert "unverified" not in said


def test_the_facts_of_the_check_in_tell_its_parts_and_its_repair(capsys: Printed) -> None:
    assert main(["instruments", "checkin", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [part["drop"] for part in facts["subscales"]] == [2, 2, 2]
    assert facts["repair"] == {"item": 4, "answer": 1}
    assert facts["items"][3]["counted"] is False
    assert (facts["low"], facts["drop"], facts["bands"]) == (None, None, [])
    assert facts["sources"]["goals drop"][0]["convention"] is True


def test_the_page_tells_what_is_skipped_what_remains_and_what_the_owner_wants_seen(
    capsys: Printed,
) -> None:
    assert main(["instruments", "audit"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "If item 1 comes to 0, items 2, 3, 4, 5, 6, 7, 8 are skipped and count 0." in lines
    assert "If items 2 and 3 add up to 0, items 4, 5, 6, 7, 8 are skipped and count 0." in lines
    assert any(
        one.startswith("Shown to whoever fills it in: AUDIT © World Health Organization 2001: not")
        for one in lines
    )
    assert main(["instruments", "phq9"]) == 0
    assert "Trouble that remains after recovery: 5 to 9" in capsys.readouterr().out.splitlines()


def test_the_facts_tell_every_new_number(capsys: Printed) -> None:
    assert main(["instruments", "phq9", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["recovery_change"], facts["checkpoint_days"]) == (6, 56)
    assert (facts["residual"], facts["skips"]) == ([5, 9], [])
    assert main(["instruments", "audit", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["skips"][1] == {"items": [2, 3], "total": 0, "skipped": [4, 5, 6, 7, 8]}
    assert (facts["recovery_change"], facts["residual"], facts["checkpoint_days"]) == (None,) * 3
    assert "World Health" in facts["notice"]
