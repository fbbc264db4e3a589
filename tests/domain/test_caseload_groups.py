"""Who comes first in the caseload, and why: the groups of the list."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Patient
from romtui.domain.caseload import Group, Priority, Summary, group, in_order, outdated
from romtui.domain.roster import Roster

TODAY = date(2026, 11, 23)
DAYS = [None, *(TODAY + timedelta(days=days) for days in (-7, -1, 0, 0, 0, 1, 7))]


def line(
    number: int, look: Priority = Priority.STEADY, next_on: date | None = None, code: str = ""
) -> Summary:
    patient = Patient(number, code or f"A-{number:03}", TODAY, next_on=next_on)
    if look is Priority.ARCHIVED:
        patient = replace(patient, archived_on=TODAY)
    return Summary(patient, look, unreviewed_safety=look is Priority.SAFETY)


lines = st.lists(
    st.tuples(st.sampled_from(Priority), st.sampled_from(DAYS), st.text("Aab1", min_size=1)),
    max_size=12,
).map(lambda drawn: [line(place, *about) for place, about in enumerate(drawn)])


@pytest.mark.parametrize(
    ("look", "next_on", "expected"),
    [
        (Priority.SAFETY, TODAY, Group.SAFETY),
        (Priority.WORSE, TODAY, Group.TODAY),
        (Priority.NO_SCORE, TODAY, Group.TODAY),
        (Priority.STEADY, TODAY + timedelta(days=1), Group.OTHERS),
        (Priority.STEADY, TODAY - timedelta(days=1), Group.OTHERS),
        (Priority.WORSE, None, Group.ATTENTION),
        (Priority.DRAFT, None, Group.ATTENTION),
        (Priority.ASK, None, Group.ATTENTION),
        (Priority.STUCK, None, Group.ATTENTION),
        (Priority.CONTEXT, None, Group.ATTENTION),
        (Priority.NO_SCORE, None, Group.OTHERS),
        (Priority.STEADY, None, Group.OTHERS),
        (Priority.ARCHIVED, TODAY, Group.ARCHIVED),
    ],
)
def test_each_patient_is_in_one_group(
    look: Priority, next_on: date | None, expected: Group
) -> None:
    assert group(line(1, look, next_on), TODAY) is expected


@given(lines)
def test_nobody_is_lost_and_each_group_stands_together(drawn: list[Summary]) -> None:
    ordered = in_order(drawn, TODAY)
    assert sorted(row.patient.id for row in ordered) == [row.patient.id for row in drawn]
    groups = [each for each, _ in groupby(group(row, TODAY) for row in ordered)]
    assert groups == sorted({*groups})


@given(lines)
def test_an_open_safety_answer_comes_before_everything_else(drawn: list[Summary]) -> None:
    is_open = [row.unreviewed_safety for row in in_order(drawn, TODAY)]
    assert is_open == sorted(is_open, reverse=True)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_before(
    drawn: list[Summary], chance: Random
) -> None:
    distinct = [*{row.patient.code.casefold(): row for row in drawn}.values()]
    shuffled = chance.sample(distinct, len(distinct))
    assert in_order(shuffled, TODAY) == in_order(distinct, TODAY)


@given(lines, st.sampled_from(Priority), st.data())
def test_a_line_that_changes_moves_no_row_and_no_heading(
    drawn: list[Summary], look: Priority, data: st.DataObject
) -> None:
    roster = Roster.ordered(drawn, TODAY)
    changed = data.draw(st.lists(st.sampled_from(drawn), max_size=3) if drawn else st.just([]))
    after = roster.with_lines(line(row.patient.id, look, code=row.patient.code) for row in changed)
    assert [row.patient.id for row in after.summaries] == [
        row.patient.id for row in roster.summaries
    ]
    assert after.headings(after.summaries) == roster.headings(roster.summaries)
    anew = after.in_order(TODAY)
    assert anew.summaries == in_order(after.summaries, TODAY)


def test_headings_stand_where_a_group_begins_among_those_who_are_shown() -> None:
    roster = Roster.ordered(
        [
            line(1),
            line(2, Priority.WORSE),
            line(3, Priority.SAFETY),
            line(4, Priority.STUCK),
            line(5, next_on=TODAY),
        ],
        TODAY,
    )
    assert [row.patient.id for row in roster.summaries] == [3, 5, 2, 4, 1]
    assert roster.headings(roster.summaries) == {
        0: Group.SAFETY,
        1: Group.TODAY,
        2: Group.ATTENTION,
        4: Group.OTHERS,
    }
    assert roster.headings(roster.summaries[2:]) == {0: Group.ATTENTION, 2: Group.OTHERS}


def test_a_list_in_which_nobody_stands_out_has_no_heading() -> None:
    roster = Roster.ordered([line(1), line(2)], TODAY)
    assert roster.headings(roster.summaries) == {}


def test_a_line_that_waits_for_the_rules_of_now_keeps_its_group() -> None:
    assert group(outdated(line(1, Priority.WORSE)), TODAY) is Group.ATTENTION


def test_with_how_many_a_score_is_unshared_is_counted_without_the_archived() -> None:
    rows = [
        replace(line(1), undiscussed=3),
        line(2),
        replace(line(3, Priority.ARCHIVED), undiscussed=1),
    ]
    assert Roster.ordered(rows, TODAY).unshared == 1
