"""Whole courses, judged as a clinician would: what may be said first on a day, and what not.

A check names a day and entries for the headline (`must`, `must_not`) or for the whole list
(`in_list`, `not_in_list`). An entry is a code, with or without its instrument and with `~` where
it is tentative, or a lane: `worse!`, `worse~`, `gain!`, `gain~`, `same`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from romtui.cli.case_file import read_cases
from romtui.domain.patterns import detect

FILE = Path(__file__).with_name("courses.json")
LANES: Mapping[str, frozenset[str]] = {
    "worse": frozenset(
        {
            "reliable_deterioration",
            "relapse",
            "sharp_worsening",
            "setback",
            "worsening",
            "crossed_worse",
        }
    ),
    "gain": frozenset(
        {
            "target_reached",
            "gain_held",
            "holding_gains",
            "reliable_improvement",
            "improving",
            "crossed_better",
            "recovered",
            "early_gain",
            "sudden_gain",
        }
    ),
    "same": frozenset(
        {
            "stable",
            "change_unknown",
            "not_on_track",
            "stable_high",
            "stalled",
            "slow_start",
            "ceiling",
            "floor",
        }
    ),
}


@dataclass(frozen=True)
class Check:
    """What is asked of one course on one day."""

    name: str
    case: Mapping[str, Any]
    asked: Mapping[str, Any]


def every_check() -> Iterator[Check]:
    for course in json.loads(FILE.read_text("utf-8"))["courses"]:
        for asked in course["checks"]:
            name = f"{course['id']} {course['title']}, on {asked['as_of']}"
            yield Check(name, course["case"], asked)


CHECKS = tuple(every_check())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    """The findings of each check, by its name."""
    cases = [{**one.case, "id": one.name, "as_of": one.asked["as_of"]} for one in CHECKS]
    instruments = json.loads(FILE.read_text("utf-8"))["instruments"]
    file = tmp_path_factory.mktemp("courses") / "courses.json"
    file.write_text(json.dumps({"instruments": instruments, "cases": cases}), "utf-8")
    return {
        name: [finding.code for finding in detect(case, today).found]
        for name, case, today in read_cases(file)
    }


def fits(found: str, entry: str) -> bool:
    """Whether a finding is what an entry means."""
    tentative = found.endswith("~")
    code = found.removesuffix("~").split(":")[0]
    lane = entry.rstrip("!~")
    if lane in LANES:
        return code in LANES[lane] and (lane == "same" or tentative == entry.endswith("~"))
    return entry in {found, f"{code}~" if tentative else code}


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_a_course_is_read_as_a_clinician_would(
    check: Check, answers: Mapping[str, Sequence[str]]
) -> None:
    found, asked = answers[check.name], check.asked
    must = asked.get("must")
    assert not must or any(fits(found[0], entry) for entry in must)
    assert not any(fits(found[0], entry) for entry in asked.get("must_not", ()))
    for entry in asked.get("in_list", ()):
        assert any(fits(one, entry) for one in found), entry
    for entry in asked.get("not_in_list", ()):
        assert not any(fits(one, entry) for one in found), entry


def test_no_course_is_left_out() -> None:
    assert (len({one.name.split()[0] for one in CHECKS}), len(CHECKS)) == (35, 64)


@pytest.mark.parametrize(
    ("found", "entry", "meant"),
    [
        ("worsening:phq9~", "worse~", True),
        ("worsening:phq9~", "worse!", False),
        ("worsening:phq9", "worse!", True),
        ("worsening:phq9~", "worsening~", True),
        ("worsening:phq9~", "worsening", False),
        ("worsening:phq9", "worsening:phq9", True),
        ("worsening:phq9", "worsening:gad7", False),
        ("improving:phq9", "worse!", False),
        ("improving:phq9~", "gain~", True),
        ("stable:phq9", "same", True),
    ],
)
def test_an_entry_means_just_its_own(found: str, entry: str, meant: bool) -> None:
    assert fits(found, entry) is meant
