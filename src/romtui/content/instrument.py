"""From an instrument file to an instrument whose numbers fit together."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from romtui.content.consistency import check_consistency
from romtui.content.toml import Table, read_toml
from romtui.domain.instrument import (
    Band,
    Direction,
    Instrument,
    Item,
    Kind,
    Option,
    SafetyItem,
    Source,
)

_ABOUT: Final = ("wording", "scoring", "missing", "bands", "safety", "licence", "codes")
"""What a [[source]] may be about; values such as the cutoff carry their own sources."""

_VALUES: Final = ("cutoff", "reliable_change", "low", "drop", "mcid")
_CODES: Final = ("loinc", "loinc_total", "snomed")
_VERIFIED: Final = {"verified": True, "from memory": False, "convention": False}

_KEYS: Final = (
    *("id", "name", "title", "version", "kind", "construct", "period", "stem"),
    *("lo", "hi", "direction", "sum_scored", "multiplier", "allowed_missing"),
    *("n_items", "item_lo", "item_hi", "option", "item", "followup", "band", "safety"),
    *_VALUES,
    *("licence", "codes", "source"),
)

_Member = TypeVar("_Member", bound=Enum)


def read_instrument(file: Path) -> Instrument:
    """Read one instrument file. Raises ContentError, which names the file and the key.

    `sources` of the instrument has a key for each subject: those of [[source]], and the
    name of each value. Other published values of the same thing are under
    “cutoff conflicts” and the like, with the value in the note. A value that is only
    from memory is refused where it would decide something.
    """
    content = read_toml(file)
    content.only(*_KEYS)
    items = _items(content)
    lo, hi = _finite(content, "lo"), _finite(content, "hi")
    licence = content.table("licence")
    licence.only("terms", "attribution")
    sources = _sources(content)
    instrument = Instrument(
        id=_id(content),
        name=content.text("name"),
        title=content.text("title"),
        version=content.whole("version", 1),
        kind=_member(Kind, content, "kind", Kind.OUTCOME),
        direction=_member(Direction, content, "direction"),
        lo=lo,
        hi=hi,
        construct=content.text("construct"),
        period=content.text("period", ""),
        stem=content.text("stem", ""),
        items=items,
        followup=_followup(content),
        n_items=len(items) or content.whole("n_items"),
        item_lo=min((item.lo for item in items), default=0) if items else content.whole("item_lo"),
        item_hi=max((item.hi for item in items), default=0) if items else content.whole("item_hi"),
        sum_scored=content.flag("sum_scored", True),
        multiplier=content.whole("multiplier", 1),
        allowed_missing=content.whole("allowed_missing", 0),
        bands=tuple(_band(one) for one in content.tables("band")),
        cutoff=_deciding(content, "cutoff", lo, hi),
        reliable_change=_deciding(content, "reliable_change", Decimal(1), hi - lo),
        low=_deciding(content, "low", lo, hi),
        drop=_deciding(content, "drop", Decimal(1), hi - lo),
        safety_items=tuple(_safety(one) for one in content.tables("safety")),
        licence=licence.text("terms"),
        attribution=licence.text("attribution", ""),
        codes=_codes(content),
        sources=sources,
    )
    check_consistency(instrument, content)
    return instrument


def _id(content: Table) -> str:
    name = content.text("id")
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        raise content.error("id", "lower-case letters and digits are needed, such as phq9")
    if name != content.file.stem:
        raise content.error("id", f"“{name}” belongs in a file called {name}.toml")
    return name


def _items(content: Table) -> tuple[Item, ...]:
    shared = _options(content)
    return tuple(
        _item(one, number, shared) for number, one in enumerate(content.tables("item"), start=1)
    )


def _item(table: Table, number: int, shared: tuple[Option, ...]) -> Item:
    table.only("text", "label", "reverse", "option")
    options = _options(table) or shared
    if not options:
        raise table.error("option", "missing; there is no [[option]] for the whole form either")
    return Item(
        number=number,
        text=table.text("text"),
        options=options,
        label=table.text("label"),
        reverse=table.flag("reverse", False),
    )


def _followup(content: Table) -> Item | None:
    """Read the question asked after the form, which never counts. It has number 0."""
    return _item(content.table("followup"), 0, ()) if "followup" in content else None


def _options(table: Table) -> tuple[Option, ...]:
    options = []
    for one in table.tables("option"):
        one.only("value", "label")
        options.append(Option(one.whole("value"), one.text("label")))
    values = [option.value for option in options]
    if len(values) != len(set(values)):
        raise table.error("option", "each value is needed only once")
    if len(values) == 1:
        raise table.error("option", "at least two answers are needed")
    return tuple(options)


def _band(table: Table) -> Band:
    table.only("lo", "hi", "label", "high")
    return Band(
        lo=_finite(table, "lo"),
        hi=_finite(table, "hi"),
        label=table.text("label"),
        high=table.flag("high", False),
    )


def _safety(table: Table) -> SafetyItem:
    table.only("item", "threshold", "phrase")
    return SafetyItem(table.whole("item"), table.whole("threshold"), table.text("phrase"))


def _deciding(content: Table, key: str, least: Decimal, most: Decimal) -> Decimal | None:
    """Read a value that decides something, which takes a verified source."""
    if key not in content:
        return None
    table = content.table(key)
    value = _finite(table, "value")
    if not least <= value <= most:
        raise table.error("value", f"a number from {least} to {most} is needed, not {value}")
    if not any(_source(one).verified for one in table.tables("source")):
        raise table.error(
            "source",
            "a verified source is needed: a number from memory may not decide. "
            f"Leave [{key}] out, or list the number as [[{key}.conflict]] of a verified one",
        )
    return value


def _sources(content: Table) -> dict[str, tuple[Source, ...]]:
    sources: dict[str, tuple[Source, ...]] = {}
    for table in content.tables("source"):
        about = table.text("about")
        if about not in _ABOUT:
            raise table.error("about", f"“{about}” is not known; known are {', '.join(_ABOUT)}")
        sources[about] = (*sources.get(about, ()), _source(table, "about"))
    for key in _VALUES:
        if key in content:
            table = content.table(key)
            table.only("value", "source", "conflict")
            value = table.points("value")
            sources[key] = tuple(
                _source(one, value=value if key == "mcid" else None)
                for one in table.tables("source")
            )
            conflicts = table.tables("conflict")
            if conflicts:
                sources[f"{key} conflicts"] = tuple(
                    _source(one, "value", value=one.points("value")) for one in conflicts
                )
    return sources


def _source(table: Table, *beside: str, value: Decimal | None = None) -> Source:
    table.only(*beside, "citation", "status", "note")
    status = table.text("status")
    if status not in _VERIFIED:
        raise table.error("status", f"“{status}” is not known; known are {', '.join(_VERIFIED)}")
    note = table.text("note", "")
    if value is not None:
        note = f"{value}: {note}" if note else str(value)
    return Source(table.text("citation"), _VERIFIED[status], note)


def _codes(content: Table) -> Mapping[str, str]:
    if "codes" not in content:
        return {}
    codes = content.table("codes")
    codes.only(*_CODES)
    return {key: codes.text(key) for key in codes}


def _finite(table: Table, key: str) -> Decimal:
    value = table.points(key)
    if not value.is_finite():
        raise table.error(key, "a finite number is needed")
    return value


def _member(
    members: type[_Member], table: Table, key: str, default: _Member | None = None
) -> _Member:
    value = table.text(key, None if default is None else str(default.value))
    for member in members:
        if member.value == value:
            return member
    known = ", ".join(str(member.value) for member in members)
    raise table.error(key, f"“{value}” is not known; known are {known}")
