"""The schema in numbered steps, each written once and never edited again.

`PRAGMA user_version` counts the steps a file has been through. All missing ones run in one
transaction, after a verified backup when there is anything to lose.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlcipher3 import dbapi2

from romtui.store import texts
from romtui.store.db.engine import FAILURES, translate_db_error
from romtui.store.errors import NewerVersion

Step = tuple[str, ...]
"""The statements of one step, in order."""


def migrate(
    connection: Any, back_up: Callable[[], object], steps: Sequence[Step] | None = None
) -> None:
    """Bring a database up to date, or leave it exactly as it was.

    Raises NewerVersion when a later romtui wrote it.
    """
    steps = STEPS if steps is None else steps
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(steps):
        raise NewerVersion(texts.NEWER_RECORDS)
    if done == len(steps):
        return
    if done > 0:
        back_up()
    # A step may rebuild a table that others point to; the pragma is ignored in a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for step in steps[done:]:
            for statement in step:
                connection.execute(statement)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise dbapi2.IntegrityError("a step left rows pointing nowhere")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except FAILURES as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise translate_db_error(error) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _never_changed(table: str) -> Step:
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    )


_FIRST: Final[Step] = (
    """
    CREATE TABLE patient (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (code <> ''),
        initials TEXT NOT NULL,
        name TEXT NOT NULL,
        birth_year INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
        stage TEXT NOT NULL CHECK (stage IN ('active', 'ending', 'followup')),
        primary_instrument TEXT,
        planned_sessions INTEGER CHECK (planned_sessions > 0),
        started_on TEXT NOT NULL CHECK (date(started_on) IS started_on),
        archived_on TEXT CHECK (date(archived_on) IS archived_on)
    ) STRICT
    """,
    """
    CREATE TABLE session (
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        attendance TEXT NOT NULL CHECK (attendance IN ('attended', 'missed', 'cancelled')),
        impression INTEGER CHECK (impression BETWEEN -2 AND 2),
        PRIMARY KEY (patient_id, day)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE result (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL,
        ord INTEGER NOT NULL CHECK (ord >= 0),
        UNIQUE (patient_id, ord)
    ) STRICT
    """,
    """
    CREATE TABLE result_version (
        result_id INTEGER NOT NULL REFERENCES result,
        n INTEGER NOT NULL CHECK (n >= 1),
        instrument_version INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (date(day) IS day),
        entered_at TEXT NOT NULL,
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
        entered TEXT NOT NULL CHECK (entered IN ('items', 'total', 'imported')),
        answers TEXT CHECK (json_valid(answers) AND json_type(answers) = 'array'),
        total TEXT,
        safety TEXT NOT NULL CHECK (json_valid(safety) AND json_type(safety) = 'object'),
        followup INTEGER,
        status TEXT NOT NULL CHECK (status IN ('final', 'amended', 'withdrawn')),
        reason TEXT NOT NULL,
        CHECK (answers IS NOT NULL OR total IS NOT NULL),
        PRIMARY KEY (result_id, n)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE draft (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL,
        day TEXT NOT NULL CHECK (date(day) IS day),
        answers TEXT NOT NULL CHECK (json_valid(answers) AND json_type(answers) = 'array'),
        position INTEGER NOT NULL CHECK (position >= 0),
        amends INTEGER REFERENCES result,
        started_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX draft_new ON draft (patient_id, instrument) WHERE amends IS NULL",
    "CREATE UNIQUE INDEX draft_of ON draft (amends) WHERE amends IS NOT NULL",
    """
    CREATE TABLE discussion (
        id INTEGER PRIMARY KEY,
        result_id INTEGER NOT NULL,
        n INTEGER NOT NULL,
        shared_at TEXT NOT NULL,
        how TEXT NOT NULL,
        fit TEXT,
        note TEXT NOT NULL,
        FOREIGN KEY (result_id, n) REFERENCES result_version
    ) STRICT
    """,
    "CREATE INDEX discussion_of ON discussion (result_id, n)",
    """
    CREATE TABLE safety_review (
        id INTEGER PRIMARY KEY,
        result_id INTEGER NOT NULL,
        n INTEGER NOT NULL,
        reviewed_at TEXT NOT NULL,
        note TEXT NOT NULL CHECK (note <> ''),
        FOREIGN KEY (result_id, n) REFERENCES result_version
    ) STRICT
    """,
    "CREATE INDEX safety_review_of ON safety_review (result_id, n)",
    """
    CREATE TABLE target (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL,
        score TEXT,
        set_on TEXT NOT NULL CHECK (date(set_on) IS set_on)
    ) STRICT
    """,
    "CREATE INDEX target_of ON target (patient_id)",
    """
    CREATE TABLE focus (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        name TEXT NOT NULL CHECK (name <> ''),
        since TEXT NOT NULL CHECK (date(since) IS since),
        until TEXT CHECK (date(until) IS until AND until >= since),
        next_idea TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX focus_of ON focus (patient_id)",
    """
    CREATE TABLE standing (
        patient_id INTEGER PRIMARY KEY REFERENCES patient,
        look INTEGER NOT NULL,
        instrument TEXT,
        recent TEXT NOT NULL CHECK (json_valid(recent) AND json_type(recent) = 'array'),
        last_on TEXT CHECK (date(last_on) IS last_on),
        headline TEXT,
        unreviewed_safety INTEGER NOT NULL CHECK (unreviewed_safety IN (0, 1)),
        undiscussed INTEGER NOT NULL CHECK (undiscussed >= 0),
        half_filled TEXT NOT NULL
            CHECK (json_valid(half_filled) AND json_type(half_filled) = 'array')
    ) STRICT
    """,
    """
    CREATE TABLE log (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
        type TEXT NOT NULL,
        entity INTEGER
    ) STRICT
    """,
    "CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT",
    *_never_changed("result"),
    *_never_changed("result_version"),
    *_never_changed("safety_review"),
    *_never_changed("log"),
)

_TICKS: Final[Step] = (
    """
    CREATE TABLE tick (
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        line_id TEXT NOT NULL CHECK (line_id <> ''),
        PRIMARY KEY (patient_id, day, line_id)
    ) STRICT, WITHOUT ROWID
    """,
)

_BATTERY: Final[Step] = (
    """
    CREATE TABLE battery (
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL CHECK (instrument <> ''),
        place INTEGER NOT NULL,
        every TEXT NOT NULL CHECK (every IN ('session', 'weeks', 'start and end')),
        weeks INTEGER NOT NULL CHECK (weeks >= 0 AND (every = 'weeks') = (weeks > 0)),
        paused_on TEXT CHECK (date(paused_on) IS paused_on),
        reason TEXT NOT NULL CHECK ((paused_on IS NULL) = (reason = '')),
        PRIMARY KEY (patient_id, instrument)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE own_measure (
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL CHECK (instrument GLOB 'goal.*' OR instrument GLOB 'own.*'),
        words TEXT NOT NULL CHECK (words <> ''),
        direction TEXT NOT NULL CHECK (direction IN ('lower_better', 'higher_better')),
        since TEXT NOT NULL CHECK (date(since) IS since),
        PRIMARY KEY (patient_id, instrument)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE followup (
        id INTEGER PRIMARY KEY,
        result_id INTEGER NOT NULL REFERENCES result,
        answer INTEGER NOT NULL,
        answered_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX followup_of ON followup (result_id)",
    "ALTER TABLE standing ADD COLUMN due_from TEXT NOT NULL DEFAULT '[]' "
    "CHECK (json_valid(due_from) AND json_type(due_from) = 'array')",
    # Who has no score yet was offered these two; every line of the caseload is made anew.
    """
    INSERT INTO battery (patient_id, instrument, place, every, weeks, reason)
    SELECT id, column1, column2, 'session', 0, '' FROM patient, (VALUES ('phq9', 0), ('gad7', 1))
    WHERE id NOT IN (SELECT patient_id FROM result)
    """,
    "DELETE FROM setting WHERE key = 'standings rest on'",
    *_never_changed("own_measure"),
    *_never_changed("followup"),
)

_LOOP: Final[Step] = (
    "ALTER TABLE discussion DROP COLUMN fit",
    "ALTER TABLE discussion DROP COLUMN note",
    """
    CREATE TABLE fit (
        id INTEGER PRIMARY KEY,
        result_id INTEGER NOT NULL,
        n INTEGER NOT NULL,
        said_at TEXT NOT NULL,
        fit TEXT NOT NULL CHECK (fit IN ('yes', 'partly', 'no')),
        words TEXT NOT NULL,
        FOREIGN KEY (result_id, n) REFERENCES result_version
    ) STRICT
    """,
    "CREATE INDEX fit_of ON fit (result_id, n)",
    """
    CREATE TABLE skip (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        result_id INTEGER REFERENCES result,
        reason TEXT NOT NULL CHECK (reason <> '')
    ) STRICT
    """,
    "CREATE INDEX skip_of ON skip (patient_id)",
    """
    CREATE TABLE agreement (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        what TEXT NOT NULL CHECK (what <> ''),
        review_on TEXT CHECK (date(review_on) IS review_on),
        pattern TEXT,
        outcome TEXT CHECK (outcome IN ('done', 'partly', 'not', 'dropped')),
        outcome_on TEXT CHECK (date(outcome_on) IS outcome_on),
        CHECK ((outcome IS NULL) = (outcome_on IS NULL))
    ) STRICT
    """,
    "CREATE INDEX agreement_of ON agreement (patient_id)",
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        what TEXT NOT NULL CHECK (what <> '')
    ) STRICT
    """,
    "CREATE INDEX event_of ON event (patient_id)",
    """
    CREATE TABLE five_questions (
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        ask TEXT NOT NULL
            CHECK (ask IN ('alliance', 'motivation', 'support', 'events', 'health')),
        note TEXT NOT NULL,
        PRIMARY KEY (patient_id, day, ask)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE objection (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        code TEXT NOT NULL CHECK (code <> ''),
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX objection_of ON objection (patient_id)",
    """
    CREATE TABLE line_use (
        patient_id INTEGER NOT NULL REFERENCES patient,
        day TEXT NOT NULL CHECK (date(day) IS day),
        line_id TEXT NOT NULL CHECK (line_id <> ''),
        PRIMARY KEY (patient_id, day, line_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE preference (
        patient_id INTEGER PRIMARY KEY REFERENCES patient,
        moment TEXT NOT NULL CHECK (moment IN ('before', 'start', 'end')),
        words_only INTEGER NOT NULL CHECK (words_only IN (0, 1)),
        aloud INTEGER NOT NULL CHECK (aloud IN (0, 1)),
        quiet_until TEXT CHECK (date(quiet_until) IS quiet_until)
    ) STRICT
    """,
    "ALTER TABLE patient ADD COLUMN framed_on TEXT CHECK (date(framed_on) IS framed_on)",
    "ALTER TABLE patient ADD COLUMN next_on TEXT CHECK (date(next_on) IS next_on)",
    "ALTER TABLE target ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE standing ADD COLUMN unagreed INTEGER NOT NULL DEFAULT 0 "
    "CHECK (unagreed IN (0, 1))",
    "ALTER TABLE standing ADD COLUMN collected INTEGER NOT NULL DEFAULT 0 CHECK (collected >= 0)",
    "ALTER TABLE standing ADD COLUMN lines TEXT NOT NULL DEFAULT '[]' "
    "CHECK (json_valid(lines) AND json_type(lines) = 'array')",
    "DELETE FROM setting WHERE key = 'standings rest on'",
)

# SQLite cannot change a CHECK: the table is built anew. Its children find it under the same name.
_PARTS: Final[Step] = (
    """
    CREATE TABLE version_anew (
        result_id INTEGER NOT NULL REFERENCES result,
        n INTEGER NOT NULL CHECK (n >= 1),
        instrument_version INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (date(day) IS day),
        entered_at TEXT NOT NULL,
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
        entered TEXT NOT NULL CHECK (entered IN ('items', 'total', 'imported')),
        answers TEXT CHECK (json_valid(answers) AND json_type(answers) = 'array'),
        total TEXT,
        safety TEXT NOT NULL CHECK (json_valid(safety) AND json_type(safety) = 'object'),
        followup INTEGER,
        status TEXT NOT NULL CHECK (status IN ('final', 'amended', 'withdrawn')),
        reason TEXT NOT NULL,
        subtotals TEXT NOT NULL
            CHECK (json_valid(subtotals) AND json_type(subtotals) = 'object'),
        CHECK (answers IS NOT NULL OR total IS NOT NULL OR subtotals <> '{}'),
        PRIMARY KEY (result_id, n)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO version_anew (
        result_id, n, instrument_version, day, entered_at, utc_offset, entered, answers, total,
        safety, followup, status, reason, subtotals
    )
    SELECT result_id, n, instrument_version, day, entered_at, utc_offset, entered, answers, total,
        safety, followup, status, reason, '{}'
    FROM result_version
    """,
    "DROP TABLE result_version",
    "ALTER TABLE version_anew RENAME TO result_version",
    *_never_changed("result_version"),
    # A form without a single total counts as filled in now.
    "DELETE FROM setting WHERE key = 'standings rest on'",
)

# A result may have been filled in away: the CHECK of `entered` needs the table built anew.
_AWAY: Final[Step] = (
    """
    CREATE TABLE version_anew (
        result_id INTEGER NOT NULL REFERENCES result,
        n INTEGER NOT NULL CHECK (n >= 1),
        instrument_version INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (date(day) IS day),
        entered_at TEXT NOT NULL,
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
        entered TEXT NOT NULL CHECK (entered IN ('items', 'total', 'imported', 'away')),
        answers TEXT CHECK (json_valid(answers) AND json_type(answers) = 'array'),
        total TEXT,
        safety TEXT NOT NULL CHECK (json_valid(safety) AND json_type(safety) = 'object'),
        followup INTEGER,
        status TEXT NOT NULL CHECK (status IN ('final', 'amended', 'withdrawn')),
        reason TEXT NOT NULL,
        subtotals TEXT NOT NULL
            CHECK (json_valid(subtotals) AND json_type(subtotals) = 'object'),
        CHECK (answers IS NOT NULL OR total IS NOT NULL OR subtotals <> '{}'),
        PRIMARY KEY (result_id, n)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO version_anew (
        result_id, n, instrument_version, day, entered_at, utc_offset, entered, answers, total,
        safety, followup, status, reason, subtotals
    )
    SELECT result_id, n, instrument_version, day, entered_at, utc_offset, entered, answers, total,
        safety, followup, status, reason, subtotals
    FROM result_version
    """,
    "DROP TABLE result_version",
    "ALTER TABLE version_anew RENAME TO result_version",
    *_never_changed("result_version"),
    """
    CREATE TABLE away_page (
        key TEXT PRIMARY KEY NOT NULL CHECK (length(key) = 32 AND key NOT GLOB '*[^0-9a-f]*'),
        patient_id INTEGER NOT NULL REFERENCES patient,
        made_on TEXT NOT NULL CHECK (date(made_on) IS made_on),
        withdrawn_on TEXT CHECK (date(withdrawn_on) IS withdrawn_on),
        fingerprint TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX away_page_of ON away_page (patient_id)",
    """
    CREATE TABLE away_form (
        page_key TEXT NOT NULL REFERENCES away_page,
        place INTEGER NOT NULL CHECK (place >= 0),
        patient_id INTEGER NOT NULL REFERENCES patient,
        instrument TEXT NOT NULL CHECK (instrument <> ''),
        version INTEGER NOT NULL,
        PRIMARY KEY (page_key, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX away_form_of ON away_form (patient_id)",
    """
    CREATE TABLE away_code (
        id INTEGER PRIMARY KEY,
        result_id INTEGER NOT NULL REFERENCES result,
        tag TEXT NOT NULL CHECK (tag <> ''),
        taken_on TEXT NOT NULL CHECK (date(taken_on) IS taken_on)
    ) STRICT
    """,
    "CREATE INDEX away_code_of ON away_code (result_id)",
)

STEPS: Final[tuple[Step, ...]] = (_FIRST, _TICKS, _BATTERY, _LOOP, _PARTS, _AWAY)
