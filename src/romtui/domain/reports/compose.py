"""A page for a third party out of a record: no safety answer, no single answer, no impression.

On a page by code a day is a week and nothing that somebody typed is on it unless that is chosen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.case import Attendance, Case
from romtui.domain.change import gain
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument, InstrumentKind
from romtui.domain.outcomes.tally import Outcome, outcome_of
from romtui.domain.parts import measures_of
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import ALLIANCE, LOOKED_BACK_AT, WORSE
from romtui.domain.personal_measures import is_own
from romtui.domain.private import Private
from romtui.domain.reports import texts
from romtui.domain.reports.report import (
    FREE_TEXT,
    Line,
    Report,
    ReportTemplate,
    SectionKind,
    SectionTemplate,
)
from romtui.domain.series import Series, course_of
from romtui.domain.text import number, short_with_year

_MOST_SCORES: Final = 12
_MOST_AGREED: Final = 5

Typed = Mapping[str, Private]
"""What the therapist typed, by the heading of its section."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One patient on a page: the record, the title of the headline, and all patterns that hold."""

    case: Case
    title: str = ""
    patterns: frozenset[Pattern] = frozenset()


def report(
    template: ReportTemplate,
    patients: Sequence[Shown],
    today: date,
    *,
    typed: Typed | None = None,
    named: bool = False,
    free_text: bool = False,
    constants: Constants = STANDARD,
) -> Report:
    """Put a page together. On one by code those come first who are worse or stuck."""
    lines = [Line(Private(template.title), heading=1), Line(Private(texts.ABOUT_SCORES))]
    if template.by_code:
        patients = sorted(patients, key=_pressing)
        lines.append(Line(Private(texts.BY_CODE)))
    else:
        lines.append(Line(Private(texts.made_on(short_with_year(today)))))
    for shown in patients:
        page = _Page(template, shown, today, constants, typed or {}, free_text=free_text)
        lines += page.lines(named=named and not template.by_code)
    return Report(tuple(lines))


def _pressing(shown: Shown) -> tuple[int, str]:
    rank = 0 if shown.patterns & WORSE else 1 if shown.patterns & (LOOKED_BACK_AT | ALLIANCE) else 2
    return rank, shown.case.patient.code.casefold()


@dataclass(frozen=True, slots=True)
class _Page:
    """What is said of one patient."""

    template: ReportTemplate
    shown: Shown
    today: date
    constants: Constants
    typed: Typed
    free_text: bool

    def lines(self, *, named: bool) -> Iterator[Line]:
        patient = self.shown.case.patient
        with_name = named and bool(patient.name)
        who = texts.named(patient.code, patient.name.reveal()) if with_name else None
        words = Private(texts.patient(patient.code) if who is None else who)
        yield Line(words, heading=2) if self.template.by_code else Line(words)
        for section in self.template.sections:
            if self.template.by_code and section.kind in FREE_TEXT and not self.free_text:
                continue
            found = list(self._section(section))
            if not found and section.required:
                found = [Private(texts.MISSING)]
            if found:
                yield Line(Private(section.heading), heading=3)
                yield from map(Line, found)

    def _section(self, section: SectionTemplate) -> Iterable[Private]:
        match section.kind:
            case SectionKind.SESSIONS:
                return map(Private, self._sessions())
            case SectionKind.MEASURES:
                return map(Private, self._measures())
            case SectionKind.GOALS:
                return self._goals()
            case SectionKind.AGREED:
                return self._agreed()
            case SectionKind.HEADLINE:
                return [Private(self.shown.title)] if self.shown.title else []
            case SectionKind.TYPED:
                words = self.typed.get(section.heading, Private(""))
                return [words] if words else []

    def _sessions(self) -> Iterator[str]:
        sessions = [one for one in self.shown.case.sessions if one.on <= self.today]
        counts = Counter(one.attendance for one in sessions)
        if sessions:
            first = min(one.on for one in sessions)
            yield texts.sessions(
                counts[Attendance.ATTENDED],
                counts[Attendance.MISSED],
                counts[Attendance.CANCELLED],
                "" if self.template.by_code else short_with_year(first),
            )

    def _measures(self) -> Iterator[str]:
        case = self.shown.case
        forms = dict.fromkeys(result.instrument for result in case.results)
        for form in forms:
            instrument = case.instruments[form]
            if is_own(form) or instrument.kind is not InstrumentKind.OUTCOME:
                continue
            for measure in measures_of(instrument):
                course = course_of(case, measure, self.today, self.constants)
                if course is not None:
                    yield from self._course(course)

    def _course(self, course: Series) -> Iterator[str]:
        measure = course.instrument
        scores = [
            texts.score(number(total), _band(measure, total), self._when(day))
            for total, day in zip(course.totals, course.days, strict=True)
        ]
        scale = (number(measure.lo), number(measure.hi))
        better = "lower" if measure.lower_is_better else "higher"
        if course.n == 1:
            yield texts.single(measure.name, *scale, better, scores[0])
            return
        yield texts.course(measure.name, *scale, better, scores[0], scores[-1])
        yield self._change(course)
        if course.n > 2:
            shown = scores[-_MOST_SCORES:]
            yield texts.all_scores(measure.name, shown, course.n - len(shown))

    def _change(self, course: Series) -> str:
        measure = course.instrument
        became = outcome_of(course)
        points = gain(course.totals[0], course.totals[-1], measure.direction)
        direction = "better" if points > 0 else "worse" if points < 0 else "of change"
        if not isinstance(became, Outcome) or measure.reliable_change is None:
            return texts.unjudged(measure.name, number(abs(points)), direction)
        cited = next((one.citation for one in measure.sources.get("reliable_change", ())), "")
        rule = texts.rule(number(measure.reliable_change), cited or measure.name)
        outcome = texts.CHANGES[became.became.value]
        return texts.change(measure.name, number(abs(points)), direction, outcome, rule)

    def _goals(self) -> Iterator[Private]:
        case = self.shown.case
        for own in case.own:
            course = course_of(case, own.id, self.today, self.constants)
            rated = "" if course is None else self._rated(course)
            yield Private(texts.goal(own.words.reveal(), rated))

    def _rated(self, course: Series) -> str:
        when = self._when(course.days[-1])
        return f"{number(course.totals[-1])} of {number(course.instrument.hi)} {when}"

    def _agreed(self) -> Iterator[Private]:
        for agreement in self.shown.case.agreements[-_MOST_AGREED:]:
            outcome = agreement.outcome
            said = "" if outcome is None else texts.OUTCOMES[outcome.value]
            when = self._when(agreement.on)
            yield Private(texts.agreed(when[0].upper() + when[1:], agreement.what.reveal(), said))

    def _when(self, day: date) -> str:
        if self.template.by_code:
            return texts.in_week((day - self._began).days // 7 + 1)
        return texts.on(short_with_year(day))

    @property
    def _began(self) -> date:
        case = self.shown.case
        days = [result.on for result in case.results]
        days += [session.on for session in case.sessions]
        days += [agreement.on for agreement in case.agreements]
        return min(days, default=self.today)


def _band(measure: Instrument, total: Decimal) -> str:
    band = measure.band(total)
    return "" if band is None else band.label
