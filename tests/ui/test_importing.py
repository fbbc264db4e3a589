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
        text = await hands.until("Which questionnaire?")
        assert "PHQ-9 found in the table" in " ".join(text.split())
        await hands.press("enter")
        text = await hands.until("holds the patient's code?")
        assert "Chiffre (nur für uns)" in text
        assert "K-01 · K-02 · K-01" in text
        await hands.press(*["down"] * 5, "enter")
        text = await hands.until("holds the day?")
        assert "▸ Completion time" in text
        await hands.press("enter")
        await hands.until("day or month?")
        await hands.press("down", "down", "enter")
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
        await hands.press("enter", "enter")
        for word, downs in (("A1", 1), ("A2", 2), ("A3", 3), ("A4", 4)):
            await hands.until(f"Which answer of PHQ-9 is “{word}”?")
            await hands.press(*["down"] * downs, "enter")
        await hands.until("patient's code?")
        await hands.press("enter")
        await hands.until("the day?")
        await hands.press("enter")
        await hands.until("3 new results.")


async def test_who_cancels_leaves_everything_as_it_was(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "redcap_raw.csv")
        await hands.type(str(SAMPLES / "redcap_raw.toml"))
        await hands.press("enter")
        await hands.until("3 new results.")
        await hands.press("escape")
        await hands.until("Import cancelled. Nothing was saved.")
        assert not practice.store.caseload()


async def test_a_wrong_answer_is_said_by_row_and_column(practice: Practice, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes((SAMPLES / "redcap_raw.csv").read_bytes().replace(b",1,1,1,2,", b",1,x,1,2,"))
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, wrong)
        await hands.type(str(SAMPLES / "redcap_raw.toml"))
        await hands.press("enter")
        await hands.until("line 4: a number printed on the form was expected in column “phq9_2”")
        assert not practice.store.caseload()


async def test_enter_alone_neither_guesses_a_day_nor_an_answer(practice: Practice) -> None:
    async with at(practice.app(), LARGE) as hands:
        await begin(hands, SAMPLES / "google_sheets.csv")
        await hands.press("enter", "enter", "enter", "enter")
        await hands.until("day or month?")
        await hands.press("enter")
        await hands.until("Your caseload is empty")
        await begin(hands, SAMPLES / "limesurvey_codes.csv")
        await hands.press("enter", "enter", "enter")
        text = await hands.until("“A2”")
        assert "▸ skipped" in text
