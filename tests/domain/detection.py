"""What the rules find in the invented cases."""

from collections.abc import Sequence
from datetime import date

from romtui.domain.case import Case, Stage
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Certainty, Finding, Pattern, detect
from romtui.domain.patterns.course import course
from romtui.domain.patterns.raw_finding import RawFindings
from romtui.domain.results import counting_results
from romtui.domain.series import NO_PLAN, CurrentPlan, Series, series_of
from tests.people.cases import TODAY, results
from tests.people.questionnaires import Number, points


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
    targets = {} if target is None else {instrument.id: points(target)}
    return series_of(counting, known, targets, TODAY, constants, plan)[instrument.id]


def mark(pattern: Pattern, about: Series, stage: Stage = Stage.ACTIVE) -> str:
    """What a rule says before anything is silenced.

    `!` confirmed, `~` tentative, `=` without certainty, `-` nothing.
    """
    raw: RawFindings = course(about, stage)
    marks = {Certainty.CONFIRMED: "!", Certainty.TENTATIVE: "~", None: "="}
    return marks[raw[pattern].certainty] if pattern in raw else "-"


def codes(case: Case, today: date = TODAY) -> list[str]:
    return [finding.code for finding in detect(case, today).found]


def finding(case: Case, pattern: Pattern, today: date = TODAY) -> Finding:
    return next(one for one in detect(case, today).found if one.pattern is pattern)


def holds(case: Case, pattern: Pattern, today: date = TODAY) -> bool:
    return any(one.pattern is pattern for one in detect(case, today).found)
