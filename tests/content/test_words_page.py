"""What docs/words.md says about own words is so."""

import re
from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.content.overrides_file import read_overrides
from romtui.domain.dialogue import LineSlot
from romtui.domain.dialogue.lint import unsayable, unstylish
from romtui.domain.dialogue.overrides import KEPT
from romtui.domain.dialogue.variables import VARIABLES
from romtui.paths import WORDS_VARIABLE, words_file

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "words.md").read_text("utf-8")
DECK = load_deck(ROOT / "data" / "dialogue" / "en.toml")


def test_the_file_on_the_page_can_be_used(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "words.toml"
    file.write_text(example, "utf-8")
    own = read_overrides(file, DECK)
    assert len(own.texts) == 2
    assert own.starred
    assert own.hidden
    assert own.order


def test_what_the_page_says_is_refused_is_refused() -> None:
    for text in ("{scroe}", "{score"):
        (fault,) = unsayable(text)
        assert f"`{fault}`" in PAGE


def test_the_page_names_how_long_a_line_may_be() -> None:
    longest = f"{DECK.style.longest_open} words as an opening, or {DECK.style.longest_other}"
    assert longest in PAGE
    assert list(unstylish("She had a relapse!", LineSlot.OPEN, DECK))


def test_every_variable_on_the_page_is_one() -> None:
    named = set(re.findall(r"`\{(\w+)\}`", PAGE))
    assert named
    assert named <= VARIABLES.keys()


def test_the_page_names_the_lines_about_safety() -> None:
    for pattern in KEPT:
        assert f"`{pattern.value}`" in PAGE


def test_the_page_says_where_the_file_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WORDS_VARIABLE, raising=False)
    assert f"`{words_file().name}`" in PAGE
    assert "`romtui/words`" in PAGE
    assert f"`{WORDS_VARIABLE}`" in PAGE
