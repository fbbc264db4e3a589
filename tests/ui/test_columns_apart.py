"""The columns of a table are told apart though their names begin alike."""

from romtui.ui.importing.columns import told_apart

STEM = "Over the last 2 weeks, how often have you been bothered by: "


def test_of_a_long_beginning_that_several_names_have_only_an_ellipsis_is_left() -> None:
    names = [f"{STEM}[Feeling down]", "Patient code", f"{STEM}[Trouble sleeping]"]
    drawn = told_apart(names)
    assert drawn[names[0]] == "…Feeling down]"
    assert drawn[names[1]] == "Patient code"
    assert drawn[names[2]] == "…Trouble sleeping]"


def test_short_beginnings_and_equal_names_stay_whole() -> None:
    assert told_apart(["PHQ-9 1", "PHQ-9 2"]) == {"PHQ-9 1": "PHQ-9 1", "PHQ-9 2": "PHQ-9 2"}
    assert told_apart([STEM, STEM]) == {STEM: STEM}
