"""A screen that has the terminal to itself: whoever sits at it reaches nothing else.

The fence stands where input comes in, not at each key: what is not let through here has no
binding, no widget and no screen to reach.
"""

from textual import events
from textual.app import ReturnType
from textual.screen import Screen, ScreenResultType

from romtui.ui.type_ahead import TypeAheadApp


class HeldScreen(Screen[ScreenResultType]):
    """Is given every key, and no mouse and no paste, as long as it is on."""

    def take_key(self, key: events.Key) -> None:
        """Do what the key stands for here; any other key does nothing."""
        raise NotImplementedError


class HeldApp(TypeAheadApp[ReturnType]):
    """Lets nothing but keys past a held screen, and runs no action of its own meanwhile.

    What the held screen itself lays over it, such as the question for the PIN, gets its keys
    as usual; the commands that work everywhere do not work there either.
    """

    @property
    def holding(self) -> "HeldScreen[object] | None":
        """The screen that has the terminal to itself, also while another lies over it."""
        return next((one for one in self.screen_stack if isinstance(one, HeldScreen)), None)

    @property
    def before_others(self) -> bool:
        """Whether somebody else may sit at the terminal: a crash must not leave them a shell."""
        turned = any(getattr(screen, "TURNED", False) for screen in self.screen_stack)
        return turned or self.curtained or self.holding is not None

    async def on_event(self, event: events.Event) -> None:
        """Drop the mouse and what is pasted while a screen is held."""
        outside = isinstance(event, events.MouseEvent | events.Paste)
        if outside and self.holding is not None:
            return
        await super().on_event(event)

    async def deliver(self, key: events.Key) -> None:
        """Give a key to the held screen, and to nothing else."""
        holding = self.holding
        if holding is not None and self.screen is holding:
            holding.take_key(key)
        else:
            await super().deliver(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every command of the app while a screen is held."""
        if self.holding is not None:
            return False
        return super().check_action(action, parameters)
