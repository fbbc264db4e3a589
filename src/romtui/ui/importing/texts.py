"""What the import of a table says on the screen."""

from typing import Final

from romtui.domain.text import counted

# The file, and what its columns are

WHICH_FILE: Final = "Import which table?"
FILE_HINT: Final = "A .csv or .txt file, e.g. ~/answers.csv. Nothing is imported before you agree."
KEPT_MAPPING: Final = "Which mapping did you keep of such a table?"
KEPT_HINT: Final = "A .toml file. Enter alone makes a new mapping; Esc goes back."
ITEMS_OR_TOTAL: Final = "What does the table have of it?"
ITEMS: Final = ("items", "items", "one column an item")
TOTAL: Final = ("total", "total only", "one column; it stays a total")
CODE_COLUMN: Final = "Which column holds the patient's code?"
DAY_COLUMN: Final = "Which column holds the day?"
TOTAL_COLUMN: Final = "Which column holds the total?"
DAY_OR_MONTH: Final = "Which comes first in these days, day or month?"
NOT_SURE: Final = ("", "not sure", "look at the table first; nothing is imported")
DAY_FIRST: Final = ("DD/MM/YYYY", "day first", "3/2/2026 is 3 February 2026")
MONTH_FIRST: Final = ("MM/DD/YYYY", "month first", "3/2/2026 is 2 March 2026")
LEFT_OUT: Final = (".", "skipped", "no answer to this item")
FOUND: Final = "found in the table"
ONE_COLUMN_TWICE: Final = "One column was selected for two items. Begin again."
COLUMN_HINT: Final = "Beside each column its first three rows. Enter selects, Esc goes back."
TOO_MANY_WORDS: Final = (
    "The item columns hold too many different words. Check that they are the items, then begin "
    "again."
)


def item_column(name: str, number: int, words: str) -> str:
    """Which column is an item."""
    return f"{name}, item {number}: which column?   {words}"


def which_answer(name: str, word: str) -> str:
    """Which answer of the form a word is."""
    return f"Which answer of {name} is “{word}”?"


# The trial

TRIAL: Final = "Import: a trial, nothing is saved yet"
TRIAL_KEYS: Final = "y  import all of it   Esc  cancel"
UNDONE_BY: Final = "romtui import --undo undoes it as a whole."
CANCELLED: Final = "Import cancelled. Nothing was saved."
NOTHING_NEW: Final = "Everything in this table is there already. Nothing to import."
KEEP_WHERE: Final = "Keep this mapping for the next table in which file?"
MAPPING_NAME: Final = "Choose a file name that ends in .toml."
KEEP_HINT: Final = "A new .toml file, e.g. ~/mood.toml. No patient is named in it. Esc keeps none."
DIFFERING: Final = "Other scores exist for some of these days. What should happen?"
KEEP: Final = ("keep", "keep", "what is there stays, these rows are left aside")
CORRECT: Final = ("correct", "correct", "the table corrects it; the earlier version stays")
BOTH: Final = ("both", "both", "both stand beside each other")


def would_bring(patients: int, results: int, already: int, corrected: int, kept: int) -> str:
    """What would come in."""
    parts = [counted(patients, "new patient"), counted(results, "new result")]
    parts += [f"{corrected} corrected"] if corrected else []
    parts += [f"{kept} left aside"] if kept else []
    parts += [f"{already} there already"] if already else []
    return f"{', '.join(parts)}."


def imported(what: str) -> str:
    """What came in."""
    return f"✓ Imported: {what} {UNDONE_BY}"


def kept_in(file: str) -> str:
    """Where the mapping is."""
    return f"Mapping kept in {file}."
