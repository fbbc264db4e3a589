"""From what was typed to the data key: which key header counts, and what opens it.

It loads with the standard library alone, as `vault` does.
"""

import unicodedata
from contextlib import suppress
from pathlib import Path

from romtui.domain.errors import UserError
from romtui.store import texts
from romtui.store.disk.folder import BACKUPS
from romtui.store.disk.header import Header, Slot
from romtui.store.disk.header_copies import marks, open_copies, read_copies
from romtui.store.errors import HeaderDamaged, NotOurs, VaultError, WrongSecret
from romtui.store.vault.recovery_code import RecoveryCode, is_code_format


def open_header(header: Header, secret: str) -> bytes:
    """The data key in a header.

    What looks like a recovery code is tried as one first, and as a passphrase like anything else.
    Raises WrongSecret, which names a slip in a recovery code.
    """
    slip = ""
    if is_code_format(secret):
        try:
            code = RecoveryCode.parse(secret)
        except UserError as error:
            slip = str(error)
        else:
            if data_key := header.unwrap(Slot.RECOVERY, code.secret):
                return data_key
    if data_key := header.unwrap(Slot.PASSPHRASE, normalized(secret)):
        return data_key
    raise WrongSecret(slip or texts.OPENS_NOTHING)


def open_vault_header(folder: Path, secret: str) -> tuple[Header, bytes]:
    """The key header of a vault that counts, and the data key in it."""
    from romtui.store.backup.ownership import key_fits

    try:
        return open_copies(
            folder,
            lambda header: open_header(header, secret),
            lambda records_key: key_fits(folder, records_key),
        )
    except WrongSecret as wrong:
        from romtui.store.backup.snapshot import read_headers

        beside_backups = {header.mark for header in read_headers(folder / BACKUPS) if header.mark}
        if len(marks(folder) | beside_backups) > 1:
            raise WrongSecret(f"{wrong} {texts.MIXED_HEADERS}") from None
        raise


def open_any_header(folder: Path, secret: str) -> tuple[Header, bytes]:
    """The header of the vault, or where it is gone or damaged that beside the newest backup."""
    from romtui.store.backup.snapshot import read_headers

    try:
        return open_vault_header(folder, secret)
    except (HeaderDamaged, NotOurs, WrongSecret) as error:
        failure = error
    tried = read_copies(folder) if isinstance(failure, WrongSecret) else None
    for header in read_headers(folder / BACKUPS):
        # What the header of the vault has in common with it was tried already: half a second each.
        if tried is not None and header.common_slots(tried):
            continue
        with suppress(VaultError):
            return header, open_header(header, secret)
    raise failure


def normalized(passphrase: str) -> str:
    """The same characters however a keyboard puts them together, without stray outer space."""
    return unicodedata.normalize("NFC", passphrase.strip())
