"""How far it is to a target, and the target as one would say it."""

from romtui.domain.case import Case
from romtui.domain.dialogue import Deck
from romtui.domain.dialogue.sayings import progress_said, target_said
from romtui.domain.dialogue.template import filled
from romtui.domain.parts import trend_of
from romtui.domain.private import Private


def towards_target(case: Case, measure: str, deck: Deck) -> Private:
    """Say the target of one measure, and how much of the way is done; empty without a target.

    The way begins at the first score by this version of the questionnaire.
    """
    target = case.targets.get(measure)
    if target is None:
        return Private("")
    course = trend_of(case, measure)
    instrument, points = course.instrument, course.points
    own = case.target_words.get(measure, Private(""))
    said = target_said(instrument, target, own, deck.target, deck.words)
    if not points:
        return said
    first, last = points[0].total, points[-1].total
    progress = progress_said(instrument, first, last, target, deck.target, deck.words)
    return filled("{said} · {progress}", said=said, progress=progress) if progress else said
