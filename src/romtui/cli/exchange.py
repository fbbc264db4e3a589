"""`romtui export` and `romtui import`: plain files out of the vault, and into it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from romtui.cli import asking
from romtui.cli.opened import OpenVault, opened, say, the_vault
from romtui.domain.earlier_score import TakenIn
from romtui.domain.errors import Refusal
from romtui.exchange import given_file, records_file, results_table, scores_table
from romtui.exchange.scores_table import Columns
from romtui.paths import place_of
from romtui.plain_file import write_new

if TYPE_CHECKING:
    from romtui.store.store import Store

_JSON, _CSV = ".json", ".csv"
_About = TypeVar("_About")
Work = Callable[["Store", bool], TakenIn]


def export(folder: str | None, code: str | None, out: Path, *, read_only: bool = False) -> int:
    """Write everybody, or one person, into a file that is not there yet.

    With `read_only` it saves what can be read of damaged records; 1 when that is not all.
    """
    path = given_file.path_for(out, the_vault(folder).folder)
    if path.suffix.lower() not in (_JSON, _CSV):
        raise Refusal(
            "The name says what is written: .json for everything, to be taken into another vault; "
            ".csv for a table of results."
        )
    with opened(folder, read_only=read_only) as here:
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
        raise Refusal("There is nobody to export yet.")
    if not number:
        raise Refusal("Nobody could be read: restore a backup, romtui backups lists them.")
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
    """Whose code it is; Refusal when it is nobody's."""
    for row in here.store.caseload():
        if row.patient.code.casefold() == code.strip().casefold():
            return row.patient.id
    raise Refusal("Nobody has this code: look in the caseload.")


def take_in(
    folder: str | None,
    file: Path,
    columns: Columns | None,
    days: str | None,
    *,
    add_people: bool,
    dry_run: bool,
) -> int:
    """Try a file as a whole, show what it would bring, and take it in when asked to."""
    work = _work(file, columns, days, add_people=add_people)
    with opened(folder) as here:
        would = work(here.store, True)
        say(f"This file brings {_brought(would)}.")
        if dry_run:
            say("Nothing was taken in: this was a trial.")
            return 0
        if not (would.people or would.results):
            say("There is nothing to take in.")
            return 0
        if not asking.agreed("Take all of it in?", "import"):
            say("Nothing was taken in.")
            return 0
        here.store.back_up_if_changed()
        done = work(here.store, False)
        say(f"Taken in: {_brought(done)}.")
        say("romtui import --undo takes it back as a whole, as long as nothing was added to it.")
    return 0


def undo(folder: str | None) -> int:
    """Take the latest import back."""
    with opened(folder) as here:
        if not asking.agreed("This takes the latest import back as a whole.", "undo"):
            say("Nothing was changed.")
            return 0
        here.store.back_up_if_changed()
        done = here.store.undo_import()
        say(f"Taken back: {done.people} people removed, {done.results} results withdrawn.")
    return 0


def _work(file: Path, columns: Columns | None, days: str | None, *, add_people: bool) -> Work:
    """Read a file before anything is asked, and give what takes it in."""
    path = place_of(file)
    if path.suffix.lower() == _JSON:
        if columns is not None:
            raise Refusal("The columns are for a table; a .json brings its own.")
        people = records_file.read(given_file.read(path, records_file.MOST_BYTES))
        return lambda store, dry_run: store.import_people(people, dry_run=dry_run)
    if columns is None or days is None:
        raise Refusal(
            "For a table say which column is what: --code, --day, --total and --days, and "
            "--questionnaire or --of. romtui import --help shows an example."
        )
    scores = scores_table.read(given_file.read(path, scores_table.MOST_BYTES), columns, days)
    return lambda store, dry_run: store.import_scores(
        scores, add_people=add_people, dry_run=dry_run
    )


def _brought(done: TakenIn) -> str:
    said = f"{done.people} new people and {done.results} results"
    return f"{said}; {done.already} are there already" if done.already else said
