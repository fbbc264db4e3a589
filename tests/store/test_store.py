"""The verbs, one after another, as a therapist would use them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Attendance, Case, Entered, Focus, Form, Session, Stage, Status
from romtui.domain.caseload import Priority
from romtui.domain.discussion import Fit, How
from romtui.domain.errors import UserError
from romtui.domain.instrument import SkipRule
from romtui.domain.patterns import RULES_VERSION, Pattern
from romtui.domain.private import Private
from romtui.store.records import summaries as summaries
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.people.questionnaires import MOOD, STORED
from tests.store.vaults import (
    EIGHT,
    PASSPHRASE,
    TODAY,
    WITH_SAFETY,
    Clock,
    draft,
    form,
    worked_case,
)

YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
WHY = Private("slip of the finger")


def test_codes_are_proposed_one_after_another(store: Store) -> None:
    assert store.propose_code() == "A-001"
    assert store.add_patient().patient.code == "A-001"
    assert store.add_patient("a-041").patient.code == "a-041"
    assert store.add_patient("Zoë").patient.code == "Zoë"
    assert store.add_patient(" ").patient.code == "A-042"


@pytest.mark.parametrize("code", ["A-001", "a-001", "x" * 21, "A\x1b[2J", "two\nlines"])
def test_a_code_that_is_taken_or_unfit_is_refused(store: Store, code: str) -> None:
    store.add_patient("A-001")
    with pytest.raises(UserError, match="Choose another"):
        store.add_patient(code)
    assert len(store.caseload()) == 1


def test_a_patient_is_read_back_as_written(store: Store) -> None:
    case = store.add_patient("B-7", Private("Q. F."), Private("[/] \u202e Zoë"), 1980, YESTERDAY)
    assert store.case(case.patient.id) == case
    assert case.patient.name.reveal() == "[/] \u202e Zoë"
    assert (case.patient.birth_year, case.patient.started_on) == (1980, YESTERDAY)


def test_a_patient_is_changed_and_the_caseload_with_it(store: Store, person: Case) -> None:
    changed = replace(
        person.patient, stage=Stage.ENDING, initials=Private("N."), primary="care", code="B-2"
    )
    assert store.edit_patient(changed).patient == changed
    assert store.caseload()[0].patient == changed


@pytest.mark.parametrize(
    "change", [{"birth_year": 85}, {"started_on": TOMORROW}, {"planned_sessions": 0}]
)
def test_an_impossible_number_is_refused(
    store: Store, person: Case, change: dict[str, object]
) -> None:
    with pytest.raises(UserError):
        store.edit_patient(replace(person.patient, **change))  # type: ignore[arg-type]
    assert store.case(person.patient.id) == person


def test_words_no_file_can_hold_are_refused_in_a_sentence(store: Store, person: Case) -> None:
    with pytest.raises(UserError, match="Type it again"):
        store.edit_patient(replace(person.patient, name=Private("\ud800")))


def test_an_archived_record_comes_back_whole(store: Store, person: Case) -> None:
    store.record(person.patient.id, form())
    before = store.case(person.patient.id)
    assert store.archive(person.patient.id, TODAY).patient.archived_on == TODAY
    assert store.caseload()[0].look is Priority.ARCHIVED
    assert store.unarchive(person.patient.id) == before


def test_a_draft_is_kept_key_by_key(store: Store, person: Case, clock: Clock) -> None:
    store.keep_draft(person.patient.id, draft())
    began = clock.at
    clock.at += timedelta(minutes=1)
    further = replace(draft(), answers=(1, 2, 3, *[None] * 6), position=3)
    store.keep_draft(person.patient.id, further)
    kept = store.case(person.patient.id).draft("mood9")
    assert kept == replace(further, started_at=began)
    assert store.caseload()[0].half_filled == ("mood9",)
    assert store.drop_draft(person.patient.id, "mood9").drafts == ()
    assert store.caseload()[0].half_filled == ()


def test_a_draft_is_never_a_result(store: Store, person: Case) -> None:
    store.keep_draft(person.patient.id, draft(EIGHT))
    assert store.case(person.patient.id).results == ()


def test_a_recorded_form_is_scored_and_its_draft_goes(
    store: Store, person: Case, clock: Clock
) -> None:
    store.keep_draft(person.patient.id, draft())
    case = store.record(person.patient.id, replace(form(), followup=2))
    (result,) = case.results
    assert (result.total, result.answers, result.followup) == (Decimal(8), EIGHT, 2)
    assert (result.version, result.status, result.entered) == (1, Status.FINAL, Entered.ITEMS)
    assert result.entered_at == clock.at
    assert result.entered_at.utcoffset() == timedelta(hours=1)
    assert case.drafts == ()
    assert store.case(person.patient.id) == case
    assert store.caseload()[0].last == 8


def test_an_incomplete_form_is_kept_but_has_no_total(store: Store, person: Case) -> None:
    (result,) = store.record(person.patient.id, form((1, None, *[0] * 7))).results
    assert result.total is None
    assert not result.valid


def test_a_total_alone_keeps_its_safety_answer(store: Store, person: Case) -> None:
    total = Form("mood9", TODAY, total=Decimal(12), safety={9: 1})
    (result,) = store.record(person.patient.id, total).results
    assert (result.entered, result.total, dict(result.safety)) == (
        Entered.TOTAL,
        Decimal(12),
        {9: 1},
    )
    assert result.answers is None
    assert store.caseload()[0].unreviewed_safety


@pytest.mark.parametrize(
    "wrong",
    [
        form(on=TOMORROW),
        form((None,) * 9),
        form((4, *EIGHT[1:])),
        form(EIGHT[:-1]),
        Form("mood9", TODAY),
        Form("mood9", TODAY, total=Decimal(28)),
        Form("mood9", TODAY, total=Decimal("Infinity")),
        Form("mood9", TODAY, total=Decimal(3), safety={8: 1}),
        Form("mood9", TODAY, total=Decimal(3), safety={9: 7}),
        Form("mood9", TODAY, answers=EIGHT, followup=9),
        Form("care", TODAY, total=Decimal(9), followup=1),
        Form("unheard_of", TODAY, total=Decimal(3)),
    ],
)
def test_a_form_that_cannot_be_is_refused(store: Store, person: Case, wrong: Form) -> None:
    with pytest.raises(UserError):
        store.record(person.patient.id, wrong)
    assert store.case(person.patient.id) == person


def test_old_scores_are_sorted_by_their_day_and_begin_no_session(
    store: Store, person: Case
) -> None:
    store.record(person.patient.id, form())
    case = store.record(person.patient.id, form(on=date(2020, 2, 29)))
    assert [result.on for result in case.results] == [date(2020, 2, 29), TODAY]
    assert case.sessions == (Session(TODAY),)


def test_of_two_forms_of_a_day_the_later_entered_comes_last(store: Store, person: Case) -> None:
    store.record(person.patient.id, form())
    case = store.record(person.patient.id, form(WITH_SAFETY))
    assert [result.answers for result in case.results] == [EIGHT, WITH_SAFETY]
    assert case.results[0].order < case.results[1].order


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    (second,) = store.amend(first.id, form(WITH_SAFETY, YESTERDAY), WHY).results
    assert (second.id, second.version, second.status) == (first.id, 2, Status.AMENDED)
    assert (second.total, second.on, second.reason) == (Decimal(10), YESTERDAY, WHY)
    assert [version.total for version in store.history(first.id)] == [8, 10]
    assert store.history(first.id)[0] == first


def test_a_correction_ends_the_draft_it_was_typed_in(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.keep_draft(person.patient.id, replace(draft(), amends=first.id))
    assert store.amend(first.id, form(WITH_SAFETY), WHY).drafts == ()


def test_a_correction_leaves_another_draft_alone(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.keep_draft(person.patient.id, draft())
    assert len(store.amend(first.id, form(WITH_SAFETY), WHY).drafts) == 1


def test_a_correction_wants_a_reason_and_the_same_questionnaire(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    with pytest.raises(UserError, match="reason"):
        store.amend(first.id, form(WITH_SAFETY), Private("  "))
    with pytest.raises(UserError, match="another questionnaire"):
        store.amend(first.id, Form("care", TODAY, total=Decimal(3)), WHY)
    with pytest.raises(UserError, match="reason"):
        store.withdraw(first.id, Private(""))


def test_undo_of_a_record_brings_every_answer_back_as_a_draft(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    case = store.undo(first.id)
    assert case.results == ()
    (waiting,) = case.drafts
    assert (waiting.answers, waiting.on, waiting.position) == (WITH_SAFETY, TODAY, 9)
    assert [version.status for version in store.history(first.id)] == [
        Status.FINAL,
        Status.WITHDRAWN,
    ]


def test_undo_never_overwrites_a_draft_begun_since(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.keep_draft(person.patient.id, draft())
    (waiting,) = store.undo(first.id).drafts
    assert waiting.answers == draft().answers


def test_undo_goes_back_step_by_step_until_nothing_is_left(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.amend(first.id, form(WITH_SAFETY), WHY)
    (back,) = store.undo(first.id).results
    assert back.answers == EIGHT
    assert store.undo(first.id).results == ()
    with pytest.raises(UserError, match="Nothing left"):
        store.undo(first.id)


def test_undo_brings_a_withdrawn_result_back(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.withdraw(first.id, WHY)
    case = store.undo(first.id)
    (again,) = case.results
    assert (again.answers, again.status, case.drafts) == (EIGHT, Status.FINAL, ())


def test_what_was_said_about_a_result_comes_back_with_it(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    store.share(first.id, How.ALOUD)
    store.note_fit(first.id, Fit.NO, Private("only tired"))
    (said,) = store.review_safety(first.id, Private("asked, no plan")).results
    store.withdraw(first.id, WHY)
    (again,) = store.undo(first.id).results
    assert (again.version, again.how, again.fit, again.fit_words, again.review) == (
        *(3, How.ALOUD, Fit.NO),
        *(said.fit_words, said.review),
    )
    assert again.discussed
    assert again.safety_reviewed


def test_undo_of_a_correction_goes_back_to_the_version_before(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.amend(first.id, form(WITH_SAFETY), WHY)
    (back,) = store.undo(first.id).results
    assert (back.answers, back.version) == (EIGHT, 3)
    assert len(store.history(first.id)) == 3


def test_undo_of_a_total_leaves_no_draft(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, Form("mood9", TODAY, total=Decimal(3))).results
    assert store.undo(first.id).drafts == ()


def test_a_withdrawn_result_leaves_the_trend_and_can_only_be_undone(
    store: Store, person: Case
) -> None:
    (first,) = store.record(person.patient.id, form()).results
    case = store.withdraw(first.id, WHY)
    assert (case.results, case.drafts) == ((), ())
    assert store.caseload()[0].last is None
    verbs: list[Callable[[], object]] = [
        lambda: store.amend(first.id, form(), WHY),
        lambda: store.withdraw(first.id, WHY),
        lambda: store.share(first.id, How.SCREEN),
        lambda: store.review_safety(first.id, WHY),
    ]
    for verb in verbs:
        with pytest.raises(UserError, match="withdrawn"):
            verb()
    assert len(store.undo(first.id).results) == 1


def test_a_target_is_set_changed_and_taken_away(store: Store, person: Case) -> None:
    assert store.set_target(person.patient.id, "mood9", Decimal(7)).targets == {"mood9": 7}
    assert store.set_target(person.patient.id, "mood9", Decimal(5)).targets == {"mood9": 5}
    assert store.set_target(person.patient.id, "mood9", None).targets == {}
    for impossible in (Decimal(28), Decimal(-1), Decimal("NaN")):
        with pytest.raises(UserError, match="from 0 to 27"):
            store.set_target(person.patient.id, "mood9", impossible)


def test_an_impression_begins_the_session_of_its_day(store: Store, person: Case) -> None:
    case = store.record_impression(person.patient.id, TODAY, -2)
    assert case.impression == -2
    assert case.sessions == (Session(TODAY, impression=-2),)
    assert store.record_impression(person.patient.id, TODAY, None).impression is None


def test_yesterdays_impression_is_not_todays(store: Store, person: Case, clock: Clock) -> None:
    store.record_impression(person.patient.id, TODAY, 1)
    clock.at += timedelta(days=1)
    assert store.case(person.patient.id).impression is None


@pytest.mark.parametrize(("on", "impression"), [(TOMORROW, 0), (TODAY, 3), (TODAY, -3)])
def test_an_impossible_impression_is_refused(
    store: Store, person: Case, on: date, impression: int
) -> None:
    with pytest.raises(UserError):
        store.record_impression(person.patient.id, on, impression)


def test_a_missed_session_keeps_the_impression_of_the_day(store: Store, person: Case) -> None:
    store.record_impression(person.patient.id, TODAY, 1)
    case = store.record_session(person.patient.id, TODAY, Attendance.MISSED)
    assert case.sessions == (Session(TODAY, Attendance.MISSED, 1),)
    assert store.record_impression(person.patient.id, TODAY, 2).sessions == (
        Session(TODAY, Attendance.MISSED, 2),
    )


def test_opening_a_record_begins_no_session(store: Store, person: Case) -> None:
    assert store.case(person.patient.id).sessions == ()


def test_one_focus_follows_another(store: Store, person: Case) -> None:
    walking, sleep = Private("walking"), Private("sleep")
    store.set_focus(person.patient.id, walking, YESTERDAY, Private("swimming"))
    case = store.set_focus(person.patient.id, sleep, TODAY)
    assert case.focuses == (
        Focus(walking, YESTERDAY, TODAY, Private("swimming")),
        Focus(sleep, TODAY),
    )
    assert case.focus == Focus(sleep, TODAY)
    with pytest.raises(UserError, match="later"):
        store.set_focus(person.patient.id, walking, YESTERDAY)
    assert store.set_focus(person.patient.id, walking, TODAY).focus == Focus(walking, TODAY)
    assert store.set_focus(person.patient.id, Private(""), TODAY).focus is None


def test_a_shared_result_is_discussed_until_it_is_corrected(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    (shared,) = store.share(first.id, How.SCREEN).results
    assert shared.discussed
    assert store.caseload()[0].undiscussed == 0
    (amended,) = store.amend(first.id, form(WITH_SAFETY), WHY).results
    assert not amended.discussed


def test_a_safety_answer_stays_up_until_it_is_reviewed(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    assert store.caseload()[0].look is Priority.SAFETY
    with pytest.raises(UserError, match="what you asked"):
        store.review_safety(first.id, Private(" \n"))
    (reviewed,) = store.review_safety(first.id, Private("asked, a plan was made")).results
    assert reviewed.safety_reviewed
    assert not store.caseload()[0].unreviewed_safety


def test_a_correction_raises_the_safety_answer_again(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    store.review_safety(first.id, Private("asked"))
    (amended,) = store.amend(first.id, form((0, *WITH_SAFETY[1:])), WHY).results
    assert not amended.safety_reviewed
    assert store.caseload()[0].unreviewed_safety


def test_a_stored_total_that_is_not_the_sum_is_never_shown(store: Store, person: Case) -> None:
    (result,) = store.record(person.patient.id, form()).results
    other = replace(MOOD, multiplier=2)
    store.use({**STORED, "mood9": other})
    (shown,) = store.case(person.patient.id).results
    assert (shown.total, shown.valid, shown.mismatched) == (None, False, True)
    store.renew_summaries()
    assert store.caseload()[0].last is None
    assert store.history(result.id)[0].total == 8
    store.amend(result.id, form(), Private("added up anew"))
    (again,) = store.case(person.patient.id).results
    assert again.total == 16
    assert not again.mismatched


def test_a_form_kept_before_its_rule_of_skipping_was_known_gets_its_total(
    store: Store, person: Case
) -> None:
    answers = (0, *[None] * 7, 2)
    (kept,) = store.record(person.patient.id, form(answers)).results
    assert (kept.total, kept.valid) == (None, False)
    rule = SkipRule((1,), 0, (2, 3, 4, 5, 6, 7, 8))
    store.use({**STORED, "mood9": replace(MOOD, skips=(rule,))})
    (shown,) = store.case(person.patient.id).results
    assert (shown.total, shown.valid, shown.mismatched) == (Decimal(2), True, False)
    store.renew_summaries()
    assert store.caseload()[0].last == 2


def test_a_line_of_the_caseload_follows_a_changed_questionnaire(store: Store, person: Case) -> None:
    for weeks, total in ((2, 3), (1, 3), (0, 9)):
        on = TODAY - timedelta(weeks=weeks)
        form = Form("mood9", on, total=Decimal(total), safety={9: 0})
        store.record(person.patient.id, form)
    store.renew_summaries()
    before = store.caseload()[0].headline
    store.use({**STORED, "mood9": replace(MOOD, reliable_change=None, bands=())})
    assert store.caseload()[0].headline is before
    store.renew_summaries()
    assert store.caseload()[0].headline is Pattern.CHANGE_UNKNOWN


def test_the_lines_of_the_caseload_are_worked_out_anew_by_new_rules(
    store: Store, person: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.record(person.patient.id, form())
    store.renew_summaries()
    by_these = store.caseload()
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE standing SET headline = 'worsening:mood9', look = 1")
    store.renew_summaries()
    assert store.caseload()[0].headline is Pattern.WORSENING
    monkeypatch.setattr(summaries, "RULES_VERSION", RULES_VERSION + 1)
    store.renew_summaries()
    assert store.caseload() == by_these


def test_a_total_leaves_a_half_filled_form_alone(store: Store, person: Case) -> None:
    store.keep_draft(person.patient.id, draft())
    case = store.record(person.patient.id, Form("mood9", TODAY, total=Decimal(3)))
    assert case.drafts[0].answers == draft().answers


def test_a_correction_has_a_draft_of_its_own(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.keep_draft(person.patient.id, draft())
    store.keep_draft(person.patient.id, replace(draft(), answers=EIGHT, amends=first.id))
    case = store.case(person.patient.id)
    new, correction = case.draft("mood9"), case.correction(first.id)
    assert new is not None
    assert correction is not None
    assert (new.answers, correction.answers) == (draft().answers, EIGHT)
    case = store.drop_draft(person.patient.id, "mood9", first.id)
    assert (case.draft("mood9"), case.correction(first.id)) == (new, None)


def test_a_draft_must_fit_its_form_and_its_person(store: Store, person: Case) -> None:
    other = store.add_patient()
    (result,) = store.record(other.patient.id, form()).results
    with pytest.raises(UserError, match="choose it again"):
        store.keep_draft(person.patient.id, replace(draft(), amends=result.id))
    with pytest.raises(UserError, match="items"):
        store.keep_draft(person.patient.id, replace(draft(), answers=(1, 2)))


def test_a_safety_answer_that_the_total_cannot_hold_is_refused(store: Store, person: Case) -> None:
    for total, answer in ((0, 1), (2, 3), (27, 0)):
        impossible = Form("mood9", TODAY, total=Decimal(total), safety={9: answer})
        with pytest.raises(UserError, match="is not possible"):
            store.record(person.patient.id, impossible)
    store.record(person.patient.id, Form("mood9", TODAY, total=Decimal(24), safety={9: 0}))


def test_an_earlier_version_of_a_questionnaire_keeps_its_totals(store: Store, person: Case) -> None:
    store.record(person.patient.id, form())
    store.use({**STORED, "mood9": replace(MOOD, multiplier=2, version=2)})
    assert store.case(person.patient.id).results[0].total == 8


def test_a_questionnaire_that_is_gone_is_named(store: Store, person: Case) -> None:
    store.record(person.patient.id, form())
    store.use({})
    with pytest.raises(UserError, match="mood9"):
        store.case(person.patient.id)
    assert store.caseload()[0].last == 8


def test_whole_cases_are_taken_in_as_they_are(store: Store) -> None:
    brought = [worked_case("A-007", 30), worked_case("A-003", 2)]
    store.import_cases(brought)
    assert [summary.patient.code for summary in store.caseload()] == ["A-003", "A-007"]
    for case, patient_id in zip(brought, (1, 2), strict=True):
        kept = store.case(patient_id)
        assert kept.patient == replace(case.patient, id=patient_id)
        assert (kept.sessions, kept.targets, kept.focuses) == (
            case.sessions,
            case.targets,
            case.focuses,
        )
        anew = [replace(result, id=0, entered_at=None) for result in kept.results]
        assert anew == [replace(result, id=0) for result in case.results]


def test_a_case_that_cannot_be_taken_in_keeps_all_out(store: Store) -> None:
    good, bad = worked_case("A-001"), worked_case("A-002")
    wrong = replace(bad.results[0], total=Decimal(27))
    for refused in (replace(bad, results=(wrong,)), worked_case("a-001")):
        with pytest.raises(UserError):
            store.import_cases([good, refused])
    assert store.caseload() == ()


def test_settings_are_remembered(store: Store) -> None:
    assert store.setting("pin") is None
    store.set_setting("pin", "0000")
    store.set_setting("pin", "1234")
    assert store.setting("pin") == "1234"


def test_everything_is_there_after_closing_and_opening(
    store: Store, person: Case, vault: Vault
) -> None:
    store.keep_draft(person.patient.id, draft())
    store.record(person.patient.id, Form("care", TODAY, total=Decimal("12.0")))
    before, summaries = store.case(person.patient.id), store.caseload()
    store.close()
    again = vault.unlock(PASSPHRASE)
    again.use(STORED)
    assert again.case(person.patient.id) == before
    assert again.caseload() == summaries
    again.close()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(UserError, match="locked"):
        store.caseload()


def test_what_does_not_exist_is_refused_in_a_sentence(store: Store) -> None:
    for verb in (
        lambda: store.case(7),
        lambda: store.history(7),
        lambda: store.undo(7),
        lambda: store.record(7, form()),
        lambda: store.keep_draft(7, draft()),
        lambda: store.set_target(7, "mood9", None),
    ):
        with pytest.raises(UserError, match=r"choose again|try again"):
            verb()
