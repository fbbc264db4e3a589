"""The session as text, kept beside the tests: what a change does to it can be read in the diff.

`ROMTUI_RENEW_GOLDENS=1 python -m pytest -n0 tests/ui/test_session_goldens.py` writes them anew.
"""

import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from romtui.domain.discussion import How
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import Hands, in_session

GOLDENS = Path(__file__).with_name("goldens")
SIZES = ((80, 24), (120, 40), (160, 50))


def a_patient(practice: Practice) -> None:
    """Scores of five weeks, a target, an intervention, and an action agreed last week."""
    store, case = practice.store, practice.person(16, 17, 16, 18, 16)
    patient = case.patient.id
    store.unschedule(patient, "gad7")
    store.set_target(patient, "phq9", Decimal(9), Private("to be up before nine"))
    store.set_focus(
        patient,
        Private("cognitive restructuring"),
        TODAY - timedelta(weeks=4),
        Private("graded exposure"),
    )
    practice.now -= timedelta(weeks=1)
    store.agree(patient, Private("Walk before work, three mornings a week"), None, None)
    practice.now += timedelta(weeks=1)
    for result in case.results:
        store.share(result.id, How.SCREEN)
    last = case.results[-1]
    store.withdraw(last.id, Private("entered again as a form"))


def drawn(hands: Hands) -> str:
    return "\n".join(line.rstrip() for line in hands.text.split("\n"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_session_looks_as_it_did(practice: Practice, size: tuple[int, int]) -> None:
    a_patient(practice)
    shots = {}
    async with in_session(practice.app(), size) as hands:
        shots["how it begins"] = drawn(hands)
        await hands.type("4")
        shots["an impression was given: how last time's action went"] = drawn(hands)
        await hands.type("2n222222221")
        await hands.until("Somewhat difficult")
        shots["a form is filled in, and its last question asked"] = drawn(hands)
        practice.wait(1)
        await hands.type("2")
        shots["a safety item was endorsed"] = drawn(hands)
        await hands.type("R")
        shots["reviewing safety"] = drawn(hands)
        await hands.type("asked and planned")
        await hands.press("enter")
        shots["reviewed"] = drawn(hands)
        await hands.type("g")
        shots["the goal"] = drawn(hands)
        await hands.type("a")
        shots["agreeing"] = drawn(hands)
        await hands.press("1", "enter")
        await hands.type("s")
        shots["agreed and shared"] = drawn(hands)
    text = "\n\n".join(f"== {name}\n{shot}" for name, shot in shots.items()) + "\n"
    golden = GOLDENS / f"session-{size[0]}x{size[1]}.txt"
    if os.environ.get("ROMTUI_RENEW_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
