"""A language file of the therapist's own beside the shipped one."""

from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.content.languages import language_files
from romtui.content.toml import ContentError
from romtui.content.wordbook import Wordbook
from romtui.domain.dialogue.overrides import Overrides
from romtui.domain.errors import UserError
from romtui.domain.pattern import Pattern
from romtui.paths import data_folder

SHIPPED = data_folder() / "dialogue"
ENGLISH = load_deck(SHIPPED / "en.toml")


def in_german(folder: Path, *, language: str = "de") -> Path:
    """The English file with one title in German: enough to tell them apart."""
    title = f'title = "{ENGLISH.entry(Pattern.STALLED).title}"'
    text = (SHIPPED / "en.toml").read_text("utf-8")
    text = text.replace('language = "en"', f'language = "{language}"', 1)
    made = folder / "de.toml"
    made.write_text(text.replace(title, 'title = "Es stockt"'), "utf-8")
    return made


def book(folder: Path) -> Wordbook:
    return Wordbook(ENGLISH, folder / "words.toml", language_files(SHIPPED, folder))


def test_only_files_called_like_a_language_are_one(tmp_path: Path) -> None:
    for name in ("de.toml", "pt-BR.toml", "words.toml", "words.de.toml", "de.txt", "en.toml"):
        (tmp_path / name).touch()
    assert set(language_files(SHIPPED, tmp_path)) == {"en", "de", "pt-BR"}
    assert language_files(SHIPPED, tmp_path)["en"].parent == SHIPPED
    assert not language_files(tmp_path / "nowhere")


def test_each_language_has_own_words_of_its_own(tmp_path: Path) -> None:
    in_german(tmp_path)
    words = book(tmp_path)
    assert words.languages == ("de", "en")
    line = "stalled/open/standard/1"
    words.keep(Overrides(starred=frozenset({line})))
    words.speak("de")
    assert words.deck.entry(Pattern.STALLED).title == "Es stockt"
    assert words.own == Overrides()
    words.keep(Overrides(hidden=frozenset({"stalled/open/standard/2"})))
    words.speak("en")
    assert words.own.starred == {line}
    again = book(tmp_path)
    again.speak("de")
    assert again.own.hidden
    assert not again.unusable


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_language_that_is_gone_or_broken_changes_nothing(tmp_path: Path, language: str) -> None:
    in_german(tmp_path, language="nl")
    words = book(tmp_path)
    with pytest.raises(UserError) as refused:
        words.speak(language)
    assert isinstance(refused.value, ContentError) == (language == "de")
    assert words.deck is ENGLISH
