"""The table of the questionnaires in the docs."""

from pathlib import Path

from romtui.cli.instrument_table import table, written_into
from romtui.content.instruments import load_instruments
from romtui.paths import data_folder

PAGE = Path(__file__).parents[2] / "docs" / "instruments.md"


def test_the_table_in_the_docs_is_current() -> None:
    page = PAGE.read_text("utf-8")
    assert written_into(page) == page


def test_every_shipped_questionnaire_has_a_line() -> None:
    lines = table().splitlines()
    for one in load_instruments(data_folder() / "instruments").values():
        assert [line for line in lines if line.startswith(f"| `{one.id}` | {one.title} |")]


def test_a_value_stands_with_those_published_elsewhere_and_a_memory_is_marked() -> None:
    by_id = {line.split("`")[1]: line for line in table().splitlines() if "`" in line}
    assert "| 5; elsewhere 6.0, 6.6 |" in by_id["ors"]
    assert "| –; elsewhere 13 (unverified), 14 | 9 |" in by_id["k6"]
    assert "| 16, 22, 30; elsewhere 20, 25, 30 (unverified) |" in by_id["k10"]
    assert "| 6 (our own) |" in by_id["phq8"]
    assert "| 56 days (our own) | 9 |" in by_id["phq9"]
    assert "| 10 (unverified) |" in by_id["who5"]
    assert "(unverified)" in by_id["core10"]
    assert "no single total" in by_id["dass21"]
