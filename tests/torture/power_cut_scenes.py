"""What is being done when the power goes; run as a program of its own under strace."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from romtui.domain.erasure import Reason
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.store.invented import CODE, INSTRUMENTS, form
from tests.torture.vaults import PASSPHRASE, vault_at

OTHER = "ginger tulip marathon window quartz"
SAVES = 5


def acknowledge() -> None:
    """Tell the therapist that it is done; strace sees it among the writes."""
    os.write(3, b"done\n")


def _opened(folder: Path) -> Store:
    store = vault_at(folder).unlock(PASSPHRASE)
    store.use(INSTRUMENTS)
    return store


def _save(store: Store) -> None:
    person = store.caseload()[0].patient.id
    for _ in range(SAVES):
        store.record(person, form(on=date.today()))  # noqa: DTZ011
        acknowledge()


def session(folder: Path) -> None:
    _save(_opened(folder))
    os._exit(0)


def closing(folder: Path) -> None:
    store = _opened(folder)
    _save(store)
    store.close()


def creation(folder: Path) -> None:
    store = vault_at(folder).create(PASSPHRASE, CODE)
    acknowledge()
    store.add_patient(initials=Private("Pl"))
    acknowledge()
    store.close()


def passphrase(folder: Path) -> None:
    vault_at(folder).change_passphrase(PASSPHRASE, OTHER)
    acknowledge()


def erasure(folder: Path) -> None:
    store = _opened(folder)
    store.erase(store.caseload()[-1].patient.id, Reason.ASKED)
    acknowledge()
    store.close()


def restoring(folder: Path) -> None:
    backup = min((folder / "backups").glob("*.db"))
    vault_at(folder).restore(backup, PASSPHRASE, lambda _: True)
    acknowledge()


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene for scene in (session, closing, creation, passphrase, erasure, restoring)
}

if __name__ == "__main__":
    SCENES[sys.argv[1]](Path(sys.argv[2]))
