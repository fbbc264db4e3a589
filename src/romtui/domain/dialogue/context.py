"""What the words about one finding are read from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from romtui.domain.case import Case, Focus
from romtui.domain.change import ReliableChange
from romtui.domain.constants import Constants
from romtui.domain.dialogue.facts import Facts
from romtui.domain.dialogue.words import Words
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of
from romtui.domain.patterns.finding import Finding
from romtui.domain.patterns.waiting import focus_on
from romtui.domain.series import Series, course_of


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
    facts: Facts
    instrument: Instrument | None
    constants: Constants

    @property
    def asks(self) -> bool:
        """Whether the finding is asked about, not said."""
        return self.finding.tentative

    def said(self, fact: str) -> str | None:
        """Say a fact that is a number of points."""
        points = self.facts.points(fact)
        return None if points is None else self.words.number(points)

    def on(self, fact: str) -> str | None:
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


def context(
    finding: Finding, case: Case, today: date, words: Words, constants: Constants
) -> TemplateContext:
    """Lay together what the variables of a finding are read from."""
    about = case.primary if finding.instrument is None else finding.instrument
    return TemplateContext(
        finding=finding,
        case=case,
        today=today,
        words=words,
        facts=Facts(finding.facts),
        instrument=None if about is None else measure_of(case.instruments, about),
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
