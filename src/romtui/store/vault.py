"""The vault: a folder with the encrypted records and the header that holds their key.

This module loads with the standard library alone: the unlock screen is painted before
the database and the ciphers are imported. Every method may be called from a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.store.clock import Clock, local_now
from romtui.store.kdf import Kdf
from romtui.store.recovery import RecoveryCode

if TYPE_CHECKING:
    from romtui.store.store import Store

__all__ = ["Kdf", "RecoveryCode", "Vault", "VaultState"]


class VaultState(Enum):
    """What lies in the folder."""

    ABSENT = "absent"
    READY = "ready"


class Vault:
    """One vault folder. `notes` are sentences worth showing after unlocking."""

    def __init__(self, folder: Path, *, kdf: Kdf | None = None, now: Clock = local_now) -> None:
        self.notes: tuple[str, ...] = ()

    def state(self) -> VaultState:
        """Look, without changing anything; raises a VaultError when it cannot be opened."""
        raise NotImplementedError

    def create(self, passphrase: str) -> tuple[Store, RecoveryCode]:
        """Make the vault. Raises WeakPassphrase when `weakness` finds something to say."""
        raise NotImplementedError

    def unlock(self, secret: str) -> Store:
        """Open with the passphrase or the recovery code, whichever it turns out to be."""
        raise NotImplementedError

    def change_passphrase(self, old_or_recovery: str, new: str) -> None:
        """Wrap the same key under a new passphrase; also while the store is open."""
        raise NotImplementedError

    def renew_recovery_code(self, passphrase: str) -> RecoveryCode:
        """Replace the recovery code, for one that was never written down or was seen."""
        raise NotImplementedError

    @staticmethod
    def offer_passphrase() -> str:
        """Six random words."""
        raise NotImplementedError

    @staticmethod
    def weakness(passphrase: str) -> str | None:
        """Say in a sentence why a passphrase is too weak, or None."""
        raise NotImplementedError

    @staticmethod
    def throwaway(now: Clock = local_now) -> tuple[Store, Callable[[], None]]:
        """Make a vault for the demo; calling the second closes it and removes it."""
        raise NotImplementedError
