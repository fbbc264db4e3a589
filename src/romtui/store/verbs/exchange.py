"""What goes out of the vault and what comes in. What is rarely done is loaded when it is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from romtui.domain.earlier_score import Differing, EarlierScore, TakenIn
from romtui.store.transactions import Transactions
from romtui.store.writing import Act, Writing

if TYPE_CHECKING:
    from romtui.store.exporting import Person

Did = TypeVar("Did")


class Exchange(Transactions):
    """The verbs about files. With `dry_run` everything is tried and nothing is kept."""

    def people(self, patient_ids: Sequence[int] | None = None) -> "tuple[Person, ...]":
        """All about some people or everybody, as it may stand in a file, by their codes."""
        from romtui.store import exporting

        with self._reading() as connection:
            if patient_ids is None:
                patient_ids = exporting.everybody(connection)
            return tuple(exporting.read_person(connection, one) for one in patient_ids)

    def note_exported(self, patient_id: int | None) -> None:
        """Write down that somebody, or everybody, goes out as a plain file."""
        with self._writing() as writing:
            writing.log(Act.EXPORTED, patient_id)

    def note_handed_out(self, patient_id: int) -> None:
        """Write down that a page for somebody to take home goes out as a plain file."""
        with self._writing() as writing:
            writing.log(Act.HANDED_OUT, patient_id)

    def import_people(self, people: Sequence[object], *, dry_run: bool = False) -> TakenIn:
        """Take people of a file in, with new numbers, or none of them."""
        from romtui.store import exporting
        from romtui.store.importing import take_in_people, view_of

        def take_in(writing: Writing) -> TakenIn:
            cases = take_in_people(writing, people)
            found = [exporting.read_person(writing.connection, one.patient.id) for one in cases]
            count = sum(len(one["result"]) for one in found)
            return TakenIn(len(cases), count, view=view_of(writing, cases))

        return self._try(take_in, dry_run=dry_run)

    def import_scores(
        self,
        scores: Sequence[EarlierScore],
        *,
        add_people: bool = False,
        differing: Differing | None = None,
        whole: bool = False,
        dry_run: bool = False,
    ) -> TakenIn:
        """Take the scores of a table in, or none of them; what is there already stays one.

        Forms that differ from what is there of that day are refused until `differing` says what
        becomes of them. `whole` says that all lines of the table stand beside each other.
        """
        from romtui.store.earlier_scores import take_in_scores

        def take_in(writing: Writing) -> TakenIn:
            return take_in_scores(
                writing,
                scores,
                add_people=add_people,
                differing=differing,
                whole=whole,
                dry_run=dry_run,
            )

        return self._try(take_in, dry_run=dry_run)

    def undo_import(self) -> TakenIn:
        """Take the latest import back as a whole."""
        from romtui.store import undoing

        with self._writing() as writing:
            return undoing.undo_import(writing)

    def _try(self, work: Callable[[Writing], Did], *, dry_run: bool) -> Did:
        with self._writing() as writing:
            done = work(writing)
            if dry_run:
                writing.connection.rollback()
            return done
