"""Encrypted copies of the records, verified before they bear their name."""

import re
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from romtui.store.engine import check, connect, sentence
from romtui.store.files import new_file, private_folder, replace_file, sentences, sync_folder

_NUMBERED: Final = re.compile(r"(\d{6})-.*\.db")


def back_up(connection: Any, key: bytes, header: bytes, folder: Path, now: datetime) -> Path:
    """Copy an open database page by page, and its key header beside it.

    Names begin with a running number, so that their order never hangs on a clock. The copy
    opens with the passphrase of the day it was made. Raises a VaultError when the copy
    could not be written or does not check; then there is no new file.
    """
    private_folder(folder)
    path = folder / f"{_next_number(folder):06}-{now:%Y-%m-%d-%H%M}.db"
    unfinished = path.with_suffix(".unfinished")
    try:
        new_file(unfinished)
        with closing(connect(unfinished, key)) as copy:
            connection.backup(copy)
        check(unfinished, key)
        replace_file(path.with_suffix(".hdr"), header)
        with sentences(path):
            unfinished.rename(path)
    except dbapi2.Error as error:
        _remove(unfinished)
        raise sentence(error) from error
    except BaseException:
        _remove(unfinished)
        raise
    sync_folder(folder)
    return path


def _next_number(folder: Path) -> int:
    taken = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in taken if match), default=0) + 1


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm"):
        with suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)
