"""Invented people whose true course is known, and the headline of each of their sessions.

A score is the true score plus an error (classical test theory), rounded to a score the form can
have and cut off at the ends of its scale. The errors of one measure may be alike from week to
week, those of two measures on one day are. Nothing else of a person is invented: every form is
complete, every session kept, every result talked about, no target set, no answer on safety.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from typing import Final

from romtui.domain.case import Case, Patient, Result
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import detect
from romtui.domain.patterns.chance import headline

SESSIONS: Final = 10
"""Weekly; the first has no course yet, so headlines are counted from the second on."""
ALIKE: Final = 0.6
"""The correlation of the errors of two measures on one day."""
_FIRST_DAY: Final = date(2026, 1, 5)

Scores = tuple[tuple[int, ...], ...]
"""One row of ten scores a measure."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where the true scores of people lie at the first session, in points.

    Around `mean` with the standard deviation `spread`, never beyond `least` and `most`; with a
    spread of 0 evenly between the two.
    """

    mean: float
    spread: float
    least: float
    most: float

    def draw(self, chance: random.Random) -> float:
        """Draw the true score of one person."""
        if not self.spread:
            return chance.uniform(self.least, self.most)
        while True:
            true = chance.gauss(self.mean, self.spread)
            if self.least <= true <= self.most:
                return true


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is taken: its error and what becomes of the true score, in points.

    `error` is the standard deviation of the error, `step` the distance of two possible scores.
    The true score moves by `a_week`, and once by `jump`, from the session `jump_at` (from 1) on.
    """

    instrument: str
    error: float
    level: Level
    step: int = 1
    a_week: float = 0
    jump: float = 0
    jump_at: int = SESSIONS + 1

    def moved(self, session: int) -> float:
        """How far the true score is from that of the first session; sessions count from 1."""
        return self.a_week * (session - 1) + (self.jump if session >= self.jump_at else 0)

    def score(self, value: float, instrument: Instrument) -> int:
        """Make a score of the form of a value on its scale."""
        rounded = self.step * round(value / self.step)
        return max(int(instrument.lo), min(int(instrument.hi), rounded))


@dataclass(frozen=True, slots=True)
class People:
    """People of one kind: what becomes of them, and how they are measured.

    `lasting` is the correlation of an error with that of the week before. Whoever comes for
    treatment (`clinical`) has first scores at the cutoff or worse on every measure; later
    scores are not chosen.
    """

    kind: str
    about: str
    measures: tuple[Measure, ...]
    lasting: float = 0
    clinical: bool = True

    def scores(self, number: int, seed: int, instruments: Mapping[str, Instrument]) -> Scores:
        """Give the scores of one person; the same number and seed give the same person."""
        chance = random.Random(f"{seed} {self.kind} {self.lasting} {number}")
        while True:
            scores = self._draw(chance, instruments)
            if not self.clinical or all(
                instruments[measure.instrument].is_clinical(Decimal(row[0]))
                for measure, row in zip(self.measures, scores, strict=True)
            ):
                return scores

    def _draw(self, chance: random.Random, instruments: Mapping[str, Instrument]) -> Scores:
        errors = drawn_errors(chance, len(self.measures), self.lasting)
        rows = []
        for measure, error in zip(self.measures, errors, strict=True):
            true = measure.level.draw(chance)
            instrument = instruments[measure.instrument]
            rows.append(
                tuple(
                    measure.score(true + measure.moved(session) + measure.error * off, instrument)
                    for session, off in enumerate(error, start=1)
                )
            )
        return tuple(rows)


def drawn_errors(chance: random.Random, measures: int, lasting: float) -> list[list[float]]:
    """Draw ten errors a measure, each with mean 0 and standard deviation 1.

    Neighbours of one measure are correlated by `lasting`; the errors of the first measure and
    of any other on one day by ALIKE.
    """
    fresh_part, own_part = sqrt(1 - lasting**2), sqrt(1 - ALIKE**2)
    errors: list[list[float]] = [[] for _ in range(measures)]
    for _ in range(SESSIONS):
        shared = chance.gauss(0, 1)
        for place, row in enumerate(errors):
            fresh = ALIKE * shared + own_part * chance.gauss(0, 1) if place else shared
            row.append(lasting * row[-1] + fresh_part * fresh if row else fresh)
    return errors


def sessions(
    people: People, scores: Scores, instruments: Mapping[str, Instrument]
) -> Iterator[tuple[Case, date]]:
    """Give the case of one person as it is in the second session, the third … and the tenth."""
    patient = Patient(0, "A-001", _FIRST_DAY, primary=people.measures[0].instrument)
    results: list[Result] = []
    for week in range(SESSIONS):
        today = _FIRST_DAY + timedelta(weeks=week)
        for measure, row in zip(people.measures, scores, strict=True):
            safety = {one.item: 0 for one in instruments[measure.instrument].safety_items}
            results.append(
                Result(
                    id=len(results),
                    instrument=measure.instrument,
                    on=today,
                    total=Decimal(row[week]),
                    safety=safety,
                    order=len(results),
                    discussed=True,
                )
            )
        if week:
            yield Case(patient, instruments, results=tuple(results)), today


def headlines(
    people: People, number: int, seed: int, instruments: Mapping[str, Instrument]
) -> tuple[str, ...]:
    """Give the nine headlines of one person, by the rules of the program: `worsening~`."""
    scores = people.scores(number, seed, instruments)
    found = (detect(case, today).headline for case, today in sessions(people, scores, instruments))
    return tuple("" if one is None else headline(one) for one in found)
