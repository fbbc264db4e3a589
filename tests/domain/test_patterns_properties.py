"""What holds of the rules for any person, whatever their scores."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Attendance, Case, Focus, Patient, Result, Session, Stage
from romtui.domain.constants import STANDARD
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import Band, Direction, Instrument, InstrumentKind
from romtui.domain.patterns import Certainty, Finding, Pattern, detect
from romtui.domain.patterns.course import course
from romtui.domain.patterns.finding import GAIN, STUCK, WORSE
from romtui.domain.patterns.order import DROPS, rank
from romtui.domain.private import Private
from romtui.domain.results import counting_results
from romtui.domain.series import Series, series_of
from tests.domain.courses import ALLIANCE, GAD7, INSTRUMENTS, MOODS, PHQ9, SLEEP, TODAY, URGE, WELL

P = Pattern

STEPS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 9, -9, 0, 0, 0]
GAPS = [7, 7, 7, 7, 7, 7, 7, 14, 21, 42, 43, 190]
AGO = [0, 0, 0, 0, 0, 3, 4, 6]
KINDS: list[dict[str, object]] = [
    {"safety": {9: 0}},
    {"safety": {9: 0}},
    {"safety": {9: 0}, "discussed": False},
    {"safety": {9: 1}, "safety_reviewed": False},
    {"safety": {9: 2}},
    {},
    {"total": None, "valid": False},
]
"""What a result may be beside its score: mostly an ordinary one."""

Option = TypeVar("Option")


class Choices:
    """Choices among options, each read from one byte: quick to draw, and 0 is the simplest."""

    def __init__(self, drawn: bytes) -> None:
        self._left = iter(drawn)

    def among(self, options: Sequence[Option]) -> Option:
        return options[next(self._left, 0) % len(options)]

    def course(self, instrument: Instrument, *, least: int = 0) -> list[Result]:
        """Some results of one measure, oldest first, the last one of these days."""
        low, high = int(instrument.lo), int(instrument.hi)
        on = TODAY - timedelta(days=self.among(AGO))
        score = self.among(range(low, high + 1))
        made: list[Result] = []
        for _ in range(self.among(range(least, 14))):
            usual = Result(0, instrument.id, on, Decimal(score), discussed=True)
            usual = replace(usual, safety_reviewed=True)
            if not instrument.has_total:
                parts = {part.id: Decimal(score) for part in instrument.subscales}
                usual = replace(usual, total=None, subtotals=parts)
            made.append(replace(usual, **self.among(KINDS)))  # type: ignore[arg-type]
            score = min(high, max(low, score + self.among(STEPS)))
            on -= timedelta(days=self.among(GAPS))
        return made[::-1]

    def sessions(self) -> tuple[Session, ...]:
        """Sessions of the last weeks, the last one some days ago."""
        ago, stayed = self.among(range(8)), [Attendance.ATTENDED, *Attendance]
        return tuple(
            Session(TODAY - timedelta(days=ago + 7 * back), self.among(stayed))
            for back in range(self.among(range(6)))
        )

    def focuses(self) -> tuple[Focus, ...]:
        """The present focus, since some days ago or since a day to come."""
        ago = self.among([None, None, None, 0, 20, 28, 35, 70, -7])
        if ago is None:
            return ()
        return (Focus(Private("the work on sleep"), TODAY - timedelta(days=ago)),)

    def agreements(self) -> tuple[Agreement, ...]:
        """Something agreed a week ago, to be looked at around today."""
        days = self.among([None, None, None, -30, 0, 1, 14])
        if days is None:
            return ()
        on, review = TODAY - timedelta(days=31), TODAY + timedelta(days=days)
        return (Agreement(1, on, Private("a walk"), review, self.among([P.STALLED, P.STABLE])),)

    def case(self) -> Case:
        measured = self.course(PHQ9)
        for instrument in (GAD7, WELL, URGE, SLEEP, MOODS, ALLIANCE):
            measured += self.course(instrument) if self.among([False, False, True]) else []
        measured.sort(key=lambda one: one.on)
        patient = Patient(
            1,
            "A-017",
            TODAY,
            stage=self.among([Stage.ACTIVE, *Stage]),
            primary=self.among([None, "phq9", "gad7"]),
            planned_sessions=self.among([None, None, None, 3]),
        )
        target = self.among([None, None, 5, 9])
        return Case(
            patient=patient,
            instruments=INSTRUMENTS,
            results=tuple(replace(one, id=n, order=n) for n, one in enumerate(measured)),
            sessions=self.sessions(),
            targets={} if target is None else {"phq9": Decimal(target)},
            impression=self.among([None, 0, 1, 2, -1, -2]),
            focuses=self.focuses(),
            agreements=self.agreements(),
        )


def choices() -> st.SearchStrategy[Choices]:
    return st.binary(min_size=300, max_size=300).map(Choices)


def cases() -> st.SearchStrategy[Case]:
    return choices().map(Choices.case)


def found(case: Case, today: date = TODAY) -> tuple[Finding, ...]:
    return detect(case, today).found


@given(cases())
def test_something_is_always_said(case: Case) -> None:
    assert found(case)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(case: Case, random: object) -> None:
    results, sessions = list(case.results), list(case.sessions)
    random.shuffle(results)  # type: ignore[attr-defined]  # a random.Random
    random.shuffle(sessions)  # type: ignore[attr-defined]
    assert found(replace(case, results=tuple(results), sessions=tuple(sessions))) == found(case)


@given(cases(), st.sampled_from([-4000, -1, 1, 365, 4000]))
def test_another_calendar_changes_no_pattern(case: Case, days: int) -> None:
    by = timedelta(days=days)
    moved = replace(
        case,
        results=tuple(replace(one, on=one.on + by) for one in case.results),
        sessions=tuple(replace(one, on=one.on + by) for one in case.sessions),
        focuses=tuple(replace(one, since=one.since + by) for one in case.focuses),
        agreements=tuple(
            replace(one, on=one.on + by, review_on=one.review_on + by)
            for one in case.agreements
            if one.review_on is not None
        ),
    )
    assert [(one.code, without_days(one.facts)) for one in found(moved, TODAY + by)] == [
        (one.code, without_days(one.facts)) for one in found(case)
    ]


@given(cases(), st.integers(1, 30))
def test_what_comes_after_today_is_not_seen(case: Case, days: int) -> None:
    day = TODAY - timedelta(days=days)
    past = replace(
        case,
        results=tuple(one for one in case.results if one.on <= day),
        focuses=tuple(one for one in case.focuses if one.since <= day),
        agreements=tuple(one for one in case.agreements if one.on <= day),
    )
    assert found(past, day) == found(case, day)


@given(cases(), choices())
def test_another_measure_changes_nothing_about_this_one(case: Case, more: Choices) -> None:
    case = replace(case, patient=replace(case.patient, primary="phq9"))
    alone = replace(case, results=case.of("phq9"))
    other = more.course(GAD7, least=1) + more.course(MOODS)
    together = replace(alone, results=tuple(sorted((*alone.results, *other), key=lambda r: r.on)))
    assert about_phq9(together) == about_phq9(alone)


@given(cases())
def test_nothing_stands_beside_what_silences_it(case: Case) -> None:
    said: dict[str | None, set[tuple[Pattern, Certainty | None]]] = {}
    for one in found(case):
        said.setdefault(one.instrument, set()).add((one.pattern, one.certainty))
    for forms in said.values():
        for form in forms:
            assert not forms & DROPS.get(form, frozenset())


@given(cases())
def test_the_places_follow_and_each_code_occurs_once(case: Case) -> None:
    """So nothing is tentative and confirmed at once, whatever the course."""
    places = [rank(one) for one in found(case)]
    assert places == sorted(places)
    assert len({one.key for one in found(case)}) == len(places)


@given(cases())
def test_a_course_is_certain_or_not_and_nothing_else_is(case: Case) -> None:
    both = WORSE | GAIN | {P.ALLIANCE_DROP, P.MIXED_MEASURES}
    for one in found(case):
        assert (one.certainty is not None) is (one.pattern in both)
        assert ("due" in one.facts) is (one.pattern in STUCK)


@given(cases())
def test_every_course_of_today_is_said_to_move_to_be_stuck_or_to_be_stable(case: Case) -> None:
    """With two recent scores of today there is always something to say first."""
    spoken = WORSE | GAIN | {P.FLUCTUATING, P.STABLE, P.CHANGE_UNKNOWN}
    by_measure: dict[str | None, list[Finding]] = {}
    for one in found(case):
        by_measure.setdefault(one.instrument, []).append(one)
    for name, course_of in courses(case).items():
        if course_of.is_current and course_of.recent:
            said = by_measure.get(name, [])
            due = [one for one in said if one.pattern in STUCK and not one.summary]
            moved = [one for one in said if one.pattern in spoken]
            assert moved or due
            assert not (due and any(one.pattern is P.STABLE for one in said))


@given(cases())
def test_still_is_what_the_run_before_said(case: Case) -> None:
    """What was confirmed last time had been confirmed with one score less."""
    for series in courses(case).values():
        raw = course(series, case.patient.stage)
        for pattern in raw.keys() & (WORSE | GAIN):
            if not raw[pattern].confirmed:
                continue
            before = series.first(series.n - 1)
            then = replace(before, today=before.days[-1]) if before.n else before
            was = course(then, case.patient.stage).get(pattern) if before.n else None
            confirmed = was is not None and was.confirmed
            assert raw[pattern].facts["still"] is (confirmed and series.recent)


# The same course on a scale that runs the other way.

HI = PHQ9.hi
MIRRORED = replace(
    PHQ9,
    direction=Direction.HIGHER_BETTER,
    cutoff=HI - (PHQ9.cutoff or 0),
    bands=tuple(Band(HI - band.hi, HI - band.lo, band.label, band.high) for band in PHQ9.bands),
    residual=(HI - 9, HI - 5),
    safety_items=(),
)
PLAIN = replace(PHQ9, safety_items=())
ON_THE_SCALE = {
    *("score", "previous", "baseline", "target"),
    *("start", "level", "level_before", "pair", "before"),
}


@given(cases())
def test_a_scale_that_runs_the_other_way_gives_the_same_findings(case: Case) -> None:
    plain = replace(case, results=case.of("phq9"), instruments={"phq9": PLAIN})
    mirrored = replace(
        plain,
        results=tuple(
            one if one.total is None else replace(one, total=HI - one.total)
            for one in plain.results
        ),
        targets={name: HI - total for name, total in case.targets.items()},
        instruments={"phq9": MIRRORED},
    )
    assert [(one.code, mirror(one.facts)) for one in found(mirrored)] == [
        (one.code, unfolded(one.facts)) for one in found(plain)
    ]


def courses(case: Case) -> Mapping[str, Series]:
    """The course of each outcome measure of a case, without what is given time."""
    counting = counting_results(case.results, case.instruments, TODAY)
    every = series_of(counting, case.instruments, case.targets, TODAY, STANDARD)
    return {
        name: one for name, one in every.items() if one.instrument.kind is InstrumentKind.OUTCOME
    }


def without_days(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts that are no days, nor a line with a day in it."""
    return {name: fact for name, fact in unfolded(facts).items() if not isinstance(fact, date)}


def unfolded(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: fact for name, fact in facts.items() if name != "folded_why"}


def mirror(facts: Mapping[str, object]) -> dict[str, object]:
    """Turn the facts about a mirrored scale round."""
    turned = unfolded(facts)
    for name, fact in turned.items():
        if name in ON_THE_SCALE and isinstance(fact, Decimal):
            turned[name] = HI - fact
        if name == "series" and isinstance(fact, tuple):
            turned[name] = tuple(HI - total for total in fact)
    if "lo" in turned:
        turned["lo"], turned["hi"] = HI - decimal(turned["hi"]), HI - decimal(turned["lo"])
    return turned


def decimal(fact: object) -> Decimal:
    assert isinstance(fact, Decimal)
    return fact


def about_phq9(case: Case) -> list[tuple[str, Mapping[str, object]]]:
    """What is said about the PHQ-9; the first score of a measure depends on the others."""
    first = {"new_measure:phq9": "first_session:phq9"}
    return [
        (
            first.get(one.code, one.code),
            {name: fact for name, fact in one.facts.items() if name != "safety_gone"},
        )
        for one in found(case)
        if one.instrument == "phq9"
    ]
