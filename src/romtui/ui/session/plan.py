"""What is arranged around a session: dates, aims, what is filled in, absences, the end."""

from dataclasses import replace
from functools import partial

from romtui.commands import TARGET, key_for
from romtui.domain.case import Attendance, Case, Focus, Stage
from romtui.domain.errors import UserError
from romtui.domain.open_points import last_measure_to_come
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.domain.text import number, with_weekday
from romtui.ui.dates import read_any_day
from romtui.ui.session import texts
from romtui.ui.session.forms import Forms
from romtui.ui.session.protocol import SessionHost
from romtui.ui.session.question import Question
from romtui.ui.session.sentences import waiting
from romtui.ui.texts import ANY_DAY


class Plan:
    """Arranges the work with the person."""

    def __init__(self, session: SessionHost, forms: Forms) -> None:
        self._session = session
        self._store = session.workspace.store
        self._forms = forms

    async def plan_sessions(self) -> None:
        """Ask for the next session, how many there are to be, and the stage."""
        from romtui.ui.session.cards.plan import PlanScreen

        session = self._session
        patient = session.case.patient
        case = await session.ask(PlanScreen(patient, session.today, self._store.edit_patient))
        if case is not None:
            next_on = case.patient.next_on
            said = "" if next_on is None else texts.next_session_on(with_weekday(next_on))
            session.show_and_say(case, said)

    async def choose_battery(self) -> None:
        """Show what is filled in and how often."""
        from romtui.ui.screens.battery import BatteryScreen

        session = self._session
        case = await session.ask(BatteryScreen(session.workspace, session.case))
        if case is not None:
            session.show_and_say(case)

    async def offer_target(self) -> None:
        """Offer the published cutoff as a target, by one key, after the first score above it.

        Not while a safety answer waits, which is talked about first.
        """
        session, view = self._session, self._session.view
        instrument, cutoff = view.instrument, view.instrument.cutoff
        first = view.trends[view.row].points
        if (
            view.safety_waits
            or cutoff is None
            or instrument.id in view.case.targets
            or [point.on for point in first] != [session.today]
            or not (instrument.lower_is_better and instrument.is_clinical(first[0].total))
        ):
            return
        other = texts.OTHER_TARGET
        answers = {"1": True, **dict.fromkeys(TARGET.keys, False)}
        asked = Question(
            texts.target_offered(instrument.name),
            (("1", texts.below_the_cutoff(number(cutoff))), (key_for(TARGET.id), other)),
        )
        takes_it = await session.choose(asked, answers)
        if takes_it:
            target = cutoff - instrument.multiplier
            patient_id, words = view.case.patient.id, Private("")
            case = self._store.set_target(patient_id, instrument.id, target, words)
            session.show_and_say(case, texts.target_kept(instrument.name, number(target)))
        elif takes_it is not None:
            await self.set_target()

    async def set_target(self) -> None:
        """Ask for the score to aim at together, and what it would mean to the person."""
        from romtui.ui.session.cards.target import TargetScreen

        session, before = self._session, self._session.case
        instrument = session.view.instrument
        case = await session.ask(
            TargetScreen(
                instrument,
                before.targets.get(instrument.id),
                before.target_words.get(instrument.id),
                partial(self._store.set_target, before.patient.id, instrument.id),
            )
        )
        if case is not None:
            target = case.targets.get(instrument.id)
            aim = "" if target is None else number(target)
            session.show_and_say(case, texts.target_kept(instrument.name, aim))

    async def set_focus(self, *, anew: bool = False) -> None:
        """Ask which intervention goes on now, since when, and what could come next.

        `anew` asks for another one from now on, not for a change of the present one.
        """
        from romtui.ui.session.cards.focus import FocusScreen

        session, case = self._session, self._session.case

        def save(focus: Focus) -> Case:
            return self._store.set_focus(case.patient.id, focus.name, focus.since, focus.next_idea)

        changed = await session.ask(FocusScreen(case.focus, session.today, save, anew=anew))
        if changed is not None:
            session.show_and_say(changed)

    async def note_absence(self, attendance: Attendance) -> None:
        """Ask which session the person did not come to; once more takes it back."""
        from romtui.ui.screens.question import QuestionScreen

        session, word = self._session, attendance.value

        def note(typed: str) -> tuple[Case, str]:
            case, on = session.case, read_any_day(typed, session.today)
            patient, day = case.patient, with_weekday(on)
            if on < patient.started_on:
                began = with_weekday(patient.started_on)
                raise UserError(texts.before_the_start(day, began))
            of_the_day = [noted for noted in case.sessions if noted.on == on]
            if not of_the_day or of_the_day[0].attendance is not attendance:
                changed = self._store.record_session(patient.id, on, attendance)
                return changed, texts.absence_recorded(day, word)
            took_place = any(noted.impression is not None for noted in of_the_day)
            if took_place or any(result.on == on for result in case.results):
                changed = self._store.record_session(patient.id, on, Attendance.ATTENDED)
            else:
                changed = self._store.forget_absence(patient.id, on)
            return changed, texts.absence_undone(day, word)

        noted = await session.ask(
            QuestionScreen(
                texts.which_session(word),
                note,
                hint=texts.which_session_hint(ANY_DAY),
                day=partial(read_any_day, today=session.today),
            )
        )
        if noted is not None:
            session.show_and_say(*noted)

    async def discharge(self) -> None:
        """Ask how the work ends; a person who was discharged comes back."""
        from romtui.ui.session.cards.discharge import DischargeScreen, End

        session, patient = self._session, self._session.case.patient
        if patient.archived_on is not None:
            session.show_and_say(self._store.unarchive(patient.id), texts.READMITTED)
            return
        days = session.view.settings.constants.current_days
        missing = last_measure_to_come(session.case, session.today, days)
        name = "" if missing is None else session.case.instruments[missing].name
        end = await session.ask(DischargeScreen(self._about_the_end(name), name))
        if end is End.MEASURE and missing is not None:
            session.draw(session.view.marking(missing))
            session.say(waiting(session.view))
            await self._forms.fill_in()
        elif end is End.FOLLOWUP:
            session.show_and_say(
                self._store.edit_patient(replace(patient, stage=Stage.FOLLOWUP)),
                texts.moved_to_follow_up(key_for("session.plan")),
            )
        elif end is End.DISCHARGE:
            session.show_and_say(
                self._store.archive(patient.id, session.today),
                texts.discharged(patient.code),
            )

    def _about_the_end(self, missing: str) -> str:
        case, settings = self._session.case, self._session.view.settings
        lines = [texts.discharge(case.patient.code)]
        if missing:
            days = settings.in_words("current_days")
            when = texts.the_last(days) if settings.constants.current_days else texts.TODAY
            lines.append(texts.no_score_to_end_with(missing, when))
        if any(unreviewed(case)):
            lines.append(texts.SAFETY_NOT_REVIEWED)
        return "\n".join(lines)
