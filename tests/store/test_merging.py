"""Two records of one patient made one: all of it is there, once, and the order of days is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.audit import Reason
from romtui.domain.case import Attendance, Case, Form, Status
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction
from romtui.domain.merging import Merging
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.domain.results import counting_results
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.new_vault import CODE
from tests.store.test_exporting import everything_about_somebody
from tests.store.vaults import TODAY, WITH_SAFETY, Clock, draft, everything, form

ADDED = {"log": 2, "event": 1, "setting": 1}
"""Rows that a merger adds: two lines of the log, the note in the emptied record, the link."""


@pytest.fixture
def two(store: Store) -> tuple[Case, Case]:
    """Two records of one patient, each with a row in every table."""
    return (
        everything_about_somebody(store, "one", "007"),
        everything_about_somebody(store, "two", "7"),
    )


def merged(store: Store, two: tuple[Case, Case]) -> tuple[Case, Case]:
    """The emptied record and the one that stays."""
    source, into = (case.patient.id for case in two)
    stays = store.merge(source, into)
    return store.case(source), stays


def test_no_row_is_lost_and_none_is_doubled(store: Store, two: tuple[Case, Case]) -> None:
    before = {name: len(rows) for name, rows in everything(store).items()}
    merged(store, two)
    after = {name: len(rows) for name, rows in everything(store).items()}
    assert after == {name: count + ADDED.get(name, 0) for name, count in before.items()}


def test_everything_is_in_the_one_that_stays(store: Store, two: tuple[Case, Case]) -> None:
    source, into = two
    emptied, stays = merged(store, two)
    assert not any((emptied.results, emptied.agreements, emptied.own, emptied.focuses))
    assert emptied.patient.archived_on == TODAY
    assert [one.what.reveal() for one in emptied.events] == ["This record was merged into 7."]
    now = {one.id: one for one in stays.results}
    for one in (*source.results, *into.results):
        same = now.pop(one.id)  # with its versions, what was said about it, and its moments
        assert replace(one, order=same.order, instrument=same.instrument) == same
    assert not now
    for there in ("agreements", "events", "objections", "focuses", "own"):
        assert len(getattr(stays, there)) == len(getattr(source, there)) + len(
            getattr(into, there)
        ), there
    withdrawn = [of_one for of_one in store.histories(into.patient.id) if len(of_one) > 1]
    assert len(withdrawn) == 4  # each record had one result corrected and one undone


def test_goals_keep_their_words_and_their_ratings(store: Store) -> None:
    made = []
    for words, rating in (("to sleep", 2), ("to go out", 7)):
        case = store.add_patient()
        case = store.add_own(
            case.patient.id, PersonalKind.GOAL, Private(words), Direction.HIGHER_BETTER
        )
        case = store.record(case.patient.id, Form(case.own[0].id, TODAY, total=Decimal(rating)))
        made.append(case)
    stays = store.merge(made[0].patient.id, made[1].patient.id)
    rated = {one.words.reveal(): [result.total for result in stays.of(one.id)] for one in stays.own}
    assert rated == {"to go out": [Decimal(7)], "to sleep": [Decimal(2)]}
    assert {one.id for one in stays.own} <= {one.instrument for one in stays.battery}


def test_undo_does_not_reach_behind_a_merger(store: Store) -> None:
    one, other = (store.add_patient().patient.id for _ in range(2))
    store.agree(other, Private("walk"))
    store.agree(one, Private("swim"))
    store.record(one, form())
    store.merge(one, other)
    assert store.done_today(other) == ()
    store.agree(other, Private("read"))
    (only,) = store.done_today(other)
    case = store.take_back(other, only)
    assert [agreed.what.reveal() for agreed in case.agreements] == ["walk", "swim"]


@pytest.mark.parametrize("later", ["source", "into"])
def test_of_two_forms_of_a_day_the_one_entered_last_counts(
    store: Store, clock: Clock, later: str
) -> None:
    two = [store.add_patient(code) for code in ("007", "7")]
    for case in two if later == "into" else reversed(two):
        clock.at += timedelta(minutes=5)
        answers = (3,) * 8 + (0,) if case is two[0] else (1,) * 8 + (0,)
        store.record(case.patient.id, form(answers))
    stays = store.merge(two[0].patient.id, two[1].patient.id)
    (counts,) = counting_results(stays.results, stays.instruments, TODAY)
    assert counts.total == (24 if later == "source" else 8)
    assert len(stays.results) == 2


def test_the_order_within_a_record_stays_whatever_the_clock_said(
    store: Store, clock: Clock
) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    for minutes, case in ((0, into), (-60, into), (-30, source)):
        clock.at += timedelta(minutes=minutes)
        store.record(case.patient.id, form())
    entered = [one.id for one in store.case(into.patient.id).results]
    stays = store.merge(source.patient.id, into.patient.id)
    assert [one.id for one in stays.results if one.id in entered] == entered
    assert sorted(one.order for one in stays.results) == [0, 1, 2]


def test_a_safety_answer_nobody_looked_at_is_pinned_where_it_went(store: Store) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    store.record(source.patient.id, form(WITH_SAFETY))
    store.merge(source.patient.id, into.patient.id)
    pinned = {row.patient.code: row.unreviewed_safety for row in store.caseload()}
    assert pinned == {"007": False, "7": True}


def test_a_day_in_both_is_one_day_on_which_the_patient_came(store: Store) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    store.record_impression(source.patient.id, TODAY, -1)
    store.record_session(into.patient.id, TODAY, Attendance.MISSED)
    stays = store.merge(source.patient.id, into.patient.id)
    (session,) = stays.sessions
    assert (session.attendance, session.impression) == (Attendance.ATTENDED, -1)


def test_what_can_be_there_only_once_stays_behind(store: Store) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    store.keep_draft(source.patient.id, draft((3, *[None] * 8)))
    store.keep_draft(into.patient.id, draft())
    said = " ".join(Merging(*map(store.case, (source.patient.id, into.patient.id))).sentences)
    assert "Both have an unfinished form" in said
    stays = store.merge(source.patient.id, into.patient.id)
    assert [one.answers for one in stays.drafts] == [draft().answers]
    assert [one.answers[0] for one in store.case(source.patient.id).drafts] == [3]


def test_what_only_one_record_knows_about_the_patient_is_taken_over(store: Store) -> None:
    source = store.add_patient(
        "007", name=Private("Quillon"), birth_year=1980, started_on=TODAY - timedelta(days=90)
    )
    into = store.add_patient("7", initials=Private("Q."))
    stays = store.merge(source.patient.id, into.patient.id).patient
    assert (stays.code, stays.name.reveal(), stays.initials.reveal()) == ("7", "Quillon", "Q.")
    assert (stays.birth_year, stays.started_on) == (1980, TODAY - timedelta(days=90))
    assert stays.archived_on is None


def test_only_one_intervention_goes_on(store: Store) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    for case, days in ((source, 20), (into, 40)):
        since = TODAY - timedelta(days=days)
        store.set_focus(case.patient.id, Private("activation"), since, Private(""))
    stays = store.merge(source.patient.id, into.patient.id)
    assert [one.until for one in stays.focuses] == [TODAY - timedelta(days=20), None]


def test_results_can_still_be_corrected_and_tables_refuse_changes_again(
    store: Store, two: tuple[Case, Case]
) -> None:
    _, stays = merged(store, two)
    corrected = store.amend(stays.results[0].id, form(), Private("a slip"))
    assert {one.status for one in corrected.results} >= {Status.AMENDED}
    for statement in ("UPDATE result SET ord = 99", "DELETE FROM own_measure"):
        with store._engine.begin() as connection, pytest.raises(Exception, match="append-only"):
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("target", "said"),
    [(lambda one, _: one, "the same record"), (lambda _, other: other, "is archived")],
)
def test_what_cannot_be_merged_is_said(
    store: Store, target: Callable[[int, int], int], said: str
) -> None:
    one, other = (store.add_patient(code).patient.id for code in ("007", "7"))
    store.archive(other, TODAY)
    with pytest.raises(UserError, match=said):
        store.merge(one, target(one, other))


def test_the_log_says_which_records_and_who_is_erased_is_erased_with_the_emptied_one(
    vault: Vault,
) -> None:
    from tests.people.questionnaires import STORED
    from tests.store.vaults import PASSPHRASE

    store = vault.create(PASSPHRASE, CODE)
    store.use(STORED)
    source = everything_about_somebody(store, "one", "007")
    into = everything_about_somebody(store, "two", "7")
    other = store.add_patient("other")
    store.merge(source.patient.id, into.patient.id)
    assert [(one.what, one.code) for one in store.log(2)] == [
        ("another record merged into this one", "7"),
        ("merged into another record", "007"),
    ]
    store.erase(into.patient.id, Reason.ASKED)
    assert [row.patient.code for row in store.caseload()] == [other.patient.code]
    assert not any("merged" in str(row) for row in everything(store)["setting"])
    store.close()


def test_an_import_is_not_taken_back_once_its_record_was_merged(store: Store) -> None:
    into = store.add_patient("7")
    store.import_people(
        [{"patient": [{"code": "007", "stage": "active", "started_on": "2026-01-05"}]}]
    )
    source = next(row.patient for row in store.caseload() if row.patient.code == "007")
    store.merge(source.id, into.patient.id)
    with pytest.raises(UserError, match="entered since"):
        store.undo_import()


def test_it_is_said_in_numbers_before(store: Store) -> None:
    source, into = store.add_patient("007"), store.add_patient("7")
    for case in (source, into):
        store.record(case.patient.id, form())
    store.agree(source.patient.id, Private("a walk"))
    said = Merging(*map(store.case, (source.patient.id, into.patient.id))).sentences
    assert said[0] == "From 007 to 7: 1 result, 1 session, 1 agreed action."
    assert said[1] == (
        "MOOD-9 of 23 November 2026 is in both (8 and 8). "
        "Both are kept; the one entered last counts."
    )
    assert said[-2].endswith("007 is kept, empty and archived.")
