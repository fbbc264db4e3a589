"""What the store says, in English: refusals with a way out, notes at opening, results of checks.

A sentence says what is wrong, then what to do. `romtui ...` is a command to type.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from romtui.domain.text import full_moment

WAY_OUT: Final = (
    "Copy the whole folder before you try anything. Then romtui backups lists the backups there "
    "are, and romtui restore shows what one contains before it replaces anything."
)
"""What can be done today about records that do not open."""

# What is entered: patients

UNKNOWN_PATIENT: Final = "Patient not found. Go back to the caseload and choose again."
AT_LEAST_ONE_SESSION: Final = "Plan at least one session, or leave the number blank."


def unfit_code(longest: int) -> str:
    """A code that is empty, too long or not printable."""
    return f"A code needs 1 to {longest} letters, digits or signs. Choose another."


def code_taken(code: str) -> str:
    """A code that another record has."""
    return f"Code {code} is taken. Choose another, or leave it blank to get one."


def birth_year(latest: int) -> str:
    """A year that cannot be one of birth."""
    return f"A birth year has four digits, from 1900 to {latest}."


def questionnaire_missing(code: str, instrument: str) -> str:
    """A record with forms of a questionnaire whose file is gone."""
    return (
        f"{code} has answers to {instrument}, which is not among the questionnaires. "
        "Put its file back."
    )


# Sessions, interventions, targets, life events

IMPRESSION_RANGE: Final = "An impression goes from -2 (much worse) to +2 (much better)."
WHAT_HAPPENED: Final = "Write what happened."
INTERVENTION_IS_NEWER: Final = "The current intervention began after that date. Choose a later one."


def target_range(measure: str, lo: object, hi: object) -> str:
    """A target outside the scale."""
    return f"{measure} totals go from {lo} to {hi}."


# The schedule

PATIENTS_OWN_WORDS: Final = "Write it in the patient's own words."
WHY_PAUSED: Final = "Give a short reason for pausing it."


def cannot_be_filled_in(measure: str) -> str:
    """A questionnaire without wording and without a total."""
    return (
        f"{measure} has neither its wording nor a total here. "
        "A questionnaire file of your own can add them."
    )


def too_many_goals(most: int) -> str:
    """How many goals a patient may have at a time."""
    return f"You can track {most} goals at a time. Remove one from the schedule first."


# Forms and results

NO_ANSWERS_YET: Final = "No answers yet. Answer an item, or close the form."
NEITHER_ANSWERS_NOR_TOTAL: Final = "There are neither answers nor a total. Enter one of them."
SAME_FORM_AND_DAY: Final = "It can only replace the same questionnaire of the same day."
RESULT_WITHDRAWN: Final = "This result was withdrawn. Undo that first, or enter the form again."
WHY_CORRECTED: Final = "Give a short reason for the correction."
ANOTHER_QUESTIONNAIRE: Final = "This is another questionnaire. Withdraw the result instead."
ANOTHER_VERSION: Final = (
    "This result belongs to another version of the questionnaire. Withdraw it instead."
)
NOTHING_TO_UNDO: Final = "Nothing left to undo."
WHY_WITHDRAWN: Final = "Give a short reason for withdrawing it."
WHY_MOVED: Final = "Give a short reason for moving it."
ALREADY_THIS_PATIENTS: Final = "It belongs to this patient already. Choose another one."
MADE_FOR_ONE_PATIENT: Final = "This measure was made for one patient. Withdraw the result instead."
UNKNOWN_RESULT: Final = "Result not found. Go back to the session and choose again."
ANOTHER_RESULT: Final = "This is not the result to correct. Go back and choose it again."


def no_such_answer(measure: str, answer: object, item: object) -> str:
    """An answer the item does not have."""
    return f"{measure} has no answer {answer} on item {item}."


def no_such_followup(measure: str, answer: object) -> str:
    """An answer the question after the form does not have."""
    return f"{measure} has no answer {answer} to the question after the form."


def unknown_questionnaire(instrument: str) -> str:
    """An id that is no questionnaire."""
    return f"There is no questionnaire {instrument}. Choose one from the list."


def unfinished_form_differs(items: int) -> str:
    """An unfinished form that does not fit its questionnaire."""
    return f"The questionnaire has {items} items. Discard this form and start again."


# What was shared, agreed and reviewed

WHY_NOT_TODAY: Final = "Give a short reason why not today."
ANOTHER_PATIENTS_RESULT: Final = "This result belongs to another patient. Go back and choose again."
WHAT_WAS_AGREED: Final = "Write what you agreed."
DATE_IN_THE_PAST: Final = "That date is in the past. Choose today or later, or leave it blank."
ONLY_TODAYS_ACTION: Final = "Only today's actions can be undone. Record the outcome instead."
UNKNOWN_ACTION: Final = "Agreed action not found. Go back to the session and try again."
WHAT_WAS_ASKED: Final = "Write what you asked and what you did."
SEVERAL_PATIENTS_RESULTS: Final = (
    "These results do not all belong to one patient. Go back and choose again."
)

# The log of what was done, where it is not called what the log keeps

AUDIT: Final[Mapping[str, str]] = {
    "unarchived": "restored from the archive",
    "draft begun": "form started",
    "draft dropped": "unfinished form discarded",
    "result amended": "result corrected",
    "focus set": "intervention set",
    "event noted": "life event recorded",
    "event dropped": "life event undone",
    "result not shared": "result not shared today",
    "fit noted": "fit recorded",
    "skipped": "questionnaire not today",
    "agreement made": "action agreed",
    "agreement reviewed": "agreed action reviewed",
    "agreement taken back": "agreed action undone",
    "objection noted": "concern recorded",
    "line said": "suggestion said",
    "battery set": "schedule changed",
    "own measure added": "goal or personal item added",
    "followup answered": "question after the form answered",
    "followup taken back": "answer after the form undone",
    "case taken in": "record imported",
    "another record merged here": "another record merged into this one",
    "clock jump": "clock changed",
    "old backups may go": "pruning resumed",
    "page to take home": "handout written",
    "result corrected by an import": "result corrected by import",
    "patient erased with an import": "patient erased: import undone",
    "patient erased: asked for": "patient erased: the patient asked for it",
    "patient erased: kept long enough": "patient erased: end of retention",
}


def happened(event: str) -> str:
    """What the log shows of one event."""
    return AUDIT.get(event, event)


# Merged records, and codes that come back from pages

ANOTHER_PATIENTS_CODE: Final = "This code belongs to another patient. Nothing was saved."
NOTHING_TO_SAVE: Final = "There is nothing to save."


def merged_into(code: str) -> str:
    """The life event that an emptied record keeps."""
    return f"This record was merged into {code}."


# Saving

NOTHING_TO_KEEP: Final = "There is nothing here that could be saved elsewhere."

VAULT_LOCKED: Final = "The vault is locked. Open it with the passphrase."
RECORDS_READ_ONLY: Final = "These records are open read-only. Nothing was saved."
CANNOT_BE_STORED: Final = "A character or number in this text cannot be stored. Type it again."
CHANGE_NOT_SAVED: Final = "This change could not be saved. Please try again."
DISK_FULL_NOT_SAVED: Final = "The disk is full. Free some space and try again. Nothing was saved."
DISK_FULL: Final = "The disk is full. Free some space and try again. Nothing was changed."
VAULT_NOT_WRITABLE: Final = "The vault cannot be written. Check the permissions of its folder."
VAULT_MOVED: Final = (
    "The vault was moved, replaced or deleted. What you entered is still here. Put the folder "
    "back, or save the records elsewhere (a command)."
)
TIME_ZONE: Final = "This computer's time zone cannot be used. Check TZ in the environment."

# Opening a vault

OTHER_WINDOW: Final = "This vault is open in another window. Close romtui there first."
OPEN_HERE: Final = "This vault is already open here. Close it first."
ALREADY_A_VAULT: Final = "There is already a vault in this folder. Open it instead."
READ_ONLY: Final = "Read-only: nothing you enter will be saved."
OPENS_NOTHING: Final = "Wrong passphrase or recovery code. Check it and try again."
REPLACED_SINCE: Final = "That passphrase or recovery code has been replaced. Use the present one."
MIXED_HEADERS: Final = (
    "The key headers in this folder belong to different vaults. "
    "Perhaps vault.hdr was copied here from another one."
)
NEWER_VAULT: Final = "This vault was written by a newer romtui. Please update romtui."
NEWER_RECORDS: Final = "These records were written by a newer romtui. Please update romtui."
OTHER_RECORDS: Final = (
    "These records belong to another version of romtui. Read them with that version."
)
NO_CIPHER: Final = (
    "SQLite's encryption is missing on this computer, so nothing was opened. "
    "Reinstall romtui with its dependencies."
)


def no_vault(folder: Path) -> str:
    """A folder without a vault."""
    return f"There is no vault in {folder} yet. Create one first."


def no_memory(mebibytes: int) -> str:
    """Too little memory for a passphrase."""
    return (
        f"Checking a passphrase needs {mebibytes} MiB of free memory. Close other programs and "
        "try again. Nothing was changed."
    )


def cannot_lock(folder: Path) -> str:
    """A disk on which two windows could open one vault."""
    return (
        f"Files in {folder} cannot be locked, so two windows could damage the records. "
        "Choose a folder on a local disk with --vault."
    )


def other_files(folder: Path) -> str:
    """A folder that is used for something else."""
    return f"{folder} contains other files. Choose a new or empty folder."


def synced_folder(folder: Path, service: str) -> str:
    """Before a vault is created."""
    return (
        f"{service} syncs {folder}, which can corrupt records while they are written. Choose a "
        "local folder, and let romtui backup --to put finished encrypted copies there."
    )


def synced_vault(service: str) -> str:
    """At opening."""
    return (
        f"{service} syncs this vault, which can corrupt it. Move it to a local folder. "
        "romtui doctor explains."
    )


def goes_with_python(folder: Path) -> str:
    """Before a vault is created, on Windows."""
    return (
        f"The Python of the Microsoft Store keeps {folder} inside itself, and Windows deletes it "
        "together with that Python. Choose a folder of your own with --vault, such as "
        "--vault C:\\romtui, or install romtui with uv."
    )


def network_disk(file_system: str) -> str:
    """What syncs, where it is no service."""
    return f"a network disk ({file_system})"


# Passphrase and recovery code

VERY_EASILY, WITH_PATIENCE = "very easy to guess", "possible to guess"


def weak_passphrase(how: str) -> str:
    """Too few guesses."""
    return f"This passphrase is {how}. Add two or three unrelated words."


def code_length(groups: int, signs: int, typed: int) -> str:
    """Too few or too many characters."""
    return (
        f"A recovery code has {groups} groups of {signs} characters, {groups * signs} in all. "
        f"You typed {typed}."
    )


def group_with_a_slip(number: int) -> str:
    """A typing error, and where."""
    return f"Group {number} of the recovery code has a typing error. Check it."


# After romtui, or the computer, stopped without closing the vault


def log_damaged(log: str, backups: str) -> str:
    """Not opened."""
    return (
        f"The log of the latest entries, {log}, is damaged and was left as it is. Your "
        "passphrase is right. Copy the whole vault folder first. Then move that one file into "
        f"its folder {backups} and open again: what was entered before the damage is recovered."
    )


def log_salvaged(copy: object) -> str:
    """Opened, with what could be read."""
    return (
        "What could be read of the damaged log was recovered. Check whether your latest entries "
        f"are there, and enter again what is missing. The log is kept in {copy}."
    )


def log_doubtful(copy: object) -> str:
    """Opened; the last change may be missing."""
    return (
        "Last time romtui was stopped in the middle of a change. Check whether your last entry is "
        f"there. What was left of the log is kept in {copy}."
    )


def log_cut(log: str) -> str:
    """Opened; saved entries may be missing."""
    return (
        f"Last time romtui was stopped, and the end of its log {log} is missing, with something "
        "that was saved. Check whether your latest entries are there, and enter again what is "
        "missing."
    )


def log_gone(log: str) -> str:
    """Opened; saved entries may be missing."""
    return (
        f"Last time romtui was stopped, and its log {log} is gone. Check whether your latest "
        "entries are there, and enter again what is missing."
    )


# Key headers

_PUT_BACK: Final = "Put vault.hdr back from a copy of the folder."
HEADER_DAMAGED: Final = "The key header is damaged."
HEADER_CHANGED: Final = (
    "The key header was changed after it was written. The records were not touched. "
    f"{_PUT_BACK} {WAY_OUT}"
)
HEADER_NEVER_WRITTEN: Final = "The key header asks for something no romtui ever wrote."
HEADER_TOO_COSTLY: Final = (
    "The key header asks for more work than any romtui needs to check a passphrase, so it was not "
    f"tried. It was changed after it was written. {_PUT_BACK}"
)
NOT_A_HEADER: Final = "The file vault.hdr is not a romtui key header. Choose another folder."
HEADERS_DAMAGED: Final = (
    "Both copies of the key header are damaged. The records were not touched. "
    f"{_PUT_BACK} {WAY_OUT}"
)
HEADERS_GONE: Final = f"Both copies of the key header are missing. {_PUT_BACK} {WAY_OUT}"
OTHER_VAULTS: Final = "of another vault"
OTHER_OR_OLD: Final = "of another vault, or a very old one"
HEADERS_OF_TWO_VAULTS: Final = "they belong to two vaults; the next opening moves the wrong one"
HEADER_OLDER: Final = "one is older than the other, or was changed; the next opening renews it"


def second_header_is_old(error: object) -> str:
    """A new secret that only one copy has."""
    return f"Changed, but the second copy of the key header is still the old one. {error}"


def header_unreadable(names: str) -> str:
    """In a check."""
    return f"{names} cannot be read; the next opening renews one from the other"


def header_foreign(name: str, whose: str) -> str:
    """In a check."""
    return f"{name} is the key header {whose}; the next opening moves it aside"


def header_renewed(name: str) -> str:
    """At opening."""
    return f"A copy of the key header, {name}, was wrong and has been renewed."


def header_put_aside(name: str, whose: str, kept: str) -> str:
    """At opening."""
    return (
        f"{name} was the key header {whose}. It is now in {kept}, and the right one is back in "
        "its place."
    )


def header_not_renewed(name: str, error: object) -> str:
    """At opening."""
    return f"A copy of the key header, {name}, could not be renewed. {error}"


# Files and folders

CHECK_PERMISSIONS: Final = "Check its permissions"
CHECK_PERMISSIONS_AND_DISK: Final = "Check its permissions and its disk"
NO_REASON: Final = "no reason given"


def permissions_fixed(name: str) -> str:
    """At opening."""
    return f"Other users could read {name}; its permissions have been fixed."


def records_missing(records: str) -> str:
    """A vault without its records."""
    return f"There is a key but no {records}. Put the file back. {WAY_OUT}"


def database_missing(name: str) -> str:
    """A database that is not there."""
    return f"There is no {name}. Put the file back. {WAY_OUT}"


def not_a_folder(path: Path) -> str:
    """No place for a vault."""
    return f"{path} is a file, not a folder. Choose another place for the vault."


def folder_not_writable(path: Path) -> str:
    """No permission."""
    return f"{path} cannot be written. Check its permissions or choose another folder."


def not_readable(path: Path, check: str) -> str:
    """No permission to read."""
    return f"{path} cannot be read. {check}."


def only_readable(path: Path, check: str) -> str:
    """No permission to write."""
    return (
        f"{path} cannot be written, so nothing could be saved. {check}. romtui --read-only opens "
        "it for reading; romtui --read-only export writes its contents to another disk."
    )


def backups_without_vault(backups: Path) -> str:
    """Backups, and no vault."""
    return f"{backups} exists without a vault beside it. Choose an empty folder. {WAY_OUT}"


def folder_for_file(path: Path) -> str:
    """A folder in the way."""
    return f"{path} is a folder where a file should be. Move it away."


def link_for_file(path: Path) -> str:
    """A link in the way."""
    return f"{path} is a link or a device, not a file. Put the file itself there."


def another_users(path: Path) -> str:
    """A file of somebody else."""
    return f"{path} belongs to another user. Choose a folder of your own."


def file_in_the_way(path: Path) -> str:
    """A file where a folder was expected."""
    return f"{path} is a file, or is below one. Choose another place."


def no_permission(path: Path) -> str:
    """The system refused."""
    return f"{path} cannot be read or written. Check its permissions or choose another folder."


def disk_failed(path: Path, why: str) -> str:
    """Something else went wrong."""
    return f"{path} could not be read or written ({why}). Check the disk."


# Damaged records

RECORDS_DAMAGED: Final = (
    f"The records are damaged and were left as they are. Your passphrase is right. {WAY_OUT}"
)
FOREIGN_HEADER: Final = (
    "Your passphrase opens vault.hdr, but that is the key header of another vault: nothing in "
    f"this folder was written with its key. Put its own vault.hdr back. {WAY_OUT}"
)
FOREIGN_OR_DAMAGED: Final = (
    "Nothing in the records opens with the key in vault.hdr, though your passphrase is right for "
    "it. Either it is the key header of another vault, or the records are damaged from the first "
    f"page on. {WAY_OUT}"
)
OPEN_READ_ONLY: Final = "romtui --read-only opens what can be read."


def newest_whole_backup(damage: object, number: int, made_at: datetime) -> str:
    """Records that do not open, and what can replace them."""
    return (
        f"{damage} The newest intact backup is number {number}, from {full_moment(made_at)}; "
        f"romtui restore shows it. {OPEN_READ_ONLY}"
    )


# Backups

OTHER_VAULTS_BACKUP: Final = (
    "This backup belongs to another vault. Restore it into an empty folder with --vault."
)
OPENS_WITH_CODE: Final = "It opens with the recovery code, or with the passphrase of that time."
OPENS_WITH_FORMER: Final = (
    "It is intact, but opens only with the passphrase or recovery code of that time. Whether you "
    "have them cannot be checked here."
)
OPENS_WITH_UNKNOWN: Final = (
    "Its records are intact, but its key header is from an earlier romtui and has other secrets "
    "than today's. Whether it opens cannot be checked here."
)
NO_MANIFEST: Final = "There is no list of what it contained when it was made."
MANIFEST_DAMAGED: Final = "The list of what this backup contains is damaged."
FILE_CHANGED: Final = "Its file is not the one that was written."
CONTENTS_CHANGED: Final = "It no longer contains what it contained when it was made."
BACKUP_HEADER_MISSING: Final = "Its key header is missing."
BACKUP_HEADER_DAMAGED: Final = "Its key header is damaged."
BACKUP_HEADER_CHANGED: Final = "Its key header was changed after it was written."
BACKUP_HEADER_FOREIGN: Final = "Its key header belongs to another vault."
ONE_HEADER_DAMAGED: Final = "One of its two key headers is damaged; it still restores."
BACKUP_INCOMPLETE: Final = "A backup was not complete, so nothing was changed. Try again."
OTHER_KEY: Final = "It has another key, or is damaged."


def second_location_away(folder: Path) -> str:
    """Nothing can be checked there now."""
    return f"The second location {folder} is not available. Connect it to have it checked."


def could_not_be_read(error: object) -> str:
    """A disk that does not give a backup says nothing about it."""
    return f"It could not be read. {error}"


def archive_would_not_restore(archive: Path, error: object) -> str:
    """A copy that is worth nothing."""
    return f"{archive} would not restore. Move it away. {error}"


def not_copied(error: object) -> str:
    """The second location failed."""
    return f"It could not be copied to the second location. {error}"


def copied(folder: Path) -> str:
    """The second location has it."""
    return f"It is in the second location too, {folder}."


def no_such_location(folder: Path) -> str:
    """A second location that is not there."""
    return f"Folder {folder} not found. Connect the drive or create the folder."


def location_in_vault(folder: Path) -> str:
    """A second location that would be lost with the first."""
    return f"{folder} is inside the vault. Choose a place on another disk."


def no_header_beside(name: str) -> str:
    """A backup without its key header."""
    return f"{name} has no key header beside it. Choose another backup."


def make_new_backup(name: str) -> str:
    """The same, when it was to be copied."""
    return f"{name} has no key header beside it. Make a new backup."


def archive_cut(name: str) -> str:
    """Part of a backup."""
    return f"{name} is incomplete or damaged. Choose another backup."


def not_a_backup(name: str) -> str:
    """Some other file."""
    return f"{name} is not a romtui backup. Choose another file."


def newer_backup(name: str) -> str:
    """A backup of a later romtui."""
    return f"{name} was written by a newer romtui. Please update romtui."


def still_opens_with_old(name: str, why: str) -> str:
    """A backup that could not be given the new secret."""
    return f"Backup {name} still opens with the old one. {why}"


# Erasing

LOG_EMPTIED_LATER: Final = "The log of the latest entries is emptied when the vault is closed."
EXPORTED: Final = "An unencrypted file was exported"
HANDOUT_WRITTEN: Final = "A handout was written"
PAGE_WRITTEN: Final = "A page to fill in at home was written"


def went_out(what: str, at: datetime) -> str:
    """What left the vault, and romtui cannot erase."""
    return f"{what} on {full_moment(at)}."


def perhaps_another_patient(name: str) -> str:
    """A backup that was not touched."""
    return (
        f"{name} contains this code or number, but perhaps for another patient, and was left. "
        "Delete the file if it is the same patient."
    )


def not_rewritten(name: str, why: str) -> str:
    """A backup in which they still are."""
    return f"{name} could not be rewritten. Delete it by hand. {why}"


def second_location_not_erased(folder: Path) -> str:
    """Backups in which they still are."""
    return f"The second location {folder} is not available; its backups were not rewritten."


def archive_left(archive: Path) -> str:
    """Not ours, or not readable."""
    return f"{archive} belongs to another vault or is damaged, and was left as it is."


# Checking everything

COUNTED: Final[Mapping[str, str]] = {
    "patient": "patients",
    "session": "sessions",
    "result": "results",
    "result_version": "versions of results",
    "draft": "unfinished forms",
}
CHECK_AFTER_OPENING: Final = "the next opening updates the records; check again then"
LAST_CHANGE_IN_PART: Final = "its last change is incomplete; check whether your last entry is there"
LOG_END_MISSING: Final = (
    "its end, or all of it, is missing; check whether your latest entries are there"
)
LOG_DAMAGED: Final = "it is damaged; copy the folder before you open the vault"
RECORDS: Final = "records"
BOTH_HEADERS: Final = "both copies of the key header"
LOG: Final = "log of the latest entries"
PAGES_FIT: Final = "how the pages fit together"
REFERENCES: Final = "references between tables"
ROWS_POINT_NOWHERE: Final = "some rows refer to nothing"
TABLES: Final = "tables and their safeguards"
SCORES: Final = "scores"
QUESTIONNAIRES_USED: Final = "questionnaires in use"
BACKUPS_HERE: Final = "backups here"
BACKUPS_THERE: Final = "backups in the second location"
NEWER_TABLES: Final = "they were made by a newer romtui; please update romtui"


def pages(number: object) -> str:
    """How many pages were checked."""
    return f"{number} pages, each authenticated"


def bad_pages(number: int) -> str:
    """Pages that fail."""
    return f"{number} cannot be authenticated; restore a backup"


def tables_differ(names: Iterable[str]) -> str:
    """Tables that are not as the migrations make them."""
    return f"not as they were made: {', '.join(names)}"


def recomputed(stored: int, computed: int) -> str:
    """How many scores were checked."""
    return f"{stored} stored scores, {computed} recomputed from their answers"


def score_of(code: str, measure: str, on: str) -> str:
    """Which score."""
    return f"{code}, {measure} of {on}"


def wrong_scores(which: Iterable[str]) -> str:
    """Scores that are not what their answers come to."""
    return f"different from their answers: {'; '.join(which)}"


def files_missing(instruments: Iterable[str]) -> str:
    """Questionnaires whose files are gone."""
    return (
        "put the files of these questionnaires back to have their scores checked: "
        f"{', '.join(instruments)}"
    )


def numbered(where: str, number: int) -> str:
    """`backups here: number 12`."""
    return f"{where}: number {number}"


def would_restore(where: str, good: int) -> str:
    """`backups here: 14 would restore`."""
    return f"{where}: {good} would restore"


# Importing a table of scores; a line's refusal begins in lower case, after its number

NO_SCORE: Final = "no score"
WITH_ANSWERS: Final = " with its answers"
AND_MORE: Final = " and more"
OTHER_VERSION_THERE: Final = (
    "the existing form belongs to another version of the questionnaire. Withdraw it first."
)
PERSONAL_FROM_ROMTUI: Final = (
    "a goal or personal item can only be imported from a file that romtui wrote."
)


def at_line(line: int, refusal: object) -> str:
    """`line 2: ...`."""
    return f"line {line}: {refusal}"


def more_lines(number: int) -> str:
    """How many lines are not named."""
    return f" and {number} more"


def undecided(lines: str, more: str) -> str:
    """Days that have a form already."""
    return (
        f"Nothing was imported. These days already have another score: line {lines}{more}. "
        "Add --differing keep, correct or both; --dry-run shows them."
    )


def unknown_code(alike: Iterable[str]) -> str:
    """A code nobody has, with those it may be a slip of."""
    names = " or ".join(alike)
    meant = f" Did you mean {names}?" if names else ""
    return f"no patient has this code; --add-people adds them.{meant}"


def part_twice(measure: str) -> str:
    """One part given twice."""
    return f"one part of {measure} is given twice for this day."


def another_total(computed: str) -> str:
    """Answers and total that disagree."""
    return (
        f"its answers come to {computed or 'no total'}, but another total is given. Check the form."
    )


# Importing records


def record_of_the_file(place: int) -> str:
    """`Patient 2 of the file`."""
    return f"Patient {place} of the file"


def in_the_file(where: str, fault: str) -> str:
    """`Patient 2 of the file, result 3: ...`."""
    return f"{where}: {fault}"


def same_number(where: str) -> str:
    """Two results with one number."""
    return f"{where}: two results have the same number."


def rows_expected(where: str) -> str:
    """No object."""
    return f"{where}: an object with the rows of each table was expected."


def no_such_table(where: str, name: str) -> str:
    """A table romtui does not have."""
    return f"{where}: there is no table “{name}”."


def list_expected(where: str, name: str, most: int) -> str:
    """No list, or too long a one."""
    return f"{where}, {name}: a list of up to {most} rows was expected."


def one_patient_expected(where: str) -> str:
    """None, or several."""
    return f"{where}: exactly one row of patient was expected."


def columns_expected(where: str) -> str:
    """No object."""
    return f"{where}: an object with columns was expected."


def no_such_column(where: str, name: str) -> str:
    """A column romtui does not have."""
    return f"{where}: there is no column “{name}”."


def value_missing(where: str, name: str) -> str:
    """A column that has to be there."""
    return f"{where}: {name} is missing."


def must_not_be_empty(where: str) -> str:
    """A value that has to be there."""
    return f"{where} must not be empty."


def should_be(where: str, expected: str) -> str:
    """Another kind of value."""
    return f"{where} should be {expected}."


def points_nowhere(where: str, table: str) -> str:
    """A result that is not in the file."""
    return f"{where}, {table}: it refers to a result that is not there."


def not_storable(where: str, table: str) -> str:
    """A value the tables refuse."""
    return f"{where}, {table}: a value cannot be stored, or something appears twice."


def rows_do_not_fit(where: str) -> str:
    """Rows that do not make a record."""
    return f"{where}: its rows do not fit together."


def text_expected(most: int) -> str:
    """Half a sentence, after `should be`."""
    return f"text of up to {most} characters"


NUMBER_IN_QUOTES: Final = "a number in quotation marks, such as “12”"
SCORES_BY_PART: Final = "scores by the parts of the questionnaire"
MOMENT: Final = "a time such as 2026-01-05T14:30:00+00:00"
MOMENT_WITH_OFFSET: Final = "a time with its offset from UTC"
MOMENT_OF_OUR_TIME: Final = "a time in a plausible year"
ANSWERS_BY_ITEM: Final = "answers by item number"
LIST_OF_ANSWERS: Final = "a list of answers"
UNFINISHED_FORM_DIFFERS: Final = (
    "an unfinished form has another number of items than its questionnaire."
)


def total_does_not_add_up(measure: str, code: str, day: str) -> str:
    """A record whose total is not that of its answers."""
    return (
        f"The {measure} of {code} on {day} does not add up to its total. Compare it with the paper."
    )


def code_taken_by_import(code: str) -> str:
    """A code that both have."""
    return f"Code {code} is taken. Change one of the two, then try again."


# Undoing an import

NO_IMPORT: Final = "There is no import to undo."
ENTERED_SINCE: Final = (
    "Something was entered since for patients of this import, so it stays. Withdraw single "
    "results, erase single patients, or restore the backup made before it."
)
