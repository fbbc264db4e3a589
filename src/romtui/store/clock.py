"""The clock that the store is given."""

from collections.abc import Callable
from datetime import datetime

from romtui.domain.errors import UserError
from romtui.store import texts

Clock = Callable[[], datetime]
"""Gives the local time with its offset from UTC."""


def local_now() -> datetime:
    """The time now in the time zone of this computer; raises UserError if that is invalid."""
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        raise UserError(texts.TIME_ZONE) from None
