"""`romtui restore`: a backup replaces the records, after it was shown what would be lost."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import asking, texts
from romtui.cli.backups import counts, show
from romtui.cli.open_vault import vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError
from romtui.paths import place_of

if TYPE_CHECKING:
    from romtui.store.backup.restore import Preview


def add_parser(commands: Subparsers) -> None:
    """Say which backup."""
    parser = commands.add_parser("restore", help=texts.HELP_RESTORE)
    parser.add_argument("backup", metavar="BACKUP", nargs="?", help=texts.HELP_WHICH_BACKUP)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Show what a backup holds and what would be lost, and restore it when asked to."""
    vault = vault_in(options.vault)
    secret = asking.secret(texts.UNLOCK_PROMPT)
    chosen = options.backup
    if chosen is None:
        backups = vault.backups(secret)
        show(backups)
        if not backups:
            return 0
        chosen = asking.line(texts.WHICH_BACKUP)
        if not chosen:
            say(texts.NOTHING_CHANGED)
            return 0
    restored = vault.restore(_find(chosen, vault.folder), secret, _confirm)
    if restored is None:
        say(texts.NOTHING_CHANGED)
        return 0
    say(texts.RESTORED)
    if restored.before is not None:
        say(texts.former_backup(restored.before.stem))
    if restored.former is not None:
        say(texts.former_file(restored.former))
    say(texts.CHECK_THEN_RESUME)
    return 0


def _find(chosen: str, folder: Path) -> Path:
    """The backup with a number of the list, or the file of one that lies elsewhere."""
    from romtui.store.backup.snapshot import list_snapshots, number_of
    from romtui.store.disk.folder import BACKUPS

    if chosen.isdecimal():
        for path in list_snapshots(folder / BACKUPS):
            if number_of(path) == int(chosen):
                return path
        raise UserError(texts.no_such_backup(chosen))
    path = place_of(chosen)
    if not path.is_file():
        raise UserError(texts.no_such_backup_file(path))
    return path


def _confirm(preview: "Preview") -> bool:
    manifest = preview.manifest
    say(texts.backup_holds(texts.minute(manifest.made_at), counts(manifest.contents)))
    if manifest.contents.last_entry is not None:
        say(texts.last_entry(texts.minute(manifest.contents.last_entry)))
    if preview.present is not None:
        say(texts.current_records(counts(preview.present)))
        _say_difference(texts.ONLY_IN_PRESENT, preview.lost)
        _say_difference(texts.ONLY_IN_BACKUP, preview.back)
        say(texts.BACKED_UP_FIRST)
    elif preview.unreadable:
        say(texts.cannot_compare(preview.unreadable))
        say(texts.FILE_IS_KEPT)
    return asking.agreed(texts.RESTORE_QUESTION, "restore")


def _say_difference(what: str, rows: dict[str, int]) -> None:
    some = ", ".join(f"{number} {texts.CONTENTS[name]}" for name, number in rows.items() if number)
    say(texts.difference(what, some))
