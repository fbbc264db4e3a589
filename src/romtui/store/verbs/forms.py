"""Forms: half-filled, kept, corrected, taken back."""

from dataclasses import replace
from typing import Final

from romtui.domain.case import TAKES_ITS_PLACE, Case, Draft, Form, Result, Status
from romtui.domain.caseload import with_draft
from romtui.domain.errors import Refusal
from romtui.domain.history import UNDONE, standing
from romtui.domain.private import Private
from romtui.store import results
from romtui.store.reading import read_patient, read_versions
from romtui.store.standings import read_standing, write_standings
from romtui.store.transactions import Transactions
from romtui.store.writing import Act, refuse_blank

_IN_USE: Final = """
    SELECT instrument FROM result GROUP BY instrument
    ORDER BY count(DISTINCT patient_id) DESC, count(*) DESC, instrument
"""


class Forms(Transactions):
    """The verbs about what a person filled in."""

    def keep_draft(self, patient_id: int, draft: Draft) -> None:
        """Save a half-filled form, after each key."""
        with self._writing() as writing:
            if writing.keep_draft(patient_id, draft):
                writing.log(Act.DRAFT_BEGUN, patient_id)
                line = read_standing(writing.connection, patient_id)
                write_standings(writing.connection, [with_draft(line, draft.instrument)])

    def drop_draft(self, patient_id: int, instrument: str, amends: int | None = None) -> Case:
        """Throw a half-filled form away, or the half-made correction of a result."""
        with self._writing() as writing:
            writing.drop_draft(patient_id, instrument, amends)
            return writing.done(Act.DRAFT_DROPPED, patient_id)

    def record(self, patient_id: int, form: Form, *, in_place_of: int | None = None) -> Case:
        """Score a form and keep it; its draft goes. A total leaves a half-filled form alone.

        A form of today begins the session of today; one filled in earlier does not.
        `in_place_of` is the result of the same form and day whose next version it becomes;
        without it the two stand beside each other.
        """
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            if in_place_of is None:
                scored = results.result_of(writing, patient_id, form)
                act, result_id = Act.RECORDED, results.add_result(writing, patient_id, scored)
            else:
                results.take_its_place(writing, patient_id, in_place_of, form)
                act, result_id = Act.AMENDED, in_place_of
            if form.answers is not None:
                writing.drop_draft(patient_id, form.instrument)
            if form.on == writing.today:
                writing.begin_session(patient_id)
            return writing.done(act, patient_id, result_id)

    def forms_in_use(self) -> tuple[str, ...]:
        """The questionnaires of all patients, those of most of them first."""
        with self._reading() as connection:
            return tuple(connection.exec_driver_sql(_IN_USE).scalars())

    def amend(self, result_id: int, form: Form, reason: Private) -> Case:
        """Correct a result by a new version; a reason is asked for."""
        with self._writing() as writing:
            refuse_blank(reason, "Say in a word why it is amended.")
            before = results.current(writing, result_id)
            if form.instrument != before.instrument:
                raise Refusal("This is another questionnaire: withdraw the result instead.")
            patient_id = results.patient_of(writing, result_id)
            if not before.of_version(writing.instrument(patient_id, form.instrument)):
                raise Refusal(
                    "This result was made with another version of the form: withdraw it instead."
                )
            results.add_version(
                writing,
                replace(
                    results.result_of(writing, patient_id, form),
                    id=result_id,
                    version=before.version + 1,
                    status=Status.AMENDED,
                    reason=reason,
                ),
            )
            writing.drop_draft(patient_id, form.instrument, amends=result_id)
            return writing.done(Act.AMENDED, patient_id, result_id)

    def undo(self, result_id: int) -> Case:
        """Take the latest change of a result back that still stands, by a new version.

        At last the result itself: a form is withdrawn then and comes back as a draft with its
        answers, unless another draft of the same questionnaire was begun since.
        """
        with self._writing() as writing:
            versions = read_versions(writing.connection, result_id)
            current = versions[-1]
            still_there = standing(versions)
            if not still_there:
                raise Refusal("There is nothing left to take back.")
            *before, last = still_there
            goal = before[-1] if before else replace(last, status=Status.WITHDRAWN)
            undone = replace(
                goal, version=current.version + 1, entered_at=writing.at, reason=UNDONE
            )
            results.add_version(writing, undone)
            if before:
                results.carry_over_what_was_said(writing, goal, undone)
            if last.reason == TAKES_ITS_PLACE:
                results.bring_followup_back(writing, before, last)
            patient_id = results.patient_of(writing, result_id)
            results.carry_over_to_draft(writing, patient_id, last, current, undone)
            return writing.done(Act.UNDONE, patient_id, result_id)

    def withdraw(self, result_id: int, reason: Private) -> Case:
        """Mark a result as entered in error: it leaves the trend, its history stays."""
        with self._writing() as writing:
            refuse_blank(reason, "Say in a word why it is withdrawn.")
            before = results.current(writing, result_id)
            results.add_version(
                writing,
                replace(
                    before,
                    version=before.version + 1,
                    entered_at=writing.at,
                    status=Status.WITHDRAWN,
                    reason=reason,
                ),
            )
            return writing.done(Act.WITHDRAWN, results.patient_of(writing, result_id), result_id)

    def history(self, result_id: int) -> tuple[Result, ...]:
        """Every version of a result, oldest first."""
        with self._transaction(self._to_read) as connection:
            return read_versions(connection, result_id)

    def answer_followup(self, result_id: int, answer: int | None) -> Case:
        """Keep the answer to the question after a form, None takes it back; the result stays."""
        act = Act.FOLLOWUP_DROPPED if answer is None else Act.FOLLOWUP_ANSWERED
        with self._writing() as writing:
            patient_id = results.patient_of(writing, result_id)
            results.add_followup(writing, patient_id, result_id, answer)
            return writing.done(act, patient_id, result_id)
