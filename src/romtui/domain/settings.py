"""What the therapist may change about the program: how it looks, speaks, hides and reckons.

The safety rules have no constant, so nothing here can quieten them.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from fractions import Fraction
from typing import Any, Final, TypeVar

from romtui.domain import texts
from romtui.domain.changeable import BY_NAME, CONSTANTS, IDLE_TIMES, Constant, Numbers, Value
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.deck import Tone
from romtui.domain.digit_keys import DigitKeys
from romtui.domain.errors import UserError
from romtui.domain.idle import Idle

ENGLISH: Final = "en"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_Part = TypeVar("_Part")
_GROWING: Final = (
    ("current_days", "fresh_days"),
    ("fresh_days", "gap_days"),
    ("gap_days", "rebaseline_days"),
    ("slow_start_days", "checkpoint_days"),
    ("notable", "large"),
)
"""The first of each pair may not be more than the second."""
_IDLE: Final = {constant.name for constant in IDLE_TIMES}


class Shade(Enum):
    """The looks of the screens. `TERMINAL` takes the colours that the terminal is set to."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"
    TERMINAL = "terminal"

    @property
    def words(self) -> str:
        """What it is called: `high contrast`."""
        named = {Shade.CONTRAST: texts.HIGH_CONTRAST, Shade.TERMINAL: texts.TERMINAL_COLOURS}
        return named.get(self, self.value)

    @property
    def next(self) -> "Shade":
        """The one after this; after the last comes the first."""
        every = list(Shade)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Settings:
    """The constants the rules go by, the idle times, and how the program looks and speaks.

    `tone` is how the first line sounds where there is a choice, `names` whether the caseload
    begins with the names shown, `preview` whether it shows what to say to the selected patient
    beside the list, `language` the code of a language file, `digit_keys` which keys answer
    a questionnaire.
    """

    constants: Constants = STANDARD
    tone: Tone = Tone.PLAIN
    names: bool = False
    idle: Idle = field(default_factory=Idle)
    language: str = ENGLISH
    shade: Shade = Shade.DARK
    preview: bool = True
    digit_keys: DigitKeys = DigitKeys.AS_TYPED

    def as_typed(self, name: str) -> str:
        """A number as it is typed: `42`, or `1/2`."""
        return BY_NAME[name].as_typed(self._with(name))

    def in_words(self, name: str) -> str:
        """A number with what it counts: `42 days`, `1 day`."""
        return BY_NAME[name].in_words(self._with(name))

    def changed(self, name: str, typed: str) -> "Settings":
        """Change one number to what was typed. Raises UserError with what would fit."""
        value: dict[str, Any] = {name: BY_NAME[name].read(typed)}
        if name in _IDLE:
            return replace(self, idle=replace(self.idle, **value))
        changed = replace(self.constants, **value)
        for less, more in _GROWING:
            if name in {less, more} and not _grows(changed, less, more):
                other = BY_NAME[more if name == less else less]
                limit = texts.at_most if name == less else texts.at_least
                raise UserError(limit(other.in_words(self.constants), other.meaning))
        return replace(self, constants=changed)

    def reset(self, name: str) -> "Settings":
        """Set one number back to what it came with."""
        return self.changed(name, Settings().as_typed(name))

    def is_changed(self, name: str) -> bool:
        """Whether a number is not what it came with."""
        return self.as_typed(name) != Settings().as_typed(name)

    def as_text(self) -> str:
        """Write the settings as one line of JSON; of the numbers only what is not as it came."""
        return json.dumps(
            {
                "constants": _different(self.constants, STANDARD),
                "tone": self.tone.value,
                "names": self.names,
                "idle": _different(self.idle, Idle()),
                "language": self.language,
                "shade": self.shade.value,
                "preview": self.preview,
                **self._keyboard,
            }
        )

    @property
    def _keyboard(self) -> Mapping[str, str]:
        """The keyboard, where it was set: versions before it wrote none."""
        usual = self.digit_keys is DigitKeys.AS_TYPED
        return {} if usual else {"digit_keys": self.digit_keys.value}

    def _with(self, name: str) -> Numbers:
        return self.idle if name in _IDLE else self.constants


def is_language(code: str) -> bool:
    """Whether this may be the code of a language, such as `en` or `pt-BR`."""
    return bool(_LANGUAGE.fullmatch(code))


def read_settings(text: str | None) -> Settings:
    """Read what `as_text` wrote.

    A part that another version wrote and that cannot be used is as it came, the others hold.
    """
    stored: dict[str, Any] = _or({}, lambda: dict(json.loads(text or "{}")))
    return Settings(
        constants=_or(STANDARD, lambda: _constants(stored["constants"])),
        tone=_or(Tone.PLAIN, lambda: Tone(stored["tone"])),
        names=stored.get("names") is True,
        idle=_or(Idle(), lambda: replace(Idle(), **_numbers(IDLE_TIMES, stored["idle"]))),
        language=_or(ENGLISH, lambda: _language(stored["language"])),
        shade=_or(Shade.DARK, lambda: Shade(stored["shade"])),
        digit_keys=_or(DigitKeys.AS_TYPED, lambda: DigitKeys(stored["digit_keys"])),
        preview=stored.get("preview") is not False,
    )


def _or(usual: _Part, read: Callable[[], _Part]) -> _Part:
    try:
        return read()
    except (ValueError, TypeError, AttributeError, KeyError, UserError):
        return usual


def _language(stored: str) -> str:
    return stored if is_language(stored) else ENGLISH


def _constants(stored: Mapping[str, object]) -> Constants:
    """Read what was changed; a number that came later follows one it may not be smaller than."""
    read = replace(STANDARD, **_numbers(CONSTANTS, stored))
    if "fresh_days" not in stored:
        read = replace(read, fresh_days=max(read.fresh_days, read.current_days))
    return read if all(_grows(read, less, more) for less, more in _GROWING) else STANDARD


def _numbers(known: tuple[Constant, ...], stored: Mapping[str, object]) -> dict[str, Any]:
    return {
        constant.name: _number(constant, stored[constant.name])
        for constant in known
        if constant.name in stored
    }


def _different(numbers: Numbers, usual: Numbers) -> dict[str, Value]:
    now, then = asdict(numbers), asdict(usual)
    return {name: value for name, value in now.items() if value != then[name]}


def _number(constant: Constant, stored: object) -> Value:
    return constant.read("/".join(map(str, stored)) if isinstance(stored, list) else str(stored))


def _grows(constants: Constants, less: str, more: str) -> bool:
    return _size(getattr(constants, less)) <= _size(getattr(constants, more))


def _size(value: Value) -> Fraction:
    return Fraction(*value) if isinstance(value, tuple) else Fraction(value)
