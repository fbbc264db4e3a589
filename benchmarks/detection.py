"""The rules and the choice of words: one long course, and a whole caseload."""

import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Patient, Result
from romtui.domain.caseload import summary
from romtui.domain.dialogue import suggest
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import detect
from romtui.paths import data_folder

TODAY = date(2026, 6, 1)
MEASURES = ("phq9", "gad7", "core10", "who5")


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest round: what the work takes when nothing else runs."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def person(number: int, results: int, instruments: Mapping[str, Instrument]) -> Case:
    """Somebody with so many results, four measures a week, the last of them today."""
    weeks = results // len(MEASURES)
    measured = tuple(
        Result(
            id=week * len(MEASURES) + place,
            instrument=measure,
            on=TODAY - timedelta(weeks=weeks - week - 1),
            total=Decimal((number * 7 + week * (number % 5 + place)) % 22 // 4 * 4),
            safety={9: 0} if measure == "phq9" else {},
            order=week * len(MEASURES) + place,
        )
        for week in range(weeks)
        for place, measure in enumerate(MEASURES)
    )
    patient = Patient(number, f"A-{number:04}", measured[0].on, primary="phq9")
    return Case(patient, instruments, results=measured)


def one_person(rounds: int = 50) -> float:
    """Seconds to find what holds for a person with 200 results, and what to say first."""
    deck = load_deck(data_folder() / "dialogue" / "en.toml")
    case = person(3, 200, load_instruments(data_folder() / "instruments"))

    def work() -> None:
        headline = detect(case, TODAY).headline
        assert headline is not None
        suggest(headline, case, TODAY, deck)

    return best_of(rounds, work)


def whole_caseload(rounds: int = 5) -> float:
    """Seconds to work out the standings of 500 active people with 40 results each."""
    instruments = load_instruments(data_folder() / "instruments")
    cases = [person(number, 40, instruments) for number in range(500)]
    return best_of(rounds, lambda: [summary(case) for case in cases])
