"""From a finding to something to say: the deck of lines, and the choice among them."""

from romtui.domain.dialogue.deck import (
    Deck,
    Entry,
    Lane,
    Line,
    Objection,
    Slot,
    Source,
    Style,
    Tone,
)
from romtui.domain.dialogue.lint import lint
from romtui.domain.dialogue.own import Own
from romtui.domain.dialogue.suggest import Suggestion, framing, suggest
from romtui.domain.dialogue.words import Counted, Panel, Words

__all__ = [
    "Counted",
    "Deck",
    "Entry",
    "Lane",
    "Line",
    "Objection",
    "Own",
    "Panel",
    "Slot",
    "Source",
    "Style",
    "Suggestion",
    "Tone",
    "Words",
    "framing",
    "lint",
    "suggest",
]
