"""What tables, record files and handouts say, in English: refusals, and the preview of an import.

What a cell should hold is half a sentence: it follows the number of its line.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from romtui.domain.text import counted, weekday_in_full

# A handout

NAME_ENDS_IN_HTML: Final = (
    "The file name must end in .html, so that a browser can open and print it."
)

# A file of records

NOT_OUR_JSON: Final = "This is not a romtui JSON file. Use one that romtui export wrote."
OTHER_FORMAT: Final = "This file was written by another version of romtui. Please update romtui."
NOBODY_IN_FILE: Final = "There are no patients in this file."


def too_many_patients(most: int) -> str:
    """More records than are read at once."""
    return f"There are more than {most} patients in this file. Split it."


# A table: as a whole

NOT_UTF_8: Final = "The table is not in UTF-8. Save it as “CSV UTF-8”."
NO_SCORES: Final = "There is no line with a score below the column names."
NAME_THE_COLUMNS: Final = (
    "For a table, name its columns: --code, --day, --total and --days, and --questionnaire or "
    "--of. romtui import --help shows an example."
)


def name_the_columns(asked: str) -> str:
    """A first line without the columns that were asked for."""
    return (
        f"The first line must name the columns, and these were asked for: {asked}. "
        "Separate them with commas, semicolons or tabs."
    )


def which_comes_first(line: int) -> str:
    """A day that could be read in two ways."""
    return (
        "Name the columns, and give the date format with --days: in line "
        f"{line} the day or the month could come first."
    )


def too_many_columns(most: int) -> str:
    """More columns than are read."""
    return f"The table has more than {most} columns. Keep those that matter."


def too_many_lines(most: int) -> str:
    """More lines than are read at once."""
    return f"The table has more than {most} lines. Split it."


def column_twice(name: str) -> str:
    """Two columns of one name."""
    return f"The column {name} appears twice. Rename one."


# A table: line by line


def quotes_differ(line: int) -> str:
    """A quotation mark without its partner."""
    return f"Line {line}: quotation marks do not match."


def cells_expected(line: int, expected: int, given: int) -> str:
    """Too few or too many cells."""
    return f"Line {line}: {expected} cells were expected, not {given}."


def cell_too_long(line: int, column: str, most: int) -> str:
    """A cell of more than is read."""
    return f"Line {line}: the cell in column {column} has more than {most} characters."


def at_line(line: int, refusal: object) -> str:
    """`line 2: ...`."""
    return f"line {line}: {refusal}"


def in_column(problem: str, column: str) -> str:
    """`a total such as 12 was expected in column “Score”.`"""
    return f"{problem} {'In' if problem.endswith('.') else 'in'} column “{column}”."


CODE_EXPECTED: Final = "a code of letters, digits or signs was expected"
QUESTIONNAIRE_EXPECTED: Final = "the name of a questionnaire was expected"
TOTAL_EXPECTED: Final = "a total such as 12 was expected"
ANSWERS_EXPECTED: Final = "answers such as 1 0 2 . 3 were expected"
UNAMBIGUOUS_DAY: Final = "a date that can be read in only one way was expected"
PARTS_EXPECTED: Final = "scores such as depression 16, anxiety 14 were expected"
SAFETY_EXPECTED: Final = "answers such as 9=2 were expected"
WHOLE_EXPECTED: Final = "a whole number was expected"
MOMENT_EXPECTED: Final = "a time such as 2026-01-05T14:30:00+00:00 was expected"
DIRECTION_EXPECTED: Final = "lower or higher was expected"


def day_expected(written: str) -> str:
    """The format the days should have."""
    return f"a date written as {written} was expected"


# Why a line was not imported, or a cell of it

LONG_CELL: Final = "a very long cell"
UNEVEN_LINE: Final = "more or fewer cells than columns"
ABOVE_NAMES: Final = "above the column names"
WITHOUT_SCORE: Final = "no score"

# The preview of an import: what was understood, then what looks odd

AS_UNDERSTOOD: Final = "As it was read, the first of each:"
NOT_SCORED: Final = "not scored"


def totals_added_up(number: int) -> str:
    """Totals worked out from their answers."""
    return f"Totals that were not given, computed from the answers: {number}."


def safety_unknown(measure: str, forms: int) -> str:
    """Forms whose safety answer is not in the file."""
    return (
        f"{measure}: {counted(forms, 'form')} without an answer to a safety item. "
        "It is unknown, which is not 0."
    )


def looks_alike(code: str, others: Iterable[str]) -> str:
    """A new code that may be a slip."""
    return f"Check: {code} is new and easily mistaken for {', '.join(others)}."


def more_look_alike(codes: int) -> str:
    """How many more of these."""
    return f"{counted(codes, 'more new code is', 'more new codes are')} like another one."


def already_scored(forms: int) -> str:
    """Above the list of forms that differ."""
    return f"These days already have another score ({counted(forms, 'form')}):"


def existing_and_given(existing: str, given: str) -> str:
    """The two scores of one day."""
    return f"{existing} here, {given} in the file"


def and_more(number: int) -> str:
    """How many are not named."""
    return f"and {number} more"


def columns_not_imported(names: Iterable[str]) -> str:
    """Columns that mean nothing here."""
    return f"Columns that are not imported: {', '.join(names)}."


def lines_not_imported(why: str, lines: Sequence[int], named: str) -> str:
    """Lines that were passed over, and why."""
    which = "line" if len(lines) == 1 else "lines"
    return f"Not imported, {why}: {counted(len(lines), 'line')} ({which} {named})."


def days_from_to(first: date, last: date) -> str:
    """One day, or from the first to the last."""
    if first == last:
        return weekday_in_full(first)
    return f"from {weekday_in_full(first)} to {weekday_in_full(last)}"


def forms_without_score(measure: str, forms: int, days: str) -> str:
    """A measure whose forms could not be scored."""
    return f"{measure}: {counted(forms, 'form')} without a score, {days}."


def scores(
    measure: str, number: int, days: str, span: tuple[str, str], scale: tuple[str, str]
) -> str:
    """`PHQ-9: 12 scores, from … to …; lowest 4, highest 19 of 0 to 27.`"""
    return (
        f"{measure}: {counted(number, 'score')}, {days}; lowest {span[0]}, highest {span[1]} of "
        f"{scale[0]} to {scale[1]}."
    )


def perhaps_one_item(measure: str, highest: str) -> str:
    """A column that may hold single answers."""
    return (
        f"Check: no {measure} score is above {highest}, which a single item could be. "
        "Is it the column of the total?"
    )


def before_you_met(forms: int, began: date) -> str:
    """Older than the work together."""
    return f"{forms} from before your work together began ({weekday_in_full(began)})"


def long_ago(forms: int) -> str:
    """Older than is likely."""
    return f"{forms} from more than 20 years ago"


def odd_days(code: str, reasons: Iterable[str]) -> str:
    """Days that may be slips."""
    return f"Check: {code} has {' and '.join(reasons)}. Are these older forms?"
