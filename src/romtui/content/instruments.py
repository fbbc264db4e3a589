"""The questionnaires there are: the shipped ones, and those a therapist has written."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from romtui.content import texts
from romtui.content.instrument import read_instrument
from romtui.content.toml import ContentError
from romtui.domain.instrument import Instrument
from romtui.paths import data_folder, instruments_folder


class Catalogue(Mapping[str, Instrument]):
    """The instruments of some files by id, each read when it is first asked for.

    Asking for one raises ContentError when its file is broken. `fingerprint` stands for
    what is in the files, without reading them as instruments. `unusable` are the files that
    were left out: name and reason.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = {file.stem: file for file in files}
        self._read: dict[str, Instrument] = {}
        self.fingerprint = _fingerprint(self._files.values())
        self.unusable: tuple[tuple[str, str], ...] = ()

    def add(self, file: Path, instrument: Instrument) -> None:
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


def available_instruments() -> Catalogue:
    """The shipped instruments, and those in the therapist's own folder."""
    return load_instruments(data_folder() / "instruments", instruments_folder())


def load_instruments(shipped: Path, *own: Path) -> Catalogue:
    """Read every *.toml of these folders.

    A broken shipped file raises ContentError when it is asked for, none at all at once. A
    broken file of a therapist's own must not keep the records shut: it is listed as
    unusable, and so is one that takes the id of another, because stored scores must keep
    their meaning. Only a shipped form without its words may be replaced, by one that has
    them and the same range.
    """
    catalogue = Catalogue(sorted(shipped.glob("*.toml")))
    if not catalogue:
        raise ContentError(shipped, "", "no instruments are here; install the program again")
    unusable: list[tuple[str, str]] = []
    for file in (file for folder in own for file in sorted(folder.glob("*.toml"))):
        try:
            instrument = read_instrument(file)
            _refuse_another_meaning(instrument, file, catalogue)
        except ContentError as error:
            unusable.append((file.name, str(error)))
        else:
            catalogue.add(file, instrument)
    catalogue.unusable = tuple(unusable)
    return catalogue


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


def _refuse_another_meaning(
    instrument: Instrument, file: Path, catalogue: Mapping[str, Instrument]
) -> None:
    """Refuse an id in use, unless this file brings the words to a form that lacks them."""
    present = catalogue.get(instrument.id)
    if present is None:
        return
    if present.with_text or not instrument.with_text:
        raise ContentError(file, "id", texts.id_taken(instrument.id))
    for key in ("kind", "direction", "has_total", "lo", "hi", "version"):
        expected, given = getattr(present, key), getattr(instrument, key)
        if given != expected:
            # As the file would write it: an enum by its value, a flag in small letters.
            needed, given_as = (
                str(getattr(value, "value", value)).lower() for value in (expected, given)
            )
            problem = texts.as_in_the_original(needed, given_as)
            raise ContentError(file, key, problem)
