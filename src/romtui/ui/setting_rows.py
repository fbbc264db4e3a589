"""What there is to set, section by section: computed here, drawn by the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from romtui.commands import key_for
from romtui.domain.changeable import CONSTANTS, IDLE_TIMES, Constant, source
from romtui.domain.dialogue import Tone
from romtui.domain.settings import Settings, Shade
from romtui.ui import texts

SHADE, NAMES, PREVIEW, LANGUAGE, TONE = "shade", "names", "preview", "language", "tone"
DIGIT_KEYS = "digit_keys"
WORDS, PROCEDURE, CRISIS = "words", "procedure", "crisis"
_USUAL: Final = Settings()


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set. `about` is said while it is marked.

    `heading` stands above the first of a section. `name` is one of those above, or that of a
    number.
    """

    name: str
    meaning: str
    value: str
    about: str
    changed: bool = False
    heading: str = ""


def rows(
    settings: Settings,
    languages: Sequence[str],
    *,
    own_lines: int,
    has_procedure: bool,
    has_crisis_words: bool,
    colourless: bool = False,
) -> tuple[Setting, ...]:
    """All rows from top to bottom; `own_lines` counts the lines in the therapist's own words.

    `colourless` says that no colour is wanted in this terminal, whatever is set here.
    """
    looks = [_shade(settings, colourless), *_looks(settings, languages, own_lines)]
    return (
        *_section(texts.DISPLAY, looks),
        *_section(texts.SAFETY, [_procedure(has_procedure), _crisis_words(has_crisis_words)]),
        *_section(texts.IDLE_TIMES, _numbers(settings, IDLE_TIMES)),
        *_section(texts.THRESHOLDS, _numbers(settings, CONSTANTS)),
    )


def turned(settings: Settings, name: str, languages: Sequence[str]) -> Settings | None:
    """The settings with the next choice; None where there is something to be typed."""
    if name == SHADE:
        return replace(settings, shade=settings.shade.next)
    if name == NAMES:
        return replace(settings, names=not settings.names)
    if name == PREVIEW:
        return replace(settings, preview=not settings.preview)
    if name == TONE:
        gentle = settings.tone is Tone.GENTLE
        return replace(settings, tone=Tone.PLAIN if gentle else Tone.GENTLE)
    if name == DIGIT_KEYS:
        return replace(settings, digit_keys=settings.digit_keys.next)
    if name == LANGUAGE:
        here = languages.index(settings.language) if settings.language in languages else -1
        return replace(settings, language=languages[(here + 1) % len(languages)])
    return None


def as_it_came(settings: Settings, name: str) -> Settings:
    """The settings with one of them set back."""
    if name in {SHADE, NAMES, PREVIEW, LANGUAGE, TONE, DIGIT_KEYS}:
        return replace(settings, **{name: getattr(_USUAL, name)})
    return settings.reset(name)


def _shade(settings: Settings, colourless: bool) -> Setting:
    about = texts.about_theme([shade.words for shade in Shade], key_for("app.next_theme"))
    return Setting(
        SHADE,
        texts.THEME,
        settings.shade.words,
        texts.NO_COLOUR_IS_SET if colourless else about,
        settings.shade is not _USUAL.shade,
    )


def _looks(settings: Settings, languages: Sequence[str], own_lines: int) -> Iterator[Setting]:
    yield Setting(
        NAMES,
        texts.NAMES,
        _shown(settings.names),
        texts.about_names(key_for("caseload.names")),
        settings.names,
    )
    yield Setting(
        PREVIEW,
        texts.PREVIEW,
        _shown(settings.preview),
        texts.ABOUT_PREVIEW,
        settings.preview is not _USUAL.preview,
    )
    yield Setting(
        LANGUAGE,
        texts.LANGUAGE,
        settings.language,
        _about_languages(languages),
        settings.language != _USUAL.language,
    )
    yield Setting(
        TONE,
        texts.TONE,
        settings.tone.value,
        texts.ABOUT_TONE,
        settings.tone is not Tone.PLAIN,
    )
    yield Setting(
        DIGIT_KEYS,
        texts.DIGIT_KEYS,
        settings.digit_keys.words,
        texts.about_digit_keys(key_for("app.commands")),
        settings.digit_keys is not _USUAL.digit_keys,
    )
    yield Setting(
        WORDS,
        texts.WORDING,
        texts.suggestions_of_yours(own_lines),
        texts.about_wording(key_for("settings.edit")),
    )


def _about_languages(languages: Sequence[str]) -> str:
    if len(languages) > 1:
        return texts.about_languages(key_for("settings.edit"), languages)
    return texts.ONE_LANGUAGE


def _procedure(written: bool) -> Setting:
    return Setting(
        PROCEDURE,
        texts.PROCEDURE,
        texts.WRITTEN if written else texts.NOT_WRITTEN,
        texts.about_procedure(key_for("session.review")),
    )


def _crisis_words(written: bool) -> Setting:
    return Setting(
        CRISIS,
        texts.CRISIS_WORDS,
        texts.WRITTEN if written else texts.NOT_WRITTEN,
        texts.ABOUT_CRISIS_WORDS,
    )


def _numbers(settings: Settings, numbers: Sequence[Constant]) -> Iterator[Setting]:
    for number in numbers:
        yield Setting(
            number.name,
            number.meaning,
            settings.in_words(number.name),
            texts.default_is(_USUAL.as_typed(number.name), source(number.name)),
            settings.is_changed(number.name),
        )


def _shown(shown: bool) -> str:
    return texts.SHOWN if shown else texts.NOT_SHOWN


def _section(heading: str, rows: Iterator[Setting] | Sequence[Setting]) -> Iterator[Setting]:
    for place, row in enumerate(rows):
        yield row if place else replace(row, heading=heading)
