"""The PIN, wrong passphrases in a row, and the note on why the program locked.

After a lock or a refused passphrase the process replaces itself, so that nothing that was typed
stays in memory. Only a number, a reason and a sentence go on, in the environment.
"""

from collections.abc import MutableMapping
from enum import Enum
from typing import Final

from romtui.domain import texts
from romtui.domain.errors import UserError

LEAST: Final = 4
MOST: Final = 8
TRIES: Final = 3
"""Wrong PINs in a row after which the program locks itself."""

DEMO_PIN: Final = "0000"


def has_the_shape(typed: str) -> bool:
    """Whether this could be a PIN: 4 to 8 digits of a keyboard."""
    return LEAST <= len(typed) <= MOST and typed.isascii() and typed.isdigit()


def read_pin(typed: str) -> str:
    """Read a new PIN; raises UserError."""
    pin = typed.strip()
    if not has_the_shape(pin):
        raise UserError(texts.digits_of_a_pin(LEAST, MOST))
    return pin


_NUMBER: Final = "ROMTUI_WRONG_PASSPHRASES"
_SENTENCE: Final = "ROMTUI_REFUSED"
_FREE: Final = 1
"""A slip of the finger costs nothing; from the next on the wait doubles each time."""
_DOUBLED_AT_MOST: Final = 5
_LONGEST_SECONDS: Final = 30
_MOST: Final = 9999
_WORTH_SAYING: Final = 3
"""From this many on they are mentioned after unlocking too: fewer are one's own slips."""


def wait_seconds(wrong: int) -> int:
    """How long to wait after so many wrong passphrases: 1 s from the second on, up to 30 s."""
    counted = wrong - _FREE
    if counted < 1:
        return 0
    return min(1 << min(counted - 1, _DOUBLED_AT_MOST), _LONGEST_SECONDS)


class Slips:
    """The wrong passphrases since the vault was last open, kept in an environment.

    `sentence` says why the last one was refused, to be shown once.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        self._environment = environment
        self.sentence = environment.pop(_SENTENCE, "")

    @property
    def number(self) -> int:
        """How many there were; what is no number counts as none."""
        stored = self._environment.get(_NUMBER, "")
        fits = stored.isascii() and stored.isdigit() and len(stored) <= len(str(_MOST))
        return int(stored) if fits else 0

    @property
    def said(self) -> str:
        """The calm line for after unlocking; empty for a slip or two."""
        few = self.number < _WORTH_SAYING
        return "" if few else texts.wrong_passphrases(self.number)

    def add(self, sentence: str, *, wrong: bool) -> None:
        """Keep why it was refused and, when the passphrase was wrong, count it."""
        self._environment[_SENTENCE] = sentence.replace("\0", "")
        if wrong:
            self._environment[_NUMBER] = str(min(self.number + 1, _MOST))

    def over(self) -> None:
        """Begin to count anew: the vault is open."""
        self._environment.pop(_NUMBER, None)


_LEFT_IN: Final = "ROMTUI_LOCKED_BY"


class LockedBy(Enum):
    """What locked the program. The value is all that is handed on."""

    HAND = "hand"
    IDLE = "idle"
    SLEEP = "sleep"
    WRONG_PINS = "wrong-pins"
    SYSTEM = "system"
    CRASH = "crash"
    VAULT_GONE = "vault-gone"


SAID: Final = {
    LockedBy.HAND: texts.LOCKED_BY_HAND,
    LockedBy.IDLE: texts.LOCKED_IDLE,
    LockedBy.SLEEP: texts.LOCKED_ASLEEP,
    LockedBy.WRONG_PINS: texts.LOCKED_WRONG_PINS,
    LockedBy.SYSTEM: texts.LOCKED_BY_SYSTEM,
    LockedBy.VAULT_GONE: texts.LOCKED_VAULT_GONE,
    LockedBy.CRASH: texts.LOCKED_CRASHED,
}
"""The sentence on the lock screen."""


class LockNote:
    """The note that the last process left in an environment, and the one for the next."""

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        self._environment = environment
        left = environment.pop(_LEFT_IN, "")
        self.sentence = next((SAID[reason] for reason in LockedBy if reason.value == left), "")

    def leave(self, because: LockedBy) -> None:
        """Tell the next process why this one locked."""
        self._environment[_LEFT_IN] = because.value

    @property
    def is_left(self) -> bool:
        """Whether this process has said why it locks."""
        return _LEFT_IN in self._environment
