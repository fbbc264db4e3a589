"""Points as they are typed and as they are printed."""

import re
from decimal import Decimal

from romtui.domain.errors import UserError


def number(points: Decimal) -> int | float:
    """Points as JSON has them: a whole number as an integer, else with its decimals."""
    return int(points) if points == points.to_integral_value() else float(points)


def maybe(points: Decimal | None) -> int | float | None:
    """Points, or null where there is no verified value."""
    return None if points is None else number(points)


def read_points(typed: str) -> Decimal:
    """Read a typed total. Raises UserError when it is not a number."""
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", typed):
        raise UserError(f"“{typed}” is not a total; a number such as 12 is needed.")
    return Decimal(typed)
