"""The manifest beside a backup: when it was made, what it holds, and the digest of its file.

It is encrypted under a key derived from that of the records: it says how many people there are,
and nobody can forge one for a file that was exchanged.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from romtui.store import texts
from romtui.store.db.audit_events import QUIET
from romtui.store.db.engine import FAILURES, translate_db_error
from romtui.store.disk.files import translate_os_errors
from romtui.store.disk.header import derive_key
from romtui.store.errors import DatabaseDamaged

_PURPOSE: Final = b"manifest"
_ASSOCIATED_DATA: Final = b"romtui manifest 1"
_NONCE: Final = 12
_NOT_COUNTED: Final = frozenset({"log", "setting", "standing"})
"""Tables that grow or shrink without anything being entered or lost."""

_LAST_CHANGE: Final = (
    "SELECT max(seq), max(at) FROM log WHERE type NOT IN (SELECT value FROM json_each(?))"
)
_QUIET: Final = json.dumps([event.value for event in QUIET])


@dataclass(frozen=True, slots=True)
class Contents:
    """What records hold: rows by table, the number and the time of the last change.

    `schema` is the number of migrations they have been through; `last_change` the number of a
    line of the audit log.
    """

    schema: int
    tables: dict[str, int]
    last_change: int
    last_entry: datetime | None

    @property
    def rows(self) -> int:
        """Rows that somebody entered."""
        return sum(number for name, number in self.tables.items() if name not in _NOT_COUNTED)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup as it was made. `digest` is the SHA-256 of the file, in hex."""

    made_at: datetime
    contents: Contents
    digest: str

    def seal(self, key: bytes) -> bytes:
        """Encrypt it under the key of the records."""
        fields = asdict(self)
        fields["made_at"] = self.made_at.isoformat()
        last_entry = self.contents.last_entry
        fields["contents"]["last_entry"] = last_entry and last_entry.isoformat()
        nonce = secrets.token_bytes(_NONCE)
        sealed: bytes = _cipher(key).encrypt(nonce, json.dumps(fields).encode(), _ASSOCIATED_DATA)
        return nonce + sealed

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> Self:
        """Decrypt one; raises DatabaseDamaged when this key did not write it."""
        from cryptography.exceptions import InvalidTag

        try:
            raw = _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _ASSOCIATED_DATA)
        except (InvalidTag, ValueError):
            raise DatabaseDamaged(texts.MANIFEST_DAMAGED) from None
        fields: dict[str, Any] = json.loads(raw)
        contents = fields["contents"]
        last_entry = contents["last_entry"]
        return cls(
            made_at=datetime.fromisoformat(fields["made_at"]),
            contents=Contents(
                schema=contents["schema"],
                tables=contents["tables"],
                last_change=contents["last_change"],
                last_entry=None if last_entry is None else datetime.fromisoformat(last_entry),
            ),
            digest=fields["digest"],
        )


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with translate_os_errors(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_contents(connection: Any) -> Contents:
    """Count what records hold, those of an earlier romtui included.

    Raises DatabaseDamaged where the pages do not fit together.
    """
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        tables = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
        }
        number, at = None, None
        if "log" in tables:
            number, at = connection.execute(_LAST_CHANGE, (_QUIET,)).fetchone()
        return Contents(
            schema=connection.execute("PRAGMA user_version").fetchone()[0],
            tables=tables,
            last_change=number or 0,
            last_entry=None if at is None else datetime.fromisoformat(at),
        )
    except FAILURES as error:
        raise translate_db_error(error) from error


def last_change(connection: Any) -> int:
    """The number of the latest line of the audit log that records a change."""
    return int(connection.execute(_LAST_CHANGE, (_QUIET,)).fetchone()[0] or 0)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derive_key(key, _PURPOSE))
