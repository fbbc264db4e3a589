"""From a passphrase to a key: Argon2id, and how much work it costs."""

from dataclasses import dataclass
from typing import Final

from romtui.store import texts
from romtui.store.errors import NoMemory

_MOST_MEMORY: Final = 256 * 1024
_MOST_PASSES: Final = 3
_MOST_LANES: Final = 4
_LEAST_MEMORY_PER_LANE: Final = 8


@dataclass(frozen=True, slots=True)
class Kdf:
    """The cost of one guess: memory in KiB, passes over it, and lanes."""

    memory: int
    passes: int
    lanes: int

    @classmethod
    def standard(cls) -> "Kdf":
        """256 MiB, 3 passes, 4 lanes: about half a second on a small laptop."""
        return cls(memory=_MOST_MEMORY, passes=_MOST_PASSES, lanes=_MOST_LANES)

    @classmethod
    def cheap(cls) -> "Kdf":
        """Next to nothing: for tests."""
        return cls(memory=64, passes=1, lanes=1)

    @property
    def possible(self) -> bool:
        """Whether Argon2id accepts it at all."""
        return (
            self.lanes >= 1
            and self.passes >= 1
            and self.memory >= _LEAST_MEMORY_PER_LANE * self.lanes
        )

    @property
    def bounded(self) -> bool:
        """Whether the cost is at most what we ever write.

        A header is read before it can be trusted, and must not be able to ask for more.
        """
        return (
            self.possible
            and self.lanes <= _MOST_LANES
            and self.passes <= _MOST_PASSES
            and self.memory <= _MOST_MEMORY
        )

    def derive(self, secret: str, salt: bytes) -> bytes:
        """Turn a secret into 32 bytes. Takes its time, and lets other threads run meanwhile.

        Raises NoMemory if the memory it needs cannot be allocated.
        """
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        argon = Argon2id(
            salt=salt,
            length=32,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory,
        )
        try:
            return argon.derive(secret.encode("utf-8", "surrogatepass"))
        except MemoryError as error:
            raise NoMemory(texts.no_memory(self.memory // 1024)) from error
