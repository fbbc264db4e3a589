"""The first line of every screen with data: whose record it is, and the DEMO mark."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text

from romtui.domain.case import Patient
from romtui.ui.text import clipped, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_INITIALS: Final = 12
"""Cells for the initials: the session and what is open must stay in sight."""


class Banner(Drawing):
    """Code and initials on the left, the day in the middle, what is open on the right."""

    DEFAULT_CSS = "Banner { dock: top; height: 1; padding: 0 1; background: $panel; }"

    title: Drawn[str] = Drawn("")
    short: Drawn[str] = Drawn("")
    """Stands for the title where there is no room for it."""
    right: Drawn[str] = Drawn("")

    def __init__(
        self, patient: Patient | None = None, title: str = "", *, demo: bool = False
    ) -> None:
        super().__init__()
        self.set_reactive(Banner.title, title)
        self._patient = patient
        self._demo = demo

    def show(self, patient: Patient) -> None:
        """Show another record's code."""
        self._patient = patient
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line. The code is never cut; the rest is, when there is no room."""
        palette = self.palette
        line = Text(end="", no_wrap=True)
        if self._patient is not None:
            line.append_text(plain(self._patient.code, ink(palette.accent, bold=True)))
            if self._patient.initials:
                line.append("  ")
                line.append_text(
                    clipped(plain(self._patient.initials, ink(palette.text)), _INITIALS)
                )
            line.append("   ")
        end = Text(self.right, ink(palette.quiet), end="", no_wrap=True)
        if self._demo:
            end.append("   DEMO" if self.right else "DEMO", ink(palette.accent))
        room = width - line.cell_len - end.cell_len - 1
        fits = len(self.title) <= room or not self.short
        line.append(self.title if fits else self.short, ink(palette.text))
        line = clipped(line, width - end.cell_len - 1)
        line.append(" " * (width - line.cell_len - end.cell_len))
        line.append_text(end)
        return [line]
