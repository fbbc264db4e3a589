"""The battery, goals and the question after a form, kept and read again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Form, Status
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import USUAL_BATTERY, Scheduled, every_weeks
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.people.questionnaires import CARE, MOOD, STORED
from tests.store.vaults import CANARY, TODAY, form, worked_case

WORDS = Private(CANARY)
FOUR_WEEKLY = Scheduled("mood9", every_weeks(4))


def goal(store: Store, case: Case, words: str = CANARY) -> Case:
    return store.add_own(
        case.patient.id, PersonalKind.GOAL, Private(words), Direction.HIGHER_BETTER
    )


def rated(store: Store, case: Case, mark: int, measure: str = "goal.1") -> Case:
    return store.record(case.patient.id, Form(measure, TODAY, total=Decimal(mark)))


def test_a_new_person_gets_the_usual_battery_as_far_as_it_is_at_hand(store: Store) -> None:
    assert store.add_patient().battery == ()
    store.use({**STORED, "phq9": replace(MOOD, id="phq9"), "gad7": replace(CARE, id="gad7")})
    assert store.add_patient().battery == USUAL_BATTERY


def test_a_measure_keeps_its_place_when_it_is_changed(store: Store, person: Case) -> None:
    store.schedule(person.patient.id, Scheduled("mood9"))
    store.schedule(person.patient.id, Scheduled("care"))
    case = store.schedule(person.patient.id, FOUR_WEEKLY)
    assert case.battery == (FOUR_WEEKLY, Scheduled("care"))
    assert store.unschedule(person.patient.id, "mood9").battery == (Scheduled("care"),)


def test_a_measure_is_paused_with_a_reason_and_goes_on(store: Store, person: Case) -> None:
    paused = replace(FOUR_WEEKLY, paused_on=TODAY, reason=WORDS)
    assert store.schedule(person.patient.id, paused).battery == (paused,)
    assert store.schedule(person.patient.id, FOUR_WEEKLY).battery == (FOUR_WEEKLY,)
    with pytest.raises(UserError, match="reason for pausing it"):
        store.schedule(person.patient.id, replace(paused, reason=Private(" ")))


def test_what_cannot_be_filled_in_is_not_scheduled(store: Store, person: Case) -> None:
    wordless: Instrument = replace(CARE, id="none", has_total=False)
    store.use({**STORED, "none": wordless})
    with pytest.raises(UserError, match="neither its wording nor a total"):
        store.schedule(person.patient.id, Scheduled("none"))
    with pytest.raises(UserError, match="no questionnaire gone"):
        store.schedule(person.patient.id, Scheduled("gone"))


def test_a_questionnaire_that_is_gone_leaves_the_rest_of_the_battery(
    store: Store, person: Case
) -> None:
    store.schedule(person.patient.id, Scheduled("care"))
    store.schedule(person.patient.id, FOUR_WEEKLY)
    store.use({"mood9": MOOD})
    assert store.case(person.patient.id).battery == (FOUR_WEEKLY,)


def test_the_caseload_line_knows_what_is_due(store: Store, person: Case) -> None:
    store.schedule(person.patient.id, Scheduled("care"))
    store.schedule(person.patient.id, FOUR_WEEKLY)
    (line,) = store.caseload()
    assert line.due(TODAY) == 2
    store.record(person.patient.id, form())
    (line,) = store.caseload()
    assert line.due(TODAY) == 1
    store.archive(person.patient.id, TODAY)
    (line,) = store.caseload()
    assert line.due(TODAY) == 0


def test_a_goal_is_rated_corrected_withdrawn_and_undone_like_a_measure(
    store: Store, person: Case
) -> None:
    case = rated(store, goal(store, person), 3)
    (result,) = case.results
    assert (result.instrument, result.total) == ("goal.1", Decimal(3))
    assert case.instruments["goal.1"].words == WORDS
    case = store.amend(result.id, Form("goal.1", TODAY, total=Decimal(4)), Private("misheard"))
    assert [(one.total, one.status) for one in case.results] == [(Decimal(4), Status.AMENDED)]
    assert store.undo(result.id).results[0].total == 3
    assert store.undo(result.id).results == ()
    (again,) = rated(store, case, 5).results
    store.set_target(case.patient.id, "goal.1", Decimal(8))
    assert store.withdraw(again.id, Private("other person")).results == ()


@pytest.mark.parametrize("mark", [-1, 11])
def test_a_goal_goes_from_0_to_10(store: Store, person: Case, mark: int) -> None:
    with pytest.raises(UserError, match="0 to 10"):
        rated(store, goal(store, person), mark)


def test_the_goal_of_one_person_is_not_there_for_another(store: Store, person: Case) -> None:
    goal(store, person)
    with pytest.raises(UserError, match="no questionnaire"):
        rated(store, store.add_patient(), 3)


def test_three_goals_are_followed_at_a_time(store: Store, person: Case) -> None:
    for words in ("one", "two", "three"):
        case = goal(store, person, words)
    with pytest.raises(UserError, match="3 goals"):
        goal(store, person, "four")
    assert store.case(person.patient.id) == case
    store.unschedule(person.patient.id, "goal.2")
    case = goal(store, person, "four")
    assert [one.instrument for one in case.battery] == ["goal.1", "goal.3", "goal.4"]
    with pytest.raises(UserError, match="3 goals"):
        store.schedule(person.patient.id, Scheduled("goal.2"))


def test_a_goal_without_words_is_refused(store: Store, person: Case) -> None:
    with pytest.raises(UserError, match="own words"):
        goal(store, person, "  ")


def test_an_item_keeps_the_direction_that_was_chosen(store: Store, person: Case) -> None:
    for direction in Direction:
        case = store.add_own(person.patient.id, PersonalKind.ITEM, WORDS, direction)
    assert [one.direction for one in case.own] == list(Direction)
    case = rated(store, case, 7, "own.2")
    (line,) = store.caseload()
    assert (line.instrument, line.own_direction) == ("own.2", Direction.HIGHER_BETTER)


def test_a_case_that_is_taken_in_brings_its_battery_and_goals(store: Store, person: Case) -> None:
    whole = rated(store, goal(store, person), 3)
    whole = store.schedule(person.patient.id, FOUR_WEEKLY)
    elsewhere = replace(
        worked_case("B-001"),
        battery=whole.battery,
        own=whole.own,
        instruments=whole.instruments,
    )
    store.import_cases([elsewhere])
    taken = store.case(person.patient.id + 1)
    assert (taken.battery, taken.own) == (whole.battery, whole.own)


def test_the_question_after_a_form_is_answered_without_correcting_the_form(
    store: Store, person: Case
) -> None:
    case = store.record(person.patient.id, form())
    result_id = case.results[0].id
    store.share(result_id, How.SCREEN)
    (answered,) = store.answer_followup(result_id, 2).results
    assert (answered.followup, answered.version, answered.discussed) == (2, 1, True)
    (answered,) = store.answer_followup(result_id, 3).results
    assert answered.followup == 3
    with pytest.raises(UserError, match="no answer 9"):
        store.answer_followup(result_id, 9)


def test_the_answer_after_a_form_stays_when_the_form_is_corrected(
    store: Store, person: Case
) -> None:
    result_id = store.record(person.patient.id, form()).results[0].id
    store.answer_followup(result_id, 2)
    (corrected,) = store.amend(result_id, form((0,) * 9), Private("misread")).results
    assert (corrected.total, corrected.followup) == (Decimal(0), 2)


def test_a_form_without_such_a_question_takes_no_answer(store: Store, person: Case) -> None:
    case = store.record(person.patient.id, Form("care", TODAY, total=Decimal(3)))
    with pytest.raises(UserError, match="question after the form"):
        store.answer_followup(case.results[0].id, 1)


def test_a_result_of_another_version_is_not_amended(store: Store, person: Case) -> None:
    result_id = store.record(person.patient.id, form()).results[0].id
    store.use({**STORED, "mood9": replace(MOOD, version=2)})
    with pytest.raises(UserError, match="another version"):
        store.amend(result_id, form((0,) * 9), Private("misread"))
    assert store.case(person.patient.id).results[0].total == 8
