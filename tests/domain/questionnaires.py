"""Two questionnaires, made in the tests so that the domain needs no file."""

from decimal import Decimal

from romtui.domain.instrument import Band, Direction, Instrument, Item, Option, SafetyItem

OPTIONS = tuple(
    Option(value, label) for value, label in enumerate(("never", "sometimes", "often", "always"))
)


def instrument(count: int = 9, *, safety: int | None = 9, **other: object) -> Instrument:
    """A made-up sum-scored form of items from 0 to 3."""
    about: dict[str, object] = {
        "id": "made",
        "name": "MADE",
        "lo": Decimal(0),
        "hi": Decimal(3 * count),
        "direction": Direction.LOWER_BETTER,
        "items": tuple(Item(n, f"question {n}", OPTIONS) for n in range(1, count + 1)),
        "n_items": count,
        "item_hi": 3,
        "bands": (
            Band(Decimal(0), Decimal(4), "minimal"),
            Band(Decimal(5), Decimal(9), "mild"),
            Band(Decimal(10), Decimal(3 * count), "more", high=True),
        ),
        "cutoff": Decimal(10),
        "reliable_change": Decimal(6),
        "safety_items": () if safety is None else (SafetyItem(safety, 1, "dark thoughts"),),
        **other,
    }
    return Instrument(**about)  # type: ignore[arg-type]  # a test's keyword arguments
