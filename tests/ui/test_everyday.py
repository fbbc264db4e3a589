"""The everyday tasks take as many keys as docs/keys.md says, and the first score few enough."""

from collections.abc import Callable, Mapping

import pytest

from romtui.commands import EVERYDAY, Task
from romtui.demo import demo_cases
from romtui.domain.case import Case
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice
from tests.ui.hands import Hands, at

AT_MOST: Mapping[str, int] = {
    "Open a known patient": 4,
    "Add a patient": 5,
    "Open the selected patient and begin what is due": 2,
    "Your impression, a PHQ-9 item by item, how difficult it made things": 12,
    "A PHQ-9 as a total, with its safety item": 5,
    "Mark the score as shared": 1,
    "Agree an action": 3,
    "Choose another action while agreeing": 4,
    "Show the patient their chart, and turn back": 2,
    "Start patient entry": 2,
    "Copy the session note": 1,
    "Close with something open, and open the next patient": 2,
}
_FIRST_SCORE_AT_MOST = 20


@pytest.fixture
def demo(practice: Practice) -> Practice:
    practice.store.import_cases(demo_cases(TODAY, INSTRUMENTS))
    practice.store.set_pin("0000")
    return practice


def _case(practice: Practice, code: str) -> Case:
    by_code = {line.patient.code: line.patient.id for line in practice.store.caseload()}
    return practice.store.case(by_code[code])


def _known(practice: Practice, hands: Hands) -> bool:
    return hands.screen == "SessionScreen" and hands.text.startswith(" A-002")


def _added(practice: Practice, hands: Hands) -> bool:
    return hands.screen == "SessionScreen" and hands.text.startswith(" A-017")


def _last_total(practice: Practice) -> int:
    return int(_case(practice, "A-002").results[-1].total or 0)


DONE: Mapping[str, Callable[[Practice, Hands], bool]] = {
    "Open a known patient": _known,
    "Add a patient": _added,
    "Open the selected patient and begin what is due": lambda _, hands: (
        hands.screen == "EntryScreen"
    ),
    "Your impression, a PHQ-9 item by item, how difficult it made things": lambda practice, _: (
        _last_total(practice) == 8
        and _case(practice, "A-002").results[-1].followup == 1
        and _case(practice, "A-002").impression is not None
    ),
    "A PHQ-9 as a total, with its safety item": lambda practice, _: _last_total(practice) == 12,
    "Mark the score as shared": lambda practice, _: (
        _case(practice, "A-003").results[-1].discussed is not None
    ),
    "Agree an action": lambda practice, _: _agreed_today(practice),
    "Choose another action while agreeing": lambda practice, _: _agreed_today(practice),
    "Show the patient their chart, and turn back": lambda _, hands: hands.screen == "SessionScreen",
    "Start patient entry": lambda _, hands: hands.screen == "HandOverScreen",
    "Copy the session note": lambda _, hands: "✓ Note sent to" in hands.text,
    "Close with something open, and open the next patient": lambda _, hands: (
        hands.screen == "SessionScreen" and "A-003" not in hands.text.splitlines()[0]
    ),
}
OF_A_003 = frozenset({"Mark the score as shared", *list(AT_MOST)[6:8], *list(AT_MOST)[11:]})
"""Who has a score of today; the others begin with somebody who has none yet."""


def _agreed_today(practice: Practice) -> bool:
    return any(action.on == TODAY for action in _case(practice, "A-003").agreements)


@pytest.mark.parametrize("task", EVERYDAY, ids=lambda task: task.words)
async def test_an_everyday_task_takes_no_more_keys_than_it_says(demo: Practice, task: Task) -> None:
    assert len(task.keys) <= AT_MOST[task.words]
    async with at(demo.app(), (120, 40)) as hands:
        await hands.until("Caseload")
        if task.in_session:
            await hands.press("slash", *("A-003" if task.words in OF_A_003 else "A-002"), "enter")
            await hands.until("session")
        elif "selected" in task.words:
            await hands.press("slash", *"A-002", "enter", "escape", "escape")
            await hands.until("Caseload")
            demo.wait(1)
        await hands.press(*task.keys)
        await hands.prepare()
        assert DONE[task.words](demo, hands), hands.text


async def test_an_empty_vault_has_its_first_score_after_a_few_keys(practice: Practice) -> None:
    way = ("n", *["enter"] * 4, "z", *"111111110")
    assert len(way) <= _FIRST_SCORE_AT_MOST
    async with at(practice.app()) as hands:
        await hands.until("Press n to add your first patient")
        await hands.press(*way)
        await hands.until("✓ The PHQ-9 is saved.")
    (line,) = practice.store.caseload()
    assert [result.total for result in practice.store.case(line.patient.id).results] == [8]
