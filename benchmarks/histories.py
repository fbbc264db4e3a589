"""A history comes in, and what became of all work is counted: without a screen."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from time import perf_counter

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Patient, Result, Session
from romtui.domain.imported_score import ImportSummary
from romtui.domain.instrument import Instrument
from romtui.domain.outcomes.tally import outcomes
from romtui.exchange.mapped import table
from romtui.exchange.mapped.mapping import FormMapping, TableMapping
from romtui.paths import data_folder
from romtui.store.store import Store
from romtui.store.vault.vault import Vault

ITEMS = tuple(f"q{number}" for number in range(1, 10))
MAPPING = TableMapping("day", (FormMapping("phq9", ITEMS),), code="code")
ROWS = 5_000


def imported(people: int) -> float:
    """Seconds to try 5,000 rows of PHQ-9 answers and to import them, of so many new patients."""
    content = "\n".join(_rows(people)).encode()
    store = _store()
    begun = perf_counter()
    for dry_run in (True, False):
        scores = table.read(content, MAPPING).scores
        done: ImportSummary = store.import_scores(scores, add_people=True, dry_run=dry_run)
        assert done.results == ROWS
    took = perf_counter() - begun
    store.close()
    return took


def own_outcomes(people: int = 500) -> float:
    """Seconds to read so many records of 40 results, half of them closed, and to count them."""
    instruments = load_instruments(data_folder() / "instruments")
    store = _store()
    store.import_cases(_closed(people, instruments["phq9"], instruments["srs"]))
    begun = perf_counter()
    counted = outcomes(store.courses(), date.today())
    took = perf_counter() - begun
    assert len(counted.outcomes) == people // 2
    store.close()
    return took


def _store() -> Store:
    store, _ = Vault.throwaway()
    store.use(load_instruments(data_folder() / "instruments"))
    return store


def _rows(people: int) -> Iterator[str]:
    chance = Random(1)
    yield ",".join(("code", "day", *ITEMS))
    for row in range(ROWS):
        on = date(2012, 1, 1) + timedelta(days=row // people)
        answers = (str(chance.randrange(4)) for _ in ITEMS)
        yield ",".join((f"P-{row % people:04}", on.isoformat(), *answers))


def _closed(people: int, outcome: Instrument, rating: Instrument) -> Iterator[Case]:
    chance = Random(2)
    today = date.today()
    for number in range(people):
        started = today - timedelta(weeks=60)
        results, sessions = [], []
        for week in range(20):
            on = started + timedelta(weeks=2 * week)
            answers = (*(chance.randrange(4) for _ in range(8)), 0)
            given = Result(
                2 * week,
                outcome.id,
                on,
                Decimal(sum(answers)),
                answers=answers,
                instrument_version=outcome.version,
                order=2 * week,
            )
            rated = Result(
                2 * week + 1, rating.id, on, Decimal(chance.randrange(28, 41)), order=2 * week + 1
            )
            results += [given, rated]
            sessions.append(Session(on, impression=chance.choice([None, -1, 0, 1])))
        yield Case(
            Patient(0, f"A-{number:04}", started, archived_on=today if number % 2 else None),
            {outcome.id: outcome, rating.id: rating},
            results=tuple(results),
            sessions=tuple(sessions),
        )
