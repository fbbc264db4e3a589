"""The note of a session, whole."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from textwrap import dedent

from romtui.domain.case import (
    Attendance,
    Case,
    Entered,
    Event,
    Focus,
    Patient,
    Result,
    Session,
)
from romtui.domain.discussion import (
    Agreement,
    AgreementOutcome,
    Ask,
    Asked,
    Fit,
    How,
    Objected,
    Skip,
)
from romtui.domain.note import session_note
from romtui.domain.personal_measures import PersonalKind, PersonalMeasure
from romtui.domain.private import Private
from tests.domain.suggestions import TODAY, english, weekly_case
from tests.people.questionnaires import PHQ9, WELL, points

DECK = english()
LAST_TIME = TODAY - timedelta(days=7)
NOW = datetime.combine(TODAY, time(10), UTC)


def note(case: Case) -> str:
    return session_note(case, TODAY, DECK, UTC).reveal()


def whole(text: str) -> str:
    return dedent(text).lstrip("\n")


def begun(case: Case, **about: object) -> Case:
    days = [TODAY - timedelta(days=7 * week) for week in (3, 2, 1, 0)]
    case = replace(case, sessions=tuple(Session(day, impression=-2) for day in days))
    return replace(case, **about)  # type: ignore[arg-type]  # a test's keyword arguments


def with_last(case: Case, **about: object) -> Case:
    last = replace(case.results[-1], **about)  # type: ignore[arg-type]  # keyword arguments
    return replace(case, results=(*case.results[:-1], last))


def test_a_first_session() -> None:
    case = weekly_case(16)
    case = with_last(case, discussed=True, how=How.ALOUD, fit=Fit.YES)
    case = replace(case, patient=replace(case.patient, framed_on=TODAY))
    case = replace(case, agreements=(Agreement(1, TODAY, Private("bring a list of good days")),))
    assert note(case) == whole(
        """
        Session 1, 23 November 2026
        Introduced the questionnaires as standard practice
        PHQ-9: 16 of 27 (moderately severe), first score
          Read aloud and discussed
          Fits how they feel
        Agreed: bring a list of good days
        """
    )


def test_a_session_in_which_everything_was_done() -> None:
    case = begun(
        weekly_case(20, 18, 18, 12),
        impression=-2,
        focuses=(
            Focus(Private("sleep routine"), date(2026, 9, 1), date(2026, 11, 9)),
            Focus(Private("exposure"), date(2026, 11, 9)),
        ),
        agreements=(
            Agreement(
                *(1, date(2026, 11, 2), Private("write a diary")),
                outcome=AgreementOutcome.DONE,
                outcome_on=LAST_TIME,
            ),
            Agreement(
                *(2, LAST_TIME, Private("walk before work")),
                outcome=AgreementOutcome.PARTLY,
                outcome_on=TODAY,
            ),
            Agreement(3, LAST_TIME, Private("call a friend")),
            Agreement(4, TODAY, Private("the bus, twice"), review_on=date(2026, 12, 7)),
        ),
        events=(Event(LAST_TIME, Private("exam")), Event(TODAY, Private("new medication"))),
        asked=(
            Asked(LAST_TIME, Ask.HEALTH),
            Asked(TODAY, Ask.SUPPORT),
            Asked(TODAY, Ask.EVENTS, Private("moving house")),
        ),
        objections=(Objected(TODAY, "too_often", Private("every second time")),),
    )
    patient = replace(case.patient, planned_sessions=12, next_on=date(2026, 11, 30))
    case = replace(case, patient=patient)
    case = with_last(
        case,
        discussed=True,
        how=How.SCREEN,
        fit=Fit.PARTLY,
        fit_words=Private("the nights are worse than that"),
        safety={9: 1},
        safety_reviewed=True,
        review=Private("asked about plans: none; safety plan gone through"),
    )
    assert note(case) == whole(
        """
        Session 4 of 12, 23 November 2026
        Agreed on 16 November: walk before work (partly done)
        Agreed on 16 November: call a friend (not yet reviewed)
        PHQ-9: 12 of 27 (moderate), 6 points better since 16 November
          Since the start (2 November, 19 averaged over two scores): 7 points better, \
