"""Where Textual's private parts are touched; besides here only in `lean_screen`, for speed.

Three things have no public name in Textual 8.2: a filter on every line that goes to the
terminal, what is printed after a crash, and the terminal itself, for the few codes that are
ours to send. What comes in is the business of `terminal_driver`, the other half of this one place.
tests/ui/test_terminal.py fails when a new Textual changes one of them.
"""

import os
import sys
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, Self

from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import App, ReturnType
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.worker import WorkerFailed

from romtui.domain.private import Private
from romtui.harden import crash_report
from romtui.ui.no_colour import NoColours, no_colour_is_wanted
from romtui.ui.terminal_driver import steady

_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NEW_LINES = (0x2028, 0x2029)
_MOUSE_OFF, _MOUSE_ON = "\x1b[?1000l\x1b[?1003l", "\x1b[?1000h\x1b[?1003h"
_MOUSE = "ROMTUI_MOUSE"
_FORBIDDEN = dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0), *_DIRECTIONS, *_NEW_LINES))


class NoControls(LineFilter):
    """Take out of what is drawn whatever a terminal would obey: the second fence behind `plain`."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Drop controls, new lines, turns of direction: all without width, so the layout stays."""
        if all(_harmless(segment.text) for segment in segments):
            return segments
        return [
            Segment(text.translate(_FORBIDDEN), style, control) for text, style, control in segments
        ]


class TerminalApp(App[ReturnType]):
    """No input ends it, its lines are filtered, and its crash says where, but never what.

    NO_COLOR is obeyed to the letter: Textual alone would turn colours into greys.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.takes_mouse = mouse_is_wanted(os.environ)
        self.no_color = no_colour_is_wanted(os.environ)
        theirs = [
            line_filter
            for line_filter in self._filters
            if not isinstance(line_filter, (Monochrome, NoColor))
        ]
        self._filters = [*theirs, NoControls(), *([NoColours()] if self.no_color else [])]

    @property
    def is_flooded(self) -> bool:
        """Whether the terminal should keep what is typed for now."""
        return False

    @property
    def before_others(self) -> bool:
        """Whether a crash must lock instead of ending in a shell."""
        return False

    def lock_after_crash(self, report: str) -> None:
        """Lock, and leave the report in the terminal; called only while `before_others`."""

    async def on_event(self, event: events.Event) -> None:
        """Pass over the mouse where there is no window (any more): Textual would take the focus
        from the field that somebody types into, and the PIN would go nowhere.
        """
        if not (isinstance(event, events.MouseEvent) and self._is_outside(event)):
            await super().on_event(event)

    def _is_outside(self, event: events.MouseEvent) -> bool:
        free = not event.is_forwarded and self.mouse_captured is None
        return free and not self.size.region.contains_point(event.screen_offset)

    def push_screen(self, screen: Any, *about: Any, **more: Any) -> Any:
        """Show another screen, with its classes by size before its first layout."""
        self.set_classes_by_size(screen)
        return super().push_screen(screen, *about, **more)

    def set_classes_by_size(self, screen: Screen[Any]) -> None:
        """Give a new screen its classes by size.

        Textual does so only after the first layout: everything would be styled, laid out and
        painted a second time.
        """
        for room, breakpoints in (
            (self.size.width, screen.HORIZONTAL_BREAKPOINTS or self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, screen.VERTICAL_BREAKPOINTS or self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in sorted(breakpoints or ()) if least <= room]
            screen.add_class(*fitting[-1:], update=False)

    def refresh(
        self, *, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Lay out without painting it all: a layout paints what it moved.

        Textual asks for both whenever a screen has gone, after the one below was painted.
        """
        return super().refresh(repaint=repaint and not layout, layout=layout, recompose=recompose)

    def get_driver_class(self) -> type[Driver]:
        """The usual driver, with ears that nothing stops."""
        return steady(super().get_driver_class(), lambda: self.is_flooded)

    def copy_to_clipboard(self, text: str) -> None:
        """Refuse: nothing goes to a clipboard unless a command of ours asks for it."""

    def send_to_clipboard(self, words: Private) -> None:
        """Ask the terminal to put words on its clipboard (OSC 52); whether it does is not known.

        The app keeps no copy of its own that could be pasted into a field.
        """
        coded = b64encode(words.reveal().encode()).decode()
        self._to_terminal(f"\x1b]52;c;{coded}\a")

    def leave_mouse_to_terminal(self, left: bool) -> None:
        """Let the terminal itself select with the mouse, or take the mouse back."""
        if not self.takes_mouse:
            return
        self._to_terminal(_MOUSE_OFF if left else _MOUSE_ON)

    def _to_terminal(self, code: str) -> None:
        if self._driver is not None:
            self._driver.write(code)
            self._driver.flush()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002
        """End with our own report: what Textual would print may hold somebody's words."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        error = self._exception or sys.exc_info()[1]
        if isinstance(error, WorkerFailed):
            error = error.error
        report = crash_report(error)
        self._return_code = 1
        if self.before_others and not self._exit:
            with suppress(Exception):
                self.lock_after_crash(report)
        self._exit_renderables.append(Text(report))
        self._close_messages_no_wait()


def mouse_is_wanted(environment: Mapping[str, str]) -> bool:
    """ROMTUI_MOUSE=0 leaves the mouse to the terminal; so does GNU screen, where Esc would wait."""
    wanted = environment.get(_MOUSE)
    return "STY" not in environment if wanted is None else wanted not in ("0", "no", "off")


@lru_cache(maxsize=4096)
def _harmless(text: str) -> bool:
    return text.isprintable()
