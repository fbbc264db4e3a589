"""What there is to say about a pattern, to be made the therapist's own."""

from collections.abc import Callable
from functools import partial
from typing import Final

from romtui.commands import WORDS, key_for
from romtui.domain.dialogue.examples import in_example
from romtui.domain.dialogue.line_lists import LineList
from romtui.domain.dialogue.lint import unstylish
from romtui.domain.dialogue.overrides import Overrides, moved
from romtui.domain.errors import UserError
from romtui.domain.patterns import Pattern
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.line import LineScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.widgets.word_list import WordList, heading

_FALLBACK: Final = "fallback"
_FILE: Final = "~/romtui-words.toml"


class WordsScreen(ListScreen[None, WordList]):
    """The lines of one pattern, slot by slot; the mark begins at the line named `mark`.

    Every change is kept at once.
    """

    KEYS = WORDS
    BINDINGS = bindings(WORDS)
    ENTER = "edit"

    def __init__(self, workspace: Workspace, pattern: Pattern | None, mark: str = "") -> None:
        super().__init__(WordList(workspace.words.shipped))
        self._words = workspace.words
        self._store = workspace.store
        self._pattern = pattern
        self._mark = mark

    def on_mount(self) -> None:
        """Show the lines; say why a file of own words could not be used."""
        self._show(self._mark)
        self.say(self._words.unusable or texts.EXAMPLES)

    @flow
    async def action_edit(self) -> None:
        """Ask for other words for the marked line."""
        row = self.list.marked_row
        if row.wording is None:
            await self._add(row.place)
            return
        wording, line_id = row.wording, row.wording.line.id

        def keep(line: str) -> None:
            as_shipped = line == wording.shipped
            self._keep(self._words.own.reworded(line_id, "" if as_shipped else line))

        await self._write(row.place, keep, typed=wording.line.text)

    @flow
    async def action_add(self) -> None:
        """Ask for a new line in the list of the marked one."""
        await self._add(self.list.marked_row.place)

    async def _add(self, place: LineList) -> None:
        def keep(line: str) -> None:
            if not line:
                raise UserError(texts.LINE_MISSING)
            own = self._words.own
            self._keep(own.added(place, line), mark=own.next_id(place))

        await self._write(place, keep)

    def action_hide(self) -> None:
        """Hide the marked line, or show it again."""
        if line_id := self._line_id:
            self._keep(self._words.own.hide(line_id))
            hidden = texts.hidden(key_for("words.hide"))
            self.say(hidden if line_id in self._words.own.hidden else texts.SHOWN_AGAIN)

    def action_star(self) -> None:
        """Star the marked line, and let it come first from now on; or take the star away."""
        if line_id := self._line_id:
            self._keep(self._words.own.star(line_id))
            if self._pattern is not None:
                self._store.remember_wording(self._pattern, None)
            starred = line_id in self._words.own.starred
            self.say(texts.STARRED if starred else texts.STAR_REMOVED)

    def action_earlier(self) -> None:
        self._shift(-1)

    def action_later(self) -> None:
        self._shift(1)

    def action_shipped(self) -> None:
        self.list.with_shipped = not self.list.with_shipped

    @flow
    async def action_pattern(self) -> None:
        """Choose another pattern."""
        choices = [
            (pattern.value, entry.title, pattern.value.replace("_", " "))
            for pattern, entry in self._words.shipped.entries.items()
        ]
        choices.append((_FALLBACK, texts.FALLBACK, ""))
        chosen = await self.ask(ChooseScreen(texts.WHICH_PATTERN, choices))
        if chosen is not None:
            self._pattern = None if chosen == _FALLBACK else Pattern(chosen)
            self._show()
            self.say("")

    @flow
    async def action_export(self) -> None:
        """Ask where to write the own words to."""
        file = await self.ask(
            QuestionScreen(
                texts.EXPORT_WORDING,
                self._words.export,
                hint=texts.EXPORT_WORDING_HINT,
                typed=_FILE,
            )
        )
        self.say("" if file is None else texts.saved_unencrypted(f"{file}"))

    @flow
    async def action_take_in(self) -> None:
        """Ask which file of words to add."""
        lines = await self.ask(
            QuestionScreen(
                texts.IMPORT_WORDING,
                self._words.import_file,
                hint=texts.IMPORT_WORDING_HINT,
                typed=_FILE,
            )
        )
        if lines is not None:
            self._show(self._line_id)
            self.say(texts.imported_lines(lines))

    @property
    def _line_id(self) -> str:
        wording = self.list.marked_row.wording
        return "" if wording is None else wording.line.id

    async def _write(self, place: LineList, keep: Callable[[str], None], typed: str = "") -> None:
        style = partial(unstylish, slot=place.slot, deck=self._words.shipped, list_name=place.name)
        if await self.ask(
            LineScreen(
                heading(place),
                keep,
                style,
                hint=texts.WORDING_HINT,
                typed=typed,
                reads=partial(in_example, place=place, deck=self._words.shipped),
            )
        ):
            self.say(texts.WORDING_SAVED)

    def _shift(self, steps: int) -> None:
        if line_id := self._line_id:
            self._keep(moved(self._words.shipped, self._words.own, line_id, steps))
            self.say("")

    def _keep(self, own: Overrides, mark: str = "") -> None:
        """Keep changed words and show them; the mark stays with its line."""
        self._words.keep(own)
        self._show(mark or self._line_id)

    def _show(self, mark: str = "") -> None:
        pattern = self._pattern
        title = texts.FALLBACK if pattern is None else self._words.shipped.entry(pattern).title
        self.banner.title = texts.your_wording(title)
        self.list.show(self._words.shipped, self._words.own, pattern, mark)
