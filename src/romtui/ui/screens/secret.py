"""Screens that ask for a secret: a card in the middle of an otherwise empty screen."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Middle, Vertical

from romtui.domain.errors import UserError
from romtui.ui import texts
from romtui.ui.host import InHost
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.vault import Vault

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class SecretScreen(LeanScreen[Answer], Generic[Answer]):
    """`TITLE` heads the card; the note `said` on it says what went wrong."""

    CSS_PATH = "secret.tcss"
    host = InHost()

    def compose(self) -> ComposeResult:
        """The card."""
        with Middle(), Vertical(classes="card"):
            yield Note(self.TITLE or "", id="name")
            yield from self.body()

    @abstractmethod
    def body(self) -> ComposeResult:
        """What is asked."""

    def _say(self, sentence: str, *, error: bool = True) -> None:
        note = self.query_one("#said", Note)
        note.set_classes("error" if error else "")
        note.words = sentence


class NewSecretScreen(SecretScreen[bool]):
    """A secret of now, then the new one. Gives True once the new one is in force."""

    BINDINGS = [Binding("escape", "give_up", "back")]
    IN_FORCE: ClassVar[str] = ""
    """Said before what is to be read once the new secret is in force."""

    def __init__(self, vault: "Vault", store: "Store") -> None:
        super().__init__()
        self._vault = vault
        self._store = store
        self._busy = False
        self._changed = False

    @property
    def is_open(self) -> bool:
        """Whether something may be typed: nothing is being changed, and nothing is yet."""
        return not self._busy and not self._changed

    def action_give_up(self) -> None:
        """Go back; not in the middle of a change, for then nobody knows which secret is valid."""
        if not self._busy:
            self.dismiss(self._changed)

    def in_thread(
        self, words: str, work: Callable[[], Result], then: Callable[[Result], None]
    ) -> None:
        """Say these words and do what takes its time, with the fields closed; then go on.

        What the vault refuses is said, and the fields are open again.
        """
        self._busy = True
        for field in self.query(SecretInput):
            field.disabled = True
        self._say(words)
        self.run_worker(self._await(work, then), exclusive=True)

    async def _await(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        try:
            result = await asyncio.to_thread(work)
        except UserError as error:
            self.open_fields()
            self._say(str(error))
        else:
            self._busy = False
            then(result)

    def open_fields(self) -> None:
        """Let something be typed, from the first field on."""
        self._busy = False
        for field in self.query(SecretInput):
            field.disabled = False
        field = self.query(SecretInput).first()
        field.value = ""
        field.focus()

    def finish(self, notes: list[str]) -> None:
        """The new secret is in force: go back, unless there is something to be read first."""
        self._changed = True
        if not notes:
            self.dismiss(True)
            return
        for field in self.query(SecretInput):
            field.value = ""
        self._say(texts.read_then_back(f"{self.IN_FORCE}{' '.join(notes)}"))
