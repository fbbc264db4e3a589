"""A template says what a page is made of; a report is what it came to, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from romtui.domain.instrument import Source
from romtui.domain.private import Private


class SectionKind(Enum):
    """Where the lines of a section come from."""

    SESSIONS = "sessions"
    MEASURES = "measures"
    GOALS = "goals"
    AGREED = "agreed"
    HEADLINE = "headline"
    TYPED = "typed"


FREE_TEXT = frozenset({SectionKind.GOALS, SectionKind.AGREED, SectionKind.TYPED})
"""Sections whose lines hold words that somebody typed."""


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section: its heading, and what is asked where the therapist types it.

    What is `required` and not there is named as missing.
    """

    kind: SectionKind
    heading: str
    ask: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """What a page for somebody is made of. `by_code`: weeks instead of days, and no free text."""

    id: str
    title: str
    recipient: str
    sections: tuple[SectionTemplate, ...]
    source: Source
    date: str
    by_code: bool = False

    @property
    def questions(self) -> tuple[SectionTemplate, ...]:
        """What the therapist is asked for."""
        return tuple(one for one in self.sections if one.kind is SectionKind.TYPED)


_LOWEST = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; a `heading` goes once all lines below it are left out."""

    words: Private
    heading: int = 0
    """1 of the page, 2 of a patient, 3 of a section; 0 = no heading."""


@dataclass(frozen=True, slots=True)
class Report:
    """A page, as it is shown and as it is written: the same lines in the same order."""

    lines: tuple[Line, ...]

    def numbered(self) -> Iterator[tuple[int, Line]]:
        """Each line with the number by which it can be left out; 0 of a heading."""
        number = 0
        for line in self.lines:
            number += not line.heading
            yield (0 if line.heading else number), line

    def without(self, numbers: Iterable[int]) -> "Report":
        """The same without some lines, and without headings that nothing is left below."""
        left_out = set(numbers)
        kept = [line for number, line in self.numbered() if number not in left_out]
        used: list[Line] = []
        rank = 1  # a heading stands above a line, or above a heading of a lower rank
        for line in reversed(kept):
            if line.heading == 1 or line.heading < rank:
                used.append(line)
                rank = line.heading or _LOWEST
        return replace(self, lines=tuple(reversed(used)))
