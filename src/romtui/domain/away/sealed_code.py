"""The sealed code: some characters that only the vault with the page's key can read.

    version 5 bits ‖ payload sealed, a multiple of 5 bits ‖ tag 40 bits, in Crockford's base32

It is a synthetic-IV construction: the tag is a MAC of the payload, and the payload is encrypted
by a stream that starts from the tag. It needs no nonce and no random source on the page. The same
payload gives the same code, and nothing else is given away. docs/forms_away.md says it in full.
"""

import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Self

VERSION: Final = 1
KEY_BYTES: Final = 16
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP: Final = 4
"""Signs between two dashes."""
_BITS: Final = 5
_TAG_BYTES: Final = 5
_TAG_SIGNS: Final = 8
MOST_PAYLOAD_SIGNS: Final = 250
"""The answers to some twelve long forms; nobody would copy more by hand."""
_SHORTEST: Final = 1 + 3 + _TAG_SIGNS
"""Signs: the version, ten bits of a day with one question, the tag."""
_LONGEST: Final = 1 + MOST_PAYLOAD_SIGNS + _TAG_SIGNS

_READ: Final = str.maketrans(ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
"""To the digits that Python reads base 32 by."""
_MISREAD: Final = str.maketrans("OIL", "011")


class NotInAnyCode(ValueError):
    """A character that no code has. `place` is where, counted from 0 without dashes."""

    def __init__(self, sign: str, place: int) -> None:
        super().__init__("a character that is in no code")
        self.sign, self.place = sign, place


@dataclass(frozen=True, slots=True)
class PageKey:
    """The two keys that follow from the secret of one page. Neither is ever shown."""

    secret: bytes = field(repr=False)
    mac: bytes = field(repr=False, compare=False)
    stream: bytes = field(repr=False, compare=False)

    @classmethod
    def of(cls, secret: bytes) -> Self:
        """Derive them. Raises ValueError for a secret of another length than 16 bytes."""
        if len(secret) != KEY_BYTES:
            raise ValueError("the secret of a page has 16 bytes")
        return cls(secret, _hmac(secret, b"romtui page 1 mac"), _hmac(secret, b"romtui page 1 enc"))

    @classmethod
    def new(cls) -> Self:
        """The key of a new page, by chance."""
        return cls.of(secrets.token_bytes(KEY_BYTES))


def payload_signs(values: int) -> int:
    """How many signs hold a payload of so many values."""
    return -(-(values - 1).bit_length() // _BITS)


def seal(key: PageKey, payload: int, signs: int) -> str:
    """The code of a payload that so many signs hold, without dashes."""
    tag = _tag(key, payload, signs)
    sealed = payload ^ _stream(key, tag, signs)
    return (
        ALPHABET[VERSION]
        + _written(sealed, signs)
        + _written(int.from_bytes(tag, "big"), _TAG_SIGNS)
    )


def opened(code: str, key: PageKey) -> int | None:
    """The payload of a code that was sealed with this key; None of every other one."""
    if not _SHORTEST <= len(code) <= _LONGEST or code[0] != ALPHABET[VERSION]:
        return None
    signs = len(code) - 1 - _TAG_SIGNS
    number = int(code[1:].translate(_READ), 32)
    sealed, tag_number = divmod(number, 1 << (8 * _TAG_BYTES))
    tag = tag_number.to_bytes(_TAG_BYTES, "big")
    payload = sealed ^ _stream(key, tag, signs)
    return payload if hmac.compare_digest(tag, _tag(key, payload, signs)) else None


def tag_of(code: str) -> str:
    """The part of a code by which it is known again."""
    return code[-_TAG_SIGNS:]


def in_groups(code: str) -> str:
    """As it is written down: `1ABC-DEFG-…`."""
    return "-".join(code[begin : begin + GROUP] for begin in range(0, len(code), GROUP))


def plain_code(typed: str) -> str:
    """A code as it was typed or pasted, without spaces and dashes, O as 0, I and L as 1.

    Raises NotInAnyCode.
    """
    signs = [
        sign
        for sign in unicodedata.normalize("NFKC", typed).upper()
        if not sign.isspace() and unicodedata.category(sign) not in {"Pd", "Cf", "Cc"}
    ]
    code = "".join(signs).translate(_MISREAD)
    wrong = re.search(f"[^{ALPHABET}]", code)
    if wrong is not None:
        raise NotInAnyCode(wrong[0], wrong.start())
    return code


class SlipKind(Enum):
    """What one slip of the hand can do to a code."""

    WRONG = "wrong"
    SWAPPED = "swapped"
    MISSING = "missing"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a code was mistyped, `place` counted from 0 in what was typed."""

    kind: SlipKind
    place: int


def slips(code: str) -> int:
    """About how many codes are one slip away from this one."""
    return 2 * len(ALPHABET) * (len(code) + 1)


def find_slip(code: str, keys: Sequence[PageKey]) -> Slip | None:
    """Where the one slip is that keeps a code from being opened with one of these keys.

    It only names the place: what was meant is not given back, so that the code is compared with
    what the patient has and never completed by the program. With n keys the chance that a
    place is named wrongly is about n × 1,300 ÷ 2⁴⁰.
    """
    for slip, meant in _one_slip_away(code):
        if any(opened(meant, key) is not None for key in keys):
            return slip
    return None


def _one_slip_away(code: str) -> Iterator[tuple[Slip, str]]:
    for place, sign in enumerate(code):
        before, after = code[:place], code[place + 1 :]
        for other in ALPHABET if place else ALPHABET[VERSION]:
            if other != sign:
                yield Slip(SlipKind.WRONG, place), before + other + after
        if after and after[0] != sign:
            yield Slip(SlipKind.SWAPPED, place), before + after[0] + sign + after[1:]
        yield Slip(SlipKind.TOO_MANY, place), before + after
    for place in range(len(code) + 1):
        for other in ALPHABET if place else ALPHABET[VERSION]:
            yield Slip(SlipKind.MISSING, place), code[:place] + other + code[place:]


def _tag(key: PageKey, payload: int, signs: int) -> bytes:
    head = bytes((VERSION,)) + signs.to_bytes(2, "big")
    return _hmac(key.mac, head + payload.to_bytes(_bytes(signs), "big"))[:_TAG_BYTES]


def _stream(key: PageKey, tag: bytes, signs: int) -> int:
    """So many bits that go by the tag, as a number: blocks of 256, numbered from 0."""
    wanted = _bytes(signs)
    blocks = b"".join(_hmac(key.stream, tag + bytes((n,))) for n in range(-(-wanted // 32)))
    return int.from_bytes(blocks[:wanted], "big") & ((1 << (_BITS * signs)) - 1)


def _bytes(signs: int) -> int:
    return -(-_BITS * signs // 8)


def _written(number: int, signs: int) -> str:
    return "".join(ALPHABET[number >> (_BITS * place) & 31] for place in reversed(range(signs)))


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")
