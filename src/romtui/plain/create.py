"""A new vault line by line: the passphrase twice, the recovery code written down and typed back."""

from romtui.cli import asking
from romtui.cli.output import say
from romtui.domain.errors import UserError
from romtui.plain import texts
from romtui.store.store import Store
from romtui.store.vault.vault import Vault


def create(vault: Vault) -> Store:
    """Make a vault and open it. Raises UserError where what was typed does not fit."""
    say(texts.NEW_VAULT.format(folder=vault.folder, offered=vault.offer_passphrase()))
    passphrase = asking.secret(texts.PASSPHRASE)
    if weak := vault.weakness(passphrase):
        raise UserError(weak)
    if asking.secret(texts.PASSPHRASE_AGAIN) != passphrase:
        raise UserError(texts.PASSPHRASES_DIFFER)
    code = vault.offer_recovery_code()
    say(texts.RECOVERY_CODE.format(code=code.reveal()))
    if not code.matches(asking.line(texts.CODE_AGAIN)):
        raise UserError(texts.CODE_DIFFERS)
    return vault.create(passphrase, code)
