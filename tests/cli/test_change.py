"""`romtui change`, as a therapist or a script uses it."""

import json
from typing import Any

import pytest

from romtui.__main__ import main

Printed = pytest.CaptureFixture[str]


def changed(printed: Printed, *arguments: str) -> dict[str, Any]:
    assert main(["change", *arguments, "--json"]) == 0
    facts: dict[str, Any] = json.loads(printed.readouterr().out)
    return facts


def test_a_recovered_course_is_told_by_every_rule_with_its_source(capsys: Printed) -> None:
    facts = changed(capsys, "phq9", "16", "4")
    assert (facts["change"], facts["gain"]) == (-12, 12)
    assert facts["bands"] == ["moderately severe", "minimal"]
    assert facts["outcome"] == "recovered"
    assert facts["reliable_change"]["threshold"] == 6
    assert facts["reliable_change"]["result"] == "improved"
    assert "NCT05134103" in facts["reliable_change"]["sources"][0]["citation"]
    cutoff = facts["cutoff"]
    assert (cutoff["value"], cutoff["was_clinical"], cutoff["is_functional"]) == (10, True, True)
    assert facts["mcid"]["result"] == "improved"
    assert facts["response"]["reached"] is True
    assert facts["remission"]["reached"] is True
    for rule in ("reliable_change", "cutoff", "mcid", "response", "remission"):
        assert all(source["citation"] for source in facts[rule]["sources"])


def test_the_two_conventions_are_told_apart(capsys: Printed) -> None:
    facts = changed(capsys, "core10", "20", "14")
    assert facts["reliable_change"]["result"] == "improved"
    found = facts["jacobson_truax"]
    assert (found["index"], found["criterion"], found["result"]) == (-1.74, 6.75, "unchanged")
    assert found["cutoffs"] == {"a": 4.3, "b": 14.3, "c": 10.46}
    assert changed(capsys, "core10", "20", "10")["jacobson_truax"]["outcome"] == "recovered"


def test_a_decimal_scale_keeps_its_tenths(capsys: Printed) -> None:
    assert changed(capsys, "ors", "20", "25")["outcome"] == "recovered"
    assert changed(capsys, "ors", "20", "24.9")["outcome"] == "unchanged"
    assert changed(capsys, "ors", "19.9", "24.9")["outcome"] == "improved"


@pytest.mark.parametrize(
    ("last", "weekly", "recovers"),
    [("8", "unchanged", True), ("6", "improved", True), ("9", "unchanged", False)],
)
def test_the_gad7_counts_by_six_from_week_to_week_and_by_four_for_recovery(
    capsys: Printed, last: str, weekly: str, recovers: bool
) -> None:
    facts = changed(capsys, "gad7", "12", last, "--with", "phq9", "12", "12")
    assert facts["reliable_change"]["threshold"] == 6
    assert facts["reliable_change"]["result"] == weekly
    assert facts["together"]["thresholds"] == {"phq9": 6, "gad7": 4}
    assert facts["together"]["reliable_improvement"] is recovers


def test_whose_rule_it_is_that_one_worse_measure_decides_is_said(capsys: Printed) -> None:
    assert main(["change", "phq9", "20", "12", "--with", "gad7", "8", "13"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "One measure got reliably worse (rule of the children's tables): yes" in lines
    assert not [line for line in lines if "Talking Therapies, reliable deterioration" in line]
    assert any("children and young people" in line for line in lines)
    assert "  reliable here: phq9 6, gad7 4 points or more" in lines


def test_a_convention_is_used_and_called_one(capsys: Printed) -> None:
    found = changed(capsys, "phq8", "14", "8")["reliable_change"]
    assert (found["threshold"], found["result"], found["convention"]) == (6, "improved", True)
    assert changed(capsys, "phq9", "14", "8")["reliable_change"]["convention"] is False
    assert main(["change", "phq8", "14", "8"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Reliable change, 6 points or more (our own convention): improved" in lines
    assert any(line.endswith("PHQ-8), our own rule") for line in lines)


def test_a_change_within_the_error_is_not_sold_as_one_that_matters(capsys: Printed) -> None:
    facts = changed(capsys, "who5", "40", "52")
    assert facts["reliable_change"]["result"] == "unchanged"
    assert (facts["mcid"]["result"], facts["mcid"]["within_error"]) == ("improved", True)
    assert facts["outcome"] == "unchanged"
    assert changed(capsys, "who5", "40", "64")["mcid"]["within_error"] is False
    assert changed(capsys, "who5", "40", "44")["mcid"]["within_error"] is False
    assert main(["change", "who5", "40", "52"]) == 0
    said = "Smallest change that matters, 10 points: improved, within measurement error"
    assert said in capsys.readouterr().out.splitlines()


def test_without_a_verified_value_nothing_is_judged(capsys: Printed) -> None:
    facts = changed(capsys, "k10", "40", "20")
    keys = ("reliable_change", "cutoff", "outcome", "mcid", "response", "jacobson_truax")
    assert [facts[key] for key in keys] == [None] * 6
    assert facts["gain"] == 20


def test_two_measures_are_judged_as_one_whichever_comes_first(capsys: Printed) -> None:
    one = changed(capsys, "phq9", "15", "6", "--with", "gad7", "12", "5")["together"]
    other = changed(capsys, "gad7", "12", "5", "--with", "phq9", "15", "6")["together"]
    assert one == other
    assert one["reliable_recovery"] is True
    assert len(one["sources"]) == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["phq9", "3", "28"], "go from 0 to 27"),
        (["phq9", "x", "3"], "“x” is not a total"),
        (["dass21", "3", "4"], "no single total"),
        (["nope", "3", "4"], "There is no questionnaire"),
        (["phq9", "3", "4", "--with", "k10", "20", "30"], "phq9 with gad7 only"),
        (["phq9", "3", "4", "--with", "phq9", "3", "4"], "phq9 with gad7 only"),
    ],
)
def test_what_is_not_on_a_scale_is_refused_in_one_sentence(
    capsys: Printed, arguments: list[str], expected: str
) -> None:
    assert main(["change", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert expected in said.err


def test_in_words_each_rule_has_its_verdict_and_its_source(capsys: Printed) -> None:
    assert main(["change", "phq9", "15", "6", "--with", "gad7", "12", "5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "PHQ-9: 15 → 6, 9 points better"
    assert "Reliable change, 6 points or more: improved" in lines
    assert "Cutoff 10: clinical → not clinical" in lines
    assert "Class: recovered" in lines
    assert "Remission, 4 or better: no" in lines
    assert "Talking Therapies, recovered: yes" in lines
    rule = "rule of the children's tables"
    assert f"Talking Therapies, reliable recovery ({rule}): yes" in lines
    assert f"One measure got reliably worse ({rule}): no" in lines
    assert [line.endswith("unverified") for line in lines if "5.20" in line] == [True]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["phq9", "9", "9"], "PHQ-9: 9 → 9, no change"),
        (["who5", "60", "40"], "WHO-5: 60 → 40, 20 points worse"),
        (["phq9", "0", "0"], "Response (50 % reduction): not defined from 0"),
        (["k10", "20", "20"], "Reliable change: no verified value"),
        (["core10", "20", "14"], "  a 4.3, b 14.3, c 10.46; by c: unchanged"),
    ],
)
def test_in_words_what_does_not_hold_is_said_too(
    capsys: Printed, arguments: list[str], line: str
) -> None:
    assert main(["change", *arguments]) == 0
    assert line in capsys.readouterr().out.splitlines()
