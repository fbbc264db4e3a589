"""The tables, as this version of romtui sees them: each with the part of the domain it holds.

`migrations` makes them; a test holds the two against each other. What a row means is said in
`domain.case`. From what stands here follows how a record is read, written as a whole, exported
and imported: a new table is a class, and below it the dataclass whose fields it holds.

The order is that of a file: what is pointed to comes before what points to it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import JSON, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from romtui.domain.case import Draft, Event, Focus, Patient, Result, Session
from romtui.domain.caseload import Summary
from romtui.domain.discussion import Agreement, Asked, Objected, Said, Skip
from romtui.domain.patterns import Pattern
from romtui.domain.personal_measures import PersonalMeasure
from romtui.domain.preferences import Preferences, Scheduled
from romtui.store.db.mapping import (
    LOCAL_MOMENT,
    DecimalText,
    Mapped,
    MomentText,
    Row,
    TotalsByPart,
    reading,
)


class PatientRow(Row, table=True):
    """One person. The code is unique whatever its case."""

    __tablename__ = "patient"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    initials: str = ""
    name: str = ""
    birth_year: int | None = None
    stage: str
    primary_instrument: str | None = None
    planned_sessions: int | None = None
    started_on: date
    archived_on: date | None = None
    framed_on: date | None = None
    next_on: date | None = None


PATIENTS: Final = Mapped(PatientRow, Patient, owner="id", primary="primary_instrument")


class SessionRow(Row, table=True):
    """One day of one person."""

    __tablename__ = "session"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    attendance: str
    impression: int | None = None


SESSIONS: Final = Mapped(SessionRow, Session, of_case="sessions", order="day", on="day")


class OwnRow(Row, table=True):
    """A goal or an item in the person's own words: append-only."""

    __tablename__ = "own_measure"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    instrument: str = Field(primary_key=True)
    words: str
    direction: str
    since: date


PERSONAL_MEASURES: Final = Mapped(
    OwnRow, PersonalMeasure, of_case="own", order="since, instrument", id="instrument"
)


class BatteryRow(Row, table=True):
    """One measure a person gets, and how often: changed in place."""

    __tablename__ = "battery"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    instrument: str = Field(primary_key=True)
    place: int
    every: str
    weeks: int
    paused_on: date | None = None
    reason: str = ""


BATTERY: Final = Mapped(BatteryRow, Scheduled, of_case="battery", order="place", position="place")


