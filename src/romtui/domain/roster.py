"""Everybody of a caseload, in an order that holds while somebody looks at the list."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from romtui.domain.case import Patient
from romtui.domain.caseload import Group, Summary, fold, grouped, in_order, search_text


@dataclass(frozen=True, slots=True)
class Roster:
    """The summaries in order, what each patient can be found by, and why each is where they are.

    The group of a patient is that of the moment when the list was put in order, as is the
    place: a line that changes since moves neither itself nor a heading.
    """

    summaries: tuple[Summary, ...] = ()
    _groups: Mapping[int, Group] = field(default_factory=dict)
    _folded: Mapping[int, str] = field(default_factory=dict)
    """Of those who are not in it yet it is worked out: to do so for everybody can be felt."""
    _in_order_of: date | None = None
    """The day they are in order of; None once a line has changed since."""

    def __post_init__(self) -> None:
        folded = {
            row.patient.id: self._folded.get(row.patient.id) or search_text(row.patient)
            for row in self.summaries
        }
        object.__setattr__(self, "_folded", folded)

    @classmethod
    def ordered(cls, summaries: Iterable[Summary], today: date) -> "Roster":
        """Put everybody in order, as of a day."""
        return cls(*_grouped(summaries, today), _in_order_of=today)

    def with_lines(self, lines: Iterable[Summary]) -> "Roster":
        """The same people in the same order, with these lines of some of them."""
        now = {row.patient.id: row for row in lines}
        if not now:
            return self
        return Roster(
            tuple(now.get(row.patient.id, row) for row in self.summaries),
            self._groups,
            {
                patient_id: words
                for patient_id, words in self._folded.items()
                if patient_id not in now
            },
        )

    def in_order(self, today: date) -> "Roster":
        """The same lines, most pressing first."""
        if self._in_order_of == today:
            return self
        return Roster(*_grouped(self.summaries, today), self._folded, today)

    def taking_up(self, lines: Iterable[Summary]) -> "Roster":
        """The same people in the same order; of those who are outdated these lines hold now.

        Another line is left alone: it was read later than these were worked out.
        """
        outdated = {row.patient.id for row in self.summaries if row.outdated}
        return self.with_lines(line for line in lines if line.patient.id in outdated)

    def is_in_order(self, today: date) -> bool:
        """Whether who comes first still should."""
        return self.summaries == in_order(self.summaries, today)

    @property
    def outdated(self) -> int:
        """How many lines are still to be worked out again."""
        return sum(row.outdated for row in self.summaries)

    @property
    def patients(self) -> Iterator[Patient]:
        """Everybody, the archived among them."""
        return (row.patient for row in self.summaries)

    @property
    def active(self) -> int:
        """How many are not archived."""
        return sum(map(_is_active, self.summaries))

    @property
    def unshared(self) -> int:
        """With how many of them a score was not shared yet."""
        return sum(bool(row.undiscussed) for row in self.summaries if _is_active(row))

    def matching(self, typed: str, *, archived: bool, but_for: Container[int]) -> list[Summary]:
        """Whose code, initials or name has every word typed, without case and accents.

        The archived are left out unless `archived`, `but_for` those of these ids.
        """
        matching: Iterable[Summary] = self.summaries
        for word in fold(typed).split():
            matching = [row for row in matching if word in self._folded[row.patient.id]]
        return [
            row
            for row in matching
            if archived or row.patient.archived_on is None or row.patient.id in but_for
        ]

    def headings(self, rows: Sequence[Summary]) -> dict[int, Group]:
        """Which of these rows begin a group; nothing where all are in the one without a reason."""
        groups = [self._groups[row.patient.id] for row in rows]
        if {*groups} <= {Group.OTHERS}:
            return {}
        return {
            index: now
            for index, now in enumerate(groups)
            if not index or now is not groups[index - 1]
        }


def _grouped(
    summaries: Iterable[Summary], today: date
) -> tuple[tuple[Summary, ...], dict[int, Group]]:
    ordered = grouped(summaries, today)
    return tuple(row for _, row in ordered), {row.patient.id: of for of, row in ordered}


def _is_active(row: Summary) -> bool:
    return row.patient.archived_on is None
