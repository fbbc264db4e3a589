"""What is odd about the answers of a table that can all be right: said before it is agreed to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from romtui.domain.imported_score import ImportedScore
from romtui.domain.instrument import Instrument
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.mapping import TableMapping

_ENOUGH: Final = 3
"""Forms from which on it is odd that nobody ever gave the least answer. Our own rule."""


def doubts(
    scores: Sequence[ImportedScore], mapping: TableMapping, instruments: Mapping[str, Instrument]
) -> Iterator[str]:
    """Numbers that are never the least of the form: other programs count from 1."""
    for form in mapping.forms:
        if form.words or not form.items:
            continue
        instrument = instruments[form.questionnaire]
        filled_in = [
            score.answers
            for score in scores
            if score.instrument == form.questionnaire and score.answers is not None
        ]
        given = {answer for answers in filled_in for answer in answers if answer is not None}
        if len(filled_in) >= _ENOUGH and min(given) > instrument.item_lo:
            least = instrument.items[0].option(instrument.item_lo)
            label = "" if least is None else least.label
            yield texts.never_the_least(instrument.name, instrument.item_lo, label)
