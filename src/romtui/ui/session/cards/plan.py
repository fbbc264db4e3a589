"""How the work is arranged: the next session, how many there are to be, the stage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from romtui.domain.case import Case, Patient, Stage
from romtui.domain.text import short_with_year
from romtui.ui.dates import read_day_ahead
from romtui.ui.reading import read_planned, read_stage
from romtui.ui.screens.fields import Field, FieldsScreen
from romtui.ui.session import texts
from romtui.ui.texts import DAY_AHEAD

STAGES: Final = {Stage.ACTIVE: "active", Stage.ENDING: "ending", Stage.FOLLOWUP: "follow-up"}


class PlanScreen(FieldsScreen):
    """Three fields, each with what it changes. A next session that is past is left empty."""

    def __init__(self, patient: Patient, today: date, keep: Callable[[Patient], Case]) -> None:
        to_come = patient.next_on if patient.next_on and patient.next_on >= today else None
        super().__init__(
            texts.TREATMENT_PLAN,
            Field(
                "next",
                texts.plan_next(DAY_AHEAD),
                short_with_year(to_come) if to_come else "",
                day=self._next,
            ),
            Field("planned", texts.PLAN_PLANNED, f"{patient.planned_sessions or ''}", read_planned),
            Field("stage", texts.PLAN_STAGE, STAGES[patient.stage], read_stage),
        )
        self._patient = patient
        self._today = today
        self._keep = keep

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the plan."""
        return self._keep(
            replace(
                self._patient,
                next_on=self._next(typed["next"]),
                planned_sessions=read_planned(typed["planned"]),
                stage=read_stage(typed["stage"]),
            )
        )

    def _next(self, typed: str) -> date | None:
        return read_day_ahead(typed, self._today) if typed else None
