"""`romtui handout`: one page for a person to take home, as a plain file."""

import argparse
from pathlib import Path

from romtui.cli import texts
from romtui.cli.open_vault import open_vault, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.languages import language_files, load_language
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.handout import handout
from romtui.domain.parts import leading_measure, measure_meant, measures_of
from romtui.domain.settings import ENGLISH
from romtui.domain.shared import Sharing
from romtui.exchange.handout import file_for, write
from romtui.paths import data_folder, words_file
from romtui.plain_file import NOT_ENCRYPTED
from romtui.store.clock import local_now


def add_parser(commands: Subparsers) -> None:
    """Say whom it is for, into which file, and what is on it."""
    parser = commands.add_parser("handout", help=texts.HELP_HANDOUT)
    parser.add_argument("code", metavar="CODE")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help=texts.HELP_HANDOUT_OUT
    )
    parser.add_argument("--of", metavar="ID", help=texts.HELP_HANDOUT_OF)
    parser.add_argument("--words", action="store_true", help=texts.HELP_WORDS)
    parser.add_argument("--no-numbers", action="store_true", help=texts.HELP_NO_NUMBERS)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Write the page into a new file, and note it in the audit log.

    A person who prefers to be shown no numbers gets none, whatever is asked for.
    """
    path = file_for(str(options.out), vault_in(options.vault).folder)
    with open_vault(options.vault) as opened:
        case = opened.store.case(opened.patient_id(options.code))
        files = language_files(data_folder() / "dialogue", words_file().parent)
        page = handout(
            case,
            _measure(case, options.of),
            local_now().date(),
            load_language(files.get(opened.store.settings.language, files[ENGLISH])),
            Sharing(
                severity=options.words,
                words_only=options.no_numbers or case.preferences.words_only,
            ),
        )
        opened.store.note_handed_out(case.patient.id)
        write(path, page)
    say(texts.handout_written(path))
    say(NOT_ENCRYPTED)
    return 0


def _measure(case: Case, wanted: str | None) -> str:
    filled_in = dict.fromkeys(
        measure
        for result in case.results
        for measure in measures_of(case.instruments[result.instrument])
    )
    if wanted is None:
        measure = leading_measure(case) or next(iter(filled_in), None)
        if measure is None:
            raise UserError(texts.NOTHING_FILLED_IN)
        return measure
    measure = measure_meant(case, wanted)
    if measure not in filled_in:
        raise UserError(texts.no_result_of(measure, filled_in))
    return measure
