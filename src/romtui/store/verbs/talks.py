"""What was talked about and agreed."""

from sqlalchemy import insert

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.store import results
from romtui.store.tables import DiscussionRow, SafetyReviewRow, table
from romtui.store.transactions import Transactions
from romtui.store.writing import Act, refuse_blank

_DISCUSSION = table(DiscussionRow)
_REVIEW = table(SafetyReviewRow)


class Talks(Transactions):
    """The verbs about talking: shared, reviewed."""

    def share(self, result_id: int, how: str) -> Case:
        """Note that this version of a result was talked about; `how` is one of our own words."""
        with self._writing() as writing:
            current = results.current(writing, result_id)
            patient_id = results.patient_of(writing, result_id)
            row = {
                "result_id": result_id,
                "n": current.version,
                "shared_at": writing.at,
                "how": how,
                "note": "",
            }
            writing.connection.execute(insert(_DISCUSSION), row)
            writing.begin_session(patient_id)
            return writing.done(Act.SHARED, patient_id, result_id)

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
            return writing.done(
                Act.SAFETY_REVIEWED, results.patient_of(writing, result_id), result_id
            )
