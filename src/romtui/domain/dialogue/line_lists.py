"""The lists of lines in the deck, each named as in the language file."""

import re
from dataclasses import dataclass
from typing import Final

from romtui.domain.dialogue.deck import Deck, Line, LineSlot
from romtui.domain.dialogue.variants import known_follow_ups, known_variants
from romtui.domain.pattern import Pattern

_FALLBACK: Final = "fallback"
_NUMBER: Final = re.compile(r"(mine-)?[1-9]\d{0,5}")
MINE: Final = "mine-"
"""How the number of a line begins that the therapist added: no shipped line is ever called so."""


@dataclass(frozen=True, slots=True)
class LineList:
    """One list of lines: `stalled/open/standard`, `worsening/goal/ask` or `fallback/goal`.

    Without a pattern it is the fallback, which speaks where no line of a pattern can.
    """

    pattern: Pattern | None
    slot: LineSlot
    variant: str = ""

    @property
    def name(self) -> str:
        """The names of its lines without their numbers."""
        pattern = _FALLBACK if self.pattern is None else self.pattern.value
        return "/".join(filter(None, (pattern, self.slot.value, self.variant)))

    def lines(self, deck: Deck) -> tuple[Line, ...]:
        """The lines that a deck has here."""
        if self.pattern is None:
            return deck.fallback.get(self.slot, ())
        lines = deck.entry(self.pattern).of(self.slot)
        return tuple(line for line in lines if line.variant == self.variant)

    def line(self, number: str, text: str) -> Line:
        """Make a line that stands here."""
        return Line(f"{self.name}/{number}", text, self.slot, self.variant)


def line_lists(pattern: Pattern | None) -> tuple[LineList, ...]:
    """Every list of lines of a pattern, or of the fallback, in the order of the slots."""
    if pattern is None:
        return tuple(LineList(None, slot) for slot in LineSlot if slot.spoken)
    openings = tuple(
        LineList(pattern, LineSlot.OPEN, variant) for variant in known_variants(pattern)
    )
    others = (slot for slot in LineSlot if slot is not LineSlot.OPEN)
    return (
        *openings,
        *(
            LineList(pattern, slot, variant)
            for slot in others
            for variant in reversed(known_follow_ups(pattern, slot))
        ),
    )


GONE: Final = frozenset(
    {
        "early_gain/open/standard",
        "improving/open/since_start",
        "item_shift/open/standard",
        "mixed_measures/open/since_start",
        "recovered/open/standard",
        "sudden_gain/open/standard",
        "worsening/open/gradual",
        "worsening/open/since_start",
    }
)
"""Lists that earlier versions had. What was written for them is kept in the file, and not said."""

_BY_NAME: Final = {
    line_list.name: line_list for pattern in (*Pattern, None) for line_list in line_lists(pattern)
}


def line_list_named(name: str) -> LineList | None:
    """The list of that name, if there is one."""
    return _BY_NAME.get(name)


def line_list_of(line_id: str) -> LineList | None:
    """The list a line stands in; None for a name that no line can have."""
    list_name, _, number = line_id.rpartition("/")
    return _BY_NAME.get(list_name) if _NUMBER.fullmatch(number) else None


def is_gone(name: str) -> bool:
    """Whether a list, or the list of a line, was there in an earlier version and is no more."""
    return name in GONE or name.rpartition("/")[0] in GONE


def number_of(line_id: str) -> str:
    """The last part of a line's name: `2`, or `mine-1`."""
    return line_id.rpartition("/")[2]
