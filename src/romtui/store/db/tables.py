"""The tables, as this version of romtui sees them. Private to the package.

`migrations` makes them; a test holds the two against each other. What a row means is said
in `domain.case`; here is only how it lies on disk: days as ISO text, totals as decimal
text, moments as UTC text, enums by their value.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKeyConstraint, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class DecimalText(TypeDecorator[Decimal]):
    """A total, exactly: SQLite itself has only binary fractions."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Write plain digits, never an exponent."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Read them back."""
        return None if value is None else Decimal(value)


class TotalsByPart(TypeDecorator[dict[str, Decimal]]):
    """Totals by the id of their part, each exactly."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: dict[str, Decimal] | None, _dialect: Dialect
    ) -> dict[str, str] | None:
        """Write plain digits, never an exponent."""
        return None if value is None else {part: f"{total:f}" for part, total in value.items()}

    def process_result_value(
        self, value: dict[str, str] | None, _dialect: Dialect
    ) -> dict[str, Decimal] | None:
        """Read them back."""
        return None if value is None else {part: Decimal(total) for part, total in value.items()}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; a time without its offset is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write ISO text in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, aware."""
        return None if value is None else datetime.fromisoformat(value)


class Table(SQLModel, registry=registry()):
    """What all tables share: a catalogue of their own, apart from any other SQLModel.

    Rows are validated in the domain: what pydantic would need for that is never built.
    """

    model_config = {"defer_build": True}


class PatientRow(Table, table=True):
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


class SessionRow(Table, table=True):
    """One day of one person."""

    __tablename__ = "session"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    attendance: str
    impression: int | None = None


class ResultRow(Table, table=True):
    """The identity of a result: never changed, never deleted."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("patient_id", "ord"),)

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    ord: int


class VersionRow(Table, table=True):
    """The content of a result: append-only. The highest `n` is the current one.

    `utc_offset` is the minutes east of UTC the clock showed when it was entered.
    """

    __tablename__ = "result_version"

    result_id: int = Field(primary_key=True, foreign_key="result.id")
    n: int = Field(primary_key=True)
    instrument_version: int
    day: date
    entered_at: datetime = Field(sa_type=Moment)
    utc_offset: int
    entered: str
    answers: list[int | None] | None = Field(sa_type=JSON(none_as_null=True))
    total: Decimal | None = Field(sa_type=DecimalText)
    safety: dict[str, int] = Field(sa_type=JSON)
    followup: int | None = None
    status: str
    reason: str = ""
    subtotals: dict[str, Decimal] = Field(default_factory=dict, sa_type=TotalsByPart)


class DraftRow(Table, table=True):
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
    started_at: datetime = Field(sa_type=Moment)


class DiscussionRow(Table, table=True):
    """That one version of a result was talked about."""

    __tablename__ = "discussion"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    shared_at: datetime = Field(sa_type=Moment)
    how: str


class FitRow(Table, table=True):
    """Whether one version of a result fits how the person feels; the latest row counts."""

    __tablename__ = "fit"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    said_at: datetime = Field(sa_type=Moment)
    fit: str
    words: str


class SkipRow(Table, table=True):
    """That a result was not talked about on a day or, without one, no form was filled in."""

    __tablename__ = "skip"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    result_id: int | None = Field(default=None, foreign_key="result.id")
    reason: str


class SafetyReviewRow(Table, table=True):
    """What was asked and done about one version of a safety answer: append-only."""

    __tablename__ = "safety_review"
    __table_args__ = (
        ForeignKeyConstraint(["result_id", "n"], ["result_version.result_id", "result_version.n"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int
    n: int
    reviewed_at: datetime = Field(sa_type=Moment)
    note: str


class TargetRow(Table, table=True):
    """A total to reach; the latest row counts, and without a score there is none."""

    __tablename__ = "target"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    instrument: str
    score: Decimal | None = Field(sa_type=DecimalText)
    set_on: date
    words: str = ""


class FocusRow(Table, table=True):
    """A stretch of one intervention."""

    __tablename__ = "focus"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    name: str
    since: date
    until: date | None = None
    next_idea: str = ""


class AgreementRow(Table, table=True):
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


class EventRow(Table, table=True):
    """Something that happened in the person's life."""

    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    what: str


class FiveQuestionsRow(Table, table=True):
    """One of the five questions, asked on a day."""

    __tablename__ = "five_questions"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    ask: str = Field(primary_key=True)
    note: str = ""


class ObjectionRow(Table, table=True):
    """What a person said against the questionnaires."""

    __tablename__ = "objection"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    day: date
    code: str
    note: str = ""


class LineUseRow(Table, table=True):
    """That a line of the deck was said on a day."""

    __tablename__ = "line_use"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    line_id: str = Field(primary_key=True)


class PreferenceRow(Table, table=True):
    """How one person wants to be asked: changed in place."""

    __tablename__ = "preference"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    moment: str
    words_only: bool
    aloud: bool
    quiet_until: date | None = None


class TickRow(Table, table=True):
    """That a line of the to-do list was done on a day."""

    __tablename__ = "tick"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    day: date = Field(primary_key=True)
    line_id: str = Field(primary_key=True)


class BatteryRow(Table, table=True):
    """One measure a person gets, and how often: changed in place."""

    __tablename__ = "battery"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    instrument: str = Field(primary_key=True)
    place: int
    every: str
    weeks: int
    paused_on: date | None = None
    reason: str = ""


class OwnRow(Table, table=True):
    """A goal or an item in the person's own words: append-only."""

    __tablename__ = "own_measure"

    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    instrument: str = Field(primary_key=True)
    words: str
    direction: str
    since: date


class FollowupRow(Table, table=True):
    """The answer to the question after a form, given once the form was kept: append-only.

    The latest row of a result counts, whatever became of the form's own versions since.
    """

    __tablename__ = "followup"

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id")
    answer: int
    answered_at: datetime = Field(sa_type=Moment)


class SummaryRow(Table, table=True):
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


class LogRow(Table, table=True):
    """What was done when, without a word about a person: append-only."""

    __tablename__ = "log"

    seq: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    utc_offset: int
    type: str
    entity: int | None = None


class SettingRow(Table, table=True):
    """What is remembered beside the records."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


def table(row: type[Table]) -> Any:
    """The table of a row class, for the statements that must be fast."""
    return row.metadata.tables[str(row.__tablename__)]
