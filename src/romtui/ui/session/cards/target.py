"""The score to aim at together, and what it would mean to the person."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from romtui.domain.case import Case
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.text import number
from romtui.ui.reading import read_target
from romtui.ui.screens.fields import Field, FieldsScreen
from romtui.ui.session import texts


class TargetScreen(FieldsScreen):
    """Two fields; an empty score takes the target away."""

    def __init__(
        self,
        instrument: Instrument,
        target: Decimal | None,
        words: Private | None,
        keep: Callable[[Decimal | None, Private], Case],
    ) -> None:
        super().__init__(
            texts.target_question(instrument.name),
            Field(
                "score",
                texts.TARGET_SCORE,
                "" if target is None else number(target),
                partial(read_target, instrument),
            ),
            Field(
                "words",
                texts.TARGET_WORDS,
                "" if words is None else words.reveal(),
            ),
        )
        self._instrument = instrument
        self._keep = keep

    def save(self, typed: dict[str, str]) -> Case:
        """Keep the target."""
        return self._keep(read_target(self._instrument, typed["score"]), Private(typed["words"]))
