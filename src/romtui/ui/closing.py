"""Leaving an open vault: closed where it lies, or kept elsewhere first if its folder is gone."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.screen import Screen
from textual.worker import get_current_worker

from romtui.domain.errors import UserError
from romtui.domain.lock import LockedBy
from romtui.ui import texts

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.vault import Vault
    from romtui.ui.dependencies import Dependencies, Workspace


@runtime_checkable
class Unkept(Protocol):
    """A screen on which something may stand that could not be kept."""

    def keep_again(self) -> None:
        """Try once more."""


def follow_vault(
    workspace: "Workspace", dependencies: "Dependencies", screens: Sequence[Screen[object]]
) -> str:
    """Before the vault is closed: what must be said if its folder is gone; nothing otherwise.

    A vault that was deleted while it was open is made anew in another folder: otherwise all
    that is open would go with it.
    """
    store, vault = workspace.store, dependencies.vault
    if vault is None or store.files is None or store.files.in_place:
        return ""
    if store.files.deleted:
        return _relocate_deleted(store, vault, dependencies, screens)
    store.files.follow()
    _keep_again(screens)
    return texts.VAULT_MOVED.format(folder=vault.folder)


def close(store: "Store") -> None:
    """Make a last backup, and close the vault."""
    back_up(store)
    store.close()


def relocate(
    store: "Store", vault: "Vault", folder: Path, screens: Sequence[Screen[object]]
) -> Path:
    """Go on in another folder, with all that is open; give that folder."""
    vault.relocate(store, folder)
    _keep_again(screens)
    return folder


def back_up(store: "Store") -> None:
    """A backup that cannot be made stops nothing: its age is in sight, and entries are saved."""
    with contextlib.suppress(UserError):
        store.back_up_if_changed()


def back_up_and_prune(store: "Store") -> None:
    """The same for a worker, and let old ones go, until the worker is cancelled."""
    worker = get_current_worker()
    back_up(store)
    if store.backups is not None:
        with contextlib.suppress(UserError):
            store.backups.prune(lambda: not worker.is_cancelled)


def _relocate_deleted(
    store: "Store", vault: "Vault", dependencies: "Dependencies", screens: Sequence[Screen[object]]
) -> str:
    try:
        folder = relocate(store, vault, vault.free_folder(), screens)
    except UserError as error:
        return texts.VAULT_LOST.format(why=error)
    dependencies.lock_note.leave(LockedBy.VAULT_GONE)
    return texts.VAULT_KEPT.format(folder=folder)


def _keep_again(screens: Sequence[Screen[object]]) -> None:
    for screen in screens:
        if isinstance(screen, Unkept):
            screen.keep_again()
