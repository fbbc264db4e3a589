"""What the screens say about pages to fill in at home, in the order in which one meets them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from romtui.domain.text import ago, with_weekday

# A page is made

PAGE_HEADING: Final = "A page to fill in at home"
AGREE_FIRST: Final = (
    "Agree on it in a session first: nobody reads it before you meet. Not for a phone that others "
    "watch or share, and not while you are worried about safety."
)
FORMS: Final = "Questionnaires, by id (phq8 asks what phq9 does, without the safety item)"
FILE: Final = "File, not encrypted. A neutral name is best."
REASON: Final = (
    "A safety answer is not reviewed yet. If a form of the page asks about safety: why is it "
    "sent anyway? (review it first, or use phq8)"
)


def not_on_page(names: Sequence[str]) -> str:
    """What is due and cannot be on a page."""
    return f"Due, but not possible here: {', '.join(names)}."


def page_saved(file: str) -> str:
    """That it is there, and how it goes to the patient."""
    return f"✓ Saved, not encrypted. Send page and code by different routes: {file}"


WITHDRAW: Final = "Withdraw this patient's pages? Their codes are no longer accepted after that."
WITHDRAW_YES, WITHDRAW_NO = "withdraw", "keep"

# A code is entered

CODE_HEADING: Final = "The code, or the digits of each form with / between two forms"
CODE_HINT: Final = "Type or paste it; capitals, spaces, dashes do not matter. Esc goes back."
CODE_HEADING_CASELOAD: Final = "The code from a page filled in at home"
OTHER_PATIENT: Final = (
    "This code belongs to another patient. Nothing was saved; enter it in the caseload."
)
DIGITS_NEED_PATIENT: Final = (
    "Plain digits do not say whose they are. Open the patient first, then enter them."
)

# Read back in words

READ_BACK_TITLE: Final = "Answers from home"
READ_BACK_KEYS: Final = "Enter saves.   Esc goes back, nothing is saved."
READ_BACK_KEYS_DATE: Final = "Enter saves.   d changes the date.   Esc goes back, nothing is saved."
BY_THEMSELVES: Final = "Worth asking: did they fill it in by themselves, and alone?"
NO_BELIEVABLE_DAY: Final = (
    "The device had no believable date, so it is dated today. Ask when it was."
)
NO_DAY: Final = "Digits carry no date, so it is dated today. Ask when it was."
SAFETY_ENDORSED: Final = "SAFETY ITEM ENDORSED"
LEFT_OUT: Final = "skipped"
DAY_QUESTION: Final = "When was it filled in?"


def filled_in_on(on: date, today: date) -> str:
    """`Filled in on Fri 27 Nov 2026, 3 days ago.`"""
    return f"Filled in on {with_weekday(on)}, {ago(on, today)}."


def form_heading(name: str, score: str) -> str:
    """`PHQ-9   14`, or what is missing."""
    return f"{name}   {score}"


def incomplete(answered: int, questions: int) -> str:
    """A form without a total."""
    return f"not complete: {answered} of {questions} answered"


def already_came(score: str) -> str:
    """Which form comes beside one of the same day."""
    return f" The one from home: {score}."


CANCEL_CODE: Final = "cancel; nothing is saved"


def saved_for(code: str, names: Sequence[str], day: str, *, safety: bool) -> str:
    """What was saved from the caseload, and whether it has to be looked at first."""
    endorsed = " Safety item endorsed: open the record and review it." if safety else ""
    return f"✓ Saved for {code}: {', '.join(names)}, filled in away, {day}.{endorsed}"
