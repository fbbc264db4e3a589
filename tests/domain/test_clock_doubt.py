"""A computer whose date cannot be right is doubted at opening, not after the first form."""

from datetime import date

from romtui.domain.clock_doubt import clock_doubt

NEWEST = date(2026, 11, 20)


def test_a_clock_behind_the_newest_score_is_said_with_a_way_out() -> None:
    assert clock_doubt(NEWEST, date(2020, 7, 4)) == (
        "The newest score is dated Fri 20 Nov 2026, but this computer says today is "
        "Sat 4 Jul 2020. Correct the computer's date before you enter anything."
    )
    assert clock_doubt(NEWEST, date(2026, 11, 19))


def test_a_clock_far_ahead_is_only_asked_about() -> None:
    assert "Check that today is Mon 3 Jan 2028" in clock_doubt(NEWEST, date(2028, 1, 3))


def test_days_and_months_of_pause_are_nothing_to_speak_of() -> None:
    assert not clock_doubt(NEWEST, NEWEST)
    assert not clock_doubt(NEWEST, date(2027, 11, 20))
    assert not clock_doubt(None, date(2020, 7, 4))
