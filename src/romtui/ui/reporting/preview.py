"""The lines of a page as they will be printed; those that are left out go from here too."""

from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.reports.report import Report
from romtui.exchange.report_page import shown
from romtui.ui.flow import flow
from romtui.ui.reporting import texts
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_NUMBER: Final = 4


class PreviewScreen(PageScreen[Report]):
    """Gives the page as it is to be written; Esc gives None."""

    TITLE = texts.PREVIEW
    BINDINGS = [
        Binding("x", "leave_out", "leave out"),
        Binding("u", "bring_back", "bring back"),
        Binding("w", "write", "write"),
        Binding("escape,q", "cancel", "cancel"),
    ]

    def __init__(self, page: Report) -> None:
        super().__init__()
        self._whole = page

    def body(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll():
            yield PageLines()

    def on_mount(self) -> None:
        """Show the whole page."""
        self._lines.page = self._whole
        self.say(texts.HOW)
        self.query_one(VerticalScroll).focus()

    @flow
    async def action_leave_out(self) -> None:
        """Ask for the numbers of lines that are not to be on the page."""
        page = self._lines.page
        there = {number for number, _ in page.numbered() if number}

        def read(typed: str) -> Report:
            numbers = typed.replace(",", " ").split()
            if not numbers or not all(
                one.isascii() and one.isdecimal() and int(one) in there for one in numbers
            ):
                raise UserError(texts.NO_SUCH_LINE)
            return page.without(map(int, numbers))

        less = await self.ask(QuestionScreen(texts.LEAVE_OUT, read, hint=texts.LEAVE_OUT_HINT))
        if less is not None:
            self._lines.page = less

    def action_bring_back(self) -> None:
        """Show all lines again."""
        self._lines.page = self._whole

    def action_write(self) -> None:
        self.dismiss(self._lines.page)

    def action_cancel(self) -> None:
        self.dismiss(None)

    @property
    def _lines(self) -> "PageLines":
        return self.query_one(PageLines)


class PageLines(Drawing):
    """Each line with its number; headings have none."""

    page: Drawn[Report] = Drawn(Report(()), layout=True)

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the lines."""
        palette, lines = self.palette, list[Text]()
        for number, line in self.page.numbered():
            words = Private(shown(line))
            if line.heading:
                lines += [Text("", end=""), *wrapped(words, width, ink(palette.text, bold=True))]
                continue
            first, *rest = wrapped(words, width - _NUMBER, ink(palette.text))
            lines.append(Text.assemble((f"{number:>3} ", ink(palette.quiet)), first, end=""))
            lines += [Text.assemble(" " * _NUMBER, part, end="") for part in rest]
        return lines
