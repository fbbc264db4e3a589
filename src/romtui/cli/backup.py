"""`romtui backup`: a copy of the vault is made, or all of them are verified."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli.backups import line
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.paths import place_of
from romtui.store.errors import VaultError

if TYPE_CHECKING:
    from romtui.store.backup.repository import BackupRepository
    from romtui.store.backup.verify import Backup


def add_parser(commands: Subparsers) -> None:
    """Say where backups go, and what is done beside making one."""
    parser = commands.add_parser("backup", help="make a backup of the vault, or verify all")
    where = parser.add_mutually_exclusive_group()
    to = "a second location, such as a stick: every backup goes there too from now on"
    where.add_argument("--to", metavar="FOLDER", type=Path, help=to)
    where.add_argument("--only-here", action="store_true", help="forget the second location")
    parser.add_argument("--verify", action="store_true", help="open every backup and check it")
    resume = "confirm the vault after a restore or a clock change: old backups are deleted again"
    parser.add_argument("--resume-pruning", action="store_true", help=resume)
    parser.add_argument(  # its name up to version 0.3
        "--let-thin", dest="resume_pruning", action="store_true", help=argparse.SUPPRESS
    )


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Make a backup, or with --verify check them all; 1 if one is damaged."""
    with open_vault(options.vault) as opened:
        backups = opened.store.backups
        assert backups is not None
        if options.to is not None:
            from romtui.store.backup.repository import require_second_folder

            folder = place_of(options.to)
            require_second_folder(folder, opened.vault.folder)
            backups.set_second_place(folder)
        if options.only_here:
            backups.set_second_place(None)
            say("Backups now stay in the vault only; those in the second location remain there.")
        if options.resume_pruning:
            backups.resume_pruning()
            say("Pruning is on again: old backups are deleted when their time has come.")
        if options.verify:
            return _verify(backups)
        made = backups.make()
        say(f"Backup {line(made.backup)}: verified.")
        if made.second:
            say(made.second)
        if backups.pruning_paused():
            say(
                "Old backups are all kept since a restore or a clock change: check that "
                "everything is there, then run romtui backup --resume-pruning."
            )
    return 0


def _verify(backups: "BackupRepository") -> int:
    checked: list[Backup] = []
    try:
        for backup in backups.verify():
            checked.append(backup)
            say(f"{_verdict(backup)}  {line(backup)}")
    except VaultError as error:  # the second location is away
        say(str(error))
    damaged = sum(bool(backup.problem) for backup in checked)
    unsure = sum(not backup.proven for backup in checked)
    say(f"Damaged: {damaged}" if checked else "There is no backup yet.")
    if unsure:
        say(f"Not sure: {unsure}")
    if damaged or unsure:
        say("romtui backup makes a new one.")
    return 1 if damaged else 0


def _verdict(backup: "Backup") -> str:
    if backup.problem:
        return "DAMAGED "
    if not backup.proven:
        return "not sure"
    return "ok, but " if backup.remark else "ok      "
