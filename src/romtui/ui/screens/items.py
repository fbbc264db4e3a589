"""The single answers of a questionnaire, what moved most first."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult

from romtui.domain.case import Case
from romtui.domain.item_table import item_table
from romtui.ui.commands import ITEMS, bindings
from romtui.ui.screens.page import PageScreen
from romtui.ui.widgets.item_heat import ItemHeat
from romtui.ui.widgets.key_bar import KeyBar


class ItemsScreen(PageScreen[None]):
    """One measure at a time. The answers of a safety item are hidden again on leaving it."""

    KEYS = ITEMS
    BINDINGS = bindings(ITEMS)

    def __init__(self, case: Case, measures: Sequence[str], marked: str, today: date) -> None:
        super().__init__(case.patient)
        self._case = case
        self._measures = measures
        self._marked = measures.index(marked)
        self._today = today

    def body(self) -> ComposeResult:
        """The table."""
        yield ItemHeat()

    def on_mount(self) -> None:
        """Show the marked measure."""
        self._show()

    def on_screen_suspend(self) -> None:
        """Hide the answers of a safety item again."""
        self._heat.revealed = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        table = self._heat.table if self.is_mounted else None
        possible = {
            "safety": table is not None and any(row.safety for row in table.rows),
            "since": table is not None and len(table.days) > 1,
        }
        return possible.get(action, True) or None

    def action_down(self) -> None:
        """Move the mark down."""
        self._heat.move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self._heat.move(-1)

    def action_page_down(self) -> None:
        """Move the mark a page down."""
        self._heat.move(self._heat.a_page)

    def action_page_up(self) -> None:
        """Move the mark a page up."""
        self._heat.move(-self._heat.a_page)

    def action_since(self) -> None:
        """Compare with the first form, or with the one before."""
        self._heat.since_first = not self._heat.since_first
        self._draw_title()

    def action_safety(self) -> None:
        """Show or hide the answers of a safety item."""
        self._heat.revealed = not self._heat.revealed

    def action_next_measure(self) -> None:
        """Show the next measure."""
        self._step_measure(1)

    def action_previous_measure(self) -> None:
        """Show the measure before."""
        self._step_measure(-1)

    @property
    def _heat(self) -> ItemHeat:
        return self.query_one(ItemHeat)

    def _step_measure(self, steps: int) -> None:
        self._marked = (self._marked + steps) % len(self._measures)
        self._show()

    def _show(self) -> None:
        heat = self._heat
        heat.revealed = False
        heat.today = self._today
        heat.table = item_table(self._case, self._measures[self._marked], self._today)
        self._draw_title()
        self.query_one(KeyBar).redraw()

    def _draw_title(self) -> None:
        """Say whose items these are, and what they are ordered by."""
        table = self._heat.table
        assert table is not None
        since = "the first form" if self._heat.since_first else "the form before"
        order = f"   what moved most since {since}" if len(table.days) > 1 else ""
        name = f"Items   {table.instrument.name}"
        self.banner.title, self.banner.short = f"{name}{order}", name
