"""Two measures on one chart: each on its own range, told apart without colour."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.trend import Point, Trend
from romtui.ui.chart.pair import BOTH, DOT, RING, ChartPair, render_pair
from romtui.ui.theme import DARK
from tests.ui.charted import everything
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice
from tests.ui.hands import LARGE, SMALL, in_session


def trend(measure: str, *totals: int, apart: int = 7, ago: int = 0) -> Trend:
    days = [TODAY - timedelta(days=ago + apart * n) for n in range(len(totals))][::-1]
    points = tuple(Point(day, Decimal(total)) for day, total in zip(days, totals, strict=True))
    return Trend(INSTRUMENTS[measure], points)


def drawn(dots: Trend, rings: Trend, width: int = 80, height: int = 20) -> list[str]:
    return [line.plain for line in render_pair(ChartPair(dots, rings, TODAY), DARK, width, height)]


def rows_of(lines: list[str], *glyphs: str) -> list[int]:
    """In which rows of the plot the signs are, from left to right."""
    plot = lines[:-3]
    places = [
        (column, row)
        for row, line in enumerate(plot)
        for column, glyph in enumerate(line)
        if glyph in glyphs
    ]
    return [row for _, row in sorted(places)]


def test_each_measure_lies_on_its_own_range() -> None:
    lines = drawn(trend("phq9", 27, 14, 0), trend("gad7", 0, 10, 21, ago=2))
    assert rows_of(lines, DOT) == sorted(rows_of(lines, DOT))
    assert rows_of(lines, RING) == sorted(rows_of(lines, RING), reverse=True)
    dots, rings = rows_of(lines, DOT), rows_of(lines, RING)
    assert (dots[0], dots[-1]) == (0, len(lines) - 4)
    assert (rings[0], rings[-1]) == (len(lines) - 4, 0)
    assert lines[0].split()[0] == "27"
    assert lines[0].split()[-1] == "21"


def test_every_score_has_its_sign() -> None:
    for height in (8, 14, 30):
        lines = drawn(trend("phq9", 20, 18, 15, 9), trend("gad7", 3, 5, 4, 6, ago=3), height=height)
        assert len(rows_of(lines, DOT, BOTH)) == 4
        assert len(rows_of(lines, RING, BOTH)) == 4


def test_where_both_meet_a_sign_of_its_own_says_so() -> None:
    lines = drawn(trend("phq9", 27, 0), trend("gad7", 21, 0))
    assert len(rows_of(lines, BOTH)) == 2
    assert not rows_of(lines, DOT, RING)
    assert lines[-1].endswith(f"{BOTH} both")


def test_both_are_named_with_their_latest_score_and_which_way_is_better() -> None:
    last = drawn(trend("phq9", 20, 9), trend("who5", 20, 60), width=120)[-1]
    assert f"{DOT} PHQ-9 9 (lower is better), left" in last
    assert f"{RING} WHO-5 60 (higher is better), right" in last


def test_with_little_room_both_are_named_all_the_same() -> None:
    last = drawn(trend("phq9", 20, 9), trend("who5", 20, 60), width=62)[-1]
    assert last.strip().split("   ") == ["● PHQ-9 9, left", "○ WHO-5 60, right", "◉ both"]


@pytest.mark.parametrize("size", [(35, 20), (80, 5)])
def test_where_there_is_too_little_room_nothing_is_drawn(size: tuple[int, int]) -> None:
    assert not drawn(trend("phq9", 20, 9), trend("gad7", 3, 4), *size)


def test_no_line_is_wider_than_its_room() -> None:
    for width in (36, 57, 80, 120):
        for height in (6, 9, 24):
            lines = drawn(trend("phq9", 20, 9, apart=200), trend("gad7", 3), width, height)
            assert lines
            assert max(map(len, lines[:-1])) <= width


def test_days_of_another_year_are_named_with_it() -> None:
    old = replace(trend("gad7", 3), points=(Point(date(2025, 11, 3), Decimal(3)),))
    assert "3 Nov 25" in drawn(trend("phq9", 20, 9), old)[-2]


async def test_plus_draws_the_next_measure_beside_and_then_none(practice: Practice) -> None:
    everything(practice)
    for size in (LARGE, SMALL):
        async with in_session(practice.app(), size) as hands:
            await hands.press("G", "plus")
            assert "PHQ-9 and WHO-5 over time" in hands.text
            assert "Each on its own scale" in hands.text
            assert DOT in hands.text
            assert RING in hands.text
            await hands.press("plus")
            assert "PHQ-9 over time" in hands.text
            await hands.press("plus", "escape")
            assert "PHQ-9 over time" in hands.text
            await hands.press("plus", "left")
            assert "PHQ-9 over time" in hands.text
            assert "▲" in hands.text
            await hands.press("escape", "escape")
            assert hands.screen == "SessionScreen"


async def test_one_measure_has_none_beside_it(practice: Practice) -> None:
    practice.person(12, 9)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("G", "plus")
        assert "No other measure has a score" in hands.text
        assert "PHQ-9 over time" in hands.text
