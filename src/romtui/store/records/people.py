"""Who is seen, and which measures they get."""

from dataclasses import replace
from datetime import date

from sqlalchemy import insert

from romtui.domain.case import Case, Patient, Stage
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import USUAL_BATTERY, Preferences, Scheduled
from romtui.domain.private import Private
from romtui.store.db.mapping import table
from romtui.store.db.schema import PREFERENCES, PreferenceRow
from romtui.store.db.transactions import NOTHING, Transactions
from romtui.store.db.unit_of_work import AuditEvent, refuse_blank
from romtui.store.records import battery, patients
from romtui.store.records.cases import read_patient

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
        with self._writing() as work:
            patient = Patient(
                id=0,
                code=code.strip() or patients.next_code(work.connection),
                started_on=started_on or work.today,
                initials=initials,
                name=name,
                birth_year=birth_year,
                stage=Stage.ACTIVE,
            )
            patients.refuse_unfit(work, patient)
            patient_id = patients.add(work, patient)
            for scheduled in USUAL_BATTERY:
                battery.put(work, patient_id, scheduled)
            return work.done(AuditEvent.PATIENT_ADDED, patient_id)

    def edit_patient(self, patient: Patient) -> Case:
        """Write a changed patient: `edit_patient(replace(case.patient, stage=...))`."""
        with self._writing() as work:
            before = read_patient(work.connection, patient.id)
            changed = replace(patient, code=patient.code.strip(), archived_on=before.archived_on)
            patients.refuse_unfit(work, changed)
            return patients.update_patient(work, changed, AuditEvent.PATIENT_EDITED)

    def archive(self, patient_id: int, on: date) -> Case:
        """Put a record away; nothing is deleted."""
        with self._writing() as work:
            work.refuse_future(on)
            patient = read_patient(work.connection, patient_id)
            return patients.update_patient(
                work, replace(patient, archived_on=on), AuditEvent.ARCHIVED
            )

    def unarchive(self, patient_id: int) -> Case:
        """Take a record out again."""
        with self._writing() as work:
            patient = read_patient(work.connection, patient_id)
            return patients.update_patient(
                work, replace(patient, archived_on=None), AuditEvent.UNARCHIVED
            )

    def set_preferences(self, patient_id: int, preferences: Preferences) -> Case:
        """Keep how a person wants to be asked."""
        with self._writing() as work:
            read_patient(work.connection, patient_id)
            row = {"patient_id": patient_id, **PREFERENCES.row(preferences)}
            work.connection.execute(insert(_PREFERENCE).prefix_with("OR REPLACE"), row)
            return work.done(AuditEvent.PREFERENCES_SET, patient_id)

    def schedule(self, patient_id: int, scheduled: Scheduled) -> Case:
        """Put a measure into the battery, or change how often it comes and whether it is paused."""
        with self._writing() as work:
            read_patient(work.connection, patient_id)
            battery.refuse_unfit(work, patient_id, scheduled)
            battery.put(work, patient_id, scheduled)
            return work.done(AuditEvent.BATTERY_SET, patient_id)

    def unschedule(self, patient_id: int, instrument: str) -> Case:
        """Take a measure out of the battery; its results stay."""
        with self._writing() as work:
            read_patient(work.connection, patient_id)
            battery.remove(work, patient_id, instrument)
            return work.done(AuditEvent.BATTERY_SET, patient_id)

    def add_own(
        self, patient_id: int, kind: PersonalKind, words: Private, direction: Direction
    ) -> Case:
        """Make a goal or an item in the person's own words, to be rated every session."""
        with self._writing() as work:
            read_patient(work.connection, patient_id)
            refuse_blank(words, "Write it in the person's own words.")
            made = battery.add_own(work, patient_id, kind, words, direction)
            battery.refuse_unfit(work, patient_id, Scheduled(made))
            battery.put(work, patient_id, Scheduled(made))
            return work.done(AuditEvent.OWN_ADDED, patient_id)
