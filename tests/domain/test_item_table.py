"""The single answers side by side, and what moved most."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Case, Result
from romtui.domain.instrument import NOT_APPLICABLE, Direction, Instrument, Item, Option
from romtui.domain.item_table import ItemTable, columns_shown, item_table
from romtui.domain.scoring import Answers
from tests.people.cases import TODAY, case_of
from tests.people.questionnaires import INSTRUMENTS, PHQ9

OPTIONS = tuple(Option(value, f"answer {value}") for value in range(4))
ITEMS = tuple(
    Item(number, f"Question {number}", OPTIONS, f"item {number}") for number in range(1, 10)
)
FORM = replace(PHQ9, items=ITEMS)
ANSWERS = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(0, 3))] * 9), min_size=1, max_size=6
)


def table(*forms: Answers | None, form: Instrument = FORM) -> ItemTable:
    """Weekly forms, the last of them today; None = a total only."""
    case = case_of(*(filled_in(place, answers, len(forms)) for place, answers in enumerate(forms)))
    return item_table(replace(case, instruments={**INSTRUMENTS, form.id: form}), form.id, TODAY)


def filled_in(place: int, answers: Answers | None, count: int) -> Result:
    left_out = answers is not None and None in answers
    total = None if left_out else Decimal(sum(one or 0 for one in answers or (9,)))
    on = TODAY - timedelta(weeks=count - 1 - place)
    return Result(place, "phq9", on, total, answers, order=place, valid=not left_out)


def moved(shown: ItemTable, *, first: bool = True) -> list[tuple[int, int | None, str]]:
    moves = ((row.item.number, row.move(first=first)) for row in shown.ordered(first=first))
    return [
        (number, move.points if move else None, move.word if move else "") for number, move in moves
    ]


def test_what_moved_most_comes_first_and_of_two_alike_the_worse_one() -> None:
    shown = table(
        (0, 3, 1, 2, 2, 2, 2, 2, 0), (0, 2, 2, 2, 2, 2, 2, 2, 0), (3, 1, 3, 1, 2, 2, 2, 2, 3)
    )
    assert moved(shown)[:4] == [
        (1, 3, "worse"),
        (3, 2, "worse"),
        (2, -2, "better"),
        (4, -1, "better"),
    ]
    assert moved(shown, first=False)[:3] == [(1, 3, "worse"), (3, 1, "worse"), (2, -1, "better")]


def test_a_reversed_item_and_a_scale_where_more_is_better_point_the_right_way() -> None:
    reverse = replace(FORM, items=(replace(ITEMS[0], reverse=True), *ITEMS[1:]))
    higher = replace(FORM, direction=Direction.HIGHER_BETTER)
    forms = ((0,) * 9, (2, *[0] * 8))
    assert moved(table(*forms, form=reverse))[0] == (1, 2, "better")
    assert moved(table(*forms, form=higher))[0] == (1, 2, "better")
    (row,) = (row for row in table(*forms, form=higher).rows if row.item.number == 1)
    assert row.loads == (Fraction(1), Fraction(1, 3))


@given(ANSWERS)
def test_the_order_follows_the_moves_and_every_answer_stands_as_it_was_given(
    forms: list[Answers],
) -> None:
    shown = table(*forms)
    for first in (True, False):
        rows = [row for row in shown.ordered(first=first) if not row.safety]
        parts = [abs(move.share) if (move := row.move(first=first)) else -1 for row in rows]
        assert parts == sorted(parts, reverse=True)
    for row in shown.rows:
        assert row.answers == tuple(form[row.item.number - 1] for form in forms)
        missing = row.answers[0] is None or row.answers[-1] is None or len(forms) == 1
        assert (row.since_first is None) == missing


@given(ANSWERS, st.one_of(st.none(), st.integers(0, 3)))
def test_the_place_of_a_safety_item_says_nothing_about_its_answer(
    forms: list[Answers], answer: int | None
) -> None:
    *earlier, latest = forms
    shown, other = table(*forms), table(*earlier, (*latest[:8], answer))
    for first in (True, False):
        order = [row.item.number for row in shown.ordered(first=first)]
        assert order == [row.item.number for row in other.ordered(first=first)]
        assert order[-1] == 9
    (safety,) = (row for row in shown.rows if row.safety)
    assert not [load for load in safety.loads if load is not None]


def test_a_safety_answer_is_more_or_less_and_never_better() -> None:
    shown = table((0, *[0] * 7, 3), (0, *[0] * 7, 1))
    assert moved(shown)[-1] == (9, -2, "less")


def test_a_left_out_answer_is_a_gap_and_nothing_is_compared_with_it() -> None:
    shown = table((1, None, *[1] * 7), (1, 2, *[1] * 7))
    (row,) = (row for row in shown.rows if row.item.number == 2)
    assert (row.answers, row.since_first) == ((None, 2), None)
    assert shown.left_open
    assert shown.totals == (None, Decimal(10))


def test_what_does_not_apply_weighs_nothing() -> None:
    asked = replace(FORM, items=(replace(ITEMS[0], not_applicable="does not apply"), *ITEMS[1:]))
    shown = table((NOT_APPLICABLE, *[1] * 8), (2, *[1] * 8), form=asked)
    assert shown.rows[0].loads[0] is None
    assert shown.rows[0].since_first is None


def test_totals_and_other_versions_are_counted_and_not_mixed_in() -> None:
    shown = table(None, (1,) * 9, (2,) * 9)
    assert (len(shown.days), shown.totals_only) == (2, (TODAY - timedelta(weeks=2),))
    newer = replace(FORM, version=2)
    old = table((1,) * 9, (2,) * 9, form=newer)
    assert (old.days, old.rows, old.other_version) == ((), (), 2)


def test_of_one_day_the_form_that_counts_is_shown() -> None:
    case: Case = case_of(
        replace(filled_in(0, (1,) * 9, 1)), replace(filled_in(1, (2,) * 9, 2), id=2, on=TODAY)
    )
    case = replace(case, instruments={**INSTRUMENTS, "phq9": FORM})
    assert item_table(case, "phq9", TODAY).rows[0].answers == (2,)


@given(st.integers(0, 60), st.integers(1, 30))
def test_the_newest_forms_are_shown_and_the_first_one_where_there_is_room(
    count: int, most: int
) -> None:
    shown = columns_shown(count, most)
    assert len(shown) == min(count, most)
    assert list(shown) == sorted(set(shown))
    if count:
        assert shown[-1] == count - 1
    if most > 2 and count:
        assert shown[0] == 0


def test_what_a_printed_answer_weighs_is_said_only_where_all_items_agree() -> None:
    loads = table((0,) * 9).loads
    assert loads == tuple((str(value), Fraction(value, 3)) for value in range(4))
    turned = replace(FORM, items=(replace(ITEMS[0], reverse=True), *ITEMS[1:]))
    assert table((0,) * 9, form=turned).loads == ()
