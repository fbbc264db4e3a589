"""The headline of a patient as a page for supervision names it."""

from typing import Final

from romtui.domain.case import Case
from romtui.domain.caseload import at_last_form
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.deck import Deck
from romtui.domain.patterns import Pattern
from romtui.domain.reports.compose import Shown

_NOT_ON_PAPER: Final = frozenset(
    {
        Pattern.RISK_ITEM,
        Pattern.RISK_UNKNOWN,
        Pattern.DIVERGENCE_SEEMS_BETTER,
        Pattern.DIVERGENCE_SEEMS_WORSE,
    }
)
"""Risk is said in the therapist's own words or not at all, and an impression never again."""


def shown_of(case: Case, deck: Deck, constants: Constants = STANDARD) -> Shown:
    """A record with the first finding that may stand on paper, and its title.

    As in the caseload it is of the last form: a sheet is seldom made on the day of a session.
    """
    found = at_last_form(case, constants).found
    headline = next((one for one in found if one.pattern not in _NOT_ON_PAPER), None)
    title = "" if headline is None else deck.entry(headline.pattern).title_of(headline)
    return Shown(case, title, frozenset(one.pattern for one in found))
