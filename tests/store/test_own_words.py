"""A questionnaire whose words were in a file of one's own, and the file is gone."""

from dataclasses import replace

from romtui.domain.case import Form
from romtui.store.store import Store
from tests.people.questionnaires import CARE, MOOD
from tests.store.vaults import EIGHT, TODAY


def test_its_answers_and_totals_stay_as_they_were(store: Store) -> None:
    store.use({one.id: one for one in (MOOD, CARE)})
    patient = store.add_patient().patient.id
    before = store.record(patient, Form(MOOD.id, TODAY, EIGHT))
    bare = replace(MOOD, items=(), n_items=len(MOOD.items))
    store.use({MOOD.id: bare, CARE.id: CARE})
    (result,) = store.case(patient).results
    assert result.answers == EIGHT
    assert result.total == before.results[0].total == 8
