"""Where input meets Textual's private parts; `terminal` is about what goes out.

Textual 8.2 decodes strictly, and its parser raises on reports that terminals do send: either
ends the program. Here a driver reads with a parser of ours around it, which gives Textual's
only what that one understands. tests/ui/test_terminal.py fails when a new Textual changes a name.
"""

import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.message import Message

from romtui.ui.key_reports import understood
from romtui.ui.terminal_input import BYTES, ESC, Kind, Part, TerminalInput

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

_AT_ONCE: Final = 4096
_A_FLOOD: Final = 64
"""Nobody types so many bytes at once: the next ones wait until these have been taken."""
_LOOK_SECONDS: Final = 0.1
_WAIT_SECONDS: Final = 0.01
_HANG_UP_SECONDS: Final = 2.0
"""So long the signal may take that ends the program when its terminal is gone."""
_NOTHING_SHOWN: Final = "\x1b[0m\x1b[H\x1b[J"
"""A terminal without a second screen would keep the last picture, names and all."""
_TRIES, _TRIES_SECONDS = 5, 10.0


class SteadyParser:
    """In the place of Textual's parser: takes anything, and never raises."""

    def __init__(self, debug: bool = False, *, clock: Callable[[], float] = monotonic) -> None:  # noqa: ARG002 -- as Textual calls its own
        self._input = TerminalInput(ESCAPE_DELAY, clock)
        self._parser = XTermParser()

    @property
    def kept(self) -> int:
        """How many characters wait for the end of what they belong to."""
        return self._input.kept

    @property
    def seconds_left(self) -> float | None:
        """How long until `tick` has something to give up; None when nothing was begun."""
        return self._input.seconds_left

    def feed(self, data: str) -> Iterator[Message]:
        """Give what these characters stand for."""
        for part in self._input.feed(data):
            yield from self._messages(part)

    def tick(self) -> Iterator[Message]:
        """Give up what was begun and not ended."""
        for part in self._input.tick():
            yield from self._messages(part)

    def _messages(self, part: Part) -> Iterator[Message]:
        if part.kind is Kind.PASTED:
            yield events.Paste(part.text)
        elif part.kind is Kind.REPORT:
            for report in understood(part.text, ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS):
                yield from self._parsed(report)
        elif part.text == ESC:
            yield events.Key("escape", ESC)
        elif part.kind is Kind.TYPED:
            yield from self._parsed(part.text)
        elif f"{ESC}{part.text}" in ANSI_SEQUENCES_KEYS:
            yield from self._parsed(f"{ESC}{part.text}")
        else:
            yield from map(_with_alt, self._parsed(part.text))

    def _parsed(self, sequence: str) -> list[Message]:
        """Let Textual read what is whole; when it wants more, or fails, it begins anew."""
        try:
            messages = list(self._parser.feed(sequence))
        except Exception:  # noqa: BLE001 -- one report that cannot be read is no report
            messages = []
        else:
            if self._parser._timeout_time is None:
                return messages
        worn, self._parser = self._parser, XTermParser()
        self._parser.mouse_pixels = worn.mouse_pixels
        self._parser.terminal_size = worn.terminal_size
        self._parser.terminal_pixel_size = worn.terminal_pixel_size
        return messages


def _with_alt(message: Message) -> Message:
    """As Textual names what is typed while Alt is held."""
    if not isinstance(message, events.Key) or len(message.key) != 1:
        return message
    letter = f"shift+{message.key.lower()}" if message.key.isupper() else message.key
    return events.Key(f"alt+{letter}", message.character)


def steady(usual: type[Driver], is_flooded: Callable[[], bool]) -> type[Driver]:
    """A driver that no byte ends; where reading fails all the same, the app is told.

    It reads no more while `is_flooded`, and takes everything off the screen before it leaves it.
    """

    def stop_application_mode(driver: Driver) -> None:
        driver.write(_NOTHING_SHOWN)
        usual.stop_application_mode(driver)

    def run_input_thread(driver: "LinuxDriver") -> None:
        listen(driver, is_flooded)

    ours: dict[str, object] = {"stop_application_mode": stop_application_mode}
    if sys.platform == "win32":
        from textual.drivers import win32

        keep_listening(win32)
    elif hasattr(usual, "run_input_thread"):
        ours["run_input_thread"] = run_input_thread
    else:
        return usual
    return type(usual.__name__, (usual,), ours)


def listen(driver: "LinuxDriver", is_flooded: Callable[[], bool]) -> None:
    """Read the terminal until the driver is told to end."""
    try:
        _read(driver, is_flooded)
    except Exception as error:  # noqa: BLE001 -- the boundary: it is raised where the app ends on it
        gone = isinstance(error, OSError | EOFError)
        if not (gone and driver.exit_event.wait(_HANG_UP_SECONDS)):
            driver._app.call_later(_raise, error)


def _read(driver: "LinuxDriver", is_flooded: Callable[[], bool]) -> None:
    parser = SteadyParser()
    decode = getincrementaldecoder("utf-8")(BYTES).decode
    ended = driver.exit_event
    while not ended.is_set():
        left = parser.seconds_left
        wait = _LOOK_SECONDS if left is None else min(left, _LOOK_SECONDS)
        if select.select([driver.fileno], [], [], wait)[0]:
            data = os.read(driver.fileno, _AT_ONCE)
            if not data:
                raise EOFError
            for message in parser.feed(decode(data)):
                driver.process_message(message)
            if len(data) >= _A_FLOOD:
                _wait_until_taken(driver, is_flooded)
        else:
            for message in parser.tick():
                driver.process_message(message)


def _wait_until_taken(driver: "LinuxDriver", is_flooded: Callable[[], bool]) -> None:
    """Leave a flood in the terminal, whose buffer is small, until the app has come so far."""
    taken, ended = Event(), driver.exit_event
    driver._loop.call_soon_threadsafe(taken.set)
    while not (taken.is_set() and not is_flooded()) and not ended.wait(_WAIT_SECONDS):
        pass


def keep_listening(win32: ModuleType) -> None:
    """Give the driver of Windows our parser, and a thread that goes on after an error.

    Its thread ends on half a surrogate pair, and the program is deaf from then on.
    """
    usual: Any = win32.EventMonitor
    if hasattr(usual, "run_once"):
        return

    class Monitor(usual):  # type: ignore[misc]
        run_once = usual.run

        def run(self) -> None:
            failed: list[float] = []
            while not self.exit_event.is_set():
                self.run_once()
                now = monotonic()
                failed = [before for before in failed if now - before < _TRIES_SECONDS] + [now]
                if len(failed) >= _TRIES and not self.exit_event.is_set():
                    self.app.call_later(_raise, OSError())
                    return

    win32.EventMonitor = Monitor  # type: ignore[attr-defined]
    win32.XTermParser = SteadyParser  # type: ignore[attr-defined]


def _raise(error: Exception) -> None:
    raise error
