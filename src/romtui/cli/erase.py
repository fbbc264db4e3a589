"""`romtui erase CODE`: a person is deleted for good, from the vault and from its backups."""

import argparse
from pathlib import Path
from typing import Final

from romtui.cli import asking
from romtui.cli.export import write_export
from romtui.cli.open_vault import OpenVault, open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.audit import Reason
from romtui.domain.errors import UserError
from romtui.domain.text import full_day
from romtui.plain_file import new_path

_BEYOND: Final = (
    "What romtui cannot reach: copies of the vault folder or of its backups that you or the "
    "system made elsewhere, plain files you exported, paper, and what a disk keeps of files that "
    "were written anew (it is encrypted)."
)


def add_parser(commands: Subparsers) -> None:
    """Say who is erased."""
    words = "permanently delete a person, including from the backups"
    commands.add_parser("erase", help=words).add_argument("code", metavar="CODE")


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Offer an export, ask for the reason and for the code once more, then erase."""
    with open_vault(options.vault) as opened:
        patient_id = opened.patient_id(options.code)
        case = opened.store.case(patient_id)
        since = full_day(case.patient.started_on)
        say(
            f"{case.patient.code}, since {since}: {len(case.every_result)} results, "
            f"{len(case.sessions)} sessions. Erasing cannot be undone; archiving keeps everything "
            "and takes the person out of sight."
        )
        _offer_export(opened, patient_id)
        reason = _ask_reason()
        if reason is None or asking.line("Type the code once more to erase") != case.patient.code:
            say("Nothing was erased.")
            return 0
        erased = opened.store.erase(patient_id, reason)
    say("Erased from the records, their log and the backups. The log keeps that it was done.")
    for sentence in erased.left:
        say(f"Left: {sentence}")
    say(_BEYOND)
    return 0


def _offer_export(opened: OpenVault, patient_id: int) -> None:
    typed = asking.line("A file to export everything to first (.json), or Enter for none")
    if typed:
        path = new_path(Path(typed), opened.vault.folder)
        if path.suffix.lower() != ".json":
            raise UserError("The name of this file has to end in .json: nothing was erased.")
        write_export(opened, patient_id, path)


def _ask_reason() -> Reason | None:
    reasons = {str(number): reason for number, reason in enumerate(Reason, start=1)}
    for number, reason in reasons.items():
        say(f"  {number}  {reason.value}")
    return reasons.get(asking.line("Why is it erased? Its number"))
