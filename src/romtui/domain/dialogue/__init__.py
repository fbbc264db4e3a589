"""From a finding to something to say: the deck of lines, and the choice among them."""

from romtui.domain.dialogue.cards import Does, FiveQuestion, Objection, Presets
from romtui.domain.dialogue.deck import (
    Deck,
    Entry,
    Lane,
    Line,
    LineSlot,
    LineSource,
    Style,
    Tone,
)
from romtui.domain.dialogue.lint import lint
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.overrides import Overrides
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.suggest import Suggestion, framing, suggest
from romtui.domain.dialogue.words import Counted, Panel, Words

__all__ = [
    "Counted",
    "Deck",
    "Does",
    "Entry",
    "FiveQuestion",
    "FocusWords",
    "Lane",
    "Line",
    "LineSlot",
    "LineSource",
    "NoteWords",
    "Objection",
    "Overrides",
    "Panel",
    "Presets",
    "Style",
    "Suggestion",
    "TargetWords",
    "Tone",
    "Words",
    "framing",
    "lint",
    "suggest",
]
