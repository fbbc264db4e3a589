"""What is said line by line, beside the words that the screens have too."""

from datetime import date
from typing import Final

from romtui.domain.text import counted, short_day

STAYS: Final = (
    "What is said here stays in this terminal after romtui has ended: close the window or clear "
    "its history then."
)
CASELOAD_HELP: Final = (
    "Type a number or a code to open a patient, words to search, new, list, names, help or quit."
)
CASELOAD: Final = "caseload"
SESSION_HELP: Final = "Type a key of the screen or its name; list says the commands, q goes back."
NO_SUCH: Final = "That is no command here: list says those there are."
NOTHING_FOUND: Final = "Nobody has that code or those words. list says everybody."
ARCHIVED_TOO: Final = "archived"
REVIEW_FIRST: Final = "Review safety first"
NO_SCORE: Final = "no score yet"
SAVED: Final = "Saved."
NOT_SAVED: Final = "Not saved."
KEPT_HALF_FILLED: Final = "The form is kept half filled."
ENTRY_HELP: Final = (
    "Digits answer, several at once too. A full stop leaves an item out, - does not apply, "
    "b goes back, l leaves it unfinished, x discards it."
)
ALL_PASSED: Final = "All items are passed. Enter saves, b goes back, l leaves it half filled"
NO_ANSWER_ON_THE_FORM: Final = "is not on the form"
WHICH_WAS_SAID: Final = "Which was said? Its number; Enter alone for none"
NONE_OF_THESE: Final = "Enter alone for none of these"
HOW_SHARED: Final = "How? 1 on the screen, 2 aloud, 3 on paper; Enter alone is aloud"
LOCKED_IDLE: Final = "Locked: nothing was typed for some minutes. Start romtui again."
LOCKED: Final = "Locked. Start romtui again."
LEFT: Final = "romtui has ended, and the vault is closed."
REPLACES: Final = (
    "r: the new one replaces it, as a correction. b: both stand, the one entered last counts. "
    "Enter alone leaves it as it is"
)
YES_NO: Final = "y for yes; Enter alone for no"
SAFETY_OPEN: Final = "Enter alone leaves it open: it will say that it is not known"
OTHER_WORDS: Final = "or other words of your own; Enter alone for nothing"
WHEN_AGAIN: Final = "When do you look at it again? Enter alone is the day of the next session"
REVIEW_ASKED: Final = "What did you ask, and what was done?"
NOTHING_TO_SHARE: Final = "Nothing here waits to be shared."
NOTHING_TO_REVIEW: Final = "No safety answer waits for review."
NOTHING_DUE: Final = "Nothing is due."
NO_CHART: Final = "There is no score to show yet."
PASSES_BY: Final = "Enter alone skips it"
NOTHING_TO_UNDO: Final = "Nothing from today is left to undo."
NOTHING_MORE: Final = "There is nothing else."
STILL_OPEN: Final = "Still open. Type q once more to go back all the same."


def people(count: int) -> str:
    """`Caseload, 3 patients.`"""
    return f"Caseload, {counted(count, 'patient')}."


def item(number: int, of: int, text: str) -> str:
    """`Item 3 of 9: Trouble falling asleep`."""
    return f"Item {number} of {of}: {text}"


def measured(name: str, scores: str) -> str:
    """`PHQ-9: 14, 12, 9`."""
    return f"{name}: {scores}"


def unreviewed(days: str) -> str:
    """Before all else: safety answers that wait."""
    return f"SAFETY ITEM ANSWERED ({days}), not reviewed. R notes what you asked and did."


def half_filled_day(name: str, on: date, today: date) -> str:
    """Which form goes on."""
    return f"{name} of {short_day(on, today)} goes on where it was left."


def now_shared(names: str) -> str:
    """`Shared: PHQ-9.`"""
    return f"Shared: {names}."


def put_off(names: str) -> str:
    """What was noted as not talked about."""
    if not names:
        return "Noted: no form today."
    return f"Noted: {names} not today. It comes back next time."


NAME_ASKED: Final = "A name, if you want to keep one; Enter alone goes without"


def added(code: str) -> str:
    """The code of a new patient."""
    return f"{code} is added."


def already_there(name: str, day: str, score: str) -> str:
    """`There is already a PHQ-9 for today: 12.`"""
    return f"There is already a {name} for {day}: {score}."
