"""An instrument as JSON: `romtui instruments --json`."""

from romtui.cli.numbers import number, number_or_none
from romtui.domain.instrument import Band, Instrument, Item, Norms, Source, Subscale


def summary(instrument: Instrument) -> dict[str, object]:
    """One entry of the list."""
    return {
        "id": instrument.id,
        "name": instrument.name,
        "title": instrument.title,
        "items": instrument.n_items,
        "range": [number(instrument.lo), number(instrument.hi)],
    }


def facts(instrument: Instrument) -> dict[str, object]:
    """Everything that is known, with its sources."""
    repair = instrument.repair
    return {
        "id": instrument.id,
        "name": instrument.name,
        "title": instrument.title,
        "version": instrument.version,
        "kind": instrument.kind.value,
        "construct": instrument.construct,
        "topics": list(instrument.topics),
        "period": instrument.period,
        "stem": instrument.stem,
        "n_items": instrument.n_items,
        "items": [_item(item) for item in instrument.items],
        "followup": None if instrument.followup is None else _item(instrument.followup),
        "range": [number(instrument.lo), number(instrument.hi)],
        "direction": instrument.direction.value,
        "has_total": instrument.has_total,
        "multiplier": instrument.multiplier,
        "mean": instrument.mean,
        "allowed_missing": instrument.allowed_missing,
        "subscales": [_subscale(part) for part in instrument.subscales],
        "bands": [_band(band) for band in instrument.bands],
        "cutoff": number_or_none(instrument.cutoff),
        "reliable_change": number_or_none(instrument.reliable_change),
        "recovery_change": number_or_none(instrument.recovery_change),
        "checkpoint_days": instrument.checkpoint_days,
        "residual": None
        if instrument.residual is None
        else [number(total) for total in instrument.residual],
        "mcid": number_or_none(instrument.mcid),
        "response": number_or_none(instrument.response),
        "remission": number_or_none(instrument.remission),
        "norms": _norms(instrument.norms),
        "low": number_or_none(instrument.low),
        "drop": number_or_none(instrument.drop),
        "repair": None if repair is None else {"item": repair.item, "answer": repair.answer},
        "safety_items": [
            {"item": safety.item, "threshold": safety.threshold, "phrase": safety.phrase}
            for safety in instrument.safety_items
        ],
        "skips": [
            {"items": list(rule.items), "total": rule.total, "skipped": list(rule.skipped)}
            for rule in instrument.skips
        ],
        "licence": instrument.licence,
        "attribution": instrument.attribution,
        "notice": instrument.notice,
        "codes": dict(instrument.codes),
        "sources": {
            subject: [source(each) for each in sources]
            for subject, sources in instrument.sources.items()
        },
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "text": item.text,
        "label": item.label,
        "reverse": item.reverse,
        "counted": item.counted,
        "not_applicable": item.not_applicable or None,
        "options": [{"value": option.value, "label": option.label} for option in item.options],
    }


def _band(band: Band) -> dict[str, object]:
    return {
        "lo": number(band.lo),
        "hi": number(band.hi),
        "label": band.label,
        "said": band.said or None,
        "high": band.high,
    }


def _subscale(part: Subscale) -> dict[str, object]:
    return {
        "id": part.id,
        "label": part.label,
        "items": list(part.items),
        "multiplier": part.multiplier,
        "range": [number(part.lo), number(part.hi)],
        "bands": [_band(band) for band in part.bands],
        "cutoff": number_or_none(part.cutoff),
        "reliable_change": number_or_none(part.reliable_change),
        "checkpoint_days": part.checkpoint_days,
        "drop": number_or_none(part.drop),
    }


def _norms(norms: Norms | None) -> dict[str, object] | None:
    if norms is None:
        return None
    return {
        "clinical": {"mean": number(norms.clinical_mean), "sd": number(norms.clinical_sd)},
        "general": {"mean": number(norms.general_mean), "sd": number(norms.general_sd)},
        "reliability": number(norms.reliability),
    }


def source(source: Source) -> dict[str, object]:
    """Where a fact was read, or that it is a convention of romtui."""
    return {
        "citation": source.citation,
        "verified": source.verified,
        "convention": source.convention,
        "note": source.note,
    }
