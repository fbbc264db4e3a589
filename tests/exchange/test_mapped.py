"""Tables of other programs, item by item: right, or refused with row and column."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from romtui.content.instruments import load_instruments
from romtui.content.toml import ContentError
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import Answers
from romtui.exchange.mapped import table, texts
from romtui.exchange.mapped.doubts import doubts
from romtui.exchange.mapped.encodings import encoding_of
from romtui.exchange.mapped.file import read_mapping
from romtui.exchange.mapped.mapping import Encoding, FormMapping, Shape, TableMapping
from romtui.exchange.mapped.open_points import Thing, points, questions
from romtui.exchange.mapped.proposal import glimpse, needs_order, proposal, unknown_words
from romtui.exchange.mapped.said_back import said_back
from romtui.exchange.mapped.written import written
from romtui.paths import data_folder
from tests.counts import FULL

INSTRUMENTS = load_instruments(data_folder() / "instruments")
PHQ9 = INSTRUMENTS["phq9"]
SAMPLES = Path(__file__).parents[1] / "fixtures" / "imports"
TABLES = 10_000 if FULL else 300

FORMS: Sequence[tuple[str, date, Answers]] = (
    ("K-01", date(2026, 3, 4), (2, 2, 1, 3, 0, 1, 2, 0, 0)),
    ("K-02", date(2026, 3, 5), (1, 0, 1, 1, None, 0, 1, 0, 1)),
    ("K-01", date(2026, 3, 18), (1, 1, 1, 2, 0, 1, 1, 0, 0)),
)
"""What every sample with items says."""

WITH_ITEMS = [path.stem for path in sorted(SAMPLES.glob("*.toml")) if path.stem != "totals_excel"]


def sample(name: str) -> bytes:
    (file,) = [one for one in SAMPLES.glob(f"{name}.*") if one.suffix != ".toml"]
    return file.read_bytes()


def mapping_of(name: str) -> TableMapping:
    return read_mapping(SAMPLES / f"{name}.toml", INSTRUMENTS)


@pytest.mark.parametrize("name", WITH_ITEMS)
def test_each_program_says_the_same_forms(name: str) -> None:
    file = table.read(sample(name), mapping_of(name))
    assert [(one.code, one.on, one.answers) for one in file.scores] == list(FORMS)
    assert {one.instrument for one in file.scores} == {"phq9"}
    assert not file.ours


def test_totals_without_items_stay_totals_with_decimal_commas() -> None:
    file = table.read(sample("totals_excel"), mapping_of("totals_excel"))
    assert [(one.line, one.code, one.instrument, one.total) for one in file.scores] == [
        (5, "K-01", "phq9", Decimal(11)),
        (5, "K-01", "core10", Decimal("17.8")),
        (6, "K-02", "core10", Decimal(12)),
        (7, "K-01", "phq9", Decimal(7)),
    ]
    assert all(one.answers is None for one in file.scores)
    assert file.not_imported == ("Notiz",)
    assert file.passed_over["above the column names"] == [1, 2]


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES.glob("*.toml")])
def test_a_mapping_comes_back_from_its_file_as_it_was(name: str, tmp_path: Path) -> None:
    mapping = mapping_of(name)
    again = tmp_path / "again.toml"
    again.write_text(written(mapping), "utf-8")
    assert read_mapping(again, INSTRUMENTS) == mapping


def test_a_mapping_is_said_back_in_words() -> None:
    said = list(said_back(mapping_of("microsoft_forms"), INSTRUMENTS))
    assert said[0].startswith("The file is read as Windows-1252")
    assert "It is written MM/DD/YYYY: 02/03/2026 is 3 February 2026." in said[3]
    assert "PHQ-9: 9 items, from “Little interest" in said[4]
    assert "  “Nearly every day” is 3 (Nearly every day)" in said
    core = FormMapping("core10", tuple(f"c{n}" for n in range(1, 11)))
    said = list(said_back(TableMapping("d", (core,), whose="A-001"), INSTRUMENTS))
    assert "All rows are of A-001." in said
    assert "what was ticked" in said[-1]


# What is refused, by row and column

WIDE = TableMapping(
    "day", (FormMapping("phq9", tuple(f"q{n}" for n in range(1, 10))),), code="code"
)
HEAD = "code,day," + ",".join(f"q{n}" for n in range(1, 10))
GOOD = "K-01,2026-03-04,1,1,1,1,1,1,1,1,0"


def refused(text: str, said: str, mapping: TableMapping = WIDE) -> None:
    with pytest.raises(UserError) as refusal:
        table.read(text.encode(), mapping)
    assert said in str(refusal.value), refusal.value


def test_a_wrong_answer_is_refused_by_line_and_column_and_not_repeated() -> None:
    text = f"{HEAD}\n{GOOD}\n{GOOD.replace('1,1,0', 'Rosebud,1,0')}\n"
    refused(text, "line 3: a number printed on the form was expected in column “q7”")
    with pytest.raises(UserError) as refusal:
        table.read(text.encode(), WIDE)
    assert "Rosebud" not in str(refusal.value)


def test_a_word_that_the_mapping_does_not_know_is_refused() -> None:
    worded = FormMapping("phq9", WIDE.forms[0].items, words={"never": 0, "often": 3})
    mapping = replace(WIDE, forms=(worded,))
    row = "K-01,2026-03-04," + ",".join(["NEVER", " often "] * 4)
    (form,) = table.read(f"{HEAD}\n{row},never\n".encode(), mapping).scores
    assert form.answers == (0, 3, 0, 3, 0, 3, 0, 3, 0)
    refused(f"{HEAD}\n{row},sometimes\n", "line 2: one of the words of the mapping", mapping)
    refused(f"{HEAD}\n{row},3\n", "one of the words of the mapping", mapping)


def test_a_word_of_the_mapping_is_no_gap_even_if_it_looks_like_one() -> None:
    worded = FormMapping("phq9", WIDE.forms[0].items, words={"none": 0, "-": 1, "n/a": None})
    row = "K-01,2026-03-04," + ",".join(["None", "-", "n/a"] * 3)
    (form,) = table.read(f"{HEAD}\n{row}\n".encode(), replace(WIDE, forms=(worded,))).scores
    assert form.answers == (0, 1, None) * 3


def test_day_or_month_first_is_never_guessed() -> None:
    text = f"{HEAD}\n{GOOD.replace('2026-03-04', '03/04/2026')}\n"
    refused(text, "the day or the month could come first")
    for days, month in (("DD/MM/YYYY", 4), ("MM/DD/YYYY", 3)):
        (form,) = table.read(text.encode(), replace(WIDE, days=days)).scores
        assert form.on.month == month


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\n{GOOD},9\n", "Line 2: 11 cells were expected"),
        (f"{HEAD}\nK-01,2026-03-04,1\n", "Line 2: 11 cells were expected"),
        (f"{HEAD.replace('q9', 'q8')}\n{GOOD}\n", "first line must name the columns"),
        (f"{HEAD},q1\n{GOOD},1\n", "column q1 appears twice"),
        (
            f"{HEAD}\n{GOOD.replace('K-01', '')}\n",
            "a code of letters, digits or signs was expected",
        ),
        (f"{HEAD}\n{GOOD.replace('2026-03-04', '')}\n", "line 2"),
        (f"{HEAD}\n{GOOD.replace('2026-03-04', '31.02.2026')}\n", "line 2"),
        (f'{HEAD}\n"{GOOD}\n', "quotation marks"),
        (f"{HEAD}\nK-01,2026-03-04,,,,,,,,,\n", "no row with an answer"),
        ("", "first line must name the columns"),
    ],
)
def test_what_cannot_be_right_is_refused(text: str, said: str) -> None:
    refused(text, said)


def test_trailing_empty_columns_and_quoted_breaks_are_right() -> None:
    text = f'{HEAD},note,,\n{GOOD},"a\nb",,\n{GOOD},,,\n'
    file = table.read(text.encode(), WIDE)
    assert [one.line for one in file.scores] == [3, 4]


def test_a_name_of_a_column_may_go_over_lines(tmp_path: Path) -> None:
    long_name = 'Over the last\ntwo weeks, "interest"'
    items = (long_name, *WIDE.forms[0].items[1:])
    mapping = replace(WIDE, forms=(FormMapping("phq9", items),))
    quoted = '"Over the last\ntwo weeks, ""interest"""'
    (form,) = table.read(f"{HEAD.replace('q1', quoted)}\n{GOOD}\n".encode(), mapping).scores
    assert form.answers == (1, 1, 1, 1, 1, 1, 1, 1, 0)
    file = tmp_path / "m.toml"
    file.write_text(written(mapping), "utf-8")
    assert read_mapping(file, INSTRUMENTS) == mapping


