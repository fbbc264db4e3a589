"""The commands of a screen as Textual binds them."""

from collections.abc import Iterable, Mapping
from typing import Final

from textual.binding import Binding, BindingType

from romtui.commands import Command

_UNBOUND: Final = "no-key-"
"""What a command without a key is bound to: no terminal sends it, a file of keys may replace it."""


def binding(command: Command) -> Binding:
    """Textual's form of a command; the app lays the keys in force over it."""
    return Binding(
        command.key or f"{_UNBOUND}{command.id}",
        command.action,
        command.words,
        tooltip=command.help,
        id=command.id,
        priority=command.priority,
    )


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """Textual's form of the keys in force, by the ids of the commands."""
    return {command_id: held or f"{_UNBOUND}{command_id}" for command_id, held in keys.items()}


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Bind a screen's commands; one without a key is reached by its name."""
    return [binding(command) for command in commands]
