"""The lines of the caseload, worked out again behind the screens after an update."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

from romtui.domain.caseload import Summary
from romtui.domain.errors import UserError

if TYPE_CHECKING:
    from romtui.store.store import Store

RENEWAL: Final = "renewal"
"""The group of the worker, by which it is stopped before the vault is closed."""
_BREATH_SECONDS: Final = 0.005
"""Between two steps: without it a key that waits for the store might wait for many."""
_TOLD_SECONDS: Final = 0.5
"""Lines come to the screen together: to draw it for each would take as long as they do."""


class LinesRenewed(Message):
    """These lines hold now, and so many are left; with a `refusal` the others do not come."""

    def __init__(self, lines: tuple[Summary, ...], left: int, refusal: str = "") -> None:
        super().__init__()
        self.lines = lines
        self.left = left
        self.refusal = refusal


class LineRenewal:
    """Works until no line is left, in a thread of its own: it only tells the screen what it did.

    What it tells may be older than what the screen has read itself since.
    """

    def __init__(self, store: "Store", tell: Callable[[LinesRenewed], object]) -> None:
        self._store = store
        self._tell = tell
        self.first: tuple[int, ...] = ()
        """Whose lines come before all others: those in sight."""

    def work(self) -> None:
        """Go on until all is done, or until it is stopped or refused."""
        worker = get_current_worker()
        lines: list[Summary] = []
        told = time.monotonic()
        try:
            while not worker.is_cancelled:
                step = self._store.renew_next(self.first)
                lines += step.lines
                if not step.left or time.monotonic() - told > _TOLD_SECONDS:
                    self._tell(LinesRenewed(tuple(lines), step.left))
                    lines, told = [], time.monotonic()
                if not step.left:
                    return
                time.sleep(_BREATH_SECONDS)
        except UserError as refusal:
            if not worker.is_cancelled:
                self._tell(LinesRenewed(tuple(lines), 0, str(refusal)))
