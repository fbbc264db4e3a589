"""What is written on the plot: the scores themselves, at their days, and nothing over another."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romtui.content.instruments import load_instruments
from romtui.domain.discussion import Fit
from romtui.domain.text import number
from romtui.domain.trend import Point, Trend
from romtui.paths import data_folder
from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.render import Chart, chart_of, render_chart
from romtui.ui.theme import DARK
from tests.counts import EXAMPLES

SHIPPED = load_instruments(data_folder() / "instruments")
START = date(2026, 1, 5)


@st.composite
def models(draw: st.DrawFn) -> ChartModel:
    """A course of any questionnaire, with gaps, forms not scored, and scores that do not fit."""
    instrument = draw(st.sampled_from(list(SHIPPED.values())))
    days = sorted(draw(st.sets(st.integers(0, 500), min_size=3, max_size=20)))
    *scored, left_out = draw(st.permutations(days))
    points = tuple(
        Point(
            START + timedelta(day),
            draw(st.sampled_from(instrument.totals)),
            fit=draw(st.sampled_from([None, None, *Fit])),
        )
        for day in sorted(scored)
    )
    unscored = (START + timedelta(left_out),) if draw(st.booleans()) else ()
    target = draw(st.none() | st.sampled_from(instrument.totals))
    return ChartModel(
        Trend(instrument, points, unscored, target=target),
        in_detail=draw(st.booleans()),
        for_patient=draw(st.booleans()),
    )


charts = st.tuples(models(), st.integers(46, 130), st.integers(5, 40)).map(
    lambda drawn: (drawn[0], chart_of(drawn[0], DARK, drawn[1], drawn[2]))
)


def columns(chart: Chart) -> dict[date, int]:
    return {point.on: column for run in chart.time.runs for column, point in run}


@settings(max_examples=EXAMPLES)
@given(charts)
def test_a_printed_score_is_that_of_its_day_and_stands_beside_its_point(
    drawn: tuple[ChartModel, Chart],
) -> None:
    model, chart = drawn
    for written in chart.plot.labels:
        point = written.point
        if point is None:
            continue
        assert point in model.trend.points
        assert written.words.split()[0] == number(point.total)
        row, column = chart.layout.values.row(point.total), columns(chart)[point.on]
        assert abs(written.row - row) <= 1
        beside = range(written.column - 2, written.column + len(written.words) + 2)
        assert column in beside
        others = {
            columns(chart)[other.on]
            for other in model.trend.points
            if chart.layout.values.row(other.total) == written.row
        }
        assert not (others - {column}) & {written.column - 2, written.column - 1}


@settings(max_examples=EXAMPLES)
@given(charts)
def test_no_words_lie_over_others_or_over_a_point(drawn: tuple[ChartModel, Chart]) -> None:
    _, chart = drawn
    lines = [line.plain for line in chart.lines()]
    left = chart.numbers + 2
    for written in chart.plot.labels:
        at = left + written.column
        assert lines[written.row][at : at + len(written.words)] == written.words
    for one, other in combinations(chart.plot.labels, 2):
        if one.row == other.row:
            first, second = sorted((one, other), key=lambda written: written.column)
            assert first.column + len(first.words) < second.column
    for run in chart.time.runs:
        for column, point in run:
            row = chart.layout.values.row(point.total)
            assert lines[row][left + column] in "●◐◆◈◉≠≈", (row, left + column, lines)


@settings(max_examples=EXAMPLES)
@given(charts)
def test_the_first_and_the_last_score_are_printed(drawn: tuple[ChartModel, Chart]) -> None:
    model, chart = drawn
    printed = {written.point for written in chart.plot.labels if written.point is not None}
    assert model.trend.points[-1] in printed
    assert model.trend.points[0] in printed


@settings(max_examples=EXAMPLES)
@given(charts)
def test_a_ground_or_a_shorter_axis_is_never_without_its_words(
    drawn: tuple[ChartModel, Chart],
) -> None:
    model, chart = drawn
    written = " ".join(label.words for label in chart.plot.labels)
    values, instrument = chart.layout.values, model.trend.instrument
    assert any(values.may_be_chance) == ("could be chance" in written)
    is_cut = (values.lo, values.hi) != (instrument.totals[0], instrument.totals[-1])
    assert is_cut == ("axis: " in written)
    assert not (is_cut and model.for_patient)


def weekly(*totals: int, every: int = 7) -> Trend:
    points = (
        Point(START + timedelta(every * week), Decimal(total)) for week, total in enumerate(totals)
    )
    return Trend(SHIPPED["phq9"], tuple(points), target=Decimal(9))


def plain(model: ChartModel, width: int = 80, height: int = 24) -> str:
    return "\n".join(line.plain for line in render_chart(model, DARK, width, height))


@pytest.mark.parametrize("height", [11, 24])
def test_highest_and_lowest_are_printed_where_they_are_others(height: int) -> None:
    chart = chart_of(ChartModel(weekly(14, 19, 12, 8, 13)), DARK, 80, height)
    printed = {label.words for label in chart.plot.labels if label.point is not None}
    assert printed == {"14", "13 +5", "19", "8"}


def test_a_score_that_shares_its_row_is_not_printed_on_the_line_of_cutoff_or_target() -> None:
    text = plain(ChartModel(weekly(16, 17, 16, 17, 16, 18, 16, 17, 16, 17)), height=5)
    ruled = [line for line in text.splitlines() if "cutoff" in line or "target" in line]
    assert len(ruled) == 2
    assert not any(" 18 " in line for line in ruled)


def test_days_of_several_years_are_named_with_their_year_and_a_gap_with_its_length() -> None:
    trend = weekly(14, 12)
    later = Point(date(2027, 2, 20), Decimal(9))
    text = plain(ChartModel(Trend(trend.instrument, (*trend.points, later))))
    assert "5 Jan 26" in text
    assert "20 Feb 27" in text
    assert "╱╱ 13 months ╱╱" in text


def test_days_of_last_year_are_named_with_their_year() -> None:
    assert "12 Jan 26" in plain(ChartModel(weekly(14, 12), today=date(2027, 1, 12)))
    assert "12 Jan 26" not in plain(ChartModel(weekly(14, 12), today=date(2026, 1, 12)))


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        (weekly(14), "The chart starts with the second score."),
        (weekly(), "n fill in\nThe chart starts with the second score."),
        (Trend(SHIPPED["phq9"], unscored=(START,)), "n fill in\nNo form could be scored yet."),
        (
            Trend(SHIPPED["phq9"], earlier=2),
            "n fill in\nThe scores are of an earlier version, on another scale.",
        ),
    ],
)
def test_before_there_is_a_course_there_are_no_empty_axes(trend: Trend, said: str) -> None:
    text = plain(ChartModel(trend, to_do=(("n", "fill in"),))).replace("   \n", "\n")
    assert text.startswith(said)
    assert "│" not in text
    assert ("n fill in" in text) == (not trend.points)


def test_the_first_chart_explains_what_could_be_chance() -> None:
    assert "Shaded (║): 9–19" in plain(ChartModel(weekly(14, 12)))
    assert "Shaded" not in plain(ChartModel(weekly(14, 12, 11)))
    text = plain(ChartModel(weekly(14, 12, 11), with_legend=True))
    assert "9–19, less than 6 points from the start (14)" in text
