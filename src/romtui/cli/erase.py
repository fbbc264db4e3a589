"""`romtui erase CODE`: a patient is deleted for good, from the vault and from its backups."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from romtui.cli import asking, texts
from romtui.cli.export import write_export
from romtui.cli.open_vault import OpenVault, open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.audit import Reason
from romtui.domain.errors import UserError
from romtui.domain.text import full_day
from romtui.plain_file import new_path

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.ASKED: texts.PATIENT_ASKED,
    Reason.TIME: texts.RETENTION_IS_OVER,
    Reason.MISTAKE: texts.ENTERED_BY_MISTAKE,
    Reason.OTHER: texts.ANOTHER_REASON,
}


def add_parser(commands: Subparsers) -> None:
    """Say who is erased."""
    commands.add_parser("erase", help=texts.HELP_ERASE).add_argument("code", metavar="CODE")


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Offer an export, ask for the reason and for the code once more, then erase."""
    with open_vault(options.vault) as opened:
        patient_id = opened.patient_id(options.code)
        case = opened.store.case(patient_id)
        since = full_day(case.patient.started_on)
        results, sessions = len(case.every_result), len(case.sessions)
        say(texts.to_be_erased(case.patient.code, since, results, sessions))
        _offer_export(opened, patient_id)
        reason = _ask_reason()
        if reason is None or asking.line(texts.TYPE_CODE_TO_ERASE) != case.patient.code:
            say(texts.NOTHING_ERASED)
            return 0
        erased = opened.store.erase(patient_id, reason)
    say(texts.ERASED)
    for sentence in erased.left:
        say(texts.left(sentence))
    say(texts.OUT_OF_REACH)
    return 0


def _offer_export(opened: OpenVault, patient_id: int) -> None:
    typed = asking.line(texts.EXPORT_FIRST)
    if typed:
        path = new_path(Path(typed), opened.vault.folder)
        if path.suffix.lower() != ".json":
            raise UserError(texts.HAS_TO_END_IN_JSON)
        write_export(opened, patient_id, path)


def _ask_reason() -> Reason | None:
    reasons = {str(number): reason for number, reason in enumerate(Reason, start=1)}
    for number, reason in reasons.items():
        say(f"  {number}  {_REASONS[reason]}")
    return reasons.get(asking.line(texts.WHY_ERASED))
