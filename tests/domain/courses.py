"""Invented people and the courses of their scores, for the tests of the patterns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from romtui.domain.case import Attendance, Case, Focus, Patient, Result, Session, Stage
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import (
    Band,
    Direction,
    Instrument,
    InstrumentKind,
    SafetyItem,
    Subscale,
)
from romtui.domain.patterns import Certainty, Finding, Pattern, detect
from romtui.domain.patterns.course import course
from romtui.domain.patterns.raw_finding import RawFindings
from romtui.domain.private import Private
from romtui.domain.results import counting_results
from romtui.domain.series import NO_PLAN, CurrentPlan, Series, series_of

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
    residual=(_points(5), _points(9)),
    safety_items=(SafetyItem(9, 1),),
)
"""Notable from 4 points, reliable from 6, large from 9; its checkpoint is the usual one."""

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
    reliable_change=_points(6),
    checkpoint_days=42,
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
SLEEP = Instrument(
    id="sleep",
    name="Sleep",
    lo=_points(0),
    hi=_points(28),
    direction=Direction.LOWER_BETTER,
    bands=_bands(7, 14, 21, 28, high_from=22),
)
"""Published ranges, and no reliable change: its lines are 8, 15 and 22, a tenth is 2.8."""

MOODS = Instrument(
    id="moods",
    name="MOODS",
    lo=_points(0),
    hi=_points(27),
    direction=Direction.LOWER_BETTER,
    n_items=4,
    item_hi=9,
    has_total=False,
    subscales=(
        Subscale(
            "low",
            "low mood",
            (1, 2),
            _points(0),
            _points(27),
            bands=PHQ9.bands,
            cutoff=_points(10),
            reliable_change=_points(6),
            checkpoint_days=42,
        ),
        Subscale("tense", "tension", (3,), _points(0), _points(28), 2, bands=SLEEP.bands),
    ),
    safety_items=(SafetyItem(4, 1),),
)
"""A form without a single total: one part with a reliable change, one with ranges only."""

ALLIANCE = Instrument(
    id="bond",
    name="Working together",
    lo=_points(0),
    hi=_points(40),
    direction=Direction.HIGHER_BETTER,
    kind=InstrumentKind.ALLIANCE,
    low=_points(36),
    drop=_points(2),
)
INSTRUMENTS = {one.id: one for one in (PHQ9, GAD7, WELL, URGE, SLEEP, MOODS, ALLIANCE)}


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


def planned(case: Case, *, focus: int | None = None, agreed: int | None = None) -> Case:
    """The same with a focus since, and an agreement until, so many days before TODAY."""
    if focus is not None:
        since = Focus(Private("the work on sleep"), since=TODAY - timedelta(days=focus))
        case = replace(case, focuses=(since,))
    if agreed is not None:
        until = TODAY - timedelta(days=agreed)
        made = Agreement(1, until, Private("a walk"), until, Pattern.NOT_ON_TRACK)
        case = replace(case, agreements=(replace(made, on=min(until, TODAY)),))
    return case


def series(
    instrument: Instrument,
    scores: Sequence[Number],
    apart: int | Sequence[int] = 7,
    *,
    target: Number | None = None,
    ago: int = 0,
    plan: CurrentPlan = NO_PLAN,
    constants: Constants = STANDARD,
) -> Series:
    """The course of one measure as the rules see it."""
    known = {instrument.id: instrument}
    counting = counting_results(results(instrument, scores, apart, ago=ago), known, TODAY)
    targets = {} if target is None else {instrument.id: _points(target)}
    return series_of(counting, known, targets, TODAY, constants, plan)[instrument.id]


def mark(pattern: Pattern, about: Series, stage: Stage = Stage.ACTIVE) -> str:
    """What a rule says before anything is silenced.

    `!` confirmed, `~` tentative, `=` without certainty, `-` nothing.
    """
    raw: RawFindings = course(about, stage)
    marks = {Certainty.CONFIRMED: "!", Certainty.TENTATIVE: "~", None: "="}
    return marks[raw[pattern].certainty] if pattern in raw else "-"


def held(*days_ago_and: tuple[int, Attendance]) -> tuple[Session, ...]:
    """Sessions by days before TODAY and what became of them."""
    return tuple(Session(TODAY - timedelta(days=ago), what) for ago, what in days_ago_and)


def codes(case: Case, today: date = TODAY) -> list[str]:
    return [finding.code for finding in detect(case, today).found]


def finding(case: Case, pattern: Pattern, today: date = TODAY) -> Finding:
    return next(one for one in detect(case, today).found if one.pattern is pattern)


def holds(case: Case, pattern: Pattern, today: date = TODAY) -> bool:
    return any(one.pattern is pattern for one in detect(case, today).found)
