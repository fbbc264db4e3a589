"""An instrument file is read into an instrument whose numbers agree."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from romtui.content import texts
from romtui.content.consistency import check_consistency
from romtui.content.items import (
    read_band,
    read_followup,
    read_items,
    read_repair,
    read_safety,
    read_skip,
)
from romtui.content.sources import (
    VALUES,
    deciding,
    deciding_days,
    deciding_range,
    read_source,
    read_sources,
    shown,
)
from romtui.content.subscales import read_subscales, subscale_sources
from romtui.content.toml import Table, read_toml
from romtui.domain.instrument import Direction, Instrument, InstrumentKind, Loinc, Norms, Source

MOST_ITEMS: Final = 500
_CODES: Final = ("loinc", "loinc_total", "snomed")
_LOINC: Final = ("loinc_items", "loinc_answers", "loinc_followup", "loinc_followup_answers")
_NORMS: Final = ("clinical_mean", "clinical_sd", "general_mean", "general_sd", "reliability")

_KEYS: Final = (
    *("id", "name", "title", "version", "kind", "construct", "topics", "usual", "period", "stem"),
    *("lo", "hi", "direction", "sum_scored", "multiplier", "mean", "has_total", "step"),
    *("allowed_missing", "n_items", "item_lo", "item_hi", "option", "item", "subscale"),
    *("followup", "band", "safety", "repair", "skip"),
    *VALUES,
    *("residual", "norms", "licence", "codes", "source"),
)


def read_instrument(file: Path) -> Instrument:
    """Read one instrument file. Raises ContentError, which names the file and the key.

    `sources` of the instrument has a key for each subject: see `content.sources`. A value
    that is only from memory is refused where it would decide something.
    """
    content = read_toml(file)
    content.only(*_KEYS)
    items = read_items(content)
    lo, hi = content.number("lo"), content.number("hi")
    licence = content.table("licence")
    licence.only("terms", "attribution", "notice")
    ranges = [(item.lo, item.hi) for item in items] or _same_ranges(content)
    instrument = Instrument(
        id=_id(content),
        name=content.line("name"),
        title=content.line("title"),
        version=content.whole("version", 1),
        kind=content.member(InstrumentKind, "kind", InstrumentKind.OUTCOME),
        direction=content.member(Direction, "direction"),
        lo=lo,
        hi=hi,
        construct=content.line("construct"),
        topics=content.texts("topics", ()),
        usual=content.whole("usual") if "usual" in content else None,
        period=content.line("period", ""),
        stem=content.line("stem", ""),
        items=items,
        followup=read_followup(content),
        n_items=len(ranges),
        item_lo=min(least for least, _ in ranges),
        item_hi=max(most for _, most in ranges),
        sum_scored=content.flag("sum_scored", True),
        multiplier=content.whole("multiplier", 1),
        mean=content.flag("mean", False),
        has_total=content.flag("has_total", True),
        step=content.number("step") if "step" in content else None,
        allowed_missing=content.whole("allowed_missing", 0),
        subscales=read_subscales(content, ranges),
        bands=tuple(map(read_band, content.tables("band"))),
        cutoff=deciding(content, "cutoff", lo, hi),
        reliable_change=deciding(
            content, "reliable_change", _least_change(content), hi - lo, may_be_ours=True
        ),
        recovery_change=deciding(content, "recovery_change", _least_change(content), hi - lo),
        low=deciding(content, "low", lo, hi),
        drop=deciding(content, "drop", _least_change(content), hi - lo, may_be_ours=True),
        mcid=shown(content, "mcid", _least_change(content), hi - lo),
        response=deciding(content, "response", Decimal(1), Decimal(100)),
        remission=deciding(content, "remission", lo, hi),
        checkpoint_days=deciding_days(content, "checkpoint_days"),
        residual=deciding_range(content, "residual", lo, hi),
        norms=_norms(content),
        repair=read_repair(content),
        safety_items=tuple(map(read_safety, content.tables("safety"))),
        skips=tuple(map(read_skip, content.tables("skip"))),
        licence=licence.line("terms"),
        attribution=licence.line("attribution", ""),
        notice=licence.line("notice", ""),
        codes=_codes(content),
        loinc=_loinc(content, len(ranges)),
        sources=_all_sources(content),
    )
    check_consistency(instrument, content)
    return instrument


def _id(content: Table) -> str:
    name = content.line("id")
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        raise content.error("id", texts.name_such_as("phq9"))
    if name != content.file.stem:
        raise content.error("id", texts.belongs_in(name))
    return name


def _same_ranges(content: Table) -> list[tuple[int, int]]:
    """Of a form without words: how many items, and the answers they all have."""
    count = content.whole("n_items")
    if not 1 <= count <= MOST_ITEMS:
        raise content.error("n_items", texts.from_to(1, MOST_ITEMS))
    return [(content.whole("item_lo"), content.whole("item_hi"))] * count


def _least_change(content: Table) -> Decimal:
    """The smallest change in points that can be meant: a point, of a mean a hundredth."""
    return Decimal("0.01") if content.flag("mean", False) else Decimal(1)


def _norms(content: Table) -> Norms | None:
    if "norms" not in content:
        return None
    table = content.table("norms")
    table.only(*_NORMS, "source")
    norms = Norms(*(table.number(key) for key in _NORMS))
    if norms.clinical_sd <= 0 or norms.general_sd <= 0:
        raise table.error("clinical_sd", texts.STANDARD_DEVIATIONS)
    if not 0 < norms.reliability < 1:
        raise table.error("reliability", texts.needed(texts.BETWEEN_0_AND_1))
    if not any(read_source(source).verified for source in table.tables("source")):
        raise table.error("source", texts.needed(texts.VERIFIED_SOURCE))
    return norms


def _all_sources(content: Table) -> Mapping[str, tuple[Source, ...]]:
    sources = {**read_sources(content), **subscale_sources(content)}
    if "norms" in content:
        sources["norms"] = tuple(map(read_source, content.table("norms").tables("source")))
    return sources


def _codes(content: Table) -> Mapping[str, str]:
    if "codes" not in content:
        return {}
    codes = content.table("codes")
    codes.only(*_CODES, *_LOINC)
    return {key: codes.line(key) for key in codes if key in _CODES}


def _loinc(content: Table, items: int) -> Loinc:
    """The LOINC codes of single items and answers; the codes of all items or of none."""
    if "codes" not in content:
        return Loinc()
    codes = content.table("codes")
    of_items = codes.texts("loinc_items", ())
    if of_items and len(set(of_items)) != items:
        raise codes.error("loinc_items", texts.codes_one_an_item(items))
    return Loinc(
        items=of_items,
        answers=_answer_codes(codes, "loinc_answers"),
        followup=codes.line("loinc_followup", ""),
        followup_answers=_answer_codes(codes, "loinc_followup_answers"),
    )


def _answer_codes(codes: Table, key: str) -> Mapping[int, str]:
    answers = codes.table(key, optional=True)
    if not all(value.isdecimal() for value in answers):
        raise codes.error(key, texts.CODES_BY_NUMBER)
    return {int(value): answers.line(value) for value in answers}
