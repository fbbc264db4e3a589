"""What is known about an instrument, in words: for the command line and for the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from romtui.domain import texts
from romtui.domain.instrument import Band, Instrument, Item, Option, SkipRule, Source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; two blanks at the beginning of a line belong to it."""

    title: str
    lines: tuple[str, ...]


def page(instrument: Instrument) -> tuple[Section, ...]:
    """Questions, scoring, ranges, values, and where each was read."""
    sections = (
        Section(instrument.title or instrument.name, tuple(_scale(instrument))),
        Section(texts.QUESTIONS, tuple(_questions(instrument))),
        Section(texts.SCORING, tuple(_scoring(instrument))),
        Section(texts.RANGES_AND_VALUES, tuple(_values(instrument))),
        Section(texts.SOURCES, tuple(_sources(instrument))),
        Section(texts.LICENCE, tuple(_licence(instrument))),
    )
    return tuple(section for section in sections if section.lines)


def as_text(sections: Sequence[Section]) -> str:
    """The same as plain text; the title of the whole stands directly above its lines."""
    return "\n\n".join("\n".join((section.title, *section.lines)) for section in sections)


def span(instrument: Instrument) -> str:
    """The range of the total, `0 to 27`."""
    if not instrument.has_total:
        return texts.NO_SINGLE_TOTAL
    return f"{instrument.lo} to {instrument.hi}"


def entered_as(instrument: Instrument) -> str:
    """How a form can be entered: item by item, by its total or its parts, or not at all."""
    if instrument.with_text:
        return texts.WITH_TEXT
    if instrument.has_total:
        return texts.TOTAL_ONLY
    return texts.PARTS_ONLY if instrument.by_part else texts.NEEDS_A_FILE


def standing_of_sources(instrument: Instrument) -> str:
    """Whether every number was read where it is said to come from."""
    sources = [source for listed in instrument.sources.values() for source in listed]
    memory = sum(not (source.verified or source.convention) for source in sources)
    if memory:
        return texts.unverified(memory)
    return texts.VERIFIED if sources else texts.NO_SOURCE


def cited(source: Source) -> str:
    """A source in a line, with its status: verified, unverified, or a rule of our own."""
    note = f" ({source.note})" if source.note else ""
    status = texts.OUR_OWN_RULE if source.convention else texts.UNVERIFIED
    return f"{source.citation}{note}, {texts.VERIFIED if source.verified else status}"


def _licence(instrument: Instrument) -> Iterator[str]:
    yield from filter(None, (instrument.licence, instrument.attribution))
    if instrument.notice:
        yield texts.notice(instrument.notice)


def _scale(instrument: Instrument) -> Iterator[str]:
    yield span(instrument)
    yield texts.LOWER_IS_BETTER if instrument.lower_is_better else texts.HIGHER_IS_BETTER
    yield texts.version(instrument.id, instrument.version, instrument.n_items)


def _questions(instrument: Instrument) -> Iterator[str]:
    if not instrument.with_text:
        yield texts.WORDLESS
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
        yield texts.followup(instrument.followup.text)
        yield from _options(instrument.followup.options)


def _options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        yield f"{option.printed:>6}  {option.label}"


def _marks(item: Item) -> str:
    """Our own remarks beside the printed words."""
    remarks = [texts.REVERSED] * item.reverse + [texts.NOT_COUNTED] * (not item.counted)
    return f"   [{', '.join(remarks)}]" if remarks else ""


def _scoring(instrument: Instrument) -> Iterator[str]:
    yield _rule(instrument)
    if instrument.allowed_missing:
        yield texts.may_be_skipped(instrument.allowed_missing)
    elif instrument.has_total:
        yield texts.SKIPPING_PREVENTS_SCORE
    yield from (_skip(rule) for rule in instrument.skips)
    for part in instrument.subscales:
        items = ", ".join(str(item) for item in part.items)
        yield texts.part(part.label, items, part.lo, part.hi)
        yield from _bands(part.bands)
        if part.cutoff is not None:
            yield f"  {texts.CUTOFF}: {part.cutoff}"
        if part.reliable_change is not None:
            yield f"  {texts.RELIABLE_CHANGE}: {part.reliable_change}"
        if part.checkpoint_days is not None:
            yield f"  {texts.reviewed_after(part.checkpoint_days)}"
        if part.drop is not None:
            yield f"  {texts.FALL}: {part.drop}"
    for safety in instrument.safety_items:
        yield texts.safety_item(safety.item, safety.threshold)
    if instrument.repair is not None:
        yield texts.repair_item(instrument.repair.item, instrument.repair.answer)


def _skip(rule: SkipRule) -> str:
    items = " and ".join(str(item) for item in rule.items)
    skipped = ", ".join(str(item) for item in rule.skipped)
    return texts.skip_rule(items, rule.total, skipped, several=len(rule.items) > 1)


def _rule(instrument: Instrument) -> str:
    if not instrument.has_total:
        return texts.EACH_PART_BY_ITSELF
    if not instrument.sum_scored:
        return texts.TOTAL_FROM_PAPER
    if instrument.mean:
        return texts.MEAN_OF_ITEMS
    return texts.sum_of_items(instrument.multiplier)


def _values(instrument: Instrument) -> Iterator[str]:
    yield from _bands(instrument.bands)
    if not instrument.has_total:
        return
    always = (
        (texts.CUTOFF, instrument.cutoff),
        (texts.RELIABLE_CHANGE, instrument.reliable_change),
    )
    for name, value in always:
        yield f"{name}: {texts.NO_VERIFIED_VALUE if value is None else value}"
    if instrument.residual is not None:
        yield texts.residual(*instrument.residual)
    if instrument.checkpoint_days is not None:
        yield texts.reviewed_after(instrument.checkpoint_days)
    where_known: tuple[tuple[str, Decimal | None], ...] = (
        (texts.RELIABLE_CHANGE_NHS, instrument.recovery_change),
        (texts.SMALLEST_CHANGE, instrument.mcid),
        (texts.RESPONSE, instrument.response),
        (texts.REMISSION, instrument.remission),
        (texts.LOW, instrument.low),
        (texts.FALL, instrument.drop),
    )
    for name, value in where_known:
        if value is not None:
            yield f"{name}: {value}"


def _bands(bands: Sequence[Band]) -> Iterator[str]:
    for band in bands:
        yield f"{band.lo:>3} to {band.hi:>3}  {band.label}"


def _sources(instrument: Instrument) -> Iterator[str]:
    for value_name, sources in instrument.sources.items():
        for source in sources:
            yield f"  {value_name.replace('_', ' ')}: {cited(source)}"
    for key, code in instrument.codes.items():
        yield f"  {key.replace('_', ' ').upper()} code: {code}"
