"""Why the program locked: a note for the process that shows the lock, with nothing of a patient."""

from collections.abc import MutableMapping
from enum import Enum
from typing import Final

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
    LockedBy.HAND: "You locked it.",
    LockedBy.IDLE: "Locked: nothing was typed for some minutes.",
    LockedBy.SLEEP: "Locked: this computer was asleep.",
    LockedBy.WRONG_PINS: "Locked after three wrong PINs.",
    LockedBy.SYSTEM: "Locked by a signal from this computer.",
    LockedBy.VAULT_GONE: "Locked. The vault was deleted; what was open is kept and opens here.",
    LockedBy.CRASH: "Locked: romtui met a mistake of its own. What was saved is safe.",
}
"""The sentence on the lock screen."""


class LockNote:
    """The note that the last process left in an environment, and the one for the next."""

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        self._environment = environment
        left = environment.pop(_LEFT_IN, "")
        self.sentence = next((SAID[one] for one in LockedBy if one.value == left), "")

    def leave(self, because: LockedBy) -> None:
        """Tell the next process why this one locked."""
        self._environment[_LEFT_IN] = because.value

    @property
    def is_left(self) -> bool:
        """Whether this process has said why it locks."""
        return _LEFT_IN in self._environment
