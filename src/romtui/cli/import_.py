"""`romtui import`: a file of records, or a table of scores, is tried, shown and then imported."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from romtui.cli import asking, texts
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


def add_parser(commands: Subparsers) -> None:
    """Say which file, what its columns are, and what is done with what differs."""
    parser = commands.add_parser("import", help=texts.HELP_IMPORT, epilog=texts.IMPORT_EXAMPLE)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
    for name in ("code", "day", "total", "questionnaire"):
        parser.add_argument(f"--{name}", metavar="COLUMN", help=texts.column_of(name))
    parser.add_argument("--answers", metavar="COLUMN", help=texts.HELP_ANSWERS_COLUMN)
    parser.add_argument("--whose", metavar="CODE", default="", help=texts.HELP_WHOSE)
    parser.add_argument("--mapping", metavar="FILE", type=Path, help=texts.HELP_MAPPING)
    parser.add_argument("--propose", metavar="FILE", type=Path, help=texts.HELP_PROPOSE)
    parser.add_argument("--of", metavar="ID", help=texts.HELP_OF)
    parser.add_argument("--days", choices=DAYS, help=texts.HELP_DAYS)
    parser.add_argument("--add-people", action="store_true", help=texts.HELP_ADD_PEOPLE)
    parser.add_argument(
        "--differing",
        choices=[choice.value for choice in Differing],
        help=texts.HELP_DIFFERING,
    )
    parser.add_argument("--dry-run", action="store_true", help=texts.HELP_DRY_RUN)
    parser.add_argument("--undo", action="store_true", help=texts.HELP_UNDO)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Try the whole file, show what it would bring, and import it when asked to."""
    if options.undo:
        return _undo(options.vault)
    if options.file is None:
        raise UserError(texts.GIVE_FILE_OR_UNDO)
    if options.propose is not None:
        return propose(options)
    file = _read(options)
    differing = None if options.differing is None else Differing(options.differing)
    with open_vault(options.vault) as opened:
        trial = file.import_into(opened.store, True, differing)
        say(texts.brings(_summary(trial)))
        _show(file, trial)
        if options.dry_run:
            if trial.view.differing and differing is None:
                say(texts.CHOOSE_DIFFERING)
            say(texts.DRY_RUN)
            return 0
        if trial.view.differing and differing is None:
            differing = _ask_differing()
            trial = file.import_into(opened.store, True, differing)
            say(texts.brings(_summary(trial)))
        if not (trial.people or trial.results or trial.corrected):
            say(texts.NOTHING_TO_IMPORT)
            return 0
        if not asking.agreed(texts.IMPORT_QUESTION, "import"):
            say(texts.NOTHING_IMPORTED)
            return 0
        opened.store.back_up_if_changed()
        done = file.import_into(opened.store, False, differing)
        say(texts.imported(_summary(done)))
        say(texts.UNDO_LATER)
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
        raise UserError(texts.NAME_THE_COLUMNS)
    return Columns(*named, answers=options.answers)


def _read(options: argparse.Namespace) -> _File:
    """Read a file before anything is asked."""
    path, columns = place_of(options.file), _columns(options)
    if path.suffix.lower() == ".json":
        if columns is not None:
            raise UserError(texts.COLUMNS_FOR_TABLES)
        content = read_file(path, records_file.MOST_BYTES)
        responses = fhir.read(content, available_instruments(), options.whose)
        if responses is not None:
            return _of_scores(responses, add_people=options.add_people)
        people = records_file.read(content)
        return _File(lambda store, dry_run, _: store.import_people(people, dry_run=dry_run))
    if options.mapping is not None:
        if columns is not None:
            raise UserError(texts.COLUMNS_IN_MAPPING)
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
    for choice in texts.DIFFERING_CHOICES:
        say(choice)
    typed = asking.line(texts.WHICH_DIFFERING).lower()
    try:
        return Differing(typed)
    except ValueError:
        raise UserError(texts.DIFFERING_NEEDED) from None


def _summary(done: ImportSummary) -> str:
    return texts.import_summary(done.people, done.results, done.corrected, done.kept, done.already)


def _undo(folder: str | None) -> int:
    """Take the latest import back."""
    with open_vault(folder) as opened:
        if not asking.agreed(texts.UNDO_QUESTION, "undo"):
            say(texts.NOTHING_CHANGED)
            return 0
        opened.store.back_up_if_changed()
        done = opened.store.undo_import()
        say(texts.import_undone(done.people, done.results, done.corrected))
    return 0
