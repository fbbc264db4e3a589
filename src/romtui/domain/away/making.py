"""Which forms a page gets, and what has to be said before it is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from romtui.domain.away import texts
from romtui.domain.away.away_page import AwayPage
from romtui.domain.battery import due
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument, InstrumentKind
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed

WITHOUT_SAFETY_ITEM: Final[Mapping[str, str]] = {"phq9": "phq8"}
"""A form that asks the same but for the safety item, on a scale of its own."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the forms for a page, and the names of those due that cannot be on one."""

    forms: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def due_for_page(case: Case, pages: Iterable[AwayPage], today: date) -> Chosen:
    """The forms that are due; a session rating is filled in at the session's end.

    Where the patient's last page had a form without the safety item in place of the one due,
    this has it too: that was settled once for this patient.
    """
    own = [page for page in pages if page.patient_id == case.patient.id]
    last = max(own, key=lambda page: page.made_on, default=None)
    settled = set() if last is None else {form.instrument for form in last.forms}
    forms, left_out = [], []
    for measure in due(case, today):
        instrument = case.instruments[measure]
        if instrument.kind is InstrumentKind.ALLIANCE:
            continue
        if not instrument.with_text:
            left_out.append(instrument.name)
            continue
        other = WITHOUT_SAFETY_ITEM.get(measure, "")
        forms.append(other if other in settled and measure not in settled else measure)
    return Chosen(tuple(dict.fromkeys(forms)), tuple(left_out))


def without_safety_item(forms: Iterable[str], at_hand: Mapping[str, Instrument]) -> tuple[str, ...]:
    """The same forms, those with a safety item replaced where there is another for it."""
    return tuple(
        dict.fromkeys(
            other if (other := WITHOUT_SAFETY_ITEM.get(form, "")) in at_hand else form
            for form in forms
        )
    )


def chosen_forms(ids: Sequence[str], at_hand: Mapping[str, Instrument]) -> list[Instrument]:
    """The questionnaires of these ids. Raises UserError for one that no page can have."""
    forms = []
    for form_id in dict.fromkeys(ids):
        instrument = at_hand.get(form_id)
        if instrument is None:
            raise UserError(texts.no_questionnaire(form_id))
        if not instrument.with_text:
            raise UserError(texts.without_words(instrument.name))
        forms.append(instrument)
    if not forms:
        raise UserError(texts.NO_FORM)
    return forms


def needs_reason(case: Case, forms: Iterable[Instrument]) -> bool:
    """Whether a safety answer waits for a review, and one of these forms asks about safety."""
    return any(form.safety_items for form in forms) and any(unreviewed(case))


def refuse_unsafe(
    case: Case, forms: Iterable[Instrument], crisis: Private, reason: Private
) -> None:
    """Raise UserError for a page without crisis words, or without the reason it needs."""
    if not crisis:
        raise UserError(texts.NO_CRISIS_WORDS)
    if case.patient.archived_on is not None:
        raise UserError(texts.NO_PAGE_FOR_ARCHIVED)
    if needs_reason(case, forms) and not reason:
        raise UserError(texts.NEEDS_REASON)
