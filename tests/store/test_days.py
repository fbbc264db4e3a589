"""A date of no time that can be meant is refused wherever a date comes in, by one rule."""

from collections.abc import Callable
from datetime import date

import pytest

from romtui.cli.json_file import JsonObject
from romtui.domain.days import refuse_absurd
from romtui.domain.errors import UserError
from romtui.exchange import scores_table
from romtui.exchange.scores_table import Columns
from romtui.store.store import Store
from romtui.ui.dates import read_any_day, read_day, read_day_ahead
from tests.store.vaults import TODAY, form

WAYS: dict[str, Callable[[str], object]] = {
    "a field for a day": lambda day: read_day(day, TODAY),
    "a field for a day ahead": lambda day: read_day_ahead(day, TODAY),
    "a field for any day": lambda day: read_any_day(day, TODAY),
    "a file of cases": lambda day: JsonObject({"on": day}, "case 1").day("on"),
    "a table": lambda day: scores_table.read(
        f"c,d,s\nA,{day},3\n".encode(), Columns("c", "d", "s", of="phq9"), "YYYY-MM-DD"
    ),
}


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("way", WAYS)
def test_an_absurd_year_is_refused(way: str, day: str) -> None:
    with pytest.raises(UserError):
        WAYS[way](day)


def test_the_sentence_names_the_year_and_the_way_out() -> None:
    with pytest.raises(
        UserError, match=r"The year 0001 cannot be right\. Enter a year from 1900 to"
    ):
        refuse_absurd(date(1, 1, 1))
    assert refuse_absurd(date(1900, 1, 1)) == date(1900, 1, 1)


def test_the_store_keeps_none(store: Store) -> None:
    case = store.add_patient()
    with pytest.raises(UserError, match="cannot be right"):
        store.record(case.patient.id, form(on=date(1, 1, 1)))
    with pytest.raises(UserError, match="cannot be right"):
        store.add_patient(started_on=date(1, 1, 1))


@pytest.mark.parametrize("started_on", ["0001-01-01", "1066-10-14"])
def test_a_file_of_records_brings_none(store: Store, started_on: str) -> None:
    person = {"patient": [{"code": "B-001", "stage": "active", "started_on": started_on}]}
    with pytest.raises(UserError, match="such as 2026-01-05"):
        store.import_people([person])