def test_of_two_columns_of_one_name_each_is_named_by_its_place() -> None:
    text = f"{HEAD.replace('day', 'when')},when\n{GOOD},2025-01-01\n"
    refused(text, "column when appears twice", replace(WIDE, day="when"))
    for day, on in (("when (1)", date(2026, 3, 4)), ("when (2)", date(2025, 1, 1))):
        (form,) = table.read(text.encode(), replace(WIDE, day=day)).scores
        assert form.on == on
    assert glimpse(text.encode()).names[-1] == "when (2)"


def test_another_encoding_than_said_is_refused_and_windows_is_only_proposed() -> None:
    german = f"{HEAD},Größe\n{GOOD},x\n"
    assert encoding_of(german.encode("cp1252")) is Encoding.WINDOWS
    assert encoding_of(german.encode("utf-16")) is Encoding.UTF_16
    assert encoding_of(german.encode("utf-8-sig")) is Encoding.UTF_8
    with pytest.raises(UserError, match="not written in utf-8"):
        table.read(german.encode("cp1252"), WIDE)
    for encoding in Encoding:
        content = german.encode(encoding.value)
        assert len(table.read(content, replace(WIDE, encoding=encoding)).scores) == 1
    with pytest.raises(UserError, match="not written in utf-16"):
        table.read(german.encode("utf-16-le"), replace(WIDE, encoding=Encoding.UTF_16))


