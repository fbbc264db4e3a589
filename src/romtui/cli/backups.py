"""`romtui backups`: the backups there are, and how one of them is shown in a line."""

import argparse
from typing import TYPE_CHECKING, Final

from romtui.cli import asking
from romtui.cli.open_vault import QUESTION, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.backup_age import age
from romtui.store.clock import local_now

if TYPE_CHECKING:
    from romtui.store.backup.manifest import Contents
    from romtui.store.backup.verify import Backup

MINUTE: Final = "%d %B %Y, %H:%M"
_COUNTED: Final = {"patient": "people", "session": "sessions", "result": "results"}


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("backups", help="list the backups")


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """List the backups, the newest first, as the manifest beside each describes it."""
    show(vault_in(options.vault).backups(asking.secret(QUESTION)))
    return 0


def show(backups: "tuple[Backup, ...]") -> None:
    """List backups, the newest first."""
    for backup in reversed(backups):
        say(line(backup))
    if not backups:
        say("There is no backup yet: romtui backup makes one.")


def line(backup: "Backup") -> str:
    """Number, day, age, contents, and what is wrong with it."""
    from romtui.store.backup.archive import SUFFIX

    made_at = backup.made_at
    words = f"{backup.number:>6}  {made_at.astimezone():{MINUTE}}  ({age(made_at, local_now())})"
    if backup.path.suffix == SUFFIX:
        words += "  in the second location"
    if backup.manifest is not None:
        words += f"  {counts(backup.manifest.contents)}"
    problem = backup.problem or backup.remark
    return f"{words}  {problem}" if problem else words


def counts(contents: "Contents") -> str:
    """How many people, sessions and results."""
    return ", ".join(f"{contents.tables.get(name, 0)} {what}" for name, what in _COUNTED.items())
