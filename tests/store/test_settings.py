"""What the therapist changed stays with the vault, and the caseload goes by it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Form
from romtui.domain.constants import STANDARD
from romtui.domain.dialogue import Tone
from romtui.domain.patterns import Pattern
from romtui.domain.settings import Settings
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, TODAY

SHORT = Settings(replace(STANDARD, plateau_days=7), Tone.GENTLE)


@pytest.fixture
def person(store: Store) -> Case:
    """Somebody short of the target whose three last scores are the same, over 13 days."""
    case = store.add_patient(started_on=TODAY - timedelta(30))
    store.set_target(case.patient.id, "mood9", Decimal(3))
    for ago in (20, 13, 6, 0):
        form = Form("mood9", TODAY - timedelta(ago), total=Decimal(12), safety={9: 0})
        case = store.record(case.patient.id, form)
    return case


def test_settings_are_there_again_the_next_time(store: Store, vault: Vault) -> None:
    assert store.settings == Settings()
    store.change_settings(SHORT)
    assert store.settings == SHORT
    store.close()
    again = vault.unlock(PASSPHRASE)
    again.use(STORED)
    assert again.settings == SHORT
    again.close()


def test_the_caseload_goes_by_a_changed_constant_at_once(store: Store, person: Case) -> None:
    store.renew_summaries()
    assert store.caseload()[0].headline is Pattern.STABLE
    store.change_settings(SHORT)
    assert store.caseload()[0].headline is Pattern.STALLED
    store.change_settings(Settings())
    assert store.caseload()[0].headline is Pattern.STABLE


def test_every_later_line_goes_by_it_too(store: Store, person: Case) -> None:
    store.change_settings(SHORT)
    store.set_target(person.patient.id, "mood9", Decimal(4))
    assert store.caseload()[0].headline is Pattern.STALLED
    store.renew_summaries()
    assert store.caseload()[0].headline is Pattern.STALLED


def test_settings_that_cannot_be_read_are_as_they_came(store: Store) -> None:
    store.set_setting("settings", "no JSON")
    store.use(STORED)
    assert store.settings == Settings()


def test_the_wording_shown_last_is_remembered_by_its_name(store: Store, vault: Vault) -> None:
    assert store.wordings() == {}
    store.remember_wording(Pattern.STALLED, "stalled/open/standard/3")
    store.remember_wording(Pattern.STABLE, "stable/open/standard/2")
    store.remember_wording(Pattern.STALLED, "stalled/open/standard/2")
    store.close()
    again = vault.unlock(PASSPHRASE)
    assert again.wordings() == {
        Pattern.STABLE: "stable/open/standard/2",
        Pattern.STALLED: "stalled/open/standard/2",
    }
    again.remember_wording(Pattern.STALLED, None)
    assert list(again.wordings()) == [Pattern.STABLE]
    again.close()
