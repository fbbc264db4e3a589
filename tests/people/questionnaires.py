"""Invented questionnaires, made here so that neither the domain nor the store needs a file."""

from dataclasses import replace
from decimal import Decimal

from romtui.domain.instrument import (
    Band,
    Direction,
    Instrument,
    InstrumentKind,
    Item,
    Option,
    SafetyItem,
    Subscale,
)

Number = int | str

OPTIONS = tuple(
    Option(value, label) for value, label in enumerate(("never", "sometimes", "often", "always"))
)


def points(number: Number) -> Decimal:
    return Decimal(number)


def bands(*ends: int, high_from: int) -> tuple[Band, ...]:
    """Ranges from 0 to each of these ends, called "band" and the number they begin with."""
    starts = [0, *(end + 1 for end in ends)]
    return tuple(
        Band(points(lo), points(hi), f"band {lo}", high=lo >= high_from)
        for lo, hi in zip(starts, ends, strict=False)
    )


def instrument(count: int = 9, *, safety: int | None = 9, **other: object) -> Instrument:
    """A made-up sum-scored form of items from 0 to 3, notable from 4 points, reliable from 6."""
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


PHQ9 = instrument(
    id="phq9",
    name="PHQ-9",
    construct="depression",
    items=tuple(
        Item(n, f"item {n}", OPTIONS, label="sleep" if n == 3 else "") for n in range(1, 10)
    ),
    bands=(
        Band(points(0), points(4), "minimal", said="mild"),
        Band(points(5), points(9), "mild", said="mild"),
        Band(points(10), points(14), "moderate", said="moderate"),
        Band(
            points(15),
            points(19),
            "moderately severe",
            high=True,
            said="between moderate and severe",
        ),
        Band(points(20), points(27), "severe", high=True),
    ),
    residual=(points(5), points(9)),
    safety_items=(SafetyItem(9, 1, "thoughts of being better off dead"),),
)
"""Notable from 4 points, reliable from 6, large from 9; its checkpoint is the usual one."""

MOOD = instrument(
    id="mood9",
    name="MOOD-9",
    followup=Item(10, "how hard was it", OPTIONS),
    bands=(Band(points(0), points(9), "calm"), Band(points(10), points(27), "stormy")),
    cutoff=None,
)
"""As long as a PHQ-9, with a question after it, and without a cutoff."""

GAD7 = instrument(
    7,
    safety=None,
    id="gad7",
    name="GAD-7",
    items=(),
    bands=bands(4, 9, 14, 21, high_from=15),
    cutoff=points(8),
    checkpoint_days=42,
)
"""The words of its items are not here: it takes a total."""

WELL = Instrument(
    id="well",
    name="Well-being",
    lo=points(0),
    hi=points(40),
    direction=Direction.HIGHER_BETTER,
    cutoff=points("24.9"),
    reliable_change=points(5),
)
CARE = Instrument(
    id="care",
    name="CARE",
    lo=points(0),
    hi=points(40),
    direction=Direction.HIGHER_BETTER,
    item_hi=10,
    n_items=4,
)
URGE = Instrument(
    id="urge", name="Urge", lo=points(0), hi=points(10), direction=Direction.LOWER_BETTER
)
SLEEP = replace(
    URGE, id="sleep", name="Sleep", hi=points(28), bands=bands(7, 14, 21, 28, high_from=22)
)
"""Published ranges, and no reliable change: its lines are 8, 15 and 22, a tenth is 2.8."""

MOODS = Instrument(
    id="moods",
    name="MOODS",
    lo=points(0),
    hi=points(27),
    direction=Direction.LOWER_BETTER,
    n_items=4,
    item_hi=9,
    has_total=False,
    subscales=(
        Subscale(
            "low",
            "low mood",
            (1, 2),
            points(0),
            points(27),
            bands=bands(4, 9, 14, 19, 27, high_from=15),
            cutoff=points(10),
            reliable_change=points(6),
            checkpoint_days=42,
        ),
        Subscale("tense", "tension", (3,), points(0), points(28), 2, bands=SLEEP.bands),
    ),
    safety_items=(SafetyItem(4, 1),),
)
"""A form without a single total: one part with a reliable change, one with ranges only."""

ALLIANCE = Instrument(
    id="bond",
    name="Working together",
    lo=points(0),
    hi=points(40),
    direction=Direction.HIGHER_BETTER,
    kind=InstrumentKind.ALLIANCE,
    low=points(36),
    drop=points(2),
)
INSTRUMENTS = {one.id: one for one in (PHQ9, GAD7, WELL, URGE, SLEEP, MOODS, ALLIANCE)}
"""What the rules are tried with."""

STORED = {one.id: one for one in (MOOD, CARE)}
"""What the store is tried with."""