LONG = TableMapping(
    "day",
    (FormMapping("phq9", tuple(f"q{n}" for n in range(1, 10)), total="sum"),),
    code="code",
    shape=Shape.LONG,
    question="item",
    answer="answer",
)


def long_table(*rows: str) -> str:
    return "\n".join(("code,day,item,answer", *(f"K-01,2026-03-04,{row}" for row in rows))) + "\n"


def test_one_answer_a_row_is_gathered_whatever_the_order() -> None:
    rows = [f"q{n},{n % 4}" for n in (9, 1, 2, 8, 3, 4, 7, 5, 6)]
    (form,) = table.read(long_table(*rows, "q1,1", "height,180").encode(), LONG).scores
    assert form.answers == (1, 2, 3, 0, 1, 2, 3, 0, 1)
    file = table.read(long_table("height,180", "q1,2").encode(), LONG)
    assert file.passed_over == {texts.OTHER_QUESTION: [2]}
    assert file.scores[0].answers == (2, *[None] * 8)


def test_two_answers_to_one_question_are_refused() -> None:
    refused(long_table("q1,1", "q1,2"), "line 3: another row has another answer", LONG)
    refused(long_table("sum,11", "sum,12"), "line 3: another row has another total", LONG)
    (form,) = table.read(long_table("sum,11").encode(), LONG).scores
    assert (form.total, form.answers) == (Decimal(11), None)


def test_an_entry_tells_two_forms_of_a_day_apart() -> None:
    mapping = replace(LONG, entry="visit")
    text = "code,day,item,answer,visit\nK,2026-03-04,q1,1,a\nK,2026-03-04,q1,2,b\n"
    assert len(table.read(text.encode(), mapping).scores) == 2


def test_numbers_that_never_are_the_least_are_doubted() -> None:
    rows = [GOOD.replace(",0", f",{n}").replace("-04,", f"-0{n},") for n in (1, 2, 3)]
    file = table.read("\n".join((HEAD, *rows)).encode(), WIDE)
    (said,) = doubts(file.scores, WIDE, INSTRUMENTS)
    assert said == "Look twice: no PHQ-9 answer is 0 (Not at all). Does the table count from 1?"
    assert not [*doubts(file.scores[:2], WIDE, INSTRUMENTS)]
    zero = table.read("\n".join((HEAD, *rows, GOOD)).encode(), WIDE)
    assert not [*doubts(zero.scores, WIDE, INSTRUMENTS)]
    worded = replace(WIDE, forms=(replace(WIDE.forms[0], words={"often": 3}),))
    assert not [*doubts(file.scores, worded, INSTRUMENTS)]


