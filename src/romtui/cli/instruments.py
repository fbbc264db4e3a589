"""`romtui instruments`: the list, everything about one, or whether a file of one's own is sound."""

import argparse
from pathlib import Path
from typing import Final

from romtui.cli import texts
from romtui.cli.instrument_json import facts, summary
from romtui.cli.numbers import as_json
from romtui.cli.output import tell
from romtui.cli.parser import Subparsers
from romtui.content.instruments import Catalogue, available_instruments, check_own
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.page import as_text, page
from romtui.domain.search import matching_questionnaires, written_as
from romtui.paths import data_folder

_MOST_NAMED: Final = 8


def add_parser(commands: Subparsers) -> None:
    """Say which one, if not all."""
    parser = commands.add_parser("instruments", help=texts.HELP_INSTRUMENTS)
    parser.add_argument("instrument", metavar="ID", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", metavar="FILE", type=Path, help=texts.HELP_CHECK_FILE)


def run(options: argparse.Namespace) -> int:
    """Print the list, one instrument, or the verdict on a file.

    Raises UserError for an unknown id or a broken file. A file of the therapist's own that
    cannot be used is named on the error channel, with the reason.
    """
    if options.check is not None:
        instrument = check_own(options.check, data_folder() / "instruments")
        answer = texts.file_is_sound(options.check.name, instrument.name, instrument.n_items)
    elif options.instrument is not None:
        instrument = find(options.instrument)
        answer = as_json(facts(instrument)) if options.json else as_text(page(instrument))
    else:
        catalogue = available_instruments()
        for _, reason in catalogue.unusable:
            tell(texts.unusable(reason))
        instruments = catalogue.values()
        answer = (
            as_json([summary(each) for each in instruments]) if options.json else _list(catalogue)
        )
    print(answer)  # noqa: T201 -- the command's output
    return 0


def find(instrument_id: str) -> Instrument:
    """Find an instrument by its id. Raises UserError if it is unknown or its file is invalid."""
    catalogue = available_instruments()
    exact = written_as(instrument_id, catalogue)
    if exact is not None:
        return exact
    for name, reason in catalogue.unusable:
        if name == f"{instrument_id.lower()}.toml":
            raise UserError(texts.file_unusable(instrument_id, reason))
    near = [
        instrument.id
        for instrument in matching_questionnaires(instrument_id, catalogue)[:_MOST_NAMED]
    ]
    raise UserError(texts.no_such_questionnaire(instrument_id, near))


def _list(catalogue: Catalogue) -> str:
    width = max(map(len, catalogue))
    return "\n".join(
        f"{instrument.id:<{width}}  {instrument.title}{_only(instrument)}"
        for instrument in catalogue.values()
    )


def _only(instrument: Instrument) -> str:
    """What a form without its words can be used for."""
    if instrument.with_text:
        return ""
    if instrument.has_total:
        return texts.TOTALS_ONLY
    return texts.PARTS_ONLY if instrument.by_part else texts.OWN_FILE_ONLY
