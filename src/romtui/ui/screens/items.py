"""The single answers of a questionnaire, what moved most first."""

from collections.abc import Sequence
from datetime import date

from romtui.commands import ITEMS
from romtui.domain.case import Case
from romtui.domain.item_table import item_table
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.screens.page import ListScreen
from romtui.ui.widgets.item_heat import ItemHeat
from romtui.ui.widgets.key_bar import KeyBar


class ItemsScreen(ListScreen[None, ItemHeat]):
    """One measure at a time. The answers of a safety item are hidden again on leaving it."""

    KEYS = ITEMS
    BINDINGS = bindings(ITEMS)
    ENTER = ""

    def __init__(self, case: Case, measures: Sequence[str], marked: str, today: date) -> None:
        super().__init__(ItemHeat(), case.patient)
        self._case = case
        self._measures = measures
        self._marked = measures.index(marked)
        self._today = today

    def on_mount(self) -> None:
        """Show the marked measure."""
        self._show()

    def on_screen_suspend(self) -> None:
        """Hide the answers of a safety item again."""
        self.list.revealed = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        table = self.list.table
        possible = {
            "safety": table is not None and any(row.safety for row in table.rows),
            "since": table is not None and len(table.days) > 1,
        }
        return possible.get(action, True) or None

    def action_since(self) -> None:
        """Compare with the first form, or with the one before."""
        self.list.since_first = not self.list.since_first
        self._draw_title()

    def action_safety(self) -> None:
        """Show or hide the answers of a safety item."""
        self.list.revealed = not self.list.revealed

    def action_next_measure(self) -> None:
        self._step_measure(1)

    def action_previous_measure(self) -> None:
        self._step_measure(-1)

    def _step_measure(self, steps: int) -> None:
        self._marked = (self._marked + steps) % len(self._measures)
        self._show()

    def _show(self) -> None:
        table = item_table(self._case, self._measures[self._marked], self._today)
        self.list.show(table, self._today)
        self._draw_title()
        self.query_one(KeyBar).redraw()

    def _draw_title(self) -> None:
        """Say whose items these are, and what they are ordered by."""
        table = self.list.table
        assert table is not None
        since = texts.SINCE_THE_FIRST if self.list.since_first else texts.SINCE_THE_PREVIOUS
        order = texts.biggest_change(since) if len(table.days) > 1 else ""
        name = texts.items_of(table.instrument.name)
        self.banner.title, self.banner.short = f"{name}{order}", name
