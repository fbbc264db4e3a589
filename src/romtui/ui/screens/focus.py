"""What you work with now, since when, and what could come next."""

from collections.abc import Callable
from datetime import date
from functools import partial

from romtui.domain.case import Case, Focus
from romtui.domain.dialogue.template import filled
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.dates import PAST_DAY, read_day
from romtui.ui.screens.fields import Field, FieldsScreen


class FocusScreen(FieldsScreen):
    """Three fields; an empty name ends the focus that goes on now.

    `anew` begins another one, from today with what was to come next: the present one is never
    renamed by it, and an empty name is asked for.
    """

    def __init__(
        self,
        focus: Focus | None,
        today: date,
        keep: Callable[[Focus], Case],
        *,
        anew: bool = False,
    ) -> None:
        super().__init__("What you work with from now on" if anew else "What you work with now")
        self._focus = focus
        self._today = today
        self._keep = keep
        self._anew = anew

    def fields(self) -> tuple[Field, ...]:
        """Name, beginning, next idea."""
        now = self._focus
        asks: str | Private = "The intervention, in your words"
        name = since = next_idea = ""
        if now is not None and self._anew:
            asks = filled("{asks} (Esc goes on with {now})", asks=asks, now=now.name)
            name = now.next_idea.reveal()
        elif now is not None:
            name, next_idea = now.name.reveal(), now.next_idea.reveal()
            since = now.since.isoformat()
        return (
            ("name", asks, name),
            ("since", f"Since: {PAST_DAY}; empty is today", since),
            ("next", "What could be tried next (may stay empty)", next_idea),
        )

    def day(self, name: str) -> Callable[[str], date | None] | None:
        """Since when is a day."""
        return partial(read_day, today=self._today) if name == "since" else None

    def check(self, name: str, typed: str) -> None:
        """Refuse a focus without a name where another one is to begin, and a day that is none."""
        if name == "name" and self._anew and not typed:
            raise UserError("Name what you work with from now on; Esc leaves it as it is.")
        if name == "since":
            read_day(typed, self._today)

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the focus."""
        since = read_day(typed["since"], self._today)
        return self._keep(Focus(Private(typed["name"]), since, next_idea=Private(typed["next"])))
