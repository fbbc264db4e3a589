"""`romtui backup`, `backups` and `restore`: made, verified, listed, put in place."""

from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import asking
from romtui.cli.opened import ASKED, say, the_vault, workspace
from romtui.domain.backup_age import age
from romtui.domain.errors import UserError
from romtui.paths import place_of
from romtui.store.errors import VaultError

if TYPE_CHECKING:
    from romtui.store.backup.manifest import Contents
    from romtui.store.backup.repository import BackupRepository
    from romtui.store.backup.restore import Preview
    from romtui.store.backup.verify import Backup

_COUNTED = {"patient": "people", "session": "sessions", "result": "results"}
_DAY = "%d %B %Y, %H:%M"


def back_up(
    folder: str | None, *, to: Path | None, only_here: bool, verify: bool, let_thin: bool
) -> int:
    """Make a backup, or with `verify` open every one there is; 1 when one is damaged."""
    with workspace(folder) as opened:
        backups = opened.store.backups
        assert backups is not None
        if to is not None:
            from romtui.store.backup.repository import require_second_folder

            second_place = place_of(to)
            require_second_folder(second_place, opened.vault.folder)
            backups.set_second_place(second_place)
        if only_here:
            backups.set_second_place(None)
            say("Backups stay in the vault from now on; what lies in the second place stays there.")
        if let_thin:
            backups.resume_pruning()
            say("Pruning is on again.")
        if verify:
            return _verify(backups)
        made = backups.make()
        say(f"Backup {_line(made.backup)}: verified.")
        if made.second:
            say(made.second)
        if backups.pruning_paused():
            say(
                "Old backups are all kept since a restore or a jump of the clock: check that "
                "everything is there, then romtui backup --let-thin."
            )
    return 0


def show(folder: str | None) -> int:
    """List the backups, the newest first, by what is written beside them."""
    vault = the_vault(folder)
    _list(vault.backups(asking.secret(ASKED)))
    return 0


def restore(folder: str | None, chosen: str | None) -> int:
    """Show what a backup holds and what would be lost, and put it in place when asked to."""
    vault = the_vault(folder)
    secret = asking.secret(ASKED)
    if chosen is None:
        backups = vault.backups(secret)
        _list(backups)
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
        "Until you have looked that all is well, no old backup is let go; "
        "romtui backup --let-thin says so."
    )
    return 0


def _verify(backups: "BackupRepository") -> int:
    verified: list[Backup] = []
    try:
        for backup in backups.verify():
            verified.append(backup)
            say(f"{_verdict(backup)}  {_line(backup)}")
    except VaultError as away:
        say(str(away))
    damaged = sum(bool(backup.problem) for backup in verified)
    unsure = sum(not backup.proven for backup in verified)
    say(f"Damaged: {damaged}" if verified else "There is no backup yet.")
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


def _list(backups: "tuple[Backup, ...]") -> None:
    for backup in reversed(backups):
        say(_line(backup))
    if not backups:
        say("There is no backup yet: romtui backup makes one.")


def _line(backup: "Backup") -> str:
    from romtui.store.backup.archive import SUFFIX
    from romtui.store.clock import local_now

    made_at = backup.made_at
    line = f"{backup.number:>6}  {made_at.astimezone():{_DAY}}  ({age(made_at, local_now())})"
    if backup.path.suffix == SUFFIX:
        line += "  in the second place"
    if backup.manifest is not None:
        line += f"  {_counts(backup.manifest.contents)}"
    note = backup.problem or backup.remark
    return f"{line}  {note}" if note else line


def _counts(contents: "Contents") -> str:
    return ", ".join(
        f"{contents.tables.get(table, 0)} {words}" for table, words in _COUNTED.items()
    )


def _find(chosen: str, folder: Path) -> Path:
    """The backup of this number in the list, or the file of one that lies elsewhere."""
    from romtui.store.backup.snapshot import list_snapshots, number_of
    from romtui.store.vault.folder import BACKUPS

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
    made_at, contents = preview.manifest.made_at, preview.manifest.contents
    say(f"The backup is of {made_at.astimezone():{_DAY}}: {_counts(contents)}.")
    if contents.last_entry is not None:
        say(f"Its last entry is of {contents.last_entry.astimezone():{_DAY}}.")
    if preview.present is not None:
        say(f"The records of now hold {_counts(preview.present)}.")
        _differences("Only there, and not in the backup", preview.lost)
        _differences("Only in the backup, and there again after restoring", preview.back)
        say("They are backed up and their file is kept before anything is put in their place.")
    elif preview.unreadable:
        say(f"The records of now cannot be compared. {preview.unreadable}")
        say("Their file is kept as it is.")
    return asking.agreed("Restoring puts the backup in the place of the records.", "restore")


def _differences(what: str, counts: dict[str, int]) -> None:
    listed = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
    say(f"{what}: {listed or 'nothing'}.")
