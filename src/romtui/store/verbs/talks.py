"""What was talked about and agreed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.sqlite import insert as upsert

from romtui.domain.case import Case
from romtui.domain.errors import Refusal
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.talk import Ask, Fit, How, Outcome
from romtui.store import results
from romtui.store.reading import read_patient
from romtui.store.tables import (
    AgreementRow,
    DiscussionRow,
    FitRow,
    FiveQuestionsRow,
    LineUseRow,
    ObjectionRow,
    SafetyReviewRow,
    SkipRow,
    table,
)
from romtui.store.transactions import NOTHING, Transactions
from romtui.store.writing import Act, Writing, refuse_blank

Results = int | Sequence[int]
"""One result by its id, or several: all of them are noted, or none."""

_DISCUSSION = table(DiscussionRow)
_REVIEW = table(SafetyReviewRow)
_FIT = table(FitRow)
_SKIP = table(SkipRow)
_AGREEMENT = table(AgreementRow)
_FIVE = table(FiveQuestionsRow)
_OBJECTION = table(ObjectionRow)
_LINE_USE = table(LineUseRow)


class Talks(Transactions):
    """The verbs about talking. Each that needs the person in the room begins today's session."""

    def share(self, result: Results, how: How, line_id: str = "") -> Case:
        """Note that these versions of results were shared and talked about, with which line."""
        with self._writing() as writing:
            patient_id = _one_person(writing, result)
            for result_id in _each(result):
                row = _version(writing, result_id)
                shared = {**row, "shared_at": writing.at, "how": how.value}
                writing.connection.execute(delete(_DISCUSSION).filter_by(**row))
                writing.connection.execute(insert(_DISCUSSION), shared)
                writing.log(Act.SHARED, result_id)
            writing.begin_session(patient_id)
            if line_id:
                _keep_line(writing, patient_id, line_id)
            return writing.renew_standing(patient_id)

    def unshare(self, result: Results) -> Case:
        """Take back that these versions of results were shared."""
        with self._writing() as writing:
            patient_id = _one_person(writing, result)
            for result_id in _each(result):
                row = _version(writing, result_id)
                writing.connection.execute(delete(_DISCUSSION).filter_by(**row))
                writing.log(Act.NOT_SHARED, result_id)
            return writing.renew_standing(patient_id)

    def note_fit(self, result_id: int, fit: Fit, words: Private = NOTHING) -> Case:
        """Keep whether the score fits how the person feels, beside this version of it."""
        with self._writing() as writing:
            current = results.current(writing, result_id)
            patient_id = results.patient_of(writing, result_id)
            row = {
                "result_id": result_id,
                "n": current.version,
                "said_at": writing.at,
                "fit": fit.value,
                "words": words.reveal().strip(),
            }
            writing.connection.execute(insert(_FIT), row)
            writing.begin_session(patient_id)
            return writing.done(Act.FIT, patient_id, result_id)

    def skip(self, patient_id: int, reason: Private, result: Results = ()) -> Case:
        """Note that results were not talked about today or, without any, no form filled in."""
        with self._writing() as writing:
            refuse_blank(reason, "Say in a word why not today.")
            read_patient(writing.connection, patient_id)
            put_off = _each(result)
            if put_off and _one_person(writing, put_off) != patient_id:
                raise Refusal("This result is another person's: go back and choose again.")
            for result_id in put_off or (None,):
                row = {
                    "patient_id": patient_id,
                    "day": writing.today,
                    "result_id": result_id,
                    "reason": reason.reveal().strip(),
                }
                writing.connection.execute(insert(_SKIP), row)
                writing.log(Act.SKIPPED, patient_id)
            writing.begin_session(patient_id)
            return writing.renew_standing(patient_id)

    def agree(
        self,
        patient_id: int,
        what: Private,
        review_on: date | None = None,
        pattern: Pattern | None = None,
    ) -> Case:
        """Keep what was agreed today, about which headline, and when it is looked at again."""
        with self._writing() as writing:
            refuse_blank(what, "Say in a few words what was agreed.")
            if review_on is not None and review_on < writing.today:
                raise Refusal("That day is over: choose one from today on, or leave it empty.")
            read_patient(writing.connection, patient_id)
            row = {
                "patient_id": patient_id,
                "day": writing.today,
                "what": what.reveal().strip(),
                "review_on": review_on,
                "pattern": None if pattern is None else pattern.value,
            }
            writing.connection.execute(insert(_AGREEMENT), row)
            writing.begin_session(patient_id)
            return writing.done(Act.AGREED, patient_id)

    def drop_agreement(self, patient_id: int, agreement_id: int) -> Case:
        """Take an agreement of today away that was noted by mistake."""
        with self._writing() as writing:
            of_today = (
                (_AGREEMENT.c.id == agreement_id)
                & (_AGREEMENT.c.patient_id == patient_id)
                & (_AGREEMENT.c.day == writing.today)
            )
            if not writing.connection.execute(delete(_AGREEMENT).where(of_today)).rowcount:
                raise Refusal("Only an agreement of today is taken back: say what became of it.")
            return writing.done(Act.AGREEMENT_DROPPED, patient_id)

    def review_agreement(self, patient_id: int, agreement_id: int, outcome: Outcome) -> Case:
        """Keep what became of an agreement; a later word takes the place of an earlier one."""
        with self._writing() as writing:
            this = (_AGREEMENT.c.id == agreement_id) & (_AGREEMENT.c.patient_id == patient_id)
            became = {"outcome": outcome.value, "outcome_on": writing.today}
            if not writing.connection.execute(
                update(_AGREEMENT).where(this).values(became)
            ).rowcount:
                raise Refusal("There is no such agreement: go back to the session and try again.")
            writing.begin_session(patient_id)
            return writing.done(Act.AGREEMENT_REVIEWED, patient_id)

    def tick_question(
        self, patient_id: int, ask: Ask, note: Private = NOTHING, *, done: bool = True
    ) -> Case:
        """Tick one of the five questions for today, with a note, or take the tick away."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            key = {"patient_id": patient_id, "day": writing.today, "ask": ask.value}
            writing.connection.execute(delete(_FIVE).filter_by(**key))
            if done:
                row = {**key, "note": note.reveal().strip()}
                writing.connection.execute(insert(_FIVE), row)
                writing.begin_session(patient_id)
            return writing.done(Act.ASKED, patient_id)

    def note_objection(self, patient_id: int, code: str, note: Private = NOTHING) -> Case:
        """Keep what the person said against the questionnaires, by its code in the deck."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            row = {
                "patient_id": patient_id,
                "day": writing.today,
                "code": code,
                "note": note.reveal().strip(),
            }
            writing.connection.execute(insert(_OBJECTION), row)
            writing.begin_session(patient_id)
            return writing.done(Act.OBJECTED, patient_id)

    def say(self, patient_id: int, line_id: str) -> Case:
        """Keep that a line of the deck was said today."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            _keep_line(writing, patient_id, line_id)
            writing.begin_session(patient_id)
            return writing.done(Act.LINE_SAID, patient_id)

    def review_safety(self, result_id: int, note: Private) -> Case:
        """Note what was asked and done about a safety answer, in this version of it."""
        with self._writing() as writing:
            refuse_blank(note, "Say in a few words what was asked and what was done.")
            current = results.current(writing, result_id)
            row = {
                "result_id": result_id,
                "n": current.version,
                "reviewed_at": writing.at,
                "note": note.reveal(),
            }
            writing.connection.execute(insert(_REVIEW), row)
            patient_id = results.patient_of(writing, result_id)
            return writing.done(Act.SAFETY_REVIEWED, patient_id, result_id)


def _each(result: Results) -> Sequence[int]:
    return (result,) if isinstance(result, int) else result


def _one_person(writing: Writing, result: Results) -> int:
    """Whose results they are; Refusal when they are not all of one person."""
    people = {results.patient_of(writing, result_id) for result_id in _each(result)}
    if len(people) != 1:
        raise Refusal("These results are not all of one person: go back and choose again.")
    return people.pop()


def _version(writing: Writing, result_id: int) -> dict[str, int]:
    """The version of a result that counts now, by its key."""
    return {"result_id": result_id, "n": results.current(writing, result_id).version}


def _keep_line(writing: Writing, patient_id: int, line_id: str) -> None:
    row = {"patient_id": patient_id, "day": writing.today, "line_id": line_id}
    writing.connection.execute(upsert(_LINE_USE).values(row).on_conflict_do_nothing())
