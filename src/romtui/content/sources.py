"""What an instrument file says about where its numbers were read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from romtui.content.toml import Table
from romtui.domain.instrument import Source

ABOUT: Final = ("wording", "scoring", "missing", "bands", "safety", "licence", "codes")
"""What a [[source]] may be about; values such as the cutoff carry their own sources."""

VALUES: Final = ("cutoff", "reliable_change", "low", "drop", "mcid", "response", "remission")
"""Tables with a `value`, its sources, and the other values that were published."""

_VERIFIED, _MEMORY, _CONVENTION = "verified", "from memory", "convention"
_STATUS: Final = (_VERIFIED, _MEMORY, _CONVENTION)


def read_sources(content: Table) -> dict[str, tuple[Source, ...]]:
    """Read all sources by subject: of each [[source]], of each value, and of its conflicts.

    Other published values of the same thing are under “cutoff conflicts” and the like, with
    the value in the note; so is the value of the mcid, which is only shown.
    """
    sources: dict[str, tuple[Source, ...]] = {}
    for table in content.tables("source"):
        about = table.line("about")
        if about not in ABOUT:
            raise table.error("about", f"“{about}” is not known; known are {', '.join(ABOUT)}")
        sources[about] = (*sources.get(about, ()), read_source(table, "about"))
    for key in VALUES:
        if key in content:
            sources |= read_value_sources(content.table(key), key)
    return sources


def read_value_sources(table: Table, key: str) -> Mapping[str, tuple[Source, ...]]:
    """Read the sources of one value, and of the other values published."""
    table.only("value", "source", "conflict")
    value = table.points("value")
    shown = value if key == "mcid" else None
    sources = {key: tuple(read_source(one, value=shown) for one in table.tables("source"))}
    conflicts = table.tables("conflict")
    if conflicts:
        sources[f"{key} conflicts"] = tuple(
            read_source(one, "value", value=one.points("value")) for one in conflicts
        )
    return sources


def read_source(table: Table, *beside: str, value: Decimal | None = None) -> Source:
    """Read a citation and its status; `beside` are the keys that somebody else reads."""
    table.only(*beside, "citation", "status", "note")
    status = table.line("status")
    if status not in _STATUS:
        raise table.error("status", f"“{status}” is not known; known are {', '.join(_STATUS)}")
    note = table.line("note", "")
    if value is not None:
        note = f"{value}: {note}" if note else str(value)
    return Source(table.line("citation"), status == _VERIFIED, note, status == _CONVENTION)


def deciding(
    content: Table, key: str, least: Decimal, most: Decimal, *, may_be_ours: bool = False
) -> Decimal | None:
    """Read a value that decides something, which takes a verified source.

    `may_be_ours`: a convention will do, for a rule of our own that is labelled as one.
    """
    if key not in content:
        return None
    table = content.table(key)
    value = table.points("value")
    if not least <= value <= most:
        raise table.error("value", f"a number from {least} to {most} is needed, not {value}")
    sources = [read_source(one) for one in table.tables("source")]
    if not any(one.verified or (may_be_ours and one.convention) for one in sources):
        raise table.error(
            "source",
            "a verified source is needed: a number from memory may not decide. "
            f"Leave [{key}] out, or list the number as [[{key}.conflict]] of a verified one",
        )
    return value


def shown(content: Table, key: str, least: Decimal, most: Decimal) -> Decimal | None:
    """Read a value that is shown and decides nothing; its source may be from memory."""
    if key not in content:
        return None
    table = content.table(key)
    value = table.points("value")
    if not least <= value <= most:
        raise table.error("value", f"a number from {least} to {most} is needed, not {value}")
    if not table.tables("source"):
        raise table.error("source", "a source is needed")
    return value
