"""The time, as the store is given it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the local time with its offset from UTC."""


def local_now() -> datetime:
    """Now, where this computer is."""
    return datetime.now().astimezone()
