"""The curtain: nothing of what is below can be seen or reached, and all of it comes back."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from threading import Event

import pytest
from textual import events
from textual.widgets import Input

from romtui.commands import BY_SCREEN
from romtui.domain.idle import ClockReading, Idle
from romtui.domain.lock import LockedBy
from romtui.domain.private import Private
from romtui.platform import process
from romtui.store.vault.vault import Vault
from romtui.ui.screens.curtain import CurtainScreen
from tests.counts import RANDOM_KEYS
from tests.ui.conftest import INSTRUMENTS, PASSPHRASE, Practice, Relaunched
from tests.ui.hands import LARGE, Hands, at, in_session

PIN = "4711"
CANARY = "Quickbeamcanary"

Way = Callable[[Hands], Awaitable[object]]


def way(*keys: str, until: str) -> Way:
    async def go(hands: Hands) -> None:
        await hands.press(*keys)
        await hands.until(until)

    return go


WAYS: dict[str, Way] = {
    "session": way(until="session"),
    "entry": way("n", "1", "2", until="3 of 9"),
    "day": way("n", "1", "d", *"2026-11", until="Date this form"),
    "total": way("t", "1", until="total"),
    "palette": way(":", "c", until="Type a command"),
    "help": way("f1", until="Keys of this screen"),
    "battery": way("+", until="how often"),
    "target": way("p", "9", until="aiming for"),
    "results": way("backspace", until="PHQ-9"),
    "words": way("w", until="reword"),
    "settings": way("comma", until="change"),
    "why": way("?", until="Why   ("),
}
EVERY_KEY = sorted(
    {
        key
        for commands in BY_SCREEN.values()
        for command in commands
        for key in command.key.split(",")
        if key and key != "ctrl+x"
    }
)


@pytest.fixture
def practice_with_pin(practice: Practice) -> Practice:
    practice.store.add_patient(name=Private(CANARY), initials=Private("Q."))
    practice.person(12, 9)
    practice.store.set_pin(PIN)
    return practice


@asynccontextmanager
async def curtained(practice: Practice, go: Way) -> AsyncIterator[Hands]:
    """Go somewhere in a session, and draw the curtain."""
    async with in_session(practice.app()) as hands:
        await go(hands)
        await hands.press("ctrl+l")
        await hands.until("Screen hidden")
        yield hands


def closed(hands: Hands) -> bool:
    """Whether nothing but the curtain can be seen and typed into."""
    app = hands.app
    assert isinstance(app.screen, CurtainScreen)
    assert app.screen.styles.background.a == 1
    assert all(
        node.screen is app.screen for node in (app.focused or app.screen).ancestors_with_self[:-1]
    )
    words = [line.strip() for line in hands.text.splitlines() if line.strip()]
    assert len(words) <= 3, words
    return True


def mouse(hands: Hands, kind: type[events.MouseEvent], x: int, y: int) -> None:
    """Send what a terminal sends."""
    button = 0 if kind is events.MouseMove else 1
    hands.app.post_message(kind(None, x, y, 0, 0, button, False, False, False))


@pytest.mark.parametrize("place", WAYS)
async def test_no_key_of_any_screen_reaches_through(
    practice_with_pin: Practice, place: str
) -> None:
    async with curtained(practice_with_pin, WAYS[place]) as hands:
        app = hands.app
        below = [type(screen) for screen in app.screen_stack]
        kept = practice_with_pin.store.caseload()
        await hands.press(*(key for key in EVERY_KEY if key != "enter"))
        app.post_message(events.Paste("pasted words"))
        for x, y in ((0, 0), (10, 3), (40, 12), (79, 23), (5, 23)):
            mouse(hands, events.MouseDown, x, y)
            mouse(hands, events.MouseUp, x, y)
        await hands.press("ctrl+l", "escape")
        assert closed(hands)
        assert [type(screen) for screen in app.screen_stack] == below
        assert practice_with_pin.store.caseload() == kept
        assert practice_with_pin.store.pin_fits(PIN)


@pytest.mark.parametrize("kind", [events.MouseDown, events.MouseUp, events.MouseScrollDown])
async def test_the_mouse_takes_no_pin_away_not_even_outside_of_the_window(
    practice_with_pin: Practice, kind: type[events.MouseEvent]
) -> None:
    async with curtained(practice_with_pin, WAYS["entry"]) as hands:
        for x, y in ((0, 0), (40, 12), (79, 24), (99998, 99998)):
            mouse(hands, kind, x, y)
        await hands.press(*PIN, "enter")
        await hands.until("3 of 9")


async def test_all_is_as_it_was_when_it_is_lifted(practice_with_pin: Practice) -> None:
    async with in_session(practice_with_pin.app()) as hands:
        await WAYS["day"](hands)
        before, field = hands.text, hands.app.focused
        await hands.press("left", "left", "ctrl+l")
        assert closed(hands)
        await hands.press(*PIN, "enter")
        assert hands.text == before
        assert hands.app.focused is field
        assert isinstance(field, Input)
        assert field.cursor_position == len("2026-11") - 2
        await hands.press("1")
        assert field.value == "2026-111"


async def test_it_hides_the_caseload_and_leaves_the_mark_and_the_names(
    practice_with_pin: Practice,
) -> None:
    async with at(practice_with_pin.app()) as hands:
        await hands.until("Caseload")
        await hands.press("enter", "q")
        await hands.until("Caseload")
        practice_with_pin.wait(1)
        await hands.press("v", "down")
        await hands.until(CANARY)
        before = hands.text
        await hands.press("ctrl+l")
        assert closed(hands)
        await hands.press(*PIN, "enter")
        assert hands.text == before


async def test_random_keys_do_not_open_it(
    practice_with_pin: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(6)  # noqa: S311 -- keys, not secrets
    keys = [
        *EVERY_KEY,
        *"abcdefghijklmnopqrstuvwxyz0123456789",
        "tab",
        "delete",
        "ctrl+a",
        "ctrl+v",
    ]
    locked: list[int] = []
    async with curtained(practice_with_pin, WAYS["entry"]) as hands:

        def lock(because: LockedBy) -> None:
            locked.append(hands.app.wrong_pins)
            hands.app.wrong_pins = 0

        monkeypatch.setattr(hands.app, "lock", lock)
        kept = practice_with_pin.store.caseload()
        for _ in range(RANDOM_KEYS // 100):
            await hands.press(*chance.choices(keys, k=100))
            assert closed(hands)
        assert practice_with_pin.store.caseload() == kept
        assert set(locked) == {3}
        await hands.press("enter", *PIN, "enter")
        await hands.until("3 of 9")


async def test_no_size_of_the_window_shows_what_is_below(practice_with_pin: Practice) -> None:
    async with curtained(practice_with_pin, WAYS["entry"]) as hands:
        for size in ((1, 1), (59, 19), (30, 5), (200, 60), (40, 10)):
            await hands.pilot.resize_terminal(*size)
            assert closed(hands)
        await hands.press(":", "f1", *PIN, "enter")
        await hands.press(*PIN, "enter")
        await hands.until("Window too small")
        await hands.pilot.resize_terminal(*LARGE)
        await hands.until("3 of 9")


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q", "ctrl+z"])
async def test_no_key_ends_the_program_or_leads_to_the_shell_from_behind_it(
    practice_with_pin: Practice, key: str
) -> None:
    async with curtained(practice_with_pin, WAYS["entry"]) as hands:
        await hands.press(*[key] * 3)
        assert closed(hands)
        assert hands.app.return_code is None
        await hands.press(*PIN, "enter")
        await hands.until("3 of 9")


async def test_where_no_program_can_be_stopped_ctrl_z_locks(
    practice_with_pin: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "CAN_STEP_OUT", False)
    with pytest.raises(Relaunched) as relaunched:
        async with in_session(practice_with_pin.app()) as hands:
            await hands.press("ctrl+z")
    assert relaunched.value.args == (False,)
    assert practice_with_pin.store._open is False


async def test_ctrl_x_locks_from_behind_it(practice_with_pin: Practice) -> None:
    with pytest.raises(Relaunched):
        async with curtained(practice_with_pin, WAYS["session"]) as hands:
            await hands.press("ctrl+x")


async def test_the_first_time_a_pin_is_chosen_behind_it(practice: Practice) -> None:
    practice.person(12)
    async with in_session(practice.app()) as hands:
        await hands.press("ctrl+l")
        assert "PHQ-9" not in await hands.until("Choose a PIN")
        await hands.press("escape")
        await hands.until("PHQ-9")
        await hands.press("ctrl+l", *PIN, "enter", *PIN, "enter")
        await hands.until("Screen hidden")
        await hands.press("escape", *PIN, "enter")
        await hands.until("PHQ-9")


@pytest.mark.parametrize("by_hand", [True, False])
async def test_whoever_comes_by_cannot_choose_the_first_pin(
    practice: Practice, by_hand: bool
) -> None:
    practice.person(12)
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await hands.until("Passphrase")
        await hands.press(*PASSPHRASE, "enter")
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        if by_hand:
            await hands.press("ctrl+l")
            await hands.until("Choose a PIN")
        await idle(practice, hands, 121)
        assert "Passphrase" in await hands.until("Screen hidden")
        assert "Choose" not in hands.text
        await hands.press("escape", *PIN, "enter")
        await hands.until("2 tries left")
        await hands.press(*PASSPHRASE, "enter")
        await hands.until("PHQ-9")
        practice.store.close()


async def idle(practice: Practice, hands: Hands, seconds: int) -> None:
    """Let time pass as it does: the app looks at the clock all the while."""
    for _ in range(0, seconds, 10):
        practice.wait(10)
        hands.app.tick()
        await hands.pilot.pause()


async def test_it_falls_by_itself_after_two_quiet_minutes_in_a_session(
    practice_with_pin: Practice,
) -> None:
    practice = practice_with_pin
    async with in_session(practice.app()) as hands:
        await WAYS["day"](hands)
        await idle(practice, hands, 80)
        assert "Screen hides" not in hands.text
        await idle(practice, hands, 20)
        await hands.until("Screen hides in 20 s")
        mouse(hands, events.MouseMove, 10, 10)
        await idle(practice, hands, 10)
        await hands.until("Screen hides in 10 s")
        await hands.press("9")
        assert "Screen hides" not in hands.text
        field = hands.app.focused
        assert isinstance(field, Input)
        assert field.value == "2026-119"
        await idle(practice, hands, 110)
        mouse(hands, events.MouseDown, 1, 1)
        await hands.pilot.pause()
        await idle(practice, hands, 110)
        assert "Date this form" in hands.text
        await idle(practice, hands, 10)
        assert closed(hands)


async def test_the_caseload_locks_after_five_quiet_minutes(practice_with_pin: Practice) -> None:
    practice = practice_with_pin
    with pytest.raises(Relaunched):
        async with at(practice.app()) as hands:
            await hands.until("Caseload")
            await idle(practice, hands, 290)
            await hands.until("romtui locks in 10 s")
            await idle(practice, hands, 10)
    assert practice.store._open is False


async def test_a_session_locks_behind_the_curtain(
    practice_with_pin: Practice,
) -> None:
    practice = practice_with_pin
    with pytest.raises(Relaunched):
        async with in_session(practice.app()) as hands:
            hands.app.idle = Idle(idle_session_minutes=4)
            await idle(practice, hands, 230)
            await hands.until("romtui locks in 10 s")
            assert "Screen hidden" in hands.text
            await idle(practice, hands, 10)


@pytest.mark.parametrize("slept", [ClockReading(8 * 3600), ClockReading(0, 8 * 3600)])
async def test_after_a_sleep_no_key_is_taken(
    practice_with_pin: Practice, slept: ClockReading
) -> None:
    practice = practice_with_pin
    practice.moment = ClockReading(0, None if slept.wall is None else 0)
    with pytest.raises(Relaunched):
        async with in_session(practice.app()) as hands:
            await WAYS["entry"](hands)
            practice.moment = slept
            await hands.press("3")
    practice.store = practice.vault.unlock(PASSPHRASE)
    practice.store.use(INSTRUMENTS)
    (draft,) = practice.store.case(1).drafts
    assert draft.answers[:3] == (1, 2, None)


async def test_a_clock_that_is_put_right_does_not_lock_in_the_middle_of_a_form(
    practice_with_pin: Practice,
) -> None:
    practice = practice_with_pin
    practice.moment = ClockReading(0, 1_000_000)
    async with in_session(practice.app()) as hands:
        await WAYS["entry"](hands)
        practice.moment = ClockReading(1, 1_000_046)
        await hands.press("3")
        await hands.until("4 of 9")


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (LockedBy.HAND, "You locked romtui."),
        (LockedBy.IDLE, "nothing was typed for some minutes"),
        (LockedBy.SLEEP, "this computer was asleep"),
        (LockedBy.WRONG_PINS, "three wrong PINs"),
    ],
)
async def test_the_lock_screen_says_why_it_locked(
    practice_with_pin: Practice, because: LockedBy, said: str
) -> None:
    practice = practice_with_pin
    with pytest.raises(Relaunched):
        async with in_session(practice.app()) as hands:
            if because is LockedBy.HAND:
                await hands.press("ctrl+x")
            elif because is LockedBy.IDLE:
                hands.app.idle = Idle(idle_session_minutes=1)
                await idle(practice, hands, 70)
            elif because is LockedBy.SLEEP:
                practice.moment = ClockReading(3600)
                await hands.press("down")
            else:
                await hands.press("ctrl+l")
                await hands.until("Screen hidden")
                for _ in range(3):
                    await hands.press(*"0000", "enter")
    async with at(practice.locked_app()) as hands:
        assert said in await hands.until("Locked" if because is not LockedBy.HAND else "You locked")


async def test_what_a_worker_wants_to_show_waits_until_it_is_lifted(
    practice_with_pin: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = practice_with_pin
    go_on = Event()
    change = Vault.change_passphrase

    def slow(vault: Vault, old: str, new: str) -> None:
        assert go_on.wait(30)
        change(vault, old, new)

    monkeypatch.setattr(Vault, "change_passphrase", slow)
    practice.store.close()
    other = "ribbon maple copper lantern violet harbour"
    async with at(practice.locked_app()) as hands:
        await hands.until("Passphrase")
        await hands.press(*PASSPHRASE, "enter")
        await hands.until("Caseload")
        await hands.press("p")
        await hands.until("Change the passphrase")
        await hands.press(*PASSPHRASE, "enter", *other, "enter", *other, "enter")
        await hands.until("Changing")
        await hands.press("ctrl+l")
        go_on.set()
        for _ in range(20):
            await hands.pilot.pause(0.02)
            assert closed(hands)
        await hands.press(*PIN, "enter")
        await hands.until("Caseload")
        assert hands.screen == "CaseloadScreen"
        practice.store.close()


def test_nothing_is_drawn_after_a_sleep(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = practice.app()
    drawn: list[str] = []
    kind = app.get_driver_class()
    theirs = next(one for one in kind.__mro__ if one.__module__.startswith("textual."))
    monkeypatch.setattr(theirs, "write", lambda _, text: drawn.append(text))
    monkeypatch.setattr(app, "lock", lambda _: drawn.append("locked"))
    driver = object.__new__(kind)
    driver.write("passphrase?")
    practice.wait(3600)
    driver.write("however long it takes")
    app.workspace = app.dependencies.open_demo()
    practice.wait(3600)
    driver.write(CANARY)
    assert drawn == ["passphrase?", "however long it takes", "locked"]
