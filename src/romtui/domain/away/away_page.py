"""A page to fill in at home: whose it is, which forms are on it, how long it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import prod
from typing import Final

from romtui.domain.away import texts
from romtui.domain.away.layout import radices
from romtui.domain.away.sealed_code import PageKey, payload_signs
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument

LASTS_DAYS: Final = 1000
"""Days from the day a page was made on which what it gives is taken."""
DAYS: Final = 1024
"""Values of the day in a code, counted from the day the page was made."""
DAY_UNKNOWN: Final = DAYS - 1
"""In place of a day: the clock of the device cannot be right."""


@dataclass(frozen=True, slots=True)
class PageForm:
    """One form of a page, in the version of its questionnaire that is printed there."""

    instrument: str
    version: int


@dataclass(frozen=True, slots=True)
class AwayPage:
    """A page that was made for one patient. `code` is that of the patient.

    `taken` says of each code of this patient that was read, by its tag, on which day that was.
    """

    key: PageKey = field(repr=False)
    patient_id: int
    code: str
    forms: tuple[PageForm, ...]
    made_on: date
    withdrawn_on: date | None = None
    archived: bool = False
    taken: Mapping[str, date] = field(default_factory=dict)

    @property
    def lasts_until(self) -> date:
        """The last day on which its codes are taken."""
        return self.made_on + timedelta(days=LASTS_DAYS)

    def is_open(self, today: date) -> bool:
        """Whether a code of it may still come."""
        return self.withdrawn_on is None and today <= self.lasts_until

    def instruments(self, at_hand: Mapping[str, Instrument]) -> list[Instrument]:
        """The questionnaires of its forms. Raises UserError where one is of another version now."""
        found = []
        for form in self.forms:
            instrument = at_hand.get(form.instrument)
            if instrument is None or instrument.version != form.version:
                name = form.instrument if instrument is None else instrument.name
                raise UserError(texts.another_version(name))
            found.append(instrument)
        return found


def payload_size(instruments: list[Instrument]) -> int:
    """How many signs of a code hold the day and the answers to these forms."""
    return payload_signs(DAYS * prod(radices(instruments)))
