"""Tables: harmless in a spreadsheet on the way out, nothing guessed on the way in."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.errors import UserError
from romtui.domain.visible import visible
from romtui.exchange import records_file, scores_table
from romtui.exchange.cells import DAYS, cell, uncell
from romtui.exchange.scores_table import Columns

COLUMNS = Columns("Client", "Date", "Score", of="phq9")
BEGINS = "=+-@\t\r\n＝＋－＠"


def table(*lines: str, head: str = "Client,Date,Score") -> bytes:
    return "\n".join((head, *lines)).encode()


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula_or_holds_a_command(words: str) -> None:
    written = cell(words)
    assert not written.lstrip().startswith(tuple(BEGINS))
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in written)
    harmless = words.isascii() and words.isprintable() and words.lstrip()[:1] not in {*"=+-@"}
    assert not harmless or written == words


@given(st.lists(st.text(max_size=20), min_size=2, max_size=4))
def test_cells_survive_the_way_through_a_file(words: list[str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(map(cell, words))
    (row,) = csv.reader(io.StringIO(text.getvalue(), newline=""))
    assert row == [cell(one) for one in words]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_by_the_names_of_its_columns(separator: str) -> None:
    rows = (
        ("note", "Client", "Date", "Score"),
        ("x", "A-1", "5.1.2026", "12"),
        ("y", "A-2", "06.01.2026", '"7,5"'),
    )
    raw = "\r\n".join(separator.join(row) for row in rows).encode("utf-8-sig")
    first, second = scores_table.read(raw, COLUMNS, "DD.MM.YYYY").scores
    assert (first.line, first.code, first.on) == (2, "A-1", date(2026, 1, 5))
    assert (second.total, second.instrument) == (Decimal("7.5"), "phq9")


def test_a_column_can_say_which_questionnaire() -> None:
    raw = table("A-1,2026-01-05,12,PHQ-9", head="c,d,t,q")
    asked = Columns("c", "d", "t", questionnaire="q")
    (score,) = scores_table.read(raw, asked, "YYYY-MM-DD").scores
    assert score.instrument == "phq9"


@pytest.mark.parametrize("days", DAYS)
def test_days_are_read_as_they_were_said_to_be_written(days: str) -> None:
    written = days.replace("YYYY", "2026").replace("MM", "02").replace("DD", "03")
    (score,) = scores_table.read(table(f"A-1,{written},12"), COLUMNS, days).scores
    assert score.on == date(2026, 2, 3)
    with pytest.raises(UserError, match="line 2: a date written as"):
        scores_table.read(table("A-1,30-Feb-26,12"), COLUMNS, days)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "must name the columns"),
        (table(head="a,b,c"), "were asked for: Client, Date, Score"),
        (table(), "no line with a score below"),
        (table("A-1,2026-01-05,12,more"), "Line 2: 3 cells were expected, not 4"),
        (table("A-1,2026-01-05"), "Line 2: 3 cells were expected, not 2"),
        (table("A-1,2026-01-05,-3", ",2026-02-30,x"), "line 2: a total.* line 3: a code"),
        (table("A-1,2026-02-30,3"), "line 2: a date"),
        (table(f"{'x' * 1001},2026-01-05,12"), "more than 1000 characters"),
        (table('A-1,"2026-01-05,12'), "quotation marks"),
        (table("A-1,2026-01-05,1\x002"), "UTF-8"),
        ("Client,Date,Score\nÄ".encode("utf-16"), "UTF-8"),
        (table(head="Client,Date,Score,Client"), "twice"),
        (table(head="Client,Date,Score" + ",x" * 200), "more than 200 columns"),
        (table(*["A-1,2026-01-05,1"] * 50_001), "more than 50000 lines"),
    ],
    ids=range(14),
)
def test_a_table_that_cannot_be_read_is_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        scores_table.read(raw, COLUMNS, "YYYY-MM-DD")


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda one: one.encode("utf-8", "replace"))
)
def test_whatever_bytes_come_the_answer_is_a_refusal_or_scores(raw: bytes) -> None:
    for content in (raw, b"Client,Date,Score\n" + raw):
        try:
            scores = scores_table.read(content, COLUMNS, "YYYY-MM-DD").scores
        except UserError:
            continue
        assert scores


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "romtui records", "format": "romtui records"}',
        b'{"format": "romtui records", "version": 2, "people": [1]}',
        b'{"format": "romtui records", "version": 1, "people": []}',
        b'{"format": "romtui records", "version": 1, "people": NaN}',
        b"\xff\xfe{}",
        b"1" * 10_000,
    ],
    ids=range(10),
)
def test_a_file_that_is_none_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(UserError):
        records_file.read(raw)


def test_a_part_of_a_questionnaire_stands_behind_a_full_stop() -> None:
    raw = table("A-1,2026-01-05,12,DASS-21.depression", "A-1,2026-01-05,9,PHQ-9.", head="c,d,t,q")
    asked = Columns("c", "d", "t", questionnaire="q")
    scores = scores_table.read(raw, asked, "YYYY-MM-DD").scores
    assert [one.instrument for one in scores] == ["dass21.depression", "phq9"]


def test_what_touches_no_score_is_passed_over_and_counted() -> None:
    raw = (
        "Practice export\r\nas of 28.11.2026; all\r\n\r\n"
        "Client;Note;Date;Score;\r\n"
        f"A-1;{'x' * 5000};05.01.26;12;\r\n"
        'A-1;"two\r\nlines";12.01.26;NA;\r\n'
        "A-1;;19.01.26;–;\r\n"
        ";;;;\r\n"
        "A-1;;26.01.26;7,5;;;\r\n"
        ";Mean;;;\r\n"
    ).encode("utf-8-sig")
    asked = Columns("Client", "Date", "Score", of="phq9")
    file = scores_table.read(raw, asked, "DD.MM.YYYY")
    assert [(one.line, one.on.day, one.total) for one in file.scores] == [
        (5, 5, 12),
        (10, 26, Decimal("7.5")),
    ]
    assert file.not_imported == ("Note",)
    assert file.passed_over == {
        "above the column names": [1, 2, 3],
        "a very long cell": [5],
        "more or fewer cells than columns": [10],
        "no score": [7, 8, 11],
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A-1,2026-01-05,abc", "line 2: a total such as 12 was expected in column “Score”"),
        ("A-1,,12", "line 2: a date written as YYYY-MM-DD was expected in column “Date”"),
        (
            ",2026-01-05,12",
            "line 2: a code of letters, digits or signs was expected in column “Client”",
        ),
    ],
)
def test_what_touches_a_score_is_refused_with_row_and_column(line: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        scores_table.read(table(line), COLUMNS, "YYYY-MM-DD")


def test_a_day_that_could_be_read_in_two_ways_is_asked_about() -> None:
    with pytest.raises(UserError, match="in line 3 the day or the month could come first"):
        scores_table.read(table("A-1,2026-01-05,1", "A-1,3/4/2026,1"), COLUMNS, None)
    (plain,) = scores_table.read(table("A-1,5 Jan 2026,1"), COLUMNS, None).scores
    assert plain.on == date(2026, 1, 5)


@pytest.mark.parametrize("written", ["1 0 2 . 3", "102.3", "1;0;2;NA;3", "1, 0, 2, -, 3"])
def test_answers_stand_apart_or_as_a_run_of_digits(written: str) -> None:
    raw = table(f'A-1,2026-01-05,,"{written}"', head="Client,Date,Score,All")
    asked = Columns("Client", "Date", "Score", of="phq9", answers="All")
    (score,) = scores_table.read(raw, asked, "YYYY-MM-DD").scores
    assert (score.answers, score.total) == ((1, 0, 2, None, 3), None)


@given(st.text(max_size=40))
def test_what_was_made_harmless_is_itself_again_when_it_comes_back(words: str) -> None:
    assert uncell(cell(words)) == visible(words)
