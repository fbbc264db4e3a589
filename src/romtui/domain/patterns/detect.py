"""From a case and a day to everything that holds. No clock, no chance, no floating point."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from romtui.domain.case import Case, Result, Stage
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument, InstrumentKind
from romtui.domain.parts import leading_measure
from romtui.domain.pattern import Pattern
from romtui.domain.patterns import across, alliance, safety
from romtui.domain.patterns.course import common_facts, course, steady
from romtui.domain.patterns.finding import Finding, Findings
from romtui.domain.patterns.order import in_order, suppressed
from romtui.domain.patterns.raw_finding import Facts, RawFinding, RawFindings, plain
from romtui.domain.patterns.waiting import plan_of
from romtui.domain.patterns.why import why
from romtui.domain.results import (
    counting_results,
    in_course,
    is_current,
    is_from_before,
    record_began,
    usable,
)
from romtui.domain.series import CurrentPlan, Series, series_of


def detect(
    case: Case, today: date, constants: Constants = STANDARD, plan: CurrentPlan | None = None
) -> Findings:
    """Find every pattern that holds for a case on a day, most important first.

    A pure function: results after `today` are left aside, the order of the input does not
    matter, thresholds are compared in whole multiples. Never empty while a score is current.
    `plan` says what is given time; left out, it is read from the record as it stands on the day.
    """
    view = _View(case, today, constants, plan or plan_of(case, today, constants))
    findings = [
        *view.of_each_measure(),
        *view.of_each_form(),
        *view.of_ratings(),
        *view.of_the_case(),
    ]
    return Findings(in_order(findings, view.primary_id, view.appeared))


@dataclass(frozen=True)
class _View:
    """A case prepared for the rules."""

    case: Case
    today: date
    constants: Constants
    plan: CurrentPlan

    @cached_property
    def results(self) -> tuple[Result, ...]:
        return counting_results(self.case.results, self.case.instruments, self.today)

    @cached_property
    def forms(self) -> dict[str, list[Result]]:
        """The kept results of each form, oldest first, by the form's id in order of appearance."""
        forms: dict[str, list[Result]] = {}
        for result in self.results:
            forms.setdefault(result.instrument, []).append(result)
        return forms

    @cached_property
    def series(self) -> dict[str, Series]:
        case = self.case
        return series_of(
            self.results, case.instruments, case.targets, self.today, self.constants, self.plan
        )

    @cached_property
    def outcomes(self) -> dict[str, Series]:
        return {
            id_: series
            for id_, series in self.series.items()
            if series.instrument.kind is InstrumentKind.OUTCOME
        }

    @cached_property
    def raw_findings(self) -> dict[str, RawFindings]:
        """What holds for the course of each outcome measure, before suppression."""
        stage = self.case.patient.stage
        return {id_: course(series, stage) for id_, series in self.outcomes.items()}

    @cached_property
    def ratings(self) -> dict[str, RawFindings]:
        """What holds for each session rating, before suppression."""
        return {
            id_: alliance.alliance(series, self.primary)
            for id_, series in self.series.items()
            if series.instrument.kind is InstrumentKind.ALLIANCE
        }

    @cached_property
    def primary_id(self) -> str | None:
        """The measure that leads, as of the day."""
        return leading_measure(self.case.seen_on(self.today))

    @property
    def primary(self) -> Series | None:
        """The course of the measure that leads; a session rating cannot lead."""
        return self.outcomes.get(self.primary_id or "")

    @property
    def appeared(self) -> list[str]:
        """Every form and measure by first appearance, parts right after their form."""
        return [
            name
            for form in self.forms
            for name in (form, *(id_ for id_ in self.series if id_.startswith(f"{form}.")))
        ]

    def of_each_measure(self) -> Iterator[Finding]:
        """The course of each outcome measure, and single answers that moved."""
        for id_, series in self.outcomes.items():
            left = suppressed(self.raw_findings[id_])
            left |= steady(series, left)
            if series is self.primary:
                left |= across.divergence(series, self.case.impression)
            shift = across.item_shift(series) if id_ in self.forms else None
            if shift is not None:
                left[Pattern.ITEM_SHIFT] = shift
            remaining = self._remaining(id_, series)
            if remaining is not None:
                left[Pattern.RESIDUAL] = remaining
            for pattern, raw in left.items():
                yield _finding(pattern, series, raw)

    def of_each_form(self) -> Iterator[Finding]:
        """What is about a form as a whole: its safety items, and beginnings."""
        for form, results in self.forms.items():
            instrument = self.case.instruments[form]
            for finding in (
                safety.risk_item(instrument, results, self.today),
                safety.risk_unknown(instrument, results, self.today),
            ):
                if finding is not None:
                    yield finding
            if instrument.kind is InstrumentKind.OUTCOME:
                yield from self._beginnings(instrument, results)

    def of_ratings(self) -> Iterator[Finding]:
        """What the person says about the work together."""
        for id_, findings in self.ratings.items():
            for pattern, raw in suppressed(findings).items():
                yield _finding(pattern, self.series[id_], raw)

    def of_the_case(self) -> Iterator[Finding]:
        """What belongs to no single measure."""
        rated_badly = any(alliance.is_bad(findings) for findings in self.ratings.values())
        current = {id_: series for id_, series in self.outcomes.items() if series.is_current}
        of_case = {
            Pattern.DROPOUT_RISK: alliance.dropout_risk(
                self.case, self.primary, self.today, rated_badly=rated_badly
            ),
            Pattern.MIXED_MEASURES: across.mixed_measures(self.raw_findings, current),
            Pattern.UNDISCUSSED: self._undiscussed(),
            Pattern.NO_SCORE_TODAY: None if current else self._no_score(),
        }
        for pattern, raw in of_case.items():
            if raw is not None:
                yield _finding(pattern, None, raw)
        if self._is_ending:
            yield _finding(Pattern.ENDING, self.primary, self._ending(), whole_case=True)

    @property
    def _is_ending(self) -> bool:
        return alliance.ending(self.case, self.today)

    def _remaining(self, id_: str, series: Series) -> RawFinding | None:
        """The trouble that makes slipping back likelier and remains at the end of the work."""
        residual = series.instrument.residual
        over = self._is_ending or self.case.patient.stage is Stage.FOLLOWUP
        if residual is None or not over or Pattern.HOLDING_GAINS not in self.raw_findings[id_]:
            return None
        lo, hi = residual
        return plain(lo=lo, hi=hi) if lo <= series.totals[-1] <= hi else None

    def _beginnings(self, form: Instrument, results: list[Result]) -> Iterator[Finding]:
        """The first form of its kind, or the first after a break."""
        filled_in = [result for result in results if in_course(result, form)]
        if not filled_in or not self._current(filled_in[-1]):
            return
        *earlier, latest = filled_in
        series = self.series.get(form.id)
        facts: Facts = {"date": latest.on, "n": len(filled_in)}
        if not earlier:
            first_ever = self._is_first_ever(latest)
            pattern = Pattern.FIRST_SESSION if first_ever else Pattern.NEW_MEASURE
            gone = {} if first_ever else {"safety_gone": self._safety_is_gone(form)}
            yield _finding(pattern, series, plain(**facts, **gone), name=form.id)
            return
        gap = (latest.on - earlier[-1].on).days
        if gap > self.constants.gap_days:
            suggest = gap > self.constants.rebaseline_days
            raw = plain(**facts, gap_days=gap, suggest_rebaseline=suggest)
            yield _finding(Pattern.RETURN_AFTER_GAP, series, raw, name=form.id)

    def _is_first_ever(self, first: Result) -> bool:
        return not any(
            result.on < first.on
            and self.case.instruments[result.instrument].kind is InstrumentKind.OUTCOME
            and usable(result, self.case.instruments[result.instrument])
            for result in self.results
        )

    def _safety_is_gone(self, form: Instrument) -> bool:
        """Whether a form that asks for safety has given way to this one, which does not."""
        return not form.safety_items and any(
            self.case.instruments[other].safety_items and not self._current(results[-1])
            for other, results in self.forms.items()
            if other != form.id
        )

    def _current(self, result: Result) -> bool:
        days, fresh_days = self.constants.current_days, self.constants.fresh_days
        return is_current(result, self.today, days, fresh_days)

    def _undiscussed(self) -> RawFinding | None:
        began = record_began(self.case)
        count = sum(
            not result.discussed
            and result.on < self.today
            and not is_from_before(result, began)
            and usable(result, self.case.instruments[result.instrument])
            for result in self.results
        )
        return plain(count=count) if count else None

    def _no_score(self) -> RawFinding:
        asked = {"declined": True} if self.case.declined(self.today) else {}
        return plain(days=self.constants.current_days, **asked)

    def _ending(self) -> RawFinding:
        primary = self.primary
        if primary is None or not primary.knows_change:
            return plain(not_improved=False)
        return plain(
            not_improved=not primary.reliable(primary.gain) and primary.short(primary.current)
        )


def _finding(
    pattern: Pattern,
    series: Series | None,
    raw: RawFinding,
    *,
    name: str | None = None,
    whole_case: bool = False,
) -> Finding:
    """Put a finding together; `name` is the form where it is not about one of its parts."""
    certainty = None if raw.certainty is None else raw.certainty.value
    common = common_facts(series) if series is not None else {}
    facts = {**common, "certainty": certainty, **raw.facts}
    line, folded = why(pattern, facts, series)
    if folded:
        facts["folded_why"] = folded
    instrument = None if series is None or whole_case else series.instrument.id
    return Finding(pattern, name or instrument, facts, line, raw.certainty)
