"""A result dated after today (the clock was set back since): said, kept, and not counted yet."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.caseload import Summary
from romtui.domain.parts import trend_of
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.exchange import results_table
from romtui.store.store import Store
from tests.people.questionnaires import STORED
from tests.store.vaults import TODAY, Clock, form

AHEAD = TODAY + timedelta(days=30)
LOW, HIGH = (1, 0, 1, 0, 1, 0, 1, 0, 0), (2, 2, 2, 2, 2, 2, 2, 2, 1)


@pytest.fixture
def person(store: Store, clock: Clock) -> int:
    """Somebody with a form of today, and one of when the clock was a month ahead."""
    number = store.add_patient().patient.id
    store.record(number, form(LOW, TODAY))
    clock.at += timedelta(days=30)
    store.record(number, form(HIGH, AHEAD))
    clock.at -= timedelta(days=30)
    store.renew_summaries()
    return number


def line(store: Store) -> Summary:
    (only,) = store.caseload()
    return only


def test_neither_the_record_nor_the_caseload_counts_it(store: Store, person: int) -> None:
    case = store.case(person)
    assert [one.on for one in case.results] == [TODAY]
    assert [one.on for one in case.later] == [AHEAD]
    assert [point.on for point in trend_of(case, "mood9").points] == [TODAY]
    assert (line(store).last_on, line(store).recent[-1:]) == (TODAY, (Decimal(4),))


def test_its_safety_answer_is_open_all_the_same(store: Store, person: int) -> None:
    assert [one.on for one in unreviewed(store.case(person))] == [AHEAD]
    assert line(store).unreviewed_safety


def test_it_counts_once_its_day_has_come(store: Store, clock: Clock, person: int) -> None:
    clock.at += timedelta(days=31)
    store.renew_summaries()
    assert (line(store).last_on, line(store).recent[-1:]) == (AHEAD, (Decimal(17),))
    assert not store.case(person).later


def test_it_goes_out_with_all_others(store: Store, person: int) -> None:
    table = results_table.write([store.case(person)]).decode()
    assert AHEAD.isoformat() in table
    assert store.newest_day() == AHEAD


def test_a_withdrawn_one_says_nothing_about_the_day(store: Store, person: int) -> None:
    ahead = store.case(person).later[0]
    store.withdraw(ahead.id, Private("entered by a wrong clock"))
    assert store.newest_day() == TODAY


def test_without_a_result_there_is_no_newest_day(store: Store) -> None:
    assert store.newest_day() is None
    store.add_patient(started_on=date(2026, 1, 1))
    assert store.newest_day() is None


def test_a_questionnaire_that_is_gone_does_not_keep_the_vault_shut(
    store: Store, clock: Clock, person: int
) -> None:
    used = dict(STORED)
    clock.at += timedelta(days=31)
    store.use({"care": used["care"]})
    store.renew_summaries()
    assert line(store).last_on == TODAY
    store.use(used)
    store.renew_summaries()
    assert line(store).last_on == AHEAD


def test_a_clock_set_back_takes_a_line_back_with_it(store: Store, clock: Clock) -> None:
    number = store.add_patient().patient.id
    clock.at += timedelta(days=30)
    store.record(number, form(HIGH, AHEAD))
    clock.at -= timedelta(days=30)
    assert store.newest_day() == AHEAD
    store.renew_summaries()
    assert line(store).last_on is None
    assert store.newest_day() == AHEAD
