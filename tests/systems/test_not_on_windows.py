"""The list of tests that cannot run on Windows names tests that there are."""

import ast
from pathlib import Path

from tests.systems.not_on_windows import NOT_ON_WINDOWS

ROOT = Path(__file__).resolve().parents[2]


def test_each_test_that_windows_does_without_is_one() -> None:
    for name in (name for names in NOT_ON_WINDOWS.values() for name in names):
        file, _, test = name.partition("::")
        functions = ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        assert any(getattr(node, "name", "") == test for node in functions), name
