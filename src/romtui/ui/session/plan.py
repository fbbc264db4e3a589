"""What is arranged around a session: the plan, sessions that fall away, the end of the work."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from romtui.domain.case import Attendance, Case, Patient, Stage
from romtui.domain.day_words import with_weekday
from romtui.domain.errors import UserError
from romtui.domain.open_points import last_measure_to_come
from romtui.domain.safety import unreviewed
from romtui.ui.commands import key_for
from romtui.ui.dates import ANY_DAY, read_any_day
from romtui.ui.session.base_screen import SittingScreen

if TYPE_CHECKING:
    from romtui.ui.screens.discharge import End


class PlanActions(SittingScreen):
    """The part of the session screen that arranges the work."""

    def action_enter(self) -> None:
        """Fill in the marked measure."""
        raise NotImplementedError

    def _mark_measure(self, measure: str | None) -> None:
        """Mark a measure."""
        raise NotImplementedError

    def action_plan(self) -> None:
        """Ask for the next session, how many there are to be, and the stage."""
        from romtui.ui.screens.plan import PlanScreen

        asking = PlanScreen(self._patient, self._today, self._store.edit_patient)
        self.app.push_screen(asking, self._planned)

    def _planned(self, case: Case | None) -> None:
        self._shown(case)
        if case is not None and case.patient.next_on is not None:
            self.say(f"Next session: {with_weekday(case.patient.next_on)}.")

    def action_missed(self) -> None:
        """Ask which session the person did not come to."""
        self._ask_absence(Attendance.MISSED)

    def action_cancelled(self) -> None:
        """Ask which session was cancelled."""
        self._ask_absence(Attendance.CANCELLED)

    def action_discharge(self) -> None:
        """Ask how the work ends; a person who was discharged comes back."""
        if self._patient.archived_on is not None:
            self._do(self._store.unarchive, said="The person is back in the caseload.")
            return
        from romtui.ui.screens.discharge import DischargeScreen

        missing = self._last_measure
        name = "" if missing is None else self._case.instruments[missing].name
        self.app.push_screen(DischargeScreen(self._about_the_end(name), name), self._end)

    def _ask_absence(self, attendance: Attendance) -> None:
        from romtui.ui.screens.question import QuestionScreen

        asking = QuestionScreen(
            f"Which session was {attendance.value}?",
            partial(self._note_absence, attendance),
            hint=f"{ANY_DAY}. Enter alone is today.",
            day=partial(read_any_day, today=self._today),
        )
        self.app.push_screen(asking, self._noted)

    def _note_absence(self, attendance: Attendance, typed: str) -> tuple[Case, str]:
        """Note it, or take it back when it is noted already; gives what to say about it."""
        patient, on = self._patient, read_any_day(typed, self._today)
        if on < patient.started_on:
            began = with_weekday(patient.started_on)
            raise UserError(f"{with_weekday(on)} is before your work together began ({began}).")
        day, word = with_weekday(on), attendance.value
        if self._attendance(on) is not attendance:
            case = self._store.record_session(patient.id, on, attendance)
            return case, f"{day} is noted as {word}; the same once more takes it back."
        if self._took_place(on):
            case = self._store.record_session(patient.id, on, Attendance.ATTENDED)
        else:
            case = self._store.forget_absence(patient.id, on)
        return case, f"{day} is no longer noted as {word}."

    def _noted(self, noted: tuple[Case, str] | None) -> None:
        if noted is not None:
            self.show(noted[0])
            self.say(noted[1])

    def _took_place(self, on: date) -> bool:
        """Whether there is something that was recorded for this day."""
        case = self._case
        seen = any(one.on == on and one.impression is not None for one in case.sessions)
        return seen or any(result.on == on for result in case.results)

    def _attendance(self, on: date) -> Attendance | None:
        sessions = self._case.sessions
        return next((one.attendance for one in sessions if one.on == on), None)

    @property
    def _last_measure(self) -> str | None:
        days = self._sitting.settings.constants.current_days
        return last_measure_to_come(self._case, self._today, days)

    def _about_the_end(self, missing: str) -> str:
        code = self._patient.code
        lines = [f"Discharge {code}? The record stays, the person leaves the active list."]
        if missing:
            settings = self._sitting.settings
            days = f"the last {settings.in_words('current_days')}"
            when = days if settings.constants.current_days else "today"
            lines.append(f"The {missing} has no score of {when} to end with.")
        if any(unreviewed(self._case)):
            lines.append("A safety answer is not reviewed yet.")
        return "\n".join(lines)

    def _end(self, end: "End | None") -> None:
        from romtui.ui.screens.discharge import End

        if end is End.MEASURE and self._last_measure is not None:
            self._mark_measure(self._last_measure)
            self.action_enter()
        elif end is End.FOLLOWUP:
            self._do(
                self._follow_up,
                said=f"Follow-up from now on: {key_for('session.plan')} sets the next date.",
            )
        elif end is End.DISCHARGE:
            said = f"{self._patient.code} is discharged. The same command brings the person back."
            self._do(self._store.archive, self._today, said=said)

    def _follow_up(self, _: int) -> Case:
        return self._store.edit_patient(replace(self._patient, stage=Stage.FOLLOWUP))

    @property
    def _patient(self) -> Patient:
        return self._case.patient
