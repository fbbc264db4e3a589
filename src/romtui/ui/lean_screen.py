"""Screens that are laid out and painted once where Textual does it two to five times over."""

from textual import events
from textual._styles_cache import StylesCache
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class LeanScreen(Screen[ScreenResultType]):
    """A screen that repeats no layout for a size it has, and paints once what comes together.

    It halves the time between a key and the picture that stays. The methods are Textual's own and
    have no public name (8.2); tests/ui/test_paints.py counts what they save.
    """

    _is_resuming = False

    @property
    def rows_in_sight(self) -> int:
        """Lines at the top that nothing covers or veils while something is asked over them."""
        return 0

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Lay out for the first time, and paint only once the widgets have filled themselves.

        Textual paints the empty widgets at once, and what they hold at the next tick of 1/60 s.
        It hands a message to the method of each class in turn: the default, called here, would
        come twice.
        """
        event.prevent_default()
        is_new = self._size != self.app.size
        self._is_resuming = True
        try:
            super()._on_screen_resume(event)
        finally:
            self._is_resuming = False
        if is_new:
            self.call_later(self._on_timer_update)

    def on_unmount(self) -> None:
        """Let go of what was painted, which Textual (8.2) would keep of a thousand widgets.

        It remembers a pair of colours by the widget's whole cache of lines: a megabyte for each
        session, with what was said in it, and ever longer searches for garbage.
        """
        StylesCache.get_inner_outer.cache_clear()

    def _compositor_refresh(self) -> None:
        """Paint, unless it comes once more or nothing of it would be seen.

        Below a screen that covers it whole, Textual would paint that one again in its place.
        """
        covered = self.app.screen is not self and self.app.screen.styles.background.a == 1
        if not (self._is_resuming or covered):
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size only.

        A new screen lays itself out when it is shown, is told of its size by that very layout,
        and would lay out itself and all screens below it once more.
        """
        if size != self._compositor.size:
            super()._screen_resized(size)

    def _on_timer_update(self) -> None:
        """Paint the whole screen together with its layout, not right after it."""
        if self._layout_required and self._repaint_required:
            self._dirty_widgets.add(self)
            self._repaint_required = False
        super()._on_timer_update()
