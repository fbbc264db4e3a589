"""Wrong passphrases in a row: how long the next one waits, and what the next process is told.

After each refusal the process replaces itself, so that nothing that was typed stays in memory.
Only a number and a sentence go on.
"""

from collections.abc import MutableMapping
from typing import Final

_NUMBER: Final = "ROMTUI_WRONG_PASSPHRASES"
_SENTENCE: Final = "ROMTUI_REFUSED"
_FREE: Final = 1
"""A slip of the finger costs nothing; from the next on the wait doubles each time."""
_DOUBLED_AT_MOST: Final = 5
_LONGEST_SECONDS: Final = 30
_MOST: Final = 9999
_WORTH_SAYING: Final = 3
"""From so many on it is said after unlocking, too: fewer are a slip of one's own."""


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
        kept = self._environment.get(_NUMBER, "")
        fits = kept.isascii() and kept.isdigit() and len(kept) <= len(str(_MOST))
        return int(kept) if fits else 0

    @property
    def said(self) -> str:
        """The calm line for after unlocking; empty for a slip or two."""
        few = self.number < _WORTH_SAYING
        return "" if few else f"{self.number} wrong passphrases before this unlock."

    def add(self, sentence: str, *, wrong: bool) -> None:
        """Keep why it was refused and, when the passphrase was wrong, count it."""
        self._environment[_SENTENCE] = sentence.replace("\0", "")
        if wrong:
            self._environment[_NUMBER] = str(min(self.number + 1, _MOST))

    def over(self) -> None:
        """Begin to count anew: the vault is open."""
        self._environment.pop(_NUMBER, None)
