"""Earlier scores into the vault: what is there already, what is new, what differs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import Final

from sqlalchemy import insert

from romtui.domain.case import Entered, Result, Status
from romtui.domain.errors import UserError
from romtui.domain.import_view import Differs, ImportView, odd_days, understood
from romtui.domain.imported_score import Differing, ImportedScore, ImportSummary, refuse_lines
from romtui.domain.instrument import Instrument
from romtui.domain.parts import score_said
from romtui.domain.patterns.safety import known_value
from romtui.domain.private import Private
from romtui.domain.results import counting_results, part_scores
from romtui.domain.safety import refuse_impossible, refuse_impossible_part
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import DiscussionRow
from romtui.store.records import results
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import UnitOfWork
from romtui.store.records.versions import read_histories
from romtui.store.transfer.earlier_forms import GivenForm, People, given_forms
from romtui.store.transfer.undo_import import IMPORT_TAKEN_BACK

_CORRECTED: Final = Private("corrected in the imported file")
_SHARED_ELSEWHERE: Final = "before it was imported"
_MOST_LINES: Final = 20


class _Says(IntEnum):
    """What a form says beside one that is there of the same day."""

    SAME = 0
    MORE = 1
    OTHER = 2


@dataclass(slots=True)
class _There:
    """A result that is there; `brought` is the place of a form of this file that became it."""

    result: Result
    brought: int | None = None
    claimed: bool = False


Known = dict[int, dict[tuple[str, date], list[_There]]]
"""By patient, questionnaire and day; what the file brings joins it."""


@dataclass(slots=True)
class _Sorting:
    """The forms of a file, each put where it belongs; see `import_scores`."""

    work: UnitOfWork
    differing: Differing | None
    whole: bool
    known: Known = field(default_factory=dict)
    new: list[GivenForm] = field(default_factory=list)
    already: list[GivenForm] = field(default_factory=list)
    differ: list[tuple[GivenForm, Differs]] = field(default_factory=list)
    corrections: list[tuple[Result, Result]] = field(default_factory=list)
    replaced: int = 0

    def place_all(self, forms: Sequence[GivenForm]) -> None:
        """Place them in their order; a UserError names every line that cannot correct another.

        In a table of our own those come first of which just the same is there: another form of
        that day is beside them then.
        """
        if self.whole:
            forms = sorted(forms, key=lambda form: self._same(form) is None)
        wrong: list[str] = []
        for form in forms:
            try:
                self._place(form)
            except UserError as refusal:
                wrong.append(texts.at_line(form.line, refusal))
        refuse_lines(wrong)

    def _place(self, form: GivenForm) -> None:
        same = self._same(form)
        if same is not None:
            same.claimed = self.whole
            self.already.append(form)
            return
        beside = self._beside(form)
        summary = [stored for stored in beside if stored.result.status is not Status.WITHDRAWN]
        if not summary:
            self._add(form)
            return
        there = _counting(form.instrument, summary)
        self.differ.append((form, _differs(form, there.result)))
        if self.differing is Differing.BOTH:
            self._add(form)
        elif self.differing is Differing.CORRECT:
            self._correct(form, there)

    def _add(self, form: GivenForm) -> None:
        self._of_day(form).append(_There(form.result, len(self.new)))
        self.new.append(form)

    def _correct(self, form: GivenForm, there: _There) -> None:
        corrected = _corrected(form, there.result)
        if there.brought is None:
            self.corrections.append((there.result, corrected))
        else:
            earlier = self.new[there.brought]
            self.new[there.brought] = replace(earlier, result=_first(corrected))
            self.replaced += 1
        there.result, there.claimed = corrected, self.whole

    def _same(self, form: GivenForm) -> _There | None:
        """What says just the same, or more, and is no other form's match."""
        beside = self._beside(form)
        return next((stored for stored in beside if _says(form, stored.result) is _Says.SAME), None)

    def _beside(self, form: GivenForm) -> list[_There]:
        """What a form is compared with: in a table of our own nothing of the table itself."""
        return [
            stored
            for stored in self._of_day(form)
            if not (stored.claimed or (self.whole and stored.brought is not None))
        ]

    def _of_day(self, form: GivenForm) -> list[_There]:
        """What is there of a person, questionnaire and day, without what an import took back."""
        if form.patient_id not in self.known:
            by_day: dict[tuple[str, date], list[_There]] = {}
            for *_, latest in read_histories(self.work.connection, form.patient_id):
                if latest.reason != IMPORT_TAKEN_BACK or latest.status is not Status.WITHDRAWN:
                    by_day.setdefault((latest.instrument, latest.on), []).append(_There(latest))
            self.known[form.patient_id] = by_day
        return self.known[form.patient_id].setdefault((form.instrument.id, form.result.on), [])


