"""What a patient brings back: read to the letter, or refused with a sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.away.away_page import DAYS, AwayPage, PageForm
from romtui.domain.away.plain_digits import check_digits, digits, read_digits
from romtui.domain.away.reading import Read, read_typed
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, Item, Option
from tests.people import codes
from tests.people.questionnaires import OPTIONS, instrument

MADE_ON, TODAY = date(2026, 11, 2), date(2026, 11, 30)
MOOD = instrument(9, id="mood", name="MOOD", followup=Item(0, "how hard?", OPTIONS))
FEAR = instrument(7, id="fear", name="FEAR", safety=None)
TEN = instrument(
    4,
    id="ten",
    name="TEN",
    items=tuple(
        Item(
            n,
            f"rate {n}",
            tuple(Option(value, str(value)) for value in range(11)),
            not_applicable="does not apply",
        )
        for n in range(1, 5)
    ),
    item_hi=10,
)
AT_HAND = {form.id: form for form in (MOOD, FEAR, TEN)}
PAGE = AwayPage(
    PageKey.of(bytes(range(16))),
    patient_id=7,
    code="A-007",
    forms=(PageForm("mood", 1), PageForm("fear", 1)),
    made_on=MADE_ON,
)
OTHERS = [
    replace(PAGE, key=PageKey.of(bytes((n,)) * 16), patient_id=n, code=f"B-{n:03}")
    for n in range(20)
]


def answers_to(form: Instrument) -> st.SearchStrategy[Form]:
    def answer(item: Item) -> st.SearchStrategy[int | None]:
        return st.sampled_from([None, *(choice.value for choice in item.choices)])

    after = st.none() if form.followup is None else answer(form.followup)
    answers = st.tuples(*map(answer, form.items)).filter(
        lambda given: any(value is not None for value in given)
    )
    return st.builds(
        lambda given, followup: Form(form.id, TODAY, answers=given, followup=followup),
        answers,
        after,
    )


def code_of(page: AwayPage, forms: list[Form], day: int) -> str:
    return codes.code_of(page, AT_HAND, forms, day)


def read(typed: str, *pages: AwayPage) -> Read:
    return read_typed(typed, pages or (PAGE,), AT_HAND, AT_HAND.values(), TODAY)


def refused(typed: str, *pages: AwayPage) -> str:
    with pytest.raises(UserError) as refusal:
        read(typed, *pages)
    return str(refusal.value)


@given(answers_to(MOOD), answers_to(FEAR), st.integers(0, 28))
def test_a_code_says_whose_it_is_which_day_and_every_answer(
    mood: Form, fear: Form, day: int
) -> None:
    got = read(code_of(PAGE, [mood, fear], day), *OTHERS, PAGE)
    filled_on = MADE_ON + timedelta(days=day)
    assert got.page is PAGE
    assert (got.on, got.day_unknown) == (filled_on, False)
    assert got.forms == (replace(mood, on=filled_on), replace(fear, on=filled_on))


A_CODE = code_of(PAGE, [Form("mood", TODAY, answers=(1,) * 9)], 27)


def test_a_form_without_an_answer_is_no_form() -> None:
    assert [form.instrument for form in read(A_CODE).forms] == ["mood"]
    assert "skipped" in refused(code_of(PAGE, [], 27))


def test_a_day_ahead_in_another_time_zone_is_today() -> None:
    got = read(code_of(PAGE, [Form("mood", TODAY, answers=(1,) * 9)], 29))
    assert (got.on, got.day_unknown) == (TODAY, False)


@pytest.mark.parametrize("day", [30, 1001, DAYS - 1])
def test_a_day_that_cannot_be_is_said_and_not_believed(day: int) -> None:
    got = read(code_of(PAGE, [Form("mood", TODAY, answers=(1,) * 9)], day))
    assert (got.on, got.day_unknown) == (TODAY, True)


def test_a_slip_is_named_by_its_group_and_never_made_good() -> None:
    wrong = A_CODE[:11] + ("A" if A_CODE[11] != "A" else "B") + A_CODE[12:]
    assert refused(wrong).startswith("The third group does not fit.")
    assert "swapped" in refused(A_CODE[1] + A_CODE[0] + A_CODE[2:])
    assert refused(A_CODE[:-1]).startswith("The fifth group does not fit")
    assert "too many" in refused(A_CODE[:7] + "Q" + A_CODE[7:])
    assert "“U” is in no code" in refused("U" + A_CODE[1:])


def test_a_code_of_nobody_is_said_to_be_so() -> None:
    assert refused(A_CODE, *OTHERS).startswith("This code belongs to no page")
    assert refused("").startswith("This code belongs to no page")


@pytest.mark.parametrize("pasted", ["1" * 30_000, "1" + "A" * 240, "7" * 30_000, " - " * 9_000])
def test_anything_that_was_pasted_is_answered_at_once(pasted: str) -> None:
    assert refused(pasted, PAGE, *OTHERS)


def test_a_code_is_taken_once() -> None:
    taken = replace(PAGE, taken={read(A_CODE).tag: date(2026, 11, 29)})
    assert "entered already, on 29 November 2026" in refused(A_CODE, taken)
    other = code_of(PAGE, [Form("mood", TODAY, answers=(2,) * 9)], 27)
    assert read(other, taken).forms


def test_a_code_of_a_withdrawn_or_old_page_or_of_somebody_archived_is_refused() -> None:
    assert "withdrawn on 3 November 2026" in refused(
        A_CODE, replace(PAGE, withdrawn_on=date(2026, 11, 3))
    )
    old = replace(PAGE, made_on=TODAY - timedelta(days=1001))
    assert "more than 1,000 days ago" in refused(A_CODE, old)
    assert read(A_CODE, replace(PAGE, made_on=TODAY - timedelta(days=1000))).forms
    assert "archived" in refused(A_CODE, replace(PAGE, archived=True))


def test_a_page_of_an_earlier_version_of_a_questionnaire_is_named() -> None:
    earlier = replace(PAGE, forms=(PageForm("mood", 1), PageForm("fear", 2)))
    assert "earlier version of FEAR" in refused(A_CODE, earlier)


def test_a_page_that_differs_from_its_record_gives_nothing() -> None:
    changed = replace(PAGE, forms=(PageForm("mood", 1),))
    assert "another page" in refused(A_CODE, changed)


@given(answers_to(MOOD), answers_to(TEN))
def test_plain_digits_are_read_by_their_form(mood: Form, ten: Form) -> None:
    typed = f"{digits(MOOD, mood)} / {digits(TEN, ten)}"
    got = read(" ".join(typed).lower())
    assert got.forms == (mood, ten)
    assert got.page is None
    assert got.on == TODAY


@given(answers_to(MOOD), st.data())
def test_one_wrong_digit_or_two_swapped_ones_are_noticed(form: Form, data: st.DataObject) -> None:
    written = digits(MOOD, form)
    at = data.draw(st.integers(0, len(written) - 1))
    wrong = written[:at] + data.draw(st.sampled_from("0123.")) + written[at + 1 :]
    one, two = sorted(data.draw(st.lists(st.integers(0, 9), min_size=2, max_size=2, unique=True)))
    swapped = list(written)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    for typed in (wrong, "".join(swapped)):
        if typed != written:
            with pytest.raises(UserError, match="check digits do not fit"):
                read_digits(typed, [MOOD], TODAY)


def test_the_signs_of_a_ten_of_what_does_not_apply_and_of_nothing() -> None:
    form = Form("ten", TODAY, answers=(10, NOT_APPLICABLE, None, 0))
    assert digits(TEN, form)[:4] == "XN.0"


def test_digits_that_fit_nothing_or_too_much_are_refused() -> None:
    assert "has 2 answers" in refused("0123")
    assert "check digits do not fit FEAR" in refused("000000099")
    twin = replace(MOOD, id="twin", name="TWIN")
    same = [
        f"{number:010}"
        for number in range(0, 3_334, 1)
        if set(f"{number}") <= set("0123")
        and check_digits(MOOD, [int(digit) for digit in f"{number:010}"])
        == check_digits(twin, [int(digit) for digit in f"{number:010}"])
    ]
    assert not same  # what the sum begins with tells the two apart
    form = Form("mood", TODAY, answers=(1,) * 9, followup=1)
    with pytest.raises(UserError, match="fit MOOD and MOOD"):
        read_digits(digits(MOOD, form), [MOOD, MOOD], TODAY)
