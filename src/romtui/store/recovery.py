"""The recovery code: the second way into a vault, written on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """140 random bits as seven groups of five signs, the last of each a checksum."""

    _symbols: str

    @property
    def groups(self) -> tuple[str, ...]:
        """Seven groups of five signs, to be shown and written down."""
        raise NotImplementedError

    def reveal(self) -> str:
        """The groups joined by dashes."""
        return "-".join(self.groups)

    def matches(self, typed: str) -> bool:
        """Compare what was typed back; case, spaces, dashes, O/0 and I/L/1 do not matter."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return "RecoveryCode(•••)"
