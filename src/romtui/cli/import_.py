"""`romtui import`: a file of records, or a table of scores, is tried, shown and then imported."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from romtui.cli import asking
from romtui.cli.import_mapping import propose, read_mapped
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.instruments import available_instruments
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportSummary
from romtui.exchange import records_file, scores_table
from romtui.exchange.cells import DAYS
from romtui.exchange.fhir import read as fhir
from romtui.exchange.import_preview import differing_lines, table_lines, view_lines
from romtui.exchange.scores_table import Columns, ScoresFile
from romtui.paths import place_of
from romtui.plain_file import read_file

if TYPE_CHECKING:
    from romtui.store.store import Store

_EXAMPLE: Final = (
    "A table of earlier scores, its columns and days as they are written in it: "
    "romtui import scores.csv --code Client --day Date --total Score --of phq9 "
    "--days DD.MM.YYYY. A table that romtui export wrote needs no columns."
)


def add_parser(commands: Subparsers) -> None:
    """Say which file, what its columns are, and what is done with what differs."""
    words = "take in a .json of romtui export, results as FHIR, or a table of scores"
    parser = commands.add_parser("import", help=words, epilog=_EXAMPLE)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
    for name in ("code", "day", "total", "questionnaire"):
        parser.add_argument(f"--{name}", metavar="COLUMN", help=f"the column of the {name}")
    every = "the column of all answers of a form, such as 1 0 2 . 3"
    parser.add_argument("--answers", metavar="COLUMN", help=every)
    whose = "the code of the patient, for a FHIR file that has none of ours"
    parser.add_argument("--whose", metavar="CODE", default="", help=whose)
    kept = "a file that says which column, question and word means what: docs/import.md"
    parser.add_argument("--mapping", metavar="FILE", type=Path, help=kept)
    draft = "write a first draft of such a file, and import nothing"
    parser.add_argument("--propose", metavar="FILE", type=Path, help=draft)
    parser.add_argument("--of", metavar="ID", help="one questionnaire for all lines")
    parser.add_argument("--days", choices=DAYS, help="how days are written; 26 for 2026 will do")
    parser.add_argument("--add-people", action="store_true", help="add people with unknown codes")
    parser.add_argument(
        "--differing",
        choices=[choice.value for choice in Differing],
        help="where a day has another score already: keep it, correct it, or let both stand",
    )
    parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
    parser.add_argument("--undo", action="store_true", help="take the latest import back")


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Try the whole file, show what it would bring, and import it when asked to."""
    if options.undo:
        return _undo(options.vault)
    if options.file is None:
        raise UserError("Give the file to take in, or --undo.")
    if options.propose is not None:
        return propose(options)
    file = _read(options)
    differing = None if options.differing is None else Differing(options.differing)
    with open_vault(options.vault) as opened:
        trial = file.import_into(opened.store, True, differing)
        say(f"This file brings {_summary(trial)}.")
        _show(file, trial)
        if options.dry_run:
            if trial.view.differing and differing is None:
                say("Say --differing keep, correct or both, or choose when you import.")
            say("Nothing was taken in: this was a trial.")
            return 0
        if trial.view.differing and differing is None:
            differing = _ask_differing()
            trial = file.import_into(opened.store, True, differing)
            say(f"This file brings {_summary(trial)}.")
        if not (trial.people or trial.results or trial.corrected):
            say("There is nothing to take in.")
            return 0
        if not asking.agreed("Take all of it in?", "import"):
            say("Nothing was taken in.")
            return 0
        opened.store.back_up_if_changed()
        done = file.import_into(opened.store, False, differing)
        say(f"Taken in: {_summary(done)}.")
        say("romtui import --undo takes it back as a whole, as long as nothing was added to it.")
    return 0


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read: what imports it, and what of it is not imported.

    `import_into` takes the store, whether this is only a trial, and what to do where a form of
    the same day differs.
    """

    import_into: Callable[["Store", bool, Differing | None], ImportSummary]
    not_imported: Sequence[str] = ()
    passed_over: Mapping[str, Sequence[int]] = field(default_factory=dict)


def _columns(options: argparse.Namespace) -> Columns | None:
    """The columns that were named; None if none was. Raises UserError if some are missing."""
    named = (options.code, options.day, options.total, options.questionnaire, options.of)
    if not any(named):
        return None
    if not all(named[:3]) or bool(options.questionnaire) == bool(options.of):
        raise UserError(
            "Say --code, --day and --total, and one of --questionnaire and --of: "
            "romtui import --help shows an example."
        )
    return Columns(*named, answers=options.answers)


def _read(options: argparse.Namespace) -> _File:
    """Read a file before anything is asked."""
    path, columns = place_of(options.file), _columns(options)
    if path.suffix.lower() == ".json":
        if columns is not None:
            raise UserError("The columns are for a table; a .json brings its own.")
        content = read_file(path, records_file.MOST_BYTES)
        responses = fhir.read(content, available_instruments(), options.whose)
        if responses is not None:
            return _of_scores(responses, add_people=options.add_people)
        people = records_file.read(content)
        return _File(lambda store, dry_run, _: store.import_people(people, dry_run=dry_run))
    if options.mapping is not None:
        if columns is not None:
            raise UserError("The columns are said in the mapping: leave the others out.")
        return _of_scores(read_mapped(path, options.mapping), add_people=options.add_people)
    table = scores_table.read(read_file(path, scores_table.MOST_BYTES), columns, options.days)
    return _of_scores(table, add_people=options.add_people)


def _of_scores(file: ScoresFile, *, add_people: bool) -> _File:
    def import_into(store: "Store", dry_run: bool, differing: Differing | None) -> ImportSummary:
        return store.import_scores(
            file.scores,
            add_people=add_people,
            differing=differing,
            whole=file.ours,
            dry_run=dry_run,
        )

    return _File(import_into, file.not_imported, file.passed_over)


def _show(file: _File, trial: ImportSummary) -> None:
    lines = (
        *view_lines(trial.view),
        *table_lines(file.not_imported, file.passed_over),
        *(differing_lines(trial.view.differing) if trial.view.differing else ()),
    )
    on_terminal, width = sys.stdout.isatty(), get_terminal_size().columns
    for line in lines:
        # A terminal breaks words where its line ends; a file keeps one fact a line.
        for part in wrap(line, width, subsequent_indent="    ") if on_terminal else [line]:
            say(part)


def _ask_differing() -> Differing:
    """What becomes of all forms that differ: asked once for the file, and never guessed."""
    say("  keep     what is there stays, the line of the file is left aside")
    say("  correct  the file corrects what is there; the earlier version stays in its history")
    say("  both     both stand beside each other")
    typed = asking.line("Type keep, correct or both, or press Enter to leave it").lower()
    try:
        return Differing(typed)
    except ValueError:
        raise UserError(
            "Nothing was taken in: say what becomes of the forms that differ, here or with "
            "--differing keep, correct or both."
        ) from None


def _summary(done: ImportSummary) -> str:
    words = f"{done.people} new people and {done.results} results"
    words += f", {done.corrected} corrected" if done.corrected else ""
    words += f", {done.kept} left aside" if done.kept else ""
    return words + (f"; {done.already} already present" if done.already else "")


def _undo(folder: str | None) -> int:
    """Take the latest import back."""
    with open_vault(folder) as opened:
        if not asking.agreed("This takes the latest import back as a whole.", "undo"):
            say("Nothing was changed.")
            return 0
        opened.store.back_up_if_changed()
        done = opened.store.undo_import()
        back = f", {done.corrected} as they were before" if done.corrected else ""
        say(f"Taken back: {done.people} people removed, {done.results} results withdrawn{back}.")
    return 0