class AwayPageRow(Row, table=True):
    """A page to fill in at home that was made for a person; only `withdrawn_on` ever changes.

    `key` is the secret of its codes, 32 hexadecimal digits; `fingerprint` the SHA-256 of the
    file; `reason` why it was made in spite of an unreviewed safety answer.
    """

    __tablename__ = "away_page"

    key: str = Field(primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    made_on: date
    withdrawn_on: date | None = None
    fingerprint: str = ""
    reason: str = ""


class AwayFormRow(Row, table=True):
    """One form of such a page, in the version of its questionnaire that stands there."""

    __tablename__ = "away_form"

    page_key: str = Field(primary_key=True, foreign_key="away_page.key")
    place: int = Field(primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    version: int


class ResultRow(Row, table=True):
    """The identity of a result: never changed, never deleted."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("patient_id", "ord"),)

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    ord: int


class VersionRow(Row, table=True):
    """The content of a result: append-only. The highest `n` is the current one.

    `utc_offset` is the minutes east of UTC the clock showed when it was entered.
    """

    __tablename__ = "result_version"

    result_id: int = Field(primary_key=True, foreign_key="result.id")
    n: int = Field(primary_key=True)
    instrument_version: int
    day: date
    entered_at: datetime = Field(sa_type=MomentText)
    utc_offset: int
    entered: str
    answers: list[int | None] | None = Field(sa_type=JSON(none_as_null=True))
    total: Decimal | None = Field(sa_type=DecimalText)
    safety: dict[str, int] = Field(sa_type=JSON)
    followup: int | None = None
    status: str
    reason: str = ""
    subtotals: dict[str, Decimal] = Field(default_factory=dict, sa_type=TotalsByPart)


NO_FOLLOWUP: Final = -1
"""In place of an answer to the question after a form: it was taken back. No form prints it."""

VERSIONS: Final = Mapped(
    VersionRow,
    Result,
    source="result JOIN result_version ON result_version.result_id = result.id",
    order="result_id, n",
    id="result_id",
    on="day",
    version="n",
    computed={
        "instrument": "result.instrument",
        "order": "result.ord",
        "entered_at": "utc_offset || ' ' || entered_at",
        "followup": """NULLIF(COALESCE(
            (SELECT answer FROM followup WHERE followup.result_id = result.id
             ORDER BY followup.id DESC LIMIT 1),
            result_version.followup), -1)""",
        "valid": "total IS NOT NULL OR subtotals <> '{}'",
        "mismatched": "FALSE",
        "discussed": """EXISTS (SELECT 1 FROM discussion
            WHERE discussion.result_id = result.id AND discussion.n = result_version.n)""",
        "safety_reviewed": """EXISTS (SELECT 1 FROM safety_review
            WHERE safety_review.result_id = result.id AND safety_review.n = result_version.n)""",
    },
    codecs={"entered_at": LOCAL_MOMENT},
)
"""Every version of the results of a patient; `order` counts the results."""


class AwayCodeRow(Row, table=True):
    """The tag of the code that a result was read from: the same code is not taken twice."""

    __tablename__ = "away_code"

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id")
    tag: str
    taken_on: date


class FollowupRow(Row, table=True):
    """The answer to the question after a form, given once the form was kept: append-only.

    The latest row of a result counts, whatever became of the form's own versions since.
    """

    __tablename__ = "followup"

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id")
    answer: int
    answered_at: datetime = Field(sa_type=MomentText)


class DraftRow(Row, table=True):
    """A form that is being filled in: changed in place.

    One new form a questionnaire, and one correction a result, as the indexes say.
    """

    __tablename__ = "draft"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    day: date
    answers: list[int | None] = Field(sa_type=JSON)
    position: int
    amends: int | None = Field(default=None, foreign_key="result.id")
    started_at: datetime = Field(sa_type=MomentText)


DRAFTS: Final = Mapped(DraftRow, Draft, of_case="drafts", order="started_at", on="day")


class DiscussionRow(Row, table=True):
    """That one version of a result was talked about."""

    __tablename__ = "discussion"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    shared_at: datetime = Field(sa_type=MomentText)
    how: str


class FitRow(Row, table=True):
    """Whether one version of a result fits how the person feels; the latest row counts."""

    __tablename__ = "fit"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    said_at: datetime = Field(sa_type=MomentText)
    fit: str
    words: str


class SkipRow(Row, table=True):
    """That a result was not talked about on a day or, without one, no form was filled in."""

    __tablename__ = "skip"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    result_id: int | None = Field(default=None, foreign_key="result.id")
    reason: str


SKIPS: Final = Mapped(SkipRow, Skip, of_case="skips", order="day, id", on="day", result="result_id")


class SafetyReviewRow(Row, table=True):
    """What was asked and done about one version of a safety answer: append-only."""

    __tablename__ = "safety_review"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    reviewed_at: datetime = Field(sa_type=MomentText)
    note: str


class TargetRow(Row, table=True):
    """A total to reach; the latest row counts, and without a score there is none."""

    __tablename__ = "target"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    score: Decimal | None = Field(sa_type=DecimalText)
    set_on: date
    words: str = ""


class FocusRow(Row, table=True):
    """A stretch of one intervention."""

    __tablename__ = "focus"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    name: str
    since: date
    until: date | None = None
    next_idea: str = ""


FOCUSES: Final = Mapped(FocusRow, Focus, of_case="focuses", order="since, id")


class AgreementRow(Row, table=True):
    """What was agreed on a day; what became of it is written beside it."""

    __tablename__ = "agreement"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    what: str
    review_on: date | None = None
    pattern: str | None = None
    outcome: str | None = None
    outcome_on: date | None = None


AGREEMENTS: Final = Mapped(AgreementRow, Agreement, of_case="agreements", order="day, id", on="day")


class EventRow(Row, table=True):
    """Something that happened in the person's life."""

    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    what: str


EVENTS: Final = Mapped(EventRow, Event, of_case="events", order="day, id", on="day")


class FiveQuestionsRow(Row, table=True):
    """One of the five questions, asked on a day."""

    __tablename__ = "five_questions"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    ask: str = Field(primary_key=True)
    note: str = ""


ASKED: Final = Mapped(FiveQuestionsRow, Asked, of_case="asked", order="day, ask", on="day")


class ObjectionRow(Row, table=True):
    """What a person said against the questionnaires."""

    __tablename__ = "objection"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    code: str
    note: str = ""


OBJECTIONS: Final = Mapped(ObjectionRow, Objected, of_case="objections", order="day, id", on="day")


class LineUseRow(Row, table=True):
    """That a line of the deck was said on a day."""

    __tablename__ = "line_use"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    line_id: str = Field(primary_key=True)


SAID: Final = Mapped(LineUseRow, Said, of_case="said", order="day, line_id", on="day")


class PreferenceRow(Row, table=True):
    """How one person wants to be asked: changed in place."""

    __tablename__ = "preference"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    moment: str
    words_only: bool
    aloud: bool
    quiet_until: date | None = None


PREFERENCES: Final = Mapped(PreferenceRow, Preferences)


class TickRow(Row, table=True):
    """That a line of the to-do list was done on a day."""

    __tablename__ = "tick"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    line_id: str = Field(primary_key=True)


class SummaryRow(Row, table=True):
    """The caseload line of one person, as of the last change to the record."""

    __tablename__ = "standing"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    look: int
    instrument: str | None = None
    recent: list[str | None] = Field(sa_type=JSON)
    last_on: date | None = None
    headline: str | None = None
    unreviewed_safety: bool
    undiscussed: int
    half_filled: list[str] = Field(sa_type=JSON)
    due_from: list[str] = Field(sa_type=JSON)
    unagreed: bool = False
    collected: int = 0
    lines: list[int] = Field(sa_type=JSON)


_PATTERNS: Final[Mapping[str, Pattern]] = {pattern.value: pattern for pattern in Pattern}
_TENTATIVE: Final = "~"


def _pattern(headline: str) -> Pattern | None:
    """A pattern that this version does not know is none, until the line is worked out again."""
    return _PATTERNS.get(headline.removesuffix(_TENTATIVE).partition(":")[0])


def _about(headline: str) -> str | None:
    return headline.removesuffix(_TENTATIVE).partition(":")[2] or None


SUMMARIES: Final = Mapped(
    SummaryRow,
    Summary,
    source="""patient JOIN standing ON standing.patient_id = patient.id
        LEFT JOIN own_measure ON own_measure.patient_id = patient.id
        AND own_measure.instrument = standing.instrument""",
    owner="patient.id",
    nested={"patient": PATIENTS},
    computed={
        "own_direction": "own_measure.direction",
        "target": """(SELECT score FROM target WHERE target.patient_id = patient.id
            AND target.instrument = standing.instrument ORDER BY target.id DESC LIMIT 1)""",
        "tentative": "standing.headline",
        "about": "standing.headline",
        "outdated": "0",
    },
    codecs={
        "headline": reading(_pattern),
        "about": reading(_about),
        "tentative": reading(lambda headline: headline.endswith(_TENTATIVE), empty=False),
    },
)
"""The lines of the caseload. A headline is kept as a finding is written, `worsening:gad7~`, and
read as three fields."""


class LogRow(Row, table=True):
    """What was done when, without a word about a person: append-only."""

    __tablename__ = "log"

    seq: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=MomentText)
    utc_offset: int
    type: str
    entity: int | None = None


class SettingRow(Row, table=True):
    """What is remembered beside the records."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


OF_A_CASE: Final[tuple[Mapped[Any], ...]] = (
    SESSIONS,
    PERSONAL_MEASURES,
    BATTERY,
    DRAFTS,
    SKIPS,
    FOCUSES,
    AGREEMENTS,
    EVENTS,
    ASKED,
    OBJECTIONS,
    SAID,
)
"""What a Case holds a tuple of, in its field `of_case`."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "standing": "worked out anew from the rest",
    "log": "tells what was done in this vault; another begins its own",
    "setting": "belongs to the therapist and not to a patient; a PIN is among it",
}
"""Tables of which nothing goes into a file, and why."""

UNLESS_EMPTY: Final = frozenset({"away_page", "away_form", "away_code"})
"""Tables that a file names only where somebody has a row in them: it is otherwise as it was
before there were these."""

IN_A_FILE: Final[tuple[type[Row], ...]] = tuple(
    row for row in Row.__subclasses__() if row.__tablename__ not in LEFT_OUT
)
"""What is kept about a patient: what is pointed to comes before what points to it."""
