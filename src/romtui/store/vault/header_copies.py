"""The two copies of the key header: either opens the vault, the newer one counts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from romtui.store.errors import WAY_OUT, HeaderDamaged, NewerVersion, VaultError, WrongSecret
from romtui.store.vault.files import (
    copy_aside,
    discard,
    fresh_file,
    read_file,
    replace_file,
    sentences,
    sync_folder,
)
from romtui.store.vault.header import Header, records_key

HEADERS: Final = ("vault.hdr", "vault.hdr2")
_MOST: Final = 64 * 1024
"""Bytes read of a header: a later version may be longer than ours, not endless."""

_BACK: Final = f"Put vault.hdr back from a copy of the folder. {WAY_OUT}"
_DAMAGED: Final = (
    f"Both copies of the key header are damaged; the records were not touched. {_BACK}"
)
_GONE: Final = f"Both copies of the key header are gone. {_BACK}"
REPLACED: Final = (
    "That opened this vault before it was replaced: use the new passphrase, or the recovery code."
)


def read_copies(folder: Path) -> Header | None:
    """The newest good copy, or None when there is no copy at all.

    Whether it is of this vault only its key can tell: see `open_copies` and `header_for`.
    """
    good = _good_copies(folder)
    return good[0] if good else None


def open_copies(
    folder: Path, open_header: Callable[[Header], bytes], fits: Callable[[bytes], bool]
) -> tuple[Header, bytes]:
    """The copy that counts and the data key in it; None of the others can hide it.

    `open_header` tries a secret and raises WrongSecret; `fits` says whether the key of the
    records is that of this vault, and is asked only when the copies are not the same. An older
    copy does not count while there is a newer one of the same vault.
    """
    good = _good_copies(folder)
    unfit: list[tuple[Header, bytes]] = []
    failures: list[VaultError] = []
    for header in good:
        try:
            key = open_header(header)
        except VaultError as error:
            failures.append(error)
            continue
        if len(good) > 1 and not fits(records_key(key)):
            unfit.append((header, key))
        elif any(_replaces(other, header, records_key(key)) for other in good):
            raise WrongSecret(REPLACED)
        else:
            return header, key
    if unfit:
        return unfit[0]
    if not failures:
        raise HeaderDamaged(_GONE)
    raise next((one for one in failures if not isinstance(one, WrongSecret)), failures[0])


def header_for(folder: Path, records: bytes) -> Header:
    """The copy that counts for the key of the records; raises HeaderDamaged when there is none."""
    good = _good_copies(folder)
    ours = [one for one in good if one.vouched_by(records)]
    older = [one for one in good if not one.seal]
    for header in (*ours, *older):
        return header
    raise HeaderDamaged(_DAMAGED)


def marks(folder: Path) -> frozenset[bytes]:
    """The vaults the good copies are of, as far as they say so."""
    try:
        return frozenset(one.mark for one in _good_copies(folder) if one.mark)
    except VaultError:
        return frozenset()


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


def copies_wrong(folder: Path, records: bytes | None = None) -> str:
    """Say what is wrong with the copies, if anything; nothing is changed.

    Which of two is of another vault only the key of the records tells.
    """
    found = {name: _read(folder / name) for name in HEADERS}
    good = {name: one for name, one in found.items() if isinstance(one, Header)}
    if len(good) < len(HEADERS):
        bad = " and ".join(name for name in HEADERS if name not in good)
        return f"{bad} cannot be read; the next opening renews one from the other"
    if records is not None:
        counts = max(good.values(), key=lambda one: (one.vouched_by(records), one.rank))
        for name, one in good.items():
            if _is_foreign(one, counts, records):
                return f"{name} is the key header {_whose(one)}; the next opening puts it aside"
    if len({one.mark for one in good.values() if one.mark}) > 1:
        return "they are of two vaults; the next opening puts the wrong one aside"
    if len(set(good.values())) > 1:
        return "one is older than the other, or was changed; the next opening renews it"
    return ""


def mend_copies(folder: Path, header: Header, records: bytes, aside: Path) -> Iterator[str]:
    """Renew a copy that is bad or older than the header in use; gives a note for each.

    One of another vault is kept in the folder `aside`: it may be the only one there is.
    """
    for name in HEADERS:
        there = _read(folder / name)
        if there == header or (isinstance(there, Header) and _replaces(there, header, records)):
            continue
        said = f"A copy of the key header, {name}, was not right and has been renewed."
        try:
            if isinstance(there, Header) and _is_foreign(there, header, records):
                kept = copy_aside(folder / name, aside, f"of-another-vault-{name}")
                said = (
                    f"{name} was the key header {_whose(there)}. It now lies in "
                    f"{aside.name}/{kept.name}, and the right one is back in its place."
                )
            replace_file(folder / name, header.pack())
        except VaultError as error:
            yield f"A copy of the key header, {name}, could not be renewed. {error}"
        else:
            yield said


def _good_copies(folder: Path) -> list[Header]:
    """The copies that can be read, each once, the one that counts first.

    One that cannot be read, whatever the reason, is a bad copy. Raises what is wrong with
    both, HeaderDamaged when it is not the same.
    """
    found = [_read(folder / name) for name in HEADERS]
    good = dict.fromkeys(one for one in found if isinstance(one, Header))
    bad = [one for one in found if isinstance(one, VaultError)]
    if good or not bad:
        return sorted(good, key=lambda header: header.rank, reverse=True)
    same = len({type(error) for error in bad}) == 1
    if same and type(bad[0]) is not HeaderDamaged:
        raise bad[0]
    raise HeaderDamaged(_DAMAGED)


def _replaces(newer: Header, older: Header, records: bytes) -> bool:
    """Whether one is of the same vault as another, which has this key, and written after it."""
    if newer.rank <= older.rank:
        return False
    return newer.vouched_by(records) if newer.seal else bool(newer.shares(older))


def _is_foreign(one: Header, header: Header, records: bytes) -> bool:
    """Whether a copy is not of the vault whose header and key these are.

    One with our mark that is not vouched for is ours, and damaged.
    """
    if one.mark:
        return one.mark != header.sealed(records).mark
    return not one.shares(header)


def _whose(foreign: Header) -> str:
    return "of another vault" if foreign.mark else "of another vault, or of long ago"


def _read(path: Path) -> Header | VaultError | None:
    try:
        raw = read_file(path, _MOST)
        return None if raw is None else Header.parse(raw)
    except NewerVersion:
        raise
    except VaultError as error:
        return error
