"""What a screen or a widget may ask of the app it runs in, beyond what every Textual app does."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from textual.message_pump import MessagePump
from textual.screen import Screen

if TYPE_CHECKING:  # each screen imports this file: it loads nothing for its types
    from romtui.domain.lock import LockedBy
    from romtui.domain.private import Private
    from romtui.domain.settings import Settings
    from romtui.ui.dependencies import Dependencies, Workspace
    from romtui.ui.flow import Flows
    from romtui.ui.input import TypeAhead
    from romtui.ui.tour import Tour


class Host(Protocol):
    """The app, as its screens see it."""

    dependencies: "Dependencies"
    workspace: "Workspace | None"
    flows: "Flows"
    type_ahead: "TypeAhead"
    wrong_pins: int

    @property
    def tour(self) -> "Tour | None":
        """The tour of the demo, while it is on."""

    @property
    def curtained(self) -> bool:
        """Whether the curtain is down."""

    def enter(self, workspace: "Workspace") -> None:
        """Show the caseload of an unlocked vault."""

    def leave(self, code: int = 0) -> None:
        """Close the vault and end."""

    def lock(self, because: "LockedBy") -> None:
        """Replace the process; the lock screen says why."""

    def start_again(self) -> None:
        """Replace the process after a wrong passphrase."""

    def lift_curtain(self) -> None:
        """Show again what was there."""

    def with_pin(self, then: Callable[[], None]) -> None:
        """Begin something that only a PIN ends."""

    def go_by(self, settings: "Settings") -> None:
        """Look and hide as the therapist has set it."""

    async def follow(self, screen: Screen[object], command_id: str) -> None:
        """Do what a command of a screen says."""

    def send_to_clipboard(self, words: "Private") -> None:
        """Ask the terminal to put words on its clipboard."""

    def leave_mouse_to_terminal(self, left: bool) -> None:
        """Let the terminal itself select with the mouse, or take the mouse back."""

    def action_help(self) -> None:
        """Explain the keys of the screen that is on."""

    def action_lock(self) -> None:
        """Lock at once, by a key."""


class InHost:
    """Gives a screen or widget its app as a `Host`: the screens need not know the app's class."""

    def __get__(self, node: MessagePump, owner: type[MessagePump]) -> Host:
        return cast("Host", node.app)
