"""A new vault line by line: the passphrase twice, the recovery code written down and typed back."""

from typing import Final

from romtui.cli import asking
from romtui.cli.output import say
from romtui.domain.errors import UserError
from romtui.store.store import Store
from romtui.store.vault.vault import Vault

_INTRODUCTION: Final = (
    "There is no vault in {folder} yet; this makes one. All that you enter is encrypted, and only "
    "the passphrase or the recovery code opens it. Six random words would be: {offered}"
)
_TWICE: Final = "The same passphrase once more"
_CODE: Final = (
    "Write this recovery code down on paper: it opens the vault if you forget the passphrase. It "
    "stays in the history of this terminal until you clear that. {code}"
)
_TYPE_BACK: Final = "Type the recovery code from the paper"


def create(vault: Vault) -> Store:
    """Make a vault and open it. Raises UserError where what was typed does not fit."""
    say(_INTRODUCTION.format(folder=vault.folder, offered=vault.offer_passphrase()))
    passphrase = asking.secret("Passphrase for the new vault")
    if weak := vault.weakness(passphrase):
        raise UserError(weak)
    if asking.secret(_TWICE) != passphrase:
        raise UserError("The two are not the same, so no vault was made: start again.")
    code = vault.offer_recovery_code()
    say(_CODE.format(code=code.reveal()))
    if not code.matches(asking.line(_TYPE_BACK)):
        raise UserError("That is not the code, so no vault was made: start again.")
    return vault.create(passphrase, code)
