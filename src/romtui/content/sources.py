"""What an instrument file says about where its numbers were read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from romtui.content import texts
from romtui.content.toml import Table
from romtui.domain.instrument import Source

SUBJECTS: Final = (
    *("wording", "scoring", "missing", "bands", "bands conflicts", "safety"),
    *("licence", "licence conflicts", "codes"),
)
"""What a [[source]] may be about; values such as the cutoff carry their own sources."""

VALUES: Final = (
    *("cutoff", "reliable_change", "recovery_change", "low", "drop", "mcid"),
    *("response", "remission", "checkpoint_days"),
)
"""Tables with a `value`, its sources, and the other values that were published.

Without a `value` the other values stand alone: published, and none of them in use here.
"""

_RANGE: Final = "residual"
_SOONEST, _LATEST = Decimal(7), Decimal(366)
"""Days after which a first look makes sense, at least and at most."""

_VERIFIED, _MEMORY, _CONVENTION = "verified", "from memory", "convention"
_STATUS: Final = (_VERIFIED, _MEMORY, _CONVENTION)


def read_sources(content: Table) -> dict[str, tuple[Source, ...]]:
    """Read all sources by subject: of each [[source]], of each value, and of its conflicts.

    Other published values of the same thing are under “cutoff conflicts” and the like, with
    the value in the note; so is the value of the mcid, which is only shown. Other published
    ranges and terms are under “bands conflicts” and “licence conflicts”.
    """
    sources: dict[str, tuple[Source, ...]] = {}
    for table in content.tables("source"):
        subject = table.line("about")
        if subject not in SUBJECTS:
            raise table.error("about", texts.unknown_value(subject, ", ".join(SUBJECTS)))
        sources[subject] = (*sources.get(subject, ()), read_source(table, "about"))
    for key in VALUES:
        if key in content:
            sources |= read_value_sources(content.table(key), key)
    if _RANGE in content:
        sources[_RANGE] = tuple(map(read_source, content.table(_RANGE).tables("source")))
    return sources


def read_value_sources(table: Table, key: str) -> Mapping[str, tuple[Source, ...]]:
    """Read the sources of one value, and of the other values published."""
    table.only("value", "source", "conflict")
    sources: dict[str, tuple[Source, ...]] = {}
    if _in_use(table):
        shown = table.number("value") if key == "mcid" else None
        sources[key] = tuple(read_source(source, value=shown) for source in table.tables("source"))
    conflicts = table.tables("conflict")
    if conflicts:
        sources[f"{key} conflicts"] = tuple(
            read_source(source, "value", value=source.number("value")) for source in conflicts
        )
    return sources


def read_source(table: Table, *beside: str, value: Decimal | None = None) -> Source:
    """Read a citation and its status; `beside` are the keys that somebody else reads."""
    table.only(*beside, "citation", "status", "note")
    status = table.line("status")
    if status not in _STATUS:
        raise table.error("status", texts.unknown_value(status, ", ".join(_STATUS)))
    note = table.line("note", "")
    if value is not None:
        note = f"{value}: {note}" if note else str(value)
    return Source(table.line("citation"), status == _VERIFIED, note, status == _CONVENTION)


def deciding(
    content: Table, key: str, least: Decimal, most: Decimal, *, may_be_ours: bool = False
) -> Decimal | None:
    """Read a value that decides something, which takes a verified source.

    `may_be_ours`: a convention will do, for a rule of our own that is labelled as one. None
    where there is no such table, or only other values of it.
    """
    value = _value(content, key, least, most)
    if value is not None:
        _refuse_from_memory(content.table(key), key, may_be_ours=may_be_ours)
    return value


def shown(content: Table, key: str, least: Decimal, most: Decimal) -> Decimal | None:
    """Read a value that is shown and decides nothing; its source may be from memory."""
    value = _value(content, key, least, most)
    if value is not None and not content.table(key).tables("source"):
        raise content.table(key).error("source", texts.needed(texts.A_SOURCE))
    return value


def deciding_days(content: Table, key: str) -> int | None:
    """Read a number of whole days that decides something; a convention will do."""
    days = deciding(content, key, _SOONEST, _LATEST, may_be_ours=True)
    if days is None:
        return None
    if days % 1 != 0:
        raise content.table(key).error("value", texts.WHOLE_DAYS)
    return int(days)


def deciding_range(
    content: Table, key: str, least: Decimal, most: Decimal
) -> tuple[Decimal, Decimal] | None:
    """Read a range of totals that decides something, both ends included."""
    if key not in content:
        return None
    table = content.table(key)
    table.only("lo", "hi", "source")
    lo, hi = table.number("lo"), table.number("hi")
    for name, end, first, last in (("lo", lo, least, most), ("hi", hi, lo, most)):
        if not first <= end <= last:
            raise table.error(name, texts.from_to(first, last, end))
    _refuse_from_memory(table, key, may_be_ours=False)
    return lo, hi


def _value(content: Table, key: str, least: Decimal, most: Decimal) -> Decimal | None:
    """A value within its bounds; None where there is no such table, or only other values of it."""
    if key not in content or not _in_use(content.table(key)):
        return None
    table = content.table(key)
    value = table.number("value")
    if not least <= value <= most:
        raise table.error("value", texts.from_to(least, most, value))
    return value


def _in_use(table: Table) -> bool:
    """Whether there is a value, or only other values beside none."""
    return "value" in table or "source" in table or not table.tables("conflict")


def _refuse_from_memory(table: Table, key: str, *, may_be_ours: bool) -> None:
    sources = list(map(read_source, table.tables("source")))
    if not any(source.verified or (may_be_ours and source.convention) for source in sources):
        raise table.error("source", texts.from_memory(key))
