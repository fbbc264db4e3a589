"""What goes out of the vault and what comes in. What is rarely done is loaded when it is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from romtui.domain.imported_score import Differing, ImportedScore, ImportSummary
from romtui.store.db.transactions import Transactions
from romtui.store.db.unit_of_work import AuditEvent, UnitOfWork

if TYPE_CHECKING:
    from romtui.store.transfer.exporting import Person

Did = TypeVar("Did")


class Exchange(Transactions):
    """The verbs about files. With `dry_run` everything is tried and nothing is kept."""

    def people(self, patient_ids: Sequence[int] | None = None) -> "tuple[Person, ...]":
        """All about some people or everybody, as it may stand in a file, by their codes."""
        from romtui.store.transfer import exporting

        with self._reading() as connection:
            if patient_ids is None:
                patient_ids = exporting.everybody(connection)
            return tuple(exporting.read_person(connection, one) for one in patient_ids)

    def note_exported(self, patient_id: int | None) -> None:
        """Write down that somebody, or everybody, goes out as a plain file."""
        with self._writing() as work:
            work.log(AuditEvent.EXPORTED, patient_id)

    def note_handed_out(self, patient_id: int) -> None:
        """Write down that a page for somebody to take home goes out as a plain file."""
        with self._writing() as work:
            work.log(AuditEvent.HANDED_OUT, patient_id)

    def import_people(self, people: Sequence[object], *, dry_run: bool = False) -> ImportSummary:
        """Take people of a file in, with new numbers, or none of them."""
        from romtui.store.transfer import exporting
        from romtui.store.transfer.importing import take_in_people, view_of

        def import_cases(work: UnitOfWork) -> ImportSummary:
            cases = take_in_people(work, people)
            found = [exporting.read_person(work.connection, one.patient.id) for one in cases]
            count = sum(len(one["result"]) for one in found)
            return ImportSummary(len(cases), count, view=view_of(work, cases))

        return self._try(import_cases, dry_run=dry_run)

    def import_scores(
        self,
        scores: Sequence[ImportedScore],
        *,
        add_people: bool = False,
        differing: Differing | None = None,
        whole: bool = False,
        dry_run: bool = False,
    ) -> ImportSummary:
        """Take the scores of a table in, or none of them; what is there already stays one.

        Forms that differ from what is there of that day are refused until `differing` says what
        becomes of them. `whole` says that all lines of the table stand beside each other.
        """
        from romtui.store.transfer.earlier_scores import take_in_scores

        def import_cases(work: UnitOfWork) -> ImportSummary:
            return take_in_scores(
                work,
                scores,
                add_people=add_people,
                differing=differing,
                whole=whole,
                dry_run=dry_run,
            )

        return self._try(import_cases, dry_run=dry_run)

    def undo_import(self) -> ImportSummary:
        """Take the latest import back as a whole."""
        from romtui.store.transfer import undo_import as undoing

        with self._writing() as work:
            return undoing.undo_import(work)

    def _try(self, step: Callable[[UnitOfWork], Did], *, dry_run: bool) -> Did:
        with self._writing() as work:
            done = step(work)
            if dry_run:
                work.connection.rollback()
            return done
