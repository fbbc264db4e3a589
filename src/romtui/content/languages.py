"""The languages there are lines in: the shipped ones, and those a therapist has put beside."""

from collections.abc import Mapping
from pathlib import Path

from romtui.content import texts
from romtui.content.deck import load_deck
from romtui.content.toml import ContentError
from romtui.domain.dialogue import Deck
from romtui.domain.settings import is_language


def language_files(*folders: Path) -> Mapping[str, Path]:
    """The language files of these folders by code; of two with one code, the earlier folder's."""
    files: dict[str, Path] = {}
    for file in (file for folder in folders for file in sorted(folder.glob("*.toml"))):
        if is_language(file.stem):
            files.setdefault(file.stem, file)
    return files


def load_language(file: Path) -> Deck:
    """Read a language file, which is called as its language. Raises ContentError."""
    deck = load_deck(file)
    if deck.language != file.stem:
        raise ContentError(file, "language", texts.language_not_file(deck.language))
    return deck
