"""A score from before romtui, as one line of a table gives it; and how importing them went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from romtui.domain import texts
from romtui.domain.errors import UserError
from romtui.domain.import_view import ImportView
from romtui.domain.instrument import Direction
from romtui.domain.private import Private
from romtui.domain.scoring import Answers

_MOST_TOLD: Final = 8


class Differing(Enum):
    """What becomes of a form whose score differs from the one there is of that day."""

    KEEP = "keep"
    CORRECT = "correct"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ImportedScore:
    """What a line says of one form, by a person's code; `line` is where it stood.

    `instrument` may name a part of a form without a single total: `dass21.depression`. `total`
    is on the published scale, None where it follows from `answers`, or there is no single one;
    `parts` are then the scores of its parts, by their labels or ids. The rest only a table of
    our own tells: `safety` answers by item, the answer to the question after the form, when it
    was shared, the version of the form, and of a measure in somebody's own words these words.
    """

    line: int
    code: str
    instrument: str
    on: date
    total: Decimal | None
    answers: Answers | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    safety: Mapping[int, int] = field(default_factory=dict)
    followup: int | None = None
    shared_at: datetime | None = None
    form_version: int | None = None
    words: Private = Private("")
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, or would do.

    `people` are new, and so are `results`; `already` were there; `corrected` became a new version
    of what was there, and `kept` were left aside for it. `view` shows what was understood.
    """

    people: int = 0
    results: int = 0
    already: int = 0
    corrected: int = 0
    kept: int = 0
    view: ImportView = field(default_factory=ImportView, compare=False)


def refuse_lines(wrong: Sequence[str]) -> None:
    """Raise UserError where lines of a table are wrong, with the first of them."""
    if wrong:
        left = len(wrong) - _MOST_TOLD
        more = texts.more_lines(left) if left > 0 else ""
        raise UserError(texts.not_imported(f"{' '.join(wrong[:_MOST_TOLD])}{more}"))
