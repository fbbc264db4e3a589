"""After an update the lines of the caseload are worked out again, step by step."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from romtui.domain.audit import Reason
from romtui.domain.case import Case
from romtui.domain.caseload import Summary
from romtui.domain.errors import UserError
from romtui.domain.patterns import RULES_VERSION, Pattern
from romtui.store.errors import AlreadyOpen, DatabaseDamaged
from romtui.store.records import cases, summaries
from romtui.store.records.summaries import FEW
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.people.questionnaires import STORED as INSTRUMENTS
from tests.store.vaults import PASSPHRASE, Clock, draft, worked_case

PEOPLE = FEW + 15


@pytest.fixture(autouse=True)
def one_line_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "_HELD_SECONDS", 0.0)


def fill(store: Store, people: int = PEOPLE) -> tuple[Summary, ...]:
    """People whose lines say what is not so; gives them as they should be."""
    store.import_cases([worked_case(f"A-{number:03}") for number in range(people)])
    store.renew_summaries()
    right = store.caseload()
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE standing SET headline = 'worsening:mood9', look = 1, unagreed = 1"
        )
    return right


def by_later_rules(monkeypatch: pytest.MonkeyPatch, by: int = 1) -> None:
    monkeypatch.setattr(summaries, "RULES_VERSION", RULES_VERSION + by)


def outdated(store: Store) -> list[int]:
    return [line.patient.id for line in store.caseload() if line.outdated]


def go_on(store: Store) -> int:
    """Renew what is left; gives by how many steps."""
    steps = 1
    while store.renew_next().left:
        steps += 1
    return steps


def test_a_few_lines_are_worked_out_before_anything_is_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store, FEW)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    assert not store.is_renewing
    assert store.caseload() == right


def test_of_many_none_says_what_former_rules_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    store.begin_renewal()
    assert not store.is_renewing
    by_later_rules(monkeypatch)
    store.begin_renewal()
    assert store.is_renewing
    for line in store.caseload():
        assert (line.outdated, line.headline, line.unagreed) == (True, None, False)
    shown = store.renew_next([right[7].patient.id])
    assert (shown.lines, shown.left) == ((right[7],), PEOPLE - 1)
    assert store.caseload()[7] == right[7]
    assert go_on(store) == PEOPLE - 1
    assert not store.is_renewing
    assert store.caseload() == right
    store.begin_renewal()
    assert not store.is_renewing


def test_a_program_that_is_killed_in_the_middle_goes_on_at_the_next_opening(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    store.renew_next([right[-1].patient.id])
    for _ in range(12):
        store.renew_next()
    left = shutil.copytree(folder, tmp_path / "killed")
    again = Vault(left, kdf=Kdf.cheap(), now=Clock()).unlock(PASSPHRASE)
    again.use(INSTRUMENTS)
    again.begin_renewal()
    assert outdated(again) == [line.patient.id for line in right[12:]]
    go_on(again)
    assert again.caseload() == right
    again.close()


def test_after_yet_another_update_in_the_middle_it_begins_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    for _ in range(5):
        store.renew_next()
    by_later_rules(monkeypatch, 2)
    store.begin_renewal()
    assert outdated(store) == [line.patient.id for line in right]
    by_later_rules(monkeypatch, 1)
    store.begin_renewal()
    assert outdated(store) == [line.patient.id for line in right]


def test_whoever_is_written_about_meanwhile_is_current(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = fill(store)[5].patient.id
    by_later_rules(monkeypatch)
    store.begin_renewal()
    store.keep_draft(person, draft())  # only adds to the line that was there
    assert person in outdated(store)
    store.drop_draft(person, "mood9")
    assert person not in outdated(store)
    assert store.caseload()[5].headline is not Pattern.WORSENING
    fresh = store.add_patient().patient.id
    assert fresh not in outdated(store)
    for line in store.caseload():
        store.archive(line.patient.id, store._now().date())
    assert store.is_renewing
    assert store.renew_next().left == 0
    assert not store.is_renewing


def test_a_verb_that_failed_leaves_the_line_outdated(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = fill(store)[5].patient.id
    by_later_rules(monkeypatch)
    store.begin_renewal()
    with unwritable(store):
        with pytest.raises(UserError):
            store.archive(person, store._now().date())
        with pytest.raises(UserError):
            store.renew_next([person])
    assert len(outdated(store)) == PEOPLE
    go_on(store)
    assert not outdated(store)


def test_what_was_rolled_back_at_the_end_is_not_taken_for_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    with pytest.raises(ZeroDivisionError), store._writing() as work:
        work.renew_summary(right[5].patient.id)
        raise ZeroDivisionError
    assert right[5].patient.id in outdated(store)


def test_without_its_questionnaire_a_line_stays_as_it_was(store: Store) -> None:
    fill(store)
    before = store.caseload()
    store.use({"care": INSTRUMENTS["care"]})
    store.begin_renewal()
    assert len(outdated(store)) == PEOPLE
    assert store.renew_next().lines == before[:1]
    go_on(store)
    assert store.caseload() == before


def test_other_numbers_of_the_rules_end_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    store.renew_next()
    constants = replace(store.settings.constants, gap_days=store.settings.constants.gap_days + 7)
    store.change_settings(replace(store.settings, constants=constants))
    assert not store.is_renewing
    assert Pattern.WORSENING not in {line.headline for line in store.caseload()}
    assert store.renew_next().left == 0
    store.begin_renewal()
    assert not store.is_renewing


def test_it_survives_whoever_is_erased_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fill(store)[0].patient.id
    by_later_rules(monkeypatch)
    store.begin_renewal()
    store.erase(first, next(iter(Reason)))
    assert store.renew_next([first]).lines == ()
    go_on(store)
    assert not outdated(store)


def test_a_clock_that_was_set_far_back_makes_many_lines_wait(store: Store, clock: Clock) -> None:
    fill(store)
    clock.at -= timedelta(weeks=3)
    store.begin_renewal()
    assert len(outdated(store)) == PEOPLE
    go_on(store)
    assert {line.last_on for line in store.caseload()} == {clock.at.date()}
    assert store.newest_day() == clock.at.date() + timedelta(weeks=3)
    clock.at += timedelta(weeks=3)
    store.begin_renewal()
    go_on(store)
    assert {line.last_on for line in store.caseload()} == {clock.at.date()}


def test_who_only_reads_is_given_lines_of_now_and_writes_nothing(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    store.renew_next()
    with pytest.raises(AlreadyOpen):
        Vault(folder, kdf=Kdf.cheap(), read_only=True).unlock(PASSPHRASE)
    store.close()
    before = (folder / "records.db").read_bytes()
    reader = Vault(folder, kdf=Kdf.cheap(), now=Clock(), read_only=True).unlock(PASSPHRASE)
    reader.use(INSTRUMENTS)
    reader.begin_renewal()
    assert not reader.is_renewing
    assert reader.renew_next().left == 0
    assert reader.caseload() == right
    reader.close()
    assert (folder / "records.db").read_bytes() == before


def test_who_only_reads_gets_no_headline_where_the_record_is_damaged(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = fill(store)
    store.close()
    by_later_rules(monkeypatch)
    read_case = cases.read_case

    def damaged(connection: Connection, patient_id: int, *how: Any) -> Case:
        if patient_id == right[3].patient.id:
            raise DatabaseDamaged("a page of it")
        return read_case(connection, patient_id, *how)

    monkeypatch.setattr(cases, "read_case", damaged)
    reader = Vault(folder, kdf=Kdf.cheap(), now=Clock(), read_only=True).unlock(PASSPHRASE)
    reader.use(INSTRUMENTS)
    reader.begin_renewal()
    assert outdated(reader) == [right[3].patient.id]
    assert reader.caseload()[3].headline is None
    assert reader.caseload()[4] == right[4]
    reader.close()


@contextmanager
def unwritable(store: Store) -> Iterator[None]:
    with store._to_read.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    yield
    with store._to_read.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")


def test_a_form_that_is_begun_shows_in_a_line_that_still_waits_for_the_rules_of_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    by_later_rules(monkeypatch)
    store.begin_renewal()
    somebody = store.caseload()[-1].patient.id
    writes = store.writes
    store.keep_draft(somebody, draft())
    (line,) = store.changed_lines(writes)
    assert (line.patient.id, line.half_filled) == (somebody, ("mood9",))
    assert line.outdated, "to begin a form works nothing out"
    assert line.headline is None
    assert store.changed_lines(store.writes) == ()
