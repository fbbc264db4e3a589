"""What holds for every test: how many examples, and what is never garbage."""

import gc
import sys

import pytest
from hypothesis import HealthCheck, settings

from tests.counts import EXAMPLES
from tests.systems.not_on_windows import why_not

settings.register_profile(
    "romtui",
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("romtui")

gc.disable()  # until all tests are collected, which makes no garbage and would take twice as long


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip on Windows, by name and with the reason, what cannot be tried there."""
    if sys.platform == "win32":
        for item in items:
            reason = why_not(item.nodeid)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """Set aside what stays until the end, as the program does once it is unlocked.

    Otherwise a quarter of the time goes into looking through Textual and all the tests again
    and again.
    """
    _set_aside()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


def pytest_sessionfinish() -> None:
    """Look for garbage once at the end; pytest looks five times more."""
    _set_aside()


def _set_aside() -> None:
    gc.collect()
    gc.freeze()
