"""What the numbers of an instrument file must agree on."""

from romtui.content.toml import Table
from romtui.domain.instrument import Instrument


def check_consistency(instrument: Instrument, content: Table) -> None:
    """Refuse numbers that contradict each other. Raises ContentError, naming the key."""
    _check_range(instrument, content)
    _check_bands(instrument, content)
    _check_missing(instrument, content)
    _check_safety(instrument, content)


def _check_range(instrument: Instrument, content: Table) -> None:
    if instrument.items:
        for key in ("n_items", "item_lo", "item_hi"):
            if key in content:
                raise content.error(key, "only for a form without [[item]]; the items say it")
    if instrument.multiplier < 1:
        raise content.error("multiplier", "1 or more is needed")
    if not instrument.sum_scored:
        return
    lows = [item.lo for item in instrument.items] or [instrument.item_lo] * instrument.n_items
    highs = [item.hi for item in instrument.items] or [instrument.item_hi] * instrument.n_items
    for key, given, added in (
        ("lo", instrument.lo, sum(lows) * instrument.multiplier),
        ("hi", instrument.hi, sum(highs) * instrument.multiplier),
    ):
        if given != added:
            raise content.error(key, f"the items add up to {added}, not {given}")


def _check_bands(instrument: Instrument, content: Table) -> None:
    expected = instrument.lo
    for number, band in enumerate(instrument.bands, start=1):
        if band.lo != expected:
            raise content.error(f"band[{number}].lo", f"{expected} is needed, not {band.lo}")
        if band.hi < band.lo or band.hi % 1 != 0:
            raise content.error(f"band[{number}].hi", f"a whole {band.lo} or more is needed")
        expected = band.hi + 1
        if band.high and not _verified(instrument, "bands"):
            raise content.error(
                f"band[{number}].high", "a verified [[source]] about “bands” is needed"
            )
    if instrument.bands and instrument.bands[-1].hi != instrument.hi:
        key = f"band[{len(instrument.bands)}].hi"
        raise content.error(key, f"the last band ends with the scale, at {instrument.hi}")


def _check_missing(instrument: Instrument, content: Table) -> None:
    if not 0 <= instrument.allowed_missing < max(instrument.n_items, 1):
        raise content.error("allowed_missing", f"fewer than {instrument.n_items} are needed")
    if instrument.allowed_missing and not _verified(instrument, "missing"):
        raise content.error("allowed_missing", "a verified [[source]] about “missing” is needed")


def _check_safety(instrument: Instrument, content: Table) -> None:
    for number, safety in enumerate(instrument.safety_items, start=1):
        if not 1 <= safety.item <= instrument.n_items:
            raise content.error(
                f"safety[{number}].item",
                f"an item from 1 to {instrument.n_items} is needed, not {safety.item}",
            )
        item = instrument.items[safety.item - 1] if instrument.items else None
        lo = item.lo if item else instrument.item_lo
        hi = item.hi if item else instrument.item_hi
        if not lo < safety.threshold <= hi:
            raise content.error(
                f"safety[{number}].threshold",
                f"{safety.threshold} would be reached by every answer or by none",
            )


def _verified(instrument: Instrument, about: str) -> bool:
    return any(source.verified for source in instrument.sources.get(about, ()))
