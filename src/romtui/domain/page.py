"""What is known about an instrument, in words: for the command line and for the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from romtui.domain.instrument import Band, Instrument, Item, Option, SkipRule, Source

WORDLESS: Final = "The words may not be shipped: enter the total of a paper form."


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; two blanks at the beginning of a line belong to it."""

    title: str
    lines: tuple[str, ...]


def page(instrument: Instrument) -> tuple[Section, ...]:
    """Questions, scoring, ranges, values, and where each was read."""
    sections = (
        Section(instrument.title or instrument.name, tuple(_scale(instrument))),
        Section("Questions", tuple(_questions(instrument))),
        Section("Scoring", tuple(_scoring(instrument))),
        Section("Ranges and values", tuple(_values(instrument))),
        Section("Where the numbers come from", tuple(_sources(instrument))),
        Section("Licence", tuple(_licence(instrument))),
    )
    return tuple(section for section in sections if section.lines)


def as_text(sections: Sequence[Section]) -> str:
    """The same as plain text; the title of the whole stands directly above its lines."""
    return "\n\n".join("\n".join((section.title, *section.lines)) for section in sections)


def span(instrument: Instrument) -> str:
    """The range of the total, `0 to 27`."""
    if not instrument.has_total:
        return "no single total"
    return f"{instrument.lo} to {instrument.hi}"


def entered_as(instrument: Instrument) -> str:
    """How a form can be entered: item by item, by its total or its parts, or not at all."""
    if instrument.with_text:
        return "with text"
    if instrument.has_total:
        return "total only"
    return "parts only" if instrument.by_part else "needs a file"


def standing_of_sources(instrument: Instrument) -> str:
    """Whether every number was read where it is said to come from."""
    sources = [source for listed in instrument.sources.values() for source in listed]
    memory = sum(not (source.verified or source.convention) for source in sources)
    if memory:
        return f"{memory} unverified"
    return "verified" if sources else "no source"


def cited(source: Source) -> str:
    """A source in a line, with its status: verified, unverified, or a rule of our own."""
    note = f" ({source.note})" if source.note else ""
    status = "our own rule" if source.convention else "unverified"
    return f"{source.citation}{note}, {'verified' if source.verified else status}"


def _licence(instrument: Instrument) -> Iterator[str]:
    yield from filter(None, (instrument.licence, instrument.attribution))
    if instrument.notice:
        yield f"Shown to whoever fills it in: {instrument.notice}"


def _scale(instrument: Instrument) -> Iterator[str]:
    yield span(instrument)
    yield "lower is better" if instrument.lower_is_better else "higher is better"
    items = "1 item" if instrument.n_items == 1 else f"{instrument.n_items} items"
    yield f"{instrument.id}, version {instrument.version}, {items}"


def _questions(instrument: Instrument) -> Iterator[str]:
    if not instrument.with_text:
        yield WORDLESS
        return
    yield from filter(None, (instrument.stem or instrument.period,))
    shared = instrument.items[0].options
    same = all(item.options == shared for item in instrument.items)
    if same:
        yield from _options(shared)
    for item in instrument.items:
        yield f"{item.number:>3}  {item.text}{_marks(item)}"
        if not same:
            yield from _options(item.options)
        if item.not_applicable:
            yield f"     -  {item.not_applicable}"
    if instrument.followup is not None:
        yield f"After the form, not scored: {instrument.followup.text}"
        yield from _options(instrument.followup.options)


def _options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        yield f"{option.printed:>6}  {option.label}"


def _marks(item: Item) -> str:
    """Our own remarks beside the printed words."""
    told = ["reversed"] * item.reverse + ["not counted"] * (not item.counted)
    return f"   [{', '.join(told)}]" if told else ""


def _scoring(instrument: Instrument) -> Iterator[str]:
    yield _rule(instrument)
    if instrument.allowed_missing:
        yield f"Items that may be left out: {instrument.allowed_missing}"
    elif instrument.has_total:
        yield "A form with an item left out is kept and not scored."
    yield from (_skip(rule) for rule in instrument.skips)
    for part in instrument.subscales:
        items = ", ".join(str(item) for item in part.items)
        yield f"{part.label}: items {items}, {part.lo} to {part.hi}"
        yield from _bands(part.bands)
        if part.cutoff is not None:
            yield f"  Cutoff: {part.cutoff}"
        if part.reliable_change is not None:
            yield f"  Reliable change: {part.reliable_change}"
        if part.checkpoint_days is not None:
            yield f"  Looked at after {part.checkpoint_days} days"
        if part.drop is not None:
            yield f"  Fall: {part.drop}"
    for safety in instrument.safety_items:
        yield f"Item {safety.item} at {safety.threshold} or more is talked about first."
    if instrument.repair is not None:
        yield f"Item {instrument.repair.item} at {instrument.repair.answer} is talked about first."


def _skip(rule: SkipRule) -> str:
    items = " and ".join(str(item) for item in rule.items)
    what = f"items {items} add up" if len(rule.items) > 1 else f"item {items} comes"
    skipped = ", ".join(str(item) for item in rule.skipped)
    return f"Where {what} to {rule.total}, items {skipped} are skipped and count 0."


def _rule(instrument: Instrument) -> str:
    if not instrument.has_total:
        return "Each part is added up by itself."
    if not instrument.sum_scored:
        return "The total is not the sum of the items: it is entered from the paper form."
    if instrument.mean:
        return "The total is the mean of the items."
    times = f", times {instrument.multiplier}" if instrument.multiplier != 1 else ""
    return f"The total is the sum of the items{times}."


def _values(instrument: Instrument) -> Iterator[str]:
    yield from _bands(instrument.bands)
    if not instrument.has_total:
        return
    always = (("Cutoff", instrument.cutoff), ("Reliable change", instrument.reliable_change))
    for name, value in always:
        yield f"{name}: {'no verified value' if value is None else value}"
    if instrument.residual is not None:
        yield f"Trouble that remains after recovery: {' to '.join(map(str, instrument.residual))}"
    if instrument.checkpoint_days is not None:
        yield f"Looked at after {instrument.checkpoint_days} days"
    where_known: tuple[tuple[str, Decimal | None], ...] = (
        ("Reliable change for NHS recovery alone", instrument.recovery_change),
        ("Smallest change that matters", instrument.mcid),
        ("Response, percent", instrument.response),
        ("Remission", instrument.remission),
        ("Low", instrument.low),
        ("Fall", instrument.drop),
    )
    for name, value in where_known:
        if value is not None:
            yield f"{name}: {value}"


def _bands(bands: Sequence[Band]) -> Iterator[str]:
    for band in bands:
        yield f"{band.lo:>3} to {band.hi:>3}  {band.label}"


def _sources(instrument: Instrument) -> Iterator[str]:
    for about, sources in instrument.sources.items():
        for source in sources:
            yield f"  {about.replace('_', ' ')}: {cited(source)}"
    for key, code in instrument.codes.items():
        yield f"  {key.replace('_', ' ').upper()} code: {code}"
