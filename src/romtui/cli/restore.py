"""`romtui restore`: a backup replaces the records, after it was shown what would be lost."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import asking
from romtui.cli.backups import MINUTE, counts, show
from romtui.cli.open_vault import QUESTION, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError
from romtui.paths import place_of

if TYPE_CHECKING:
    from romtui.store.backup.restore import Preview


def add_parser(commands: Subparsers) -> None:
    """Say which backup."""
    parser = commands.add_parser("restore", help="put a backup in the place of the records")
    which = "its number in the list, or the file of one that lies elsewhere"
    parser.add_argument("backup", metavar="BACKUP", nargs="?", help=which)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Show what a backup holds and what would be lost, and restore it when asked to."""
    vault = vault_in(options.vault)
    secret = asking.secret(QUESTION)
    chosen = options.backup
    if chosen is None:
        backups = vault.backups(secret)
        show(backups)
        if not backups:
            return 0
        chosen = asking.line("Which one? Its number")
        if not chosen:
            say("Nothing was changed.")
            return 0
    restored = vault.restore(_find(chosen, vault.folder), secret, _confirm)
    if restored is None:
        say("Nothing was changed.")
        return 0
    say("Restored.")
    if restored.before is not None:
        say(f"The records of before are backup {restored.before.stem}.")
    if restored.former is not None:
        say(f"Their file was not overwritten: {restored.former}")
    say(
        "No old backup is deleted until you have checked that everything is there, and have run "
        "romtui backup --resume-pruning."
    )
    return 0


def _find(chosen: str, folder: Path) -> Path:
    """The backup with a number of the list, or the file of one that lies elsewhere."""
    from romtui.store.backup.snapshot import list_snapshots, number_of
    from romtui.store.disk.folder import BACKUPS

    if chosen.isdecimal():
        for path in list_snapshots(folder / BACKUPS):
            if number_of(path) == int(chosen):
                return path
        raise UserError(f"There is no backup {chosen}; romtui backups lists them.")
    path = place_of(chosen)
    if not path.is_file():
        raise UserError(f"There is no file {path}: give a number of romtui backups, or a file.")
    return path


def _confirm(preview: "Preview") -> bool:
    manifest = preview.manifest
    say(f"The backup is of {manifest.made_at.astimezone():{MINUTE}}: {counts(manifest.contents)}.")
    if manifest.contents.last_entry is not None:
        say(f"Its last entry is of {manifest.contents.last_entry.astimezone():{MINUTE}}.")
    if preview.present is not None:
        say(f"The records of now hold {counts(preview.present)}.")
        _say_difference("Only there, and not in the backup", preview.lost)
        _say_difference("Only in the backup, and there again after restoring", preview.back)
        say("They are backed up and their file is kept before anything is put in their place.")
    elif preview.unreadable:
        say(f"The records of now cannot be compared. {preview.unreadable}")
        say("Their file is kept as it is.")
    return asking.agreed("Restoring puts the backup in the place of the records.", "restore")


def _say_difference(what: str, rows: dict[str, int]) -> None:
    some = ", ".join(f"{number} {name}" for name, number in rows.items() if number)
    say(f"{what}: {some or 'nothing'}.")
