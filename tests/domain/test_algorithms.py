"""The rules of the papers over single answers."""

import pytest

from romtui.domain.algorithms import (
    Depressive,
    Traumatic,
    itq_traumatic,
    pcl5_meets_dsm5,
    phq9_depressive,
)
from romtui.domain.scoring import Answers

MAJOR, OTHER, NONE = Depressive.MAJOR, Depressive.OTHER, Depressive.NONE


def read(digits: str) -> Answers:
    return tuple(None if digit == "." else int(digit) for digit in digits)


def with_twos(count: int, *items: int) -> Answers:
    return tuple(2 if item in items else 1 for item in range(1, count + 1))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("222220000", MAJOR),
        ("022220001", MAJOR),
        ("222200001", MAJOR),
        ("222200000", OTHER),
        ("022200001", OTHER),
        ("200000001", OTHER),
        ("220000000", OTHER),
        ("222000002", OTHER),
        ("200000000", NONE),
        ("211111110", NONE),
        ("113333330", NONE),
        ("113333333", NONE),
        ("000000003", NONE),
        ("333333333", MAJOR),
    ],
)
def test_the_depressive_algorithm_of_the_phq9(answers: str, expected: Depressive) -> None:
    assert phq9_depressive(read(answers)) is expected


@pytest.mark.parametrize("answers", ["22222000.", "22222000", "2222200000"])
def test_a_form_that_is_not_whole_is_not_judged(answers: str) -> None:
    assert phq9_depressive(read(answers)) is None


@pytest.mark.parametrize("b", range(1, 6))
@pytest.mark.parametrize("c", [6, 7])
def test_any_answer_of_b_and_of_c_will_do(b: int, c: int) -> None:
    assert pcl5_meets_dsm5(with_twos(20, b, c, 8, 14, 15, 20)) is True


@pytest.mark.parametrize("left_out", [1, 6, 8, 9, 15, 16])
def test_each_criterion_of_the_pcl5_is_needed(left_out: int) -> None:
    fitting = {1, 6, 8, 9, 15, 16}
    assert pcl5_meets_dsm5(with_twos(20, *fitting)) is True
    assert pcl5_meets_dsm5(with_twos(20, *(fitting - {left_out}))) is False


def test_the_pcl5_is_not_judged_with_an_item_left_out() -> None:
    assert pcl5_meets_dsm5(with_twos(20, *range(1, 21))[:-1]) is None
    assert pcl5_meets_dsm5((*with_twos(20, 1)[:-1], None)) is None


PTSD = {1, 3, 5, 7}
SELF = {10, 12, 14, 16}


def test_the_itq_tells_ptsd_from_complex_ptsd() -> None:
    assert itq_traumatic(with_twos(18, *PTSD)) is Traumatic.PTSD
    assert itq_traumatic(with_twos(18, *PTSD, *SELF)) is Traumatic.COMPLEX
    assert itq_traumatic(with_twos(18, *SELF)) is Traumatic.NONE


@pytest.mark.parametrize("left_out", sorted(PTSD | SELF))
def test_each_cluster_of_the_itq_is_needed(left_out: int) -> None:
    found = itq_traumatic(with_twos(18, *((PTSD | SELF) - {left_out})))
    assert found is (Traumatic.NONE if left_out in PTSD else Traumatic.PTSD)


@pytest.mark.parametrize(("of", "items"), [(1, [2]), (3, [4]), (5, [6]), (7, [8, 9])])
def test_any_item_of_a_cluster_will_do(of: int, items: list[int]) -> None:
    for item in items:
        assert itq_traumatic(with_twos(18, *(PTSD - {of}), item)) is Traumatic.PTSD


@pytest.mark.parametrize(("of", "items"), [(10, [11]), (12, [13]), (14, [15]), (16, [17, 18])])
def test_any_item_of_a_cluster_about_the_self_will_do(of: int, items: list[int]) -> None:
    for item in items:
        found = itq_traumatic(with_twos(18, *PTSD, *(SELF - {of}), item))
        assert found is Traumatic.COMPLEX


def test_the_itq_is_not_judged_with_an_item_left_out() -> None:
    assert itq_traumatic((*with_twos(18, *PTSD)[:-1], None)) is None
