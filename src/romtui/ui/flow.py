"""Actions that ask, written from top to bottom: each waits for an answer where it needs it.

    @flow
    async def action_withdraw(self) -> None:
        case = await self.app.push_screen_wait(QuestionScreen("Why?", …))
        if case is not None:
            self.show(case)

A flow is a Textual worker of the screen that asks. The next key waits until every flow has
finished or waits for an answer itself, so that what is typed ahead reaches the next question.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

from textual.worker import Worker, get_current_worker
from textual.worker_manager import WorkerManager

from romtui.domain.errors import UserError

FLOW: Final = "flow"
"""The group of the workers, and the name of their tasks."""
_AT_MOST_SECONDS: Final = 0.25
"""A flow that does slow work holds up no key for longer than this."""


class Asker(Protocol):
    """A screen with a place for one sentence, from which an action may ask."""

    def say(self, sentence: str, /) -> None:
        """Show the sentence."""

    def run_worker(self, work: Coroutine[Any, Any, None], /, *, name: str, group: str) -> object:
        """Run it beside the message loop, as every Textual node does."""


AskingScreen = TypeVar("AskingScreen", bound=Asker)
Params = ParamSpec("Params")
Answer = TypeVar("Answer")


def begin(screen: Asker, steps: Callable[[], Coroutine[Any, Any, None]], name: str = "") -> None:
    """Run the steps of a flow; a UserError that ends them is said on the screen."""

    async def run() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name(FLOW)
        try:
            await steps()
        except UserError as error:
            screen.say(str(error))

    screen.run_worker(run(), name=name, group=FLOW)


def flow(
    action: Callable[Concatenate[AskingScreen, Params], Coroutine[Any, Any, None]],
) -> Callable[Concatenate[AskingScreen, Params], None]:
    """Let an action of a screen await `app.push_screen_wait`."""

    @wraps(action)
    def start(screen: AskingScreen, /, *args: Params.args, **kwargs: Params.kwargs) -> None:
        begin(screen, partial(action, screen, *args, **kwargs), action.__name__)

    return start


class Flows:
    """The flows of an app, and what each of them waits for."""

    def __init__(self, workers: WorkerManager) -> None:
        self._workers = workers
        self._waiting: dict[Worker[Any], asyncio.Future[Any]] = {}

    async def wait_for(self, future: "asyncio.Future[Answer]") -> Answer:
        """Wait inside a flow. Cancelling the flow leaves the future alone: it may be set later."""
        worker: Worker[Any] = get_current_worker()
        self._waiting[worker] = future
        try:
            return await asyncio.shield(future)
        finally:
            del self._waiting[worker]

    @property
    def at_rest(self) -> bool:
        """Whether no flow is in the middle of a step: each is done, or still without its answer."""
        return all(self._is_at_rest(flow) for flow in self._running())

    async def rest(self) -> None:
        """Wait until they are at rest; a flow does not wait for itself."""
        task = asyncio.current_task()
        if task is not None and task.get_name() == FLOW:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_AT_MOST_SECONDS):
                while not self.at_rest:
                    await asyncio.sleep(0)

    def cancel(self) -> None:
        """End all of them without an answer."""
        for flow in self._running():
            flow.cancel()

    def _running(self) -> list[Worker[Any]]:
        return [
            worker for worker in self._workers if worker.group == FLOW and not worker.is_finished
        ]

    def _is_at_rest(self, flow: Worker[Any]) -> bool:
        future = self._waiting.get(flow)
        return future is not None and not future.done()
