"""What is remembered beside the records: settings, and the wordings chosen last."""

import json
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from romtui.domain.patterns import Pattern
from romtui.domain.settings import Settings, read_settings
from romtui.store.db.mapping import table
from romtui.store.db.schema import SettingRow

_SETTING = table(SettingRow)
_SETTINGS: Final = "settings"
_WORDINGS: Final = "wordings"
DATED_AHEAD: Final = "dated ahead"
"""Set while a line of the caseload leaves out a result whose day was still to come."""


def get(connection: Connection, key: str) -> str | None:
    """Read one setting."""
    query = select(_SETTING.c.value).where(_SETTING.c.key == key)
    value = connection.execute(query).scalar_one_or_none()
    return None if value is None else str(value)


def put(connection: Connection, key: str, value: str) -> None:
    """Write one setting."""
    connection.execute(
        upsert(_SETTING)
        .values(key=key, value=value)
        .on_conflict_do_update(["key"], set_={"value": value})
    )


def forget(connection: Connection, key: str) -> None:
    """Remove a setting, if it is there."""
    connection.execute(delete(_SETTING).where(_SETTING.c.key == key))


def get_settings(connection: Connection) -> Settings:
    """Read what the therapist changed; a new vault has everything as it comes."""
    return read_settings(get(connection, _SETTINGS))


def put_settings(connection: Connection, settings: Settings) -> None:
    """Write what the therapist changed."""
    put(connection, _SETTINGS, settings.as_text())


def get_wordings(connection: Connection) -> Mapping[Pattern, str]:
    """By pattern the name of the line that was shown last."""
    known = {pattern.value: pattern for pattern in Pattern}
    told: dict[str, str] = json.loads(get(connection, _WORDINGS) or "{}")
    return {known[name]: line_id for name, line_id in told.items() if name in known}


def put_wording(connection: Connection, pattern: Pattern, line_id: str | None) -> None:
    """Remember a line of a pattern; None forgets it."""
    chosen = {
        other.value: line for other, line in get_wordings(connection).items() if other != pattern
    }
    if line_id is not None:
        chosen[pattern.value] = line_id
    put(connection, _WORDINGS, json.dumps(chosen))
