"""A therapist's hands and eyes: type keys, read the screen."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from romtui.ui.app import RomtuiApp
from romtui.ui.flow import FLOW
from tests.ui.textual_internals import has_ended, has_work_left, painted

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
    "=": "equals_sign",
    "@": "at",
    "#": "number_sign",
}
_A_MOMENT = 0.005
_PATIENCE_WITH_WORKERS = 0.3
"""Seconds: a worker that a test holds up does not hold up the test."""
_QUIET_ROUNDS = 2
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
        await self.prepare()

    def _post(self, key: str) -> None:
        character = key if len(key) == 1 else ("\r" if key == "enter" else None)
        self.app.post_message(events.Key(NAMED.get(key, key), character))

    async def click(self, column: int, row: int) -> None:
        """Click, by what a terminal sends; Textual's pilot would wait a tenth of a second."""
        for kind, button in (
            (events.MouseMove, 0),
            (events.MouseDown, 1),
            (events.MouseUp, 1),
        ):
            at_cell = kind(None, column, row, 0, 0, button, False, False, False)
            self.app.post_message(at_cell)
        await self.prepare()

    async def until(self, words: str) -> str:
        """Wait until the screen shows these words."""
        for _ in range(400):
            await self.prepare()
            text = self.text
            if words in text:
                return text
            await asyncio.sleep(_A_MOMENT)
        raise AssertionError(f"never showed {words!r}:\n{text}")

    async def until_it_ends(self) -> None:
        """Wait until the app has ended, or is about to be replaced."""
        for _ in range(400):
            await self.prepare()
            if has_ended(self.app):
                return
            await asyncio.sleep(_A_MOMENT)
        raise AssertionError(f"never ended:\n{self.text}")

    async def prepare(self) -> None:
        """Wait until nothing is left to do: no key, no message, no worker, nothing to paint.

        An app that has ended does nothing any more.
        """
        patience = time.monotonic() + _PATIENCE_WITH_WORKERS
        quiet = 0
        while quiet < _QUIET_ROUNDS and not has_ended(self.app):
            waits = (
                self.app.type_ahead.is_typing
                or not self.app.flows.at_rest
                or (self._is_at_work and time.monotonic() < patience)
            )
            await self.pilot.pause(_A_MOMENT if waits else 0)
            quiet = 0 if waits or has_work_left(self.app) else quiet + 1

    @property
    def _is_at_work(self) -> bool:
        """Whether a worker runs that does not just wait for an answer."""
        return any(not w.is_finished for w in self.app.workers if w.group != FLOW)

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        return "\n".join(strip.text.rstrip() for strip in painted(self.app))

    @property
    def screen(self) -> str:
        """The name of the screen that is on."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def at(app: RomtuiApp, size: tuple[int, int] = SMALL) -> AsyncIterator[Hands]:
    """Sit down at the terminal."""
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.prepare()
        yield hands


@asynccontextmanager
async def in_session(app: RomtuiApp, size: tuple[int, int] = SMALL) -> AsyncIterator[Hands]:
    """Open the first person of the caseload."""
    async with at(app, size) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        yield hands
