"""Invented people and the courses of their scores, for the tests of the patterns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from romtui.domain.case import Attendance, Case, Patient, Result, Session
from romtui.domain.instrument import Band, Direction, Instrument, Kind, SafetyItem
from romtui.domain.patterns import Finding, Pattern, detect

TODAY = date(2026, 6, 1)
Number = int | str


def _points(number: Number) -> Decimal:
    return Decimal(number)


def _bands(*ends: int, high_from: int) -> tuple[Band, ...]:
    starts = [0, *(end + 1 for end in ends)]
    return tuple(
        Band(_points(lo), _points(hi), f"band {lo}", high=lo >= high_from)
        for lo, hi in zip(starts, ends, strict=False)
    )


PHQ9 = Instrument(
    id="phq9",
    name="PHQ-9",
    lo=_points(0),
    hi=_points(27),
    direction=Direction.LOWER_BETTER,
    n_items=9,
    item_hi=3,
    bands=_bands(4, 9, 14, 19, 27, high_from=15),
    cutoff=_points(10),
    reliable_change=_points(6),
    safety_items=(SafetyItem(9, 1),),
)
GAD7 = Instrument(
    id="gad7",
    name="GAD-7",
    lo=_points(0),
    hi=_points(21),
    direction=Direction.LOWER_BETTER,
    n_items=7,
    item_hi=3,
    bands=_bands(4, 9, 14, 21, high_from=15),
    cutoff=_points(8),
    reliable_change=_points(4),
)
WELL = Instrument(
    id="well",
    name="Well-being",
    lo=_points(0),
    hi=_points(40),
    direction=Direction.HIGHER_BETTER,
    cutoff=_points("24.9"),
    reliable_change=_points(5),
)
URGE = Instrument(
    id="urge", name="Urge", lo=_points(0), hi=_points(10), direction=Direction.LOWER_BETTER
)
ALLIANCE = Instrument(
    id="bond",
    name="Working together",
    lo=_points(0),
    hi=_points(40),
    direction=Direction.HIGHER_BETTER,
    kind=Kind.ALLIANCE,
    low=_points(36),
    drop=_points(2),
)
INSTRUMENTS = {one.id: one for one in (PHQ9, GAD7, WELL, URGE, ALLIANCE)}


def results(
    instrument: Instrument,
    scores: Sequence[Number | None],
    apart: int | Sequence[int] = 7,
    *,
    ago: int = 0,
    safe: bool = True,
) -> tuple[Result, ...]:
    """Scores `apart` days apart, the last one `ago` days before TODAY; None = not scored."""
    gaps = [apart] * (len(scores) - 1) if isinstance(apart, int) else list(apart)
    assert len(gaps) == len(scores) - 1
    after = list(accumulate(gaps, initial=0))
    first = TODAY - timedelta(days=ago + after[-1])
    answered = {one.item: 0 for one in instrument.safety_items} if safe else {}
    return tuple(
        Result(
            id=place,
            instrument=instrument.id,
            on=first + timedelta(days=after[place]),
            total=None if score is None else _points(score),
            safety=answered,
            order=place,
            valid=score is not None,
            discussed=True,
            safety_reviewed=True,
        )
        for place, score in enumerate(scores)
    )


def person(
    *measured: Result,
    primary: Instrument | None = None,
    target: Number | None = None,
    impression: int | None = None,
    sessions: Sequence[Session] = (),
    **about: object,
) -> Case:
    """A person with these results; `target` is for the first measure, `about` the patient's."""
    patient = Patient(1, "A-017", TODAY, primary=None if primary is None else primary.id)
    return Case(
        patient=replace(patient, **about),  # type: ignore[arg-type]  # a test's keyword arguments
        instruments=INSTRUMENTS,
        results=measured,
        sessions=tuple(sessions),
        targets={} if target is None else {measured[0].instrument: _points(target)},
        impression=impression,
    )


def held(*days_ago_and: tuple[int, Attendance]) -> tuple[Session, ...]:
    """Sessions by days before TODAY and what became of them."""
    return tuple(Session(TODAY - timedelta(days=ago), what) for ago, what in days_ago_and)


def codes(case: Case, today: date = TODAY) -> list[str]:
    return [finding.code for finding in detect(case, today).found]


def finding(case: Case, pattern: Pattern, today: date = TODAY) -> Finding:
    return next(one for one in detect(case, today).found if one.pattern is pattern)


def holds(case: Case, pattern: Pattern, today: date = TODAY) -> bool:
    return any(one.pattern is pattern for one in detect(case, today).found)
