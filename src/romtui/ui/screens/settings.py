"""All that the therapist may set, each kept at once."""

from romtui.commands import SETTINGS, key_for
from romtui.domain.changeable import BY_NAME
from romtui.domain.settings import Settings
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.reading import read_procedure
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.setting_rows import (
    CRISIS,
    PROCEDURE,
    WORDS,
    as_it_came,
    rows,
    turned,
)
from romtui.ui.widgets.setting_list import SettingList


class SettingsScreen(ListScreen[None, SettingList]):
    """Every change is saved and takes effect at once."""

    TITLE = texts.SETTINGS
    KEYS = SETTINGS
    BINDINGS = bindings(SETTINGS)
    ENTER = "edit"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(SettingList())
        self._workspace = workspace
        self._store = workspace.store

    def on_mount(self) -> None:
        """Show all there is; the look may be changed from outside this screen."""
        self._show()
        self.say(texts.SAFETY_RULES_FIXED)
        self.watch(self.app, "theme", lambda: self.call_next(self._show), init=False)

    @flow
    async def action_edit(self) -> None:
        """Take the next choice, or ask for what is to be typed."""
        name = self._marked
        changed = turned(self._store.settings, name, self._workspace.words.languages)
        if changed is not None:
            self._keep(changed)
        elif name == PROCEDURE:
            from romtui.ui.screens.procedure import ProcedureScreen

            await self.ask(
                ProcedureScreen(
                    texts.YOUR_PROCEDURE,
                    self._store.procedure(),
                    lambda typed: self._store.keep_procedure(read_procedure(typed)),
                )
            )
            self._show()
        elif name == CRISIS:
            from romtui.ui.screens.procedure import crisis_screen

            await self.ask(crisis_screen(self._store))
            self._show()
        elif name == WORDS:
            from romtui.ui.screens.words import WordsScreen

            await self.ask(WordsScreen(self._workspace, None))
            self._show()
        else:
            await self._ask_number(name)

    def action_reset(self) -> None:
        """Set the marked one back to what it came with; what was written is left alone."""
        name = self._marked
        if name in {PROCEDURE, CRISIS, WORDS}:
            self.say(texts.your_own_text(key_for("settings.edit")))
        else:
            self._keep(as_it_came(self._store.settings, name))

    @flow
    async def action_reset_all(self) -> None:
        """Ask, then set everything back but what was written."""
        from romtui.ui.screens.confirm import ConfirmScreen

        if await self.ask(ConfirmScreen(texts.RESET_ALL, yes=texts.RESET, no=texts.CANCEL)):
            self._keep(Settings())
            self.say(texts.ALL_RESET)

    @property
    def _marked(self) -> str:
        """The name of the marked setting."""
        return self.list.rows[self.list.marked].name

    async def _ask_number(self, name: str) -> None:
        number, settings = BY_NAME[name], self._store.settings

        def keep(typed: str) -> str:
            self._keep(settings.changed(name, typed))
            return typed

        await self.ask(
            QuestionScreen(
                texts.setting_question(number.meaning, number.unit.value),
                keep,
                hint=texts.setting_range(number.range, Settings().as_typed(name)),
                typed=settings.as_typed(name),
            )
        )

    def _keep(self, settings: Settings) -> None:
        """Speak first: a language file that cannot be used changes nothing."""
        self._workspace.words.speak(settings.language)
        self._store.change_settings(settings)
        self.host.go_by(settings)
        self._show()
        self.say(texts.SETTING_SAVED)

    def _show(self) -> None:
        words = self._workspace.words
        settings = rows(
            self._store.settings,
            words.languages,
            own_lines=len({*words.own.texts, *words.own.starred, *words.own.hidden}),
            has_procedure=bool(self._store.procedure()),
            has_crisis_words=bool(self._store.crisis_words()),
            colourless=self.app.no_color,
        )
        self.list.fill(settings)
