"""Asks for the PIN, or the passphrase in its place; three wrong ones lock the program."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from romtui.domain.errors import UserError
from romtui.domain.lock import DEMO_PIN, LEAST, MOST, TRIES, LockedBy, has_the_shape, read_pin
from romtui.ui import texts
from romtui.ui.host import InHost
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.store.store import Store


class TypedOnly(SecretInput):
    """A field for a secret that nothing can be pasted into."""

    def on_paste(self, event: events.Paste) -> None:
        """Take nothing."""
        event.stop()
        event.prevent_default()


class SecretCard(Vertical):
    """A heading, a field for what nobody may see, and a line for what went wrong."""

    host = InHost()

    def __init__(self, heading: str) -> None:
        super().__init__(classes="card")
        self._heading = heading

    @property
    @abstractmethod
    def hint(self) -> str:
        """What is below the field at first."""

    def compose(self) -> ComposeResult:
        """Heading, field, hint."""
        yield Note(self._heading, id="heading")
        yield TypedOnly(id="pin")
        yield Note(self.hint, id="said", classes="quiet")

    def on_mount(self) -> None:
        """Begin in the field, unless one went back before it was there."""
        self.query(TypedOnly).focus()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show one sentence under the field, if one did not go back meanwhile."""
        for note in self.query("#said").results(Note):
            note.words = sentence
            note.set_classes("error" if error else "quiet")

    @property
    def store(self) -> "Store":
        """The store of the vault that is open."""
        assert self.host.workspace is not None
        return self.host.workspace.store


class PinCard(SecretCard):
    """Calls `right` once the PIN or the passphrase was typed; the third wrong one locks.

    The wrong ones are counted by the app, over every card there is, until a right one comes.
    """

    def __init__(self, heading: str, right: Callable[[], object]) -> None:
        super().__init__(heading)
        self._right = right

    @property
    def hint(self) -> str:
        """What opens here; of the demo its PIN, as long as it has that one."""
        if self.host.dependencies.demo and self.store.pin_fits(DEMO_PIN):
            return texts.demo_pin(DEMO_PIN)
        return texts.PIN_OR_PASSPHRASE if self.store.has_pin() else texts.PASSPHRASE

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed; a passphrase takes its time, in a worker."""
        event.stop()
        field = self.query_one(TypedOnly)
        typed = field.take()
        if not typed.strip():
            return
        vault = self.host.dependencies.vault
        if vault is None or has_the_shape(typed.strip()):
            self._tried(self.store.pin_fits(typed))
            return
        field.disabled = True
        self.say(texts.CHECKING)
        self.run_worker(partial(self._try_passphrase, typed), thread=True, exclusive=True)

    def _try_passphrase(self, typed: str) -> None:
        vault = self.host.dependencies.vault
        assert vault is not None
        try:
            fits = vault.opens_with(typed)
        except UserError as error:
            self.app.call_from_thread(self._answered, str(error), None)
        else:
            self.app.call_from_thread(self._answered, "", fits)

    def _answered(self, refused: str, fits: bool | None) -> None:
        """A wrong one counts also when somebody went back meanwhile; nothing else does."""
        for field in self.query(TypedOnly):
            field.disabled = False
            field.focus()
        if fits is None:
            self.say(refused, error=True)
        elif self.is_attached or not fits:
            self._tried(fits)

    def _tried(self, fits: bool) -> None:
        if fits:
            self.host.wrong_pins = 0
            self._right()
            return
        self.host.wrong_pins += 1
        left = TRIES - self.host.wrong_pins
        if left <= 0:
            self.host.lock(LockedBy.WRONG_PINS)
            return
        self.say(texts.LAST_TRY if left == 1 else texts.wrong_pin(left), error=True)


class NewPinCard(SecretCard):
    """Asks twice for a new PIN, keeps it, and calls `chosen`."""

    def __init__(self, chosen: Callable[[], object], hint: str) -> None:
        super().__init__(texts.choose_pin(LEAST, MOST))
        self._chosen = chosen
        self._hint = hint
        self._first = ""

    @property
    def hint(self) -> str:
        """How to go back."""
        return self._hint

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the PIN, then take it once more."""
        event.stop()
        typed, first = self.query_one(TypedOnly).take(), self._first
        try:
            pin = read_pin(typed)
            if pin == first:
                self.store.set_pin(pin)
                self._chosen()
                return
        except UserError as error:
            self.say(str(error), error=True)
            return
        self._first = "" if first else pin
        if first:
            self.say(texts.NO_MATCH_OF_TWO, error=True)
        else:
            self.say(texts.REPEAT_PIN)
