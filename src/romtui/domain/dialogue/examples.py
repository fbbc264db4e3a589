"""A line with its {variables} filled in by example, as a therapist reads it who rewords it."""

from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.line_lists import LineList
from romtui.domain.dialogue.template import VARIABLE


def in_example(text: str, place: LineList, deck: Deck) -> str:
    """Fill in every variable of which the language has an example that fits the place.

    What is said of a lane, of a pattern or of a list comes before what is said in general: in a
    line about getting worse the score is no better than the one before.
    """
    lane = "" if place.pattern is None else deck.entry(place.pattern).lane.value
    pattern = "" if place.pattern is None else place.pattern.value
    values: dict[str, str] = {}
    for group in ("", lane, pattern, place.name):
        values |= deck.examples.get(group, {})
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)
