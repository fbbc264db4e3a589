"""The PIN as the vault keeps it: salted and hashed, although the vault is encrypted too."""

import hashlib
import hmac
import secrets
from typing import Final

_ROUNDS: Final = 20_000
"""A few milliseconds. Ten thousand PINs are quickly tried all the same: the vault protects it."""


def seal(pin: str) -> str:
    """Give what is kept of a PIN."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hashed(pin, salt).hex()}"


def fits(typed: str, kept: str) -> bool:
    """Whether this is the PIN."""
    salt, _, digest = kept.partition(":")
    return hmac.compare_digest(_hashed(typed, bytes.fromhex(salt)), bytes.fromhex(digest))


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", pin.encode("utf-8", "surrogatepass"), salt, _ROUNDS)
