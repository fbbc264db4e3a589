"""Forms that a person fills in alone: the order, the keys, the review."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Case, Draft, Patient
from romtui.domain.filling import Filling
from romtui.domain.handover import HandOver, Page, plan
from romtui.domain.instrument import (
    NOT_APPLICABLE,
    Instrument,
    InstrumentKind,
    Item,
    Option,
    SkipRule,
)
from romtui.domain.preferences import Scheduled
from tests.domain.courses import TODAY
from tests.domain.questionnaires import OPTIONS, instrument

AFTER = Item(0, "how difficult was it", OPTIONS)
SHORT = instrument(3, safety=3)
ASKS_AFTER = instrument(3, safety=3, id="after", name="AFTER", followup=AFTER)
TEN = tuple(Option(value, str(value)) for value in range(11))
MARKS = instrument(
    2, safety=None, id="marks", name="MARKS", items=(Item(1, "one", TEN), Item(2, "two", TEN))
)
WORDLESS = instrument(3, safety=3, id="wordless", name="WORDLESS", items=())


DRINKS = instrument(
    5, safety=None, id="drinks", name="DRINKS", skips=(SkipRule((1,), 0, (2, 3, 4)),)
)


def start(*forms: Instrument) -> HandOver:
    return HandOver(tuple(Filling.start(form, TODAY) for form in forms)).shown()


def typed(handed: HandOver, keys: str) -> HandOver:
    """Digits, and < > ^ v for the arrows, ! for Enter."""
    for key in keys:
        match key:
            case "<":
                handed = handed.back()
            case ">":
                handed = handed.forward()
            case "^":
                handed = handed.move(-1)
            case "v":
                handed = handed.move(1)
            case "!":
                handed = handed.choose()
            case _:
                handed = handed.digit(key)
    return handed


def case_with(*due: Instrument, drafts: tuple[Draft, ...] = ()) -> Case:
    every = (SHORT, ASKS_AFTER, MARKS, WORDLESS)
    return Case(
        Patient(1, "A-017", TODAY),
        {one.id: one for one in every},
        battery=tuple(Scheduled(one.id) for one in due),
        drafts=drafts,
    )


def test_all_that_is_due_is_handed_over_in_its_order() -> None:
    made = plan(case_with(MARKS, WORDLESS, SHORT), "after", TODAY)
    assert [form.instrument.id for form in made.forms] == ["marks", "made"]
    assert made.without_words == ("WORDLESS",)


def test_where_nothing_is_due_it_is_the_marked_measure() -> None:
    assert [one.instrument.id for one in plan(case_with(), "after", TODAY).forms] == ["after"]
    assert plan(case_with(), "wordless", TODAY).forms == ()


def test_a_marked_form_that_was_begun_goes_first_and_a_marked_session_rating_alone() -> None:
    begun = case_with(SHORT, drafts=(Draft("after", TODAY, (1, None, None), 1),))
    assert [one.instrument.id for one in plan(begun, "after", TODAY).forms] == ["after", "made"]
    rating = replace(MARKS, id="rating", kind=InstrumentKind.ALLIANCE)
    rated = replace(begun, instruments={**begun.instruments, "rating": rating})
    assert [one.instrument.id for one in plan(rated, "rating", TODAY).forms] == ["rating"]


def test_a_form_begun_by_the_therapist_goes_on_where_it_was() -> None:
    last_week = TODAY - timedelta(days=7)
    (form,) = plan(
        case_with(SHORT, drafts=(Draft("made", last_week, (2, None, None), 1),)), "made", TODAY
    ).forms
    assert (form.position, form.answers, form.on) == (1, (2, None, None), last_week)


def test_a_draft_of_another_version_is_left_alone_and_named() -> None:
    made = plan(case_with(SHORT, drafts=(Draft("made", TODAY, (2,), 0),)), "made", TODAY)
    assert made.forms == ()
    assert made.outdated == ("MADE",)


def test_a_correction_is_never_handed_over() -> None:
    correction = Draft("made", TODAY, (3, 3, 3), 1, amends=7)
    (form,) = plan(case_with(SHORT, drafts=(correction,)), "made", TODAY).forms
    assert form.answers == (None, None, None)
    assert form.amends is None


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        ("123", (1, 2, 3)),
        ("1<2" + "0", (2, 0, None)),
        (">>1", (None, None, 1)),
        ("v!vv!vvv!", (0, 1, 2)),
        ("^!", (3, None, None)),
        ("9!", (None, None, None)),
        ("12<<>3", (1, 3, None)),
    ],
)
def test_digits_and_arrows_answer(keys: str, answers: tuple[int | None, ...]) -> None:
    assert typed(start(SHORT), keys).filling.answers == answers


def test_a_number_of_two_digits_is_taken_by_enter() -> None:
    assert typed(start(MARKS), "10!").filling.answers == (10, None)
    assert typed(start(MARKS), "1!").filling.answers == (1, None)
    assert typed(start(MARKS), "105!7!").filling.answers == (5, 7)


def test_a_question_that_does_not_apply_can_be_answered_so_where_the_form_has_it() -> None:
    item = replace(SHORT.items[0], not_applicable="does not apply")
    has_it = replace(SHORT, items=(item, *SHORT.items[1:]))
    assert start(has_it).answered(NOT_APPLICABLE).filling.answers[0] == NOT_APPLICABLE
    assert start(SHORT).answered(NOT_APPLICABLE) == start(SHORT)


def test_nothing_is_sent_before_it_was_looked_over_and_no_key_held_down_sends() -> None:
    for key in "0123>!":
        held = typed(start(SHORT, SHORT), key * 40)
        assert not held.sends
        assert held.sent == 0
    assert typed(start(SHORT), "111" + "v").sends


def test_the_question_after_the_form_comes_before_the_review_and_may_be_skipped() -> None:
    asked = typed(start(ASKS_AFTER), "111")
    assert asked.page is Page.AFTER
    assert typed(asked, "2").form.followup == 2
    assert typed(asked, ">").page is Page.REVIEW
    assert typed(asked, ">").form.followup is None
    assert typed(asked, ">").left_open == 1


def test_the_review_jumps_to_an_answer_and_back() -> None:
    review = typed(start(ASKS_AFTER), "1112")
    changed = typed(review, "^^^!")
    assert (changed.page, changed.filling.position) == (Page.ITEM, 1)
    assert changed.marked == 1
    again = typed(changed, "3")
    assert again.page is Page.REVIEW
    assert again.form.answers == (1, 3, 1)
    assert typed(again, "^!0").form.followup == 0
    assert typed(changed, "!").form == review.form


def test_going_back_from_the_review_keeps_every_answer() -> None:
    assert typed(start(SHORT), "111<").filling.position == 2
    assert typed(start(ASKS_AFTER), "1112<").page is Page.AFTER
    assert typed(start(SHORT), "111<<>>").page is Page.REVIEW
    assert typed(start(SHORT), "111<<>>").form.answers == (1, 1, 1)


def test_one_form_follows_another_and_then_comes_the_thanks() -> None:
    second = typed(start(SHORT, MARKS), "111").next_form()
    assert (second.instrument.id, second.sent, second.page) == ("marks", 1, Page.ITEM)
    thanks = second.next_form()
    assert thanks.page is Page.THANKS
    assert typed(thanks, "1<>^v!") == thanks


@given(st.text("0123456789<>^v!", max_size=60))
def test_no_keys_lead_anywhere_else_or_lose_what_was_answered(keys: str) -> None:
    handed = start(ASKS_AFTER, MARKS)
    for key in keys:
        before = handed
        handed = typed(handed, key)
        assert handed.page in Page
        assert handed.sent == 0
        lost = [
            at
            for at, (was, now) in enumerate(
                zip(before.filling.answers, handed.filling.answers, strict=True)
            )
            if was is not None and now is None
        ]
        assert not lost
        if handed.page is Page.ITEM:
            assert handed.marked is None or 0 <= handed.marked < len(handed.item.choices)


def test_what_is_skipped_is_not_asked_and_not_called_open() -> None:
    handed = typed(start(DRINKS), "0")
    assert handed.item.number == 5
    handed = typed(handed, "3")
    assert (handed.page, handed.left_open) == (Page.REVIEW, 0)
    assert handed.skipped == {2, 3, 4}
    assert handed.form.answers == (0, None, None, None, 3)


def test_going_back_goes_to_the_question_that_was_asked() -> None:
    assert typed(start(DRINKS), "0<").item.number == 1
    assert typed(start(DRINKS), "03<").item.number == 5
    assert typed(start(DRINKS), "03<<").item.number == 1


def test_a_skipped_question_can_be_answered_from_the_review() -> None:
    review = typed(start(DRINKS), "03^^!")
    assert (review.page, review.item.number) == (Page.ITEM, 4)
    back = typed(review, "2")
    assert (back.page, back.form.answers) == (Page.REVIEW, (0, None, None, 2, 3))
    assert back.left_open == 0


def test_a_changed_answer_that_opens_questions_leads_to_them() -> None:
    handed = typed(start(DRINKS), "03^^^^^^!")
    assert handed.item.number == 1
    workspace = typed(handed, "2")
    assert (workspace.page, workspace.item.number, workspace.left_open) == (Page.ITEM, 2, 3)
    through = typed(workspace, "111")
    assert (through.item.number, through.marked) == (5, 3)
    done = typed(through, ">")
    assert (done.page, done.left_open) == (Page.REVIEW, 0)
    assert done.form.answers == (2, 1, 1, 1, 3)


def test_a_changed_answer_that_opens_nothing_leads_back_to_the_review() -> None:
    handed = typed(start(DRINKS), "03^!0")
    assert (handed.page, handed.form.answers) == (Page.REVIEW, (0, None, None, None, 0))
