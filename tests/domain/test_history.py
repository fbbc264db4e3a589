"""What each version of a result did."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from romtui.domain.case import Entered, Result, Status
from romtui.domain.history import history_of

FIRST = Result(
    id=1,
    instrument="mood9",
    on=date(2026, 11, 20),
    total=Decimal(3),
    answers=(1, 2, None),
    entered_at=datetime(2026, 11, 20, 18, tzinfo=UTC),
)


def test_a_history_says_what_was_done_and_which_items_were_touched() -> None:
    corrected = replace(FIRST, version=2, answers=(1, 3, 0), status=Status.AMENDED)
    withdrawn = replace(corrected, version=3, status=Status.WITHDRAWN)
    back = replace(corrected, version=4)
    found = [(entry.what, entry.items) for entry in history_of((FIRST, corrected, withdrawn, back))]
    assert found == [
        ("entered", ()),
        ("corrected", (2, 3)),
        ("withdrawn: entered in error", ()),
        ("restored", ()),
    ]


@pytest.mark.parametrize(
    ("entered", "day", "words"),
    [
        (Entered.TOTAL, 21, "entered as a total"),
        (Entered.ITEMS, 22, "entered, more than a day late"),
        (Entered.IMPORTED, 29, "imported, more than a day late"),
    ],
)
def test_how_it_came_in_and_whether_late(entered: Entered, day: int, words: str) -> None:
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    (entry,) = history_of((replace(FIRST, entered=entered, entered_at=at),))
    assert entry.what == words
