"""One person out of the backups: each is written anew, checked, and put in the old one's place."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from romtui.store.backup import archive as parcel
from romtui.store.backup import snapshot as backup
from romtui.store.backup.manifest import Manifest, contents, digest
from romtui.store.db import engine
from romtui.store.errors import VaultError
from romtui.store.records.erase import Identity, compact, find, remove
from romtui.store.vault.files import discard, new_file, replace_file, sentences, sync_folder
from romtui.store.vault.folder import FORMER

_LOGS: Final = "*.db-wal*"
_ALIKE: Final = (
    "{name} holds somebody with this code or number who may be another person, and was left: "
    "delete the file if it is the same."
)
_FAILED: Final = "{name} could not be rewritten, delete it by hand. {why}"


def erase_here(folder: Path, key: bytes, sought: Identity) -> Iterator[str]:
    """Take a person out of the backups of a vault; says what is left and why.

    Old logs that were put aside go as a whole: what is in them cannot be told apart.
    """
    backup.sweep(folder)
    for path in [*backup.copies(folder), *sorted(folder.glob(f"{FORMER}*.db"))]:
        yield from _told(path, path, key, sought)
    for log in folder.glob(_LOGS):
        discard(log)
        if log.exists():
            yield _FAILED.format(name=log.name, why="")
    with suppress(VaultError):  # or a power cut brings back what was deleted
        sync_folder(folder)


def erase_there(folder: Path, beside: Path, key: bytes, sought: Identity) -> Iterator[str]:
    """Take a person out of the parcels of a second place; another vault's are left alone."""
    if not folder.is_dir():
        yield f"The second place {folder} is not there: what lies in it was not rewritten."
        return
    for sealed in parcel.parcels(folder):
        try:
            Manifest.unseal(key, parcel.beside(sealed).manifest)
        except VaultError:
            yield f"{sealed} is not of this vault, or damaged, and was left as it is."
            continue
        with TemporaryDirectory(prefix=engine.CHECKING, dir=beside.parent) as staging:
            try:
                path = parcel.unpack(sealed, Path(staging))
            except VaultError as error:
                yield _FAILED.format(name=sealed, why=error)
                continue
            before = digest(path)
            yield from _told(path, sealed, key, sought)
            if digest(path) != before:
                try:
                    parcel.pack(path, folder, anew=True)
                except VaultError as error:
                    yield _FAILED.format(name=sealed, why=error)


def _told(path: Path, shown: Path, key: bytes, sought: Identity) -> Iterator[str]:
    try:
        if _rewrite(path, key, sought):
            yield _ALIKE.format(name=shown.name)
    except VaultError as error:
        yield _FAILED.format(name=shown.name, why=error)
    except engine.FAILURES as error:
        yield _FAILED.format(name=shown.name, why=engine.sentence(error))


def _rewrite(path: Path, key: bytes, sought: Identity) -> bool:
    """Write one anew if the person is in it; whether somebody alike is in it too."""
    with engine.reading(path, key) as connection:
        same, alike = find(connection, sought)
    if not same:
        return alike
    manifest = backup.manifest_of(path, key)
    work = path.with_suffix(".unfinished")
    discard(work)
    try:
        new_file(work)
        with sentences(work):
            copyfile(path, work)
        with closing(engine.connect(work, key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for patient_id in same:
                remove(connection, patient_id)
            connection.execute("COMMIT")
            compact(connection)
            there = contents(connection)
        engine.check(work, key)
        new = None if manifest is None else Manifest(manifest.made_at, there, digest(work))
        # A copy without a manifest is one still; one with another's would be called damaged.
        discard(path.with_suffix(backup.MANIFEST))
        with sentences(path):
            work.replace(path)
        if new is not None:
            replace_file(path.with_suffix(backup.MANIFEST), new.seal(key))
        sync_folder(path.parent)
    except BaseException:
        for left in (work, *path.parent.glob(f"{work.name}-*")):
            discard(left)
        raise
    return alike
