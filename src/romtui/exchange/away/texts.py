"""What a patient reads on a page to fill in at home, besides the questionnaires themselves."""

from datetime import date
from typing import Final

from romtui.domain.text import weekday_in_full

TITLE: Final = "Questions"
"""Says nothing to whoever looks over a shoulder."""
CRISIS: Final = "If you need someone before we meet"
ALONE: Final = "Please answer by yourself, as it has been for you. There are no right answers."
NOT_HERE: Final = (
    "If somebody else may see this device, you can answer on paper instead, or in the room."
)
STAYS: Final = "This page stores nothing and sends nothing. Closing it forgets your answers."
NO_ANSWER: Final = "No answer"
BRING_DIGITS: Final = "Your answers as digits"
BRING: Final = (
    "Write these down and bring them with you. They are not secret, so please do not send them. "
    "A full stop is a question without an answer."
)
CHECK: Final = "check"
BY_HAND: Final = (
    "This browser cannot show your answers as digits. Write down the number beside each answer, "
    "one after another, and bring them with you."
)
START: Final = "Start"
NEXT: Final = "Next"
BACK: Final = "Back"
FINISH: Final = "Make the code"
CHANGE: Final = "Change"
REVIEW: Final = "Your answers"
REVIEW_HINT: Final = "Is this what you meant? You can change each answer."
CODE: Final = "Your code"
CODE_HINT: Final = (
    "Bring this code, or send it, best another way than this page came to you. "
    "Only the records of your therapist can read it."
)
COPY: Final = "Copy the code"
COPIED: Final = "Copied."
MARKED: Final = "The code is selected. Copy it now."
DATE: Final = "Date:"


def nobody_reads(before: date | None) -> str:
    """The first line: when the answers are looked at."""
    when = "next meet" if before is None else f"meet on {weekday_in_full(before)}"
    return f"Nobody reads this before we {when}."


def about_form(name: str, version: int) -> str:
    """The foot of a form: which one it is."""
    return f"{name}, version {version}."


# What cannot be written

TOO_MANY_FORMS: Final = "There are too many forms for one page. Make two."
