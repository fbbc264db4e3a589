"""The two copies of the key header: either opens the vault, and the newer one counts.

`records_key` tells which is of this vault: it is the only key that can have sealed its header.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.disk.files import (
    copy_aside,
    discard,
    read_file,
    replace_file,
    sync_folder,
    translate_os_errors,
    write_beside,
)
from romtui.store.disk.header import Header, derive_records_key
from romtui.store.errors import HeaderDamaged, NewerVersion, VaultError, WrongSecret

HEADERS: Final = ("vault.hdr", "vault.hdr2")
_MOST: Final = 64 * 1024
"""Bytes read of a header: a later version may be longer than ours, not endless."""


def read_copies(folder: Path) -> Header | None:
    """The newest good copy, or None if there is no copy at all.

    Whether it is of this vault only its key can tell: see `open_copies` and `header_for`.
    """
    good = _good_copies(folder)
    return good[0] if good else None


def open_copies(
    folder: Path, open_header: Callable[[Header], bytes], fits: Callable[[bytes], bool]
) -> tuple[Header, bytes]:
    """The copy that counts and the data key in it; none of the others can hide it.

    `open_header` tries a secret and raises WrongSecret. `fits` says whether a records key is that
    of this vault, and is asked only when the copies differ. An older copy does not count while
    there is a newer one of the same vault: it would open with a passphrase that was replaced.
    """
    good = _good_copies(folder)
    foreign: list[tuple[Header, bytes]] = []
    failures: list[VaultError] = []
    for header in good:
        try:
            data_key = open_header(header)
        except VaultError as error:
            failures.append(error)
            continue
        records_key = derive_records_key(data_key)
        if len(good) > 1 and not fits(records_key):
            foreign.append((header, data_key))
        elif any(_replaces(other, header, records_key) for other in good):
            raise WrongSecret(texts.REPLACED_SINCE)
        else:
            return header, data_key
    if foreign:
        return foreign[0]
    if not failures:
        raise HeaderDamaged(texts.HEADERS_GONE)
    # A header that the secret opens and that is damaged says more than another it does not open.
    raise next((error for error in failures if not isinstance(error, WrongSecret)), failures[0])


def header_for(folder: Path, records_key: bytes) -> Header:
    """The copy of this vault that counts; raises HeaderDamaged if there is none."""
    good = _good_copies(folder)
    ours = [header for header in good if header.is_sealed_by(records_key)]
    unsealed = [header for header in good if not header.seal]
    for header in (*ours, *unsealed):
        return header
    raise HeaderDamaged(texts.HEADERS_DAMAGED)


def marks(folder: Path) -> frozenset[bytes]:
    """The vaults the good copies are of, as far as they say so."""
    try:
        return frozenset(header.mark for header in _good_copies(folder) if header.mark)
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
        # Both are on the disk before either takes its place: a full disk changes nothing.
        fresh.append(write_beside(first, header.pack()))
        fresh.append(write_beside(second, header.pack()))
        with translate_os_errors(first):
            disk.replace(fresh[0], first)
    except VaultError:
        for path in fresh:
            discard(path)
        raise
    try:
        with translate_os_errors(second):
            disk.replace(fresh[1], second)
        sync_folder(folder)
    except VaultError as error:
        return (texts.second_header_is_old(error),)
    return ()


def fault_in_copies(folder: Path, records_key: bytes | None = None) -> str:
    """Say what is wrong with the copies, if anything; nothing is changed.

    Without the key it cannot be told which of two is of another vault.
    """
    copies = {name: _read(folder / name) for name in HEADERS}
    good = {name: copy for name, copy in copies.items() if isinstance(copy, Header)}
    if len(good) < len(HEADERS):
        bad = " and ".join(name for name in HEADERS if name not in good)
        return texts.header_unreadable(bad)
    if records_key is not None:
        counts = max(good.values(), key=lambda copy: (copy.is_sealed_by(records_key), copy.rank))
        for name, copy in good.items():
            if _is_foreign(copy, counts, records_key):
                return texts.header_foreign(name, _whose(copy))
    if len({copy.mark for copy in good.values() if copy.mark}) > 1:
        return texts.HEADERS_OF_TWO_VAULTS
    if len(set(good.values())) > 1:
        return texts.HEADER_OLDER
    return ""


def mend_copies(folder: Path, header: Header, records_key: bytes, aside: Path) -> Iterator[str]:
    """Renew a copy that is bad or older than the header in use; gives a note for each.

    One of another vault is kept in the folder `aside`: it may be the only one there is.
    """
    for name in HEADERS:
        copy = _read(folder / name)
        if copy == header:
            continue
        if isinstance(copy, Header) and _replaces(copy, header, records_key):
            continue
        note = texts.header_renewed(name)
        try:
            if isinstance(copy, Header) and _is_foreign(copy, header, records_key):
                kept = copy_aside(folder / name, aside, f"of-another-vault-{name}")
                note = texts.header_put_aside(name, _whose(copy), f"{aside.name}/{kept.name}")
            replace_file(folder / name, header.pack())
        except VaultError as error:
            note = texts.header_not_renewed(name, error)
        yield note


def _good_copies(folder: Path) -> list[Header]:
    """The copies that can be read, each once, the one that counts first; none if both are absent.

    One that cannot be read, whatever the reason, is a bad copy. If no copy is good, raises what
    is wrong with them, and HeaderDamaged where that is not the same.
    """
    copies = [_read(folder / name) for name in HEADERS]
    good = dict.fromkeys(copy for copy in copies if isinstance(copy, Header))
    bad = [copy for copy in copies if isinstance(copy, VaultError)]
    if good or not bad:
        return sorted(good, key=lambda header: header.rank, reverse=True)
    same = len({type(error) for error in bad}) == 1
    if same and type(bad[0]) is not HeaderDamaged:
        raise bad[0]
    raise HeaderDamaged(texts.HEADERS_DAMAGED)


def _replaces(newer: Header, older: Header, records_key: bytes) -> bool:
    """Whether a header was written after another of the same vault, which has this key."""
    if newer.rank <= older.rank:
        return False
    return newer.is_sealed_by(records_key) if newer.seal else bool(newer.common_slots(older))


def _is_foreign(copy: Header, header: Header, records_key: bytes) -> bool:
    """Whether a copy is not of the vault that `header` is of.

    One with our mark whose seal is wrong is ours, and damaged. One of version 1 has no mark: it is
    known by a wrapped key that it has in common with ours.
    """
    if copy.mark:
        return copy.mark != header.sealed(records_key).mark
    return not copy.common_slots(header)


def _whose(foreign: Header) -> str:
    return texts.OTHER_VAULTS if foreign.mark else texts.OTHER_OR_OLD


def _read(path: Path) -> Header | VaultError | None:
    try:
        raw = read_file(path, _MOST)
        return None if raw is None else Header.parse(raw)
    except NewerVersion:
        raise
    except VaultError as error:
        return error
