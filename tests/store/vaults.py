"""A vault of the tests: its secrets, its clock and forms, and all it holds, in rows and files."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from romtui.domain.case import Case, Draft, Form
from romtui.domain.private import Private
from romtui.store.disk.header import Header, derive_records_key
from romtui.store.store import Store
from romtui.store.transfer.exporting import Person
from romtui.store.vault.data_key import open_header
from tests.people import cases

PASSPHRASE = "coyote sturdy cupboard zebra select"
TODAY = date(2026, 11, 23)
CANARY = "Quillon Featherstone-Mbeki"

EIGHT = (1, 1, 1, 1, 1, 1, 1, 1, 0)
WITH_SAFETY = (1, 1, 1, 1, 1, 1, 1, 1, 2)


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    at: datetime = datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.at


def form(answers: tuple[int | None, ...] = EIGHT, on: date = TODAY) -> Form:
    return Form("mood9", on, answers=answers)


def draft(answers: tuple[int | None, ...] = (1, 2, *[None] * 7)) -> Draft:
    return Draft("mood9", TODAY, answers, position=2)


def worked_case(code: str, weeks: int = 12) -> Case:
    """A patient as they may be after three months, by the clock of these tests."""
    return cases.worked_case(code, Private(CANARY), TODAY, weeks)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with store._engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]  # noqa: S608
            for (name,) in names.all()
        }


def entered(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of the log, which goes on when a vault is opened."""
    rows = everything(store)
    return {name: rows[name] for name in rows if name not in {"log", "sqlite_sequence"}}


def on_disk(folder: Path) -> dict[str, tuple[object, ...]]:
    """Rights, identity, time of change and digest of everything below a folder."""
    return {
        path.relative_to(folder).as_posix(): _as_it_is(path)
        for path in [folder, *sorted(folder.rglob("*"))]
    }


def _as_it_is(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    if not path.is_file():
        return found.st_mode, found.st_ino
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return found.st_mode, found.st_ino, found.st_mtime_ns, digest


def flip(path: Path, place: int) -> None:
    """Turn one bit of a file over."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << place % 8
    path.write_bytes(content)


def records_key_in(folder: Path, secret: str = PASSPHRASE) -> bytes:
    """The key of the records, from the first copy of the key header."""
    return derive_records_key(
        open_header(Header.parse((folder / "vault.hdr").read_bytes()), secret)
    )


def content_hash(people: Sequence[Person]) -> str:
    """One digest for records that say the same, in whatever vault and under whatever numbers."""
    ordered = sorted(people, key=lambda person: str(person["patient"][0]["code"]).casefold())
    written = json.dumps(ordered, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()
