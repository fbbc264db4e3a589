"""`romtui export`: one person or everybody, as a plain file."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from romtui.cli.open_vault import OpenVault, open_vault, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError
from romtui.exchange import records_file, results_table
from romtui.plain_file import NOT_ENCRYPTED, new_path, write_new
from romtui.store.clock import local_now

_JSON: Final = ".json"
_CSV: Final = ".csv"
_Person = TypeVar("_Person")


def add_parser(commands: Subparsers) -> None:
    """Say whom to export, and into which file."""
    parser = commands.add_parser("export", help="write one person or all into a plain file")
    parser.add_argument("code", metavar="CODE", nargs="?", help="one person; without it all")
    file = parser.add_mutually_exclusive_group(required=True)
    kind = "a new file; .json for everything, .csv for a table of results"
    file.add_argument("--out", metavar="FILE", type=Path, help=kind)
    fhir = "a new .json file with the results of one patient as HL7 FHIR R4"
    file.add_argument("--fhir", metavar="FILE", type=Path, help=fhir)
    named = "with --fhir: put name and year of birth into the file, not the code alone"
    parser.add_argument("--named", action="store_true", help=named)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Write the file.

    With --read-only, what can be read of damaged records is written; 1 if that is not all.
    """
    if options.named and options.fhir is None:
        raise UserError("--named goes with --fhir.")
    if options.fhir is not None:
        return _export_fhir(options)
    path = new_path(options.out, vault_in(options.vault).folder)
    if path.suffix.lower() not in (_JSON, _CSV):
        raise UserError(
            "The name says what is written: .json for everything, to be taken into another vault; "
            ".csv for a table of results."
        )
    with open_vault(options.vault, read_only=options.read_only) as opened:
        patient_id = None if options.code is None else opened.patient_id(options.code)
        unread = write_export(opened, patient_id, path)
    return 1 if unread else 0


def _export_fhir(options: argparse.Namespace) -> int:
    """Write the results of one patient as FHIR, and note in the audit log that this was done."""
    from romtui.exchange.fhir import write
    from romtui.store.records.versions import checked

    if options.code is None:
        raise UserError("Say whose results: romtui export CODE --fhir FILE.")
    path = new_path(options.fhir, vault_in(options.vault).folder)
    if path.suffix.lower() != _JSON:
        raise UserError("The name ends in .json: that is how FHIR is written here.")
    with open_vault(options.vault, read_only=options.read_only) as opened:
        store, patient_id = opened.store, opened.patient_id(options.code)
        case = store.case(patient_id)
        histories = [
            [checked(version, case.instruments[version.instrument]) for version in history]
            for history in store.histories(patient_id)
        ]
        file = write.write(case, histories, local_now(), named=options.named)
        if not store.read_only:
            store.note_exported(patient_id)
        write_new(path, file.content)
    say(f"Written: {path} ({case.patient.code}, {len(histories)} results).")
    if file.left_out:
        say(
            f"Not in this file: {file.left_out} versions of goals and personal items, or of "
            "another version of a questionnaire."
        )
    say(NOT_ENCRYPTED)
    return 0


def write_export(opened: OpenVault, patient_id: int | None, path: Path) -> Sequence[str]:
    """Write one person, or everybody (None), and note in the audit log that this was done.

    Gives the codes of those whose pages are damaged and who are therefore not in the file.
    That happens only where the store is open for reading only, which notes nothing.
    """
    store = opened.store
    if path.suffix.lower() == _JSON:
        people, unread = _read_all(opened, patient_id, lambda number: store.people([number])[0])
        content, number = records_file.write(people, local_now(), unread), len(people)
    else:
        cases, unread = _read_all(opened, patient_id, store.case)
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
    say(NOT_ENCRYPTED)
    return unread


def _read_all(
    opened: OpenVault, patient_id: int | None, read: Callable[[int], _Person]
) -> tuple[list[_Person], list[str]]:
    """What `read` gives for one person or everybody; and the codes of those who are damaged."""
    from romtui.store.errors import DatabaseDamaged

    people: list[_Person] = []
    unread: list[str] = []
    for patient in (row.patient for row in opened.store.caseload()):
        if patient_id not in (None, patient.id):
            continue
        try:
            people.append(read(patient.id))
        except DatabaseDamaged:
            if not opened.store.read_only:
                raise
            unread.append(patient.code)
    return people, unread
