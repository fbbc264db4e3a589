"""Walking along the points of the chart, on the session screen and on the whole screen."""

from romtui.ui.chart.widget import TrendChart
from tests.ui.charted import everything
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, in_session


async def test_the_arrows_read_out_one_point_after_the_other(practice: Practice) -> None:
    everything(practice)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("left")
        said = " ".join(hands.text.split())
        assert (
            "24 Nov: 7 · −2 since last time, could be chance · −12 better since the start" in said
        )
        assert "corrected · total only · not shared" in said
        await hands.press("left")
        assert "10 Nov: 9" in hands.text
        assert "mild · shared on screen · fits partly" in hands.text
        await hands.press("right", "left", *["left"] * 9)
        assert "4 Aug: 19 · the start · moderately severe · total only · shared aloud" in hands.text
        await hands.press("right")
        after_a_gap = "22 Sep: 18 · −1 since the start, could be chance"
        assert after_a_gap in hands.text
        said = " ".join(hands.text.split())
        assert "does not fit: “worse than that” · agreed: up at seven each day" in said
        assert hands.text.count("▲") == 1


async def test_esc_and_the_end_leave_the_walk_and_not_the_session(practice: Practice) -> None:
    everything(practice)
    async with in_session(practice.app(), SMALL) as hands:
        for way_out in ("right", "escape"):
            await hands.press("left")
            assert "24 Nov: 7" in hands.text
            await hands.press(way_out)
            assert "24 Nov: 7" not in hands.text
            assert "▲" not in hands.text
            assert hands.screen == "SessionScreen"


async def test_any_other_key_leaves_the_walk_and_does_what_it_does(practice: Practice) -> None:
    everything(practice)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("left", "f")
        assert "Does the PHQ-9 (7) match how they feel?" in hands.text
        assert "▲" not in hands.text


async def test_without_a_score_there_is_nothing_to_walk_along(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.press("left")
        assert "No scores on the chart yet." in hands.text


async def test_the_chart_on_the_whole_screen_and_back(practice: Practice) -> None:
    everything(practice)
    async with in_session(practice.app(), SMALL) as hands:
        await hands.press("G")
        assert "PHQ-9 over time" in hands.text
        await hands.press("home")
        assert "4 Aug: 19 · the start" in hands.text
        await hands.press("d")
        assert "PHQ-9 over sessions" in hands.text
        assert "4 Aug: 19 · the start" in hands.text
        await hands.press("end")
        assert "24 Nov: 7" in hands.text
        await hands.press("escape")
        assert "24 Nov: 7" not in hands.text
        await hands.press("m")
        assert "Higher is better" in hands.text
        await hands.press("escape")
        assert hands.screen == "SessionScreen"
        assert "▸ WHO-5" in hands.text


async def test_however_small_the_terminal_the_chart_is_whole_or_not_there(
    practice: Practice,
) -> None:
    everything(practice)
    async with in_session(practice.app()) as hands:
        await hands.press("G", "d", "left")
        chart = hands.app.screen.query_one(TrendChart)
        for width in (24, 30, 44, 60, 100):
            for height in range(40):
                lines = list(chart.draw(width, height))
                assert len(lines) in {0, height}
                assert all(line.cell_len <= width for line in lines), (width, height)
