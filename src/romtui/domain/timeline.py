"""What happened beside the scores: events, and where a focus began."""

from dataclasses import dataclass
from datetime import date

from romtui.domain.case import Case
from romtui.domain.private import Private


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day, in the therapist's words."""

    on: date
    what: Private


def happenings(case: Case) -> tuple[Happening, ...]:
    """The events and the beginnings of each focus, oldest first."""
    began = [Happening(focus.since, focus.name) for focus in case.focuses if focus.name]
    events = [Happening(event.on, event.what) for event in case.events]
    return tuple(sorted((*began, *events), key=lambda one: one.on))
