"""Earlier scores: what is the same stays one, what differs is asked about, the rest is new."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from romtui.domain.case import Case, Entered, Form, Result, Status
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportedScore, ImportSummary
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.store.store import Store
from tests.store.vaults import EIGHT, TODAY, WITH_SAFETY, everything, form

A_WEEK_AGO = TODAY - timedelta(weeks=1)
TEN = (1, 1, 1, 1, 1, 1, 1, 1, 2)


def line(number: int, total: int, on: date = A_WEEK_AGO, code: str = "A-001") -> ImportedScore:
    return ImportedScore(number, code, "mood9", on, Decimal(total))


@pytest.fixture
def somebody(store: Store) -> Case:
    """Somebody with a score of 16 a week ago, imported."""
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    store.import_scores([line(2, 16)])
    return store.case(1)


def whole(total: Decimal | None) -> int | None:
    return None if total is None else int(total)


def totals(store: Store) -> list[int | None]:
    return [whole(one.total) for one in store.case(1).results]


def corrected(store: Store, *scores: ImportedScore) -> ImportSummary:
    return store.import_scores(scores, differing=Differing.CORRECT)


def test_another_score_of_the_same_day_is_never_guessed_about(store: Store, somebody: Case) -> None:
    before = everything(store)
    with pytest.raises(
        UserError, match=r"already have another score: line 2\. Add --differing keep"
    ):
        store.import_scores([line(2, 15), line(3, 9, TODAY)])
    assert everything(store) == before


def test_a_dry_run_shows_what_differs_beside_what_is_there(store: Store, somebody: Case) -> None:
    would = store.import_scores([line(2, 15), line(3, 16), line(4, 9, TODAY)], dry_run=True)
    assert (would.results, would.already) == (1, 1)
    (differs,) = would.view.differing
    assert (differs.line, differs.code, differs.on) == (2, "A-001", A_WEEK_AGO)
    assert (differs.there, differs.given) == ("16", "15")
    assert totals(store) == [16]


@pytest.mark.parametrize(
    ("differing", "done", "after"),
    [
        (Differing.KEEP, ImportSummary(results=1, kept=1), [16, 9]),
        (Differing.CORRECT, ImportSummary(results=1, corrected=1), [15, 9]),
        (Differing.BOTH, ImportSummary(results=2), [16, 15, 9]),
    ],
)
def test_one_answer_holds_for_all_that_differs(
    store: Store, somebody: Case, differing: Differing, done: ImportSummary, after: Sequence[int]
) -> None:
    scores = [line(2, 15), line(3, 9, TODAY)]
    assert store.import_scores(scores, differing=differing) == done
    assert totals(store) == list(after)
    again = store.import_scores(scores, differing=differing)
    assert (again.results, again.corrected) == (0, 0)
    assert totals(store) == list(after)


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store, somebody: Case) -> None:
    corrected(store, line(2, 15))
    first, second = store.history(somebody.results[0].id)
    assert (whole(first.total), whole(second.total)) == (16, 15)
    assert second.status is Status.AMENDED
    assert second.reason == Private("corrected in the imported file")


def test_an_import_taken_back_leaves_what_it_corrected_as_it_was(
    store: Store, somebody: Case
) -> None:
    store.share(somebody.results[0].id, How.SCREEN)
    corrected(store, line(2, 15), line(3, 9, TODAY))
    assert store.undo_import() == ImportSummary(results=1, corrected=1)
    (result,) = store.case(1).results
    assert (whole(result.total), result.discussed) == (16, True)
    assert corrected(store, line(2, 15)) == ImportSummary(corrected=1)


def test_what_two_lines_of_a_file_correct_goes_back_as_a_whole(
    store: Store, somebody: Case
) -> None:
    assert corrected(store, line(2, 15), line(3, 14)) == ImportSummary(corrected=2)
    assert totals(store) == [14]
    store.undo_import()
    assert totals(store) == [16]


def test_a_correction_that_was_worked_with_since_is_not_taken_back(
    store: Store, somebody: Case
) -> None:
    corrected(store, line(2, 15))
    store.share(somebody.results[0].id, How.SCREEN)
    with pytest.raises(UserError, match="Something was entered since"):
        store.undo_import()


def test_an_import_that_was_taken_back_can_come_again(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    store.import_scores([line(2, 16)])
    store.undo_import()
    assert store.import_scores([line(2, 16)]) == ImportSummary(results=1)
    assert totals(store) == [16]


def test_what_somebody_withdrew_does_not_come_back_by_itself(store: Store, somebody: Case) -> None:
    store.withdraw(somebody.results[0].id, Private("another patient's"))
    assert store.import_scores([line(2, 16)]) == ImportSummary(already=1)
    assert store.import_scores([line(2, 15)]) == ImportSummary(results=1)


def test_answers_to_a_total_that_is_there_are_no_new_form(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    store.import_scores([line(2, 10)])
    with_answers = replace(line(2, 10), answers=TEN)
    with pytest.raises(UserError, match="already have another score"):
        store.import_scores([with_answers])
    would = store.import_scores([with_answers], dry_run=True)
    assert [one.given for one in would.view.differing] == ["10 with its answers"]
    assert corrected(store, with_answers) == ImportSummary(corrected=1)
    (result,) = store.case(1).results
    assert (whole(result.total), result.answers, dict(result.safety)) == (10, TEN, {9: 2})
    assert list(unreviewed(store.case(1))) == [result]
    assert store.import_scores([line(2, 10)]) == ImportSummary(already=1)


def test_a_total_in_place_of_a_form_keeps_its_safety_answer_pinned(store: Store) -> None:
    number = store.add_patient(started_on=TODAY - timedelta(weeks=9)).patient.id
    store.record(number, form(WITH_SAFETY, A_WEEK_AGO))
    corrected(store, line(2, 12))
    (result,) = store.case(1).results
    assert (whole(result.total), dict(result.safety), result.entered) == (12, {9: 2}, Entered.TOTAL)
    assert list(unreviewed(store.case(1))) == [result]
    with pytest.raises(UserError, match=r"line 2: A total of 1 is not possible with 2 on item 9"):
        corrected(store, line(2, 1))


def test_of_two_lines_of_one_day_it_is_asked_as_well(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    lines = [line(2, 16), line(3, 16), line(4, 15)]
    with pytest.raises(UserError, match="line 4"):
        store.import_scores(lines)
    assert store.import_scores(lines, differing=Differing.CORRECT) == ImportSummary(
        results=1, already=1, corrected=1
    )
    assert totals(store) == [15]
    (history,) = store.histories(1)
    assert [one.status for one in history] == [Status.FINAL]


def test_of_two_forms_of_a_day_the_one_that_counts_is_corrected(store: Store) -> None:
    number = store.add_patient(started_on=TODAY - timedelta(weeks=9)).patient.id
    for answers in (EIGHT, WITH_SAFETY):
        store.record(number, form(answers, A_WEEK_AGO))
    corrected(store, line(2, 15))
    assert totals(store) == [8, 15]


def test_a_new_code_that_looks_like_another_is_named(store: Store) -> None:
    store.add_patient("B-9")
    would = store.import_scores(
        [line(2, 9, code="B-09"), line(3, 9, code="C-1")], add_people=True, dry_run=True
    )
    assert would.view.alike == {"B-09": ["B-9"]}
    with pytest.raises(UserError, match=r"no patient has this code.* Did you mean B-9\?"):
        store.import_scores([line(2, 9, code="B-09")])


def test_odd_days_are_asked_about_once_a_person(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(days=3))
    old = TODAY.replace(year=2001)
    would = store.import_scores([line(2, 9, old), line(3, 9), line(4, 9, TODAY)], dry_run=True)
    (odd,) = would.view.odd_days
    assert (odd.code, odd.before_start, odd.long_ago) == ("A-001", 2, 1)


@pytest.mark.parametrize(
    ("on", "said"),
    [(TODAY + timedelta(days=1), "is in the future"), (date(1, 1, 1), "cannot be right")],
)
def test_a_day_that_cannot_be_is_refused_in_an_import_as_on_the_screen(
    store: Store, somebody: Case, on: date, said: str
) -> None:
    with pytest.raises(UserError, match=f"line 2: .*{said}"):
        store.import_scores([line(2, 9, on)])
    with pytest.raises(UserError, match=said):
        store.record(1, Form("mood9", on, total=Decimal(9)))


def test_a_history_of_64_scores_is_nothing_to_share(store: Store) -> None:
    store.add_patient(started_on=TODAY)
    first = TODAY - timedelta(weeks=70)
    scores = [line(n + 2, n % 20, first + timedelta(weeks=n)) for n in range(64)]
    pinned = replace(line(99, 10, first - timedelta(weeks=1)), answers=TEN)
    store.import_scores([*scores, pinned])
    row = store.caseload()[0]
    assert (row.undiscussed, row.collected, row.unreviewed_safety) == (0, 0, True)
    case = store.record(1, form())
    row = store.caseload()[0]
    assert (row.undiscussed, row.collected) == (1, 1)
    assert [one.on for one in unreviewed(case)] == [pinned.on]


def test_a_view_tells_the_columns_of_a_total_and_of_an_item_apart(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    item = store.import_scores([line(2, 3, TODAY), line(3, 1)], dry_run=True).view
    total = store.import_scores([line(2, 4, TODAY), line(3, 1)], dry_run=True).view
    assert [span.could_be_one_item for span in (*item.spans, *total.spans)] == [True, False]
    (span,) = total.spans
    assert (span.first, span.last) == (A_WEEK_AGO, TODAY)
    assert (whole(span.least), whole(span.greatest)) == (1, 4)
    assert total.safety_unknown == {"MOOD-9": 2}


def result_of(store: Store) -> Result:
    return store.case(1).results[-1]


def test_a_total_that_was_not_given_follows_from_the_answers(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    done = store.import_scores([replace(line(2, 0), total=None, answers=TEN)])
    assert done.view.added_up == 1
    assert result_of(store).total == 10
    with pytest.raises(UserError, match="its answers come to 10, but another total is given"):
        store.import_scores([replace(line(2, 9, TODAY), answers=TEN)])


def test_a_long_history_takes_no_more_statements_than_a_short_one(store: Store) -> None:
    taken = []
    for code, length in (("B-1", 3), ("B-2", 60)):
        first = TODAY - timedelta(days=length)
        scores = [
            replace(line(n, n % 20, first + timedelta(days=n), code), line=n) for n in range(length)
        ]
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        event.listen(store._engine, "before_cursor_execute", counted)
        store.import_scores(scores, add_people=True)
        event.remove(store._engine, "before_cursor_execute", counted)
        taken.append(count)
    assert taken[0] == taken[1]


def test_new_patients_of_a_table_begin_as_those_added_by_hand(store: Store) -> None:
    store.add_patient("B-1", started_on=A_WEEK_AGO)
    lines = [line(2, 9, TODAY, "B-2"), line(3, 16, A_WEEK_AGO, "b-2"), line(4, 3, TODAY, "B-3")]
    assert store.import_scores(lines, add_people=True) == ImportSummary(people=2, results=3)
    second, third = store.case(2), store.case(3)
    assert (second.patient.code, second.patient.started_on) == ("B-2", A_WEEK_AGO)
    assert [one.on for one in second.results] == [A_WEEK_AGO, TODAY]
    assert third.patient.started_on == TODAY
    theirs: dict[object, list[tuple[object, ...]]] = {}
    for patient_id, *scheduled in everything(store)["battery"]:
        theirs.setdefault(patient_id, []).append(tuple(scheduled))
    assert theirs[1]
    assert theirs[1] == theirs[2] == theirs[3]
    with pytest.raises(UserError, match="line 2: A code needs 1 to 20"):
        store.import_scores([line(2, 9, code="x" * 30)], add_people=True)


def test_every_questionnaire_of_a_row_comes_in(store: Store) -> None:
    store.add_patient(started_on=TODAY - timedelta(weeks=9))
    scores = [line(2, 9, TODAY), line(2, 12, A_WEEK_AGO), line(3, 3, TODAY - timedelta(days=1))]
    assert store.import_scores(scores) == ImportSummary(results=3)
    assert sorted(filter(None, totals(store))) == [3, 9, 12]
