"""Every text of the session screen, in the order a session meets them.

A constant is a text without values, a function one with values. No rule is here: which of them
is said is decided in `sentences.py` and in the parts of the screen.
"""

from typing import Final

from romtui.domain.dialogue.template import filled
from romtui.domain.discussion import AgreementOutcome, Fit
from romtui.domain.private import Private

# What stands beside the sentence

TO_BEGIN: Final = "TO BEGIN"
LAST_TIME: Final = "LAST TIME"
AGREED_TODAY: Final = "AGREED TODAY"
STILL_OPEN: Final = "STILL OPEN TODAY"
REVIEW_SAFETY: Final = "safety item not reviewed"
SHARED_TODAY: Final = "✓ shared"
AGREED: Final = "✓ agreed"


def last_time_on(day: str) -> str:
    return f"{LAST_TIME}   {day}"


def agreed_in_brief(heading: str, what: Private, went: str) -> Private:
    """The same on one line of a narrow screen."""
    label = {AGREED_TODAY: "Agreed today"}.get(heading, "Last time")
    return filled("{label}: {what}{went}", label=label, what=what, went=went and f"   {went}")


def and_earlier(count: int) -> str:
    return f"(+{count} earlier)"


def not_shared(score: str) -> str:
    return f"{score} not shared"


def nothing_agreed(title: str) -> str:
    return f"no action agreed for “{title}”"


def next_session(day: str) -> str:
    return f"next {day}"


# What is asked in place

IMPRESSION: Final = "Before you see the score: how do they seem since last time?"
IMPRESSIONS: Final = (
    ("1", "much worse"),
    ("2", "worse"),
    ("3", "the same"),
    ("4", "better"),
    ("5", "much better"),
)
HOW_IT_WENT: Final = "Last time's action: how did it go?"
OUTCOMES: Final = {
    AgreementOutcome.DONE: "done",
    AgreementOutcome.PARTLY: "partly done",
    AgreementOutcome.NOT: "not done",
    AgreementOutcome.DROPPED: "dropped",
}
OUTCOME_CHOICES: Final = (
    ("1", "done"),
    ("2", "partly"),
    ("3", "not done"),
    ("4", "dropped"),
)
NEW_ACTION: Final = "a new action"
FITS: Final = {Fit.YES: "fits", Fit.PARTLY: "fits partly", Fit.NO: "does not fit"}
FIT_CHOICES: Final = (("1", "yes"), ("2", "partly"), ("3", "no"))


def does_it_match(form: str, score: str) -> str:
    return f"Does the {form} ({score}) match how they feel?"


def postponed_because(what: str) -> str:
    return f"{what}. Reason?"


def target_offered(measure: str) -> str:
    return f"{measure}: a target to aim for together?"


def below_the_cutoff(cutoff: str) -> str:
    return f"below {cutoff}, the published cutoff"
