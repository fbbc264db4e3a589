"""What is said of a file in FHIR, in English."""

from typing import Final

NO_FHIR: Final = "This file is not a FHIR Bundle or QuestionnaireResponse."
NOTHING_KNOWN: Final = "It contains no response and no total of a known questionnaire."


def entry_twice(number: int) -> str:
    """Two versions of one resource."""
    return f"Entry {number} appears twice, and nothing says which one counts."


# Why an entry is not read: half a sentence after its number

NOT_FINISHED: Final = "not finished, or entered in error"
NO_SCORE: Final = "no questionnaire or total of ours"

SEVERAL_PATIENTS: Final = "the file has several patients, so one code cannot be meant."
WHOSE: Final = "the file does not say whose it is. Give the patient's code with --whose."

NO_QUESTIONNAIRE: Final = (
    "its questionnaire is not in the file, or more than once. Without it the questions have no "
    "codes."
)
NO_SUCH_QUESTIONNAIRE: Final = "no questionnaire here has exactly its questions."
SEVERAL_QUESTIONNAIRES: Final = "several questionnaires have its questions."
SAME_CODES: Final = "two of its questions have the same code."
SEVERAL_TOTALS: Final = "it is the total of several questionnaires."
NO_SUCH_QUESTION: Final = "it answers a question that its questionnaire does not have."
SEVERAL_ANSWERS: Final = "a question has several answers."
SAME_ANSWER_CODES: Final = "two answers have the same code."
NO_NUMBER: Final = "an answer has no number."
NUMBERS_DIFFER: Final = "the numbers of an answer differ."
NOT_WHOLE: Final = "an answer has a number that is not whole."


def day_expected(field: str) -> str:
    """A moment, or a month."""
    return f"a whole date was expected in {field}."


def at_entry(number: int, refusal: object) -> str:
    """`entry 3: two answers have the same code.`"""
    return f"entry {number}: {refusal}"
