"""What is written beside a backup: when it was made, what is in it, and the digest of its file.

It is sealed with a key derived from that of the records: it says how many people there are,
and nobody can write a false one beside a file that was exchanged.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from romtui.store.db.engine import FAILURES, sentence
from romtui.store.errors import DatabaseDamaged
from romtui.store.vault.files import sentences
from romtui.store.vault.header import derived

_PURPOSE: Final = b"manifest"
_BOUND: Final = b"romtui manifest 1"
_NONCE: Final = 12
_NOT_COUNTED: Final = frozenset({"log", "setting", "standing"})
"""Tables that grow or shrink without anything being entered or lost."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What records hold: rows by table, the number of the last change, when it was made.

    `schema` counts the steps of the format.
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
        written = asdict(self)
        written["made_at"] = self.made_at.isoformat()
        last = self.contents.last_entry
        written["contents"]["last_entry"] = None if last is None else last.isoformat()
        nonce = secrets.token_bytes(_NONCE)
        sealed: bytes = _cipher(key).encrypt(nonce, json.dumps(written).encode(), _BOUND)
        return nonce + sealed

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> Self:
        """Read one; raises DatabaseDamaged when it is not what this key wrote."""
        from cryptography.exceptions import InvalidTag

        try:
            raw = _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _BOUND)
        except (InvalidTag, ValueError):
            raise DatabaseDamaged("What is written beside this backup is damaged.") from None
        said: dict[str, Any] = json.loads(raw)
        about = said["contents"]
        last = about["last_entry"]
        return cls(
            made_at=datetime.fromisoformat(said["made_at"]),
            contents=Contents(
                schema=about["schema"],
                tables=about["tables"],
                last_change=about["last_change"],
                last_entry=None if last is None else datetime.fromisoformat(last),
            ),
            digest=said["digest"],
        )


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with sentences(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def contents(connection: Any) -> Contents:
    """Count what there is; also in records of an earlier romtui.

    Raises DatabaseDamaged where the pages do not fit together.
    """
    try:
        return _counted(connection)
    except FAILURES as error:
        raise sentence(error) from error


def _counted(connection: Any) -> Contents:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    tables = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }
    last, at = None, None
    if "log" in tables:
        last, at = connection.execute(_LAST_CHANGE, _quiet()).fetchone()
    return Contents(
        schema=connection.execute("PRAGMA user_version").fetchone()[0],
        tables=tables,
        last_change=last or 0,
        last_entry=None if at is None else datetime.fromisoformat(at),
    )


def last_change(connection: Any) -> int:
    """The number of the last line of the log that tells of a change."""
    found = connection.execute(_LAST_CHANGE, _quiet()).fetchone()[0]
    return int(found or 0)


def _quiet() -> tuple[str]:
    from romtui.store.db.audit_events import QUIET

    return (json.dumps([act.value for act in QUIET]),)


_LAST_CHANGE: Final = (
    "SELECT max(seq), max(at) FROM log WHERE type NOT IN (SELECT value FROM json_each(?))"
)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derived(key, _PURPOSE))
