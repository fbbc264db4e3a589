"""The caseload as text, kept beside the tests: what a change does to it can be read in the diff.

`ROMTUI_RENEW_GOLDENS=1 python -m pytest -n0 tests/ui/test_caseload_goldens.py` writes them anew.
"""

import os
from pathlib import Path

import pytest

from romtui.demo import demo_cases
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice
from tests.ui.hands import Hands, at

GOLDENS = Path(__file__).with_name("goldens")
SIZES = ((80, 24), (120, 40), (160, 50))


def drawn(hands: Hands) -> str:
    return "\n".join(line.rstrip() for line in hands.text.split("\n"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_caseload_looks_as_it_did(practice: Practice, size: tuple[int, int]) -> None:
    practice.store.import_cases(demo_cases(TODAY, INSTRUMENTS))
    with_preview = size[0] > SIZES[0][0]
    shots = {}
    async with at(practice.app(), size) as hands:
        await hands.until("Safety item endorsed")
        if with_preview:
            await hands.until("next session")
        shots["whoever comes first"] = drawn(hands)
        await hands.press(*["down"] * 6)
        if with_preview:
            await hands.until("A-003   session")
        shots["further down"] = drawn(hands)
        await hands.press("v")
        shots["with names"] = drawn(hands)
        await hands.press("v", *"00")
        if with_preview:
            await hands.until("thoughts")
        shots["searching"] = drawn(hands)
    text = "\n\n".join(f"== {name}\n{shot}" for name, shot in shots.items()) + "\n"
    golden = GOLDENS / f"caseload-{size[0]}x{size[1]}.txt"
    if os.environ.get("ROMTUI_RENEW_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
