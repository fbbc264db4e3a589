"""The first opening after an update: the caseload at once, its lines worked out behind it."""

import threading
from collections.abc import Iterable

import pytest

from romtui.domain.caseload import Summary, summary
from romtui.domain.patterns import RULES_VERSION
from romtui.store.records import summaries
from romtui.store.records.summaries import Renewed
from romtui.store.store import Store
from romtui.ui.renewal import LinesRenewed
from tests.ui.conftest import INSTRUMENTS, PASSPHRASE, Practice, Relaunched
from tests.ui.hands import LARGE, SMALL, Hands, at

PEOPLE = summaries.FEW + 30
WORSE = "UPDATE standing SET headline = 'worsening:phq9', look = 7 - (patient_id > ?)"
"""Of everybody; the last five are said to need a look first."""
TITLE = f"Caseload   {PEOPLE} patients · {PEOPLE} with unshared scores   … "
IN_SIGHT, ON_THE_WAY = 20, 3
"""Lines of one screen; steps that were asked for, or told of, before it was moved."""
PIN = "2468"


class Gate:
    """Lets the lines through by so many steps as a test says; a test opens it before it ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._steps = threading.Semaphore(0)
        step = Store.renew_next

        def held_up(store: Store, first: Iterable[int] = ()) -> Renewed:
            assert self._steps.acquire(timeout=20)
            self.steps_done += 1
            return step(store, first)

        self.steps_done = 0
        monkeypatch.setattr(Store, "renew_next", held_up)

    def open(self, steps: int = 10_000) -> None:
        self._steps.release(steps)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setattr(summaries, "_HELD_SECONDS", 0.0)  # a step is one line
    monkeypatch.setattr("romtui.ui.renewal._TOLD_SECONDS", 0.0)
    return Gate(monkeypatch)


@pytest.fixture
def updated(practice: Practice, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A practice whose lines former rules all called worse; by those of now nobody is."""
    for _ in range(PEOPLE):
        practice.person(9, 9)
    practice.store.renew_summaries()
    with practice.store._engine.begin() as connection:
        connection.exec_driver_sql(WORSE, (PEOPLE - 5,))
    monkeypatch.setattr(summaries, "RULES_VERSION", RULES_VERSION + 1)
    practice.store.begin_renewal()
    return practice


async def test_the_caseload_is_there_at_once_and_no_former_headline_is_shown(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE} being recalculated")
        assert "worse" not in hands.text.lower()
        assert all("…" in line for line in lines_of(hands))
        gate.open()
        await hands.until("The order has changed. The list is sorted when you come back")
        assert "…" not in hands.text
        assert "worse" not in hands.text.lower()
        assert not updated.store.is_renewing
        assert "A-046" in lines_of(hands)[0]
        await hands.press("i", "escape")
        await hands.until("▸ A-046")
        await hands.press("home")
        assert "▸ A-001" in lines_of(hands)[0]


async def test_the_lines_in_sight_come_first_wherever_the_list_was_moved_to(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE}")
        gate.open(3)
        await hands.until(f"{TITLE}{PEOPLE - 3}")
        assert ["…" in line for line in lines_of(hands)][:4] == [False, False, False, True]
        await hands.press("end")
        assert all("…" in line for line in lines_of(hands))
        gate.open(ON_THE_WAY)
        await hands.until(f"{TITLE}{PEOPLE - 3 - ON_THE_WAY}")
        before = sum("…" in line for line in lines_of(hands))
        gate.open(IN_SIGHT)
        await hands.until(f"{TITLE}{PEOPLE - 3 - ON_THE_WAY - IN_SIGHT}")
        assert sum("…" in line for line in lines_of(hands)) == before - IN_SIGHT
        gate.open()


async def test_rows_and_mark_stay_where_they_are_meanwhile(updated: Practice, gate: Gate) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE}")
        await hands.press(*["down"] * 7)
        before = codes(hands)
        gate.open()
        await hands.until("The order has changed")
        assert codes(hands) == before


