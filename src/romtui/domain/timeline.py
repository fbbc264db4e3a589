"""What happened beside the scores: events, stretches of a focus, sessions."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from romtui.domain.case import Attendance, Case
from romtui.domain.private import Private


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day, in the therapist's words."""

    on: date
    what: Private


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named focus from its first to its last day; one that goes on has no last day."""

    name: Private
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SessionDays:
    """The days of the sessions that were attended, oldest first: they are numbered from 1."""

    days: tuple[date, ...] = ()

    def number(self, day: date) -> int | None:
        """Which session was on a day; None where none was."""
        count = bisect_right(self.days, day)
        return count if count and self.days[count - 1] == day else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a chart names below its days."""

    events: tuple[Happening, ...] = ()
    focuses: tuple[Stretch, ...] = ()

    def since(self, day: date | None) -> "Timeline":
        """What happened from a day on, and the focuses that reach into that time."""
        if day is None:
            return Timeline()
        return Timeline(
            tuple(one for one in self.events if one.on >= day),
            tuple(one for one in self.focuses if one.until is None or one.until >= day),
        )

    def happenings(self, since: date | None) -> tuple[Happening, ...]:
        """The events and the beginnings of each focus from a day on, oldest first."""
        began = [Happening(focus.since, focus.name) for focus in self.focuses]
        both = sorted((*began, *self.events), key=lambda one: one.on)
        return tuple(one for one in both if since is not None and one.on >= since)


def timeline(case: Case) -> Timeline:
    """The events and focuses of a case, oldest first."""
    events = [Happening(event.on, event.what) for event in case.events]
    focuses = [Stretch(one.name, one.since, one.until) for one in case.focuses if one.name]
    return Timeline(
        tuple(sorted(events, key=lambda one: one.on)),
        tuple(sorted(focuses, key=lambda one: one.since)),
    )


def session_days(case: Case) -> SessionDays:
    """The days on which the person came."""
    came = (one.on for one in case.sessions if one.attendance is Attendance.ATTENDED)
    return SessionDays(tuple(sorted(set(came))))
