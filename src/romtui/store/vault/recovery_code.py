"""The recovery code: the second way into a vault, written on paper."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from romtui.domain.errors import UserError
from romtui.store import texts

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, five bits each; no I, L, O, which look like 1 and 0, and no U."""

_LOOKALIKES: Final = str.maketrans("OIL", "011")
_DASHES: Final = "-\N{EN DASH}\N{EM DASH}"
_GROUPS: Final = 7
_RANDOM_SIGNS: Final = 4
_GROUP: Final = _RANDOM_SIGNS + 1


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """140 random bits as seven groups of five signs, the last of each a checksum.

    The checksum tells which group has a slip of the pen; one slip in 32 goes unseen here
    and is found when the vault refuses the code.
    """

    _signs: str

    @classmethod
    def random(cls) -> Self:
        """Draw a new code."""
        groups = (
            "".join(secrets.choice(_SIGNS) for _ in range(_RANDOM_SIGNS)) for _ in range(_GROUPS)
        )
        return cls("".join(group + _check(n, group) for n, group in enumerate(groups)))

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read a code as typed: case, spaces, dashes, O for 0 and I or L for 1 do not matter.

        Raises UserError naming the first group with a slip.
        """
        signs = _plain(typed)
        if len(signs) != _GROUPS * _GROUP:
            raise UserError(texts.code_length(_GROUPS, _GROUP, len(signs)))
        for n in range(_GROUPS):
            group = signs[n * _GROUP : (n + 1) * _GROUP]
            if not set(group) <= set(_SIGNS) or _check(n, group[:-1]) != group[-1]:
                raise UserError(texts.group_with_a_slip(n + 1))
        return cls(signs)

    @property
    def groups(self) -> tuple[str, ...]:
        """Seven groups of five signs, to be shown and written down."""
        return tuple(self._signs[n : n + _GROUP] for n in range(0, len(self._signs), _GROUP))

    @property
    def secret(self) -> str:
        """What the key is derived from."""
        return self._signs

    def reveal(self) -> str:
        """The groups joined by dashes."""
        return "-".join(self.groups)

    def matches(self, typed: str) -> bool:
        """Compare what was typed back, as tolerantly as `parse`."""
        return secrets.compare_digest(_plain(typed).encode(), self._signs.encode())

    def __repr__(self) -> str:
        return "RecoveryCode(•••)"


def is_code_format(typed: str) -> bool:
    """Whether something typed has the form of a recovery code, slips of the pen included."""
    signs = _plain(typed)
    return len(signs) == _GROUPS * _GROUP and set(signs) <= set(_SIGNS)


def _plain(typed: str) -> str:
    signs = "".join(char for char in typed.upper() if char not in _DASHES and not char.isspace())
    return signs.translate(_LOOKALIKES)


def _check(number: int, signs: str) -> str:
    """The last sign of a group. The number of the group counts, so that swapped ones are found."""
    return _SIGNS[sha256(f"{number}{signs}".encode()).digest()[0] % len(_SIGNS)]
