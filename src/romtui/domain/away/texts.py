"""What is said about a code or digits that were typed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from romtui.domain.away.sealed_code import GROUP, Slip, SlipKind
from romtui.domain.text import full_day

_ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)

ARCHIVED: Final = "This code is of an archived patient. Bring them back first; the code keeps."
NOTHING_ANSWERED: Final = "Every question was left out, so there is nothing to save."
PAGE_DIFFERS: Final = (
    "This code is of another page than the one on record. Make a new page and ask again."
)


def group(place: int) -> str:
    """`third group`, of the place of a sign from 0."""
    number = place // GROUP
    ordinal = _ORDINALS[number] if number < len(_ORDINALS) else f"{number + 1}th"
    return f"{ordinal} group"


def not_in_any_code(sign: str, place: int) -> str:
    """A character that no code has."""
    return f"The {group(place)} does not fit: “{sign}” is in no code. Compare that group."


def no_page_fits(slip: Slip | None) -> str:
    """A code that no page opens, and where the one slip is if there is one."""
    if slip is None:
        return (
            "This code fits no page of this vault. Compare every group with what the patient has."
        )
    where = f"The {group(slip.place)} does not fit"
    return {
        SlipKind.WRONG: f"{where}. Compare its characters.",
        SlipKind.SWAPPED: f"{where}: two characters next to each other are swapped. Compare it.",
        SlipKind.MISSING: f"{where}: a character is missing there. Compare it.",
        SlipKind.TOO_MANY: f"{where}: it has a character too many. Compare it.",
    }[slip.kind]


def withdrawn(on: date) -> str:
    """A page that is not to count any more."""
    return f"The page of this code was withdrawn on {full_day(on)}. Ask again with a new page."


def expired(made_on: date, days: int) -> str:
    """A page that is too old."""
    return (
        f"The page of this code was made on {full_day(made_on)}, more than {days:,} days ago. "
        "Ask again with a new page."
    )


def taken_already(on: date) -> str:
    """A code that was read before."""
    return f"This code was entered already, on {full_day(on)}. Its forms are among the results."


def another_version(name: str) -> str:
    """The questionnaire has changed since the page was made."""
    return (
        f"The page of this code has an earlier version of {name} than the one at hand. "
        "Ask again with a new page."
    )


def no_form_of(questions: int) -> str:
    """Digits of a length that no form has."""
    return (
        f"No form of this patient has {questions} answers before two check digits. "
        "Compare the digits; write . where an answer was left out."
    )


def check_digits_wrong(names: Sequence[str]) -> str:
    """Digits that are none of a form of that length."""
    return (
        f"The check digits do not fit {' or '.join(names)}. "
        "Compare every digit with what the patient has."
    )


def several_forms_fit(names: Sequence[str]) -> str:
    """Digits that more than one form could have."""
    return f"These digits fit {' and '.join(names)}. Fill in the one that was meant."
