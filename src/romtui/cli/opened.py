"""An unlocked vault for one command, with the questionnaires it scores with."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from romtui.cli import asking
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.visible import visible

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.vault import Vault

ASKED = "Passphrase, or the recovery code"


@dataclass(frozen=True, slots=True)
class OpenVault:
    """What a command works with."""

    vault: "Vault"
    store: "Store"
    instruments: Mapping[str, Instrument]


@contextmanager
def workspace(folder: str | None, *, read_only: bool = False) -> Iterator[OpenVault]:
    """Ask for the passphrase and open the vault, for as long as the command runs.

    With `read_only` damaged records are opened too, as far as they can be read.
    """
    vault = the_vault(folder, read_only=read_only)
    refuse_absent(vault)
    store = vault.unlock(asking.secret(ASKED))
    try:
        for note in vault.notes:
            tell(note)
        known = questionnaires()
        store.use(known)
        yield OpenVault(vault, store, known)
    finally:
        store.close()


def the_vault(folder: str | None, *, read_only: bool = False) -> "Vault":
    """The vault that is meant; nothing is looked at yet."""
    from romtui.paths import vault_folder
    from romtui.store.vault.vault import Vault

    return Vault(vault_folder(folder), read_only=read_only)


def refuse_absent(vault: "Vault") -> None:
    """Raise UserError where there is no vault, before a passphrase is asked for."""
    if vault.state().value == "absent":
        raise UserError("There is no vault in this folder yet: start romtui to make one.")


def questionnaires() -> Mapping[str, Instrument]:
    """The shipped ones and the therapist's own."""
    from romtui.content.instruments import load_instruments
    from romtui.paths import data_folder, instruments_folder

    return load_instruments(data_folder() / "instruments", instruments_folder())


def say(sentence: str = "") -> None:
    """Print one line of a command's answer."""
    print(visible(sentence))  # noqa: T201 -- the command's output


def tell(sentence: str) -> None:
    """Print one line that is not the answer, beside it."""
    print(visible(sentence), file=sys.stderr)  # noqa: T201 -- the command line's voice