reliable change at one score (6 points needed)
          Shared on screen and discussed
          Partly fits how they feel: “the nights are worse than that”
        PHQ-9, safety item endorsed: asked about plans: none; safety plan gone through
        Asked about: Support from others
        Asked about: Life events: moving house
        Concern about questionnaires: “It's too often” (every second time)
        Life event, 23 November: new medication
        Intervention since 9 November: exposure
        Since we changed to exposure: 6 points better (PHQ-9)
        Agreed: the bus, twice; review on 7 December
        Next session: 30 November
        """
    )


def test_what_was_put_off_and_what_waits_is_said_too() -> None:
    case = begun(weekly_case(10, 12))
    older = replace(case.results[0], safety={9: 2}, discussed=True)
    case = replace(case, results=(older, case.results[1]))
    case = with_last(case, safety={9: 1})
    case = replace(case, skips=(Skip(TODAY, Private("no time"), case.results[1].id),))
    assert note(case) == whole(
        """
        Session 4, 23 November 2026
        PHQ-9: 12 of 27 (moderate), 2 points worse since 16 November
          Since the start (16 November): 2 points worse, not a reliable change (6 points needed)
          Not shared today: no time
        PHQ-9, safety item endorsed: not yet reviewed
        PHQ-9 of 16 November, safety item endorsed: not yet reviewed
        """
    )


def test_a_session_without_a_form_and_with_an_older_one_talked_about() -> None:
    case = begun(weekly_case(10, 12, 12, days=10))
    results = [replace(one, on=one.on - timedelta(days=3), discussed=True) for one in case.results]
    results[-1] = replace(results[-1], how=How.PAPER, shared_at=NOW)
    case = replace(case, results=tuple(results), skips=(Skip(TODAY, Private("did not want to")),))
    assert note(case) == whole(
        """
        Session 4, 23 November 2026
        PHQ-9 of 20 November: 12 of 27 (moderate), no change since 10 November
          Since the start (31 October): 2 points worse, not a reliable change (6 points needed)
          Shared on paper and discussed
        No questionnaire today: did not want to
        """
    )


def test_measures_of_every_kind() -> None:
    goal = PersonalMeasure(
        f"{PersonalKind.GOAL.value}.1", Private("sleep\nthrough"), WELL.direction, LAST_TIME
    )
    no_total = replace(WELL, id="parts", name="PARTS", has_total=False)
    case = weekly_case(20, 24, instrument=WELL)
    known = {WELL.id: WELL, goal.id: goal.instrument, "parts": no_total, PHQ9.id: PHQ9}
    more = (
        Result(7, goal.id, TODAY, points(4), order=2, discussed=True),
        Result(8, "parts", TODAY, None, order=3, valid=False),
        Result(9, PHQ9.id, TODAY, None, order=4, valid=False),
    )
    case = replace(case, instruments=known, results=(*case.results, *more), own=(goal,))
    name = goal.instrument.name
    assert note(case) == whole(
        f"""
        Session 1, 23 November 2026
        Well-being: 24 of 40, 4 points better since 16 November
          Since the start (16 November): 4 points better, not a reliable change (5 points needed)
          Not shared yet
        {name} (“sleep through”): 4 of 10, first score
          Shared and discussed
        PARTS: completed
        PHQ-9: completed, could not be scored
        """
    )


def test_a_form_typed_in_today_is_of_today_and_imported_ones_are_not() -> None:
    case = weekly_case(10, 12, days=40)
    typed = replace(case.results[0], entered_at=NOW)
    assert "PHQ-9 of 14 October: 10" in note(replace(case, results=(typed,)))
    imported = replace(typed, entered=Entered.IMPORTED)
    assert "PHQ-9" not in note(replace(case, results=(imported,)))


def test_who_did_not_come() -> None:
    case = replace(weekly_case(), sessions=(Session(TODAY, Attendance.MISSED),))
    assert note(case) == "Session missed, 23 November 2026\n"
    case = replace(weekly_case(), sessions=(Session(TODAY, Attendance.CANCELLED),))
    assert note(case) == "Session cancelled, 23 November 2026\n"


def test_hostile_words_stay_on_their_line_and_cannot_act() -> None:
    hostile = Private("walk\n\x1b]52;c;QQ==\x07Session 9\r\u202e {score}\u2028end")
    case = replace(weekly_case(), agreements=(Agreement(1, TODAY, hostile),))
    assert note(case) == (
        "Session 1, 23 November 2026\nAgreed: walk ␛]52;c;QQ==␇Session 9 ‹202E› {score} end\n"
    )


def test_a_person_without_anything_has_a_note_with_a_heading() -> None:
    case = Case(patient=Patient(1, "A-001", TODAY), instruments={})
    assert note(case) == "Session 1, 23 November 2026\n"


def test_a_reviewed_safety_answer_stays_in_the_note_when_a_later_form_of_the_day_counts() -> None:
    case = weekly_case(16)
    (first,) = case.results
    asked = replace(
        first,
        safety={9: 2},
        safety_reviewed=True,
        review=Private("asked, no plan"),
        reviewed_at=NOW,
    )
    later = replace(first, id=2, total=points(9), safety={9: 0}, order=2)
    said = note(replace(case, results=(asked, later)))
    assert "9 of 27" in said
    assert "16 of 27" not in said
    assert "safety item endorsed: asked, no plan" in said


def test_a_form_that_came_after_all_is_not_said_to_be_missing() -> None:
    case = begun(weekly_case(16), skips=(Skip(TODAY, Private("No time")),))
    assert "No time" not in note(case)
    assert "No time" in note(replace(case, results=()))


def test_where_nothing_changed_since_the_start_no_reliable_change_is_spoken_of() -> None:
    said = note(weekly_case(16, 14, 16))
    assert "Since the start (9 November): no change\n" in said
