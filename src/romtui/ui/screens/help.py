"""What the keys of a screen do, built from its commands."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen

from romtui.commands import EVERYWHERE, HELP, PALETTE, USES, Command
from romtui.ui import texts
from romtui.ui.dimmed_modal import DimmedModal
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.text import cell, wrapped
from romtui.ui.texts import ON_EVERY_SCREEN, THIS_SCREEN
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

_TWO_COLUMNS: Final = 96
"""Cells from which there are two columns."""
_WITH_NAMES: Final = 72
"""Cells of a column from which a command is also named as in the last line of its screen."""
_BETWEEN: Final = 3


def commands_of(screen: Screen[object]) -> tuple[Command, ...]:
    """The commands that work on a screen, its own first."""
    own: Sequence[Command] = getattr(screen, "KEYS", ())
    app = screen.app
    everywhere = (key for key in EVERYWHERE if app.check_action(key.action, ()) is not False)
    return (*own, *everywhere)


def explained(screen: Screen[object]) -> tuple[Command, ...]:
    """What help says about a screen; of a dialog its few keys, and what works over it."""
    commands = commands_of(screen)
    if not screen.is_modal:
        return commands
    return (
        *(
            Command(key.id or f"dialog.{key.action}", key.key, key.description, "")
            for key in _keys(screen)
        ),
        *(command for command in commands if command.priority or command is HELP),
    )


def _keys(dialog: Screen[object]) -> Iterator[Binding]:
    """The keys of a dialog: its own, and those of the kinds of card it is that it leaves alone."""
    own: list[Binding] = []
    for kind in type(dialog).__mro__:
        if kind is DimmedModal:
            break
        taken = {key for binding in own for key in binding.key.split(",")}
        inherited = (key for key in vars(kind).get("BINDINGS", ()) if isinstance(key, Binding))
        own = [*(key for key in inherited if taken.isdisjoint(key.key.split(","))), *own]
    yield from own


Section = tuple[str, tuple[Command, ...]]
"""A heading, and the commands below it."""


def by_use(commands: Sequence[Command]) -> tuple[Section, ...]:
    """Commands under what they are used for, those of every screen last."""
    of_a_use = {command: use for use, listed in USES.items() for command in listed}
    sections: dict[str, list[Command]] = {use: [] for use in USES}
    for command in commands:
        otherwise = ON_EVERY_SCREEN if command in EVERYWHERE else THIS_SCREEN
        sections.setdefault(of_a_use.get(command.id, otherwise), []).append(command)
    return tuple((heading, tuple(listed)) for heading, listed in sections.items() if listed)


class HelpScreen(LeanScreen[None]):
    """Keys and what they do, by use."""

    BINDINGS = [
        Binding("escape,q,question_mark", "close", "back"),
        Binding("f1", "close", "back", id="app.help"),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """The table, to be scrolled."""
        with VerticalScroll():
            yield KeyTable(by_use(self._commands))

    def action_close(self) -> None:
        self.dismiss()


class KeyTable(Drawing):
    """Key and sentence of each command, in two columns where there is room."""

    DEFAULT_CSS = "KeyTable { height: auto; padding: 1 2; }"

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections
        commands = [command for _, listed in sections for command in listed]
        self._keys = max(len(_key(command)) for command in commands) + 2
        self._names = max(len(command.words) for command in commands) + 2

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw title, table and what the signs of the other screens mean."""
        quiet = ink(self.palette.quiet)
        title = Text(texts.HELP_TITLE, quiet, end="")
        foot = wrapped(texts.HELP_FOOT, width, quiet)
        return [title, _blank(), *self._table(width), *foot]

    def _table(self, width: int) -> list[Text]:
        if width < _TWO_COLUMNS:
            return [line for section in self._sections for line in self._section(section, width)]
        column = (width - _BETWEEN) // 2
        blocks = [self._section(section, column) for section in self._sections]
        left, right = _in_two(blocks)
        left += [_blank()] * (len(right) - len(left))
        right += [_blank()] * (len(left) - len(right))
        return [
            cell(one, column + _BETWEEN - 1).append_text(two)
            for one, two in zip(left, right, strict=True)
        ]

    def _section(self, section: Section, width: int) -> list[Text]:
        heading, commands = section
        lines = [Text(heading, ink(self.palette.text, bold=True), end="")]
        for command in commands:
            lines += self._command(command, width)
        return [*lines, _blank()]

    def _command(self, command: Command, width: int) -> list[Text]:
        """The key and what it does, beside its name in a wide column or without a sentence."""
        palette = self.palette
        line = Text(f"{_key(command):<{self._keys}}", ink(palette.accent, bold=True), end="")
        line.no_wrap = True
        if width >= _WITH_NAMES or not command.help:
            line.append(f"{command.words:<{self._names}}", ink(palette.text, bold=False))
        indent = line.cell_len
        first, *rest = wrapped(command.help, max(width - indent, 20), ink(palette.quiet))
        for more in rest:
            more.pad_left(indent)
        return [line.append_text(first), *rest]


def _key(command: Command) -> str:
    """Its keys; without one it is found among all commands."""
    return command.key_name or PALETTE.key_name


def _in_two(blocks: Sequence[list[Text]]) -> tuple[list[Text], list[Text]]:
    """Two columns, in the same order, that are as equally high as whole sections allow."""

    def higher(split: int) -> int:
        return max(sum(map(len, part)) for part in (blocks[:split], blocks[split:]))

    split = min(range(1, len(blocks) + 1), key=higher)
    left, right = blocks[:split], blocks[split:]
    return [line for block in left for line in block], [line for block in right for line in block]


def _blank() -> Text:
    return Text(end="")
