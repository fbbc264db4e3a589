"""`romtui backups`: the backups there are, and how one of them is shown in a line."""

import argparse
from typing import TYPE_CHECKING

from romtui.cli import asking, texts
from romtui.cli.open_vault import vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.backup_age import age
from romtui.store.clock import local_now

if TYPE_CHECKING:
    from romtui.store.backup.manifest import Contents
    from romtui.store.backup.verify import Backup


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("backups", help=texts.HELP_BACKUPS)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """List the backups, the newest first, as the manifest beside each describes it."""
    show(vault_in(options.vault).backups(asking.secret(texts.UNLOCK_PROMPT)))
    return 0


def show(backups: "tuple[Backup, ...]") -> None:
    """List backups, the newest first."""
    for backup in reversed(backups):
        say(line(backup))
    if not backups:
        say(texts.ROMTUI_BACKUP_MAKES_ONE)


def line(backup: "Backup") -> str:
    """Number, day, age, contents, and what is wrong with it."""
    from romtui.store.backup.archive import SUFFIX

    made_at = backup.made_at
    words = f"{backup.number:>6}  {texts.minute(made_at)}  ({age(made_at, local_now())})"
    if backup.path.suffix == SUFFIX:
        words += texts.IN_SECOND_LOCATION
    if backup.manifest is not None:
        words += f"  {counts(backup.manifest.contents)}"
    problem = backup.problem or backup.remark
    return f"{words}  {problem}" if problem else words


def counts(contents: "Contents") -> str:
    """How many patients, sessions and results."""
    return ", ".join(
        f"{contents.tables.get(name, 0)} {what}" for name, what in texts.CONTENTS.items()
    )
