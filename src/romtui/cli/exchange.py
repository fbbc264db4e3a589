"""`romtui export` and `romtui import`: plain files out of the vault, and into it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, TypeVar

from romtui.cli import asking
from romtui.cli.import_words import differing_lines, table_lines, view_lines
from romtui.cli.opened import OpenVault, say, the_vault, workspace
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportSummary
from romtui.exchange import given_file, records_file, results_table, scores_table
from romtui.exchange.scores_table import Columns
from romtui.paths import place_of
from romtui.plain_file import write_new

if TYPE_CHECKING:
    from romtui.store.store import Store

_JSON, _CSV = ".json", ".csv"
_About = TypeVar("_About")
Work = Callable[["Store", bool, Differing | None], ImportSummary]


def export(folder: str | None, code: str | None, out: Path, *, read_only: bool = False) -> int:
    """Write everybody, or one person, into a file that is not there yet.

    With `read_only` it saves what can be read of damaged records; 1 when that is not all.
    """
    path = given_file.path_for(out, the_vault(folder).folder)
    if path.suffix.lower() not in (_JSON, _CSV):
        raise UserError(
            "The name says what is written: .json for everything, to be taken into another vault; "
            ".csv for a table of results."
        )
    with workspace(folder, read_only=read_only) as here:
        unread = write(here, None if code is None else number_of(here, code), path)
    return 1 if unread else 0


def write(here: OpenVault, patient_id: int | None, path: Path) -> Sequence[str]:
    """Write somebody, or everybody, and note in the log that a plain file was made.

    Gives the codes of those who are not in it because their pages are damaged: there can be
    some only where the store is open for reading only, which is not noted anywhere.
    """
    from romtui.store.clock import local_now

    store = here.store
    if path.suffix.lower() == _JSON:
        people, unread = _all_of(here, patient_id, lambda one: store.people([one])[0])
        content, number = records_file.write(people, local_now(), unread), len(people)
    else:
        cases, unread = _all_of(here, patient_id, store.case)
        content, number = results_table.write(cases), len(cases)
    if not number and not unread:
        raise UserError("There is nobody to export yet.")
    if not number:
        raise UserError("Nobody could be read: restore a backup, romtui backups lists them.")
    if not store.read_only:
        store.note_exported(patient_id)
    write_new(path, content)
    say(f"Written: {path} ({number} {'person' if number == 1 else 'people'}).")
    if unread:
        say(f"Damaged, and not in this file: {', '.join(unread)}. A backup may have them.")
    say(given_file.NOT_ENCRYPTED)
    return unread


def _all_of(
    here: OpenVault, patient_id: int | None, read: Callable[[int], _About]
) -> tuple[list[_About], list[str]]:
    """What `read` gives about everybody, or one; and the codes where damage was in the way."""
    from romtui.store.errors import DatabaseDamaged

    found: list[_About] = []
    unread: list[str] = []
    for patient in (row.patient for row in here.store.caseload()):
        if patient_id not in (None, patient.id):
            continue
        try:
            found.append(read(patient.id))
        except DatabaseDamaged:
            if not here.store.read_only:
                raise
            unread.append(patient.code)
    return found, unread


def number_of(here: OpenVault, code: str) -> int:
    """Whose code it is; UserError when it is nobody's."""
    for row in here.store.caseload():
        if row.patient.code.casefold() == code.strip().casefold():
            return row.patient.id
    raise UserError("Nobody has this code: look in the caseload.")


def import_cases(
    folder: str | None,
    file: Path,
    columns: Columns | None,
    days: str | None,
    *,
    add_people: bool,
    differing: Differing | None,
    dry_run: bool,
) -> int:
    """Try a file as a whole, show what it would bring, and take it in when asked to."""
    given = _read(file, columns, days, add_people=add_people)
    with workspace(folder) as here:
        would = given.work(here.store, True, differing)
        say(f"This file brings {_brought(would)}.")
        _show(given, would)
        if dry_run:
            if would.view.differing and differing is None:
                say("Say --differing keep, correct or both, or choose when you import.")
            say("Nothing was taken in: this was a trial.")
            return 0
        if would.view.differing and differing is None:
            differing = _chosen()
            would = given.work(here.store, True, differing)
            say(f"This file brings {_brought(would)}.")
        if not (would.people or would.results or would.corrected):
            say("There is nothing to take in.")
            return 0
        if not asking.agreed("Take all of it in?", "import"):
            say("Nothing was taken in.")
            return 0
        here.store.back_up_if_changed()
        done = given.work(here.store, False, differing)
        say(f"Taken in: {_brought(done)}.")
        say("romtui import --undo takes it back as a whole, as long as nothing was added to it.")
    return 0


def _show(given: "_Given", would: ImportSummary) -> None:
    lines = (
        *view_lines(would.view),
        *table_lines(given.not_imported, given.passed_over),
        *(differing_lines(would.view.differing) if would.view.differing else ()),
    )
    on_terminal, width = sys.stdout.isatty(), get_terminal_size().columns
    for line in lines:
        # A terminal breaks words where its line ends; a file keeps one fact a line.
        wrapped = wrap(line, width, subsequent_indent="    ") if on_terminal else [line]
        for part in wrapped:
            say(part)


def _chosen() -> Differing:
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


def undo(folder: str | None) -> int:
    """Take the latest import back."""
    with workspace(folder) as here:
        if not asking.agreed("This takes the latest import back as a whole.", "undo"):
            say("Nothing was changed.")
            return 0
        here.store.back_up_if_changed()
        done = here.store.undo_import()
        back = f", {done.corrected} as they were before" if done.corrected else ""
        say(f"Taken back: {done.people} people removed, {done.results} results withdrawn{back}.")
    return 0


@dataclass(frozen=True, slots=True)
class _Given:
    """A file that was read: what takes it in, and what of it is not taken."""

    work: Work
    not_imported: Sequence[str] = ()
    passed_over: Mapping[str, Sequence[int]] = field(default_factory=dict)


def _read(file: Path, columns: Columns | None, days: str | None, *, add_people: bool) -> _Given:
    """Read a file before anything is asked, and give what takes it in."""
    path = place_of(file)
    if path.suffix.lower() == _JSON:
        if columns is not None:
            raise UserError("The columns are for a table; a .json brings its own.")
        people = records_file.read(given_file.read(path, records_file.MOST_BYTES))
        return _Given(lambda store, dry_run, _: store.import_people(people, dry_run=dry_run))
    content = given_file.read(path, scores_table.MOST_BYTES)
    table = scores_table.read(content, columns, days)

    def work(store: "Store", dry_run: bool, differing: Differing | None) -> ImportSummary:
        return store.import_scores(
            table.scores,
            add_people=add_people,
            differing=differing,
            whole=table.ours,
            dry_run=dry_run,
        )

    return _Given(work, table.not_imported, table.passed_over)


def _brought(done: ImportSummary) -> str:
    said = f"{done.people} new people and {done.results} results"
    said += f", {done.corrected} corrected" if done.corrected else ""
    said += f", {done.kept} left aside" if done.kept else ""
    if done.already:
        said += f"; {done.already} {'is' if done.already == 1 else 'are'} there already"
    return said
