"""A card over the screen that asks: what is below stays in sight, quietly."""

from typing import Generic, TypeVar

from romtui.ui.dimmed_modal import DimmedModal

Answer = TypeVar("Answer")


class CardScreen(DimmedModal[Answer], Generic[Answer]):
    """Its content lies in a container of the class `card`."""

    CSS_PATH = "card.tcss"
