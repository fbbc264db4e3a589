"""Days and plans as they are typed."""

from datetime import date

import pytest

from romtui.domain.case import Stage
from romtui.domain.errors import Refusal
from romtui.ui.dates import read_any_day, read_day_ahead
from romtui.ui.reading import read_planned, read_procedure, read_stage

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("0", TODAY),
        ("7", date(2026, 12, 1)),
        (" +7 ", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
    ],
)
def test_a_day_ahead_is_read(typed: str, day: date) -> None:
    assert read_day_ahead(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-7", "Write the day as 2026-12-01"),
        ("", "Write the day as 2026-12-01"),
        ("soon", "or as a number of days from now: 7"),
        ("2026-11-31", "Write the day as"),
        ("2026-11-23", "Mon 23 Nov 2026 is over"),
        ("2062-12-01", "check the year"),
    ],
)
def test_what_is_no_day_ahead_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day_ahead(typed, TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", TODAY),
        ("7", date(2026, 11, 17)),
        ("-7", date(2026, 11, 17)),
        ("+7", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("3.11.2026", date(2026, 11, 3)),
    ],
)
def test_any_day_is_read(typed: str, day: date) -> None:
    assert read_any_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["+", "+-7", "soon", "99999", "2062-12-01", "٣.11.2026"])
def test_what_is_no_day_at_all_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_any_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("1", Stage.ACTIVE),
        ("Ending", Stage.ENDING),
        ("f", Stage.FOLLOWUP),
        ("follow-up", Stage.FOLLOWUP),
        ("follow up", Stage.FOLLOWUP),
    ],
)
def test_a_stage_is_read(typed: str, stage: Stage) -> None:
    assert read_stage(typed) is stage


@pytest.mark.parametrize("typed", ["", "4", "over", "12"])
def test_what_is_no_stage_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="1 for active"):
        read_stage(typed)


def test_planned_sessions_are_a_number_or_nothing() -> None:
    assert (read_planned(" "), read_planned(" 12 ")) == (None, 12)
    for typed in ("0", "501", "twelve", "1.5", "-3"):
        with pytest.raises(Refusal, match="1 to 500"):
            read_planned(typed)


def test_a_procedure_has_an_end() -> None:
    with pytest.raises(Refusal, match="at most 4000"):
        read_procedure("x" * 4001)
