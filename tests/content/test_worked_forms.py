"""Whole forms of the shipped questionnaires, worked out elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from romtui.content.instruments import Catalogue, load_instruments
from romtui.domain.algorithms import itq_traumatic, pcl5_meets_dsm5, phq9_depressive
from romtui.domain.change import across_a_cutoff
from romtui.domain.scoring import score

REPOSITORY = Path(__file__).parents[2]
FORMS: list[dict[str, Any]] = json.loads(
    (REPOSITORY / "tests" / "domain" / "worked_examples.json").read_text("utf-8")
)["scoring"]
ALGORITHM = {"MDS": "major depressive syndrome", "none (no core symptom at >=2)": "none"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_instruments(REPOSITORY / "data" / "instruments")


@pytest.mark.parametrize("form", [form for form in FORMS if "total" in form])
def test_a_form_comes_to_its_published_score(catalogue: Catalogue, form: dict[str, Any]) -> None:
    one, answers = catalogue[form["instrument"]], form["answers"]
    result = score(one, answers)
    assert result.total == form["total"]
    if "band" in form:
        assert result.band is not None
        assert result.band.label == form["band"]


@pytest.mark.parametrize("key", ["case", "case_nhs", "screen_positive"])
def test_a_form_lies_on_its_side_of_the_cutoff(catalogue: Catalogue, key: str) -> None:
    forms = [form for form in FORMS if key in form]
    assert forms
    for form in forms:
        one = catalogue[form["instrument"]]
        total = score(one, form["answers"]).total
        assert one.cutoff is not None
        assert total is not None
        is_clinical = across_a_cutoff(total, total, one.cutoff, one.direction)[0]
        assert is_clinical == form[key]


def test_a_safety_answer_is_flagged_whatever_the_total(catalogue: Catalogue) -> None:
    form = next(form for form in FORMS if "item9_flag" in form)
    assert score(catalogue["phq9"], form["answers"]).safety == {9: 1}


@pytest.mark.parametrize("form", [form for form in FORMS if "algorithm" in form])
def test_the_algorithm_of_the_phq9_agrees(form: dict[str, Any]) -> None:
    found = phq9_depressive(tuple(form["answers"]))
    assert found is not None
    assert found.value == ALGORITHM[form["algorithm"]]


@pytest.mark.parametrize("form", [form for form in FORMS if "provisional_dx" in form])
def test_the_rule_of_the_pcl5_agrees(form: dict[str, Any]) -> None:
    assert pcl5_meets_dsm5(tuple(form["answers"])) is form["provisional_dx"]


@pytest.mark.parametrize("form", [form for form in FORMS if "diagnosis" in form])
def test_the_rule_of_the_itq_agrees(form: dict[str, Any]) -> None:
    found = itq_traumatic(tuple(form["answers"]))
    assert found is not None
    assert found.value == form["diagnosis"]
