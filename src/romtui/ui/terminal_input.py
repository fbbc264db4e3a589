"""What a terminal sends, cut into keys, reports and pastes.

Nothing that comes in raises, is kept without bound, or holds up the keys after it: what was
begun and not ended is given up after a moment of silence, or once somebody types by hand, and
none of it is typed. A byte that
is not UTF-8 arrives here as a lone surrogate (`surrogateescape`) and leaves as a replacement
character.
"""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from time import monotonic
from typing import Final, NamedTuple

ESC: Final = "\x1b"
BYTES: Final = "surrogateescape"
"""How the bytes of a terminal are decoded for this module."""

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_BEL, _STRING_ENDS = "\a", "\x9c"
_STRINGS: Final = frozenset("]PX^_")
"""What begins a string that only a terminal would send: OSC, DCS, SOS, PM, APC."""
_AT_MOST: Final = 64
"""Characters of one report; what goes on longer is passed over to its end."""
_AT_MOST_PASTED: Final = 1 << 16
"""Characters of a paste that are handed on at once; a longer one comes in pieces."""
_MOUSE_BYTES: Final = 3
_REPORT_SECONDS: Final = 0.5
_PASTE_SECONDS: Final = 1.0
_BY_HAND_SECONDS: Final = 0.05
"""Two characters running that come alone, each after such a pause, come from a hand.

A terminal sends a report or a paste in one go; a slow line cuts it, but not twice in one place.
"""


class Kind(Enum):
    """What a part of the input stands for."""

    TYPED = auto()
    """One character; `ESC` alone is the key Esc."""
    ALT = auto()
    """One character, typed while Alt was held."""
    REPORT = auto()
    """A whole escape sequence, known or not."""
    PASTED = auto()


class Part(NamedTuple):
    """One thing that came in."""

    kind: Kind
    text: str


class _State(Enum):
    GROUND = auto()
    ESCAPE = auto()
    CSI = auto()
    SS3 = auto()
    CONSOLE = auto()
    """`ESC [ [`, as the function keys of Linux without a desktop begin."""
    MOUSE = auto()
    """`ESC [ M`: three bytes of any value follow."""
    STRING = auto()
    PASTE = auto()