# A mapping file that does not say what it should


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('code = "code"', ""), "either the column of codes"),
        (('"q9"', '"q8"'), "9 different ones are needed"),
        (("phq9", "phq99"), "not among the questionnaires"),
        (("[[form]]", "[[forms]]"), "is not a known key"),
        (('day = "day"', 'day = "day"\ndays = "D.M.Y"'), "a way to write days"),
        ((",\n]\n", "\n]\n[form.words]\nnever = 7\n"), "has no such answer"),
        ((",\n]\n", '\n]\ntotal = "q1"\n'), "named twice"),
    ],
)
def test_a_wrong_mapping_names_its_key(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(written(WIDE).replace(*change), "utf-8")
    with pytest.raises(ContentError, match=said):
        read_mapping(file, INSTRUMENTS)


# A first draft


@pytest.mark.parametrize("name", [name for name in WITH_ITEMS if name != "long_utf16"])
def test_a_draft_finds_the_items_and_leaves_open_what_is_in_doubt(name: str) -> None:
    mapping, seen = mapping_of(name), glimpse(sample(name))
    draft = proposal(seen, INSTRUMENTS)
    (form,) = draft.forms
    (wanted,) = mapping.forms
    assert (form.questionnaire, form.items) == ("phq9", wanted.items)
    assert draft.encoding is mapping.encoding
    assert draft.days is None
    assert needs_order(seen, mapping.day) == (mapping.days is not None)
    if name == "limesurvey_codes":
        assert not form.words
        assert set(unknown_words(seen, form)) == set(wanted.words)
    else:
        assert form.words.items() <= wanted.words.items()
        assert not unknown_words(seen, form)


def test_a_long_table_is_drafted_by_the_names_of_its_columns_and_its_questions() -> None:
    seen = glimpse(sample("long_utf16"))
    assert proposal(seen, INSTRUMENTS) == replace(mapping_of("long_utf16"), days=None)
    text = "code,day,item,answer\n" + "\n".join(
        f"K,2026-03-04,PHQ9_{n},Often" for n in range(1, 10)
    )
    seen = glimpse(text.encode())
    draft = proposal(seen, INSTRUMENTS)
    (form,) = draft.forms
    assert unknown_words(questions(seen, draft), form) == ("Often",)


def test_lines_above_the_names_of_the_columns_are_no_table() -> None:
    seen = glimpse(sample("totals_excel"))
    assert seen.names == ("Chiffre", "Datum", "PHQ-9 Summe", "CORE-10 Summe", "Notiz")
    assert {form.total for form in proposal(seen, INSTRUMENTS).forms} == {*seen.names[2:4]}


def test_what_a_mapping_says_of_another_table_is_open_or_absent() -> None:
    seen = glimpse(sample("redcap_raw"))
    assert all(point.settled for point in points(seen, mapping_of("redcap_raw")))
    absent = [point.absent for point in points(seen, mapping_of("limesurvey_codes"))]
    assert ("code",) in absent
    assert any(len(names) == 9 for names in absent)
    empty = TableMapping("", ())
    still = [point.thing for point in points(seen, empty) if point.open]
    assert still == [Thing.CODE, Thing.DAY, Thing.FORM]
    long = replace(empty, shape=Shape.LONG)
    assert [point.thing for point in points(seen, long) if point.open] == [
        *(Thing.QUESTION, Thing.ANSWER, Thing.CODE, Thing.DAY, Thing.FORM)
    ]
    sheet = glimpse(sample("google_sheets"))
    mapping = mapping_of("google_sheets")
    unsaid = [*points(sheet, replace(mapping, days=None))]
    assert [point.thing for point in unsaid if point.open] == [Thing.ORDER]


# Whatever the order of the columns, the separator and the encoding


WAYS_TO_WRITE_DAYS = (
    (None, "%Y-%m-%d"),
    (None, "%d %B %Y"),
    ("DD.MM.YYYY", "%d.%m.%Y"),
    ("MM/DD/YYYY", "%m/%d/%Y"),
)


def a_table(seed: int) -> tuple[bytes, TableMapping, list[tuple[str, date, str, Answers]]]:
    """A generated table of one or two questionnaires, its mapping, and the truth."""
    chance = Random(seed)  # noqa: S311 -- the same tables every time
    forms: list[tuple[Instrument, FormMapping, dict[int, str]]] = []
    for instrument in chance.sample(
        [PHQ9, INSTRUMENTS["gad7"], INSTRUMENTS["core10"]], chance.choice((1, 2))
    ):
        items = tuple(
            f"{instrument.id} item {number}" for number in range(1, instrument.n_items + 1)
        )
        labels = [option.label for option in instrument.items[0].options]
        words = chance.choice([{}, {label: n for n, label in enumerate(labels)}])
        shown = {n: label for label, n in words.items()} or {n: str(n) for n in range(5)}
        forms.append((instrument, FormMapping(instrument.id, items, words=words), shown))
    days, pattern = chance.choice(
        [
            (None, "%Y-%m-%d"),
            ("DD.MM.YYYY", "%d.%m.%Y"),
            ("MM/DD/YYYY", "%m/%d/%Y"),
            (None, "%d %B %Y"),
        ]
    )
    encoding = chance.choice(list(Encoding))
    names = ["Näme", "code", "day", *(item for _, form, _ in forms for item in form.items), "note"]
    chance.shuffle(names)
    rows, truth = [names], []
    for number in range(chance.randrange(1, 6)):
        on = date(2024, 1, 1) + timedelta(days=number * 17 + chance.randrange(10))
        cells = {"Näme": "Jörg", "code": f"K-{number}", "day": on.strftime(pattern)}
        cells["note"] = chance.choice(["", "a, b; c", 'said "no"', "two\nlines", "\t"])
        for instrument, form, shown in forms:
            answers = tuple(
                None if chance.random() < 0.1 else chance.choice(item.options).value
                for item in instrument.items
            )
            cells |= {
                item: chance.choice(["", "NA"]) if answer is None else shown[answer]
                for item, answer in zip(form.items, answers, strict=True)
            }
            if set(answers) != {None}:
                truth.append((f"K-{number}", on, instrument.id, answers))
        rows.append([cells[name] for name in names])
    file = io.StringIO(newline="")
    quoting: Literal[0, 1] = chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    eol = chance.choice(["\n", "\r\n"])
    csv.writer(
        file, delimiter=chance.choice(",;\t"), quoting=quoting, lineterminator=eol
    ).writerows(rows)
    mapping = TableMapping(
        "day", tuple(form for _, form, _ in forms), code="code", days=days, encoding=encoding
    )
    mark = "\ufeff" if encoding is Encoding.UTF_8 and chance.random() < 0.5 else ""
    return (mark + file.getvalue()).encode(encoding.value), mapping, truth


def made_long(content: bytes, mapping: TableMapping, seed: int) -> tuple[bytes, TableMapping]:
    """The same table with a row an answer, in any order."""
    chance = Random(seed)  # noqa: S311 -- the same order every time
    text = content.decode(mapping.encoding.value).removeprefix("\ufeff")
    separator = max(",;\t", key=text.partition("\n")[0].count)
    rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)]
    cells = [
        (row[mapping.code], row[mapping.day], item, row[item])
        for row in rows
        for form in mapping.forms
        for item in form.items
    ]
    chance.shuffle(cells)
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=chance.choice(",;\t")).writerows([("c", "d", "q", "a"), *cells])
    long = replace(mapping, shape=Shape.LONG, code="c", day="d", question="q", answer="a")
    return file.getvalue().encode(mapping.encoding.value), long


def test_a_generated_table_says_the_same_with_a_row_an_answer() -> None:
    for seed in range(TABLES):
        content, mapping, truth = a_table(seed)
        if truth:
            file = table.read(*made_long(content, mapping, seed))
            said = {(one.code, one.on, one.instrument, one.answers) for one in file.scores}
            assert said == set(truth), seed


def test_no_answer_of_a_generated_table_is_wrong() -> None:
    compared = 0
    for seed in range(TABLES):
        content, mapping, truth = a_table(seed)
        compared += len(truth)
        if not truth:
            continue
        file = table.read(content, mapping)
        assert [(one.code, one.on, one.instrument, one.answers) for one in file.scores] == truth, (
            seed
        )
    assert compared > TABLES
