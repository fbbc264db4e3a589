"""What the numbers of an instrument file must agree on."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from romtui.content import texts
from romtui.content.toml import Table
from romtui.domain.instrument import Band, Instrument, InstrumentKind

_OF_A_TOTAL: Final = (
    *("multiplier", "mean", "step", "allowed_missing", "band", "norms"),
    *("cutoff", "reliable_change", "recovery_change", "low", "drop", "mcid"),
    *("response", "remission", "checkpoint_days", "residual"),
)
"""What a form without a single total cannot have; a subscale can have some of it."""

_OF_A_SUM: Final = ("multiplier", "allowed_missing", "step")
_OF_NO_WORDS: Final = ("n_items", "item_lo", "item_hi", "step")


def check_consistency(instrument: Instrument, content: Table) -> None:
    """Raise ContentError, naming the key, where numbers contradict each other."""
    _check_how_it_is_added_up(instrument, content)
    _check_range(instrument, content)
    _check_bands(instrument, content)
    _check_subscales(instrument, content)
    _check_missing(instrument, content)
    _check_not_applicable(instrument, content)
    _check_safety(instrument, content)
    _check_repair(instrument, content)
    _check_residual(instrument, content)
    _check_skips(instrument, content)


def _check_how_it_is_added_up(instrument: Instrument, content: Table) -> None:
    unfit = (
        (bool(instrument.items), _OF_NO_WORDS, texts.WITHOUT_ITEMS_ONLY),
        (instrument.mean, _OF_A_SUM, texts.NOT_FOR_A_MEAN),
        (not instrument.has_total, _OF_A_TOTAL, texts.NOT_WITHOUT_TOTAL),
    )
    for holds, keys, problem in unfit:
        for key in keys:
            if holds and key in content:
                raise content.error(key, problem)
    if instrument.items and not any(item.counted for item in instrument.items):
        raise content.error("item", texts.needed(texts.ONE_COUNTED_ITEM))
    if instrument.item_lo >= instrument.item_hi:
        raise content.error("item_hi", texts.needed(texts.larger_than("item_lo")))
    if instrument.multiplier < 1:
        raise content.error("multiplier", texts.needed(texts.ONE_OR_MORE))


def _check_range(instrument: Instrument, content: Table) -> None:
    if instrument.lo >= instrument.hi:
        raise content.error("hi", texts.needed(texts.larger_than("lo")))
    if instrument.step is not None and (
        instrument.step <= 0 or (instrument.hi - instrument.lo) % instrument.step != 0
    ):
        raise content.error("step", texts.needed(texts.STEP_FROM_LO_TO_HI))
    if not instrument.sum_scored and instrument.has_total:
        return
    lo, hi = _added_up(instrument)
    for key, given, added in (("lo", instrument.lo, lo), ("hi", instrument.hi, hi)):
        if given != added:
            raise content.error(key, texts.items_add_up(added, given))


def _added_up(instrument: Instrument) -> tuple[Decimal, Decimal]:
    """The smallest and the largest total; without one, those of its subscales or answers."""
    if not instrument.has_total:
        lows = [part.lo for part in instrument.subscales] or [Decimal(instrument.item_lo)]
        highs = [part.hi for part in instrument.subscales] or [Decimal(instrument.item_hi)]
        return min(lows), max(highs)
    counted = [(item.lo, item.hi) for item in instrument.items if item.counted]
    counted = counted or [(instrument.item_lo, instrument.item_hi)] * instrument.n_items
    lo = Decimal(sum(least for least, _ in counted) * instrument.multiplier)
    hi = Decimal(sum(most for _, most in counted) * instrument.multiplier)
    return (lo / len(counted), hi / len(counted)) if instrument.mean else (lo, hi)


def _check_bands(instrument: Instrument, content: Table) -> None:
    _check_cover(instrument.bands, instrument.lo, instrument.hi, content)
    for number, band in enumerate(instrument.bands, start=1):
        if band.high and not _verified(instrument, "bands"):
            raise content.error(f"band[{number}].high", texts.verified_source_about("bands"))


def _check_cover(bands: Sequence[Band], lo: Decimal, hi: Decimal, content: Table) -> None:
    """Each total has one band: no gap, no overlap, from the first to the last."""
    expected = lo
    for number, band in enumerate(bands, start=1):
        if band.lo != expected:
            raise content.error(f"band[{number}].lo", texts.needed_not(expected, band.lo))
        if band.hi < band.lo or band.hi % 1 != 0:
            raise content.error(f"band[{number}].hi", texts.needed(texts.whole_from(band.lo)))
        expected = band.hi + 1
    if bands and bands[-1].hi != hi:
        raise content.error(f"band[{len(bands)}].hi", texts.last_band_ends_at(hi))


def _check_subscales(instrument: Instrument, content: Table) -> None:
    for part, table in zip(instrument.subscales, content.tables("subscale"), strict=True):
        _check_cover(part.bands, part.lo, part.hi, table)
        if part.bands and "bands" not in instrument.sources:
            raise table.error("band", texts.source_about("bands"))


def _check_missing(instrument: Instrument, content: Table) -> None:
    if not 0 <= instrument.allowed_missing < max(instrument.n_counted, 1):
        raise content.error("allowed_missing", texts.fewer_than(instrument.n_counted))
    if instrument.allowed_missing and not _verified(instrument, "missing"):
        raise content.error("allowed_missing", texts.verified_source_about("missing"))


def _check_not_applicable(instrument: Instrument, content: Table) -> None:
    """It counts 0, which must be an answer that is possible, and it is no safety answer."""
    asked = {safety.item for safety in instrument.safety_items}
    for item in instrument.items:
        if not item.not_applicable:
            continue
        key = f"item[{item.number}].not_applicable"
        if instrument.mean or item.reverse or item.lo != 0:
            raise content.error(key, texts.ADDED_UP_FROM_0_ONLY)
        if item.number in asked:
            raise content.error(key, texts.NOT_FOR_A_SAFETY_ITEM)


def _check_safety(instrument: Instrument, content: Table) -> None:
    for number, safety in enumerate(instrument.safety_items, start=1):
        if not 1 <= safety.item <= instrument.n_items:
            raise content.error(
                f"safety[{number}].item",
                texts.item_up_to(instrument.n_items, safety.item),
            )
        item = instrument.items[safety.item - 1] if instrument.items else None
        lo = item.lo if item else instrument.item_lo
        hi = item.hi if item else instrument.item_hi
        if not lo < safety.threshold <= hi:
            raise content.error(
                f"safety[{number}].threshold",
                texts.by_every_answer_or_none(safety.threshold),
            )


def _check_repair(instrument: Instrument, content: Table) -> None:
    repair = instrument.repair
    if repair is None:
        return
    if instrument.kind is not InstrumentKind.ALLIANCE:
        raise content.error("repair", texts.ALLIANCE_ONLY)
    if not 1 <= repair.item <= len(instrument.items):
        raise content.error("repair.item", texts.item_up_to(len(instrument.items)))
    if instrument.items[repair.item - 1].option(repair.answer) is None:
        raise content.error("repair.answer", texts.needed(texts.ANSWER_OF_THE_ITEM))


def _check_residual(instrument: Instrument, content: Table) -> None:
    """It is what remains after a recovery, so none of it is clinical."""
    if instrument.residual is None:
        return
    for key, total in zip(("lo", "hi"), instrument.residual, strict=True):
        if instrument.is_clinical(total):
            raise content.table("residual").error(key, texts.on_the_clinical_side(total))


def _check_skips(instrument: Instrument, content: Table) -> None:
    """A skipped item counts 0, is asked later than what decides, and is no safety answer."""
    if not instrument.skips:
        return
    if instrument.mean or not _verified(instrument, "scoring"):
        raise content.error("skip", texts.SKIP_NEEDS)
    asked = {safety.item for safety in instrument.safety_items}
    for index, rule in enumerate(instrument.skips, start=1):
        for key, items in (("items", rule.items), ("skipped", rule.skipped)):
            if len(set(items)) != len(items) or not all(
                1 <= item <= len(instrument.items) for item in items
            ):
                problem = texts.items_once(len(instrument.items))
                raise content.error(f"skip[{index}].{key}", problem)
        if min(rule.skipped) <= max(rule.items):
            raise content.error(f"skip[{index}].skipped", texts.LATER_ITEMS_ONLY)
        for item in (instrument.items[number - 1] for number in rule.skipped):
            if item.number in asked or item.lo != 0 or item.reverse or not item.counted:
                raise content.error(f"skip[{index}].skipped", texts.may_not_be_skipped(item.number))
        lowest = sum(instrument.items[item - 1].lo for item in rule.items)
        highest = sum(instrument.items[item - 1].hi for item in rule.items)
        if not lowest <= rule.total < highest:
            raise content.error(f"skip[{index}].total", texts.from_to_below(lowest, highest))


def _verified(instrument: Instrument, subject: str) -> bool:
    return any(source.verified for source in instrument.sources.get(subject, ()))
