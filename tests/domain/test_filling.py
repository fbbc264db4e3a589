"""A form while it is being filled in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Draft
from romtui.domain.errors import Refusal
from romtui.domain.filling import Filling
from tests.domain.questionnaires import instrument

TODAY = date(2026, 11, 24)


def typed(keys: str) -> Filling:
    filling = Filling.start(instrument(), TODAY)
    for key in keys:
        if key == ".":
            filling = filling.leave_out()
        elif key == "<":
            filling = filling.take_back()
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
    assert typed("1.").echo == "item 2: left out"


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
    with pytest.raises(Refusal, match="another version"):
        Filling.resume(instrument(), draft)


@given(st.text(alphabet="0123.<", max_size=40))
def test_whatever_is_typed_a_draft_brings_it_back(keys: str) -> None:
    filling = typed(keys)
    again = Filling.resume(instrument(), filling.draft())
    assert again.answers == filling.answers
    assert again.position == filling.position
    assert again.on == filling.on
