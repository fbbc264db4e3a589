"""What is said of a file in FHIR, in English."""

from typing import Final

NO_FHIR: Final = "This file is not a FHIR Bundle or QuestionnaireResponse."
NOTHING_KNOWN: Final = "It contains no response and no total of a known questionnaire."


def entry_twice(number: int) -> str:
    """Two versions of one resource."""
    return f"Entry {number} is there twice, and nothing says which one counts."
