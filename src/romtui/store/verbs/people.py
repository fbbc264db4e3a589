"""Who is seen, and which measures they get."""

from dataclasses import replace
from datetime import date

from sqlalchemy import insert

from romtui.domain.cadence import USUAL, Scheduled
from romtui.domain.case import Case, Patient, Stage
from romtui.domain.instrument import Direction
from romtui.domain.own import Own
from romtui.domain.preferences import Preferences
from romtui.domain.private import Private
from romtui.store import battery, patients
from romtui.store.reading import read_patient
from romtui.store.tables import PreferenceRow, table
from romtui.store.transactions import NOTHING, Transactions
from romtui.store.writing import Act, preference_row, refuse_blank

_PREFERENCE = table(PreferenceRow)


class People(Transactions):
    """The verbs about a person and their battery."""

    def propose_code(self) -> str:
        """Give the next free code, such as A-017."""
        with self._transaction(self._to_read) as connection:
            return patients.next_code(connection)

    def add_patient(
        self,
        code: str = "",
        initials: Private = NOTHING,
        name: Private = NOTHING,
        birth_year: int | None = None,
        started_on: date | None = None,
    ) -> Case:
        """Start a record; an empty code takes the proposed one, no date means today."""
        with self._writing() as writing:
            patient = Patient(
                id=0,
                code=code.strip() or patients.next_code(writing.connection),
                started_on=started_on or writing.today,
                initials=initials,
                name=name,
                birth_year=birth_year,
                stage=Stage.ACTIVE,
            )
            patients.refuse_unfit(writing, patient)
            patient_id = patients.add(writing, patient)
            for scheduled in USUAL:
                battery.put(writing, patient_id, scheduled)
            return writing.done(Act.PATIENT_ADDED, patient_id)

    def edit_patient(self, patient: Patient) -> Case:
        """Write a changed patient: `edit_patient(replace(case.patient, stage=...))`."""
        with self._writing() as writing:
            before = read_patient(writing.connection, patient.id)
            changed = replace(patient, code=patient.code.strip(), archived_on=before.archived_on)
            patients.refuse_unfit(writing, changed)
            return patients.update_patient(writing, changed, Act.PATIENT_EDITED)

    def archive(self, patient_id: int, on: date) -> Case:
        """Put a record away; nothing is deleted."""
        with self._writing() as writing:
            writing.refuse_future(on)
            patient = read_patient(writing.connection, patient_id)
            return patients.update_patient(writing, replace(patient, archived_on=on), Act.ARCHIVED)

    def unarchive(self, patient_id: int) -> Case:
        """Take a record out again."""
        with self._writing() as writing:
            patient = read_patient(writing.connection, patient_id)
            return patients.update_patient(
                writing, replace(patient, archived_on=None), Act.UNARCHIVED
            )

    def set_preferences(self, patient_id: int, preferences: Preferences) -> Case:
        """Keep how a person wants to be asked."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            row = preference_row(patient_id, preferences)
            writing.connection.execute(insert(_PREFERENCE).prefix_with("OR REPLACE"), row)
            return writing.done(Act.PREFERENCES_SET, patient_id)

    def schedule(self, patient_id: int, scheduled: Scheduled) -> Case:
        """Put a measure into the battery, or change how often it comes and whether it is paused."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            battery.refuse_unfit(writing, patient_id, scheduled)
            battery.put(writing, patient_id, scheduled)
            return writing.done(Act.BATTERY_SET, patient_id)

    def unschedule(self, patient_id: int, instrument: str) -> Case:
        """Take a measure out of the battery; its results stay."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            battery.remove(writing, patient_id, instrument)
            return writing.done(Act.BATTERY_SET, patient_id)

    def add_own(self, patient_id: int, kind: Own, words: Private, direction: Direction) -> Case:
        """Make a goal or an item in the person's own words, to be rated every session."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            refuse_blank(words, "Write it in the person's own words.")
            made = battery.add_own(writing, patient_id, kind, words, direction)
            battery.refuse_unfit(writing, patient_id, Scheduled(made))
            battery.put(writing, patient_id, Scheduled(made))
            return writing.done(Act.OWN_ADDED, patient_id)
