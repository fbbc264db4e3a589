"""The score to aim at together, and what it would mean to the person."""

from collections.abc import Callable
from decimal import Decimal

from romtui.domain.case import Case
from romtui.domain.chart import number
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.ui.reading import read_target
from romtui.ui.screens.fields import Field, FieldsScreen


class TargetScreen(FieldsScreen):
    """Two fields; an empty score takes the target away."""

    def __init__(
        self,
        instrument: Instrument,
        target: Decimal | None,
        words: Private | None,
        keep: Callable[[Decimal | None, Private], Case],
    ) -> None:
        super().__init__(f"{instrument.name}: which score do you aim at together?")
        self._instrument = instrument
        self._target = target
        self._words = words
        self._keep = keep

    def fields(self) -> tuple[Field, ...]:
        """The score, and what it would be like."""
        target = "" if self._target is None else number(self._target)
        words = "" if self._words is None else self._words.reveal()
        return (
            ("score", "The score (empty takes the target away)", target),
            ("words", "What it would be like then, in their words (may stay empty)", words),
        )

    def check(self, name: str, typed: str) -> None:
        """Refuse a score that is not on the form before the words are asked for."""
        if name == "score":
            read_target(self._instrument, typed)

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the target."""
        return self._keep(read_target(self._instrument, typed["score"]), Private(typed["words"]))
