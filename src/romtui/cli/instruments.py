"""`romtui instruments`: which there are, what is known about one, and whether a file is sound."""

import json
import sys
from pathlib import Path
from typing import Final

from romtui.cli.about import facts, head
from romtui.content.instruments import Library, check_own, load_instruments
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.page import as_text, page
from romtui.domain.search import found, written_as
from romtui.paths import data_folder, instruments_folder

_MOST_NAMED: Final = 8


def run(instrument_id: str | None, as_json: bool, check: Path | None) -> int:
    """Print the list, one instrument, or the verdict on a file.

    Raises UserError for an unknown id, and its kind ContentError for a broken file. Files of
    one's own that cannot be used are named with the reason on the error channel.
    """
    if check is not None:
        instrument = check_own(check, data_folder() / "instruments")
        said = f"{check.name} is sound: {instrument.name}, {instrument.n_items} items."
    elif instrument_id is not None:
        instrument = find(instrument_id)
        said = _dump(facts(instrument)) if as_json else as_text(page(instrument))
    else:
        library = at_hand()
        for _, reason in library.unusable:
            print(f"romtui: unusable: {reason}", file=sys.stderr)  # noqa: T201 -- the command line's voice
        said = _dump([head(one) for one in library.values()]) if as_json else _list(library)
    print(said)  # noqa: T201 -- the command's output
    return 0


def at_hand() -> Library:
    """The shipped instruments and those in the therapist's own folder."""
    return load_instruments(data_folder() / "instruments", instruments_folder())


def find(instrument_id: str) -> Instrument:
    """Find an instrument by its id. Raises UserError when there is none that can be used."""
    library = at_hand()
    exact = written_as(instrument_id, library)
    if exact is not None:
        return exact
    for name, reason in library.unusable:
        if name == f"{instrument_id.lower()}.toml":
            raise UserError(f"The file of “{instrument_id}” cannot be used. {reason}")
    near = [one.id for one in found(instrument_id, library)[:_MOST_NAMED]]
    meant = f"Did you mean {' or '.join(near)}?" if near else "`romtui instruments` lists them."
    raise UserError(f"There is no questionnaire “{instrument_id}”. {meant}")


def _dump(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)


def _list(library: Library) -> str:
    wide = max(len(one.id) for one in library.values())
    return "\n".join(f"{one.id:<{wide}}  {one.title}{_only(one)}" for one in library.values())


def _only(instrument: Instrument) -> str:
    if instrument.with_text:
        return ""
    if instrument.has_total:
        return " · totals only"
    return " · parts only" if instrument.by_part else " · with a file of your own only"
