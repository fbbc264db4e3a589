"""Whose name or code could be taken for another's."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Patient
from romtui.domain.private import Private
from romtui.domain.similar import AlikeCodes, Lookalikes, alike_codes, alike_names, similar, within


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
        ("Test person 1234", "Test person 1987"),
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


SHORT_NAMES = st.text("abeilmnorst -'ßåÅéЯ", max_size=12) | st.sampled_from(
    ["Anna Weber", "Weber, Anna", "Ana Wbeer", "Meyer", "Maier", "Jensen", "Jenson", "Li", "Lu"]
)
CODES = st.text("Ao0l1-A7", max_size=6) | st.sampled_from(["A-017", "A-17", "A-071", "a-O17", ""])


def distance(word: str, other: str) -> int:
    """How many letters have to be added, left out, changed or swapped with their neighbour."""
    rows = [[0] * (len(other) + 1) for _ in range(len(word) + 1)]
    for i in range(len(word) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            changed = rows[i - 1][j - 1] + (word[i - 1] != other[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, changed)
            if i > 1 and j > 1 and (word[i - 1], word[i - 2]) == (other[j - 2], other[j - 1]):
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(1, 2))
def test_words_are_within_as_many_slips_as_part_them(word: str, other: str, slips: int) -> None:
    assert within(word, other, slips) == (distance(word, other) <= slips)


@given(st.lists(st.tuples(SHORT_NAMES, CODES), min_size=2, max_size=6))
def test_what_is_remembered_of_a_name_changes_nothing(people: list[tuple[str, str]]) -> None:
    started = date(2026, 1, 5)
    patients = [
        Patient(number, code, started, name=Private(name))
        for number, (name, code) in enumerate(people, start=1)
    ]
    lookalikes = Lookalikes()
    for patient in patients * 2:
        compared = [
            other
            for other in patients
            if other.id != patient.id
            and (alike_names(patient.name, other.name) or alike_codes(patient.code, other.code))
        ]
        assert [*lookalikes.of(patient, patients)] == compared


@given(SHORT_NAMES, SHORT_NAMES)
def test_no_slip_is_missed_because_of_the_letters(name: str, slip: str) -> None:
    """The letters that two names have only spare the longer look: they never decide."""
    folded, other = ("".join(filter(str.isalpha, word.casefold())) for word in (name, slip))
    simple = folded.isascii() and other.isascii() and min(len(folded), len(other)) > 5
    if simple and distance(folded, other) <= 2:
        assert alike_names(Private(name), Private(slip))


def test_a_patient_who_is_renamed_is_compared_by_the_new_name() -> None:
    started, lookalikes = date(2026, 1, 5), Lookalikes()
    anna = Patient(1, "A-1", started, name=Private("Anna Weber"))
    emil = Patient(2, "B-2", started, name=Private("Emil Castellan"))
    assert not lookalikes.of(anna, [anna, emil])
    renamed = replace(emil, name=Private("Anna Weger"))
    assert lookalikes.of(anna, [anna, renamed]) == (renamed,)


@given(st.lists(CODES, max_size=8), CODES)
def test_codes_found_by_their_signs_are_those_that_are_alike(codes: list[str], code: str) -> None:
    others = (other for other in dict.fromkeys(codes) if other.casefold() != code.casefold())
    compared = [other for other in others if alike_codes(code, other)]
    assert AlikeCodes(codes).of(code) == compared
