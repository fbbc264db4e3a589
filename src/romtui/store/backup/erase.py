"""Erasing a person from the backups: each is rewritten, verified and exchanged."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.backup.archive import list_archives, pack, read_envelope, unpack
from romtui.store.backup.manifest import Manifest, count_contents, file_digest
from romtui.store.backup.snapshot import (
    MANIFEST,
    discard_unfinished,
    list_snapshots,
    read_manifest,
)
from romtui.store.db import engine
from romtui.store.disk.files import (
    discard,
    new_file,
    replace_file,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.folder import FORMER
from romtui.store.errors import VaultError
from romtui.store.records.erase import Identity, compact, find, remove

_LOGS: Final = "*.db-wal*"


def erase_from_snapshots(folder: Path, key: bytes, identity: Identity) -> Iterator[str]:
    """Erase a person from the backups of a vault, former records included.

    Gives a sentence for each that is left as it was. Former logs are deleted as a whole: what is
    in them cannot be told apart.
    """
    discard_unfinished(folder)
    for path in [*list_snapshots(folder), *sorted(folder.glob(f"{FORMER}*.db"))]:
        yield from _erase_from(path, path.name, key, identity)
    for log in folder.glob(_LOGS):
        discard(log)
        if log.exists():
            yield texts.not_rewritten(log.name, "")
    with suppress(VaultError):  # or a power cut brings back what was deleted
        sync_folder(folder)


def erase_from_archives(folder: Path, vault: Path, key: bytes, identity: Identity) -> Iterator[str]:
    """Erase a person from the archives of a second location; another vault's are left alone.

    They are unpacked within the vault's folder for it.
    """
    if not folder.is_dir():
        yield texts.second_location_not_erased(folder)
        return
    for archive in list_archives(folder):
        try:
            Manifest.unseal(key, read_envelope(archive).manifest)
        except VaultError:
            yield texts.archive_left(archive)
            continue
        with TemporaryDirectory(prefix=engine.CHECKING, dir=vault) as staging:
            try:
                path = unpack(archive, Path(staging))
            except VaultError as error:
                yield texts.not_rewritten(f"{archive}", f"{error}")
                continue
            before = file_digest(path)
            yield from _erase_from(path, archive.name, key, identity)
            if file_digest(path) != before:
                try:
                    pack(path, folder, anew=True)
                except VaultError as error:
                    yield texts.not_rewritten(f"{archive}", f"{error}")


def _erase_from(path: Path, name: str, key: bytes, identity: Identity) -> Iterator[str]:
    try:
        if _rewrite(path, key, identity):
            yield texts.perhaps_another_patient(name)
    except VaultError as error:
        yield texts.not_rewritten(name, f"{error}")
    except engine.FAILURES as error:
        yield texts.not_rewritten(name, f"{engine.translate_db_error(error)}")


def _rewrite(path: Path, key: bytes, identity: Identity) -> bool:
    """Rewrite a copy of the records if the person is in it; whether somebody alike is in it too."""
    with engine.reading(path, key) as connection:
        same, alike = find(connection, identity)
    if not same:
        return alike
    manifest = read_manifest(path, key)
    unfinished = path.with_suffix(".unfinished")
    discard(unfinished)
    try:
        new_file(unfinished)
        with translate_os_errors(unfinished):
            copyfile(path, unfinished)
        with closing(engine.connect(unfinished, key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for patient_id in same:
                remove(connection, patient_id)
            connection.execute("COMMIT")
            compact(connection)
            contents = count_contents(connection)
        engine.check(unfinished, key)
        if manifest is not None:
            manifest = Manifest(manifest.made_at, contents, file_digest(unfinished))
        # A backup without a manifest still restores; one with the manifest of another file does
        # not. So the old manifest goes before the copy is exchanged, and the new one comes after.
        discard(path.with_suffix(MANIFEST))
        with translate_os_errors(path):
            disk.replace(unfinished, path)
        if manifest is not None:
            replace_file(path.with_suffix(MANIFEST), manifest.seal(key))
        sync_folder(path.parent)
    except BaseException:
        for left in (unfinished, *path.parent.glob(f"{unfinished.name}-*")):
            discard(left)
        raise
    return alike
