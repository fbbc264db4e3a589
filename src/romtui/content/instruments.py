"""The questionnaires at hand: the shipped ones, and those a therapist has written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from romtui.content.instrument import read_instrument
from romtui.content.toml import ContentError
from romtui.domain.instrument import Instrument


@dataclass(frozen=True, slots=True, eq=False)
class Library(Mapping[str, Instrument]):
    """The instruments by id, and the files that could not be used: name and reason."""

    usable: Mapping[str, Instrument]
    unusable: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, key: str) -> Instrument:
        return self.usable[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.usable)

    def __len__(self) -> int:
        return len(self.usable)


def load_instruments(shipped: Path, *own: Path) -> Library:
    """Read every *.toml of these folders.

    A broken shipped file, or none, raises ContentError. A broken file of a therapist's
    own must not keep the records shut: it is listed as unusable, and so is one that takes
    the id of another, because stored scores must keep their meaning. Only a shipped form
    without its words may be replaced, by one that has them and the same range.
    """
    usable = {file.stem: read_instrument(file) for file in sorted(shipped.glob("*.toml"))}
    if not usable:
        raise ContentError(shipped, "", "no instruments are here; install the program again")
    unusable: list[tuple[str, str]] = []
    for file in (file for folder in own for file in sorted(folder.glob("*.toml"))):
        try:
            instrument = _read_own(file, usable)
        except ContentError as error:
            unusable.append((file.name, str(error)))
        else:
            usable[instrument.id] = instrument
    return Library(usable, tuple(unusable))


def check_own(file: Path, shipped: Path) -> Instrument:
    """Read a file of one's own as if it lay in one's own folder. Raises ContentError."""
    instrument = read_instrument(file)
    if file.parent.resolve() != shipped.resolve():
        _refuse_another_meaning(instrument, file, load_instruments(shipped))
    return instrument


def _read_own(file: Path, taken: Mapping[str, Instrument]) -> Instrument:
    instrument = read_instrument(file)
    _refuse_another_meaning(instrument, file, taken)
    return instrument


def _refuse_another_meaning(
    instrument: Instrument, file: Path, taken: Mapping[str, Instrument]
) -> None:
    """Refuse an id in use, unless this file brings the words to a form that lacks them."""
    there = taken.get(instrument.id)
    if there is None:
        return
    if there.with_text or not instrument.with_text:
        raise ContentError(file, "id", f"“{instrument.id}” is taken by another instrument")
    for key in ("kind", "direction", "has_total", "lo", "hi", "version"):
        expected, given = getattr(there, key), getattr(instrument, key)
        if given != expected:
            problem = (
                f"{_written(expected)} is needed, as in the shipped form, not {_written(given)}"
            )
            raise ContentError(file, key, problem)


def _written(value: object) -> str:
    """As the file would say it."""
    return str(getattr(value, "value", value)).lower()
