"""What becomes of two records of one patient when they are made one: said before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from romtui.domain.case import Case, Patient, Result
from romtui.domain.errors import UserError
from romtui.domain.parts import score_said
from romtui.domain.text import full_day

_NAMED: Final = 3


def refuse_unfit(source: Patient, into: Patient) -> None:
    """Raise UserError if both are one record, or if the one to stay is archived."""
    if source.id == into.id:
        raise UserError("This is one record already. Choose another one.")
    if into.archived_on is not None:
        raise UserError(f"{into.code} is archived. Bring it back first, or merge the other way.")


@dataclass(frozen=True, slots=True)
class Merging:
    """What would move from one record into another, and what is in both of them."""

    source: Case
    into: Case

    @property
    def same_day(self) -> tuple[tuple[Result, Result], ...]:
        """The pairs of results of one questionnaire and day, one from each record."""
        there = {(result.instrument, result.on): result for result in self.into.every_result}
        return tuple(
            (result, there[result.instrument, result.on])
            for result in self.source.every_result
            if (result.instrument, result.on) in there and not self._is_own(result)
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """In numbers what moves, what is in both, and what becomes of the emptied record."""
        source, into = self.source.patient.code, self.into.patient.code
        moved = ", ".join(self._counted()) or "nothing but the record itself"
        return (
            f"From {source} to {into}: {moved}.",
            *self._twice(),
            *self._only_once(),
            f"Every version of every result goes with it. {source} is kept, empty and archived.",
            "A backup is made first: it is the only way back.",
        )

    def _counted(self) -> Iterator[str]:
        source = self.source
        for number, singular, plural in (
            (len(source.every_result), "result", "results"),
            (len(source.sessions), "session", "sessions"),
            (len(source.own), "goal or personal item", "goals and personal items"),
            (len(source.targets), "target", "targets"),
            (len(source.agreements), "agreed action", "agreed actions"),
            (len(source.focuses), "intervention", "interventions"),
            (len(source.events), "event", "events"),
            (len(source.drafts), "half-filled form", "half-filled forms"),
        ):
            if number:
                yield f"{number} {singular if number == 1 else plural}"

    def _twice(self) -> Iterator[str]:
        pairs = self.same_day
        for coming, there in pairs[:_NAMED]:
            name = self.into.instruments[there.instrument].name
            scores = f"{self._score(there)} and {self._score(coming)}"
            yield (
                f"{name} of {full_day(there.on)} is in both ({scores}): both are kept, the one "
                "entered last counts."
            )
        if len(pairs) > _NAMED:
            yield f"So it is with {len(pairs) - _NAMED} more forms."

    def _only_once(self) -> Iterator[str]:
        into = self.into
        days = {session.on for session in into.sessions} & {
            session.on for session in self.source.sessions
        }
        forms = {draft.instrument for draft in into.drafts if draft.amends is None} & {
            draft.instrument for draft in self.source.drafts if draft.amends is None
        }
        if days:
            yield (
                f"{len(days)} {'day is' if len(days) == 1 else 'days are'} in both: "
                f"{into.patient.code}'s impression stays, the other is kept in the emptied record."
            )
        if forms:
            yield "A form is half-filled in both: the other one stays in the emptied record."

    def _is_own(self, result: Result) -> bool:
        """Goals of two records are two goals, whatever their numbers."""
        return any(measure.id == result.instrument for measure in self.source.own)

    def _score(self, result: Result) -> str:
        return score_said(self.into.instruments[result.instrument], result) or "no score"
