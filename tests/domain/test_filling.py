"""A form while it is being filled in."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Draft
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.instrument import Instrument, SkipRule
from romtui.domain.scoring import score
from tests.people.questionnaires import instrument

TODAY = date(2026, 11, 24)


def typed(keys: str, form: Instrument | None = None) -> Filling:
    filling = Filling.start(form or instrument(), TODAY)
    for key in keys:
        if key == ".":
            filling = filling.leave_out()
        elif key == "<":
            filling = filling.take_back()
        elif key == ">":
            filling = filling.past_skipped()
        else:
            filling = filling.answer(int(key)) or filling
    return filling


def test_nine_digits_complete_nine_items() -> None:
    filling = typed("012301230")
    assert filling.complete
    assert filling.at_end
    assert filling.form().answers == (0, 1, 2, 3, 0, 1, 2, 3, 0)


def test_a_digit_that_is_not_on_the_form_changes_nothing() -> None:
    assert Filling.start(instrument(), TODAY).answer(4) is None


def test_backspace_takes_the_last_answer_back() -> None:
    filling = typed("12<")
    assert filling.position == 1
    assert filling.answers[:2] == (1, None)


def test_backspace_at_the_beginning_does_nothing() -> None:
    assert typed("<").position == 0


def test_an_item_left_out_is_counted_as_missing() -> None:
    filling = typed("1.1111111")
    assert filling.at_end
    assert not filling.complete
    assert filling.answered == 8


def test_an_unanswered_safety_item_is_named_at_the_end() -> None:
    assert typed("11111111.").unanswered_safety == (9,)
    assert typed("111111110").unanswered_safety == ()


def test_the_answer_is_echoed_in_words() -> None:
    assert typed("12").echo == "item 2: often"
    assert typed("1.").echo == "item 2: skipped"


def test_arrows_move_only_where_one_has_been_and_keep_every_answer() -> None:
    filling = typed("123")
    assert filling.move(5).position == 3
    assert filling.move(-9).position == 0
    assert filling.move(-2).answers == filling.answers


def test_an_answer_given_anew_replaces_the_old_one() -> None:
    filling = typed("123").move(-3).answer(0)
    assert filling is not None
    assert filling.answers[:3] == (0, 2, 3)
    assert filling.furthest == 3


def test_a_draft_of_another_version_of_the_form_is_refused() -> None:
    draft = Draft("made", TODAY, (1, None, None))
    with pytest.raises(UserError, match="another version"):
        Filling.resume(instrument(), draft)


@given(st.text(alphabet="0123.<", max_size=40))
def test_whatever_is_typed_a_draft_brings_it_back(keys: str) -> None:
    filling = typed(keys)
    again = Filling.resume(instrument(), filling.draft())
    assert again.answers == filling.answers
    assert again.position == (len(again.answers) if again.complete else filling.position)
    assert again.on == filling.on


def test_a_complete_form_is_opened_past_its_end_wherever_it_was_left() -> None:
    at_the_last_item = replace(typed("012012012"), position=8)
    again = Filling.resume(instrument(), at_the_last_item.draft())
    assert again.at_end
    assert again.answer(1) is None


DRINKS = instrument(5, safety=5, skips=(SkipRule((1,), 0, (2, 3, 4)), SkipRule((2, 3), 0, (4,))))


def drinks(keys: str) -> Filling:
    return typed(keys, DRINKS)


def test_after_the_deciding_answer_one_key_passes_over_what_is_skipped() -> None:
    filling = drinks("0>")
    assert filling.position == 4
    assert filling.skipped == {2, 3, 4}
    assert filling.echo == "item 1: never; items 2 to 4 not needed"
    assert filling.answer(2) == drinks("0>2")
    assert drinks("0>2").complete
    assert drinks("0>2").at_end
    assert drinks("0>2").form().answers == (0, None, None, None, 2)


def test_digits_typed_from_paper_stand_where_they_are_printed_skipped_or_not() -> None:
    assert drinks("0").position == 1
    assert drinks("0").needs_no_answer
    assert drinks("0").echo == "item 1: never"
    assert drinks("00003").form().answers == (0, 0, 0, 0, 3)
    assert drinks("0...3").form().answers == (0, None, None, None, 3)
    for keys in ("00003", "0...3", "0>3"):
        assert drinks(keys).at_end
        assert drinks(keys).complete
    assert score(DRINKS, drinks("00003").answers).total == 3


def test_where_nothing_is_skipped_nothing_is_passed_over() -> None:
    assert not drinks("").needs_no_answer
    assert drinks("1>>") == drinks("1")
    assert not drinks("0>2").needs_no_answer
    assert drinks("0>2>") == drinks("0>2")


def test_two_answers_together_skip_one_question() -> None:
    assert drinks("100>").position == 4
    assert drinks("100>").echo == "item 3: never; item 4 not needed"
    assert drinks("101>").position == 3
    assert not drinks("10.").skipped


def test_what_was_skipped_can_be_answered_by_going_back() -> None:
    back = drinks("0>").move(-2)
    assert back.item.number == 3
    answered = back.answer(1)
    assert answered is not None
    assert (answered.position, answered.answers) == (3, (0, None, 1, None, None))
    assert answered.skipped == {2, 4}
    assert answered.past_skipped().position == 4


def test_taking_back_goes_to_the_question_that_was_asked() -> None:
    assert drinks("0<") == replace(drinks(""), furthest=1)
    assert drinks("0><") == replace(drinks(""), furthest=4)
    assert drinks("00<").position == 1
    assert drinks("0>").back().position == 0
    assert drinks("0>").back().answers[0] == 0
    assert drinks("").back().position == 0


def test_another_deciding_answer_opens_what_was_skipped() -> None:
    again = drinks("0>2").move(-5).answer(1)
    assert again is not None
    assert (again.position, again.skipped) == (1, frozenset())
    assert not again.complete
    assert again.answered == 2


def test_a_skipped_question_was_passed_and_has_no_answer() -> None:
    filling = drinks("0>")
    assert [filling.passed(place) for place in range(5)] == [True] * 4 + [False]
    assert filling.answered == 1
    assert filling.unanswered_safety == (5,)


@given(st.text(alphabet="0123.<>", max_size=30))
def test_whatever_is_typed_nothing_skipped_is_asked_and_all_that_is_asked_is_reached(
    keys: str,
) -> None:
    filling = drinks(keys)
    past = filling.past_skipped()
    assert past.at_end or past.item.number not in past.skipped
    assert past.answers == filling.answers
    again = Filling.resume(DRINKS, filling.draft())
    assert (again.answers, again.position) == (filling.answers, filling.position)
    scored = score(DRINKS, filling.answers)
    assert set(scored.skipped) == filling.skipped
    assert scored.complete == filling.complete
