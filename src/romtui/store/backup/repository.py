"""The backups of one vault: made, counted, thinned out, and carried to a second place."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from romtui.domain.retention import ALWAYS, Copy, surplus
from romtui.store.backup import archive as parcel
from romtui.store.backup import snapshot as backup
from romtui.store.backup import verify as judging
from romtui.store.backup.manifest import Manifest
from romtui.store.backup.verify import Verified
from romtui.store.clock import Clock
from romtui.store.db import engine
from romtui.store.errors import (
    DatabaseDamaged,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    SaveFailed,
    VaultError,
)
from romtui.store.vault.files import sentences
from romtui.store.vault.folder import BACKUPS, RECORDS
from romtui.store.vault.header import Header
from romtui.store.vault.header_copies import header_for

if TYPE_CHECKING:
    from romtui.store.records.erase import Identity

SECOND_PLACE: Final = "second place"
"""The setting that names the folder of the second place."""

SECOND_AT: Final = "second place reached"
"""The setting that says when a backup last arrived there."""

IN_SECOND: Final = "romtui-backups"
"""The folder made within the second place, so that nothing else there is ever touched."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy in the list: its file, what is written beside it, or why it cannot be used.

    `remark` is worth knowing before it is restored; `proven` is false where it may be good and
    cannot be shown to be.
    """

    path: Path
    manifest: Manifest | None = None
    wrong: str = ""
    remark: str = ""
    proven: bool = True

    @property
    def good(self) -> bool:
        """Whether it restores."""
        return self.proven and not self.wrong

    @property
    def number(self) -> int:
        """The running number."""
        return backup.number_of(self.path)

    @property
    def made_at(self) -> datetime:
        """When it was made; by its name where nothing is written beside it."""
        return backup.named_moment(self.path) if self.manifest is None else self.manifest.made_at


class BackupRepository:
    """Makes backups of an open vault through a connection of its own: nobody waits for it."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        now: Clock,
        refuse_moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._refuse_moved = refuse_moved
        self._folder = folder
        self._backups = folder / BACKUPS
        self._key = key
        self._now = now
        self._one_at_a_time = Lock()

    def back_up(self) -> Backup:
        """Make one, verified; raises a VaultError when there is none after all."""
        with self._one_at_a_time:
            self._refuse_moved()
            header = header_for(self._folder, self._key)
            with closing(engine.connect(self._folder / RECORDS, self._key)) as connection:
                made = backup.back_up(
                    connection, self._key, header.pack(), self._backups, self._now()
                )
            return Backup(made, backup.manifest_of(made, self._key))

    def newest(self) -> Backup | None:
        """The newest whose manifest can be read, or that has none."""
        today = self._today()
        paths = reversed(backup.copies(self._backups))
        found = (_as_written(path, self._key, today) for path in paths)
        return next((one for one in found if not one.wrong), None)

    def listed(self) -> tuple[Backup, ...]:
        """All that bear a name, the oldest first, by what is written beside them."""
        return listed(self._backups, self._key, self._today())

    def verified(self) -> Iterator[Backup]:
        """Open each and look at everything in it, the newest first."""
        return verified(self._folder, self._key, self._today())

    def verified_there(self, place: Path) -> Iterator[Backup]:
        """The same of what lies in the second place."""
        return verified_there(place, self._folder, self._key, self._today())

    def carry(self, made: Backup, place: Path) -> None:
        """Put a backup into the second place as one file, and judge what lies there then.

        Raises when the place cannot be reached, or what bears the name there would not restore.
        """
        folder = second_folder(place)
        with sentences(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        there = parcel.pack(made.path, folder)
        try:
            judging.verify_parcel(there, self._folder, self._key, self._today())
        except (DatabaseDamaged, HeaderDamaged, NotOurs) as error:
            raise DatabaseDamaged(f"{there} would not restore: move it away. {error}") from error

    def thin(self, place: Path | None) -> None:
        """Delete the backups whose time has come, here and in the second place."""
        here = [(_copy(one), one.path) for one in self.listed()]
        for path in _surplus(here, self._is_sound, self._now()):
            backup.remove(path)
        if place is None:
            return
        with suppress(VaultError):
            for path in _surplus(list(self._there(place)), self._is_whole, self._now()):
                with sentences(path):
                    path.unlink(missing_ok=True)

    def erase(self, sought: "Identity", place: Path | None) -> Iterator[str]:
        """Take a person out of every backup here and in the second place; says what is left."""
        from romtui.store.backup.erase import erase_here, erase_there

        with self._one_at_a_time:
            self._refuse_moved()
            yield from erase_here(self._backups, self._key, sought)
            if place is not None:
                yield from erase_there(second_folder(place), self._backups, self._key, sought)

    def _there(self, place: Path) -> Iterator[tuple[Copy, Path]]:
        """The parcels of this vault; those of another have another key."""
        for path in parcel.parcels(second_folder(place)):
            with suppress(VaultError):
                manifest = Manifest.unseal(self._key, parcel.beside(path).manifest)
                yield _copy(Backup(path, manifest)), path

    def _is_sound(self, path: Path) -> bool:
        try:
            judging.verify(path, self._key, self._today())
        except VaultError:
            return False
        return True

    def _is_whole(self, path: Path) -> bool:
        try:
            judging.verify_parcel(path, self._folder, self._key, self._today())
        except VaultError:
            return False
        return True

    def _today(self) -> Header | None:
        with suppress(VaultError):
            return header_for(self._folder, self._key)
        return None


def listed(backups: Path, key: bytes, today: Header | None) -> tuple[Backup, ...]:
    """The backups of a folder, the oldest first, with what is written beside them."""
    return tuple(_as_written(path, key, today) for path in backup.copies(backups))


def verified(folder: Path, key: bytes, today: Header | None) -> Iterator[Backup]:
    """Judge each backup of a vault, the newest first."""
    for path in reversed(backup.copies(folder / BACKUPS)):
        yield _judged(path, partial(judging.verify, path, key, today))


def verified_there(place: Path, folder: Path, key: bytes, today: Header | None) -> Iterator[Backup]:
    """Judge each backup of a vault in its second place, the newest first.

    Those that say they are of another vault are passed over. Raises NotWritable when the place
    is not there.
    """
    there = second_folder(place)
    if not there.is_dir():
        raise NotWritable(f"The second place {place} is not there: plug it in to have it checked.")
    for path in reversed(list(parcel.parcels(there))):
        if not _of_another_vault(path, key):
            yield _judged(path, partial(judging.verify_parcel, path, folder, key, today))


def second_folder(place: Path) -> Path:
    """Where the parcels lie in a second place."""
    return place / IN_SECOND


def refuse_unfit_place(place: Path, vault: Path) -> None:
    """Raise NotWritable for a second place that is none: not there, or within the vault."""
    if not place.is_dir():
        raise NotWritable(f"There is no folder {place}: plug it in, or make it first.")
    if vault.resolve() in (place.resolve(), *place.resolve().parents):
        raise NotWritable(f"{place} lies in the vault itself: choose a place on another disk.")


def _judged(path: Path, verify: Callable[[], Verified]) -> Backup:
    try:
        found = verify()
    except (SaveFailed, NotWritable) as error:
        return Backup(path, remark=f"It could not be looked at. {error}", proven=False)
    except VaultError as error:
        return Backup(path, wrong=str(error))
    return Backup(path, found.manifest, remark=found.remark, proven=found.opening.proven)


def _of_another_vault(path: Path, key: bytes) -> bool:
    try:
        header = Header.parse(parcel.beside(path).header)
    except VaultError:
        return False
    return bool(header.mark) and header.mark != header.sealed(key).mark


def _as_written(path: Path, key: bytes, today: Header | None) -> Backup:
    try:
        judging.judge_header(backup.header_beside(path), key, today)
        return Backup(path, backup.manifest_of(path, key))
    except VaultError as error:
        return Backup(path, wrong=str(error))


def _copy(one: Backup) -> Copy:
    rows = None if one.manifest is None else one.manifest.contents.rows
    return Copy(one.number, one.made_at, rows, sound=not one.wrong)


def _surplus(
    found: list[tuple[Copy, Path]], is_sound: Callable[[Path], bool], now: datetime
) -> Iterable[Path]:
    """What may go; of the newest so many are looked at as it takes to find enough sound ones."""
    sound, judged = 0, []
    for copy, path in sorted(found, key=lambda one: one[0].number, reverse=True):
        good = copy.sound and (sound >= ALWAYS or is_sound(path))
        sound += good
        judged.append(Copy(copy.number, copy.made_at, copy.rows, good))
    gone = {copy.number for copy in surplus(judged, now)}
    return [path for copy, path in found if copy.number in gone]
