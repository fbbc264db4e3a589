"""From what was typed into a field to what it means; a UserError says what was expected."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from romtui.domain.case import Stage
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument, Subscale
from romtui.domain.private import Private
from romtui.domain.scoring import score_parts, score_total
from romtui.ui import texts

_LONGEST_PROCEDURE: Final = 4000
_MOST_SESSIONS: Final = 500


def read_score(instrument: Instrument, typed: str) -> Decimal:
    """Read a total of an instrument."""
    try:
        total = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise UserError(texts.total_range(f"{instrument.lo}", f"{instrument.hi}")) from None
    score_total(instrument, total)
    return total


def read_part(instrument: Instrument, part: Subscale, typed: str) -> Decimal:
    """Read the score of one part of a form without a single total."""
    try:
        points = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise UserError(texts.part_range(part.label, f"{part.lo}", f"{part.hi}")) from None
    score_parts(instrument, {part.id: points})
    return points


def read_target(instrument: Instrument, typed: str) -> Decimal | None:
    """Read a target; nothing typed takes the present one away."""
    return read_score(instrument, typed) if typed.strip() else None


def read_reason(typed: str) -> Private:
    """Read a reason for a correction, which must not be empty."""
    return _some_words(typed, texts.REASON_MISSING)


def read_review(typed: str) -> Private:
    """Read what was asked and done about a safety answer."""
    return _some_words(typed, texts.REVIEW_MISSING)


def read_procedure(typed: str) -> Private:
    """Read the therapist's own procedure for a safety answer; nothing typed takes it away."""
    if len(typed) > _LONGEST_PROCEDURE:
        raise UserError(texts.procedure_too_long(_LONGEST_PROCEDURE))
    return Private(typed.strip())


def read_planned(typed: str) -> int | None:
    """Read how many sessions are planned; nothing typed is no plan."""
    if not typed.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,3}", typed.strip()) or not 1 <= int(typed) <= _MOST_SESSIONS:
        raise UserError(texts.planned_range(_MOST_SESSIONS))
    return int(typed)


def read_stage(typed: str) -> Stage:
    """Read a stage: its number, or its name or the beginning of it."""
    word = typed.strip().casefold().replace("-", "").replace(" ", "")
    for number, stage in enumerate(Stage, start=1):
        if word and (word == str(number) or stage.value.startswith(word)):
            return stage
    raise UserError(texts.NO_SUCH_STAGE)


def _some_words(typed: str, otherwise: str) -> Private:
    if not typed.strip():
        raise UserError(otherwise)
    return Private(typed.strip())
