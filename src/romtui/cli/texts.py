"""What the commands say."""

from collections.abc import Mapping, Sequence
from typing import Final

from romtui.domain.text import counted
from romtui.domain.weekly_review import ReviewPoint

# romtui import --propose

MAPPING_ENDS_IN_TOML: Final = "The name of a mapping ends in .toml."
NO_CODE: Final = "code: which column holds the patient's code, or as “whose” one code for all rows?"
NO_DAY: Final = "day: which column holds the day?"
NO_ORDER: Final = "days: is 3/2/2026 in March or in February? Write DD/MM/YYYY or MM/DD/YYYY."
NO_FORM: Final = "form: which columns are the items, or the total, of which questionnaire?"
WINDOWS: Final = "encoding: not UTF-8, so taken for Windows-1252. Look at names with accents."


def no_questionnaire(name: str) -> str:
    """No questionnaire has this id."""
    return f"There is no questionnaire “{name}”: romtui instruments lists them."


def draft_written(path: str) -> str:
    """Where the draft is."""
    return f"A draft is in {path}. Look at every line of it; still to be said:"


def columns_seen(names: Sequence[str]) -> str:
    """Which columns there are."""
    return f"The table has {len(names)} columns: {', '.join(' '.join(n.split()) for n in names)}."


def unknown_words(questionnaire: str, count: int) -> str:
    """That answers are words nobody explained yet."""
    words = "1 answer is" if count == 1 else f"{count} answers are"
    return f"form.words of {questionnaire}: {words} neither words nor numbers of the form."


# romtui report

OR_ENTER: Final = "(blank = nothing)"
LEAVE_OUT: Final = "Leave out which lines? Numbers, or Enter to keep the page as it is"
NO_SUCH_LINE: Final = "Type numbers of lines that are there."
CODE_TWICE: Final = "A code is there twice. Give each one once."
SUPERVISION_BY_CODE: Final = "A sheet for supervision goes by code only. Leave --named out."
ONE_PATIENT: Final = "Several codes, and --free-text, are for supervision only."


# romtui today

NO_DAYS_SET: Final = (
    "No next session is planned for today. Set the date of the next one in a session, under plan."
)
OPEN_POINTS: Final[Mapping[ReviewPoint, str]] = {
    ReviewPoint.UNREVIEWED: "! safety answer to review",
    ReviewPoint.UNAGREED: "nothing agreed",
    ReviewPoint.WENT_BY: "no score since the planned session",
}


def day(day: str, patients: int) -> str:
    """How many come."""
    return f"{day}: {counted(patients, 'patient')} today."


def visit(code: str, parts: Sequence[str]) -> str:
    """Who comes, what is open, what is due."""
    return f"  {code:<8} {' · '.join(parts) or 'nothing open, nothing due'}"


def due(measures: Sequence[str]) -> str:
    """Which measures are due."""
    return f"{', '.join(measures)} due"


def unshared(scores: int) -> str:
    """How many scores were not shared."""
    return f"{scores} unshared"


def safety_open(codes: Sequence[str]) -> str:
    """Whose safety answer waits though they do not come today."""
    return f"! Safety answers to review, not coming today: {', '.join(codes)}."


# romtui page

HAND_OVER_PAGE: Final = (
    "Hand it over one way and let the code come back another: whoever has both can read it."
)
CRISIS_WORDS_ASKED: Final = (
    "Every page says whom a patient can turn to before you meet. Write your crisis words once; "
    "the settings keep them."
)
REASON: Final = "Reason"
REASON_ASKED: Final = (
    "A safety answer of this patient is not reviewed yet, and the page asks about safety again "
    "where nobody reads it at once. Say why it is made all the same, or press Enter to leave it."
)


def crisis_line(number: int) -> str:
    """Ask for one line of the crisis words."""
    return f"Line {number} (Enter ends)"


def fingerprint(digest: str) -> str:
    """By what a changed file is known."""
    return f"SHA-256 of the file: {digest}"


def not_on_page(names: Sequence[str]) -> str:
    """What is due and cannot be on a page."""
    return f"Not on it, because the words are not here or are the patient's own: {', '.join(names)}"


# romtui lock


def locked(programs: int) -> str:
    """How many running programs were asked to lock."""
    if programs == 0:
        return "No romtui is running: there is nothing to lock."
    return "romtui is locked." if programs == 1 else f"{programs} romtui are locked."
