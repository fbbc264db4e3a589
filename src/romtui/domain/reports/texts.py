"""What the pages for third parties say."""

from collections.abc import Sequence
from typing import Final

from romtui.domain.text import counted

# Lines of a page

MISSING: Final = "Missing: the record holds nothing for this."
ABOUT_SCORES: Final = (
    "Scores are the patient's own answers to questionnaires. They are neither a diagnosis nor an "
    "assessment of risk."
)
BY_CODE: Final = "By code only. Weeks are counted from the first score or session."


def patient(code: str) -> str:
    """Whom the page is about."""
    return f"Patient: {code}"


def named(code: str, name: str) -> str:
    """The same, with the name."""
    return f"Patient: {name} ({code})"


def made_on(day: str) -> str:
    """When the page was made."""
    return f"Made on {day}"


def sessions(attended: int, missed: int, cancelled: int, began: str) -> str:
    """How many sessions there were."""
    beside = [f"{missed} missed"] if missed else []
    beside += [f"{cancelled} cancelled"] if cancelled else []
    since = f" since {began}" if began else ""
    return f"{counted(attended, 'session')} attended{since}{''.join(f', {one}' for one in beside)}."


def course(name: str, low: str, high: str, better: str, first: str, last: str) -> str:
    """The first score and the last."""
    return f"{name} ({low} to {high}, {better} is better): first {first}; last {last}."


def single(name: str, low: str, high: str, better: str, only: str) -> str:
    """The only score."""
    return f"{name} ({low} to {high}, {better} is better): {only}; no second score."


def score(points: str, band: str, when: str) -> str:
    """One score."""
    return f"{points}{f', {band},' if band else ''} {when}"


def on(day: str) -> str:
    """A day."""
    return f"on {day}"


def in_week(number: int) -> str:
    """A week."""
    return f"in week {number}"


def all_scores(name: str, scores: Sequence[str], earlier: int) -> str:
    """Every score, oldest first."""
    before = f"{counted(earlier, 'earlier score')} not shown; " if earlier else ""
    return f"{name}, all scores: {before}{'; '.join(scores)}."


def change(name: str, points: str, direction: str, outcome: str, rule: str) -> str:
    """What became of the score, by a published rule."""
    return f"{name}: {_points(points)} {direction}; {outcome}. Rule: {rule}"


def unjudged(name: str, points: str, direction: str) -> str:
    """A change that no published rule judges."""
    return f"{name}: {_points(points)} {direction}; no reliable change is published for it."


def _points(number: str) -> str:
    return f"{number} point" if number == "1" else f"{number} points"


def rule(points: str, citation: str) -> str:
    """The reliable change, and where it was read."""
    return f"reliable change {points} or more ({citation})."


def goal(words: str, score: str) -> str:
    """A goal and its latest rating."""
    return f"{words} ({score})" if score else words


def agreed(when: str, words: str, outcome: str) -> str:
    """What was agreed, and what became of it."""
    return f"{when}: {words}{f' ({outcome})' if outcome else ''}"


OUTCOMES: Final = {
    "done": "done",
    "partly": "partly done",
    "not": "not done",
    "dropped": "dropped",
}
CHANGES: Final = {
    "recovered": "reliably improved and recovered",
    "improved": "reliably improved",
    "unchanged": "no reliable change",
    "deteriorated": "reliably worse",
}

# Making a page

CONSENT: Final = "Did the patient agree, for this page, that you give it to {recipient}?"
CONSENT_OF_SUPERVISION: Final = (
    "Do these patients know that you talk about their course in supervision?"
)
NO_CONSENT: Final = "Nothing was written: without consent there is no page."


def consent(recipient: str, *, by_code: bool) -> str:
    """What is asked before a page is written."""
    return CONSENT_OF_SUPERVISION if by_code else CONSENT.format(recipient=recipient)
