"""`romtui score` where a form has parts, no single total, or a question that does not apply."""

import json
from pathlib import Path
from typing import Any

import pytest

from romtui.__main__ import main

Printed = pytest.CaptureFixture[str]


def scored(printed: Printed, *arguments: str) -> dict[str, Any]:
    assert main(["score", *arguments, "--json"]) == 0
    facts: dict[str, Any] = json.loads(printed.readouterr().out)
    return facts


def test_the_dass_has_three_scores_and_no_total(capsys: Printed) -> None:
    facts = scored(capsys, "dass21", "0" * 2 + "3" + "0" * 6 + "3" + "0" * 10 + "1")
    assert (facts["total"], facts["band"], facts["complete"]) == (None, None, True)
    assert facts["range"] == [0, 42]
    assert facts["subscales"] == {"depression": 14, "anxiety": 0, "stress": 0}
    assert facts["subscale_bands"] == {
        "depression": "moderate",
        "anxiety": "normal",
        "stress": "normal",
    }
    assert facts["safety"] == [{"item": 21, "value": 1}]


def test_a_part_with_an_item_left_out_is_not_scored_and_the_others_are(capsys: Printed) -> None:
    facts = scored(capsys, "dass21", "1" * 20 + ".")
    assert facts["subscales"] == {"depression": None, "anxiety": 14, "stress": 14}
    assert facts["subscale_bands"]["depression"] is None
    assert (facts["missing"], facts["complete"]) == ([21], False)


def test_the_phq4_has_a_total_and_two_parts(capsys: Printed) -> None:
    facts = scored(capsys, "phq4", "3210")
    assert (facts["total"], facts["band"]) == (6, "moderate")
    assert facts["subscales"] == {"anxiety": 5, "depression": 1}


@pytest.mark.parametrize("answers", [["222-22222222222"], [*"222", "-", *"22222222222"]])
def test_what_does_not_apply_counts_nothing_and_is_not_missing(
    capsys: Printed, answers: list[str]
) -> None:
    facts = scored(capsys, "phq15", *answers)
    assert (facts["total"], facts["complete"], facts["missing"]) == (28, True, [])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["phq15", "-22222222222222"], "Item 1 of PHQ-15 cannot be answered with -"),
        (["phq15", *"222", "-99", *"22222222222"], "“-99” is not an answer"),
        (["phq15", *"222", "3", *"22222222222"], "It takes 0, 1, 2, or - for not applicable"),
        (["dass21", "--total", "20"], "no single total. Enter its answers or each of its parts"),
        (["cssrs", "--total", "1"], "With a questionnaire file of your own"),
        (["cssrs", "010101"], "With a questionnaire file of your own"),
        (["ors", "7777"], "Enter its total"),
        (["ors", "--total", "24.95"], "in steps of 0.1"),
        (["arm5", "--total", "5.5"], "in steps of 0.2"),
    ],
)
def test_what_cannot_be_is_refused(capsys: Printed, arguments: list[str], expected: str) -> None:
    assert main(["score", *arguments]) == 1
    assert expected in capsys.readouterr().err


def test_a_question_that_is_not_counted_may_be_left_out(capsys: Printed) -> None:
    facts = scored(capsys, "checkin", "10", "9", "8", ".")
    assert (facts["total"], facts["band"], facts["missing"]) == (27, None, [4])
    assert facts["subscales"] == {"goals": 10, "tasks": 9, "bond": 8}


def test_in_words_each_part_has_its_line(capsys: Printed) -> None:
    assert main(["score", "dass21", "1" * 20 + "."]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "DASS-21: no single total, skipped: 21",
        "  depression: not scored",
        "  anxiety: 14 (0 to 42), moderate",
        "  stress: 14 (0 to 42), normal",
        "Item 21 (safety) is unknown: ask about it.",
    ]


def own(folder: Path, name: str, hi: int) -> None:
    text = (
        f'id = "{name}"\nname = "Mine"\ntitle = "My own"\nconstruct = "calm"\nlo = 0\nhi = {hi}\n'
        'direction = "lower_better"\nn_items = 2\nitem_lo = 0\nitem_hi = 4\n'
        '[licence]\nterms = "mine"\n'
    )
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_a_questionnaire_of_ones_own_is_scored(own_folder: Path, capsys: Printed) -> None:
    own(own_folder, "mine", 8)
    assert scored(capsys, "mine", "--total", "8")["total"] == 8


def test_a_broken_one_says_why_it_cannot_be_used(own_folder: Path, capsys: Printed) -> None:
    own(own_folder, "mine", 9)
    assert main(["score", "mine", "--total", "8"]) == 1
    assert "mine.toml, hi: the items add up to 8, not 9" in capsys.readouterr().err
    assert main(["instruments"]) == 0
    said = capsys.readouterr()
    assert "phq9" in said.out
    assert "romtui: unusable: " in said.err
    assert "mine.toml, hi: " in said.err


def test_parts_can_be_given_one_by_one(capsys: Printed) -> None:
    facts = scored(capsys, "dass21", "--part", "depression=14", "--part", "stress=20")
    assert facts["total"] is None
    assert facts["subscales"] == {"depression": 14, "anxiety": None, "stress": 20}
    assert facts["subscale_bands"]["stress"] == "moderate"
    assert (facts["safety"], facts["safety_unknown"]) == ([], [21])
    assert main(["score", "dass21", "--part", "depression=14"]) == 0
    assert "Item 21 (safety) is unknown: ask about it." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dass21", "--part", "depression=13"], "DASS-21, depression"),
        (["dass21", "--part", "sleep=4"], "no part “sleep”"),
        (["dass21", "--part", "stress"], "is not a total"),
        (["phq9", "--part", "depression=14"], "no parts"),
        (["dass21", "--part", "stress=2", "--total", "12"], "not both"),
        (["dass21", "--part", "stress=2", "--part", "stress=4"], "twice"),
    ],
)
def test_parts_that_cannot_be_are_refused(capsys: Printed, arguments: list[str], said: str) -> None:
    assert main(["score", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_the_list_says_which_forms_take_their_parts_only(capsys: Printed) -> None:
    assert main(["instruments"]) == 0
    (line,) = (one for one in capsys.readouterr().out.splitlines() if one.startswith("itq "))
    assert line.endswith("· parts only")
