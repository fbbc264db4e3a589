"""Scores on the command line: as they are typed, and as JSON has them."""

import json
import re
from decimal import Decimal

from romtui.cli import texts
from romtui.domain.errors import UserError


def number(score: Decimal) -> int | float:
    """A score for JSON: an integer if it is whole."""
    return int(score) if score == score.to_integral_value() else float(score)


def number_or_none(score: Decimal | None) -> int | float | None:
    """A score for JSON, or null where there is none."""
    return None if score is None else number(score)


def read_total(typed: str) -> Decimal:
    """Read a typed total. Raises UserError if it is not a number."""
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", typed):
        raise UserError(texts.not_a_total(typed))
    return Decimal(typed)


def as_json(value: object) -> str:
    """JSON for people and programs: indented, with every character as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)
