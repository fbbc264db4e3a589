"""What the commands say."""

from collections.abc import Sequence
from typing import Final

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
