"""The subscales of an instrument file: which items, what they add up to, where that was read."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from romtui.content import texts
from romtui.content.items import read_band
from romtui.content.sources import deciding, deciding_days, read_value_sources
from romtui.content.toml import Table
from romtui.domain.instrument import Source, Subscale

VALUES: Final = ("cutoff", "reliable_change", "drop", "checkpoint_days")
"""Tables of a subscale with a `value` and its sources."""

Ranges = Sequence[tuple[int, int]]
"""The smallest and the largest answer of each item."""


def read_subscales(content: Table, ranges: Ranges) -> tuple[Subscale, ...]:
    """Read every [[subscale]]; its range follows from its items."""
    subscales = tuple(_subscale(part, ranges) for part in content.tables("subscale"))
    ids = [part.id for part in subscales]
    if len(ids) != len(set(ids)):
        raise content.error("subscale", texts.ID_ONCE)
    return subscales


def subscale_sources(content: Table) -> Mapping[str, tuple[Source, ...]]:
    """Read the sources of the values of subscales, under “depression cutoff” and the like."""
    sources: dict[str, tuple[Source, ...]] = {}
    for table in content.tables("subscale"):
        for key in VALUES:
            if key in table:
                for subject, read in read_value_sources(table.table(key), key).items():
                    sources[f"{table.line('id')} {subject}"] = read
    return sources


def _subscale(table: Table, ranges: Ranges) -> Subscale:
    table.only("id", "label", "items", "multiplier", "band", *VALUES)
    name = table.line("id")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise table.error("id", texts.name_such_as("anxiety"))
    items, multiplier = table.wholes("items"), table.whole("multiplier", 1)
    if len(items) != len(set(items)) or not all(1 <= item <= len(ranges) for item in items):
        raise table.error("items", texts.items_once(len(ranges)))
    if multiplier < 1:
        raise table.error("multiplier", texts.needed(texts.ONE_OR_MORE))
    lo = Decimal(sum(ranges[item - 1][0] for item in items) * multiplier)
    hi = Decimal(sum(ranges[item - 1][1] for item in items) * multiplier)
    return Subscale(
        id=name,
        label=table.line("label"),
        items=items,
        lo=lo,
        hi=hi,
        multiplier=multiplier,
        bands=tuple(map(read_band, table.tables("band"))),
        cutoff=deciding(table, "cutoff", lo, hi),
        drop=deciding(table, "drop", Decimal(1), hi - lo, may_be_ours=True),
        reliable_change=deciding(table, "reliable_change", Decimal(1), hi - lo, may_be_ours=True),
        checkpoint_days=deciding_days(table, "checkpoint_days"),
    )
