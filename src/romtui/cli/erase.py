"""`romtui erase CODE`: a person out of the vault and its backups, for good."""

from pathlib import Path
from typing import Final

from romtui.cli import asking, exchange
from romtui.cli.opened import OpenVault, say, workspace
from romtui.domain.day_words import full_day
from romtui.domain.erasure import Reason
from romtui.domain.errors import UserError
from romtui.exchange import given_file

_BEYOND: Final = (
    "What romtui cannot reach: copies of the vault folder or of its backups that you or the "
    "system made elsewhere, plain files you exported, paper, and what a disk keeps of files that "
    "were written anew (it is encrypted)."
)


def run(folder: str | None, code: str) -> int:
    """Ask for an export, the reason and the code once more, then erase."""
    with workspace(folder) as here:
        patient_id = exchange.number_of(here, code)
        case = here.store.case(patient_id)
        since = full_day(case.patient.started_on)
        say(
            f"{case.patient.code}, since {since}: {len(case.every_result)} results, "
            f"{len(case.sessions)} sessions. Erasing cannot be undone; archiving keeps everything "
            "and takes the person out of sight."
        )
        _offer_export(here, patient_id)
        reason = _reason()
        if reason is None or not _same(case.patient.code):
            say("Nothing was erased.")
            return 0
        erased = here.store.erase(patient_id, reason)
    say("Erased from the records, their log and the backups. The log keeps that it was done.")
    for sentence in erased.left:
        say(f"Left: {sentence}")
    say(_BEYOND)
    return 0


def _offer_export(here: OpenVault, patient_id: int) -> None:
    typed = asking.line("A file to export everything to first (.json), or Enter for none")
    if typed:
        path = given_file.path_for(Path(typed), here.vault.folder)
        if path.suffix.lower() != ".json":
            raise UserError("The name of this file has to end in .json: nothing was erased.")
        exchange.write(here, patient_id, path)


def _reason() -> Reason | None:
    for number, reason in enumerate(Reason, start=1):
        say(f"  {number}  {reason.value}")
    typed = asking.line("Why is it erased? Its number")
    numbers = {str(number): reason for number, reason in enumerate(Reason, start=1)}
    return numbers.get(typed)


def _same(code: str) -> bool:
    return asking.line("Type the code once more to erase") == code
