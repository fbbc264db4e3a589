"""A questionnaire is found by what somebody types, and the one in use comes first."""

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.search import finds, first_offered, matching_questionnaires, offered, written_as
from romtui.paths import data_folder

SHIPPED = load_instruments(data_folder() / "instruments")


def ids(typed: str) -> list[str]:
    return [one.id for one in matching_questionnaires(typed, SHIPPED)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gad7", "gad7"),
        ("GAD 7", "gad7"),
        ("gad-7", "gad7"),
        ("phq9", "phq9"),
        ("depress", "phq9"),
        ("Depression", "phq9"),
        ("anxiety", "gad7"),
        ("worry", "gad7"),
        ("ptsd", "itq"),
        ("sleep", "isi"),
        ("insomnia", "isi"),
        ("alcohol", "audit"),
        ("adhd", "asrs"),
        ("ocd", "ocir"),
        ("who 5", "who5"),
        ("depression scale", "dass21"),
    ],
)
def test_a_name_however_written_and_a_topic_find_it(typed: str, first: str) -> None:
    assert ids(typed)[0] == first


def test_what_is_no_questionnaire_finds_none() -> None:
    for typed in ("zzz", "phq99", "¿"):
        assert ids(typed) == []


def test_every_word_has_to_be_there() -> None:
    assert finds("panic scale", "Panic Disorder Severity Scale")
    assert not finds("panic attack", "Panic Disorder Severity Scale")


def test_only_the_whole_id_is_the_questionnaire_itself() -> None:
    assert written_as("PHQ-9", SHIPPED) is SHIPPED["phq9"]
    assert written_as("phq1", SHIPPED) is None
    assert ids("phq1") == ["phq15"]


def test_what_is_used_here_comes_first_then_what_is_used_most_then_the_usual_ones() -> None:
    order = [one.id for one in offered(SHIPPED, ["isi"], ["core10", "goal.1", "isi", "gone"])]
    assert order[:5] == ["isi", "core10", "phq9", "gad7", "arm5"]
    assert sorted(order) == sorted(SHIPPED)


@pytest.mark.parametrize(
    ("elsewhere", "first"),
    [((), "phq9"), (("goal.1", "gone", "srs"), "phq9"), (("srs", "core10", "phq9"), "core10")],
)
def test_somebody_new_begins_with_what_is_used_most(elsewhere: tuple[str, ...], first: str) -> None:
    assert first_offered(SHIPPED, elsewhere) == first
