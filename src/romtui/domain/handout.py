"""The page a person takes home: what the shared view shows them, and what you agreed together.

It is put together from the shared view, so that nothing else can be on it. The agreements are
those that are still open; neither a code nor a name is on it, because paper gets lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from romtui.domain.case import Case
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.handout_words import HandoutWords
from romtui.domain.dialogue.words import Words
from romtui.domain.discussion import Agreement
from romtui.domain.parts import measure_of
from romtui.domain.private import Private
from romtui.domain.shared import SharedView, Sharing, shared_view

MOST_AGREED: Final = 4
"""Open agreements that one page holds; of older ones it says that there are some."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, and a sentence about when."""

    what: Private
    when: str


@dataclass(frozen=True, slots=True)
class Handout:
    """All that is on the page, made on the day `made_on`; `agreed` has the newest first.

    `left_out` says whether older agreements had no room. `say` writes its numbers and days.
    `notice` is the line that the owner of the questionnaire wants to be seen.
    """

    language: str
    made_on: date
    view: SharedView
    agreed: tuple[Agreed, ...]
    left_out: bool
    goals_heading: str
    notice: str
    words: HandoutWords
    say: Words

    def day(self, day: date) -> str:
        """A day as the page writes it, with the year only when it is not that of the page."""
        return self.say.date(day, self.made_on)


def handout(case: Case, measure: str, today: date, deck: Deck, sharing: Sharing) -> Handout:
    """Put together the page about one measure."""
    view = shared_view(case, measure, today, deck, sharing)
    form = measure_of(case.instruments, measure)
    still_open = sorted(
        (agreement for agreement in case.agreements if agreement.is_open and agreement.on <= today),
        key=lambda entry: (entry.on, entry.id),
        reverse=True,
    )
    return Handout(
        language=deck.language,
        made_on=today,
        view=view,
        agreed=tuple(_agreed(still_open[:MOST_AGREED], today, deck)),
        left_out=len(still_open) > MOST_AGREED,
        goals_heading=deck.shared.goals,
        notice="" if form is None else form.notice,
        words=deck.handout,
        say=deck.words,
    )


def _agreed(agreements: list[Agreement], today: date, deck: Deck) -> Iterator[Agreed]:
    """Say when it was agreed, and when it is looked at again unless that day is over."""
    for agreement in agreements:
        when = deck.handout.agreed_on
        if agreement.review_on is not None and agreement.review_on >= today:
            again = deck.words.date(agreement.review_on, today)
            when = deck.handout.agreed_until.replace("{until}", again)
        yield Agreed(agreement.what, when.replace("{date}", deck.words.date(agreement.on, today)))
