"""What the command line says and asks about pages to fill in at home."""

from collections.abc import Sequence
from typing import Final

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
