"""What the import of a table says on the screen."""

from collections.abc import Sequence
from typing import Final

from romtui.domain.text import counted
from romtui.exchange.mapped.mapping import FormMapping
from romtui.exchange.mapped.open_points import Thing

_SHORT: Final = 40
"""Signs up to which the first and the last item are named."""

# The file, and what its columns are

WHICH_FILE: Final = "Import which table?"
FILE_HINT: Final = "A .csv or .txt file, e.g. ~/answers.csv. Nothing is imported before you agree."
KEPT_MAPPING: Final = "Which mapping did you keep of such a table?"
KEPT_HINT: Final = "A .toml file. Enter alone makes a new mapping; Esc goes back."
MAPPING: Final = "What the columns are   (Esc goes back)"
MAPPING_HINT: Final = "Enter changes the selected line. Nothing is imported yet."
OPEN: Final = "still to say"
STILL_OPEN: Final = "Something is still to say: the selected line."
GIVE_UP_MAPPING: Final = "Give up what you said about this table?"
GIVE_UP: Final = "give it up"
GO_ON_MAPPING: Final = "go on"
LABELS: Final = {
    Thing.SHAPE: "Each row is",
    Thing.ENCODING: "Characters",
    Thing.CODE: "Patient's code",
    Thing.DAY: "Day",
    Thing.ORDER: "Day or month first",
    Thing.QUESTION: "Question",
    Thing.ANSWER: "Answer",
    Thing.ENTRY: "Forms of one day",
    Thing.FORM: "Questionnaire",
    Thing.WORDS: "  its answers",
}
DO: Final = {
    "add": "Add another questionnaire",
    "keep": "Keep this mapping in a file",
    "try": "Try it: see what would come in",
}
SHAPES: Final = {"wide": "one day of one patient", "long": "one answer"}
WHICH_SHAPE: Final = "What is each row of the table?"
WIDE: Final = ("wide", "one day", "each question has a column of its own")
LONG: Final = ("long", "one answer", "one column names the question, another holds the answer")
WHICH_ENCODING: Final = "How are the characters of the file written?"
ENCODINGS: Final = (
    ("utf-8", "UTF-8", "most programs of today"),
    ("cp1252", "Windows-1252", "Excel and other programs on Windows"),
    ("utf-16", "UTF-16", "Excel, saved as Unicode text"),
)
WHICH_FORM: Final = "Which questionnaire?"
ITEMS_OR_TOTAL: Final = "What does the table have of it?"
ITEMS: Final = ("items", "items", "where each item is")
TOTAL: Final = ("total", "total only", "it stays a total")
BESIDE: Final = ("total", "total", "compared with what the answers come to")
OWN_DAY: Final = ("day", "a day of its own", "where it was not filled in on the day of the row")
LEAVE_OUT: Final = ("leave out", "leave it out", "this questionnaire is not imported")
CODE_COLUMN: Final = "Which column holds the patient's code?"
ONE_PATIENT: Final = "None: all rows are of one patient"
WHOSE: Final = "Whose rows are these?"
WHOSE_HINT: Final = "The patient's code."
DAY_COLUMN: Final = "Which column holds the day?"
OWN_DAY_COLUMN: Final = "Which column holds the day of this questionnaire?"
DAY_OF_THE_ROW: Final = "None: the day of the row"
QUESTION_COLUMN: Final = "Which column names the question?"
ANSWER_COLUMN: Final = "Which column holds the answer?"
ENTRY_COLUMN: Final = "Which column tells two forms of one day apart?"
ONE_A_DAY: Final = "one form a day"
TOTAL_COLUMN: Final = "Where is the total?"
NO_TOTAL: Final = "None: no total beside the answers"
DAY_OR_MONTH: Final = "Which comes first in these days, day or month?"
NOT_SURE: Final = ("", "not sure", "look at the table first; nothing is imported")
DAY_FIRST: Final = ("DD/MM/YYYY", "day first", "3/2/2026 is 3 February 2026")
MONTH_FIRST: Final = ("MM/DD/YYYY", "month first", "3/2/2026 is 2 March 2026")
LEFT_OUT: Final = (".", "skipped", "no answer to this item")
COLUMN_HINT: Final = "Beside each its first three rows. Type to find one."
COLUMN_TWICE: Final = "One column was selected for two items. Begin again."
WHICH_WORD: Final = "Which of these words means something else?"
PRINTED_NUMBERS: Final = "The answers are the numbers printed on the form: nothing to say."
TOO_MANY_WORDS: Final = (
    "The item columns hold too many different words. Check that they are the items, then select "
    "them again."
)


def encoding_says(encoding: str) -> str:
    """How the characters are written."""
    return next(name for of, name, _ in ENCODINGS if of == encoding)


def in_quotes(column: str) -> str:
    """The name of a column, on one line."""
    return f"“{' '.join(column.split())}”" if column else ""


def all_of(code: str) -> str:
    """Whose all rows are."""
    return f"all rows are of {code}" if code else ""


def order_says(days: str | None) -> str:
    """Which comes first in a day."""
    if days is None:
        return ""
    return DAY_FIRST[1] if days.startswith("D") else MONTH_FIRST[1] if days[0] == "M" else days


def not_there(columns: Sequence[str]) -> str:
    """Columns of the mapping that this table does not have."""
    more = f" and {len(columns) - 1} more" if len(columns) > 1 else ""
    return f"{in_quotes(columns[0])}{more} not in this table"


def form_says(form: FormMapping) -> str:
    """Where a questionnaire is."""
    said = []
    if form.items:
        first, last = in_quotes(form.items[0]), in_quotes(form.items[-1])
        short = len(first) + len(last) <= _SHORT
        said.append(counted(len(form.items), "item") + (f", {first} to {last}" if short else ""))
    if form.total:
        said.append(f"total in {in_quotes(form.total)}")
    if form.day:
        said.append(f"its day in {in_quotes(form.day)}")
    return "; ".join(said)


def words_say(known: int, unknown: int) -> str:
    """How many words of the answers have a meaning."""
    if unknown:
        return f"{counted(unknown, 'word')} still to say"
    return f"{counted(known, 'word')} known" if known else "the numbers printed on the form"


def what_of(name: str) -> str:
    """What is to be said of a questionnaire."""
    return f"{name}: what do you want to change?"


def item_column(name: str, number: int, words: str) -> str:
    """Where an item is."""
    return f"{name}, item {number}: where is it?   {words}"


def which_answer(name: str, word: str) -> str:
    """Which answer of the form a word is."""
    return f"Which answer of {name} is “{word}”?"


# The trial

TRIAL: Final = "A trial: nothing is saved yet"
TRIAL_KEYS: Final = "y  import all of it   Esc  go back"
UNDONE_BY: Final = "romtui import --undo undoes it as a whole."
CANCELLED: Final = "Import cancelled. Nothing was saved."
NOTHING_NEW: Final = "Everything in this table is there already. Nothing to import."
KEEP_WHERE: Final = "Keep this mapping for the next table in which file?"
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
