"""What the first session needs, loaded while the caseload is looked at."""

import gc
from collections.abc import Iterator
from importlib import import_module
from typing import Final

A_PAUSE: Final = 0.2
"""Seconds before each piece: a key that comes meanwhile waits for one of them, never for all."""

_PIECES: Final = (
    "romtui.ui.session.view",
    "romtui.ui.chart.widget",
    "romtui.ui.session.panel",
    "romtui.ui.session.screen",
    "plotext",
)


def session_in_pieces() -> Iterator[None]:
    """Load one piece at each step, together some 50 ms that the first Enter would wait for.

    No thread does it: two that load a package and a part of it at once may wait for each other.
    """
    for piece in _PIECES:
        import_module(piece)
        yield
    gc.freeze()  # to look through all of it for garbage held a key up for 40 ms, now and then
