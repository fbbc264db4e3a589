"""A therapist's hands and eyes: type keys, read the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from romtui.ui.app import RomtuiApp

NAMED = {
    "/": "slash",
    ".": "full_stop",
    ":": "colon",
    "?": "question_mark",
    " ": "space",
    "!": "exclamation_mark",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
    "*": "asterisk",
    ",": "comma",
    ">": "greater_than_sign",
}
_A_MOMENT = 0.005
SMALL, LARGE = (80, 24), (120, 40)


class Hands:
    """Type fast: keys are posted like a driver does, and the app catches up once."""

    def __init__(self, app: RomtuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def type(self, keys: str) -> None:
        """Type characters as fast as they come, ahead of the screens they are for."""
        await self.press(*keys)

    async def press(self, *keys: str) -> None:
        """Press named keys."""
        for key in keys:
            self._post(key)
        await asyncio.sleep(_A_MOMENT)
        while self.app.is_typing:
            await asyncio.sleep(_A_MOMENT)
        await self.pilot.pause()

    def _post(self, key: str) -> None:
        character = key if len(key) == 1 else ("\r" if key == "enter" else None)
        self.app.post_message(events.Key(NAMED.get(key, key), character))

    async def until(self, words: str) -> str:
        """Wait until the screen shows these words."""
        for _ in range(400):
            if words in self.text:
                return self.text
            await self.pilot.pause(0.02)
        raise AssertionError(f"never showed {words!r}:\n{self.text}")

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in strips)

    @property
    def screen(self) -> str:
        """The name of the screen that is on."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def at(app: RomtuiApp, size: tuple[int, int] = SMALL) -> AsyncIterator[Hands]:
    """Sit down at the terminal."""
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await pilot.pause()
        yield hands


@asynccontextmanager
async def in_session(app: RomtuiApp, size: tuple[int, int] = SMALL) -> AsyncIterator[Hands]:
    """Open the first person of the caseload."""
    async with at(app, size) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        yield hands
