"""The half page that is given along keeps to the style of what is said."""

import re
from pathlib import Path

from romtui.content.deck import load_deck
from romtui.domain.dialogue import LineSlot
from romtui.domain.dialogue.lint import unstylish

ROOT = Path(__file__).parents[2]
DECK = load_deck(ROOT / "data" / "dialogue" / "en.toml")
_, HALF_PAGE = (ROOT / "docs" / "framing.md").read_text("utf-8").split("\n---\n")
HALF_A_PAGE_HOLDS = 260


def test_it_is_half_a_page() -> None:
    assert len(HALF_PAGE.split()) <= HALF_A_PAGE_HOLDS


def test_each_sentence_could_be_said_to_the_person() -> None:
    sentences = re.split(r"(?<=[.?:])\s+", HALF_PAGE.replace("*", ""))
    assert len(sentences) > 10
    for sentence in sentences:
        assert list(unstylish(sentence, LineSlot.GOAL, DECK)) == [], sentence
