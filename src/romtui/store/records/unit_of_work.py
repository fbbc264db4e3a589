"""What the verbs are made of: the rows one transaction writes, all at one moment."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert
from sqlalchemy.dialects.sqlite import insert as upsert

from romtui.domain.case import Case, Draft, Session
from romtui.domain.caseload import Summary, summary
from romtui.domain.constants import Constants
from romtui.domain.days import refuse_impossible_day
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db import settings
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import SESSIONS, DraftRow, LogRow, SessionRow, TickRow
from romtui.store.db.settings import DATED_AHEAD
from romtui.store.records.cases import read_case, read_cases, read_own, write_summaries

NOTHING: Final = Private("")
_SESSION = table(SessionRow)
_DRAFT = table(DraftRow)
_LOG = table(LogRow)
_TICK = table(TickRow)

# Runs after every key of an entry: plain SQL, no statement to build.
_CHANGE_DRAFT = """
    UPDATE draft SET day = ?, answers = ?, position = ?
    WHERE patient_id = ? AND instrument = ? AND amends IS ?
"""
_BEGIN_DRAFT = """
    INSERT INTO draft (day, answers, position, patient_id, instrument, amends, started_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_IS_OF = "SELECT 1 FROM result WHERE id = ? AND patient_id = ? AND instrument = ?"


class UnitOfWork:
    """One transaction on its way. `at` is the moment all its rows bear.

    `renewed` are those whose line of the caseload it has worked out, `changed` also those whose
    line was changed without that.
    """

    def __init__(
        self,
        connection: Connection,
        instruments: Mapping[str, Instrument],
        at: datetime,
        constants: Constants,
    ) -> None:
        self.connection = connection
        self.at = at
        self.constants = constants
        self.instruments = instruments
        self.renewed: set[int] = set()
        self.changed: set[int] = set()

    @property
    def today(self) -> date:
        """The day on the clock on the wall."""
        return self.at.date()

    def instrument(self, patient_id: int, instrument_id: str) -> Instrument:
        """Give a questionnaire, or a measure of the person's own; UserError when there is none."""
        if instrument_id in self.instruments:
            return self.instruments[instrument_id]
        for measure in read_own(self.connection, patient_id):
            if measure.id == instrument_id:
                return measure.instrument
        return self.questionnaire(instrument_id)

    def measure(self, patient_id: int, measure: str) -> Instrument:
        """Give what is followed: a questionnaire, a part of one, or a measure of one's own."""
        return measure_of(self.instruments, measure) or self.instrument(patient_id, measure)

    def form_and_part(self, written: str) -> tuple[str, str]:
        """Take `dass21.stress` apart; where no form has such a part it is the id of a form."""
        form, _, part = written.partition(".")
        if measure_of(self.instruments, written) is None or not part:
            return written.replace(".", ""), ""
        return form, part

    def questionnaire(self, instrument_id: str) -> Instrument:
        """Give a questionnaire that is nobody's own; UserError when there is none."""
        if instrument_id in self.instruments:
            return self.instruments[instrument_id]
        raise UserError(texts.unknown_questionnaire(instrument_id))

    def refuse_future(self, day: date) -> None:
        """Raise UserError for a day that has not come, or that is none of our time."""
        refuse_impossible_day(day, self.today)

    def log(self, act: AuditEvent, entity: int | None = None) -> None:
        """Note what was done, without a word about a person."""
        self.log_each(act, (entity,))

    def log_each(self, act: AuditEvent, entities: Iterable[int | None]) -> None:
        """Note the same of each of these."""
        row = {"at": self.at, "utc_offset": offset(self.at), "type": act.value}
        rows = [{**row, "entity": entity} for entity in entities]
        if rows:
            self.connection.execute(insert(_LOG), rows)

    def done(self, act: AuditEvent, patient_id: int, entity: int | None = None) -> Case:
        """Note what was done, renew the caseload line and read the case as it is now."""
        self.log(act, patient_id if entity is None else entity)
        return self.renew_summary(patient_id)

    def renew_summary(self, patient_id: int) -> Case:
        """Work the caseload line out again; gives the case it was worked out from."""
        case = read_case(self.connection, patient_id, self.instruments, self.today)
        self.write_summaries([summary(case, self.constants)], dated_ahead=bool(case.later))
        return case

    def renew_summaries(self, patient_ids: Collection[int]) -> None:
        """The same for many, in a few statements."""
        cases = read_cases(self.connection, patient_ids, self.instruments, self.today)
        summaries, dated_ahead = [], False
        for case in cases:
            summaries.append(summary(case, self.constants))
            dated_ahead |= bool(case.later)
        self.write_summaries(summaries, dated_ahead=dated_ahead)

    def write_summaries(self, summaries: Sequence[Summary], *, dated_ahead: bool) -> None:
        """Write lines of the caseload; whether one leaves out what is dated ahead is kept."""
        write_summaries(self.connection, summaries)
        self.renewed.update(line.patient.id for line in summaries)
        self.changed |= self.renewed
        if dated_ahead:
            settings.put(self.connection, DATED_AHEAD, "yes")

    def begin_session(self, patient_id: int) -> None:
        """The first act of a day begins its session; who was to be away has come after all."""
        self.put_session(patient_id, Session(self.today), "attendance")

    def note_session(self, patient_id: int) -> None:
        """Begin the session of the day, unless something else is known of it."""
        row = {"patient_id": patient_id, **SESSIONS.row(Session(self.today))}
        self.connection.execute(upsert(_SESSION).values(row).on_conflict_do_nothing())

    def put_session(self, patient_id: int, session: Session, column: str) -> None:
        """Write one column of a day, and the day if it is not there yet."""
        row = {"patient_id": patient_id, **SESSIONS.row(session)}
        self.connection.execute(
            upsert(_SESSION)
            .values(row)
            .on_conflict_do_update(["patient_id", "day"], set_={column: row[column]})
        )

    def tick(self, patient_id: int, line_id: str, *, done: bool) -> None:
        """Tick a line of today's to-do list, or take the tick away."""
        row = {"patient_id": patient_id, "day": self.today, "line_id": line_id}
        self.connection.execute(delete(_TICK).filter_by(**row))
        if done:
            self.connection.execute(insert(_TICK), row)

    def keep_draft(self, patient_id: int, draft: Draft) -> bool:
        """Write a draft over the same one as it was before; True when there was none."""
        items = len(self.instrument(patient_id, draft.instrument).items)
        if len(draft.answers) != items:
            raise UserError(texts.unfinished_form_differs(items))
        if draft.amends is not None and not self._one(
            _IS_OF, draft.amends, patient_id, draft.instrument
        ):
            raise UserError(texts.ANOTHER_RESULT)
        content = draft.on.isoformat(), json.dumps(draft.answers), draft.position
        which = patient_id, draft.instrument, draft.amends
        if self.connection.exec_driver_sql(_CHANGE_DRAFT, (*content, *which)).rowcount:
            return False
        started_at = (draft.started_at or self.at).astimezone(UTC)
        at = started_at.isoformat(timespec="microseconds")
        self.connection.exec_driver_sql(_BEGIN_DRAFT, (*content, *which, at))
        return True

    def drop_draft(self, patient_id: int, instrument: str, amends: int | None = None) -> None:
        """Remove the draft of a new form, or of the correction of a result, if there is one."""
        self.connection.execute(
            delete(_DRAFT).where(
                _DRAFT.c.patient_id == patient_id,
                _DRAFT.c.instrument == instrument,
                _DRAFT.c.amends.is_(None) if amends is None else _DRAFT.c.amends == amends,
            )
        )

    def _one(self, query: str, *about: object) -> bool:
        return self.connection.exec_driver_sql(query, about).first() is not None


def refuse_blank(words: Private, sentence: str) -> None:
    """Raise UserError with this sentence when there are no words."""
    if not words.reveal().strip():
        raise UserError(sentence)


def offset(moment: datetime) -> int:
    """Minutes east of UTC on the clock a moment was read from."""
    return int((moment.utcoffset() or timedelta()).total_seconds() // 60)
