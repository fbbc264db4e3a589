"""Every verb is whole or has not happened, whatever goes wrong in its middle."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from romtui.domain.audit import Did, Done
from romtui.domain.away.reading import Read
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Attendance, Case
from romtui.domain.dialogue import Tone
from romtui.domain.discussion import AgreementOutcome, Ask, Fit, How
from romtui.domain.imported_score import Differing, ImportedScore
from romtui.domain.instrument import Direction
from romtui.domain.patterns import Pattern
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import Preferences, Scheduled
from romtui.domain.private import Private
from romtui.domain.settings import Settings
from romtui.store.errors import DiskFull
from romtui.store.records.summaries import Renewal
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import (
    CANARY,
    PASSPHRASE,
    TODAY,
    WITH_SAFETY,
    Clock,
    draft,
    everything,
    form,
    worked_case,
)

WORDS = Private("a few words")
SCORE = ImportedScore(2, "A-002", "mood9", TODAY, Decimal(5))
YESTERDAY = TODAY - timedelta(days=1)
AWAY = TODAY + timedelta(days=7)

WRITES: dict[str, Callable[[Store, Case], object]] = {
    "add_patient": lambda store, _: store.add_patient(),
    "edit_patient": lambda store, case: store.edit_patient(case.patient),
    "archive": lambda store, case: store.archive(case.patient.id, TODAY),
    "unarchive": lambda store, case: store.unarchive(case.patient.id),
    "keep_draft": lambda store, case: store.keep_draft(case.patient.id, draft()),
    "drop_draft": lambda store, case: store.drop_draft(case.patient.id, "care"),
    "record": lambda store, case: store.record(case.patient.id, form()),
    "amend": lambda store, case: store.amend(case.results[0].id, form(), WORDS),
    "take_back": lambda store, case: store.take_back(
        case.patient.id, Done(Did.ENTERED, case.results[0].id)
    ),
    "undo": lambda store, case: store.undo(case.results[0].id),
    "withdraw": lambda store, case: store.withdraw(case.results[0].id, WORDS),
    "move_result": lambda store, case: store.move_result(case.results[0].id, 2, WORDS),
    "merge": lambda store, case: store.merge(case.patient.id, 2),
    "keep_crisis_words": lambda store, _: store.keep_crisis_words(Private("Call 112.")),
    "make_page": lambda store, case: store.make_page(
        case.patient.id, PageKey.of(bytes(16)), [STORED["mood9"]], "", WORDS
    ),
    "withdraw_pages": lambda store, case: store.withdraw_pages(case.patient.id),
    "take_in": lambda store, case: store.take_in(
        case.patient.id, Read((form(), form(on=YESTERDAY)), TODAY, tag="0A"), in_session=True
    ),
    "set_target": lambda store, case: store.set_target(case.patient.id, "mood9", Decimal(3)),
    "record_impression": lambda store, case: store.record_impression(case.patient.id, TODAY, 1),
    "record_session": lambda store, case: store.record_session(
        case.patient.id, TODAY, Attendance.MISSED
    ),
    "forget_absence": lambda store, case: store.forget_absence(case.patient.id, AWAY),
    "set_focus": lambda store, case: store.set_focus(case.patient.id, WORDS, TODAY),
    "share": lambda store, case: store.share(case.results[0].id, How.SCREEN),
    "unshare": lambda store, case: store.unshare(case.results[0].id),
    "share several": lambda store, case: store.share([one.id for one in case.results], How.ALOUD),
    "unshare several": lambda store, case: store.unshare([one.id for one in case.results]),
    "skip several": lambda store, case: store.skip(
        case.patient.id, WORDS, [one.id for one in case.results]
    ),
    "note_fit": lambda store, case: store.note_fit(case.results[0].id, Fit.NO, WORDS),
    "skip": lambda store, case: store.skip(case.patient.id, WORDS, case.results[0].id),
    "agree": lambda store, case: store.agree(case.patient.id, WORDS, TODAY, Pattern.STALLED),
    "drop_agreement": lambda store, case: store.drop_agreement(
        case.patient.id, case.agreements[0].id
    ),
    "review_agreement": lambda store, case: store.review_agreement(
        case.patient.id, case.agreements[0].id, AgreementOutcome.PARTLY
    ),
    "tick_question": lambda store, case: store.tick_question(case.patient.id, Ask.HEALTH, WORDS),
    "note_objection": lambda store, case: store.note_objection(case.patient.id, "timing"),
    "say": lambda store, case: store.say(case.patient.id, "stalled/goal/1"),
    "set_preferences": lambda store, case: store.set_preferences(
        case.patient.id, Preferences(aloud=True)
    ),
    "add_event": lambda store, case: store.add_event(case.patient.id, TODAY, WORDS),
    "drop_event": lambda store, case: store.drop_event(case.patient.id, case.events[0].id),
    "tick": lambda store, case: store.tick(case.patient.id, "stalled/act/1", done=True),
    "review_safety": lambda store, case: store.review_safety(case.results[0].id, WORDS),
    "schedule": lambda store, case: store.schedule(case.patient.id, Scheduled("care")),
    "unschedule": lambda store, case: store.unschedule(case.patient.id, "care"),
    "add_own": lambda store, case: store.add_own(
        case.patient.id, PersonalKind.ITEM, WORDS, Direction.LOWER_BETTER
    ),
    "answer_followup": lambda store, case: store.answer_followup(case.results[0].id, 1),
    "import_cases": lambda store, _: store.import_cases(
        [worked_case("B-001"), worked_case("B-002")]
    ),
    "renew_summaries": lambda store, _: store.renew_summaries(),
    "begin_renewal": lambda store, _: store.begin_renewal(),
    "renew_next": lambda store, _: renew_next(store),
    "note_exported": lambda store, case: store.note_exported(case.patient.id),
    "note_handed_out": lambda store, case: store.note_handed_out(case.patient.id),
    "note_reported": lambda store, case: store.note_reported([case.patient.id], "physician"),
    "import_people": lambda store, _: store.import_people(
        [{"patient": [{"code": "B-001", "stage": "active", "started_on": "2026-01-05"}]}]
    ),
    "import_scores": lambda store, _: store.import_scores(
        [replace(SCORE, total=Decimal(6))], differing=Differing.CORRECT
    ),
    "undo_import": lambda store, _: store.undo_import(),
    "note_unlocked": lambda store, _: store.note_unlocked(),
    "note_wrong_passphrases": lambda store, _: store.note_wrong_passphrases(3),
    "note_restored": lambda store, _: store.note_restored(),
    "note_passphrase": lambda store, _: store.note_passphrase(),
    "note_recovery_code": lambda store, _: store.note_recovery_code(),
    "set_setting": lambda store, _: store.set_setting("pin", "0000"),
    "set_pin": lambda store, _: store.set_pin("1234"),
    "keep_procedure": lambda store, _: store.keep_procedure(WORDS),
    "change_settings": lambda store, _: store.change_settings(Settings(tone=Tone.GENTLE)),
    "remember_wording": lambda store, _: store.remember_wording(
        Pattern.STALLED, "stalled/open/standard/2"
    ),
}


def renew_next(store: Store) -> None:
    """A step of a renewal: the line of the first person is worked out again."""
    store._renewal = Renewal("other rules", {1, 2})
    store.renew_next()


READS: dict[str, Callable[[Store, Case], object]] = {
    "caseload": lambda store, _: store.caseload(),
    "courses": lambda store, _: store.courses(),
    "changed_lines": lambda store, _: store.changed_lines(0),
    "case": lambda store, case: store.case(case.patient.id),
    "propose_code": lambda store, _: store.propose_code(),
    "history": lambda store, case: store.history(case.results[0].id),
    "histories": lambda store, case: store.histories(case.patient.id),
    "setting": lambda store, _: store.setting("key"),
    "wordings": lambda store, _: store.wordings(),
    "log": lambda store, _: store.log(10),
    "forms_in_use": lambda store, _: store.forms_in_use(),
    "people": lambda store, _: store.people(),
    "newest_day": lambda store, _: store.newest_day(),
    "done_today": lambda store, case: store.done_today(case.patient.id),
    "has_pin": lambda store, _: store.has_pin(),
    "pin_fits": lambda store, _: store.pin_fits("1234"),
    "procedure": lambda store, _: store.procedure(),
    "crisis_words": lambda store, _: store.crisis_words(),
    "pages": lambda store, _: store.pages(),
}


def lived_in(store: Store) -> Case:
    """Somebody with a result and a half-filled form of it; a second person, with an import."""
    person = store.add_patient(name=Private(CANARY))
    store.add_patient()
    store.keep_crisis_words(Private("Call 116 123."))
    store.make_page(person.patient.id, PageKey.of(bytes(range(16))), [STORED["mood9"]], "")
    store.import_scores([SCORE])
    store.keep_draft(person.patient.id, draft())
    store.agree(person.patient.id, WORDS)
    store.add_event(person.patient.id, TODAY, WORDS)
    store.record_session(person.patient.id, AWAY, Attendance.CANCELLED)
    return store.record(person.patient.id, form(WITH_SAFETY))


@pytest.fixture
def case(store: Store) -> Case:
    return lived_in(store)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Case]]:
    """A store that is only read, or whose writes are refused."""
    store = Vault(
        tmp_path_factory.mktemp("unchanged") / "vault", kdf=Kdf.cheap(), now=Clock()
    ).create(PASSPHRASE, CODE)
    store.use(STORED)
    case = lived_in(store)
    store.keep_draft(case.patient.id, draft())
    store.review_safety(case.results[0].id, WORDS)
    store.add_own(case.patient.id, PersonalKind.GOAL, WORDS, Direction.HIGHER_BETTER)
    store.answer_followup(case.results[0].id, 1)
    yield store, case
    store.close()


@contextmanager
def cut_off_at(store: Store, statement: int) -> Iterator[list[str]]:
    """Lose power before the given statement of a transaction; 0 = before the commit."""
    said: list[str] = []

    def cut(_connection: object, _cursor: object, text: str, *_: object) -> None:
        said.append(text)
        if len(said) == statement + 1:
            raise ZeroDivisionError("the light went out")

    event.listen(store._engine, "before_cursor_execute", cut)
    try:
        yield said
    finally:
        event.remove(store._engine, "before_cursor_execute", cut)


def test_every_verb_is_held_to_its_word() -> None:
    verbs = {name for name in dir(Store) if not name.startswith("_")}
    tried = {name.partition(" ")[0] for name in (*WRITES, *READS)}
    of_the_files = {"close", "back_up_if_changed", "files", "relocate"}
    assert verbs - {"use", "settings", "is_renewing", "erase", *of_the_files} == tried


@pytest.mark.parametrize("verb", READS)
def test_each_reading_verb_is_one_transaction(unchanged: tuple[Store, Case], verb: str) -> None:
    store, case = unchanged
    committed: list[object] = []
    keep = committed.append
    event.listen(store._engine, "commit", keep)
    READS[verb](store, case)
    event.remove(store._engine, "commit", keep)
    assert len(committed) == 1


@pytest.mark.parametrize("verb", WRITES)
def test_a_verb_is_one_transaction_and_cut_off_anywhere_has_not_happened(
    store: Store, case: Case, verb: str
) -> None:
    before = everything(store)
    committed: list[object] = []
    event.listen(store._engine, "commit", committed.append)
    for statement in range(1, 100):
        try:
            with cut_off_at(store, statement):
                WRITES[verb](store, case)
        except ZeroDivisionError:
            assert not committed
            assert everything(store) == before, f"statement {statement}"
        else:
            break
    assert len(committed) == 1
    assert statement > 1
    assert everything(store) != before or verb in ("keep_draft",)


def test_a_full_disk_is_said_and_nothing_is_half_saved(store: Store, case: Case) -> None:
    before = everything(store)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(DiskFull, match="Free some space"):
        store.import_cases([worked_case("C-001", 400)])
    assert everything(store) == before
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    store.import_cases([worked_case("C-001", 400)])


APPEND_ONLY = ["result", "result_version", "safety_review", "log", "own_measure", "followup"]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET rowid = rowid",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    ],
)
def test_what_was_recorded_cannot_be_rewritten(
    unchanged: tuple[Store, Case], table: str, statement: str
) -> None:
    store, _ = unchanged
    before = everything(store)
    if table == "result_version":
        statement = statement.replace("rowid = rowid", "total = '0'")
    if table == "own_measure":
        statement = statement.replace("rowid = rowid", "words = 'others'")
    with pytest.raises(DBAPIError, match="append-only"), store._engine.begin() as connection:
        connection.exec_driver_sql(statement.format(table))
    assert everything(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draft SET answers = 'not a list'",
        "UPDATE draft SET answers = '{}'",
        "UPDATE session SET impression = 3",
        "UPDATE session SET attendance = 'slept'",
        "UPDATE session SET day = '2026-02-30'",
        "UPDATE patient SET stage = 'gone'",
        "UPDATE patient SET code = ''",
        "UPDATE patient SET planned_sessions = 'many'",
        "UPDATE draft SET patient_id = 99",
        "DELETE FROM patient",
        "INSERT INTO safety_review (result_id, n, reviewed_at, note) VALUES (1, 9, '', 'x')",
        "INSERT INTO safety_review (result_id, n, reviewed_at, note) VALUES (1, 1, '', '')",
    ],
)
def test_the_second_fence_bites(unchanged: tuple[Store, Case], statement: str) -> None:
    store, _ = unchanged
    with (
        pytest.raises(DBAPIError, match=r"constraint failed|cannot store"),
        store._engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_an_error_never_repeats_what_was_typed(store: Store, case: Case) -> None:
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Exception) as refused:  # noqa: PT011 -- whatever it is, it is silent
        store.set_focus(case.patient.id, Private(CANARY), TODAY)
    error: BaseException | None = refused.value
    while error is not None:
        assert CANARY not in f"{error} {error!r} {error.args}"
        error = error.__cause__ or error.__context__


def test_the_log_holds_no_words_about_a_person(store: Store, case: Case) -> None:
    store.review_safety(case.results[0].id, Private(CANARY))
    log = everything(store)["log"]
    assert [row[3] for row in log] == [
        "unlocked",
        "patient added",
        "patient added",
        "settings changed",
        "page to fill in at home made",
        "imported",
        "result imported",
        "draft begun",
        "agreement made",
        "event noted",
        "session",
        "result recorded",
        "safety reviewed",
    ]
    assert CANARY not in str(log)


def test_two_threads_take_turns(store: Store) -> None:
    def add() -> None:
        for _ in range(10):
            store.add_patient()

    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({summary.patient.code for summary in store.caseload()}) == 40


WRITER = """
import sys
from pathlib import Path
from romtui.store.vault.vault import Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, draft, form
store = Vault(Path(sys.argv[1])).unlock(PASSPHRASE)
store.use(STORED)
while True:
    case = store.add_patient()
    store.keep_draft(case.patient.id, draft())
    print("draft", case.patient.id, flush=True)
    store.record(case.patient.id, form())
    print("saved", case.patient.id, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_program_loses_nothing_it_called_saved(vault: Vault, folder: Path) -> None:
    vault.create(PASSPHRASE, CODE).close()
    chance = random.Random(9)  # noqa: S311 -- the same moments each time
    said: list[tuple[str, int]] = []
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(folder)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randint(1, 40)):
                word, patient_id = writer.stdout.readline().split()
                said.append((word, int(patient_id)))
            os.kill(writer.pid, signal.SIGKILL)
            said += [
                (line.split()[0], int(line.split()[1]))
                for line in writer.stdout
                if line.endswith("\n")
            ]
        store = Vault(folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)
        store.use(STORED)
        for act, person in said:
            case = store.case(person)
            assert case.results or (act == "draft" and case.drafts)
        store.close()
    assert sum(word == "saved" for word, _ in said) > 10
