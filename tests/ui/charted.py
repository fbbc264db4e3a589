"""Somebody whose chart shows every sign there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from romtui.domain.case import Attendance, Case, Form
from romtui.domain.discussion import AgreementOutcome, Fit, How
from romtui.domain.private import Private
from tests.ui.conftest import NOW, Practice

ALL_TWOS = (2, 2, 2, 2, 2, 2, 2, 2, 0)


def everything(practice: Practice) -> Case:
    """Ten weeks of PHQ-9 and two of WHO-5: totals, items, corrections, a gap, and what was said."""
    store = practice.store
    with weeks_ago(practice, 16):
        who = store.add_patient("A-001", started_on=NOW.date() - timedelta(weeks=16)).patient.id
        first = _total(practice, who, 19)
        store.share(first, How.ALOUD)
    with weeks_ago(practice, 9):
        second = _total(practice, who, 18)
        store.note_fit(second, Fit.NO, Private("worse than that"))
        store.set_focus(who, Private("sleep routine"), NOW.date() - timedelta(weeks=9))
        agreed = store.agree(who, Private("up at seven each day"), None, None).agreements[-1]
    with weeks_ago(practice, 7):
        third = _total(practice, who, 15)
        store.amend(third, Form("phq9", practice.now.date(), answers=ALL_TWOS), Private("misread"))
        store.review_agreement(who, agreed.id, AgreementOutcome.PARTLY)
        store.add_event(who, practice.now.date(), Private("moved house"))
    with weeks_ago(practice, 5):
        store.record(who, Form("phq9", practice.now.date(), answers=(*ALL_TWOS[:-2], None, 0)))
        store.record_session(who, practice.now.date(), Attendance.ATTENDED)
        store.set_focus(who, Private("behavioural activation"), practice.now.date())
    for ago, answers in ((4, (2, 2, 1, 1, 1, 1, 1, 1, 0)), (2, (1, 1, 1, 1, 1, 2, 1, 1, 0))):
        with weeks_ago(practice, ago):
            done = store.record(who, Form("phq9", practice.now.date(), answers=answers))
            store.share(done.results[-1].id, How.SCREEN)
            store.record(who, Form("who5", practice.now.date(), total=Decimal(60 - 8 * ago)))
    store.note_fit(done.results[-1].id, Fit.PARTLY, Private(""))
    last = _total(practice, who, 8)
    store.amend(last, Form("phq9", NOW.date(), total=Decimal(7), safety={9: 0}), Private("misread"))
    store.set_target(who, "who5", Decimal(60))
    return store.set_target(who, "phq9", Decimal(8))


@contextmanager
def weeks_ago(practice: Practice, weeks: int) -> Iterator[None]:
    """What is done meanwhile was done so many weeks ago."""
    practice.now = NOW - timedelta(weeks=weeks)
    yield
    practice.now = NOW


def _total(practice: Practice, who: int, total: int) -> int:
    form = Form("phq9", practice.now.date(), total=Decimal(total), safety={9: 0})
    return practice.store.record(who, form).results[-1].id
