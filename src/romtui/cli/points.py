"""Points as they are typed and as they are printed."""

from decimal import Decimal, InvalidOperation

from romtui.domain.errors import Refusal


def number(points: Decimal) -> int | float:
    """Points as JSON has them: a whole number as an integer, else with its decimals."""
    return int(points) if points == points.to_integral_value() else float(points)


def maybe(points: Decimal | None) -> int | float | None:
    """Points, or null where there is no verified value."""
    return None if points is None else number(points)


def read_points(typed: str) -> Decimal:
    """Read a typed total. Raises Refusal when it is not a number."""
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise Refusal(f"“{typed}” is not a total; a number such as 12 is needed.") from None
