"""What there is to say while the program runs: the shipped lines under the therapist's own."""

from collections.abc import Mapping
from pathlib import Path

from romtui.content import texts
from romtui.content.languages import load_language
from romtui.content.overrides_file import read_overrides, write_overrides
from romtui.content.toml import ContentError
from romtui.domain.dialogue import Deck
from romtui.domain.dialogue.overrides import Overrides, merged, refuse_unfit, taken_in
from romtui.domain.errors import UserError
from romtui.paths import place_of


class Wordbook:
    """What there is to say now: `deck` is the shipped deck with the therapist's own words.

    Without a file, as in the demo, changes last as long as the program. A file that cannot
    be used stays as it is: `unusable` says why, and the shipped lines are said. `languages`
    are the language files by code; each language has own words of its own.
    """

    def __init__(
        self, shipped: Deck, file: Path | None = None, languages: Mapping[str, Path] | None = None
    ) -> None:
        self._first = shipped
        self._base = file
        self._languages = languages or {}
        self._begin(shipped)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages there is a file of."""
        return tuple(sorted({self._first.language, *self._languages}))

    def speak(self, language: str) -> None:
        """Change the language. Raises UserError, and then stays with the present one."""
        if language == self.shipped.language:
            return
        if language not in self.languages:
            raise UserError(texts.language_gone(language))
        first = language == self._first.language
        self._begin(self._first if first else load_language(self._languages[language]))

    def keep(self, own: Overrides) -> None:
        """Save other own words. Raises UserError if they cannot be said or cannot be written."""
        if self.unusable:
            raise UserError(texts.wording_left_alone(self.unusable))
        refuse_unfit(self.shipped, own)
        if self._file is not None:
            write_overrides(self._file, own, self.shipped.language)
        self._use(own)

    def export(self, typed: str) -> Path:
        """Write the own words to a new file; gives its path."""
        file = _path(typed)
        if file.exists():
            raise ContentError(file, "", texts.ALREADY_EXISTS)
        if not file.parent.is_dir():
            raise ContentError(file, "", texts.NO_SUCH_FOLDER)
        write_overrides(file, self.own, self.shipped.language)
        return file

    def import_file(self, typed: str) -> int:
        """Add the words of another file, checked first; gives how many lines it changed.

        The previous words are kept beside the own file, with `.before` at the end of its name.
        """
        file = _path(typed)
        other = read_overrides(file, self.shipped)
        if self._file is not None and self.own != Overrides():
            before = self._file.with_name(f"{self._file.name}.before")
            write_overrides(before, self.own, self.shipped.language)
        self.keep(taken_in(self.own, other))
        return len({*other.texts, *other.starred, *other.hidden})

    def _begin(self, shipped: Deck) -> None:
        self.shipped = shipped
        self.own = Overrides()
        self.deck = shipped
        self.unusable = ""
        self._file = file = self._file_in(shipped.language)
        try:
            if file is not None and file.exists():
                self._use(read_overrides(file, shipped))
        except ContentError as error:
            self.unusable = str(error)
        except OSError as error:
            self.unusable = texts.file_unreadable(file, error.strerror)

    def _file_in(self, language: str) -> Path | None:
        """`words.toml` for the first language, `words.de.toml` beside it for another."""
        base = self._base
        if base is None or language == self._first.language:
            return base
        return base.with_name(f"{base.stem}.{language}{base.suffix}")

    def _use(self, own: Overrides) -> None:
        self.own = own
        self.deck = merged(self.shipped, own)


def _path(typed: str) -> Path:
    if not typed.strip():
        raise UserError(texts.WHERE_THE_FILE_IS)
    return place_of(typed.strip())
