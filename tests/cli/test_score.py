"""`romtui score`, as a therapist or a script uses it."""

import json

import pytest

from romtui.__main__ import main

Printed = pytest.CaptureFixture[str]


def scored(printed: Printed, *arguments: str) -> dict[str, object]:
    assert main(["score", *arguments, "--json"]) == 0
    facts: dict[str, object] = json.loads(printed.readouterr().out)
    return facts


def refused(printed: Printed, *arguments: str) -> str:
    assert main(["score", *arguments]) == 1
    said = printed.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_a_form_is_scored_with_all_there_is_to_know(capsys: Printed) -> None:
    facts = scored(capsys, "phq9", "0", "1", "2", "3", "0", "1", "2", "3", "1")
    assert facts == {
        "id": "phq9",
        "total": 13,
        "range": [0, 27],
        "band": "moderate",
        "complete": True,
        "missing": [],
        "safety": [{"item": 9, "value": 1}],
        "safety_unknown": [],
        "subscales": {},
    }


def test_whole_numbers_are_written_without_a_point(capsys: Printed) -> None:
    assert main(["score", "gad7", "3333333", "--json"]) == 0
    assert '"total": 21, "range": [0, 21]' in capsys.readouterr().out


def test_a_run_of_digits_is_the_same_as_separate_answers(capsys: Printed) -> None:
    run = scored(capsys, "gad7", "0123.12")
    assert run == scored(capsys, "gad7", "0", "1", "2", "3", ".", "1", "2")


def test_an_incomplete_form_is_answered_without_a_total(capsys: Printed) -> None:
    facts = scored(capsys, "phq9", ".123012.2")
    assert (facts["total"], facts["band"], facts["complete"]) == (None, None, False)
    assert facts["missing"] == [1, 8]
    assert facts["safety"] == [{"item": 9, "value": 2}]


def test_a_total_is_taken_on_the_published_scale(capsys: Printed) -> None:
    facts = scored(capsys, "gad7", "--total", "12")
    assert (facts["total"], facts["band"], facts["safety"]) == (12, "moderate", [])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["phq9", "000000004"], "Item 9 of PHQ-9 cannot be answered with 4"),
        (["phq9", "-1", *"00000000"], "Item 1 of PHQ-9 cannot be answered with -1"),
        (["phq9", "0000"], "9 items, but 4 answers"),
        (["phq9", "0000000000"], "9 items, but 10 answers"),
        (["phq9", "00000000x"], "“x” is not an answer"),
        (["phq9", *"00000000", "٣"], "“٣” is not an answer"),
        (["phq9", *"00000000", "9" * 5000], "is not an answer"),
        (["phq9", *"00000000", ""], "“” is not an answer"),
        (["phq9"], "Give the answers of PHQ-9"),
        (["phq9", "000000000", "--total", "3"], "not both"),
        (["phq9", "--total", "28"], "go from 0 to 27"),
        (["phq9", "--total", "3.5"], "go from 0 to 27"),
        (["phq9", "--total", "many"], "“many” is not a total"),
        (["nope", "1"], "There is no questionnaire “nope”"),
    ],
)
def test_what_is_not_on_the_form_is_refused_in_one_sentence(
    capsys: Printed, arguments: list[str], expected: str
) -> None:
    assert expected in refused(capsys, *arguments)


def test_in_words_the_total_comes_with_its_range_and_band(capsys: Printed) -> None:
    assert main(["score", "gad7", "3333333"]) == 0
    assert capsys.readouterr().out == "GAD-7: 21 (0 to 21), severe\n"


def test_in_words_a_safety_answer_is_named_without_its_value(capsys: Printed) -> None:
    assert main(["score", "phq9", "000000002"]) == 0
    assert "Item 9 (safety) was endorsed: raise it first." in capsys.readouterr().out


def test_in_words_a_safety_item_that_is_not_known_is_asked_about(capsys: Printed) -> None:
    assert main(["score", "phq9", "--total", "3"]) == 0
    assert "Item 9 (safety) is unknown: ask about it." in capsys.readouterr().out
    assert main(["score", "phq9", "0000000.."]) == 0
    said = capsys.readouterr().out
    assert "not scored, skipped: 8, 9" in said
    assert "Item 9 (safety) is unknown" in said


def test_who_never_drinks_has_a_score_and_what_was_skipped_is_said(capsys: Printed) -> None:
    facts = scored(capsys, "audit", "0.......00")
    assert (facts["total"], facts["complete"], facts["missing"]) == (0, True, [])
    assert facts["skipped"] == [2, 3, 4, 5, 6, 7, 8]
    assert "skipped" not in scored(capsys, "audit", "1000000000")
    assert main(["score", "audit", "200.....04"]) == 0
    said = capsys.readouterr().out
    assert said == "AUDIT: 6 (0 to 40), skipped by the questionnaire's rule: 4, 5, 6, 7, 8\n"


def test_what_the_form_does_not_skip_is_left_out_all_the_same(capsys: Printed) -> None:
    facts = scored(capsys, "audit", "1.......00")
    assert (facts["total"], facts["complete"]) == (None, False)
    assert facts["missing"] == [2, 3, 4, 5, 6, 7, 8]
    assert scored(capsys, "auditc", "0..")["total"] is None
