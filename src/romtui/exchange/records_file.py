"""The JSON of whole records: what a vault holds about people, to be taken into another.

Everything beyond ASCII is escaped: nothing in the file can act on a terminal.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from romtui import __version__
from romtui.domain.errors import UserError
from romtui.exchange import texts
from romtui.plain_file import NOT_ENCRYPTED
from romtui.validated import parse_json

FORMAT: Final = "romtui records"
VERSION: Final = 1
MOST_BYTES: Final = 200_000_000
_MOST_PEOPLE: Final = 20_000


def write(people: Sequence[Any], now: datetime, unread: Sequence[str] = ()) -> bytes:
    """The file for some people; `unread` are the codes of those whom damage kept out of it."""
    written = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "made_at": now.isoformat(timespec="seconds"),
        "note": NOT_ENCRYPTED,
        **({"damaged_and_missing": list(unread)} if unread else {}),
        "people": people,
    }
    return json.dumps(written, ensure_ascii=True, indent=1).encode("ascii") + b"\n"


def read(content: bytes) -> list[object]:
    """The people of a file, not judged yet; UserError when it is another kind of file."""
    try:
        given = parse_json(content)
    except (ValueError, RecursionError, UserError):
        raise UserError(texts.NOT_OUR_JSON) from None
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise UserError(texts.NOT_OUR_JSON)
    if given.get("version") != VERSION:
        raise UserError(texts.OTHER_FORMAT)
    people = given.get("people")
    if not isinstance(people, list) or not people:
        raise UserError(texts.NOBODY_IN_FILE)
    if len(people) > _MOST_PEOPLE:
        raise UserError(texts.too_many_patients(_MOST_PEOPLE))
    return people
