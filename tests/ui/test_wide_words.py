"""Wide characters and long names take their cells, and no column moves because of them."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from romtui.domain.private import Private
from tests.people.cases import case_of, recorded, results
from tests.ui import conftest
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice
from tests.ui.hands import LARGE, SMALL, at

WIDE = "田中さくらの気分の質問票"
LONG = "A questionnaire with a name that is longer than any column"
IN_A_COLUMN = {
    "results": ("enter backspace", "total only"),
    "history": ("enter colon h i s t o r y enter", "total "),
    "schedule": ("enter plus", "every session"),
    "questionnaires": ("i", "with text"),
}
"""The way to a list, and words that stand below one another there."""


@pytest.fixture(params=[WIDE, LONG], ids=["wide", "long"])
def oddly_named(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Practice:
    """Somebody with two questionnaires, one of which has such a name."""
    renamed = {**INSTRUMENTS, "audit": replace(INSTRUMENTS["audit"], name=request.param)}
    measured = [
        *results(renamed["audit"], [10, 12], today=TODAY),
        *results(renamed["gad7"], [5, 9], today=TODAY),
    ]
    case = case_of(*measured, code="", name=Private(f"{request.param} 👩‍👩‍👧"))
    practice.store.use(renamed)
    recorded(practice.store, case)
    monkeypatch.setattr(conftest, "INSTRUMENTS", renamed)
    return practice


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("name", IN_A_COLUMN)
async def test_no_column_moves(oddly_named: Practice, name: str, size: tuple[int, int]) -> None:
    way, words = IN_A_COLUMN[name]
    async with at(oddly_named.app(), size) as hands:
        await hands.until("Caseload")
        await hands.press(*way.split())
        text = await hands.until(words)
        before = [line.partition(words)[0] for line in text.splitlines() if words in line]
        assert len(before) > 1
        assert len(set(map(cell_len, before))) == 1, text
        assert all(cell_len(line) <= size[0] for line in text.splitlines())
