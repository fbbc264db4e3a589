"""What becomes of two records of one patient when they are made one: said before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from romtui.domain import texts
from romtui.domain.case import Case, Patient, Result
from romtui.domain.errors import UserError
from romtui.domain.parts import score_said
from romtui.domain.text import counted

_NAMED: Final = 3


def refuse_unfit(source: Patient, into: Patient) -> None:
    """Raise UserError if both are one record, or if the one to stay is archived."""
    if source.id == into.id:
        raise UserError(texts.SAME_RECORD)
    if into.archived_on is not None:
        raise UserError(texts.merge_into_archived(into.code))


@dataclass(frozen=True, slots=True)
class Merging:
    """What would move from one record into another, and what is in both of them."""

    source: Case
    into: Case

    @property
    def same_day(self) -> tuple[tuple[Result, Result], ...]:
        """The pairs of results of one questionnaire and day, one from each record."""
        existing = {(result.instrument, result.on): result for result in self.into.every_result}
        return tuple(
            (result, existing[result.instrument, result.on])
            for result in self.source.every_result
            if (result.instrument, result.on) in existing and not self._is_own(result)
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """In numbers what moves, what is in both, and what becomes of the emptied record."""
        source, into = self.source.patient.code, self.into.patient.code
        moved = ", ".join(self._counted()) or texts.NOTHING_TO_MOVE
        return (
            texts.moved(source, into, moved),
            *self._twice(),
            *self._only_once(),
            texts.emptied(source),
            texts.BACKUP_IS_THE_WAY_BACK,
        )

    def _counted(self) -> Iterator[str]:
        source = self.source
        for number, thing in (
            (len(source.every_result), "results"),
            (len(source.sessions), "sessions"),
            (len(source.own), "own"),
            (len(source.targets), "targets"),
            (len(source.agreements), "agreements"),
            (len(source.focuses), "focuses"),
            (len(source.events), "events"),
            (len(source.drafts), "drafts"),
        ):
            if number:
                yield counted(number, *texts.MERGED_THINGS[thing])

    def _twice(self) -> Iterator[str]:
        pairs = self.same_day
        for coming, existing in pairs[:_NAMED]:
            name = self.into.instruments[existing.instrument].name
            scores = f"{self._score(existing)} and {self._score(coming)}"
            yield texts.in_both(name, existing.on, scores)
        if len(pairs) > _NAMED:
            yield texts.more_in_both(len(pairs) - _NAMED)

    def _only_once(self) -> Iterator[str]:
        into = self.into
        days = {session.on for session in into.sessions} & {
            session.on for session in self.source.sessions
        }
        forms = {draft.instrument for draft in into.drafts if draft.amends is None} & {
            draft.instrument for draft in self.source.drafts if draft.amends is None
        }
        if days:
            yield texts.sessions_in_both(len(days), into.patient.code)
        if forms:
            yield texts.UNFINISHED_IN_BOTH

    def _is_own(self, result: Result) -> bool:
        """Goals of two records are two goals, whatever their numbers."""
        return any(measure.id == result.instrument for measure in self.source.own)

    def _score(self, result: Result) -> str:
        return score_said(self.into.instruments[result.instrument], result) or texts.NO_SCORE
