"""Questionnaires, forms and a clock for the tests of the store. All invented."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from romtui.domain.case import Case, Draft, Focus, Form, Patient, Result, Session
from romtui.domain.instrument import Band, Direction, Instrument, Item, Option, SafetyItem
from romtui.domain.private import Private
from romtui.domain.scoring import score
from romtui.store.store import Store
from romtui.store.transfer.exporting import Person
from romtui.store.vault.data_key import open_header
from romtui.store.vault.header import Header, derive_records_key
from romtui.store.vault.recovery_code import RecoveryCode

PASSPHRASE = "coyote sturdy cupboard zebra select"
CODE = RecoveryCode.parse("T6FET-ZHMP7-93Q62-W3A0G-PF91Y-5AH10-Z97VB")
TODAY = date(2026, 11, 23)
CANARY = "Quillon Featherstone-Mbeki"

_OPTIONS = tuple(Option(value, f"option {value}") for value in range(4))

MOOD = Instrument(
    id="mood9",
    name="MOOD-9",
    lo=Decimal(0),
    hi=Decimal(27),
    direction=Direction.LOWER_BETTER,
    items=tuple(Item(n, f"invented item {n}", _OPTIONS) for n in range(1, 10)),
    followup=Item(10, "how hard was it", _OPTIONS),
    n_items=9,
    item_hi=3,
    bands=(Band(Decimal(0), Decimal(9), "calm"), Band(Decimal(10), Decimal(27), "stormy")),
    reliable_change=Decimal(6),
    safety_items=(SafetyItem(9, 1),),
)
CARE = Instrument(
    id="care",
    name="CARE",
    lo=Decimal(0),
    hi=Decimal(40),
    direction=Direction.HIGHER_BETTER,
    item_hi=10,
    n_items=4,
)
INSTRUMENTS = {MOOD.id: MOOD, CARE.id: CARE}

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


def invented_case(code: str, results: int = 12) -> Case:
    """A person with a weekly score, a session each time, a target and a focus."""
    days = [TODAY - timedelta(weeks=week) for week in reversed(range(results))]
    return Case(
        patient=Patient(id=0, code=code, started_on=days[0], name=Private(CANARY)),
        instruments=INSTRUMENTS,
        results=tuple(_result(n, day) for n, day in enumerate(days)),
        sessions=tuple(Session(day, impression=n % 3 - 1) for n, day in enumerate(days)),
        targets={"mood9": Decimal(5)},
        focuses=(Focus(Private("walking"), days[0]),),
    )


def _result(n: int, day: date) -> Result:
    answers = (*((n + item) % 4 for item in range(8)), 0)
    return Result(
        id=n,
        instrument="mood9",
        on=day,
        total=score(MOOD, answers).total,
        answers=answers,
        safety={9: 0},
        order=n,
        discussed=True,
        shared_at=datetime.combine(day, time(16), UTC),
        followup=1,
    )


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
