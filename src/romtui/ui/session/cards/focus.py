"""What you work with now, since when, and what could come next."""

from collections.abc import Callable
from datetime import date
from functools import partial

from romtui.domain.case import Case, Focus
from romtui.domain.dialogue.template import filled
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.text import short_with_year
from romtui.ui.dates import read_day
from romtui.ui.screens.fields import Field, FieldsScreen
from romtui.ui.session import texts
from romtui.ui.texts import PAST_DAY


class FocusScreen(FieldsScreen):
    """Three fields; an empty name ends the current focus.

    With `anew` another focus begins today, named after the next idea of the current one, which
    keeps its name; a name is required then.
    """

    def __init__(
        self,
        focus: Focus | None,
        today: date,
        keep: Callable[[Focus], Case],
        *,
        anew: bool = False,
    ) -> None:
        asks: str | Private = texts.INTERVENTION
        name = since = next_idea = ""
        if focus is not None and anew:
            asks = filled(texts.KEEPS_THE_PRESENT_ONE, asks=asks, now=focus.name)
            name = focus.next_idea.reveal()
        elif focus is not None:
            name, next_idea = focus.name.reveal(), focus.next_idea.reveal()
            since = short_with_year(focus.since)
        super().__init__(
            texts.NEW_INTERVENTION if anew else texts.CURRENT_INTERVENTION,
            Field("name", asks, name, _named if anew else str),
            Field(
                "since",
                texts.since(PAST_DAY),
                since,
                day=partial(read_day, today=today),
            ),
            Field("next", texts.TRY_NEXT, next_idea),
        )
        self._today = today
        self._keep = keep

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the focus."""
        since = read_day(typed["since"], self._today)
        return self._keep(Focus(Private(typed["name"]), since, next_idea=Private(typed["next"])))


def _named(typed: str) -> str:
    """Refuse a focus without a name where another one is to begin."""
    if not typed:
        raise UserError(texts.NAME_THE_INTERVENTION)
    return typed
