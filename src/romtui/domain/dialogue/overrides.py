"""The therapist's own words, laid over the shipped deck line by line.

What is shipped stays as it is: a later version of it changes only what was left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from romtui.domain import texts
from romtui.domain.dialogue.deck import Deck, Line, Lines, LineSlot, LineSource
from romtui.domain.dialogue.line_lists import (
    MINE,
    LineList,
    is_gone,
    line_list_named,
    line_list_of,
    line_lists,
    number_of,
)
from romtui.domain.dialogue.lint import silences, unsayable
from romtui.domain.errors import UserError
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import SAFETY

KEPT: Final = SAFETY
"""Their shipped lines may be reworded and never hidden."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the therapist changed, by the names of lines.

    `texts` are shipped lines in other words, and added ones, whose number begins with
    `mine-`. `order` lists, by the name of a list, the numbers of the lines that come first in it.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    starred: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reworded(self, line_id: str, text: str) -> "Overrides":
        """Say a line in other words; no words restore the shipped ones, or delete an added line."""
        texts = {name: words for name, words in self.texts.items() if name != line_id}
        if text:
            return replace(self, texts={**texts, line_id: text})
        if not is_added(line_id):
            return replace(self, texts=texts)
        gone = {line_id}
        return replace(self, texts=texts, starred=self.starred - gone, hidden=self.hidden - gone)

    def added(self, line_list: LineList, text: str) -> "Overrides":
        """Add a line at the end of a list."""
        return replace(self, texts={**self.texts, self.next_id(line_list): text})

    def next_id(self, line_list: LineList) -> str:
        """The name of the next line that is added to a list."""
        free = (f"{line_list.name}/{MINE}{number}" for number in count(1))
        return next(line_id for line_id in free if line_id not in self.texts)

    def hide(self, line_id: str) -> "Overrides":
        """Hide a line, or show it again."""
        return replace(self, hidden=self.hidden ^ {line_id})

    def star(self, line_id: str) -> "Overrides":
        """Star a line, or take the star away: starred lines come first."""
        return replace(self, starred=self.starred ^ {line_id})


@dataclass(frozen=True, slots=True)
class Wording:
    """A line as the therapist has it; `shipped` is the text it came with, "" for an added one."""

    line: Line
    shipped: str
    hidden: bool = False

    @property
    def is_reworded(self) -> bool:
        """Whether a shipped line is said in other words."""
        return bool(self.shipped) and self.shipped != self.line.text


def is_added(line_id: str) -> bool:
    """Whether the therapist added a line of this name."""
    return number_of(line_id).startswith(MINE)


def merged(shipped: Deck, own: Overrides) -> Deck:
    """Lay the own words over the deck: hidden lines are gone, starred ones come first."""
    if own == Overrides():
        return shipped
    entries = {
        pattern: replace(entry, lines=_lines(entry.pattern, shipped, own))
        for pattern, entry in shipped.entries.items()
    }
    return replace(shipped, entries=entries, fallback=_lines(None, shipped, own))


def wordings(shipped: Deck, own: Overrides, line_list: LineList) -> tuple[Wording, ...]:
    """Every line of a list, hidden ones too, in the therapist's order."""
    texts = {line.id: line.text for line in line_list.lines(shipped)}
    added = (text for text in own.texts if text.rpartition("/")[0] == line_list.name)
    ids = list(dict.fromkeys((*texts, *added)))
    first = own.order.get(line_list.name, ())
    ranks = {number: rank for rank, number in enumerate(first)}

    def rank(line_id: str) -> tuple[bool, int]:
        return line_id not in own.starred, ranks.get(number_of(line_id), len(ranks))

    return tuple(
        Wording(
            line=replace(
                line_list.line(number_of(line_id), own.texts.get(line_id, texts.get(line_id, ""))),
                starred=line_id in own.starred,
                source=LineSource.MINE if line_id in own.texts else LineSource.SHIPPED,
            ),
            shipped=texts.get(line_id, ""),
            hidden=line_id in own.hidden,
        )
        for line_id in sorted(ids, key=rank)
    )


def moved(shipped: Deck, own: Overrides, line_id: str, steps: int) -> Overrides:
    """Move a line within its list; beyond either end, and past a star, it stays."""
    line_list = line_list_of(line_id)
    if line_list is None:
        return own
    ids = [wording.line.id for wording in wordings(shipped, own, line_list)]
    index = ids.index(line_id)
    target = min(max(index + steps, 0), len(ids) - 1)
    ids.insert(target, ids.pop(index))
    return replace(own, order={**own.order, line_list.name: tuple(map(number_of, ids))})


def taken_in(own: Overrides, other: Overrides) -> Overrides:
    """Add the words of another file; where both reworded a shipped line, the other's count.

    An added line that has the name of another added one gets a name of its own.
    """
    renamed: dict[str, str] = {}
    for line_id, text in other.texts.items():
        line_list, new_id = line_list_of(line_id), line_id
        if line_list is not None and is_added(line_id) and own.texts.get(line_id, text) != text:
            new_id = own.next_id(line_list)
        renamed[line_id] = new_id
        own = replace(own, texts={**own.texts, new_id: text})
    order = {
        name: tuple(number_of(renamed.get(f"{name}/{number}", number)) for number in numbers)
        for name, numbers in other.order.items()
    }
    return Overrides(
        texts=own.texts,
        starred=own.starred | {renamed.get(line_id, line_id) for line_id in other.starred},
        hidden=own.hidden | {renamed.get(line_id, line_id) for line_id in other.hidden},
        order={**own.order, **order},
    )


def faults(shipped: Deck, own: Overrides) -> Iterator[tuple[str, str]]:
    """Say why own words cannot be used: the name of a line or list, and half a sentence.

    Words for a list that only an earlier version had are passed over.
    """
    for line_id in (*own.texts, *sorted(own.starred | own.hidden)):
        if line_list_of(line_id) is None and not is_gone(line_id):
            yield line_id, texts.NO_SUCH_LINE
            return
    for name in own.order:
        if line_list_named(name) is None and not is_gone(name):
            yield name, texts.NO_SUCH_LIST
            return
    for line_id, text in own.texts.items():
        for fault in () if is_gone(line_id) else unsayable(text):
            yield line_id, fault
    for line_id in sorted(own.hidden):
        line_list = line_list_of(line_id)
        if line_list is not None and line_list.pattern in KEPT and not is_added(line_id):
            yield line_id, texts.SAFETY_STAYS
    for silence in silences(merged(shipped, own)):
        name, _, fault = silence.partition(": ")
        yield name, fault


def refuse_unfit(shipped: Deck, own: Overrides) -> None:
    """Raise UserError with the first fault, as a sentence."""
    for _, fault in faults(shipped, own):
        raise UserError(f"{fault[0].upper()}{fault[1:]}.")


def _lines(pattern: Pattern | None, shipped: Deck, own: Overrides) -> Lines:
    lines: dict[LineSlot, tuple[Line, ...]] = {}
    for line_list in line_lists(pattern):
        shown = (
            wording.line for wording in wordings(shipped, own, line_list) if not wording.hidden
        )
        lines[line_list.slot] = (*lines.get(line_list.slot, ()), *shown)
    return lines
