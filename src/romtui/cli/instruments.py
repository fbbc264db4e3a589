"""`romtui instruments`: which there are, what is known about one, and whether a file is sound."""

import json
from decimal import Decimal
from pathlib import Path

from romtui.content.instrument import read_instrument
from romtui.content.instruments import Library, load_instruments
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument, Item, Option, Source
from romtui.paths import data_folder


def run(instrument_id: str | None, as_json: bool, check: Path | None) -> int:
    """Print the list, one instrument, or the verdict on a file.

    Raises Refusal for an unknown id, and its kind ContentError for a broken file.
    """
    if check is not None:
        instrument = read_instrument(check)
        said = f"{check.name} is sound: {instrument.name}, {instrument.n_items} items."
    elif instrument_id is not None:
        instrument = shipped(instrument_id)
        said = _dump(_facts(instrument)) if as_json else _page(instrument)
    else:
        library = _library()
        said = _dump([_head(one) for one in library.values()]) if as_json else _list(library)
    print(said)  # noqa: T201 -- the command's output
    return 0


def shipped(instrument_id: str) -> Instrument:
    """Find a shipped instrument by its id. Raises Refusal when there is none."""
    found = _library().get(instrument_id.lower())
    if found is None:
        raise Refusal(f"There is no instrument “{instrument_id}”; `romtui instruments` lists them.")
    return found


def number(points: Decimal) -> int | float:
    """Points as JSON has them: a whole number as an integer, else with its decimals."""
    return int(points) if points == points.to_integral_value() else float(points)


def _library() -> Library:
    return load_instruments(data_folder() / "instruments")


def _dump(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _head(instrument: Instrument) -> dict[str, object]:
    return {
        "id": instrument.id,
        "name": instrument.name,
        "title": instrument.title,
        "items": instrument.n_items,
        "range": [number(instrument.lo), number(instrument.hi)],
    }


def _facts(instrument: Instrument) -> dict[str, object]:
    return {
        "id": instrument.id,
        "name": instrument.name,
        "title": instrument.title,
        "version": instrument.version,
        "kind": instrument.kind.value,
        "construct": instrument.construct,
        "period": instrument.period,
        "stem": instrument.stem,
        "items": [_item(item) for item in instrument.items],
        "followup": None if instrument.followup is None else _item(instrument.followup),
        "range": [number(instrument.lo), number(instrument.hi)],
        "direction": instrument.direction.value,
        "multiplier": instrument.multiplier,
        "allowed_missing": instrument.allowed_missing,
        "bands": [
            {
                "lo": number(band.lo),
                "hi": number(band.hi),
                "label": band.label,
                "high": band.high,
            }
            for band in instrument.bands
        ],
        "cutoff": _maybe(instrument.cutoff),
        "reliable_change": _maybe(instrument.reliable_change),
        "low": _maybe(instrument.low),
        "drop": _maybe(instrument.drop),
        "safety_items": [
            {"item": safety.item, "threshold": safety.threshold, "phrase": safety.phrase}
            for safety in instrument.safety_items
        ],
        "licence": instrument.licence,
        "attribution": instrument.attribution,
        "codes": dict(instrument.codes),
        "sources": {
            about: [_source(source) for source in sources]
            for about, sources in instrument.sources.items()
        },
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "text": item.text,
        "label": item.label,
        "reverse": item.reverse,
        "options": [_option(option) for option in item.options],
    }


def _option(option: Option) -> dict[str, object]:
    return {"value": option.value, "label": option.label}


def _source(source: Source) -> dict[str, object]:
    return {"citation": source.citation, "verified": source.verified, "note": source.note}


def _maybe(points: Decimal | None) -> int | float | None:
    return None if points is None else number(points)


def _list(library: Library) -> str:
    wide = max(len(one.id) for one in library.values())
    return "\n".join(f"{one.id:<{wide}}  {one.title}" for one in library.values())


def _page(instrument: Instrument) -> str:
    lines = [instrument.title, f"{instrument.lo} to {instrument.hi}", "", instrument.stem]
    lines += [f"{item.number:>3}  {item.text}" for item in instrument.items]
    lines += ["", *(f"{band.lo:>3} to {band.hi:>3}  {band.label}" for band in instrument.bands)]
    for name, value in (
        ("Cutoff", instrument.cutoff),
        ("Reliable change", instrument.reliable_change),
    ):
        lines.append(f"{name}: {'no verified value' if value is None else value}")
    lines += ["", "Where the numbers come from"]
    lines += [
        f"  {about.replace('_', ' ')}: {_cited(source)}"
        for about, sources in instrument.sources.items()
        for source in sources
    ]
    return "\n".join([*lines, "", instrument.licence, instrument.attribution]).rstrip()


def _cited(source: Source) -> str:
    note = f" ({source.note})" if source.note else ""
    return f"{source.citation}{note}{'' if source.verified else ', unverified'}"
