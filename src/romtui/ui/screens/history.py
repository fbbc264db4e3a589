"""The history of results: every version, when it was entered, and why."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.case import Case, Result
from romtui.domain.history import HistoryEntry, history_of
from romtui.domain.instrument import Instrument
from romtui.domain.parts import score_said
from romtui.domain.text import number, with_weekday
from romtui.ui import texts
from romtui.ui.screens.page import PageScreen
from romtui.ui.text import cell, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

History = Sequence[Result]
"""The versions of one result, oldest first."""
_DAY: Final = 17
_LONGEST_NAME: Final = 20


class HistoryScreen(PageScreen[None]):
    """One result or all of a patient, those that were withdrawn among them."""

    TITLE = texts.HISTORY
    BINDINGS = [Binding("escape,q", "close", "back")]

    def __init__(self, case: Case, histories: Sequence[History]) -> None:
        super().__init__(case.patient)
        self._case = case
        self._histories = histories

    def body(self) -> ComposeResult:
        """The versions."""
        with VerticalScroll():
            yield Versions(self._case, self._histories)


class Versions(Drawing):
    """A row for each version; the first of a result says which result it is."""

    def __init__(self, case: Case, histories: Sequence[History]) -> None:
        super().__init__()
        self._case = case
        self._histories = histories

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw one result below the other."""
        longest = max(map(cell_len, map(self._named, self._histories)), default=0)
        names = min(longest, _LONGEST_NAME)
        lines: list[Text] = []
        for history in self._histories:
            bold = ink(self.palette.text, bold=True)
            head = cell(Text(with_weekday(history[-1].on), bold), _DAY)
            head.append_text(cell(plain(self._named(history), bold), names + 1))
            for entry in history_of(history):
                number = f"{entry.version.version}" if len(history) > 1 else ""
                lines += self._row(head, number, entry, width)
                head = Text(" " * head.cell_len)
        return lines or wrapped(texts.NOTHING_ENTERED, width, ink(self.palette.quiet))

    def _named(self, history: History) -> str:
        instrument = self._case.instruments.get(history[-1].instrument)
        return history[-1].instrument if instrument is None else instrument.name

    def _row(self, head: Text, number: str, entry: HistoryEntry, width: int) -> list[Text]:
        """What a version holds, what it did, when; why, below it. One of several has a number."""
        version, palette = entry.version, self.palette
        instrument = self._case.instruments.get(version.instrument)
        parts = [_score(version, instrument), f"{entry.what}{_entered(version)}"]
        if entry.items:
            parts.append(texts.answers_changed(entry.items))
        if version.discussed:
            parts.append(texts.SHARED)
        if version.safety_reviewed:
            parts.append(texts.SAFETY_REVIEWED)
        room = width - head.cell_len
        words = f"{number:<3}{' · '.join(parts)}"
        first, *rest = wrapped(words, room, ink(palette.text), indent=3)
        if version.reason:
            rest += wrapped(version.reason, room - 3, ink(palette.quiet))
        line = Text(end="", no_wrap=True).append_text(head).append_text(first)
        deep = " " * (head.cell_len + 3)
        return [
            line,
            *(Text(deep, end="").append(part.plain.lstrip(), part.style) for part in rest),
        ]


def _entered(version: Result) -> str:
    """When it was entered: of the day it is for the time alone."""
    at = version.entered_at
    if at is None:
        return ""
    day = "" if at.date() == version.on else f" {with_weekday(at.date())},"
    return f"{day} {at:%H:%M}"


def _score(version: Result, instrument: Instrument | None) -> str:
    """The total or, without a single one, the score of each part."""
    if version.total is not None:
        return texts.total(number(version.total))
    parts = "" if instrument is None else score_said(instrument, version)
    return parts or texts.NO_SCORE
