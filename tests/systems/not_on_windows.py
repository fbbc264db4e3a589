"""The tests that cannot run on Windows, by name, each with the reason."""

from typing import Final

NOT_ON_WINDOWS: Final[dict[str, tuple[str, ...]]] = {}
"""By reason: node ids of tests, without their parameters."""


def why_not(node_id: str) -> str:
    """Why a test cannot run on Windows; empty for those that can."""
    name = node_id.replace("\\", "/").partition("[")[0]
    return next((reason for reason, names in NOT_ON_WINDOWS.items() if name in names), "")
