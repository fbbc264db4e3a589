"""Wrong passphrases in a row."""

import pytest

from romtui.domain.lock import Slips, wait_seconds


def test_the_wait_begins_with_the_second_and_grows_to_half_a_minute() -> None:
    assert [wait_seconds(wrong) for wrong in range(9)] == [0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert wait_seconds(9999) == 30


def test_a_number_and_a_sentence_are_handed_on_and_nothing_else() -> None:
    environment: dict[str, str] = {}
    slips = Slips(environment)
    slips.add("That opens nothing.", wrong=True)
    slips.add("That opens nothing.", wrong=True)
    assert sorted(environment.values()) == ["2", "That opens nothing."]
    again = Slips(environment)
    assert (again.number, again.sentence) == (2, "That opens nothing.")
    assert Slips(environment).sentence == ""
    again.over()
    assert environment == {}


@pytest.mark.parametrize("kept", ["", "-1", "x", "²", "9" * 5000])
def test_a_number_from_elsewhere_never_stops_the_program(kept: str) -> None:
    assert 0 <= Slips({"ROMTUI_WRONG_PASSPHRASES": kept}).number <= 9999
