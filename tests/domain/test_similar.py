"""Whose name or code could be taken for another's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Patient
from romtui.domain.private import Private
from romtui.domain.similar import alike_codes, alike_names, similar, within


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Weber", "anna WEBER"),
        ("Anna Weber", "Weber, Anna"),
        ("Anna Weber", "Anna Weger"),
        ("Anna Weber", "Ana Wbeer"),
        ("Zoë Åberg", "Zoe Aberg"),
        ("Müller", "Mueller"),
        ("Groß", "Gross"),
        ("Meyer", "Maier"),
        ("Kathryn Shaw", "Kathrin Shaw"),
        ("Stephen Hall", "Steven Hall"),
        ("Robert Quill", "Rupert Quill"),
        ("Li", "LI"),
        ("O'Neil", "ONeil"),
        ("Anna Weber", "Ａｎｎａ Weber"),
        ("Jensen", "Jenson"),
    ],
)
def test_these_names_are_alike(one: str, other: str) -> None:
    assert alike_names(Private(one), Private(other))
    assert alike_names(Private(other), Private(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("", "Anna"),
        ("Li", "Lu"),
        ("Ann", "Jan"),
        ("Anna", "Emma"),
        ("Anna Weber", "Anna Castellan"),
        ("Weber", "Winter"),
        ("…", "…"),
        ("Иванов", "Ильинский"),
    ],
)
def test_these_names_are_not(one: str, other: str) -> None:
    assert not alike_names(Private(one), Private(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A-017", "A-107"),
        ("A-017", "A-071"),
        ("A-017", "a017"),
        ("A-017", "A-O17"),
        ("A-011", "A-0l1"),
        ("A-17", "A-017"),
        ("KB12", "KB21"),
    ],
)
def test_these_codes_are_alike(one: str, other: str) -> None:
    assert alike_codes(one, other)
    assert alike_codes(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("A-017", "A-018"), ("A-017", "B-017"), ("A-017", "A-117"), ("", ""), ("-", "-")],
)
def test_these_codes_are_not(one: str, other: str) -> None:
    assert not alike_codes(one, other)


def test_the_others_are_found_and_not_the_person_themselves() -> None:
    def person(number: int, code: str, name: str) -> Patient:
        return Patient(number, code, date(2026, 1, 5), name=Private(name))

    anna = person(1, "A-012", "Anna Weber")
    others = [anna, person(2, "A-021", ""), person(3, "A-003", "Hanna Weber"), person(4, "X", "Bo")]
    assert [one.code for one in similar(anna, others)] == ["A-021", "A-003"]


NAMES = st.text("abcdefghijklmnopqrstuvwxyzäöüé -’", min_size=6, max_size=24)


@given(NAMES, st.data())
def test_a_name_is_like_itself_after_any_one_slip(name: str, data: st.DataObject) -> None:
    letters = [at for at, sign in enumerate(name) if sign.isalpha()]
    if len(letters) < 6:
        return
    at = data.draw(st.sampled_from(letters))
    letter = data.draw(st.sampled_from("abcdefgh"))
    slips = (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name.swapcase())
    for slip in slips:
        assert alike_names(Private(name), Private(slip))
        assert alike_names(Private(slip), Private(name))


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_counted_the_same_both_ways(one: str, other: str) -> None:
    for edits in range(3):
        assert within(one, other, edits) == within(other, one, edits)
    assert within(one, other, max(len(one), len(other)))
    assert within(one, other, 0) == (one == other)
