"""A command that works on the vault: hardened, with the passphrase asked for, and closed again."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from romtui.cli import asking, texts
from romtui.cli.output import tell
from romtui.content.instruments import available_instruments
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.harden import harden
from romtui.paths import vault_folder
from romtui.platform import process
from romtui.store.clock import local_now

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.vault import Vault

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An unlocked vault, and the questionnaires it scores with."""

    vault: "Vault"
    store: "Store"
    instruments: Mapping[str, Instrument]

    def patient_id(self, code: str) -> int:
        """Whose code it is. Raises UserError where nobody has it."""
        for row in self.store.caseload():
            if row.patient.code.casefold() == code.strip().casefold():
                return row.patient.id
        raise UserError(texts.UNKNOWN_CODE)


def vault_command(*, writes: bool) -> Callable[[Run], Run]:
    """Close memory and files to others before the command runs.

    One that `writes` refuses --read-only.
    """

    def decorate(run: Run) -> Run:
        @wraps(run)
        def hardened(options: argparse.Namespace) -> int:
            if writes and options.read_only:
                raise UserError(texts.without_read_only(options.command))
            harden()
            local_now()  # an impossible time zone is refused before anything is asked
            process.close_memory()
            return run(options)

        return hardened

    return decorate


def vault_in(folder: str | None, *, read_only: bool = False) -> "Vault":
    """The vault of `--vault` or of this user; nothing is read yet."""
    from romtui.store.vault.vault import Vault

    return Vault(vault_folder(folder), read_only=read_only)


def ask_secret(vault: "Vault") -> str:
    """Ask for the passphrase or the recovery code of a vault.

    Raises UserError where there is no vault, before anything is asked.
    """
    if vault.state().value == "absent":
        raise UserError(texts.NO_VAULT_YET)
    return asking.secret(texts.UNLOCK_PROMPT)


@contextmanager
def open_vault(folder: str | None, *, read_only: bool = False) -> Iterator[OpenVault]:
    """Ask for the passphrase and open the vault, for as long as the command runs.

    With `read_only` damaged records are opened too, as far as they can be read.
    """
    vault = vault_in(folder, read_only=read_only)
    with unlocked(vault, ask_secret(vault)) as opened:
        yield opened


@contextmanager
def unlocked(vault: "Vault", secret: str) -> Iterator[OpenVault]:
    """Open a vault with a secret that was asked for already."""
    store = vault.unlock(secret)
    try:
        for note in vault.notes:
            tell(note)
        instruments = available_instruments()
        store.use(instruments)
        yield OpenVault(vault, store, instruments)
    finally:
        store.close()
