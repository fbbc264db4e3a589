"""The questionnaires at hand: the shipped ones, and those a therapist has written."""

from collections.abc import Container, Iterator, Mapping
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
    the id of another, because stored scores must keep their meaning.
    """
    usable = {file.stem: read_instrument(file) for file in sorted(shipped.glob("*.toml"))}
    if not usable:
        raise ContentError(shipped, "", "no instruments are here; install the program again")
    unusable: list[tuple[str, str]] = []
    for file in (file for folder in own for file in sorted(folder.glob("*.toml"))):
        try:
            instrument = _read_new(file, usable)
        except ContentError as error:
            unusable.append((file.name, str(error)))
        else:
            usable[instrument.id] = instrument
    return Library(usable, tuple(unusable))


def _read_new(file: Path, taken: Container[str]) -> Instrument:
    instrument = read_instrument(file)
    if instrument.id in taken:
        raise ContentError(file, "id", f"“{instrument.id}” is taken by another instrument")
    return instrument
