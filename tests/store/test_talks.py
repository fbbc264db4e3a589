"""What was talked about and agreed is kept, and comes back with the case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from romtui.domain.case import Attendance, Case
from romtui.domain.discussion import AgreementOutcome, Ask, Fit, How
from romtui.domain.errors import UserError
from romtui.domain.patterns import Pattern
from romtui.domain.preferences import Preferences, PreferredMoment
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.people.questionnaires import STORED
from tests.store.vaults import TODAY, Clock, form, worked_case

WORDS = Private("walk before work")


def test_sharing_says_how_and_can_be_taken_back(store: Store, person: Case) -> None:
    kept = store.record(person.patient.id, form()).results[0]
    shared = store.share(kept.id, How.PAPER).results[0]
    assert (shared.discussed, shared.how) == (True, How.PAPER)
    assert [at.date() for at in shared.talked_at] == [TODAY]
    assert store.share(kept.id, How.ALOUD).results[0].how is How.ALOUD
    taken_back = store.unshare(kept.id).results[0]
    assert (taken_back.discussed, taken_back.how, taken_back.talked_at) == (False, None, ())


def test_of_several_scores_all_are_noted_or_none(store: Store, person: Case) -> None:
    who = person.patient.id
    for day in (2, 1, 0):
        store.record(who, replace(form(), on=TODAY - timedelta(days=day)))
    three = [one.id for one in store.case(who).results]
    store.withdraw(three[1], WORDS)
    with pytest.raises(UserError, match="withdrawn"):
        store.share(three, How.ALOUD, "stalled/open/standard/1")
    assert not any(one.discussed for one in store.case(who).results)
    assert store.case(who).said == ()
    kept = [three[0], three[2]]
    assert [one.how for one in store.share(kept, How.ALOUD).results] == [How.ALOUD] * 2
    put_off = store.skip(who, WORDS, kept).skips
    assert [one.result for one in put_off] == kept
    assert not any(one.discussed for one in store.unshare(kept).results)


def test_scores_of_two_people_are_not_noted_together(store: Store, person: Case) -> None:
    mine = store.record(person.patient.id, form()).results[0].id
    other = store.add_patient().patient.id
    theirs = store.record(other, form()).results[0].id
    verbs: list[Callable[[], Case]] = [
        lambda: store.share([mine, theirs], How.ALOUD),
        lambda: store.unshare([mine, theirs]),
        lambda: store.skip(other, WORDS, [mine, theirs]),
        lambda: store.skip(other, WORDS, mine),
    ]
    for verb in verbs:
        with pytest.raises(UserError, match="patient"):
            verb()
    assert not store.case(other).results[0].discussed


def test_what_the_person_thinks_of_a_score_stays_beside_this_version(
    store: Store, person: Case
) -> None:
    kept = store.record(person.patient.id, form()).results[0]
    store.note_fit(kept.id, Fit.YES)
    doubted = store.note_fit(kept.id, Fit.NO, WORDS).results[0]
    assert (doubted.fit, doubted.fit_words) == (Fit.NO, WORDS)
    amended = store.amend(kept.id, form(), Private("a slip")).results[0]
    assert (amended.fit, amended.fit_words) == (None, Private(""))


def test_a_skip_has_a_reason_and_begins_the_session(store: Store, person: Case) -> None:
    kept = store.record(person.patient.id, form()).results[0]
    with pytest.raises(UserError):
        store.skip(person.patient.id, Private(" "))
    case = store.skip(person.patient.id, WORDS, kept.id)
    assert [(one.on, one.reason, one.result) for one in case.skips] == [(TODAY, WORDS, kept.id)]
    assert not case.declined(TODAY)
    assert store.skip(person.patient.id, WORDS).declined(TODAY)


def test_an_agreement_is_kept_until_somebody_says_what_became_of_it(
    store: Store, person: Case, clock: Clock
) -> None:
    in_a_week = TODAY + timedelta(weeks=1)
    (agreed,) = store.agree(person.patient.id, WORDS, in_a_week, Pattern.STALLED).agreements
    assert (agreed.on, agreed.what, agreed.review_on) == (TODAY, WORDS, in_a_week)
    assert agreed.pattern is Pattern.STALLED
    assert agreed.is_open
    clock.at += timedelta(weeks=1)
    case = store.review_agreement(person.patient.id, agreed.id, AgreementOutcome.PARTLY)
    assert case.agreements[0].outcome is AgreementOutcome.PARTLY
    assert case.agreements[0].outcome_on == in_a_week
    assert case.sessions[-1].on == in_a_week


@pytest.mark.parametrize(
    "act",
    [
        lambda store, who: store.agree(who, Private("  ")),
        lambda store, who: store.agree(who, WORDS, TODAY - timedelta(days=1)),
        lambda store, who: store.review_agreement(who, 99, AgreementOutcome.DONE),
        lambda store, who: store.add_event(who, TODAY + timedelta(days=1), WORDS),
        lambda store, who: store.add_event(who, TODAY, Private("")),
        lambda store, who: store.say(who + 98, "stalled/goal/1"),
        lambda store, who: store.record_session(
            who, TODAY + timedelta(days=1), Attendance.ATTENDED
        ),
    ],
)
def test_what_cannot_be_is_refused(
    store: Store, person: Case, act: Callable[[Store, int], Case]
) -> None:
    with pytest.raises(UserError):
        act(store, person.patient.id)


def test_nobody_elses_agreement_or_event_is_touched(store: Store, person: Case) -> None:
    other = store.add_patient().patient.id
    case = store.agree(person.patient.id, WORDS)
    event = store.add_event(person.patient.id, TODAY, WORDS).events[0]
    with pytest.raises(UserError):
        store.review_agreement(other, case.agreements[0].id, AgreementOutcome.DONE)
    store.drop_event(other, event.id)
    assert store.case(person.patient.id).events == (event,)
    assert not store.drop_event(person.patient.id, event.id).events


def test_the_five_questions_are_ticked_with_a_note_and_unticked(store: Store, person: Case) -> None:
    store.tick_question(person.patient.id, Ask.EVENTS)
    case = store.tick_question(person.patient.id, Ask.EVENTS, WORDS)
    assert [(one.ask, one.note) for one in case.asked] == [(Ask.EVENTS, WORDS)]
    assert not store.tick_question(person.patient.id, Ask.EVENTS, done=False).asked


def test_objections_lines_and_preferences_are_kept(store: Store, person: Case) -> None:
    who = person.patient.id
    store.note_objection(who, "timing", WORDS)
    store.say(who, "stalled/task/1")
    store.say(who, "stalled/task/1")
    wanted = Preferences(
        PreferredMoment.END, words_only=True, aloud=True, quiet_until=date(2026, 12, 24)
    )
    case = store.set_preferences(who, wanted)
    assert [(one.code, one.note) for one in case.objections] == [("timing", WORDS)]
    assert [one.line_id for one in case.said] == ["stalled/task/1"]
    assert case.preferences == wanted
    assert store.set_preferences(who, Preferences()).preferences == Preferences()


def test_who_was_to_be_away_and_comes_has_a_session(store: Store, person: Case) -> None:
    who = person.patient.id
    store.record_session(who, TODAY + timedelta(weeks=1), Attendance.MISSED)
    store.record_session(who, TODAY, Attendance.CANCELLED)
    store.tick(who, "stalled/act/1", done=True)
    assert store.case(who).sessions[0].attendance is Attendance.CANCELLED
    assert store.record(who, form()).sessions[0].attendance is Attendance.ATTENDED


def test_a_target_may_be_said_in_the_persons_words(store: Store, person: Case) -> None:
    who = person.patient.id
    case = store.set_target(who, "mood9", STORED["mood9"].lo, WORDS)
    assert case.target_words == {"mood9": WORDS}
    assert not store.set_target(who, "mood9", None).target_words


def test_a_whole_case_is_taken_in_with_all_that_was_talked_about(store: Store) -> None:
    store.import_cases([worked_case("B-001")])
    who = store.caseload()[0].patient.id
    result = store.case(who).results[-1]
    store.note_fit(result.id, Fit.PARTLY, WORDS)
    store.skip(who, WORDS, result.id)
    store.agree(who, WORDS, TODAY, Pattern.STALLED)
    store.add_event(who, TODAY, WORDS)
    store.tick_question(who, Ask.SUPPORT, WORDS)
    store.note_objection(who, "timing", WORDS)
    store.say(who, "stalled/bond/1")
    before = store.set_preferences(who, Preferences(aloud=True))
    store.import_cases([replace(before, patient=replace(before.patient, code="B-002"))])
    after = store.case(max(one.patient.id for one in store.caseload()))
    assert after.asked == before.asked
    assert after.objections == before.objections
    assert after.said == before.said
    assert after.preferences == before.preferences
    assert [replace(one, id=0) for one in after.events] == [
        replace(one, id=0) for one in before.events
    ]
    assert [replace(one, id=0) for one in after.agreements] == [
        replace(one, id=0) for one in before.agreements
    ]
    assert [one.result for one in after.skips] == [after.results[-1].id]
    assert (after.results[-1].fit, after.results[-1].fit_words) == (Fit.PARTLY, WORDS)


def test_only_an_agreement_of_today_is_taken_back(store: Store, person: Case, clock: Clock) -> None:
    who = person.patient.id
    agreed = store.agree(who, WORDS).agreements[0]
    assert not store.drop_agreement(who, agreed.id).agreements
    agreed = store.agree(who, WORDS).agreements[0]
    clock.at += timedelta(days=1)
    with pytest.raises(UserError):
        store.drop_agreement(who, agreed.id)
