"""The note of a session: plain text for the therapist's own record, in the order of the day.

Never in it: the impression, the name of a pattern, a line of the deck, the value of a safety
answer (decisions 11 to 13).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from romtui.domain.case import Attendance, Case
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.context import current_focus
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.template import filled
from romtui.domain.note_scores import about_results, measure_said, to_note
from romtui.domain.open_points import session_number
from romtui.domain.parts import measure_of, measures_of
from romtui.domain.private import Private
from romtui.domain.progress import progress_in_focus
from romtui.domain.visible import visible

Lines = Iterator[Private]


def session_note(
    case: Case,
    today: date,
    deck: Deck,
    zone: tzinfo | None = None,
    constants: Constants = STANDARD,
) -> Private:
    """Write the note of today's session, a line a sentence; `zone` tells the day of a moment.

    What somebody typed stays on its line, and holds nothing that a terminal would obey.
    """
    note = _Note(case, today, deck, zone, constants)
    return Private("".join(f"{_tame(line)}\n" for line in note.lines()))


@dataclass(frozen=True, slots=True)
class _Note:
    case: Case
    today: date
    deck: Deck
    zone: tzinfo | None
    constants: Constants

    @property
    def say(self) -> NoteWords:
        return self.deck.note

    def lines(self) -> Lines:
        yield self._heading()
        if self.case.patient.framed_on == self.today:
            yield Private(self.say.framed)
        yield from self._agreed_before()
        yield from about_results(self.case, self.today, self.deck, self.zone, self.constants)
        yield from self._not_filled_in()
        yield from self._asked()
        yield from self._objected()
        yield from self._happened()
        yield from self._focus()
        yield from self._agreed_today()
        planned = self.case.patient.next_on
        if planned is not None and planned > self.today:
            yield filled(self.say.next_session, date=self._day(planned))

    def _heading(self) -> Private:
        day = self.deck.words.full_date(self.today)
        attendances = (
            session.attendance for session in self.case.sessions if session.on == self.today
        )
        attendance = next(attendances, Attendance.ATTENDED)
        if attendance is not Attendance.ATTENDED:
            missed = attendance is Attendance.MISSED
            return filled(self.say.missed if missed else self.say.cancelled, date=day)
        number, planned = session_number(self.case, self.today), self.case.patient.planned_sessions
        if planned is None:
            return filled(self.say.heading, number=str(number), date=day)
        return filled(self.say.heading_planned, number=str(number), planned=str(planned), date=day)

    def _agreed_before(self) -> Lines:
        """What became of the agreements looked at today, and those that wait for it."""
        for agreement in self.case.agreements:
            if agreement.on >= self.today or agreement.outcome_on not in {None, self.today}:
                continue
            form = self.say.last_agreement_open
            if agreement.outcome is not None:
                form = self.say.last_agreement[agreement.outcome]
            yield filled(form, what=agreement.what, date=self._day(agreement.on))

    def _not_filled_in(self) -> Lines:
        """Why there is no form of today; a form that came after all says it otherwise."""
        if any(result.on == self.today for result in self.case.results):
            return
        for skip in self.case.skips:
            if skip.on == self.today and skip.result is None:
                yield filled(self.say.not_filled_in, reason=skip.reason)

    def _asked(self) -> Lines:
        for question in self.case.asked:
            if question.on != self.today:
                continue
            title = self.deck.five[question.ask].title
            if question.note:
                yield filled(self.say.asked_in_words, title=title, words=question.note)
            else:
                yield filled(self.say.asked, title=title)

    def _objected(self) -> Lines:
        says = {objection.code: objection.says for objection in self.deck.objections}
        for objection in self.case.objections:
            if objection.on != self.today:
                continue
            said = says.get(objection.code, objection.code)
            if objection.note:
                yield filled(self.say.objected_in_words, says=said, words=objection.note)
            else:
                yield filled(self.say.objected, says=said)

    def _happened(self) -> Lines:
        """The events since the session before."""
        attended = (
            session for session in self.case.sessions if session.attendance is Attendance.ATTENDED
        )
        before = max(
            (session.on for session in attended if session.on < self.today), default=date.min
        )
        for event in self.case.events:
            if before < event.on <= self.today:
                yield filled(self.say.event, what=event.what, date=self._day(event.on))

    def _focus(self) -> Lines:
        """The focus, and what each measure of today did within it."""
        focus = current_focus(self.case, self.today)
        if focus is None:
            return
        yield filled(self.say.focus, intervention=focus.name, date=self._day(focus.since))
        forms = (result.instrument for result in to_note(self.case, self.today, self.zone))
        instruments = self.case.instruments
        for measure in dict.fromkeys(
            measure for form in forms for measure in measures_of(instruments[form])
        ):
            change = progress_in_focus(self.case, measure, self.today, self.deck, self.constants)
            instrument = measure_of(instruments, measure)
            if change and instrument is not None:
                name = measure_said(instrument, self.say)
                yield filled(self.say.within_focus, change=change, measure=name)

    def _agreed_today(self) -> Lines:
        for agreement in self.case.agreements:
            if agreement.on != self.today:
                continue
            if agreement.review_on is None:
                yield filled(self.say.agreed, what=agreement.what)
            else:
                day = self._day(agreement.review_on)
                yield filled(self.say.agreed_until, what=agreement.what, date=day)

    def _day(self, day: date) -> str:
        return self.deck.words.date(day, self.today)


def _tame(line: Private) -> str:
    """One line as it may be printed, pasted or written: no line break of its own, no control."""
    raw = line.reveal()
    words = raw.lstrip(" ")
    return raw[: len(raw) - len(words)] + visible(" ".join(words.split()))
