"""What changed within a focus."""

from dataclasses import replace
from datetime import timedelta

import pytest

from romtui.domain.case import Case, Focus
from romtui.domain.instrument import Instrument
from romtui.domain.progress import focus_change, progress_in_focus
from tests.domain.suggestions import TODAY, english, focus, weekly_case
from tests.people.questionnaires import PHQ9, WELL


def better(case: Case, of: Focus, instrument: Instrument = PHQ9) -> str | None:
    change = focus_change(case, instrument.id, of, TODAY)
    return None if change is None else f"{change.start.total} {change.better:+}"


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        (2, "16 +6"),  # the score of the day it began is where it began
        (1, "13 +3"),
        (0, None),  # today's score is the beginning of it
        (9, "18 +8"),  # nothing before it: the first one since
    ],
)
def test_a_focus_is_counted_from_the_last_score_before_it(weeks: int, found: str | None) -> None:
    assert better(weekly_case(18, 16, 13, 10), focus("exposure", weeks=weeks)) == found


def test_better_is_better_whatever_way_the_scale_runs() -> None:
    of = focus("exposure", weeks=2)
    assert better(weekly_case(20, 15, 24, instrument=WELL), of, WELL) == "20 +4"
    assert better(weekly_case(20, 15, 14, instrument=WELL), of, WELL) == "20 -6"
    assert better(weekly_case(12, 15, 12), of) == "12 +0"


def test_a_focus_that_is_over_ends_with_its_last_score() -> None:
    over = replace(focus("sleep", weeks=3), until=TODAY - timedelta(days=10))
    assert better(weekly_case(18, 16, 13, 10), over) == "18 +2"


def test_a_score_from_long_before_does_not_begin_it() -> None:
    case = weekly_case(20, 16, 10, days=49)
    assert better(case, Focus(focus("exposure", weeks=0).name, TODAY - timedelta(days=5))) is None
    assert better(case, Focus(focus("exposure", weeks=0).name, TODAY - timedelta(days=45))) == (
        "16 +6"
    )


def test_versions_of_a_questionnaire_are_not_joined() -> None:
    case = weekly_case(18, 16, 13)
    older = replace(case.results[0], instrument_version=2)
    assert better(replace(case, results=(older, *case.results[1:])), focus("sleep", weeks=2)) == (
        "16 +3"
    )


def test_it_is_said_of_the_present_focus_alone() -> None:
    first, second = focus("sleep routine", weeks=3), focus("exposure", weeks=1)
    case = weekly_case(18, 16, 13, 12)

    def said(*focuses: Focus) -> str:
        return progress_in_focus(replace(case, focuses=focuses), PHQ9.id, TODAY, english()).reveal()

    assert said(first) == "Since we began with sleep routine: 6 points better"
    over = replace(first, until=second.since)
    assert said(over, second) == "Since we changed to exposure: 1 point better"
    assert said(over) == ""
    assert said(focus("exposure", weeks=0)) == ""
