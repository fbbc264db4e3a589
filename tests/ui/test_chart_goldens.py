"""The chart as text, kept beside the tests: what a change does to it can be read in the diff.

`ROMTUI_RENEW_GOLDENS=1 python -m pytest -n0 tests/ui/test_chart_goldens.py` writes them anew.
"""

import os
from pathlib import Path

import pytest

from romtui.ui.chart.widget import TrendChart
from tests.ui.charted import everything
from tests.ui.conftest import Practice
from tests.ui.hands import Hands, in_session

GOLDENS = Path(__file__).with_name("goldens")
SIZES = ((80, 24), (120, 40), (160, 50))


def drawn(hands: Hands) -> str:
    """The chart and what is read out under it."""
    lines = hands.text.split("\n")
    parts = []
    for name in (TrendChart, "#said"):
        x, y, width, height = hands.app.screen.query_one(name).region
        parts += [line[x : x + width].rstrip() for line in lines[y : y + height]]
    return "\n".join(parts).rstrip() + "\n"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_chart_looks_as_it_did(practice: Practice, size: tuple[int, int]) -> None:
    everything(practice)
    shots = {}
    async with in_session(practice.app(), size) as hands:
        await hands.press("left", "left")
        shots["on the session screen, a point read out"] = drawn(hands)
        await hands.press("G")
        shots["on the whole screen"] = drawn(hands)
        await hands.press("d", "home", "right")
        shots["over sessions, a point read out"] = drawn(hands)
        await hands.press("d", "m")
        shots["a measure of which more is better"] = drawn(hands)
    text = "\n".join(f"== {name}\n{shot}" for name, shot in shots.items())
    golden = GOLDENS / f"chart-{size[0]}x{size[1]}.txt"
    if os.environ.get("ROMTUI_RENEW_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
