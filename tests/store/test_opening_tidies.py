"""What is tidied around a vault at opening never stands in the way of opening it."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.store.vaults import PASSPHRASE


def test_a_folder_that_cannot_be_listed_opens_all_the_same(
    vault: Vault, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    listed = Path.glob

    def failing(path: Path, pattern: str) -> Iterator[Path]:
        if path == vault.folder:
            raise OSError(errno.ENOSPC, "no room")
        return listed(path, pattern)

    monkeypatch.setattr(Path, "glob", failing)
    vault.unlock(PASSPHRASE).close()
