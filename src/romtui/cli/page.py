"""What is known about an instrument, in words."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from romtui.domain.band import Band
from romtui.domain.instrument import Instrument, Source


def page(instrument: Instrument) -> str:
    """Questions, ranges, values, and where each was read."""
    lines = [instrument.title, *_scale(instrument), ""]
    if instrument.stem:
        lines.append(instrument.stem)
    lines += [f"{item.number:>3}  {item.text}" for item in instrument.items]
    if not instrument.with_text:
        lines.append("The words may not be shipped: enter the total of a paper form.")
    lines += ["", *_bands(instrument.bands)]
    for part in instrument.subscales:
        items = ", ".join(str(item) for item in part.items)
        lines += [f"{part.label}: items {items}, {part.lo} to {part.hi}", *_bands(part.bands)]
        lines += [f"  Cutoff: {part.cutoff}"] if part.cutoff is not None else []
    lines += _values(instrument)
    lines += ["", "Where the numbers come from"]
    lines += [
        f"  {about.replace('_', ' ')}: {cited(source)}"
        for about, sources in instrument.sources.items()
        for source in sources
    ]
    return "\n".join([*lines, "", instrument.licence, instrument.attribution]).rstrip()


def cited(source: Source) -> str:
    """A source in a line, which says so when it is unverified or our own rule."""
    note = f" ({source.note})" if source.note else ""
    status = "" if source.verified or source.convention else ", unverified"
    return f"{source.citation}{note}{status}"


def _scale(instrument: Instrument) -> Iterator[str]:
    span = f"{instrument.lo} to {instrument.hi}"
    yield span if instrument.has_total else "no single total"
    yield "lower is better" if instrument.lower_is_better else "higher is better"


def _bands(bands: Iterable[Band]) -> list[str]:
    return [f"{band.lo:>3} to {band.hi:>3}  {band.label}" for band in bands]


def _values(instrument: Instrument) -> list[str]:
    if not instrument.has_total:
        return []
    always = (
        ("Cutoff", instrument.cutoff),
        ("Reliable change", instrument.reliable_change),
    )
    where_known: tuple[tuple[str, Decimal | None], ...] = (
        ("Smallest change that matters", instrument.mcid),
        ("Response, percent", instrument.response),
        ("Remission", instrument.remission),
        ("Low", instrument.low),
        ("Fall", instrument.drop),
    )
    said = [f"{name}: {'no verified value' if value is None else value}" for name, value in always]
    return said + [f"{name}: {value}" for name, value in where_known if value is not None]
