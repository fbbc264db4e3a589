"""`romtui export`: one person or everybody, as a plain file."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from romtui.cli import texts
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
    parser = commands.add_parser("export", help=texts.HELP_EXPORT)
    parser.add_argument("code", metavar="CODE", nargs="?", help=texts.HELP_EXPORT_CODE)
    file = parser.add_mutually_exclusive_group(required=True)
    file.add_argument("--out", metavar="FILE", type=Path, help=texts.HELP_EXPORT_OUT)
    file.add_argument("--fhir", metavar="FILE", type=Path, help=texts.HELP_FHIR)
    parser.add_argument("--named", action="store_true", help=texts.HELP_NAMED)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Write the file.

    With --read-only, what can be read of damaged records is written; 1 if that is not all.
    """
    if options.named and options.fhir is None:
        raise UserError(texts.NAMED_WITH_FHIR)
    if options.fhir is not None:
        return _export_fhir(options)
    path = new_path(options.out, vault_in(options.vault).folder)
    if path.suffix.lower() not in (_JSON, _CSV):
        raise UserError(texts.EXPORT_ENDING)
    with open_vault(options.vault, read_only=options.read_only) as opened:
        patient_id = None if options.code is None else opened.patient_id(options.code)
        unread = write_export(opened, patient_id, path)
    return 1 if unread else 0


def _export_fhir(options: argparse.Namespace) -> int:
    """Write the results of one patient as FHIR, and note in the audit log that this was done."""
    from romtui.exchange.fhir import write
    from romtui.store.records.versions import checked

    if options.code is None:
        raise UserError(texts.FHIR_OF_WHOM)
    path = new_path(options.fhir, vault_in(options.vault).folder)
    if path.suffix.lower() != _JSON:
        raise UserError(texts.FHIR_ENDING)
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
    say(texts.exported_fhir(path, case.patient.code, len(histories)))
    if file.left_out:
        say(texts.not_in_fhir(file.left_out))
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
        raise UserError(texts.NOBODY_TO_EXPORT)
    if not number:
        raise UserError(texts.NOTHING_READABLE)
    if not store.read_only:
        store.note_exported(patient_id)
    write_new(path, content)
    say(texts.exported(path, number))
    if unread:
        say(texts.not_exported(", ".join(unread)))
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
