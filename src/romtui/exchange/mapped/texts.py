"""A mapping said back in words, as it will be carried out."""

from collections.abc import Iterable
from typing import Final

ENCODINGS: Final = {
    "utf-8": "The file is in UTF-8.",
    "utf-16": "The file is in UTF-16.",
    "cp1252": "The file is read as Windows-1252: look at names with accents, if there are any.",
}
ONE_FORM_A_ROW: Final = "Each row is one day of one patient."
YEAR_FIRST: Final = "Every day has its year first, or its month in words."
PRINTED: Final = "its answers are the numbers printed on the form"
NOTHING_ELSE: Final = "Any other word refuses the file; an empty cell is a skipped item."


def one_answer_a_row(question: str, answer: str) -> str:
    """What a row of a long table is."""
    return f"Each row is one answer: which question says “{question}”, the answer “{answer}”."


def apart_by(entry: str) -> str:
    """What tells two forms of one day apart."""
    return f"Two forms of one day are told apart by “{entry}”."


def code_in(column: str) -> str:
    """Where the code stands."""
    return f"The patient's code is in “{column}”."


def all_of(code: str) -> str:
    """Whose all rows are."""
    return f"All rows are of {code}."


def day_in(column: str, order: str) -> str:
    """Where the day stands, and how it is read."""
    return f"The day is in “{column}”. {order}"


def order(days: str, example: str) -> str:
    """How a day is read."""
    return f"It is written {days}: {example}."


def items_of(name: str, count: int, first: str, last: str) -> str:
    """Where the items of a form stand."""
    return f"{name}: {count} items, from “{first}” to “{last}”"


def total_of(name: str, column: str) -> str:
    """Where the total stands."""
    return f"{name}: its total is in “{column}”"


def and_total(column: str) -> str:
    """That a total stands beside the items."""
    return f"its total is compared with “{column}”"


def own_day(column: str) -> str:
    """That a form has its own day."""
    return f"its day is in “{column}”"


def word(said: str, printed: str, label: str) -> str:
    """What one word means."""
    return f"  “{said}” is {printed}{f' ({label})' if label else ''}"


def left_out(said: str) -> str:
    """That a word means skipped."""
    return f"  “{said}” is a skipped item"


def as_ticked(name: str, items: str) -> str:
    """That items which are counted the other way round must not be turned twice."""
    return (
        f"{name} counts item {items} the other way round: the file must hold what was ticked, not "
        "what it counts."
    )


def never_the_least(name: str, least: int, label: str) -> str:
    """That no answer is the least of the form."""
    words = f" ({label})" if label else ""
    return f"Look twice: no {name} answer is {least}{words}. Does the table count from {least + 1}?"


# What cannot be read

NOT_TEXT: Final = "The file contains characters that no text has. Is it a table?"
WORD_EXPECTED: Final = "one of the words of the mapping was expected"
NUMBER_EXPECTED: Final = "a number printed on the form was expected"
NO_TABLE: Final = "There is no table in this file. Its first row must name the columns."
NO_ROWS: Final = "There is no row with an answer or a total below the column names."


def other_encoding(encoding: str) -> str:
    """Another way of writing than the mapping says."""
    return f"The file is not written in {encoding}. Choose another encoding."


def which_comes_first(line: int) -> str:
    """A day that could be read in two ways."""
    return (
        f"In line {line} the day or the month could come first. "
        "Give the date format in the mapping."
    )


MAPPING_ENDS_IN_TOML: Final = "The file name of a mapping must end in .toml."

# The file of a mapping: half a sentence after its name and the key

A_QUESTIONNAIRE: Final = "at least one questionnaire is needed"
ITEMS_OR_TOTAL: Final = "its items or its total are needed"
CODE_OR_WHOSE: Final = "either the column of codes or, as “whose”, one code is needed"
QUESTION_AND_ANSWER: Final = "a long table needs the columns of question and answer"
COLUMN_TWICE: Final = "a column or question is named twice"


def days_needed(ways: Iterable[str]) -> str:
    """How days are written in a table."""
    return f"a way to write days is needed: {', '.join(ways)}"


def not_a_questionnaire(name: str) -> str:
    """No questionnaire has this id."""
    return f"“{name}” is not among the questionnaires"


def different_items(count: int) -> str:
    """As many columns as items."""
    return f"{count} different ones are needed"


def no_item_texts(name: str) -> str:
    """A form whose items are not installed."""
    return f"{name} has no item texts here; map its total"


def no_such_answer(name: str) -> str:
    """A number that is not printed on the form."""
    return f"{name} has no such answer"


# A row of a long table

OTHER_QUESTION: Final = "a question of no questionnaire of the mapping"
OTHER_TOTAL: Final = "another row has another total of this form"
OTHER_ANSWER: Final = "another row has another answer to this question"
