"""What the keys of a screen do, built from its commands."""

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen

from romtui.commands import EVERYWHERE, HELP, Command
from romtui.ui.dimmed_modal import DimmedModal
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing


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


class HelpScreen(LeanScreen[None]):
    """Keys and what they do."""

    BINDINGS = [
        Binding("escape,q,question_mark", "close", "back"),
        Binding("f1", "close", "back", id="app.help"),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """One line a command."""
        with VerticalScroll():
            yield KeyTable(self._commands)

    def action_close(self) -> None:
        self.dismiss()


class KeyTable(Drawing):
    """Key, name and sentence of each command."""

    DEFAULT_CSS = "KeyTable { height: auto; padding: 1 2; }"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the table."""
        palette = self.palette
        lines = [
            Text("Keys of this screen   (Esc goes back)", ink(palette.quiet), end=""),
            Text(""),
        ]
        for command in self._commands:
            line = Text(end="", no_wrap=True)
            line.append(f"{command.key_name:<16}", ink(palette.accent, bold=True))
            line.append(f"{command.words:<18}", ink(palette.text))
            first, *rest = wrapped(command.help, max(width - line.cell_len, 20), ink(palette.quiet))
            indent = line.cell_len
            line.append_text(first)
            lines.append(line)
            for more in rest:
                more.pad_left(indent)
                lines.append(more)
        return lines
