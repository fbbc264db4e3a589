"""What you work with now, since when, and what could come next."""

from collections.abc import Callable
from datetime import date

from romtui.domain.case import Case, Focus
from romtui.domain.private import Private
from romtui.ui.dates import read_day
from romtui.ui.screens.fields import Field, FieldsScreen


class FocusScreen(FieldsScreen):
    """Three fields; an empty name ends the focus that goes on now."""

    def __init__(self, focus: Focus | None, today: date, keep: Callable[[Focus], Case]) -> None:
        super().__init__("What you work with now")
        self._focus = focus
        self._today = today
        self._keep = keep

    def fields(self) -> tuple[Field, ...]:
        """Name, beginning, next idea."""
        now = self._focus
        return (
            ("name", "The intervention, in your words", now.name.reveal() if now else ""),
            (
                "since",
                "Since (2026-11-03, or days ago; empty is today)",
                now.since.isoformat() if now else "",
            ),
            (
                "next",
                "What could be tried next (may stay empty)",
                now.next_idea.reveal() if now else "",
            ),
        )

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the focus."""
        since = read_day(typed["since"], self._today)
        return self._keep(Focus(Private(typed["name"]), since, next_idea=Private(typed["next"])))
