"""The table in docs/instruments.md, made from the instrument files by `make instruments`."""

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from romtui.content.instruments import load_instruments
from romtui.domain.instrument import Band, Instrument, Source
from romtui.paths import data_folder

BEGIN: Final = "<!-- made by `make instruments` -->"
END: Final = "<!-- end -->"
_HEAD: Final = (
    *("id", "questionnaire", "words", "items", "range", "better", "bands"),
    *("cutoff", "reliable change", "matters from", "looked at after", "safety items"),
)


def written_into(page: str) -> str:
    """Put the current table between its two marks."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def table() -> str:
    """One line a shipped instrument, one more for each subscale."""
    library = load_instruments(data_folder() / "instruments")
    lines = [_line(_HEAD), _line("---" for _ in _HEAD)]
    for one in library.values():
        lines.append(_line(_instrument(one)))
        lines += [_line(cells) for cells in _subscales(one)]
    return "\n".join(lines)


def _instrument(one: Instrument) -> tuple[str, ...]:
    return (
        f"`{one.id}`",
        one.title,
        _words(one),
        str(one.n_items),
        f"{one.lo} to {one.hi}" if one.has_total else "no single total",
        "lower" if one.lower_is_better else "higher",
        _bands(one, one.bands),
        _value(one, "cutoff", one.cutoff),
        _value(one, "reliable_change", one.reliable_change),
        _value(one, "mcid", one.mcid),
        _days(one.checkpoint_days),
        ", ".join(str(safety.item) for safety in one.safety_items) or "–",
    )


def _subscales(one: Instrument) -> Iterator[tuple[str, ...]]:
    for part in one.subscales:
        yield (
            "",
            f"· {part.label}",
            "",
            str(len(part.items)),
            f"{part.lo} to {part.hi}",
            "",
            _bands(one, part.bands),
            "–" if part.cutoff is None else str(part.cutoff),
            "–" if part.reliable_change is None else str(part.reliable_change),
            "–",
            _days(part.checkpoint_days),
            "",
        )


def _bands(one: Instrument, bands: Iterable[Band]) -> str:
    """Where each band after the first begins."""
    starts = ", ".join(str(band.lo) for band in list(bands)[1:])
    if not starts:
        return "–"
    return _beside(_marked(starts, one.sources.get("bands", ())), one, "bands")


def _value(one: Instrument, key: str, value: Decimal | None) -> str:
    """The value in use, or a dash, and what else is published."""
    said = "–" if value is None else _marked(str(value), one.sources[key])
    return _beside(said, one, key)


def _days(days: int | None) -> str:
    """When something should have been gained by: whatever was read, the number is our own."""
    return "–" if days is None else f"{days} days (our own)"


def _beside(said: str, one: Instrument, key: str) -> str:
    others = [
        _marked(source.note.partition(":")[0], (source,))
        for source in one.sources.get(f"{key} conflicts", ())
    ]
    return f"{said}; elsewhere {', '.join(others)}" if others else said


def _words(one: Instrument) -> str:
    """Whether its words are here, and what it takes where they are not."""
    if one.with_text:
        return "yes"
    return "no, totals only" if one.has_total else "no, parts only" if one.by_part else "no"


def _marked(said: str, sources: Iterable[Source]) -> str:
    """With a mark where it was read nowhere: from memory only, or our own."""
    read = list(sources)
    if any(source.verified for source in read):
        return said
    ours = any(source.convention for source in read)
    return f"{said} ({'our own' if ours else 'unverified'})"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(written_into(page.read_text("utf-8")), "utf-8")