def import_scores(
    work: UnitOfWork,
    scores: Sequence[ImportedScore],
    *,
    add_people: bool = False,
    differing: Differing | None = None,
    whole: bool = False,
    dry_run: bool = False,
) -> ImportSummary:
    """Write what is not there yet, or nothing; a UserError names every line that cannot be taken.

    `differing` says what becomes of forms of which there is another score of that day: without
    it they are refused, in a dry run shown. `whole` says that all lines of the file stand beside
    each other, as in a table of our own; in any other the same line twice is one. With
    `dry_run` everything is tried and nothing is kept.
    """
    work.log(AuditEvent.IMPORTED, len(scores))
    people = People(work, scores, add_people)
    forms = given_forms(work, scores, people)
    sorting = _Sorting(work, differing, whole)
    sorting.place_all(forms)
    if sorting.differ and differing is None and not dry_run:
        _refuse_undecided(sorting.differ)
    _write(work, sorting)
    touched = {form.patient_id for form in forms}
    # In a dry run those lines alone that could be refused: of records there were before.
    work.renew_summaries(touched - people.added.keys() if dry_run else touched)
    imported = ImportSummary(
        people=len(people.added),
        results=len(sorting.new),
        already=len(sorting.already),
        corrected=len(sorting.corrections) + sorting.replaced,
        kept=len(sorting.differ) if differing is Differing.KEEP else 0,
        view=_view(work, forms, sorting, people),
    )
    if dry_run:
        work.connection.rollback()
    return imported


def _counting(instrument: Instrument, summary: Sequence[_There]) -> _There:
    """The one of a day that counts, by the rule that holds everywhere."""
    results_of_day = [stored.result for stored in summary]
    counting = counting_results(results_of_day, {instrument.id: instrument}, date.max)[-1]
    return next(stored for stored in summary if stored.result is counting)


def _says(form: GivenForm, there: Result) -> _Says:
    """Whether a form says the same as one that is there, more of the same, or something else."""
    return max(
        _says_score(form.instrument, form.result, there),
        _says_answers(form.result, there),
        _says_safety(form.result, there),
    )


def _says_score(instrument: Instrument, given: Result, there: Result) -> _Says:
    if instrument.has_total:
        return _Says.SAME if there.total == given.total else _Says.OTHER
    have, gives = part_scores(instrument, there), part_scores(instrument, given)
    new = {part for part, points in gives.items() if points not in (None, have.get(part))}
    if not new:
        return _Says.SAME
    return _Says.OTHER if any(have.get(part) is not None for part in new) else _Says.MORE


def _says_answers(given: Result, there: Result) -> _Says:
    if given.answers in (None, there.answers):
        return _Says.SAME
    return _Says.MORE if there.answers is None else _Says.OTHER


def _says_safety(given: Result, there: Result) -> _Says:
    have = there.safety
    if any(have.get(item, answer) != answer for item, answer in given.safety.items()):
        return _Says.OTHER
    return _Says.SAME if given.safety.keys() <= have.keys() else _Says.MORE


def _differs(form: GivenForm, there: Result) -> Differs:
    given = _score_of(form.instrument, form.result)
    if _says(form, there) is _Says.MORE or given == _score_of(form.instrument, there):
        given += texts.WITH_ANSWERS if form.result.answers is not None else texts.AND_MORE
    return Differs(
        line=form.line,
        code=form.code,
        on=form.result.on,
        form=form.instrument.name,
        there=_score_of(form.instrument, there),
        given=given,
    )


