"""A question at the bottom of the screen that one key answers and any other key passes by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from romtui.domain.private import Private
from romtui.ui.commands import Command


def _nothing() -> None:
    """Do nothing."""


def on_keys_of(command: Command, answer: Callable[[], None]) -> Mapping[str, Callable[[], None]]:
    """An answer that a command's own keys give, whichever are in force."""
    return dict.fromkeys(command.keys, answer)


@dataclass(frozen=True, slots=True)
class InlinePrompt:
    """Words, what each key does, and what happens when another key passes the question by.

    The key that passes it by still does what it always does.
    """

    words: str | Private
    answers: Mapping[str, Callable[[], None]]
    passed_by: Callable[[], None] = _nothing
