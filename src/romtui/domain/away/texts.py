"""What is said about a code or digits that were typed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from romtui.domain.away.sealed_code import GROUP, Slip, SlipKind
from romtui.domain.text import ago, full_day

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

ARCHIVED: Final = (
    "This code belongs to an archived patient. Restore them first; the code stays valid."
)
NOTHING_ANSWERED: Final = "Every question was skipped, so there is nothing to save."
PAGE_DIFFERS: Final = (
    "This code belongs to another page than the one on record. Make a new page and ask again."
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
            "This code belongs to no page of this vault. Compare every group with what the patient "
            "has."
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
        "Compare the digits; write . where a question was skipped."
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


NO_FORM: Final = "No form is due or chosen. Say which, such as phq9,gad7."
NO_CRISIS_WORDS: Final = (
    "A page needs your crisis words first: whom the patient can turn to before you meet."
)
NO_PAGE_FOR_ARCHIVED: Final = "This patient is archived. Restore them before you make a page."
NEEDS_REASON: Final = (
    "A safety answer is not reviewed yet, and this page asks about safety again where nobody "
    "reads it at once. Review it first, use PHQ-8, which has no such item, or give a reason."
)


def no_questionnaire(form_id: str) -> str:
    """An id that no questionnaire has."""
    return f"There is no questionnaire {form_id}. romtui instruments lists them."


def without_words(name: str) -> str:
    """A questionnaire whose words are not here."""
    return f"The words of {name} are not here, so it cannot be on a page."


def filled_in_away(on: date, today: date) -> str:
    """Where a result comes from: `filled in away, 3 days ago`."""
    return f"filled in away, {ago(on, today)}"


def filled_in_away_before(on: date, entered_on: date) -> str:
    """The same of the day on which it was entered."""
    days = (entered_on - on).days
    later = "" if days < 1 else f", entered {days} day{'' if days == 1 else 's'} later"
    return f"filled in away{later}"


def withdrawn_pages(pages: int) -> str:
    """How many pages were withdrawn."""
    if not pages:
        return "There was no page to withdraw."
    these = "1 page is" if pages == 1 else f"{pages} pages are"
    return f"{these} withdrawn. Their codes are no longer accepted."
