"""`romtui backup`, `backups` and `restore`: copies made, verified, listed, put in place."""

from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import asking
from romtui.cli.opened import ASKED, say, the_vault, workspace
from romtui.domain.backup_age import age
from romtui.domain.errors import UserError
from romtui.paths import place_of
from romtui.store.errors import VaultError

if TYPE_CHECKING:
    from romtui.store.backup.backups import Backups
    from romtui.store.backup.manifest import Contents
    from romtui.store.backup.repository import Backup
    from romtui.store.backup.restore import Preview

_COUNTED = {"patient": "people", "session": "sessions", "result": "results"}
_DAY = "%d %B %Y, %H:%M"


def back_up(
    folder: str | None, *, to: Path | None, only_here: bool, verify: bool, let_thin: bool
) -> int:
    """Make a backup, or with `verify` open every one there is; 1 when one is damaged."""
    with workspace(folder) as here:
        backups = here.store.backups
        assert backups is not None
        if to is not None:
            from romtui.store.backup.repository import refuse_unfit_place

            place = place_of(to)
            refuse_unfit_place(place, here.vault.folder)
            backups.set_second_place(place)
        if only_here:
            backups.set_second_place(None)
            say("Backups stay in the vault from now on; what lies in the second place stays there.")
        if let_thin:
            backups.let_thin()
            say("Old backups may go again when their time has come.")
        if verify:
            return _verify(backups)
        made = backups.make()
        say(f"Backup {_line(made.backup)}: verified.")
        if made.second:
            say(made.second)
        if backups.thinning_paused():
            say(
                "Old backups are all kept since a restore or a jump of the clock: look that all is "
                "well, then romtui backup --let-thin."
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
        there_are = vault.backups(secret)
        _list(there_are)
        if not there_are:
            return 0
        chosen = asking.line("Which one? Its number")
        if not chosen:
            say("Nothing was changed.")
            return 0
    done = vault.restore(_find(chosen, vault.folder), secret, _confirm)
    if done is None:
        say("Nothing was changed.")
        return 0
    say("Restored.")
    if done.before is not None:
        say(f"The records of before are backup {done.before.stem}.")
    if done.former is not None:
        say(f"Their file was not overwritten: {done.former}")
    say(
        "Until you have looked that all is well, no old backup is let go; "
        "romtui backup --let-thin says so."
    )
    return 0


def _verify(backups: "Backups") -> int:
    found: list[Backup] = []
    try:
        for one in backups.verify():
            found.append(one)
            say(f"{_judgement(one)}  {_line(one)}")
    except VaultError as away:
        say(str(away))
    damaged = sum(bool(one.wrong) for one in found)
    unsure = sum(not one.proven for one in found)
    say(f"Damaged: {damaged}" if found else "There is no backup yet.")
    if unsure:
        say(f"Not sure: {unsure}")
    if damaged or unsure:
        say("romtui backup makes a new one.")
    return 1 if damaged else 0


def _judgement(one: "Backup") -> str:
    if one.wrong:
        return "DAMAGED "
    if not one.proven:
        return "not sure"
    return "ok, but " if one.remark else "ok      "


def _list(backups: "tuple[Backup, ...]") -> None:
    for one in reversed(backups):
        say(_line(one))
    if not backups:
        say("There is no backup yet: romtui backup makes one.")


def _line(one: "Backup") -> str:
    from romtui.store.backup.archive import SUFFIX
    from romtui.store.clock import local_now

    said = f"{one.number:>6}  {one.made_at.astimezone():{_DAY}}  ({age(one.made_at, local_now())})"
    if one.path.suffix == SUFFIX:
        said += "  in the second place"
    if one.manifest is not None:
        said += f"  {_counts(one.manifest.contents)}"
    about = one.wrong or one.remark
    return f"{said}  {about}" if about else said


def _counts(contents: "Contents") -> str:
    return ", ".join(f"{contents.tables.get(name, 0)} {what}" for name, what in _COUNTED.items())


def _find(chosen: str, folder: Path) -> Path:
    """A number of the list, or the file of a backup that lies elsewhere."""
    from romtui.store.backup.snapshot import copies, number_of
    from romtui.store.vault.folder import BACKUPS

    if chosen.isdecimal():
        for path in copies(folder / BACKUPS):
            if number_of(path) == int(chosen):
                return path
        raise UserError(f"There is no backup {chosen}; romtui backups lists them.")
    path = place_of(chosen)
    if not path.is_file():
        raise UserError(f"There is no file {path}: give a number of romtui backups, or a file.")
    return path


def _confirm(preview: "Preview") -> bool:
    then = preview.manifest
    say(f"The backup is of {then.made_at.astimezone():{_DAY}}: {_counts(then.contents)}.")
    if then.contents.last_entry is not None:
        say(f"Its last entry is of {then.contents.last_entry.astimezone():{_DAY}}.")
    if preview.present is not None:
        say(f"The records of now hold {_counts(preview.present)}.")
        _differences("Only there, and not in the backup", preview.lost)
        _differences("Only in the backup, and there again after restoring", preview.back)
        say("They are backed up and their file is kept before anything is put in their place.")
    elif preview.unreadable:
        say(f"The records of now cannot be compared. {preview.unreadable}")
        say("Their file is kept as it is.")
    return asking.agreed("Restoring puts the backup in the place of the records.", "restore")


def _differences(what: str, found: dict[str, int]) -> None:
    some = ", ".join(f"{number} {name}" for name, number in found.items() if number)
    say(f"{what}: {some or 'nothing'}.")
