"""What can be wrong with a vault: one class each, so that none is mistaken for another."""

from romtui.domain.errors import NotTheSecret, UserError


class VaultError(UserError):
    """The vault cannot be opened, made or written. Nothing on disk has been changed."""


class WrongSecret(VaultError, NotTheSecret):
    """Neither the passphrase nor the recovery code of this vault. Nothing is damaged."""


class WeakPassphrase(VaultError):
    """The new passphrase could be guessed."""


class HeaderDamaged(VaultError):
    """Both copies of the key header are damaged or gone; the records may be whole."""


class HeaderTooCostly(HeaderDamaged):
    """A key header that would keep the computer busy: it is refused before it is tried."""


class DatabaseDamaged(VaultError):
    """The key fits but a page of the records fails its own authentication."""


class DatabaseMissing(VaultError):
    """There is a key header but no records beside it."""


class NewerVersion(VaultError):
    """Written by a later romtui than this one."""


class NotWritable(VaultError):
    """The folder or a file in it cannot be written by this user."""


class NotOurs(VaultError):
    """The folder holds something that is not a romtui vault, or belongs to someone else."""


class AlreadyOpen(VaultError):
    """Another romtui has this vault open."""


class CannotLock(VaultError):
    """The file system cannot lock a file: nothing would keep two programs apart."""


class NoMemory(VaultError):
    """There was too little memory to turn the passphrase into a key."""


class AlreadyThere(VaultError):
    """A vault was to be made where there is one."""


class SaveFailed(VaultError):
    """The disk refused a write; what was typed is still on the screen."""


class RecordsMoved(SaveFailed):
    """The open files are no longer those of the vault: what is written into them is lost."""


class DiskFull(SaveFailed):
    """There was no room for a write."""


class CipherMissing(VaultError):
    """SQLite is there but not its encryption: we never fall back to plain files."""
