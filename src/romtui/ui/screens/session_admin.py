"""What is arranged around a session: safety reviewed, the plan, absences, the end of the work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from romtui.domain.case import Attendance, Case, Patient, Stage
from romtui.domain.errors import Refusal
from romtui.domain.open_points import last_measure_to_come
from romtui.domain.safety import unreviewed
from romtui.ui.dates import read_any_day, with_weekday
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.sitting import Sitting

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.ui.app import RomtuiApp
    from romtui.ui.screens.discharge import End


class Administration(Screen[None]):
    """The part of the session screen that asks for such things and keeps them."""

    app: "RomtuiApp"
    _store: "Store"
    _sitting: Sitting

    def show(self, case: Case) -> None:
        """Show another case."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Show one sentence."""
        raise NotImplementedError

    def action_enter(self) -> None:
        """Fill in the marked measure."""
        raise NotImplementedError

    def _mark_measure(self, measure: str | None) -> None:
        """Mark a measure."""
        raise NotImplementedError

    def action_review(self) -> None:
        """Ask what was asked and done; only then is the answer marked as reviewed."""
        oldest = next(unreviewed(self._sitting.case), None)
        if oldest is None:
            return
        from romtui.ui.screens.review import ReviewScreen

        asking = ReviewScreen(
            f"Safety answer of {with_weekday(oldest.on)}: what did you ask, and what was done?",
            partial(self._store.review_safety, oldest.id),
            self._store.procedure(),
        )
        self.app.push_screen(asking, self._arranged)

    def action_plan(self) -> None:
        """Ask for the next session, how many there are to be, and the stage."""
        from romtui.ui.screens.plan import PlanScreen

        asking = PlanScreen(self._patient, self._day, self._store.edit_patient)
        self.app.push_screen(asking, self._arranged)

    def action_missed(self) -> None:
        """Ask which session the person did not come to."""
        self._ask_absence(Attendance.MISSED)

    def action_cancelled(self) -> None:
        """Ask which session was cancelled."""
        self._ask_absence(Attendance.CANCELLED)

    def action_discharge(self) -> None:
        """Ask how the work ends; a person who was discharged comes back."""
        if self._patient.archived_on is not None:
            back = partial(self._store.unarchive, self._patient.id)
            self._arrange(back, "The person is back in the caseload.")
            return
        from romtui.ui.screens.discharge import DischargeScreen

        missing = self._last_measure
        name = "" if missing is None else self._sitting.case.instruments[missing].name
        self.app.push_screen(DischargeScreen(self._about_the_end(name), name), self._end)

    def _ask_absence(self, attendance: Attendance) -> None:
        asking = QuestionScreen(
            f"Which session was {attendance.value}?",
            partial(self._note_absence, attendance),
            hint="Enter alone is today. Or 2026-12-01, 7 for a week ago, +7 for in a week.",
        )
        self.app.push_screen(asking, self._noted)

    def _note_absence(self, attendance: Attendance, typed: str) -> tuple[Case, str]:
        """Note it, or take it back when it is noted already; gives what to say about it."""
        patient, on = self._patient, read_any_day(typed, self._day)
        if on < patient.started_on:
            began = with_weekday(patient.started_on)
            raise Refusal(f"{with_weekday(on)} is before your work together began ({began}).")
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
        case = self._sitting.case
        seen = any(one.on == on and one.impression is not None for one in case.sessions)
        return seen or any(result.on == on for result in case.results)

    def _attendance(self, on: date) -> Attendance | None:
        sessions = self._sitting.case.sessions
        return next((one.attendance for one in sessions if one.on == on), None)

    @property
    def _last_measure(self) -> str | None:
        days = self._sitting.settings.constants.current_days
        return last_measure_to_come(self._sitting.case, self._day, days)

    def _about_the_end(self, missing: str) -> str:
        code = self._patient.code
        lines = [f"Discharge {code}? The record stays, the person leaves the active list."]
        if missing:
            days = self._sitting.settings.constants.current_days
            lines.append(f"The {missing} has no score of the last {days} days to end with.")
        if any(unreviewed(self._sitting.case)):
            lines.append("A safety answer is not reviewed yet.")
        return "\n".join(lines)

    def _end(self, end: "End | None") -> None:
        from romtui.ui.screens.discharge import End

        patient = self._patient
        if end is End.MEASURE and self._last_measure is not None:
            self._mark_measure(self._last_measure)
            self.action_enter()
        elif end is End.FOLLOWUP:
            followed_up = replace(patient, stage=Stage.FOLLOWUP)
            self._arrange(
                partial(self._store.edit_patient, followed_up),
                "Follow-up from now on: > sets the next date.",
            )
        elif end is End.DISCHARGE:
            self._arrange(
                partial(self._store.archive, patient.id, self._day),
                f"{patient.code} is discharged. The same command brings the person back.",
            )

    def _arrange(self, verb: Callable[[], Case], said: str) -> None:
        try:
            case = verb()
        except Refusal as refusal:
            self.say(str(refusal))
        else:
            self.show(case)
            self.say(said)

    def _arranged(self, case: Case | None) -> None:
        if case is not None:
            self.show(case)
            self.say(self._sitting.waiting)

    @property
    def _patient(self) -> Patient:
        return self._sitting.case.patient

    @property
    def _day(self) -> date:
        return self.app.wiring.today()
