"""Lines of the caseload that wait for the rules of now."""

from dataclasses import replace
from datetime import date

from romtui.domain.case import Patient
from romtui.domain.caseload import Priority, Summary, outdated
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.roster import Roster

DAY = date(2026, 11, 23)


def line(number: int, look: Priority = Priority.STEADY) -> Summary:
    patient = Patient(number, f"A-{number:03}", DAY, name=Private(f"Person {number}"))
    return Summary(patient, look)


def test_it_says_no_headline_but_a_safety_answer_stays_open() -> None:
    worse = replace(
        line(1, Priority.SAFETY),
        headline=Pattern.WORSENING,
        about="phq9",
        tentative=True,
        unagreed=True,
        unreviewed_safety=True,
    )
    waiting = outdated(worse)
    assert (waiting.headline, waiting.about) == (None, None)
    assert (waiting.tentative, waiting.unagreed, waiting.outdated) == (False, False, True)
    assert (waiting.look, waiting.unreviewed_safety) == (Priority.SAFETY, True)


def test_only_lines_that_wait_are_taken_up() -> None:
    waiting, read_since = outdated(line(1)), replace(line(2), undiscussed=3)
    roster = Roster.ordered([waiting, read_since], DAY)
    assert roster.outdated == 1
    renewed = roster.taking_up([line(1, Priority.WORSE), line(2)])
    assert renewed.summaries == (line(1, Priority.WORSE), read_since)
    assert renewed.outdated == 0
    assert roster.outdated == 1


def test_the_order_stays_and_whether_it_still_holds_is_known() -> None:
    roster = Roster.ordered([outdated(line(number)) for number in (1, 2, 3)], DAY)
    assert roster.is_in_order(DAY)
    renewed = roster.taking_up([line(1), line(2), line(3, Priority.WORSE)])
    assert [row.patient.id for row in renewed.summaries] == [1, 2, 3]
    assert not renewed.is_in_order(DAY)
    assert [row.patient.id for row in renewed.matching("person 3", archived=False, but_for=())] == [
        3
    ]
