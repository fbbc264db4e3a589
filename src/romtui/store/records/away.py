"""Pages to fill in at home: made, withdrawn, and what comes back of them taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, insert, update

from romtui.domain.away.away_page import AwayPage, PageForm
from romtui.domain.away.making import refuse_unsafe
from romtui.domain.away.reading import Read
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Case, Entered, Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db import settings
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import AwayCodeRow, AwayFormRow, AwayPageRow
from romtui.store.records import results
from romtui.store.records.cases import read_case
from romtui.store.records.unit_of_work import UnitOfWork

CRISIS_WORDS: Final = "crisis words"
"""The setting that holds whom a patient can turn to in between."""

_PAGE = table(AwayPageRow)
_FORM = table(AwayFormRow)
_CODE = table(AwayCodeRow)
_PAGES: Final = """
    SELECT key, patient_id, code, made_on, withdrawn_on, archived_on
    FROM away_page JOIN patient ON patient.id = patient_id
    ORDER BY patient_id <> ?, made_on DESC, away_page.rowid DESC
"""
_FORMS: Final = "SELECT page_key, instrument, version FROM away_form ORDER BY page_key, place"
_TAKEN: Final = """
    SELECT patient_id, tag, taken_on FROM away_code
    JOIN result ON result.id = away_code.result_id
    WHERE EXISTS (
        SELECT 1 FROM result_version WHERE result_version.result_id = result.id
        AND n = (SELECT max(n) FROM result_version AS every WHERE every.result_id = result.id)
        AND status <> 'withdrawn'
    )
"""
"""A code whose results were all withdrawn may be entered again."""


def crisis_words(connection: Connection) -> Private:
    """The therapist's own words for a patient who needs somebody; empty until they are written."""
    return Private(settings.get(connection, CRISIS_WORDS) or "")


def keep_crisis_words(work: UnitOfWork, words: Private) -> None:
    """Keep them, several lines."""
    settings.put(work.connection, CRISIS_WORDS, words.reveal().strip())
    work.log(AuditEvent.SETTINGS)


def make_page(
    work: UnitOfWork,
    patient_id: int,
    key: PageKey,
    forms: Sequence[Instrument],
    fingerprint: str,
    reason: Private = Private(""),
) -> None:
    """Keep the key of a page that is about to be written, and which forms are on it.

    `fingerprint` is the SHA-256 of the file. Raises UserError without crisis words, and where a
    safety answer waits for a review and there is no `reason`.
    """
    case = read_case(work.connection, patient_id, work.instruments, work.today)
    refuse_unsafe(case, forms, crisis_words(work.connection), reason)
    secret = key.secret.hex()
    page = {"key": secret, "patient_id": patient_id, "made_on": work.today}
    told = {"fingerprint": fingerprint, "reason": reason.reveal()}
    work.connection.execute(insert(_PAGE), page | told)
    work.connection.execute(
        insert(_FORM),
        [
            {
                "page_key": secret,
                "place": place,
                "patient_id": patient_id,
                "instrument": form.id,
                "version": form.version,
            }
            for place, form in enumerate(forms)
        ],
    )
    work.log(AuditEvent.PAGE_MADE, patient_id)


def withdraw_pages(work: UnitOfWork, patient_id: int) -> int:
    """Let no code of this patient's pages be taken any more; gives how many pages that were."""
    withdrawn = work.connection.execute(
        update(_PAGE)
        .where(_PAGE.c.patient_id == patient_id, _PAGE.c.withdrawn_on.is_(None))
        .values(withdrawn_on=work.today)
    ).rowcount
    if withdrawn:
        work.log(AuditEvent.PAGE_WITHDRAWN, patient_id)
    return int(withdrawn)


def read_pages(connection: Connection, patient_id: int = 0) -> tuple[AwayPage, ...]:
    """Every page there is: those of this patient first, the newest before the others."""
    forms: dict[str, list[PageForm]] = {}
    for key, instrument, version in connection.exec_driver_sql(_FORMS):
        forms.setdefault(key, []).append(PageForm(instrument, version))
    taken: dict[int, dict[str, date]] = {}
    for owner, tag, taken_on in connection.exec_driver_sql(_TAKEN):
        taken.setdefault(owner, {})[tag] = date.fromisoformat(taken_on)
    return tuple(
        _page(row, tuple(forms.get(row[0], ())), taken.get(row[1], {}))
        for row in connection.exec_driver_sql(_PAGES, (patient_id,))
    )


def take_in(
    work: UnitOfWork,
    patient_id: int,
    read: Read,
    *,
    in_place_of: Mapping[str, int] | None = None,
    in_session: bool = False,
) -> Case:
    """Score and keep the forms that came back, all or none.

    `in_place_of` gives by questionnaire the result of that day whose next version its form
    becomes. A form of today that is read `in_session` begins the session of today. A half-filled
    form of the same questionnaire stays: that is another one.
    """
    if read.page is not None and read.page.patient_id != patient_id:
        raise UserError(texts.ANOTHER_PATIENTS_CODE)
    if not read.forms:
        raise UserError(texts.NOTHING_TO_SAVE)
    for form in read.forms:
        result_id = _take_in_form(work, patient_id, form, (in_place_of or {}).get(form.instrument))
        if read.tag:
            row = {"result_id": result_id, "tag": read.tag, "taken_on": work.today}
            work.connection.execute(insert(_CODE), row)
    if in_session and any(form.on == work.today for form in read.forms):
        work.begin_session(patient_id)
    return work.renew_summary(patient_id)


def _take_in_form(work: UnitOfWork, patient_id: int, form: Form, in_place_of: int | None) -> int:
    if in_place_of is not None:
        results.take_its_place(work, patient_id, in_place_of, form, Entered.AWAY)
        work.log(AuditEvent.AMENDED, in_place_of)
        return in_place_of
    scored = replace(results.result_of(work, patient_id, form), entered=Entered.AWAY)
    result_id = results.add_result(work, patient_id, scored)
    work.log(AuditEvent.RECORDED, result_id)
    return result_id


def _page(row: Any, forms: tuple[PageForm, ...], taken: Mapping[str, date]) -> AwayPage:
    key, patient_id, code, made_on, withdrawn_on, archived_on = row
    return AwayPage(
        key=PageKey.of(bytes.fromhex(key)),
        patient_id=patient_id,
        code=code,
        forms=forms,
        made_on=date.fromisoformat(made_on),
        withdrawn_on=None if withdrawn_on is None else date.fromisoformat(withdrawn_on),
        archived=archived_on is not None,
        taken=taken,
    )
