"""What the script of a page makes of some answers: the code that a patient brings back."""

from collections.abc import Mapping, Sequence
from math import prod

from romtui.domain.away.away_page import AwayPage, payload_size
from romtui.domain.away.layout import packed, places, questions, radices
from romtui.domain.away.sealed_code import in_groups, seal
from romtui.domain.case import Form
from romtui.domain.instrument import Instrument


def code_of(
    page: AwayPage, at_hand: Mapping[str, Instrument], forms: Sequence[Form], day: int
) -> str:
    """The code of a page on which these forms were filled in so many days after it was made."""
    instruments = page.instruments(at_hand)
    answered: list[int] = []
    for instrument in instruments:
        filled = next((form for form in forms if form.instrument == instrument.id), None)
        answered += (
            [len(item.choices) for item in questions(instrument)]
            if filled is None
            else places(instrument, filled)
        )
    sizes = radices(instruments)
    payload = day * prod(sizes) + packed(answered, sizes)
    return in_groups(seal(page.key, payload, payload_size(instruments)))