class TerminalInput:
    """Reads characters one by one, as they come; `tick` says that none came for a while."""

    def __init__(self, escape_seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._escape_seconds = escape_seconds
        self._clock = clock
        self._state = _State.GROUND
        self._begun = ""
        self._left = 0
        self._pasted: list[str] = []
        self._since = 0.0
        self._alone = ""
        """The last character, where it came alone into what was begun and not ended."""
        self._takes = {
            _State.GROUND: self._ground,
            _State.ESCAPE: self._escape,
            _State.CSI: self._csi,
            _State.SS3: self._ss3,
            _State.CONSOLE: self._console,
            _State.MOUSE: self._mouse,
            _State.STRING: self._string,
            _State.PASTE: self._paste,
        }

    @property
    def kept(self) -> int:
        """How many characters wait for the end of what they belong to."""
        return len(self._begun) + len(self._pasted)

    @property
    def seconds_left(self) -> float | None:
        """How long what was begun may still wait for its end; None when nothing was begun."""
        if self._state is _State.GROUND:
            return None
        return max(self._since + self._patience - self._clock(), 0.0)

    def feed(self, text: str) -> Iterator[Part]:
        """Give what is whole now."""
        before, self._alone = self._alone, self._by_hand(text)
        if before and self._alone:
            yield from self._give_up_for(before)
        for character in text:
            yield from self._takes[self._state](character)
        self._since = self._clock()

    def tick(self) -> Iterator[Part]:
        """Give up what was begun, once nothing has come for long enough."""
        if self._state is _State.GROUND or self.seconds_left:
            return
        begun, was = self._begun, self._state
        self._begin(_State.GROUND)
        if was is _State.PASTE:
            yield from self._end_paste()
        elif begun.endswith(ESC):
            yield Part(Kind.TYPED, ESC)
        elif len(begun) == len("\x1b["):
            yield Part(Kind.ALT, begun[-1])

    def _by_hand(self, text: str) -> str:
        """The text, if it is one character that may have been typed; else nothing."""
        is_begun = self._state not in (_State.GROUND, _State.ESCAPE)
        paused = self._clock() - self._since >= _BY_HAND_SECONDS
        return text if is_begun and paused and len(text) == 1 else ""

    def _give_up_for(self, typed: str) -> Iterator[Part]:
        """End what was begun; the last character of it was typed."""
        was, self._alone = self._state, ""
        self._begin(_State.GROUND)
        if was is _State.PASTE:
            del self._pasted[-1:]
            yield from self._end_paste()
        yield from self._ground(typed)

    @property
    def _patience(self) -> float:
        if self._state is _State.PASTE:
            return _PASTE_SECONDS
        return self._escape_seconds if len(self._begun) <= len("\x1b[") else _REPORT_SECONDS

    def _begin(self, state: _State, begun: str = "") -> None:
        self._state, self._begun = state, begun

    def _again(self, character: str) -> Iterator[Part]:
        """Drop what was begun: this character belongs to something else."""
        self._begin(_State.GROUND)
        return self._ground(character)

    def _ground(self, character: str) -> Iterator[Part]:
        if character == ESC:
            self._begin(_State.ESCAPE, ESC)
        else:
            yield Part(Kind.TYPED, _readable(character))

    def _escape(self, character: str) -> Iterator[Part]:
        if character == ESC:
            yield Part(Kind.TYPED, ESC)
        elif character == "[":
            self._begin(_State.CSI, ESC + character)
        elif character == "O":
            self._begin(_State.SS3, ESC + character)
        elif character in _STRINGS:
            self._begin(_State.STRING, ESC + character)
        else:
            self._begin(_State.GROUND)
            yield Part(Kind.ALT, _readable(character))

    def _csi(self, character: str) -> Iterator[Part]:
        first = self._begun == "\x1b["
        if first and character == "[":
            self._begin(_State.CONSOLE, self._begun + character)
        elif first and character == "M":
            self._left = _MOUSE_BYTES
            self._begin(_State.MOUSE, self._begun + character)
        elif "\x20" <= character <= "\x3f":
            if len(self._begun) <= _AT_MOST:
                self._begun += character
        elif "\x40" <= character <= "\x7e":
            yield from self._end_csi(self._begun + character)
        else:
            yield from self._again(character)

    def _end_csi(self, report: str) -> Iterator[Part]:
        self._begin(_State.GROUND)
        if report == _PASTE_BEGINS:
            self._begin(_State.PASTE)
        elif len(report) <= _AT_MOST:
            yield Part(Kind.REPORT, report)

    def _ss3(self, character: str) -> Iterator[Part]:
        if character in "0123456789;":
            if len(self._begun) <= _AT_MOST:
                self._begun += character
        elif "\x40" <= character <= "\x7e":
            report = self._begun + character
            self._begin(_State.GROUND)
            yield Part(Kind.REPORT, report)
        else:
            yield from self._again(character)

    def _console(self, character: str) -> Iterator[Part]:
        if "A" <= character <= "E":
            report = self._begun + character
            self._begin(_State.GROUND)
            yield Part(Kind.REPORT, report)
        else:
            yield from self._again(character)

    def _mouse(self, character: str) -> Iterator[Part]:
        """Pass over a click in the oldest coding; nothing tells its columns from text."""
        if character < " ":
            yield from self._again(character)
            return
        self._left -= 1 if _is_surrogate(character) else len(character.encode())
        if self._left <= 0:
            self._begin(_State.GROUND)

    def _string(self, character: str) -> Iterator[Part]:
        """Pass over what a terminal answers; nothing of it is kept."""
        if character in (_BEL, _STRING_ENDS) or (character == "\\" and self._begun.endswith(ESC)):
            self._begin(_State.GROUND)
        elif self._begun.endswith(ESC):
            self._begin(_State.ESCAPE, ESC)
            yield from self._escape(character)
        elif character == ESC:
            self._begun += ESC
        elif character < " ":
            yield from self._again(character)
        elif len(self._begun) == len("\x1b]"):
            self._begun += character  # from here on it is not Alt with a key any more

    def _paste(self, character: str) -> Iterator[Part]:
        pasted = self._pasted
        pasted.append(_readable(character))
        ends = len(_PASTE_ENDS)
        if character == "~" and "".join(pasted[-ends:]) == _PASTE_ENDS:
            del pasted[-ends:]
            self._begin(_State.GROUND)
            yield from self._end_paste()
        elif len(pasted) >= _AT_MOST_PASTED:
            kept = pasted[-ends:]
            del pasted[-ends:]
            yield from self._end_paste()
            self._pasted += kept

    def _end_paste(self) -> Iterator[Part]:
        text = "".join(self._pasted).replace("\x00", "")
        self._pasted.clear()
        yield Part(Kind.PASTED, text)


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _readable(character: str) -> str:
    return "\ufffd" if _is_surrogate(character) else character