def _score_of(instrument: Instrument, result: Result) -> str:
    return score_said(instrument, result) or texts.NO_SCORE


def _corrected(form: GivenForm, before: Result) -> Result:
    """The next version of a result, as the file has it; a safety answer is never lost by it."""
    given, instrument = form.result, form.instrument
    if before.instrument_version != given.instrument_version:
        raise UserError(texts.OTHER_VERSION_THERE)
    if given.answers is None:
        safety = {**before.safety, **given.safety}
        given = replace(given, safety=safety)
        if instrument.has_total and given.total is not None:
            refuse_impossible(instrument, given.total, safety)
        elif not instrument.has_total:
            have = part_scores(instrument, before)
            parts = {part: points for part, points in have.items() if points is not None}
            given = replace(given, subtotals={**parts, **given.subtotals})
            refuse_impossible_part(instrument, given.subtotals, safety)
    by_hand = Entered.TOTAL if given.answers is None else Entered.ITEMS
    return replace(
        given,
        id=before.id,
        order=before.order,
        version=before.version + 1,
        entered=Entered.IMPORTED if before.entered is Entered.IMPORTED else by_hand,
        status=Status.AMENDED,
        reason=_CORRECTED,
        followup=before.followup if given.followup is None else given.followup,
    )


def _first(corrected: Result) -> Result:
    """What another line of the same file corrects was never anywhere: it begins its history."""
    return replace(corrected, version=1, status=Status.FINAL, reason=Private(""))


def _refuse_undecided(differ: Sequence[tuple[GivenForm, Differs]]) -> None:
    lines = [str(form.line) for form, _ in differ]
    more = texts.more_lines(len(lines) - _MOST_LINES) if len(lines) > _MOST_LINES else ""
    raise UserError(texts.undecided(", ".join(lines[:_MOST_LINES]), more))


def _write(work: UnitOfWork, sorting: _Sorting) -> None:
    added = results.add_results(work, [(form.patient_id, form.result) for form in sorting.new])
    work.log_each(AuditEvent.RESULT_IMPORTED, added)
    shared = [
        {"result_id": result_id, "n": 1, "shared_at": shared_at, "how": _SHARED_ELSEWHERE}
        for result_id, form in zip(added, sorting.new, strict=True)
        if (shared_at := form.lines[0].shared_at) is not None
    ]
    if shared:
        work.connection.execute(insert(table(DiscussionRow)), shared)
    for before, corrected in sorting.corrections:
        results.add_version(work, corrected)
        if (corrected.total, corrected.subtotals, corrected.safety) == (
            before.total,
            before.subtotals,
            before.safety,
        ):
            results.carry_over_what_was_said(work, before, corrected)
        work.log(AuditEvent.RESULT_CORRECTED, before.id)


def _view(
    work: UnitOfWork, forms: Sequence[GivenForm], sorting: _Sorting, people: People
) -> ImportView:
    days: dict[int, list[date]] = {}
    for form in sorting.new:
        days.setdefault(form.patient_id, []).append(form.result.on)
    patients = {number: read_patient(work.connection, number) for number in days}
    odd = (
        odd_days(patients[number].code, patients[number].started_on, of_them, work.today)
        for number, of_them in days.items()
    )
    return ImportView(
        rows=[
            row
            for form in forms
            for row in understood(form.line, form.code, form.instrument, form.result)
        ],
        differing=[differs for _, differs in sorting.differ],
        odd_days=[day for day in odd if day is not None],
        alike=people.alike,
        safety_unknown=Counter(
            form.instrument.name
            for form in sorting.new
            if any(
                known_value(form.result, form.instrument, safety) is None
                for safety in form.instrument.safety_items
            )
        ),
        added_up=sum(
            form.lines[0].total is None and form.result.total is not None for form in forms
        ),
    )
