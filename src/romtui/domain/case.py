"""All there is about one patient, frozen: the only thing the screens and the rules are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from romtui.domain.discussion import Agreement, Asked, Fit, How, Objected, Said, Skip
from romtui.domain.instrument import Instrument
from romtui.domain.personal_measures import PersonalMeasure
from romtui.domain.preferences import USUAL, Preferences, Scheduled
from romtui.domain.private import Private
from romtui.domain.scoring import Answers


class Stage(Enum):
    """Where the work with a person stands; only the therapist changes it."""

    ACTIVE = "active"
    ENDING = "ending"
    FOLLOWUP = "followup"


class Attendance(Enum):
    """What became of a session."""

    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


TAKES_ITS_PLACE: Final = Private("another form of the same day, entered in its place")
"""The reason of a version that is not the same form corrected but another one of that day."""


class Entered(Enum):
    """How a result came in: `AWAY` was filled in away from here, on a page or on paper of it."""

    ITEMS = "items"
    TOTAL = "total"
    IMPORTED = "imported"
    AWAY = "away"


class Status(Enum):
    """What a version of a result is."""

    FINAL = "final"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Patient:
    """One person. The code is ours and may be shown; the rest was typed and is private.

    `primary` is the id of the measure chosen to lead, None = none was: what leads then, says
    `parts.leading_measure`. `framed_on` is the day the questionnaires were introduced as standard
    practice, `next_on` the day agreed for the next session.
    """

    id: int
    code: str
    started_on: date
    initials: Private = Private("")
    name: Private = Private("")
    birth_year: int | None = None
    stage: Stage = Stage.ACTIVE
    primary: str | None = None
    planned_sessions: int | None = None
    archived_on: date | None = None
    framed_on: date | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The current version of one filled-in form.

    `total` is None when the form may not be scored, or has no single total. `subtotals` are the
    scores of its parts where they were typed in, by their ids. `valid` says whether there is a
    score to speak of. `safety` maps the number of a safety item to its answer, as far as it is
    known: from the answers, or asked for beside a total. `order` counts the entries of one
    patient: of two results of one day the later entered has the higher. `mismatched` says that
    the stored total was not what the answers come to: there is no total then, until somebody
    has compared and corrected it.
    `fit` is the person's view of the score, with their words; `review` what was asked and done
    about a safety answer. Both, and `how` it was shared, are of this version alone, and so
    are the moments beside them.
    `replaced` are the forms of the same day that it replaced, oldest first: they
    count no more, but what they say about safety waits for a review as before.
    """

    id: int
    instrument: str
    on: date
    total: Decimal | None
    answers: Answers | None = None
    subtotals: Mapping[str, Decimal] = field(default_factory=dict)
    safety: Mapping[int, int] = field(default_factory=dict)
    order: int = 0
    version: int = 1
    instrument_version: int = 1
    entered: Entered = Entered.ITEMS
    entered_at: datetime | None = None
    status: Status = Status.FINAL
    reason: Private = Private("")
    followup: int | None = None
    valid: bool = True
    mismatched: bool = False
    discussed: bool = False
    safety_reviewed: bool = False
    how: How | None = None
    fit: Fit | None = None
    fit_words: Private = Private("")
    review: Private = Private("")
    shared_at: datetime | None = None
    fit_at: datetime | None = None
    reviewed_at: datetime | None = None
    replaced: tuple["Result", ...] = ()

    @property
    def talked_at(self) -> tuple[datetime, ...]:
        """When it was shared, its fit said and its safety answer reviewed, as far as it was."""
        return tuple(at for at in (self.shared_at, self.fit_at, self.reviewed_at) if at)

    @property
    def late(self) -> bool:
        """Whether this version was entered more than 24 hours after the day it is about."""
        return self.entered_at is not None and (self.entered_at.date() - self.on).days > 1

    def of_version(self, instrument: Instrument) -> bool:
        """Whether it was scored by this version of its questionnaire."""
        return self.instrument_version == instrument.version


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire as it was filled in, before it becomes a result.

    Either `answers` or `total` is given, or, of a form without a single total, `subtotals`: the
    scores of its parts by part id, in their own points. `safety` holds the safety answers asked
    for beside a total; `followup` the answer to the unscored question after the form.
    """

    instrument: str
    on: date
    answers: Answers | None = None
    total: Decimal | None = None
    safety: Mapping[int, int] = field(default_factory=dict)
    followup: int | None = None
    subtotals: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """One day of work. The impression is blind and never shown again: see decisions 13."""

    on: date
    attendance: Attendance = Attendance.ATTENDED
    impression: int | None = None


@dataclass(frozen=True, slots=True)
class Focus:
    """A stretch of one intervention, as the therapist names it, and what could come next."""

    name: Private
    since: date
    until: date | None = None
    next_idea: Private = Private("")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the person's life: a medication, an exam, a bereavement."""

    on: date
    what: Private
    id: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in: never part of a trend, never a result by itself.

    `answers` has one place an item; `position` is the item the cursor is on, from 0;
    `amends` is the id of the result this draft corrects.
    """

    instrument: str
    on: date
    answers: Answers
    position: int = 0
    amends: int | None = None
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All about one patient as of a day. Results are the current versions, oldest first.

    `later` are those dated after that day (a clock was set back since): nothing counts or draws
    them before their day has come, but a safety answer in one is open like any other.
    `impression` is today's blind impression, -2 (much worse) to +2 (much better), change
    since last time. `targets` are totals to reach, by instrument id, in its own points.
    `ticks` names the lines of the to-do list that were done today.
    `instruments` holds every instrument that occurs or may be used, by id, the person's own
    among them. `battery` is what they get, in order; `own` are their goals and items, also
    those that are no longer followed. `target_words` say a target as the person would, by
    instrument id. What was agreed, happened, was skipped, asked, objected and said comes
    oldest first.
    """

    patient: Patient
    instruments: Mapping[str, Instrument]
    results: tuple[Result, ...] = ()
    sessions: tuple[Session, ...] = ()
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    focuses: tuple[Focus, ...] = ()
    drafts: tuple[Draft, ...] = ()
    impression: int | None = None
    ticks: frozenset[str] = frozenset()
    battery: tuple[Scheduled, ...] = ()
    own: tuple[PersonalMeasure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    skips: tuple[Skip, ...] = ()
    asked: tuple[Asked, ...] = ()
    objections: tuple[Objected, ...] = ()
    said: tuple[Said, ...] = ()
    target_words: Mapping[str, Private] = field(default_factory=dict)
    preferences: Preferences = USUAL
    later: tuple[Result, ...] = ()

    @property
    def focus(self) -> Focus | None:
        """The intervention that is going on now."""
        return next((focus for focus in reversed(self.focuses) if focus.until is None), None)

    @property
    def every_result(self) -> tuple[Result, ...]:
        """All results, oldest first, also those dated after the day the case is seen on."""
        return (*self.results, *self.later)

    def result(self, result_id: int) -> Result | None:
        """The result of this id, dated ahead or not; None where it is not there any more."""
        return next((result for result in self.every_result if result.id == result_id), None)

    def seen_on(self, day: date) -> "Case":
        """The same case with what is dated after a day set apart as `later`."""
        every = sorted(self.every_result, key=lambda result: (result.on, result.order))
        return replace(
            self,
            results=tuple(result for result in every if result.on <= day),
            later=tuple(result for result in every if result.on > day),
        )

    def of(self, instrument_id: str) -> tuple[Result, ...]:
        """The results of one instrument, oldest first, also the unscored ones."""
        return tuple(result for result in self.results if result.instrument == instrument_id)

    def scheduled(self, instrument_id: str) -> Scheduled | None:
        """How often this measure comes, if it belongs to the battery."""
        return next(
            (scheduled for scheduled in self.battery if scheduled.instrument == instrument_id), None
        )

    def declined(self, on: date) -> bool:
        """Whether no form was filled in on a day, and somebody said why."""
        return any(skip.on == on and skip.result is None for skip in self.skips)

    def draft(self, instrument_id: str) -> Draft | None:
        """The half-filled new form of one instrument, if there is one."""
        new = (draft for draft in self.drafts if draft.amends is None)
        return next((draft for draft in new if draft.instrument == instrument_id), None)

    def correction(self, result_id: int) -> Draft | None:
        """The half-made correction of a result, if there is one."""
        return next((draft for draft in self.drafts if draft.amends == result_id), None)