async def test_a_record_that_is_opened_and_changed_meanwhile_keeps_its_own_line(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until("▸ A-046")
        await hands.press("enter")
        await hands.until("session")
        await hands.press("s")  # shared: a verb that writes the line
        gate.open(2)
        await hands.press("q", "x")
        await hands.until("being recalculated")
        assert "…" not in next(line for line in lines_of(hands) if "A-046" in line)
        gate.open()
        await until_done(hands, updated)
        assert updated.store.caseload() == worked_out(updated.store)


async def test_a_line_that_was_read_since_is_not_overwritten_by_an_older_one(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until("▸ A-046")
        who = next(line for line in updated.store.caseload() if line.patient.code == "A-046")
        gate.open(1)
        await hands.until(f"{TITLE}{PEOPLE - 1}")
        old = worked_out(updated.store, who.patient.id)
        await hands.press("a", "y")
        await hands.until("✓ A-046 archived")
        hands.app.screen.post_message(LinesRenewed(old, 1))
        await hands.prepare()
        assert "archived" in lines_of(hands)[0]
        gate.open()


async def test_nobody_looks_back_on_the_week_by_lines_of_former_rules(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE}")
        await hands.press("l")
        await hands.until("Lines are still being recalculated. Try again in a moment.")
        gate.open()
        await hands.until("The order has changed")
        await hands.press("l")
        await hands.until("Weekly review")


async def test_whoever_leaves_in_the_middle_goes_on_the_next_time(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE}")
        gate.open(4)
        await hands.until(f"{TITLE}{PEOPLE - 4}")
        await hands.press("q")
        await hands.until_it_ends()
        assert hands.app.return_code == 0
        gate.open()
    store = updated.vault.unlock(PASSPHRASE)
    store.use(INSTRUMENTS)
    store.begin_renewal()
    assert store.is_renewing
    assert any(line.outdated for line in store.caseload())
    updated.store = store
    async with at(updated.app(), LARGE) as hands:
        await hands.until("The order has changed")


async def test_a_lock_in_the_middle_closes_the_vault_at_once(updated: Practice, gate: Gate) -> None:
    with pytest.raises(Relaunched):
        async with at(updated.app(), LARGE) as hands:
            await hands.until(f"{TITLE}{PEOPLE}")
            await hands.press("ctrl+x")
            await hands.until_it_ends()
            gate.open()
    updated.vault.unlock(PASSPHRASE).close()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_behind_the_curtain_it_goes_on_and_shows_nothing(
    updated: Practice, gate: Gate, size: tuple[int, int]
) -> None:
    updated.store.set_pin(PIN)
    async with at(updated.app(), size) as hands:
        await hands.until("patients")
        await hands.press("ctrl+l")
        before = hands.text
        assert "A-0" not in before
        gate.open()
        await until_done(hands, updated)
        assert hands.text == before
        await hands.press(*PIN, "enter")
        await hands.until("No clear change")
        assert "being worked out" not in hands.text


async def test_whoever_has_the_laptop_in_hand_sees_nothing_of_it(
    updated: Practice, gate: Gate
) -> None:
    updated.store.set_pin(PIN)
    async with at(updated.app(), LARGE) as hands:
        await hands.until("▸ A-046")
        await hands.press("enter")
        await hands.until("session")
        await hands.press("h")
        await hands.until("fills in:")
        await hands.press("enter")
        await hands.until("Question 1 of")
        before = hands.text
        gate.open()
        await until_done(hands, updated)
        assert hands.text == before
        await hands.type("1")
        await hands.until("Question 2 of")


async def test_a_disk_that_refuses_is_said_and_the_lines_stay_marked(
    updated: Practice, gate: Gate
) -> None:
    async with at(updated.app(), LARGE) as hands:
        await hands.until(f"{TITLE}{PEOPLE}")
        with updated.read_only_disk():
            gate.open(1)
            await hands.until("The lines with … are still to be recalculated.")
            assert "cannot be written" in hands.text
        assert all("…" in line for line in lines_of(hands))
        gate.open()
        await hands.press("l")  # it is tried again
        await hands.until("The order has changed")


def lines_of(hands: Hands) -> list[str]:
    return [line for line in hands.text.splitlines() if " A-0" in line[:10]]


def codes(hands: Hands) -> list[str]:
    return [line[:10] for line in lines_of(hands)]


def worked_out(store: Store, *of: int) -> tuple[Summary, ...]:
    """The lines that the records give by the rules of now."""
    constants = store.settings.constants
    lines = (summary(store.case(one.patient.id), constants) for one in store.caseload())
    return tuple(line for line in lines if not of or line.patient.id in of)


async def until_done(hands: Hands, practice: Practice) -> None:
    for _ in range(200):
        await hands.prepare()
        if not practice.store.is_renewing:
            await hands.prepare()
            return
    raise AssertionError("never done")
