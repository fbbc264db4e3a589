"""The app over a real encrypted store, with a fixed today."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pytest
from sqlalchemy import Connection, event

from romtui.content.calibration import FILE, load_calibration
from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.content.languages import language_files
from romtui.content.reports import available_reports
from romtui.content.wordbook import Wordbook
from romtui.domain.case import Case
from romtui.domain.idle import ClockReading
from romtui.domain.lock import LockNote, Slips
from romtui.domain.patterns.chance import Chance
from romtui.domain.private import Private
from romtui.exchange.mapped.file import read_mapping
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from romtui.ui.app import RomtuiApp
from romtui.ui.dependencies import Dependencies, Workspace
from tests.new_vault import CODE, opened_first
from tests.people.cases import case_of, recorded, results

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
PASSPHRASE = "copper lantern violet harbour ribbon maple"
INSTRUMENTS = load_instruments(data_folder() / "instruments")
DECK = load_deck(data_folder() / "dialogue" / "en.toml")
CHANCES = load_calibration(data_folder() / FILE).chances


class Relaunched(Exception):
    """In place of replacing the process."""


@dataclass
class Practice:
    """A therapist's vault, and the app over it."""

    folder: Path
    now: datetime = NOW
    moment: ClockReading = field(default_factory=lambda: ClockReading(0))
    chances: Callable[[], Mapping[str, Chance]] = lambda: CHANCES
    environment: dict[str, str] = field(default_factory=dict)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.vault = Vault(self.folder, kdf=Kdf.cheap(), now=lambda: self.now)
        self.words_file = self.folder.parent / "words.toml"

    @property
    def words(self) -> Wordbook:
        """What there is to say, read anew as when the program starts."""
        return Wordbook(DECK, self.words_file, language_files(self.words_file.parent))

    def create(self) -> Store:
        self.code = CODE
        self.store = opened_first(self.vault, PASSPHRASE)
        self.store.use(INSTRUMENTS)
        return self.store

    def app(self, keys: Mapping[str, str] = MappingProxyType({})) -> RomtuiApp:
        """The app as it is right after unlocking, with these keys of the therapist's own."""
        workspace = Workspace(self.store, self.words, INSTRUMENTS)
        return RomtuiApp(replace(self._wiring(vault=None, workspace=workspace), keys=keys))

    def locked_app(self) -> RomtuiApp:
        """The app as it starts, with the passphrase to come."""
        return RomtuiApp(self._wiring(vault=self.vault, workspace=None))

    def person(
        self, *totals: int, instrument: str = "phq9", name: str = "", weeks: int = 0
    ) -> Case:
        """Somebody with weekly totals, the last of them today, and `weeks` without any before."""
        started = TODAY - timedelta(weeks=weeks + max(len(totals) - 1, 0))
        measured = results(INSTRUMENTS[instrument], totals, today=TODAY, safe=instrument == "phq9")
        case = case_of(*measured, code="", name=Private(name), started_on=started)
        return recorded(self.store, case)

    def wait(self, seconds: int) -> None:
        """Let time pass without a sleep: the app looks at the clock every second."""
        self.moment = ClockReading(self.moment.running + seconds)

    @contextmanager
    def read_only_disk(self) -> Iterator[None]:
        """Every write fails, as when the disk became read-only in the middle of a session."""
        with self.store._to_read.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        yield
        with self.store._to_read.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = OFF")

    @contextmanager
    def failing_at(self, count: int, statement: str) -> Iterator[None]:
        """The disk becomes read-only in the middle of a verb: before its `count`-th such write."""
        seen: list[str] = []

        def fail(connection: Connection, _cursor: object, text: str, *_: object) -> None:
            if text.startswith(statement):
                seen.append(text)
            if len(seen) == count:
                driver = connection.connection.driver_connection
                assert driver is not None
                driver.execute("PRAGMA query_only = ON")

        event.listen(self.store._engine, "before_cursor_execute", fail)
        yield
        event.remove(self.store._engine, "before_cursor_execute", fail)
        assert len(seen) == count
        with self.store._to_read.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = OFF")

    def _wiring(self, *, vault: Vault | None, workspace: Workspace | None) -> Dependencies:
        def prepare(store: Store) -> Workspace:
            store.use(INSTRUMENTS)
            self.store = store
            return Workspace(store, self.words, INSTRUMENTS, notes=self.vault.notes)

        def open_demo() -> Workspace:
            assert workspace is not None
            return workspace

        def relaunch(*, stopped: bool = False) -> NoReturn:
            raise Relaunched(stopped)

        return Dependencies(
            vault=vault,
            prepare=prepare,
            warm_up=lambda: None,
            open_demo=open_demo,
            relaunch=relaunch,
            now=lambda: self.now,
            moment=lambda: self.moment,
            chances=self.chances,
            slips=Slips(self.environment),
            lock_note=LockNote(self.environment),
            read_mapping=read_mapping,
            reports=available_reports,
        )


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path / "vault")
    made.create()
    yield made
    made.store.close()


@pytest.fixture
def empty_folder(tmp_path: Path) -> Practice:
    return Practice(tmp_path / "vault")


Typing = Callable[[str], None]
__all__ = ["DECK", "INSTRUMENTS", "NOW", "PASSPHRASE", "TODAY", "Practice", "Relaunched", "date"]
