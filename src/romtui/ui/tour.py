"""The five steps of a first session, in the demo: each is done by doing it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast

from textual.screen import Screen

from romtui.commands import CASELOAD, ENTRY, SESSION, key_for
from romtui.domain.idle import ScreenKind
from romtui.ui import texts

if TYPE_CHECKING:
    from romtui.domain.case import Case

OPEN, READ, FILL_IN, SHARE, CLOSE = range(1, 6)
_ENOUGH: Final = 3
"""So many records closed without the steps end the tour."""
_READING: Final = frozenset({"wording", "why", "goal", "task", "bond", "to_do", "avoid"})
_WORDS: Final[dict[int, Callable[[], str]]] = {
    READ: lambda: texts.tour_reads(key_for("session.wording")),
    FILL_IN: lambda: texts.tour_fills_in(key_for("session.enter")),
    SHARE: lambda: texts.tour_shares(key_for("session.share")),
    CLOSE: lambda: texts.tour_closes(key_for("session.close")),
}


class OpenRecord(Protocol):
    """What the tour sees of the session screen."""

    @property
    def case(self) -> "Case":
        """The patient's record as it is now."""

    @property
    def is_filled_in(self) -> bool:
        """Whether the marked form is there already for today."""

    @property
    def has_due(self) -> bool:
        """Whether another form is due."""


class Tour:
    """Watches what is done, and says what comes next. It takes no key and holds nothing up."""

    def __init__(self) -> None:
        self._done: set[int] = set()
        self._record: OpenRecord | None = None
        self._results = self._shared = 0
        """How many there were, and how many of them shared, when the record was opened."""
        self._closed = 0
        """How many records were closed: who goes a way of their own is not followed for ever."""
        self.words = ""
        """What is said now; nothing once it is over."""

    @property
    def is_over(self) -> bool:
        """Whether the last step is done, or nobody cares for the steps."""
        return CLOSE in self._done or self._closed >= _ENOUGH

    @property
    def about(self) -> str:
        """What this program is, as long as nothing was done in it yet."""
        return "" if self._done else texts.ABOUT

    def did(self, action: str, screens: Sequence[Screen[object]]) -> None:
        """Take notice of a command that was followed."""
        if action in _READING and self._record is not None:
            self._done.add(READ)
        self.look(screens)

    def look(self, screens: Sequence[Screen[object]]) -> None:
        """Look at what is on the screen, the lowest first, and say what comes next."""
        record = next(filter(None, map(_open_record, screens)), None)
        if record is None and {SHARE, FILL_IN} <= self._done:
            self._done.add(CLOSE)
        self._closed += record is None and self._record is not None
        if record is not None and record is not self._record:
            self._done.add(OPEN)
            self._results, self._shared = len(record.case.results), _shared(record)
        self._record = record
        if record is not None and len(record.case.results) > self._results:
            self._done |= {READ, FILL_IN}
        if record is not None and _shared(record) > self._shared:
            self._done |= {READ, SHARE}
        self.words = self._say(screens)

    def _say(self, screens: Sequence[Screen[object]]) -> str:
        if self.is_over:
            over = texts.TOUR_OVER if CLOSE in self._done else texts.TOUR_LEFT
            return texts.tour_over(over, key_for("app.commands"), key_for("app.help"))
        step = min({OPEN, READ, FILL_IN, SHARE, CLOSE} - self._done)
        keys = getattr(screens[-1], "KEYS", ())
        if keys is ENTRY:
            words = texts.TOUR_DIGITS
        elif keys and keys not in {CASELOAD, SESSION}:
            words = texts.TOUR_BACK
        elif self._record is None:
            opens = texts.tour_opens if step == OPEN else texts.tour_opens_again
            words = opens(key_for("caseload.open"))
        elif step == FILL_IN and self._record.is_filled_in:
            words = self._instead()
        else:
            words = _WORDS[step]()
        return texts.tour_step(step, CLOSE, words)

    def _instead(self) -> str:
        """What to fill in where the selected form is there for today: no second one to begin."""
        assert self._record is not None
        if self._record.has_due:
            return texts.tour_fills_in_due(key_for("session.run_due"))
        return texts.tour_rates(key_for("session.check_in"))


def _shared(record: OpenRecord) -> int:
    return sum(result.discussed for result in record.case.results)


def _open_record(screen: Screen[object]) -> OpenRecord | None:
    """The session screen, known by its place: the tour loads no screen to find that out."""
    if getattr(screen, "SCREEN_KIND", None) is ScreenKind.SESSION:
        return cast("OpenRecord", screen)
    return None
