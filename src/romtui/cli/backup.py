"""`romtui backup`: a copy of the vault is made, or all of them are verified."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import texts
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
    parser = commands.add_parser("backup", help=texts.HELP_BACKUP)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", metavar="FOLDER", type=Path, help=texts.HELP_TO)
    where.add_argument("--only-here", action="store_true", help=texts.HELP_ONLY_HERE)
    parser.add_argument("--verify", action="store_true", help=texts.HELP_VERIFY)
    parser.add_argument("--resume-pruning", action="store_true", help=texts.HELP_RESUME)
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
            say(texts.ONLY_HERE)
        if options.resume_pruning:
            backups.resume_pruning()
            say(texts.PRUNING_RESUMED)
        if options.verify:
            return _verify(backups)
        made = backups.make()
        say(texts.backup_made(line(made.backup)))
        if made.second:
            say(made.second)
        if backups.pruning_paused():
            say(texts.PRUNING_PAUSED)
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
    say(texts.damaged(damaged) if checked else texts.NO_BACKUP_YET)
    if unsure:
        say(texts.not_sure(unsure))
    if damaged or unsure:
        say(texts.MAKE_A_NEW_ONE)
    return 1 if damaged else 0


def _verdict(backup: "Backup") -> str:
    if backup.problem:
        return texts.DAMAGED
    if not backup.proven:
        return texts.NOT_SURE
    return texts.OK_BUT if backup.remark else texts.OK
