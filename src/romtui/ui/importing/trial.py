"""What an import would bring, and by which mapping, before it is agreed to."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.ui.importing import texts
from romtui.ui.screens.page import PageScreen
from romtui.ui.widgets.note import Note


class TrialScreen(PageScreen[bool]):
    """Gives True only after `y`."""

    TITLE = texts.TRIAL
    BINDINGS = [
        Binding("y", "answer(True)", "import"),
        Binding("escape,q,n", "answer(False)", "cancel"),
    ]

    def __init__(self, mapping: Sequence[str], brings: str, preview: Sequence[str]) -> None:
        super().__init__()
        self._mapping, self._brings, self._preview = mapping, brings, preview

    def body(self) -> ComposeResult:
        """What would come in, how it was understood, and the mapping in words."""
        with VerticalScroll():
            yield Note(self._brings, id="brings")
            yield Note("\n".join(self._preview))
            yield Note("\n".join(("", *self._mapping)), classes="quiet")

    def on_mount(self) -> None:
        """Name the keys, and let the arrows scroll."""
        self.say(texts.TRIAL_KEYS)
        self.query_one(VerticalScroll).focus()

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)
