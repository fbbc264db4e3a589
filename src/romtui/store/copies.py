"""The two copies of the key header: either opens the vault, the newer one counts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from romtui.store.errors import WAY_OUT, HeaderDamaged, NewerVersion, VaultError
from romtui.store.files import (
    discard,
    fresh_file,
    read_file,
    replace_file,
    sentences,
    sync_folder,
)
from romtui.store.header import Header

HEADERS: Final = ("vault.hdr", "vault.hdr2")
_MOST: Final = 64 * 1024
"""Bytes read of a header: a later version may be longer than ours, not endless."""


def read_copies(folder: Path) -> Header | None:
    """The newest good copy, or None when there is no copy at all.

    One copy that cannot be read, whatever the reason, is a bad copy. Raises what is wrong
    with both, HeaderDamaged when it is not the same.
    """
    found = [_read(folder / name) for name in HEADERS]
    good = [one for one in found if isinstance(one, Header)]
    if good:
        return max(good, key=lambda header: header.generation)
    bad = [one for one in found if isinstance(one, VaultError)]
    if not bad:
        return None
    if isinstance(bad[0], HeaderDamaged) or len({type(error) for error in bad}) > 1:
        raise HeaderDamaged(
            "Both copies of the key header are damaged; the records were not touched. "
            f"Put vault.hdr back from a copy of the folder. {WAY_OUT}"
        )
    raise bad[0]


def write_copies(folder: Path, header: Header) -> tuple[str, ...]:
    """Write both copies; gives notes about what did not quite work.

    Raises a VaultError only while the old header still counts. Once one copy is in place
    the new one counts, and the other is renewed at the next unlocking.
    """
    first, second = (folder / name for name in HEADERS)
    fresh: list[Path] = []
    try:
        fresh.append(fresh_file(first, header.pack()))
        fresh.append(fresh_file(second, header.pack()))
        with sentences(first):
            fresh[0].replace(first)
    except VaultError:
        for path in fresh:
            discard(path)
        raise
    try:
        with sentences(second):
            fresh[1].replace(second)
        sync_folder(folder)
    except VaultError as error:
        return (f"Changed, but the second copy of the key header is still the old one. {error}",)
    return ()


def copies_wrong(folder: Path) -> str:
    """Say what is wrong with the copies, if anything; nothing is changed."""
    found = {name: _read(folder / name) for name in HEADERS}
    bad = [name for name, one in found.items() if not isinstance(one, Header)]
    if bad:
        return f"{' and '.join(bad)} cannot be read; the next opening renews one from the other"
    if len({one.generation for one in found.values() if isinstance(one, Header)}) > 1:
        return "one is older than the other; the next opening renews it"
    return ""


def mend_copies(folder: Path, header: Header) -> Iterator[str]:
    """Renew a copy that is bad or older than the header in use; gives a note for each."""
    for name in HEADERS:
        there = _read(folder / name)
        if isinstance(there, Header) and (
            there.generation > header.generation or there.pack() == header.pack()
        ):
            continue
        try:
            replace_file(folder / name, header.pack())
        except VaultError as error:
            yield f"A copy of the key header, {name}, could not be renewed. {error}"
        else:
            yield f"A copy of the key header, {name}, was not right and has been renewed."


def _read(path: Path) -> Header | VaultError | None:
    try:
        raw = read_file(path, _MOST)
        return None if raw is None else Header.parse(raw)
    except NewerVersion:
        raise
    except VaultError as error:
        return error
