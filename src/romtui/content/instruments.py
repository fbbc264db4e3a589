"""The questionnaires at hand: the shipped ones, and those a therapist has written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from romtui.content.instrument import read_instrument
from romtui.content.toml import ContentError
from romtui.domain.instrument import Instrument
from romtui.paths import data_folder, instruments_folder


class Shelf(Mapping[str, Instrument]):
    """The instruments of some files by id, each read when it is first asked for.

    Asking for one raises ContentError when its file is broken. `fingerprint` stands for
    what is in the files, without reading them as instruments.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = {file.stem: file for file in files}
        self._read: dict[str, Instrument] = {}
        self.fingerprint = _fingerprint(self._files.values())

    def put(self, file: Path, instrument: Instrument) -> None:
        """Add an instrument that was read already."""
        self._files[instrument.id] = file
        self._read[instrument.id] = instrument
        self.fingerprint = _fingerprint(self._files.values())

    def __getitem__(self, key: str) -> Instrument:
        if key not in self._read:
            self._read[key] = read_instrument(self._files[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True, slots=True, eq=False)
class Library(Mapping[str, Instrument]):
    """The instruments by id, and the files that could not be used: name and reason."""

    usable: Shelf
    unusable: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stands for what is in the files that can be used."""
        return self.usable.fingerprint

    def __getitem__(self, key: str) -> Instrument:
        return self.usable[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.usable)

    def __len__(self) -> int:
        return len(self.usable)


def available_instruments() -> Library:
    """The shipped instruments, and those in the therapist's own folder."""
    return load_instruments(data_folder() / "instruments", instruments_folder())


def load_instruments(shipped: Path, *own: Path) -> Library:
    """Read every *.toml of these folders.

    A broken shipped file raises ContentError when it is asked for, none at all at once. A
    broken file of a therapist's own must not keep the records shut: it is listed as
    unusable, and so is one that takes the id of another, because stored scores must keep
    their meaning. Only a shipped form without its words may be replaced, by one that has
    them and the same range.
    """
    usable = Shelf(sorted(shipped.glob("*.toml")))
    if not usable:
        raise ContentError(shipped, "", "no instruments are here; install the program again")
    unusable: list[tuple[str, str]] = []
    for file in (file for folder in own for file in sorted(folder.glob("*.toml"))):
        try:
            instrument = _read_own(file, usable)
        except ContentError as error:
            unusable.append((file.name, str(error)))
        else:
            usable.put(file, instrument)
    return Library(usable, tuple(unusable))


def _fingerprint(files: Iterable[Path]) -> str:
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


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
