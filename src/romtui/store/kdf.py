"""From a passphrase to a key: Argon2id and how much work it costs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kdf:
    """The cost of one guess: memory in KiB, passes over it, and lanes."""

    memory: int
    passes: int
    lanes: int

    @classmethod
    def standard(cls) -> "Kdf":
        """256 MiB, 3 passes, 4 lanes: about half a second on a small laptop."""
        return cls(memory=256 * 1024, passes=3, lanes=4)

    @classmethod
    def cheap(cls) -> "Kdf":
        """Next to nothing: for tests."""
        return cls(memory=64, passes=1, lanes=1)
