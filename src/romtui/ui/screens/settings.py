"""The numbers the rules go by, each with its source, and the tone."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.screen import Screen

from romtui.domain.changeable import CONSTANTS, Constant
from romtui.domain.constants import SOURCES, STANDARD
from romtui.domain.dialogue import Tone
from romtui.domain.settings import Settings
from romtui.ui.commands import SETTINGS, bindings
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import clipped, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.drawing import Drawing
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.ui.app import RomtuiApp

_ABOUT_SAFETY: Final = "The rules about safety have no number here: they cannot be changed."
_TONES: Final = {Tone.PLAIN: "plain", Tone.GENTLE: "gentle"}
_MEANING: Final = 38
_INDENT: Final = 4


class SettingsScreen(Screen[None]):
    """Every change is kept at once, and the caseload goes by it."""

    CSS_PATH = "settings.tcss"
    KEYS = SETTINGS
    BINDINGS = bindings(SETTINGS)
    app: "RomtuiApp"

    def __init__(self, store: "Store") -> None:
        super().__init__()
        self._store = store

    def compose(self) -> ComposeResult:
        """The list, what cannot be changed, the keys."""
        yield Banner(demo=self.app.wiring.demo)
        yield SettingList(self._store.settings)
        yield Note(_ABOUT_SAFETY, id="said", classes="quiet")
        yield KeyBar(SETTINGS)

    def on_mount(self) -> None:
        """Say what this list is."""
        self.query_one(Banner).title = "Settings"

    def action_down(self) -> None:
        """Move the mark down."""
        self.query_one(SettingList).move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self.query_one(SettingList).move(-1)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_edit(self) -> None:
        """Ask for another number; the tone just changes."""
        constant = self.query_one(SettingList).current
        settings = self._store.settings
        if constant is None:
            gentle = settings.tone is Tone.GENTLE
            self._keep(replace(settings, tone=Tone.PLAIN if gentle else Tone.GENTLE))
            return

        def keep(typed: str) -> str:
            self._keep(settings.changed(constant.name, typed))
            return typed

        asking = QuestionScreen(
            f"{constant.meaning[0].upper()}{constant.meaning[1:]} … {constant.unit.value}",
            keep,
            hint=f"{constant.range} It came as {constant.said(STANDARD)}.",
            typed=constant.said(settings.constants),
        )
        self.app.push_screen(asking)

    def action_reset(self) -> None:
        """Set the marked one back to what it came with."""
        constant, settings = self.query_one(SettingList).current, self._store.settings
        if constant is None:
            self._keep(replace(settings, tone=Tone.PLAIN))
        else:
            self._keep(settings.reset(constant.name))

    def action_reset_all(self) -> None:
        """Set everything back."""
        self._keep(Settings())
        self.say("Everything is as it came.")

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence

    def _keep(self, settings: Settings) -> None:
        self._store.change_settings(settings)
        self.query_one(SettingList).settings = settings
        self.say(f"Kept. {_ABOUT_SAFETY}")


class SettingList(Drawing):
    """The tone, then one line a constant; the marked one with its source."""

    settings: reactive[Settings] = reactive(Settings())
    marked: reactive[int] = reactive(0)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.set_reactive(SettingList.settings, settings)

    @property
    def current(self) -> Constant | None:
        """The constant under the mark; None is the tone."""
        return CONSTANTS[self.marked - 1] if self.marked else None

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(CONSTANTS))

    def watch_settings(self) -> None:
        """Draw other numbers."""
        self.redraw()

    def watch_marked(self) -> None:
        """Draw the mark elsewhere."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw every line; together with the source of one they fit the smallest screen."""
        settings = self.settings
        changed = settings.tone is not Tone.PLAIN
        lines = [self._line("how the first line sounds", _TONES[settings.tone], 0, changed, width)]
        for place, one in enumerate(CONSTANTS, start=1):
            value = f"{one.said(settings.constants)} {one.unit.value}"
            changed = settings.is_changed(one.name)
            lines.append(self._line(one.meaning, value, place, changed, width))
            if place == self.marked:
                source = f"It came as {one.said(STANDARD)}; {SOURCES[one.name]}."
                for more in wrapped(source, width - _INDENT, ink(self.inks.quiet)):
                    more.pad_left(_INDENT)
                    lines.append(more)
        return lines

    def _line(self, meaning: str, value: str, place: int, changed: bool, width: int) -> Text:
        inks, marked = self.inks, place == self.marked
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(inks.accent))
        line.append(f"{meaning:<{_MEANING}} ", ink(inks.text, bold=marked))
        line.append(value, ink(inks.accent if changed else inks.text, bold=marked))
        line.append("  changed" if changed else "", ink(inks.quiet))
        return clipped(line, width)
