"""Screens that fill the terminal: a page, and a page around one list."""

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.types import CSSPathType

from romtui.commands import Command
from romtui.domain.case import Patient
from romtui.domain.private import Private
from romtui.ui.host import InHost
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

Answer = TypeVar("Answer")
Given = TypeVar("Given")
AnyRows = TypeVar("AnyRows", bound=Rows[Any])

PAGE_STYLE: Final = Path(__file__).with_name("page.tcss")
"""Whole: Textual takes a bare name for a file beside the module of the subclass."""


class PageScreen(LeanScreen[Answer], Generic[Answer]):
    """Whose record it is, the body, a place for one sentence, and the keys.

    `TITLE` is in the middle of the first line. A page without commands has no key bar: its
    title says how to go back.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = PAGE_STYLE
    KEYS: ClassVar[Sequence[Command]] = ()
    host = InHost()

    def __init__(self, patient: Patient | None = None) -> None:
        super().__init__()
        self._patient = patient

    def compose(self) -> ComposeResult:
        """The body between what all pages have."""
        yield Banner(self._patient, self.TITLE or "", demo=self.host.dependencies.demo)
        yield from self.body()
        yield Answers(id="said", classes="quiet")
        if self.KEYS:
            yield KeyBar(self.KEYS)

    @abstractmethod
    def body(self) -> ComposeResult:
        """What this page is about."""

    @property
    def banner(self) -> Banner:
        """The first line."""
        return self.query_one(Banner)

    @property
    def rows_in_sight(self) -> int:
        """Whose record it is, and a safety answer that is pinned below."""
        return 1 + any(pinned.display for pinned in self.query("#pinned"))

    async def ask(self, question: Screen[Given]) -> Given:
        """Show another screen and wait, in a flow, for what it gives."""
        given: Given = await self.app.push_screen_wait(question)
        return given

    def say(self, sentence: str | Private) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence

    def action_close(self) -> None:
        self.dismiss()


class ListScreen(PageScreen[Answer], Generic[Answer, AnyRows]):
    """The keys move the mark of one list; a click on the marked row does what Enter does."""

    ENTER: ClassVar[str] = "open"
    """The action of Enter; nothing where a row is only to be read."""

    def __init__(self, rows: AnyRows, patient: Patient | None = None) -> None:
        super().__init__(patient)
        self.list = rows

    def body(self) -> ComposeResult:
        """The list alone."""
        yield self.list

    def moved(self) -> None:
        """The mark is on another row."""

    def move(self, steps: int) -> None:
        """Move the mark."""
        self.list.move(steps)
        self.moved()

    def action_down(self) -> None:
        self.move(1)

    def action_up(self) -> None:
        self.move(-1)

    def action_page_down(self) -> None:
        self.move(self.list.page)

    def action_page_up(self) -> None:
        self.move(-self.list.page)

    def action_top(self) -> None:
        self.move(-len(self.list.rows))

    def action_bottom(self) -> None:
        self.move(len(self.list.rows))

    @on(Rows.Moved)
    def _moved_by_mouse(self) -> None:
        self.moved()

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        if self.ENTER:
            await self.run_action(self.ENTER)
