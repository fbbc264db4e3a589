"""An action that asks: no key is lost on the way, the curtain covers it, the lock ends it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Label
from textual.worker import WorkerFailed

from romtui.domain.errors import UserError
from romtui.ui.app import RomtuiApp
from romtui.ui.flow import FLOW, flow
from romtui.ui.screens.question import QuestionScreen
from tests.ui.conftest import Practice, Relaunched
from tests.ui.hands import Hands, at

PIN = "4711"
CANARY = "Quickbeamcanary"
MANY_ROUNDS = 50
"""Of the event loop: far more than a key needs to get where it goes."""


class TwoQuestions(Screen[None]):
    """Asks twice, one question after the other, and keeps what it was told."""

    app: RomtuiApp
    BINDINGS = [
        Binding("a", "ask", "ask"),
        Binding("c", "ask_behind_the_curtain", "ask and hide"),
        Binding("b", "ask_by_name", "ask by name"),
        Binding("k", "crash", "crash"),
        Binding("x", "note", "note"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []
        self.ended = False
        self.seconds = 0.0

    def compose(self) -> ComposeResult:
        yield Label("Two questions", id="said")

    def say(self, sentence: str) -> None:
        self.query_one("#said", Label).update(sentence)

    def action_note(self) -> None:
        self.answers.append("x")

    @flow
    async def action_ask(self) -> None:
        try:
            await self._ask("First?")
            for _ in range(MANY_ROUNDS):
                await asyncio.sleep(0)
            await self._ask("Second?")
        finally:
            self.ended = True

    @flow
    async def action_ask_behind_the_curtain(self) -> None:
        await self._ask("First?")
        self.app.action_curtain()
        await self._ask("Second?")

    @flow
    async def action_crash(self) -> None:
        raise RuntimeError(CANARY)

    @flow
    async def action_ask_by_name(self) -> None:
        started = time.monotonic()
        await self.app.run_action("ask", self)
        self.seconds = time.monotonic() - started

    async def _ask(self, question: str) -> None:
        answer = await self.app.push_screen_wait(QuestionScreen(question, str))
        if answer == "wrong":
            raise UserError("That is wrong: say it otherwise.")
        self.answers.append(answer)


@asynccontextmanager
async def asking(practice: Practice) -> AsyncIterator[tuple[Hands, TwoQuestions]]:
    practice.store.set_pin(PIN)
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        screen = TwoQuestions()
        hands.app.push_screen(screen)
        await hands.until("Two questions")
        yield hands, screen


async def test_keys_typed_ahead_reach_the_question_they_are_for(practice: Practice) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("a", *"xone", "enter", *"xtwo", "enter", "x", "a", "escape", "escape")
        assert screen.answers == ["xone", "xtwo", "x", None, None]
        await hands.press("x")
        assert screen.answers[-1] == "x"


async def test_an_action_that_asks_may_run_another_and_holds_up_no_key(practice: Practice) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("b", *"one", "enter", *"two", "enter", "x")
        assert screen.answers == ["one", "two", "x"]
        assert screen.seconds < 0.1


async def test_an_error_is_said_and_ends_the_action(practice: Practice) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("a", *"wrong", "enter", "x")
        await hands.until("That is wrong")
        assert screen.answers == ["x"]
        assert screen.ended


async def test_a_crash_of_such_an_action_ends_the_app_and_tells_no_words(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WorkerFailed):
        async with asking(practice) as (hands, _):
            await hands.press("k")
            await hands.until_it_ends()
    assert hands.app.return_code == 1
    assert CANARY not in "".join(capsys.readouterr())


async def test_the_curtain_covers_a_question_and_takes_no_answer_for_it(
    practice: Practice,
) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("a", *"on", "ctrl+l", *"4712", "enter")
        await hands.until("2 tries left")
        assert "First" not in hands.text
        await hands.press(*PIN, "enter", "e", "enter", *"two", "enter")
        assert screen.answers == ["one", "two"]


async def test_a_question_that_comes_while_the_curtain_is_down_waits_for_its_end(
    practice: Practice,
) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("c", *"one", "enter", *PIN)
        await hands.until("Screen hidden")
        assert screen.answers == ["one"]
        await hands.press("enter", *"two", "enter", "x")
        assert screen.answers == ["one", "two", "x"]


async def test_the_lock_ends_an_action_without_an_answer(practice: Practice) -> None:
    with pytest.raises(Relaunched):
        async with asking(practice) as (hands, screen):
            await hands.press("a", *"canary")
            hands.app.call_later(hands.app.action_lock)
            await hands.until_it_ends()
    assert screen.ended
    assert screen.answers == []
    assert not [worker for worker in hands.app.workers if worker.group == FLOW]
    assert practice.store._open is False


async def test_leaving_ends_an_action_too(practice: Practice) -> None:
    async with asking(practice) as (hands, screen):
        await hands.press("a", *"canary", "ctrl+q")
    assert screen.ended
    assert screen.answers == []
