"""The code that a page makes of its answers: only its own key opens it, and a slip is named."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.away.sealed_code import (
    ALPHABET,
    NotInAnyCode,
    PageKey,
    Slip,
    SlipKind,
    find_slip,
    in_groups,
    opened,
    payload_signs,
    plain_code,
    seal,
)
from tests.counts import MANGLED

KEYS = st.binary(min_size=16, max_size=16).map(PageKey.of)
SIGNS = st.integers(3, 60)
KEY = PageKey.of(bytes(range(16)))
CODE = seal(KEY, 0x2AB_CDEF_0123, 10)


@given(KEYS, SIGNS, st.data())
def test_what_was_sealed_is_opened_with_the_same_key(
    key: PageKey, signs: int, data: st.DataObject
) -> None:
    payload = data.draw(st.integers(0, 32**signs - 1))
    code = seal(key, payload, signs)
    assert len(code) == 1 + signs + 8
    assert opened(plain_code(in_groups(code)), key) == payload


@given(KEYS, KEYS, st.integers(0, 32**10 - 1))
def test_another_key_opens_nothing(key: PageKey, other: PageKey, payload: int) -> None:
    assert key == other or opened(seal(key, payload, 10), other) is None


def test_no_mangled_code_is_opened() -> None:
    dice = random.Random(1)  # noqa: S311 -- slips, no secrets
    for _ in range(MANGLED):
        signs = list(CODE)
        for place in dice.sample(range(len(signs)), dice.randrange(1, 5)):
            signs[place] = dice.choice(ALPHABET)
        mangled = "".join(signs)
        assert mangled == CODE or opened(mangled, KEY) is None


@pytest.mark.parametrize("typed", ["", "1", "11111111111", ALPHABET * 40])
def test_codes_of_any_length_are_judged(typed: str) -> None:
    assert opened(typed, KEY) is None


def test_a_code_is_typed_in_any_case_with_any_dashes() -> None:
    typed = in_groups(CODE).lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert plain_code(f"\u200e {typed}\n") == CODE


def test_a_character_that_no_code_has_is_named_with_its_place() -> None:
    with pytest.raises(NotInAnyCode) as wrong:
        plain_code("1ABC-DEUG")
    assert (wrong.value.sign, wrong.value.place) == ("U", 6)


def mistyped(kind: SlipKind, place: int) -> str:
    before, sign, after = CODE[:place], CODE[place], CODE[place + 1 :]
    other = ALPHABET[(ALPHABET.index(sign) + 7) % 32]
    return {
        SlipKind.WRONG: before + other + after,
        SlipKind.SWAPPED: before + after[:1] + sign + after[1:],
        SlipKind.MISSING: before + after,
        SlipKind.TOO_MANY: before + other + sign + after,
    }[kind]


@pytest.mark.parametrize("kind", SlipKind)
@pytest.mark.parametrize("place", range(len(CODE) - 1))
def test_one_slip_is_named_where_it_is(kind: SlipKind, place: int) -> None:
    typed = mistyped(kind, place)
    if typed == CODE:
        return
    slip = find_slip(typed, [PageKey.of(bytes(16)), KEY])
    assert slip is not None
    # of two like signs in a row it cannot be said which one is missing
    assert abs(slip.place - place) <= 1
    assert opened(typed, KEY) is None


def test_two_slips_are_named_nowhere() -> None:
    typed = CODE[:3] + ("A" if CODE[3] != "A" else "B") + CODE[4:12] + "Z" + CODE[13:]
    assert typed[12] != CODE[12]
    assert find_slip(typed, [KEY]) is None


def test_the_swap_at_the_very_beginning_is_named() -> None:
    assert find_slip(CODE[1] + CODE[0] + CODE[2:], [KEY]) == Slip(SlipKind.SWAPPED, 0)


@pytest.mark.parametrize(
    ("values", "signs"), [(1024 * 5**17, 10), (1024 * 5**10, 7), (1024 * 5**7, 6), (32, 1), (33, 2)]
)
def test_a_payload_takes_as_few_signs_as_it_can(values: int, signs: int) -> None:
    assert payload_signs(values) == signs


def test_a_key_is_shown_nowhere() -> None:
    assert "secret" not in repr(KEY)
    with pytest.raises(ValueError, match="16 bytes"):
        PageKey.of(bytes(15))


def test_the_same_answers_on_the_same_day_give_the_same_code_and_no_other() -> None:
    assert seal(KEY, 77, 10) == seal(KEY, 77, 10)
    assert len({seal(KEY, payload, 10) for payload in range(500)}) == 500
