"""From what was typed into a field to what it means; a Refusal says what was expected."""

from decimal import Decimal, InvalidOperation

from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.scoring import score_total


def read_score(instrument: Instrument, typed: str) -> Decimal:
    """Read a total of an instrument."""
    try:
        total = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise Refusal(f"Type the total as a number, {instrument.lo} to {instrument.hi}.") from None
    score_total(instrument, total)
    return total


def read_target(instrument: Instrument, typed: str) -> Decimal | None:
    """Read a target; nothing typed takes the present one away."""
    return read_score(instrument, typed) if typed.strip() else None


def read_reason(typed: str) -> Private:
    """Read a reason for a correction, which must not be empty."""
    return _some_words(typed, "A few words are needed: they are kept with the correction.")


def read_review(typed: str) -> Private:
    """Read what was asked and done about a safety answer."""
    return _some_words(
        typed, "Write what was asked and done first; until then the answer stays pinned."
    )


def _some_words(typed: str, otherwise: str) -> Private:
    if not typed.strip():
        raise Refusal(otherwise)
    return Private(typed.strip())
