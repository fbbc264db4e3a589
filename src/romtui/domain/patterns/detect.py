"""From a case and a day to everything that holds. No clock, no chance, no floating point."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from romtui.domain.case import Case, Result, leading
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Kind
from romtui.domain.patterns import across, alliance, safety
from romtui.domain.patterns.course import Facts, course
from romtui.domain.patterns.finding import Finding, Findings, Pattern
from romtui.domain.patterns.order import NOT_STABLE, in_order, suppressed
from romtui.domain.patterns.why import why
from romtui.domain.series import Series, kept, series_of, usable


def detect(case: Case, today: date, constants: Constants = STANDARD) -> Findings:
    """Find every pattern that holds for a case on a day, most important first.

    A pure function: results after `today` are left aside, the order of the input does not
    matter, thresholds are compared without division. Never empty while a score is current.
    """
    view = _View.of(case, today, constants)
    found = [*view.of_each_measure(), *view.of_alliance(), *view.of_the_case()]
    appeared = dict.fromkeys(result.instrument for result in view.results)
    return Findings(in_order(found, view.primary_id, appeared))


@dataclass(frozen=True, slots=True)
class _View:
    """A case prepared for the rules."""

    case: Case
    today: date
    constants: Constants
    results: tuple[Result, ...]
    series: dict[str, Series]
    primary_id: str | None

    @classmethod
    def of(cls, case: Case, today: date, constants: Constants) -> "_View":
        results = kept(case.results, today)
        series = series_of(results, case.instruments, case.targets, today, constants)
        primary = case.patient.primary or leading(results, case.instruments)
        return cls(case, today, constants, results, series, primary)

    @property
    def primary(self) -> Series | None:
        """The leading measure; a session rating cannot lead."""
        leading = self.series.get(self.primary_id or "")
        is_outcome = leading is not None and leading.instrument.kind is Kind.OUTCOME
        return leading if is_outcome else None

    def outcomes(self) -> Iterator[Series]:
        return (one for one in self.series.values() if one.instrument.kind is Kind.OUTCOME)

    def ratings(self) -> Iterator[Series]:
        return (one for one in self.series.values() if one.instrument.kind is Kind.ALLIANCE)

    def of_each_measure(self) -> Iterator[Finding]:
        """The course of each outcome measure, its safety items, its items."""
        for series in self.outcomes():
            first_ever = series.n == 1 and self._is_first_ever(series)
            raw = course(series, self.case.patient.stage, first_ever=first_ever)
            if series is self.primary:
                raw |= across.divergence(series, self.case.impression)
            left = suppressed(raw)
            knows_change = series.instrument.reliable_change is not None
            if (
                series.is_current
                and knows_change
                and series.recent
                and not left.keys() & NOT_STABLE
            ):
                left[Pattern.STABLE] = {}
            shift = across.item_shift(series)
            if shift is not None:
                left[Pattern.ITEM_SHIFT] = shift
            for pattern, facts in left.items():
                yield _finding(pattern, series, facts)
            unknown = safety.risk_unknown(series.instrument, series.results[-1], self.today)
            if unknown is not None:
                yield unknown
        yield from self._safety()

    def of_alliance(self) -> Iterator[Finding]:
        """What the person says about the work together."""
        for series in self.ratings():
            for pattern, facts in suppressed(alliance.alliance(series, self.primary)).items():
                yield _finding(pattern, series, facts)

    def of_the_case(self) -> Iterator[Finding]:
        """What belongs to no single measure."""
        rated = [alliance.alliance(series, self.primary) for series in self.ratings()]
        badly = any(raw.keys() & alliance.BADLY for raw in rated)
        dropout = alliance.dropout_risk(
            self.case, self.primary, self.constants, self.today, rated_badly=badly
        )
        if dropout is not None:
            yield _finding(Pattern.DROPOUT_RISK, None, dropout)
        if alliance.ending(self.case, self.today):
            yield _finding(Pattern.ENDING, self.primary, self._ending(), whole_case=True)
        current = {one.instrument.id: one for one in self.outcomes() if one.is_current}
        mixed = across.mixed_measures(current)
        if mixed is not None:
            yield _finding(Pattern.MIXED_MEASURES, None, mixed)
        open_ones = sum(
            one.valid and not one.discussed and one.on < self.today for one in self.results
        )
        if open_ones:
            yield _finding(Pattern.UNDISCUSSED, None, {"count": open_ones})
        if not current:
            yield _finding(Pattern.NO_SCORE_TODAY, None, self._no_score())

    def _safety(self) -> Iterator[Finding]:
        for instrument_id in dict.fromkeys(result.instrument for result in self.results):
            instrument = self.case.instruments[instrument_id]
            results = [one for one in self.results if one.instrument == instrument_id]
            found = safety.risk_item(instrument, results, self.today)
            if found is not None:
                yield found

    def _is_first_ever(self, series: Series) -> bool:
        return not any(
            usable(one)
            and one.on < series.days[0]
            and self.case.instruments[one.instrument].kind is Kind.OUTCOME
            for one in self.results
        )

    def _no_score(self) -> Facts:
        asked = {"declined": True} if self.case.declined(self.today) else {}
        return {"days": self.constants.current_days, **asked}

    def _ending(self) -> Facts:
        primary = self.primary
        if primary is None or primary.instrument.reliable_change is None:
            return {"not_improved": False}
        gain = primary.baseline - primary.current
        return {"not_improved": gain < primary.rc and primary.short(primary.current)}


def _finding(
    pattern: Pattern, series: Series | None, facts: Facts, *, whole_case: bool = False
) -> Finding:
    together = {**_common(series), **facts} if series is not None else dict(facts)
    line, folded = why(pattern, together, series)
    if folded:
        together["folded_why"] = folded
    instrument = None if series is None or whole_case else series.instrument.id
    return Finding(pattern, instrument, together, line)


def _common(series: Series) -> Facts:
    """The facts every finding about a measure has."""
    facts: Facts = {
        "score": series.totals[-1],
        "date": series.days[-1],
        "baseline": series.totals[0],
        "baseline_date": series.days[0],
        "n": series.n,
        "weeks": (series.days[-1] - series.days[0]).days // 7,
    }
    if series.n > 1:
        facts |= {"previous": series.totals[-2], "previous_date": series.days[-2]}
    if series.instrument.reliable_change is not None:
        facts |= {"rc": series.rc, "half_rc": series.half_rc, "easing": series.easing}
    return facts
