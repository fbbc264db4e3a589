"""What the words about one finding are read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from romtui.domain.case import Case, Focus
from romtui.domain.change import ReliableChange
from romtui.domain.constants import Constants
from romtui.domain.dialogue.words import Words
from romtui.domain.instrument import Instrument
from romtui.domain.parts import leading_measure, measure_of
from romtui.domain.patterns.finding import Finding
from romtui.domain.patterns.waiting import focus_on
from romtui.domain.series import Series, course_of


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """The facts of one finding, by what they are."""

    of: Mapping[str, object]

    def points(self, name: str) -> Decimal | None:
        """A number of points."""
        value = self.of.get(name)
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return None
        return Decimal(value)

    def count(self, name: str) -> int | None:
        """A number of things, days or weeks."""
        value = self.points(name)
        return None if value is None else int(value)

    def day(self, name: str) -> date | None:
        """A day."""
        value = self.of.get(name)
        return value if isinstance(value, date) else None

    def word(self, name: str) -> str | None:
        """A word."""
        value = self.of.get(name)
        return value if isinstance(value, str) else None

    def holds(self, name: str) -> bool:
        """Whether a yes-or-no fact is there and holds."""
        return self.of.get(name) is True

    def each(self, name: str) -> tuple[object, ...]:
        """The members of a list, none when it is missing."""
        value = self.of.get(name)
        return tuple(value) if isinstance(value, list | tuple) else ()


@dataclass(frozen=True)
class TemplateContext:
    """What the variables of one finding are read from.

    `instrument` is the one the finding is about (a part of a form as one of its own), else
    the one that leads. `constants` are those the finding was made with.
    """

    finding: Finding
    case: Case
    today: date
    words: Words
    facts: FindingFacts
    instrument: Instrument | None
    constants: Constants

    @property
    def asks(self) -> bool:
        """Whether the finding is asked about, not said."""
        return self.finding.tentative

    def number(self, fact: str) -> str | None:
        """Say a fact that is a number of points."""
        points = self.facts.points(fact)
        return None if points is None else self.words.number(points)

    def date(self, fact: str) -> str | None:
        """Say a fact that is a day."""
        day = self.facts.day(fact)
        return None if day is None else self.words.date(day, self.today)

    @property
    def reliable_change(self) -> ReliableChange | None:
        """What a change of the instrument is weighed by; None where none is published."""
        if self.instrument is None or self.instrument.reliable_change is None:
            return None
        return ReliableChange(self.instrument.reliable_change, self.constants)

    @cached_property
    def course(self) -> Series | None:
        """The scores of the instrument up to today, as the rules see them."""
        if self.instrument is None:
            return None
        return course_of(self.case, self.instrument.id, self.today, self.constants)

    def weeks(self, weeks: int | None) -> str | None:
        """Say a number of weeks; none is not said."""
        return self.words.weeks.of(weeks) if weeks else None


def template_context(
    finding: Finding, case: Case, today: date, words: Words, constants: Constants
) -> TemplateContext:
    """Gather what the variables of a finding are read from."""
    measure = finding.instrument or leading_measure(case.seen_on(today))
    return TemplateContext(
        finding=finding,
        case=case,
        today=today,
        words=words,
        facts=FindingFacts(finding.facts),
        instrument=None if measure is None else measure_of(case.instruments, measure),
        constants=constants,
    )


def current_focus(case: Case, today: date) -> Focus | None:
    """The intervention that is going on today, if it has a name."""
    focus = focus_on(case, today)
    return focus if focus is not None and focus.name else None


def focus_weeks(case: Case, today: date) -> int:
    """Whole weeks of the current focus; 0 without one."""
    focus = current_focus(case, today)
    return 0 if focus is None else (today - focus.since).days // 7
