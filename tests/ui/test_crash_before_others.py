"""A mistake in the program while somebody else sits before it ends in the lock, not in a shell."""

from dataclasses import replace
from typing import NoReturn

import pytest

from romtui.ui.app import RomtuiApp
from tests.ui.conftest import Practice, Relaunched
from tests.ui.hands import at

CANARY = "Orla Quickbeam"
WAYS = {
    "hand-over": (("enter", "h", "enter"), "Question 1 of"),
    "the PIN of a hand-over": (("enter", "h", "enter", "escape"), "For your therapist"),
    "curtain": (("ctrl+l",), "Screen hidden"),
    "curtain over a record": (("enter", "ctrl+l"), "Screen hidden"),
    "turned to the patient": (("enter", "v"), "back"),
}


class Crash(Exception):
    """Something went wrong."""


def fail(name: str) -> None:
    raise Crash(name)


def relaunches(app: RomtuiApp) -> list[str]:
    """Note when the process would be replaced."""
    seen: list[str] = []

    def relaunch(*, stopped: bool = False) -> NoReturn:
        seen.append("stopped" if stopped else "locked")
        raise Relaunched

    app.dependencies = replace(app.dependencies, relaunch=relaunch)
    return seen


@pytest.mark.parametrize("way", WAYS)
async def test_a_crash_before_others_locks(
    practice: Practice, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.person(12, 14, name=CANARY)
    practice.store.set_pin("4711")
    keys, words = WAYS[way]
    app = practice.app()
    locks = relaunches(app)
    with pytest.raises(Crash):
        async with at(app) as hands:
            await hands.until("Caseload")
            for key in keys:
                await hands.press(key)
            await hands.until(words)
            assert app.before_others
            app.call_later(fail, CANARY)
            await hands.pilot.pause(0.1)
    assert locks[0] == "locked"
    assert app.return_code == 1
    assert CANARY not in "".join(capsys.readouterr())


async def test_it_locks_also_when_the_vault_cannot_be_closed(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.store.set_pin("4711")
    app = practice.app()
    locks = relaunches(app)
    with pytest.raises(Crash):
        async with at(app) as hands:
            await hands.press("ctrl+l")
            await hands.until("Screen hidden")
            monkeypatch.setattr(app, "_close", lambda: fail(CANARY))
            app.call_later(fail, CANARY)
            await hands.pilot.pause(0.1)
    assert locks == ["locked"]


async def test_a_crash_before_the_therapist_alone_ends_with_the_report(practice: Practice) -> None:
    practice.person(12, name=CANARY)
    app = practice.app()
    locks = relaunches(app)
    with pytest.raises(Crash):
        async with at(app) as hands:
            await hands.until("Caseload")
            app.call_later(fail, CANARY)
            await hands.pilot.pause(0.1)
    assert locks == []
    assert app.return_code == 1
