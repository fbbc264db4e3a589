"""What is said line by line, beside the words that the screens have too."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from romtui.domain.text import counted, short_day

# A new vault

NEW_VAULT: Final = (
    "There is no vault in {folder} yet, so this makes one. Everything you enter is encrypted; only "
    "the passphrase or the recovery code opens it. You could use six random words: {offered}"
)
PASSPHRASE: Final = "Passphrase for the new vault"
PASSPHRASE_AGAIN: Final = "The same passphrase again"
PASSPHRASES_DIFFER: Final = "The two did not match, so no vault was made. Start again."
RECOVERY_CODE: Final = (
    "Write this recovery code down on paper. It opens the vault if you forget the passphrase. "
    "It stays in this terminal's history until you clear that. {code}"
)
CODE_AGAIN: Final = "Type the recovery code from the paper"
CODE_DIFFERS: Final = "That does not match the code, so no vault was made. Start again."

# The caseload

STAYS: Final = (
    "Everything shown here stays in the terminal's history after romtui has ended. Close the "
    "window or clear the history then."
)
CASELOAD_HELP: Final = (
    "Type a number or a code to open a patient, or words to search. Commands: new, list, names, "
    "help, quit."
)
CASELOAD: Final = "caseload"
NOTHING_FOUND: Final = "No patient matches. Type list to see everyone."
ARCHIVED_TOO: Final = "archived"
REVIEW_FIRST: Final = "Review safety first"
NO_SCORE: Final = "no score yet"
NAME_ASKED: Final = "Name (optional; Enter alone for none)"
LOCKED_IDLE: Final = "Locked: nothing was typed for some minutes. Start romtui again."
LOCKED: Final = "Locked. Start romtui again."
LEFT: Final = "romtui has ended, and the vault is closed."


def patients(count: int) -> str:
    """`Caseload, 3 patients.`"""
    return f"Caseload, {counted(count, 'patient')}."


def added(code: str) -> str:
    """The code of a new patient."""
    return f"{code} added."


# A session

SESSION_HELP: Final = "Type a command's key or name. list shows the commands, q goes back."
NO_SUCH: Final = "That is not a command here. list shows the commands."
SAVED: Final = "Saved."
ENTER_SKIPS: Final = "Enter alone skips it"
NOTHING_TO_UNDO: Final = "Nothing from today is left to undo."
NOTHING_MORE: Final = "There is nothing else."
STILL_OPEN: Final = "Still open. Type q again to go back anyway."
YES_NO: Final = "y for yes; Enter alone for no"
OTHER_WORDS: Final = "or your own words; Enter alone for nothing"


def command(key: str, words: str, about: str) -> str:
    """`n  fill in: …`; without its key where that cannot be typed."""
    return f"{words}: {about}" if key == words else f"{key}  {words}: {about}"


def measured(name: str, scores: str) -> str:
    """`PHQ-9: 14, 12, 9`."""
    return f"{name}: {scores}"


GAP: Final = "gap"


def target(points: str) -> str:
    """The score that is aimed at."""
    return f"target {points}"


def cutoff(points: str) -> str:
    """Where clinical scores begin."""
    return f"cutoff {points}"


def reliable_change(points: str) -> str:
    """What is more than chance."""
    return f"reliable change {points}"


# A form

NOT_SAVED: Final = "Not saved."
KEPT_UNFINISHED: Final = "The form is kept, unfinished."
ENTRY_HELP: Final = (
    "Digits answer, one or several at a time. A full stop skips an item, - means it does not "
    "apply, b goes back, l leaves the form unfinished, x discards it."
)
END_OF_FORM: Final = "End of the form. Enter saves it, b goes back, l leaves it unfinished"
NO_ANSWER_ON_THE_FORM: Final = "is not an option here"
ENTER_GOES_BACK: Final = "Enter alone goes back"
ENTER_SKIPS_PART: Final = "Enter alone skips this part"
NONE_OF_THESE: Final = "Enter alone for none of these"
REPLACES: Final = (
    "r: the new one replaces it, as a correction. b: both stand, and the one entered last counts. "
    "Enter alone changes nothing"
)
SAFETY_SKIPPED: Final = "Enter alone skips it; the session shows it as unknown"
NOTHING_DUE: Final = "Nothing is due."


def item(number: int, of: int, text: str) -> str:
    """`Item 3 of 9: Trouble falling asleep`."""
    return f"Item {number} of {of}: {text}"


def safety_item(number: int, text: str) -> str:
    """The same where the form is only known by its total."""
    return f"Item {number}: {text}"


def safety_range(printed: Sequence[int]) -> str:
    """Another number than the item has."""
    return f"This item takes {', '.join(map(str, printed))}."


def not_kept(why: object) -> str:
    """An answer that the vault did not take."""
    return f"Not saved. {why}"


def continues(name: str, on: date, today: date) -> str:
    """Which form goes on."""
    return f"{name} of {short_day(on, today)} continues where it was left."


def already_there(name: str, day: str, score: str) -> str:
    """`There is already a PHQ-9 for today: 12.`"""
    return f"There is already a {name} for {day}: {score}."


# Shared, or not today

HOW_SHARED: Final = "How? 1 on screen, 2 aloud, 3 on paper; Enter alone = aloud"
NOTHING_TO_SHARE: Final = "Nothing is waiting to be shared."
WHY_NOT_TODAY: Final = "Why not today? A number"
WHICH_WAS_SAID: Final = "Which one did you say? Its number; Enter alone for none"


def unshare(names: str) -> str:
    """Shared today already."""
    return f"{names}: shared. Undo that?"


def now_shared(names: str) -> str:
    """`Shared: PHQ-9.`"""
    return f"Shared: {names}."


def postponed(names: str) -> str:
    """What was not shared today."""
    if not names:
        return "Recorded: no questionnaire today."
    return f"Recorded: {names} not today. You will be reminded next time."


# Does it match

NO_CHART: Final = "There is no score to show yet."
THEIR_WORDS: Final = "How would they put it? Enter alone skips this"


def does_it_match(form: str) -> str:
    """Whether a score fits how the patient feels."""
    return f"Does the {form} match how they feel? 1 yes, 2 partly, 3 no"


# Agreed

WHAT_AGREED: Final = "What did you agree? A number"
REVIEW_WHEN: Final = "When will you review it? Enter alone = the day of the next session"


def how_it_went(asked: str, choices: Sequence[tuple[str, str]]) -> str:
    """How the action of last time went."""
    return f"{asked} {', '.join(f'{key} {words}' for key, words in choices)}"


def agreed(day: str) -> str:
    """An action, and when it comes up again."""
    return f"Agreed. Review on {day}."


# Safety

NOTHING_TO_REVIEW: Final = "No safety answer is waiting to be reviewed."


def unreviewed(days: str) -> str:
    """Before all else: safety answers that wait."""
    return f"SAFETY ITEM ENDORSED ({days}), not reviewed. R records what you asked and did."


def review_of(day: str) -> str:
    """What was asked and done."""
    return f"Safety item endorsed on {day}. What did you ask, and what did you do?"
