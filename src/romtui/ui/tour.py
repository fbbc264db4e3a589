"""The five steps of a first session, in the demo: each is done by doing it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast

from textual.screen import Screen

from romtui.commands import ENTRY, key_for
from romtui.domain.idle import ScreenKind

if TYPE_CHECKING:
    from romtui.domain.case import Case

OPEN, READ, FILL_IN, SHARE, CLOSE = range(1, 6)
_READING: Final = frozenset({"wording", "why", "goal", "task", "bond", "to_do", "avoid"})
_WORDS: Final[dict[int, Callable[[], str]]] = {
    READ: lambda: f"Read what you could say; {key_for('session.wording')} shows another way",
    FILL_IN: lambda: f"{key_for('session.enter')} fills in the questionnaire under the mark",
    SHARE: lambda: f"Look at the score together, then {key_for('session.share')}: it was shared",
    CLOSE: lambda: f"{key_for('session.close')} closes; it asks only about what is open",
}
_DUE: Final = "fills in what is due"
_RATING: Final = "asks the patient to rate the session"
"""Where the marked form is there already for today: a second one is no way to begin."""
_OVER: Final = "That was a session: enter, talk, close"


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
        self.words = ""
        """What is said now; nothing once it is over."""

    @property
    def is_over(self) -> bool:
        """Whether the last step is done."""
        return CLOSE in self._done

    def did(self, action: str, screens: Sequence[Screen[object]]) -> None:
        """Take notice of a command that was followed."""
        if action in _READING and self._record is not None:
            self._done.add(READ)
        record = self._record
        if action == "share" and record is not None and _shared(record) > self._shared:
            self._done |= {READ, SHARE}
        self.look(screens)

    def look(self, screens: Sequence[Screen[object]]) -> None:
        """Look at what is on the screen, the lowest first, and say what comes next."""
        record = next(filter(None, map(_open_record, screens)), None)
        if record is None and {SHARE, FILL_IN} <= self._done:
            self._done.add(CLOSE)
        if record is not None and record is not self._record:
            self._done.add(OPEN)
            self._results, self._shared = len(record.case.results), _shared(record)
        self._record = record
        if record is not None and len(record.case.results) > self._results:
            self._done |= {READ, FILL_IN}
        self.words = self._say(screens)

    def _say(self, screens: Sequence[Screen[object]]) -> str:
        if self.is_over:
            palette, helped = key_for("app.commands"), key_for("app.help")
            return f"{_OVER}.   {palette} finds all there is, {helped} helps"
        step = min({OPEN, READ, FILL_IN, SHARE, CLOSE} - self._done)
        if self._record is None:
            words = f"{key_for('caseload.open')} opens the person under the mark"
        elif getattr(screens[-1], "KEYS", None) is ENTRY:
            words = "A digit answers; the last one scores and saves"
        elif step == FILL_IN and self._record.is_filled_in:
            due = self._record.has_due
            key, what = ("run_due", _DUE) if due else ("check_in", _RATING)
            words = f"{key_for(f'session.{key}')} {what}"
        else:
            words = _WORDS[step]()
        return f"{step} of {CLOSE}   {words}"


def _shared(record: OpenRecord) -> int:
    return sum(result.discussed for result in record.case.results)


def _open_record(screen: Screen[object]) -> OpenRecord | None:
    """The session screen, known by its place: the tour loads no screen to find that out."""
    if getattr(screen, "SCREEN_KIND", None) is ScreenKind.SESSION:
        return cast("OpenRecord", screen)
    return None
