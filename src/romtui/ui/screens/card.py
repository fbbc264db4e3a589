"""A card over the screen that asks: what is below stays in sight, quietly."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class CardScreen(ModalScreen[Answer], Generic[Answer]):
    """Its content lies in a container of the class `card`."""

    CSS_PATH = "card.tcss"
