"""One line at a time: said on the output, asked for on the input, and ended when nobody types."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from threading import Thread
from typing import TypeVar

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.visible import visible
from romtui.plain import texts
from romtui.ui.idle import Clock, moment_now

Answer = TypeVar("Answer")


class Ended(Exception):
    """The talk is over: why, and the exit code."""

    def __init__(self, code: int, last_words: str) -> None:
        super().__init__(last_words)
        self.code = code
        self.last_words = last_words


class Voice:
    """Says lines and asks for them; what is typed ahead answers the next questions."""

    def __init__(
        self,
        say: Callable[[str], None],
        quiet_seconds: Callable[[], float],
        clock: Clock = moment_now,
    ) -> None:
        self._say = say
        self._quiet_seconds = quiet_seconds
        self._clock = clock
        self._typed: asyncio.Queue[str | Ended] = asyncio.Queue()
        self._ended: Ended | None = None
        """Told by the system: it comes before whatever was typed ahead."""

    def hear(self, line: str | Ended) -> None:
        """Take a line that was typed, or the end of the input behind all lines."""
        self._typed.put_nowait(line)

    def end(self, why: Ended) -> None:
        """End at once, whatever was typed ahead."""
        self._ended = why
        self._typed.put_nowait(why)

    def say(self, *lines: str | Private) -> None:
        """Say lines, of which no terminal obeys anything; an empty one is not said."""
        for line in lines:
            words = line.reveal() if isinstance(line, Private) else line
            if not words:
                continue
            self._say("".join(f"{visible(part)}\n" for part in words.splitlines()))

    def say_list(self, lines: Sequence[str | Private]) -> None:
        """Say lines with their numbers, from 1."""
        for number, line in enumerate(lines, start=1):
            words = line.reveal() if isinstance(line, Private) else line
            self.say(Private(f"{number}. {words}"))

    async def ask(self, question: str) -> str:
        """Ask for a line. Raises Ended when the input is over or nothing comes for too long.

        The clock goes on while the computer sleeps: a line that is typed after that does nothing.
        """
        if self._ended is not None:
            raise self._ended
        self._say(f"{visible(question)}: ")
        asked, most = self._clock(), self._quiet_seconds()
        try:
            typed = await asyncio.wait_for(self._typed.get(), most)
        except TimeoutError:
            raise Ended(0, texts.LOCKED_IDLE) from None
        if isinstance(typed, Ended):
            raise typed
        if self._clock().since(asked) > most:
            raise Ended(0, texts.LOCKED_IDLE)
        return typed.strip()

    async def ask_for(self, question: str, read: Callable[[str], Answer]) -> Answer:
        """Ask until what was typed can be read; what was wrong with it is said."""
        while True:
            typed = await self.ask(question)
            try:
                return read(typed)
            except UserError as refusal:
                self.say(str(refusal))

    async def agrees(self, question: str) -> bool:
        """Ask something that only a y affirms."""
        return (await self.ask(f"{question} {texts.YES_NO}")).casefold() in ("y", "yes")


def listen_to_input(voice: Voice, loop: asyncio.AbstractEventLoop) -> None:
    """Let a thread read the input: nothing else can be interrupted by the clock everywhere."""

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(voice.hear, line)
        loop.call_soon_threadsafe(voice.hear, Ended(0, texts.LEFT))

    Thread(target=read, daemon=True).start()
