"""The words of the note of a session, for the therapist's own record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from romtui.domain.dialogue.template import holds
from romtui.domain.discussion import AgreementOutcome, Fit, How


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Templates, one a line; `filled` fills them in. What each holds stands beside it.

    There is none for the impression, which is never shown again, and none for the value of
    a safety answer. {change} is one of the three below it, {start} one of the two; {fit} one of
    `fit`; {measure} the name of a questionnaire, or one of the two templates that hold it so.
    """

    heading: str = field(metadata=holds("number", "date"))
    heading_planned: str = field(metadata=holds("number", "planned", "date"))
    missed: str = field(metadata=holds("date"))
    cancelled: str = field(metadata=holds("date"))
    framed: str = field(metadata=holds())

    of_day: str = field(metadata=holds("measure", "date"))
    in_own_words: str = field(metadata=holds("measure", "words"))
    changed: str = field(
        metadata=holds("measure", "score", "max", "band", "change", "previous_date")
    )
    changed_without_band: str = field(
        metadata=holds("measure", "score", "max", "change", "previous_date")
    )
    better: str = field(metadata=holds("points"))
    worse: str = field(metadata=holds("points"))
    same: str = field(metadata=holds())
    first: str = field(metadata=holds("measure", "score", "max", "band"))
    first_without_band: str = field(metadata=holds("measure", "score", "max"))
    start: str = field(metadata=holds("date"))
    start_of_two: str = field(metadata=holds("date", "start"))
    since_first: str = field(metadata=holds("start", "change"))
    since_first_real: str = field(metadata=holds("start", "change", "rc"))
    since_first_once: str = field(metadata=holds("start", "change", "rc"))
    since_first_chance: str = field(metadata=holds("start", "change", "rc"))
    no_total: str = field(metadata=holds("measure"))
    not_scored: str = field(metadata=holds("measure"))
    not_filled_in: str = field(metadata=holds("reason"))

    shared: Mapping[How, str] = field(metadata=holds(by=How))
    shared_somehow: str = field(metadata=holds())
    not_shared: str = field(metadata=holds("reason"))
    not_shared_yet: str = field(metadata=holds())
    fit: Mapping[Fit, str] = field(metadata=holds(by=Fit))
    fit_in_words: str = field(metadata=holds("fit", "words"))

    safety: str = field(metadata=holds("measure", "review"))
    safety_unreviewed: str = field(metadata=holds("measure"))

    last_agreement: Mapping[AgreementOutcome, str] = field(
        metadata=holds("what", "date", by=AgreementOutcome)
    )
    last_agreement_open: str = field(metadata=holds("what", "date"))
    agreed: str = field(metadata=holds("what"))
    agreed_until: str = field(metadata=holds("what", "date"))

    focus: str = field(metadata=holds("intervention", "date"))
    within_focus: str = field(metadata=holds("measure", "change"))
    event: str = field(metadata=holds("what", "date"))
    asked: str = field(metadata=holds("title"))
    asked_in_words: str = field(metadata=holds("title", "words"))
    objected: str = field(metadata=holds("says"))
    objected_in_words: str = field(metadata=holds("says", "words"))
    next_session: str = field(metadata=holds("date"))

    filled_in_away: str = field(default="Filled in away on {date}", metadata=holds("date"))
    """A language file from before there was this has the words of here."""
