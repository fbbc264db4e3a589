"""What the note of a session says about scores and safety answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal

from romtui.domain.case import Case, Entered, Result
from romtui.domain.change import gain
from romtui.domain.constants import Constants
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.template import filled
from romtui.domain.instrument import Instrument
from romtui.domain.parts import trends
from romtui.domain.patterns.course import CLEARLY, since_start
from romtui.domain.private import Private
from romtui.domain.results import counting_results
from romtui.domain.safety import positive, unreviewed
from romtui.domain.series import course_of
from romtui.domain.trend import Trend

Lines = Iterator[Private]


def to_note(case: Case, today: date, zone: tzinfo | None) -> tuple[Result, ...]:
    """The forms of today that count: of two of one questionnaire and day the later one."""
    return tuple(
        result
        for result in counting_results(case.results, case.instruments, today)
        if _belongs(result, today, zone)
    )


def _belongs(result: Result, today: date, zone: tzinfo | None) -> bool:
    """Whether it was filled in or typed in today, or is older and was talked about today."""
    entered = result.entered_at
    typed_in = entered is not None and entered.date() == today
    talked = any(at.astimezone(zone).date() == today for at in result.talked_at)
    by_hand = result.entered is not Entered.IMPORTED
    return result.on == today or talked or (typed_in and by_hand)


def about_results(
    case: Case, today: date, deck: Deck, zone: tzinfo | None, constants: Constants
) -> Lines:
    """Say of each form of today its score, and under it what was said and done about it.

    A safety answer comes last where nobody has reviewed it, or where it stands in a form of today
    that no longer counts.
    """
    of_today = to_note(case, today, zone)
    for result in of_today:
        yield from _About(case, result, today, deck, constants).lines()
    noted = {result.id for result in of_today}
    waiting_for = {result.id for result in unreviewed(case)}
    for result in case.results:
        of_note = result.id in waiting_for or _belongs(result, today, zone)
        if of_note and result.id not in noted:
            yield from _About(case, result, today, deck, constants).safety()


def measure_said(instrument: Instrument, say: NoteWords) -> Private:
    """Name a measure; a goal or an item of the person's own by its words."""
    if not instrument.words:
        return Private(instrument.name)
    return filled(say.in_own_words, measure=instrument.name, words=instrument.words)


@dataclass(frozen=True, slots=True)
class _About:
    """One form, and what was made of it."""

    case: Case
    result: Result
    today: date
    deck: Deck
    constants: Constants

    @property
    def say(self) -> NoteWords:
        return self.deck.note

    @property
    def instrument(self) -> Instrument:
        return self.case.instruments[self.result.instrument]

    @property
    def measure(self) -> Private:
        return self._named(self.instrument)

    def lines(self) -> Lines:
        scores = [line for trend in self._trends() for line in self._score(trend)]
        yield from scores or [self._without_score()]
        for line in (*self._away(), *self._shared(), *self._fit()):
            yield _under(line)
        yield from self.safety()

    def safety(self) -> Lines:
        """Say that a safety item was answered, and what was asked and done."""
        if positive(self.result, self.instrument):
            if self.result.safety_reviewed:
                yield filled(self.say.safety, measure=self.measure, review=self.result.review)
            else:
                yield filled(self.say.safety_unreviewed, measure=self.measure)

    def _named(self, instrument: Instrument) -> Private:
        name = measure_said(instrument, self.say)
        if self.result.on == self.today:
            return name
        return filled(self.say.of_day, measure=name, date=self._day(self.result.on))

    def _trends(self) -> Iterator[Trend]:
        """The trend up to this form: one, or of a form without a total one a part."""
        if self.result.of_version(self.instrument):
            yield from trends(self.case, self.result.instrument)

    def _score(self, trend: Trend) -> Lines:
        points = [point for point in trend.points if point.on <= self.result.on]
        if not points or points[-1].on != self.result.on:
            return
        latest = points[-1]
        instrument, words = trend.instrument, self.deck.words
        values: dict[str, str | Private] = {
            "measure": self._named(instrument),
            "score": words.number(latest.total),
            "max": words.number(instrument.hi),
        }
        band = instrument.band(latest.total)
        if band is not None:
            values["band"] = band.label
        if len(points) == 1:
            yield filled(self.say.first if band else self.say.first_without_band, **values)
            return
        before = points[-2]
        values["change"] = self._change(instrument, before.total, latest.total)
        values["previous_date"] = self._day(before.on)
        yield filled(self.say.changed if band else self.say.changed_without_band, **values)
        for line in self._since_start(instrument.id):
            yield _under(line)

    def _change(self, instrument: Instrument, before: Decimal, after: Decimal) -> Private:
        better = gain(before, after, instrument.direction)
        if not better:
            return Private(self.say.same)
        form = self.say.better if better > 0 else self.say.worse
        return filled(form, points=self._points(abs(better)))

    def _since_start(self, measure: str) -> Lines:
        """Say the whole change, and whether it is reliable, as the findings judge it."""
        course = course_of(self.case, measure, self.result.on, self.constants)
        if course is None or course.n < 2:
            return
        start, words = course.instrument.from_severity(course.start), self.deck.words
        begun = self.say.start_of_two if course.start_is_pair else self.say.start
        values: dict[str, str | Private] = {
            "start": filled(begun, date=self._day(course.days[0]), start=words.number(start)),
            "change": self._change(course.instrument, start, course.totals[-1]),
        }
        if not course.knows_change or course.start == course.current:
            yield filled(self.say.since_first, **values)
            return
        form = self.say.since_first_chance
        if since_start(course) in CLEARLY:
            form = self.say.since_first_real
        elif course.reliable(abs(course.start - course.current)):
            form = self.say.since_first_once
        yield filled(form, rc=words.number(course.reliable_change.points), **values)

    def _without_score(self) -> Private:
        unscorable = self.instrument.has_total and not self.result.valid
        form = self.say.not_scored if unscorable else self.say.no_total
        return filled(form, measure=self.measure)

    def _away(self) -> Lines:
        if self.result.entered is Entered.AWAY:
            yield filled(self.say.filled_in_away, date=self._day(self.result.on))

    def _shared(self) -> Lines:
        """Say how it was shared, or why not; of what has no score nothing is asked."""
        if self.result.discussed:
            how = self.result.how
            yield Private(self.say.shared_somehow if how is None else self.say.shared[how])
            return
        skips = (skip for skip in self.case.skips if skip.result == self.result.id)
        put_off = next((skip for skip in skips if skip.on == self.today), None)
        if put_off is not None:
            yield filled(self.say.not_shared, reason=put_off.reason)
        elif self.result.valid:
            yield Private(self.say.not_shared_yet)

    def _fit(self) -> Lines:
        if self.result.fit is None:
            return
        fit = self.say.fit[self.result.fit]
        if self.result.fit_words:
            yield filled(self.say.fit_in_words, fit=fit, words=self.result.fit_words)
        else:
            yield Private(fit)

    def _points(self, points: Decimal) -> str:
        return self.deck.words.points(points)

    def _day(self, day: date) -> str:
        return self.deck.words.date(day, self.today)


def _under(line: Private) -> Private:
    return filled("  {line}", line=line)
