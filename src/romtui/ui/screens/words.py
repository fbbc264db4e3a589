"""What there is to say about a pattern, to be made the therapist's own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from romtui.domain.dialogue.lint import unstylish
from romtui.domain.dialogue.overrides import Overrides, moved
from romtui.domain.dialogue.place import Place
from romtui.domain.errors import UserError
from romtui.domain.patterns import Pattern
from romtui.ui.commands import WORDS, bindings, key_for
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.line import LineScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.widgets.word_list import WordList, heading
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_FALLBACK: Final = "fallback"
_WHEN_NOTHING_FITS: Final = "When no other line can be said"
_HINT: Final = (
    "Enter keeps it, Esc changes nothing, no words bring the shipped line back. "
    "{score}, {previous}, {baseline} and the like are filled in."
)
_FILE: Final = "~/romtui-words.toml"


class WordsScreen(Screen[None]):
    """The lines of one pattern, slot by slot; the mark begins at the line named `mark`.

    Every change is kept at once.
    """

    CSS_PATH = "words.tcss"
    KEYS = WORDS
    BINDINGS = bindings(WORDS)
    app: "RomtuiApp"

    def __init__(self, workspace: Workspace, pattern: Pattern | None, mark: str = "") -> None:
        super().__init__()
        self._words = workspace.words
        self._store = workspace.store
        self._pattern = pattern
        self._mark = mark

    def compose(self) -> ComposeResult:
        """Which pattern, its lines, the keys."""
        yield Banner(demo=self.app.dependencies.demo)
        yield WordList()
        yield Note(id="said", classes="quiet")
        yield KeyBar(WORDS)

    def on_mount(self) -> None:
        """Show the lines; say why a file of own words could not be used."""
        self._show(self._mark)
        self.say(self._words.unusable)

    def action_down(self) -> None:
        """Move the mark down."""
        self.query_one(WordList).move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self.query_one(WordList).move(-1)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_edit(self) -> None:
        """Ask for other words for the marked line."""
        row = self.query_one(WordList).current
        if row.wording is None:
            self.action_add()
            return
        wording, line_id = row.wording, row.wording.line.id

        def keep(line: str) -> None:
            as_shipped = line == wording.shipped
            self._keep(self._words.own.reworded(line_id, "" if as_shipped else line))

        self._write(row.place, keep, typed=wording.line.text)

    def action_add(self) -> None:
        """Ask for a new line in the list of the marked one."""
        place = self.query_one(WordList).current.place

        def keep(line: str) -> None:
            if not line:
                raise UserError("Write the line first; Esc changes nothing.")
            own = self._words.own
            self._keep(own.added(place, line), mark=own.next_id(place))

        self._write(place, keep)

    def action_hide(self) -> None:
        """Hide the marked line, or show it again."""
        if line_id := self._line_id:
            self._keep(self._words.own.hide(line_id))
            hidden = line_id in self._words.own.hidden
            self.say(
                f"Hidden: {key_for('words.hide')} shows it again."
                if hidden
                else "It is said again."
            )

    def action_star(self) -> None:
        """Star the marked line, and let it come first from now on; or take the star away."""
        if line_id := self._line_id:
            self._keep(self._words.own.star(line_id))
            if self._pattern is not None:
                self._store.remember_wording(self._pattern, None)
            starred = line_id in self._words.own.starred
            self.say("Starred: it comes first." if starred else "The star is taken away.")

    def action_earlier(self) -> None:
        """Move the marked line up in its list."""
        self._move(-1)

    def action_later(self) -> None:
        """Move the marked line down in its list."""
        self._move(1)

    def action_shipped(self) -> None:
        """Show the shipped words under the own ones, or no more."""
        lines = self.query_one(WordList)
        lines.with_shipped = not lines.with_shipped

    def action_pattern(self) -> None:
        """Choose another pattern."""
        choices = [
            (pattern.value, entry.title, pattern.value.replace("_", " "))
            for pattern, entry in self._words.shipped.entries.items()
        ]
        choices.append((_FALLBACK, _WHEN_NOTHING_FITS, ""))
        self.app.push_screen(ChooseScreen("The lines of which pattern?", choices), self._go_to)

    def action_export(self) -> None:
        """Ask where to write the own words to."""
        asking = QuestionScreen(
            "Write your own words to which file?",
            self._words.export,
            hint="It is not encrypted: words about a person do not belong in a line.",
            typed=_FILE,
        )
        self.app.push_screen(
            asking, lambda file: self.say(f"Written to {file}." if file is not None else "")
        )

    def action_take_in(self) -> None:
        """Ask which file of words to add."""
        asking = QuestionScreen(
            "Add the words of which file?",
            self._words.import_file,
            hint="Where both reworded a shipped line, the file's words count.",
            typed=_FILE,
        )
        self.app.push_screen(asking, self._taken_in)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("edit")

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence

    @property
    def _line_id(self) -> str:
        wording = self.query_one(WordList).current.wording
        return "" if wording is None else wording.line.id

    def _write(self, place: Place, keep: Callable[[str], None], typed: str = "") -> None:
        style = partial(unstylish, slot=place.slot, deck=self._words.shipped, place=place.name)
        asking = LineScreen(heading(place), keep, style, hint=_HINT, typed=typed)
        self.app.push_screen(asking, self._written)

    def _written(self, kept: bool | None) -> None:
        if kept:
            self.say("Kept.")

    def _move(self, steps: int) -> None:
        if line_id := self._line_id:
            self._keep(moved(self._words.shipped, self._words.own, line_id, steps))
            self.say("")

    def _keep(self, own: Overrides, mark: str = "") -> None:
        """Keep changed words and show them; the mark stays with its line."""
        self._words.keep(own)
        self._show(mark or self._line_id)

    def _show(self, mark: str = "") -> None:
        pattern = self._pattern
        title = _WHEN_NOTHING_FITS if pattern is None else self._words.shipped.entry(pattern).title
        self.query_one(Banner).title = f"Your own words: {title}"
        self.query_one(WordList).show(self._words.shipped, self._words.own, pattern, mark)

    def _go_to(self, chosen: str | None) -> None:
        if chosen is not None:
            self._pattern = None if chosen == _FALLBACK else Pattern(chosen)
            self._show()
            self.say("")

    def _taken_in(self, lines: int | None) -> None:
        if lines is not None:
            self._show(self._line_id)
            number = "1 line of the file is" if lines == 1 else f"{lines} lines of the file are"
            self.say(f"{number} among yours now.")
