"""Questions that a form passes over after certain answers, as its authors print it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Once all of `items` are answered and add up to `total` points, `skipped` need no answer.

    Numbers of items, from 1. A skipped item counts 0; one that is answered all the same counts
    as it was answered.
    """

    items: tuple[int, ...]
    total: int
    skipped: tuple[int, ...]
