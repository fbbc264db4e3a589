"""The history of results: every version, when it was entered, and why."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.case import Case, Result
from romtui.domain.history import HistoryEntry, history_of
from romtui.domain.instrument import Instrument
from romtui.domain.parts import score_said
from romtui.domain.text import number, with_weekday
from romtui.ui.screens.page import PageScreen
from romtui.ui.text import plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

History = Sequence[Result]
"""The versions of one result, oldest first."""


class HistoryScreen(PageScreen[None]):
    """One result or all of a person, those that were withdrawn among them."""

    TITLE = "History   (Esc goes back)"
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
    """A block for each result: what it is, then a line or two for each version."""

    def __init__(self, case: Case, histories: Sequence[History]) -> None:
        super().__init__()
        self._case = case
        self._histories = histories

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the blocks."""
        lines: list[Text] = []
        for history in self._histories:
            instrument = self._case.instruments.get(history[-1].instrument)
            name = history[-1].instrument if instrument is None else instrument.name
            head = f"{name} of {with_weekday(history[-1].on)}"
            lines.append(plain(head, ink(self.palette.accent, bold=True)))
            for entry in history_of(history):
                lines += self._block(entry, instrument, width)
            lines.append(Text("", end=""))
        return lines or wrapped("Nothing has been entered yet.", width, ink(self.palette.quiet))

    def _block(self, entry: HistoryEntry, instrument: Instrument | None, width: int) -> list[Text]:
        version, palette = entry.version, self.palette
        at = version.entered_at
        entered = "" if at is None else f"{with_weekday(at.date())}, {at:%H:%M}   "
        parts = [entry.what, _score(version, instrument)]
        if entry.items:
            parts.append(f"answers changed: {', '.join(map(str, entry.items))}")
        if version.discussed:
            parts.append("shared")
        if version.safety_reviewed:
            parts.append("safety answer reviewed")
        words = f"{version.version}  {entered}{' · '.join(parts)}"
        lines = wrapped(words, width, ink(palette.text), indent=3)
        if version.reason:
            lines += [
                Text("   ", end="").append_text(line)
                for line in wrapped(version.reason, width - 3, ink(palette.quiet))
            ]
        return lines


def _score(version: Result, instrument: Instrument | None) -> str:
    """The total or, without a single one, the score of each part."""
    if version.total is not None:
        return f"total {number(version.total)}"
    parts = "" if instrument is None else score_said(instrument, version)
    return parts or "no score"
