"""The PIN that lifts the curtain and ends a hand-over."""

from typing import Final

from romtui.domain.errors import UserError

LEAST: Final = 4
MOST: Final = 8
TRIES: Final = 3
"""So many wrong ones in a row, and the program locks itself."""

DEMO_PIN: Final = "0000"


def has_the_shape(typed: str) -> bool:
    """Whether this could be a PIN: 4 to 8 digits of a keyboard."""
    return LEAST <= len(typed) <= MOST and typed.isascii() and typed.isdigit()


def read_pin(typed: str) -> str:
    """Read a new PIN; raises UserError."""
    pin = typed.strip()
    if not has_the_shape(pin):
        raise UserError(f"A PIN has {LEAST} to {MOST} digits: please type another.")
    return pin
