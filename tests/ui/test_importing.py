"""A table of another program comes in, on the screen."""

from pathlib import Path

from tests.exchange.test_mapped import SAMPLES
from tests.tour import follow
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, Hands, at

IMPORT = "caseload.import_table"


async def begin(hands: Hands, table: Path) -> None:
    await hands.until("Your caseload is empty")
    await follow(hands, IMPORT)
    await hands.until("Import which table?")
    await hands.type(str(table))
    await hands.press("enter")
    await hands.until("Which mapping did you keep")


async def test_a_therapist_says_once_which_column_is_what(
    practice: Practice, tmp_path: Path
) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "microsoft_forms.csv")
        await hands.press("enter")
        text = await hands.until("What the columns are")
        assert "PHQ-9" in text
        assert "9 items" in text
        assert "4 words known" in text
        assert "▸ Patient's code" in text
        await hands.press("enter")
        text = await hands.until("holds the patient's code?")
        assert "Chiffre (nur für uns)" in text
        assert "K-01 · K-02 · K-01" in text
        await hands.type("chiffre")
        await hands.press("enter")
        text = await hands.until("▸ Day or month first")
        assert "“Completion time”" in text
        await hands.press("enter", "down", "down", "enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        text = await hands.until("2 new patients, 3 new results.")
        assert "Wed 4 March 2026" in text
        assert "Windows-1252" in text
        assert "Müßig" not in text
        assert not practice.store.caseload()
        await hands.press("y")
        await hands.until("Keep this mapping")
        kept = tmp_path / "kept.toml"
        await hands.type(str(kept))
        await hands.press("enter")
        text = await hands.until("✓ Imported: 2 new patients, 3 new results.")
        assert "K-01" in text
        assert 'days = "MM/DD/YYYY"' in kept.read_text("utf-8")
        answers = [one.answers for one in practice.store.case(1).results]
        assert answers == [(2, 2, 1, 3, 0, 1, 2, 0, 0), (1, 1, 1, 2, 0, 1, 1, 0, 0)]


async def test_a_mapping_that_was_kept_is_used_again(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "limesurvey_codes.csv")
        await hands.type(str(SAMPLES / "limesurvey_codes.toml"))
        await hands.press("enter")
        await hands.until("2 new patients, 3 new results.")
        await hands.press("y")
        await hands.until("✓ Imported")
        await follow(hands, IMPORT)
        await hands.type(str(SAMPLES / "limesurvey_codes.csv"))
        await hands.press("enter")
        await hands.type(str(SAMPLES / "limesurvey_codes.toml"))
        await hands.press("enter")
        await hands.until("there already. Nothing to import.")


async def test_words_that_are_no_answers_of_the_form_are_asked_about(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "limesurvey_codes.csv")
        await hands.press("enter")
        await hands.until("4 words still to say")
        await hands.press("enter")
        for word, downs in (("A1", 1), ("A2", 2), ("A3", 3), ("A4", 4)):
            await hands.until(f"Which answer of PHQ-9 is “{word}”?")
            await hands.press(*["down"] * downs, "enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        await hands.until("3 new results.")


async def test_a_long_table_is_known_by_its_columns(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "long_utf16.txt")
        await hands.press("enter")
        text = await hands.until("What the columns are")
        for said in ("one answer", "“item”", "“answer”", "9 items", "one form a day"):
            assert said in text
        await hands.press("enter", "down", "enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        await hands.until("2 new patients, 3 new results.")
        await hands.press("y")
        await hands.until("Keep this mapping")
        await hands.press("escape")
        await hands.until("✓ Imported")
        answers = [one.answers for one in practice.store.case(1).results]
        assert answers == [(2, 2, 1, 3, 0, 1, 2, 0, 0), (1, 1, 1, 2, 0, 1, 1, 0, 0)]


async def test_a_table_whose_columns_say_nothing_is_made_long_by_hand(
    practice: Practice, tmp_path: Path
) -> None:
    table = tmp_path / "long.csv"
    rows = [f"2026-03-04,Q{n},{n % 4}" for n in range(1, 3)]
    table.write_text("\n".join(("when,what,said", *rows)) + "\n")
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, table)
        await hands.press("enter")
        await hands.until("What the columns are")
        await hands.press("up", "up", "up", "up", "enter")
        await hands.until("What is each row of the table?")
        await hands.press("down", "enter")
        for line, typed in (("Question", "what"), ("Answer", "said"), ("Patient's code", "all")):
            await hands.until(f"▸ {line}")
            await hands.press("enter")
            await hands.type(typed)
            await hands.press("enter")
        await hands.until("Whose rows are these?")
        await hands.type("B-7")
        await hands.press("enter")
        await hands.until("▸ Day")
        await hands.press("enter", "enter")
        await hands.until("▸ Questionnaire")
        await hands.press("enter")
        await hands.type("PHQ-2")
        await hands.press("enter")
        await hands.until("What does the table have of it?")
        await hands.press("enter")
        text = await hands.until("PHQ-2, item 1: where is it?")
        assert "Q1" in text
        await hands.press("enter", "enter")
        text = await hands.until("▸ Try it")
        assert "all rows are of B-7" in text
        await hands.press("enter")
        await hands.until("1 new patient, 1 new result.")
        await hands.press("y", "escape")
        await hands.until("✓ Imported")
        assert [one.answers for one in practice.store.case(1).results] == [(1, 2)]


async def test_several_questionnaires_and_totals_come_from_one_table(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "totals_excel.csv")
        await hands.press("enter")
        text = await hands.until("What the columns are")
        assert "total in “PHQ-9 Summe”" in text
        assert "total in “CORE-10 Summe”" in text
        await hands.press("enter")
        await hands.type("chif")
        await hands.press("enter")
        await hands.until("▸ Day or month first")
        await hands.press("enter", "down", "enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        await hands.until("2 new patients, 4 new results.")


async def test_a_kept_mapping_of_another_table_says_which_columns_are_not_there(
    practice: Practice, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes((SAMPLES / "redcap_raw.csv").read_bytes().replace(b"phq9_3", b"phq9_drei"))
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, other)
        await hands.type(str(SAMPLES / "redcap_raw.toml"))
        await hands.press("enter")
        text = await hands.until("“phq9_3” not in this table")
        assert "▸ PHQ-9" in text
        await hands.press("enter", "enter")
        for number in range(1, 10):
            await hands.until(f"item {number}: where is it?")
            if number == 3:
                await hands.type("drei")
            await hands.press("enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        await hands.until("3 new results.")


async def test_what_was_said_of_a_table_is_not_lost_by_escape(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "google_forms.csv")
        await hands.press("enter")
        await hands.until("▸ Try it")
        await hands.press("enter")
        await hands.until("3 new results.")
        await hands.press("escape")
        await hands.until("▸ Try it")
        await hands.press("up", "up", "enter")  # another questionnaire
        await hands.type("GAD-7")
        await hands.press("enter", "down", "enter", "enter")
        await hands.until("total in “Timestamp”")
        await hands.press("escape")
        await hands.until("Give up what you said about this table?")
        await hands.press("enter")
        text = await hands.until("What the columns are")
        assert "total in “Timestamp”" in text
        await hands.press("escape", "y")
        await hands.until("Import cancelled. Nothing was saved.")


async def test_what_is_no_table_is_refused_in_one_sentence(
    practice: Practice, tmp_path: Path
) -> None:
    async with at(practice.app(), LARGE) as hands:
        for content, said in (
            (b"", "There is no table in this file."),
            (b"a letter\nto somebody\n", "There is no table in this file."),
            (bytes(range(256)) * 40, "contains characters that no text has"),
        ):
            file = tmp_path / "file.csv"
            file.write_bytes(content)
            await hands.until("Your caseload is empty")
            await follow(hands, IMPORT)
            await hands.until("Import which table?")
            await hands.type(str(file))
            await hands.press("enter")
            await hands.until(said)
            await hands.press("escape")


async def test_who_cancels_leaves_everything_as_it_was(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "redcap_raw.csv")
        await hands.type(str(SAMPLES / "redcap_raw.toml"))
        await hands.press("enter")
        await hands.until("3 new results.")
        await hands.press("escape")
        await hands.until("What the columns are")
        await hands.press("escape")
        await hands.until("Import cancelled. Nothing was saved.")
        assert not practice.store.caseload()


async def test_a_wrong_answer_is_said_by_row_and_column(practice: Practice, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes((SAMPLES / "redcap_raw.csv").read_bytes().replace(b",1,1,1,2,", b",1,4,1,2,"))
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, wrong)
        await hands.type(str(SAMPLES / "redcap_raw.toml"))
        await hands.press("enter")
        await hands.until("line 4: Item 2")
        assert not practice.store.caseload()


async def test_enter_alone_neither_guesses_a_day_nor_an_answer(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "google_sheets.csv")
        await hands.press("enter")
        await hands.until("▸ Day or month first")
        await hands.press("enter", "enter")
        text = await hands.until("▸ Day or month first")
        assert "still to say" in text
        await hands.press("escape")
        await begin(hands, SAMPLES / "limesurvey_codes.csv")
        await hands.press("enter", "enter", "enter")
        text = await hands.until("“A2”")
        assert "▸ skipped" in text
