"""Which row of the chart a total is drawn in: true for every questionnaire and every height."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.content.instruments import load_instruments
from romtui.domain.change import ErrorBand
from romtui.domain.instrument import Instrument
from romtui.domain.text import number
from romtui.domain.value_axis import ValueAxis, lay_value_axis
from romtui.paths import data_folder

SHIPPED = load_instruments(data_folder() / "instruments")
PHQ9, GAD2, SWLS, WHO5 = (SHIPPED[name] for name in ("phq9", "gad2", "swls", "who5"))


@dataclass(frozen=True)
class Chart:
    """A questionnaire, perhaps with a target, on so many rows; `drawn` are its scores."""

    instrument: Instrument
    target: Decimal | None
    rows: ValueAxis
    error_band: ErrorBand | None = None
    drawn: tuple[Decimal, ...] = ()

    def totals(self) -> list[tuple[Decimal, int]]:
        """The totals that have a row: the others are not on the axis."""
        return [
            (total, self.rows.row(total))
            for total in self.instrument.totals
            if self.rows.lo <= total <= self.rows.hi
        ]


@st.composite
def charts(draw: st.DrawFn, least: int = 6) -> Chart:
    instrument = draw(st.sampled_from(list(SHIPPED.values())))
    target = draw(st.none() | st.sampled_from(instrument.totals))
    rows = draw(st.integers(least, 40))
    error_band = None
    if draw(st.booleans()) and instrument.reliable_change is not None:
        start = draw(st.sampled_from(instrument.totals))
        error_band = ErrorBand(start, instrument.reliable_change)
    drawn = tuple(draw(st.lists(st.sampled_from(instrument.totals), max_size=8)))
    cut = draw(st.booleans())
    laid = lay_value_axis(instrument, target, rows, error_band, drawn, may_cut=cut)
    return Chart(instrument, target, laid, error_band, drawn)


def phq9(rows: int, target: int | None = None) -> ValueAxis:
    return lay_value_axis(PHQ9, None if target is None else Decimal(target), rows)


@given(charts())
def test_the_rows_run_from_the_largest_number_to_the_smallest(chart: Chart) -> None:
    assert chart.rows.row(chart.instrument.hi) == 0
    assert chart.rows.row(chart.instrument.lo) == chart.rows.rows - 1
    assert all(row >= above for (_, above), (_, row) in pairwise(reversed(chart.totals())))


@given(charts(least=3))
def test_no_total_stands_beside_the_name_of_another_band(chart: Chart) -> None:
    for total, row in chart.totals():
        band = chart.instrument.band(total)
        assert chart.rows.band_names[row] in {"", band.label if band else ""}


@given(charts(least=7))
def test_a_total_is_drawn_in_a_row_of_its_own_band(chart: Chart) -> None:
    bands = chart.instrument.bands
    for total, row in chart.totals():
        band = chart.instrument.band(total)
        place = None if band is None else bands.index(band)
        if place is not None and not chart.instrument.lower_is_better:
            place = len(bands) - 1 - place
        assert chart.rows.severity[row] == place


@given(charts(least=7))
def test_a_band_is_named_once_in_the_uppermost_of_its_rows(chart: Chart) -> None:
    named = {name: row for row, name in enumerate(chart.rows.band_names) if name}
    shown = [
        band.label
        for band in reversed(chart.instrument.bands)
        if any(chart.instrument.band(total) is band for total, _ in chart.totals())
    ]
    assert list(named) == shown
    assert len(named) == sum(1 for name in chart.rows.band_names if name)
    for row in named.values():
        severity = chart.rows.severity
        assert severity[row] not in severity[:row]


@given(charts(least=3))
def test_a_total_short_of_the_target_is_never_drawn_as_if_it_reached_it(chart: Chart) -> None:
    if chart.target is None or chart.rows.target is None:
        return
    worse = -1 if chart.instrument.lower_is_better else 1
    for total, row in chart.totals():
        beyond = (row - chart.rows.target) * worse
        reached = chart.instrument.reaches(total, chart.target)
        assert beyond <= 0 if reached else beyond > 0


@given(charts(least=3))
def test_no_row_of_what_may_be_chance_holds_a_real_change_or_the_other_way(chart: Chart) -> None:
    if chart.error_band is None or not any(chart.rows.may_be_chance):
        assert not any(chart.rows.may_be_chance)
        return
    for total, row in chart.totals():
        assert chart.rows.may_be_chance[row] == chart.error_band.contains(total)


@given(charts(least=14))
def test_on_a_tall_chart_what_may_be_chance_is_always_marked(chart: Chart) -> None:
    assert any(chart.rows.may_be_chance) == (chart.error_band is not None)


@given(charts(least=3))
def test_no_score_seems_to_lie_on_a_line_that_it_is_not_on(chart: Chart) -> None:
    instrument, rows = chart.instrument, chart.rows
    for total in chart.drawn:
        if rows.row(total) == rows.target:
            assert chart.target is not None
            assert instrument.reaches(total, chart.target)
            assert not any(
                instrument.reaches(other, chart.target)
                and instrument.severity(other) > instrument.severity(total)
                for other in instrument.totals
            )
        if rows.row(total) == rows.cutoff:
            assert total == instrument.cutoff or instrument.cutoff not in instrument.totals


@given(charts(least=3))
def test_the_axis_holds_every_score_the_target_and_the_cutoff(chart: Chart) -> None:
    wanted = [*chart.drawn]
    wanted += [] if chart.target is None else [chart.target]
    wanted += [] if chart.instrument.cutoff is None else [chart.instrument.cutoff]
    step = chart.instrument.finest_step
    assert all(chart.rows.lo - step < total < chart.rows.hi + step for total in wanted)


@given(charts(least=12))
def test_with_rows_enough_nothing_is_left_out(chart: Chart) -> None:
    assert (chart.rows.lo, chart.rows.hi) == (
        chart.instrument.totals[0],
        chart.instrument.totals[-1],
    )


@given(charts(least=3))
def test_the_line_goes_through_the_middle_of_a_dot_that_is_alone_in_its_row(chart: Chart) -> None:
    for total in chart.drawn:
        shared = {other for other in chart.drawn if chart.rows.row(other) == chart.rows.row(total)}
        if len(shared) == 1:
            assert chart.rows.sub_row(total) % 4 == 2


@given(charts(least=3))
def test_no_clinical_total_is_drawn_on_the_better_side_of_the_cutoff(chart: Chart) -> None:
    cutoff = chart.instrument.cutoff
    if cutoff is None or chart.rows.cutoff is None:
        return
    better = 1 if chart.instrument.lower_is_better else -1
    for total, row in chart.totals():
        beyond = (row - chart.rows.cutoff) * better
        clinical = chart.instrument.severity(total) >= chart.instrument.severity(cutoff)
        assert beyond <= 0 if clinical else beyond > 0


@given(charts(least=8))
def test_a_target_has_a_row_as_soon_as_there_is_room(chart: Chart) -> None:
    if chart.drawn:
        assert chart.rows.target is None or chart.target is not None
    else:
        assert (chart.rows.target is None) == (chart.target is None)


@given(charts(least=3))
def test_a_number_stands_in_the_row_where_that_total_is_drawn(chart: Chart) -> None:
    ends = {chart.instrument.lo, chart.instrument.hi}
    marks = ends | {band.lo for band in chart.instrument.bands} | set(chart.drawn)
    for row, said in enumerate(chart.rows.numbers):
        total = Decimal(said) if said else None
        if total is not None and total != chart.target:
            assert total in marks
            assert chart.rows.row(total) == row


@given(charts(least=3))
def test_beside_a_point_stands_no_number_but_its_own(chart: Chart) -> None:
    for total in chart.drawn:
        assert chart.rows.numbers[chart.rows.row(total)] in {"", number(total)}


@given(charts(least=8))
def test_without_points_the_ends_the_borders_and_the_target_are_numbered(chart: Chart) -> None:
    if not chart.drawn:
        marks = {chart.instrument.lo, chart.instrument.hi}
        marks |= {band.lo for band in chart.instrument.bands}
        rows = {chart.rows.row(mark) for mark in marks}
        rows |= set() if chart.rows.target is None else {chart.rows.target}
        assert {row for row, said in enumerate(chart.rows.numbers) if said} == rows


@given(charts())
def test_dots_and_line_are_in_the_same_row_and_in_order(chart: Chart) -> None:
    totals = [total for total, _ in chart.totals()]
    assert [chart.rows.sub_row(total) // 4 for total in totals] == [
        row for _, row in chart.totals()
    ]
    steps = [chart.rows.sub_row(total) for total in sorted(chart.drawn or totals)]
    assert steps == sorted(steps, reverse=True)


@given(st.integers(12, 40), st.none() | st.integers(0, 27))
def test_between_two_totals_the_line_is_never_flat(rows: int, target: int | None) -> None:
    laid = phq9(rows, target)
    assert len({laid.sub_row(total) for total in PHQ9.totals}) == len(PHQ9.totals)


def test_on_a_small_terminal_the_line_moves_wherever_it_matters() -> None:
    laid = phq9(9)
    same = [a for a, b in pairwise(PHQ9.totals) if laid.sub_row(a) == laid.sub_row(b)]
    assert all(total <= 4 for total in same)


def test_moderately_severe_begins_at_15_on_a_small_terminal() -> None:
    laid = phq9(9)
    assert laid.band_names[laid.row(Decimal(19))] == "moderately severe"
    assert laid.severity[laid.row(Decimal(15))] == 3
    assert laid.numbers[laid.row(Decimal(15))] == "15"
    assert laid.row(Decimal(15)) < laid.row(Decimal(14))
    assert laid.row(Decimal(13)) > laid.row(Decimal(15))


def test_from_12_to_10_the_line_falls_onto_the_target() -> None:
    laid = phq9(9, target=10)
    assert laid.row(Decimal(10)) == laid.target
    assert laid.row(Decimal(11)) < laid.row(Decimal(10))


def test_a_row_has_one_number_and_the_border_comes_first() -> None:
    assert phq9(5).numbers == ("20", "15", "10", "5", "0")


def test_on_few_rows_scores_next_to_each_other_still_have_a_row_each() -> None:
    totals = [Decimal(total) for total in (16, 17, 16, 18, 16, 17)]
    laid = lay_value_axis(
        PHQ9, Decimal(9), 8, ErrorBand(Decimal(16), Decimal(6)), totals, may_cut=True
    )
    assert (laid.lo, laid.hi) == (Decimal(9), Decimal(18))
    assert laid.numbers == ("18", "17", "16", "15", "", "", "10", "9")
    assert [laid.row(Decimal(total)) for total in (18, 17, 16)] == [0, 1, 2]
    assert (laid.cutoff, laid.target) == (6, 7)


def test_a_score_above_the_cutoff_is_not_drawn_on_its_line() -> None:
    totals = [Decimal(total) for total in (19, 18, 16, 14, 12)]
    laid = lay_value_axis(
        PHQ9, None, 9, ErrorBand(Decimal("18.5"), Decimal(6)), totals, may_cut=True
    )
    assert laid.cutoff is not None
    assert len({laid.row(total) for total in totals}) == len(totals)
    assert laid.cutoff > laid.row(Decimal(12))


def test_scores_get_no_more_rows_than_leave_the_others_half_of_theirs() -> None:
    laid = lay_value_axis(WHO5, Decimal(60), 13, None, [Decimal(28), Decimal(44)])
    assert laid.row(Decimal(60)) - laid.row(Decimal(100)) >= 1


def test_where_bands_have_to_share_a_row_it_has_no_name() -> None:
    laid = lay_value_axis(SWLS, None, 6)
    shared = laid.row(Decimal(20))
    assert laid.row(Decimal(15)) == shared
    assert laid.band_names[shared] == ""
    assert laid.severity[shared] is None
    assert "satisfied" in laid.band_names


def test_a_target_without_a_row_of_its_own_is_not_drawn() -> None:
    assert lay_value_axis(SWLS, Decimal(22), 8).target is not None
    assert lay_value_axis(SWLS, Decimal(22), 7).target is None


@pytest.mark.parametrize("target", ["50", "49.5"])
def test_a_target_between_two_totals_lies_where_it_is_just_reached(target: str) -> None:
    laid = lay_value_axis(WHO5, Decimal(target), 12)
    assert laid.target == laid.row(Decimal(52))
    assert laid.target < laid.row(Decimal(48))
    assert laid.numbers[laid.target] == target


def test_few_totals_on_many_rows_are_drawn_evenly() -> None:
    laid = lay_value_axis(GAD2, Decimal(3), 25)
    assert [laid.row(total) for total in GAD2.totals] == [24, 20, 16, 12, 8, 4, 0]


def test_a_band_begins_in_the_row_of_its_smallest_total() -> None:
    laid = phq9(9)
    assert laid.borders == {laid.row(Decimal(border)) for border in (5, 10, 15, 20)}
    assert laid.band_names[laid.row(Decimal(27))] == "severe"
