"""The file of the therapist's own keys: followed as a whole, or not at all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from romtui.commands import Command
from romtui.content import texts
from romtui.content.toml import ContentError, Table, read_toml
from romtui.domain.keys import DIGITS, key_name, reaches_past_fields, read_key

_EVERYWHERE: Final = "app"
_STAY: Final = ("enter", "escape")
"""Enter confirms and Esc goes back on every screen: commands that have them keep them."""
_OF_DIALOGS: Final = ("f3", "f4")
"""Keys that dialogs bind themselves: no command that works everywhere may have them."""
_FORMER_TITLES: Final = {
    "words": "your_own_words",
    "note": "note_of_the_session",
    "chart": "graph",
    "handover": "hand_over",
}
"""What screens were called: a file written for an earlier version is still followed."""


Screens = Mapping[str, Sequence[Command]]
"""The commands by what their screen is called; those that work everywhere among them."""


def keys_in_force(file: Path, screens: Screens) -> tuple[dict[str, str], str]:
    """The keys of the therapist's own file, by command; or none, and why it is not followed."""
    if not file.exists():
        return {}, ""
    try:
        return read_keys(file, screens), ""
    except ContentError as error:
        return {}, f"{error} {texts.DEFAULTS_STAY}"


def read_keys(file: Path, screens: Screens) -> dict[str, str]:
    """Read a file of keys: for the id of a command all keys it has then, with commas.

    Raises ContentError, which names the file and the key, when one line of it cannot be
    followed; a file is followed as a whole or not at all.
    """
    content = read_toml(file)
    by_name = {name: title for title in screens for name in _names(title, screens[title])}
    keys: dict[str, str] = {}
    written: dict[str, tuple[Table, str]] = {}
    for table_name in content:
        title = by_name.get(_folded(table_name))
        if title is None:
            known = ", ".join(sorted(map(_folded, screens)))
            raise content.error(table_name, texts.no_such_screen(known))
        table = content.table(table_name)
        for name in table:
            command = _command(table, name, screens[title], title)
            if command.id in keys:
                raise table.error(name, texts.COMMAND_TWICE)
            keys[command.id] = ",".join(_keys(table, name, command))
            written[command.id] = table, name
    for title in screens:
        _hold_apart(title, screens, keys, written)
    return keys


def example(screens: Screens) -> str:
    """A file to start from: every command that may be changed, with the keys it has as shipped."""
    blocks = [texts.KEYS_HEAD]
    for title, commands in screens.items():
        lines = [
            f"# {_action(command)} = {json.dumps(_shown(command), ensure_ascii=False)}"
            for command in commands
            if not command.fixed
        ]
        if lines:
            blocks.append("\n".join([f"[{_folded(title)}]", *lines]) + "\n")
    return "\n".join(blocks)


def _names(title: str, commands: Sequence[Command]) -> Iterator[str]:
    of = commands[0].id.partition(".")[0]
    yield from (_folded(title), of, _FORMER_TITLES.get(of, of))


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def _action(command: Command) -> str:
    return command.id.partition(".")[2]


def _shown(command: Command) -> str:
    return " ".join(map(key_name, filter(None, command.key.split(","))))


def _command(table: Table, name: str, commands: Sequence[Command], title: str) -> Command:
    named = _folded(name)
    by_action = {_action(command): command for command in commands}
    command = by_action.get(named) or next(
        (command for command in commands if _folded(command.words) == named), None
    )
    if command is not None and command.fixed:
        raise table.error(name, texts.ALWAYS_DEFAULT)
    if command is not None:
        return command
    raise table.error(name, texts.unknown_command(title))


def _keys(table: Table, name: str, command: Command) -> tuple[str, ...]:
    """The keys of a line, then those that the command keeps in any case."""
    shipped = command.key.split(",")
    keys: list[str] = []
    for typed in table.line(name).split():
        key = read_key(typed)
        if key is None:
            raise table.error(name, texts.not_a_key(typed))
        if key in DIGITS:
            raise table.error(name, texts.digits_answer(key))
        if key in _STAY and key not in shipped:
            raise table.error(name, texts.cannot_be_moved(key_name(key)))
        if command.hides and not reaches_past_fields(key):
            raise table.error(name, texts.FUNCTION_KEY_NEEDED)
        if command.id.startswith(f"{_EVERYWHERE}.") and key in _OF_DIALOGS:
            raise table.error(name, texts.used_in_dialogs(key_name(key)))
        keys.append(key)
    if not keys and command.key:
        raise table.error(name, texts.NAME_A_KEY)
    kept = shipped if command.hides else [key for key in shipped if key in _STAY]
    return tuple(dict.fromkeys((*keys, *kept)))


def _hold_apart(
    title: str,
    screens: Screens,
    keys: dict[str, str],
    written: Mapping[str, tuple[Table, str]],
) -> None:
    """Refuse two commands on one key where both can be meant.

    A command that came later than the file has no key then: the file stays as good as it was.
    """
    taken: dict[str, Command] = {}
    by_id = {command.id: command for commands in screens.values() for command in commands}
    everywhere = (name for name in by_id if name.startswith(f"{_EVERYWHERE}."))
    reachable = dict.fromkeys((*everywhere, *(command.id for command in screens[title])))
    for command in map(by_id.__getitem__, reachable):
        for key in filter(None, keys.get(command.id, command.key).split(",")):
            other = taken.setdefault(key, command)
            if other is command:
                continue
            late = next((one for one in (command, other) if _is_late(one, written)), None)
            if late is not None:
                taken[key] = other if late is command else command
                keys[late.id] = ""
                continue
            at_fault, also = (command, other) if command.id in written else (other, command)
            table, name = written[at_fault.id]
            problem = texts.key_taken(key_name(key), also.words, title.casefold())
            raise table.error(name, problem)


def _is_late(command: Command, written: Mapping[str, tuple[Table, str]]) -> bool:
    return command.gives_way and command.id not in written
