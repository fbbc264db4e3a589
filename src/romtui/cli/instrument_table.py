"""The table in docs/instruments.md, made from the instrument files by `make instruments`."""

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from romtui.content.instruments import load_instruments
from romtui.domain.band import Band
from romtui.domain.instrument import Instrument, Source
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
    lines = [_line(_HEAD), _line("---" for _ in _HEAD)]
    for instrument in load_instruments(data_folder() / "instruments").values():
        lines.append(_line(_instrument(instrument)))
        lines += map(_line, _subscales(instrument))
    return "\n".join(lines)


def _instrument(instrument: Instrument) -> tuple[str, ...]:
    return (
        f"`{instrument.id}`",
        instrument.title,
        _words(instrument),
        str(instrument.n_items),
        f"{instrument.lo} to {instrument.hi}" if instrument.has_total else "no single total",
        "lower" if instrument.lower_is_better else "higher",
        _bands(instrument, instrument.bands),
        _value(instrument, "cutoff", instrument.cutoff),
        _value(instrument, "reliable_change", instrument.reliable_change),
        _value(instrument, "mcid", instrument.mcid),
        _days(instrument.checkpoint_days),
        ", ".join(str(safety.item) for safety in instrument.safety_items) or "–",
    )


def _subscales(instrument: Instrument) -> Iterator[tuple[str, ...]]:
    for part in instrument.subscales:
        yield (
            "",
            f"· {part.label}",
            "",
            str(len(part.items)),
            f"{part.lo} to {part.hi}",
            "",
            _bands(instrument, part.bands),
            "–" if part.cutoff is None else str(part.cutoff),
            "–" if part.reliable_change is None else str(part.reliable_change),
            "–",
            _days(part.checkpoint_days),
            "",
        )


def _bands(instrument: Instrument, bands: Iterable[Band]) -> str:
    """Where each band after the first begins."""
    starts = ", ".join(str(band.lo) for band in list(bands)[1:])
    if not starts:
        return "–"
    marked = _marked(starts, instrument.sources.get("bands", ()))
    return _with_conflicts(marked, instrument, "bands")


def _value(instrument: Instrument, key: str, value: Decimal | None) -> str:
    """The value in use, or a dash, and the other published ones."""
    in_use = "–" if value is None else _marked(str(value), instrument.sources[key])
    return _with_conflicts(in_use, instrument, key)


def _days(days: int | None) -> str:
    """After how many days a first gain is expected: a number of our own, whatever was read."""
    return "–" if days is None else f"{days} days (our own)"


def _with_conflicts(value: str, instrument: Instrument, key: str) -> str:
    others = [
        _marked(source.note.partition(":")[0], (source,))
        for source in instrument.sources.get(f"{key} conflicts", ())
    ]
    return f"{value}; elsewhere {', '.join(others)}" if others else value


def _words(instrument: Instrument) -> str:
    """Whether its words are shipped, and if not, what can be entered."""
    if instrument.with_text:
        return "yes"
    if instrument.has_total:
        return "no, totals only"
    return "no, parts only" if instrument.by_part else "no"


def _marked(value: str, sources: Iterable[Source]) -> str:
    """Marked if it was read nowhere: from memory only, or our own."""
    read = list(sources)
    if any(source.verified for source in read):
        return value
    ours = any(source.convention for source in read)
    return f"{value} ({'our own' if ours else 'unverified'})"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(written_into(page.read_text("utf-8")), "utf-8")
