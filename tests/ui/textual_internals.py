"""What the tests know of Textual's private parts: all of it, so that a new version breaks one file.

`tests/ui/test_terminal.py` has others: it checks that those the program rests on are still there.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual._compositor import LayoutUpdate
from textual._styles_cache import StylesCache
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip


def has_ended(app: App[Any]) -> bool:
    """Whether the app is leaving, or has met an error that it will raise."""
    # _exit: set by App.exit; is_running turns False only after all screens are closed.
    # _exception: an error of a worker or handler, raised when the app has shut down.
    return app._exit or app._exception is not None


def has_work_left(app: App[Any]) -> bool:
    """Whether a message waits, or something on the screen is still to be called or painted."""
    screen = app.screen
    nodes = [app, *screen.walk_children(with_self=True)]
    return (
        # _next_callbacks: call_next and call_after_refresh of each node, run after its messages.
        any(node.message_queue_size or node._next_callbacks for node in nodes)
        # _callbacks: what waits for the next refresh of the screen.
        # _dirty_widgets: widgets to be painted at the next tick of the screen's update timer.
        or bool(screen._callbacks or screen._dirty_widgets)
        # Both are set by refresh() and cleared once the screen was laid out and painted.
        or screen._layout_required
        or screen._repaint_required
    )


def painted(app: App[Any]) -> list[Strip]:
    """What the screen shows, line by line; the public export is an SVG and far slower."""
    return app.screen._compositor.render_strips()


@contextmanager
def counting_layouts_and_paints(count: Callable[[int], None]) -> Iterator[None]:
    """Call `count` with 0 for each layout, 1 for each paint of the whole screen, 2 for a part."""
    # _refresh_layout: every layout of a screen passes it. _display: so does all that is painted,
    # as a LayoutUpdate (whole) or as a ChopsUpdate (a part); None is nothing to paint.
    lay_out, display = Screen._refresh_layout, App._display

    def counted_layout(self: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
        count(0)
        lay_out(self, size, scroll)

    def counted_display(self: App[Any], screen: Screen[Any], update: Any) -> None:
        if update is not None and not self._batch_count:
            count(1 if isinstance(update, LayoutUpdate) else 2)
        display(self, screen, update)

    with (
        patch.object(Screen, "_refresh_layout", counted_layout),
        patch.object(App, "_display", counted_display),
    ):
        yield


@contextmanager
def counting_styled(count: Callable[[str], None]) -> Iterator[None]:
    """Call `count` with the class of each widget whose styles are worked out."""
    apply = Stylesheet.apply

    def counted(self: Stylesheet, node: DOMNode, *args: Any, **more: Any) -> None:
        count(type(node).__name__)
        apply(self, node, *args, **more)

    with patch.object(Stylesheet, "apply", counted):
        yield


def lines_kept() -> int:
    """How many widgets' painted lines are in memory, whether they are still on a screen or not."""
    gc.collect()
    return sum(isinstance(each, StylesCache) for each in gc.get_objects())
