"""What there is to set, section by section: computed here, drawn by the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from romtui.commands import key_for
from romtui.domain.changeable import CONSTANTS, IDLE_TIMES, Constant, source
from romtui.domain.dialogue import Tone
from romtui.domain.settings import Settings, Shade
from romtui.ui.no_colour import NO_COLOUR_IS_SET

SHADE, NAMES, PREVIEW, LANGUAGE, TONE = "shade", "names", "preview", "language", "tone"
DIGIT_KEYS = "digit_keys"
WORDS, PROCEDURE, CRISIS = "words", "procedure", "crisis"
PROCEDURE_HEADING: Final = "Your own procedure when a safety item is answered"
"""Above the room to write it."""
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
        *_section("How it looks and speaks", looks),
        *_section(
            "When a safety item is answered",
            [_procedure(has_procedure), _crisis_words(has_crisis_words)],
        ),
        *_section("When nothing is typed", _numbers(settings, IDLE_TIMES)),
        *_section("The numbers the rules go by", _numbers(settings, CONSTANTS)),
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
    names = [shade.words for shade in Shade]
    looks = f"{', '.join(names[:-1])} or {names[-1]}".capitalize()
    next_one = f"{key_for('app.next_theme')} goes to the next"
    about = f"{looks}; {next_one}. Until the vault is open it is dark."
    return Setting(
        SHADE,
        "look of the screens",
        settings.shade.words,
        NO_COLOUR_IS_SET if colourless else about,
        settings.shade is not _USUAL.shade,
    )


def _looks(settings: Settings, languages: Sequence[str], own_lines: int) -> Iterator[Setting]:
    yield Setting(
        NAMES,
        "names in the caseload",
        "shown" if settings.names else "hidden",
        f"What the caseload begins with; {key_for('caseload.names')} shows and hides them. "
        "Elsewhere there is the code.",
        settings.names,
    )
    yield Setting(
        PREVIEW,
        "preview in the caseload",
        "shown" if settings.preview else "hidden",
        "What to say to the selected patient, beside the list where the window is wide enough. "
        "Hide it where somebody else may see the screen.",
        settings.preview is not _USUAL.preview,
    )
    yield Setting(
        LANGUAGE,
        "language of what there is to say",
        settings.language,
        _about_languages(languages),
        settings.language != _USUAL.language,
    )
    yield Setting(
        TONE,
        "how the first line sounds",
        settings.tone.value,
        "Gentle says it more softly, where there is such a line.",
        settings.tone is not Tone.PLAIN,
    )
    yield Setting(
        DIGIT_KEYS,
        "digits while a questionnaire is filled in",
        settings.digit_keys.words,
        "For keyboards that have digits only with Shift. On the French one - is 6 then: "
        f"{key_for('app.commands')} finds “does not apply”.",
        settings.digit_keys is not _USUAL.digit_keys,
    )
    yield Setting(
        WORDS,
        "your own words",
        {0: "none yet", 1: "1 line"}.get(own_lines, f"{own_lines} lines"),
        f"{key_for('settings.edit')} shows what there is to say: "
        "reword, add, hide, star or move lines.",
    )


def _about_languages(languages: Sequence[str]) -> str:
    if len(languages) > 1:
        return f"{key_for('settings.edit')} goes to the next of {', '.join(languages)}."
    return (
        "It is the only one yet. A language file of your own, such as de.toml beside your own "
        "words, is offered here after the next unlocking."
    )


def _procedure(written: bool) -> Setting:
    return Setting(
        PROCEDURE,
        "your own safety procedure",
        "written" if written else "not written yet",
        "What to ask, whom to call, which numbers: F3 shows it while you note what was done "
        f"({key_for('session.review')}).",
    )


def _crisis_words(written: bool) -> Setting:
    return Setting(
        CRISIS,
        "your crisis words for a page filled in at home",
        "written" if written else "not written yet",
        "Whom a patient can turn to before you meet. Without them no page is made.",
    )


def _numbers(settings: Settings, numbers: Sequence[Constant]) -> Iterator[Setting]:
    for number in numbers:
        yield Setting(
            number.name,
            number.meaning,
            settings.in_words(number.name),
            f"It came as {_USUAL.as_typed(number.name)}; {source(number.name)}.",
            settings.is_changed(number.name),
        )


def _section(heading: str, rows: Iterator[Setting] | Sequence[Setting]) -> Iterator[Setting]:
    for place, row in enumerate(rows):
        yield row if place else replace(row, heading=heading)
