"""A score from before: one line of a table that somebody kept elsewhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """A total on the published scale, by a person's code; `line` is where it stood.

    `instrument` may name a part of a form without a single total: `dass21.depression`.
    """

    line: int
    code: str
    instrument: str
    on: date
    total: Decimal


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did, or would do: people who are new, results, and what was there already."""

    people: int = 0
    results: int = 0
    already: int = 0
