"""What the commands say, in English: their help, what they ask, and their answers.

Read from top to bottom it is `romtui --help`, then each command. A file's own words, JSON and the
names of options are not here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from romtui.domain.text import counted

# romtui --help

DESCRIPTION: Final = (
    "Routine outcome monitoring for one therapist: scores, trends, and what to say about them."
)
EPILOG: Final = (
    "Without a command, romtui opens the caseload. Your own questionnaires, wording and keys are "
    "in one configuration folder, on Linux ~/.config/romtui. romtui is not a medical device and "
    "makes no diagnosis."
)
BEFORE_OR_AFTER: Final = "before or after the command"
HELP_DEMO: Final = "open a fictional caseload"
HELP_PLAIN: Final = "work line by line, for a screen reader or a terminal that draws nothing"
HELP_VAULT: Final = "folder of the encrypted records"
HELP_READ_ONLY: Final = "open what can be read of damaged records, and write nothing"
DEMO_ALONE: Final = "--demo cannot be combined with --vault or a command"
PLAIN_WITHOUT_COMMAND: Final = "--plain cannot be combined with a command"
VAULT_NEEDS_FOLDER: Final = "--vault needs a folder"


def no_such_command(typed: str, near: str) -> str:
    """A word that is no command; `near` is one it may be a slip of, or empty."""
    meant = f"Did you mean {near}?" if near else "romtui --help lists the commands."
    return f"there is no command {typed!r}. {meant}"


def cannot_write_output(why: str) -> str:
    """Nobody reads what is printed, or there is no room for it."""
    return f"The output cannot be written ({why}). Send it somewhere else."


OUTPUT_CLOSED: Final = "it is closed"

# Asking on the terminal

UNLOCK_PROMPT: Final = "Passphrase or recovery code"
NO_TERMINAL: Final = "The passphrase is asked for on a terminal, and there is none. Use a terminal."
NOTHING_TYPED: Final = "Nothing typed; nothing changed."
TYPE_AGAIN: Final = "A character did not arrive complete from this terminal. Type it again."
NOTHING_CHANGED: Final = "Nothing was changed."


def type_to_continue(question: str, word: str) -> str:
    """Before something that matters."""
    return f"{question}\nType {word} to continue, or press Enter to cancel"


# Opening the vault

UNKNOWN_CODE: Final = "No patient has this code. Check it in the caseload."
NO_VAULT_YET: Final = "There is no vault in this folder yet. Start romtui to create one."


def without_read_only(command: str) -> str:
    """A command that writes."""
    return f"romtui {command} makes changes. Run it without --read-only."


# Files that are read


def file_too_large(name: str) -> str:
    """More than is read of a file."""
    return f"{name} is larger than 20 MB. Split it into several files."


def file_not_readable(path: Path, why: object) -> str:
    """The system refused."""
    return f"{path} cannot be read: {why}."


def not_json(name: str) -> str:
    """Something else than JSON."""
    return f"{name} is not JSON in UTF-8. Check it with a JSON editor."


def object_expected(where: str) -> str:
    """Something else than an object."""
    return f"{where}: an object with fields was expected here."


def field_should_be(where: str, field: str, expected: str) -> str:
    """A field of another kind."""
    return f"{where}: the field {field} should be {expected}."


# What a field of that file should be

AN_OBJECT: Final = "an object"
A_LIST: Final = "a list"
PRINTABLE_TEXT: Final = "text of printable characters"
LARGER_THAN_MIN: Final = "larger than min"
AT_LEAST_ITEM_MIN: Final = "at least item_min"
AT_LEAST_LO: Final = "at least lo"
PARTS_OR_TOTAL: Final = "a list of parts, unless has_total is true"
FROM_AND_TO: Final = "two numbers, from and to"
SMALLER_FIRST: Final = "two numbers, the smaller one first"
POSITIVE_OR_NULL: Final = "larger than 0, or null"
INSTRUMENT: Final = "an instrument of this file"
INSTRUMENT_OR_NULL: Final = "an instrument of this file, or null"
IMPRESSION_OR_NULL: Final = "a whole number from -2 to 2, or null"
BY_INSTRUMENT: Final = "by instruments of this file"
BY_PART: Final = "by parts of the instrument"
BY_RISK_ITEM: Final = "by the numbers of risk items of the instrument"
SAME_AS_IN_ITEMS: Final = "the same answer as in items"


def one_of(words: Iterable[str]) -> str:
    """A closed set."""
    return f"one of {', '.join(words)}"


def named_printably(number: int) -> str:
    """The name of an instrument."""
    return f"named in printable characters, also number {number}"


def part_with_own_id(number: int) -> str:
    """Two parts of one id."""
    return f"a list of parts, each with its own id, also part {number}"


def item_number(most: int) -> str:
    """One item."""
    return f"the number of an item, up to {most}"


def item_numbers(most: int = 0) -> str:
    """Several items; 0 where nobody knows how many there are."""
    return "a list of item numbers" + (f", up to {most}" if most else "")


def between_or_null(lo: object, hi: object) -> str:
    """A score on the scale."""
    return f"between {lo} and {hi}, or null"


def from_to_or_null(lo: object, hi: object) -> str:
    """An answer."""
    return f"from {lo} to {hi}, or null"


def so_many_answers(count: int) -> str:
    """One an item."""
    return f"a list of {count} answers"


def answers_or_null(lo: object, hi: object) -> str:
    """Answers of a form."""
    return f"a list of whole numbers from {lo} to {hi}, or null"


def case_or_cases(name: str) -> str:
    """A file with neither, or both."""
    return f"{name}: use either the field case or the field cases."


def same_case_id(name: str, case: str) -> str:
    """Two cases that cannot be told apart."""
    return f"{name}: two cases have the id {case}; each needs its own."


# score

HELP_SCORE: Final = "score a questionnaire without saving it"
HELP_ANSWERS: Final = "as printed; . = skipped, - = does not apply"
HELP_TOTAL: Final = "a total, on the published scale"
HELP_PART: Final = (
    "the score of one part of a questionnaire without a single total: depression=12; repeat for "
    "each part"
)
ANSWERS_OR_TOTAL: Final = "Give the answers or --total or --part, not both."
EACH_PART, TOTAL_OPTION = "each --part", "--total"


def give_answers(measure: str, otherwise: str) -> str:
    """Nothing was given."""
    return f"Give the answers of {measure} one by one, or {otherwise}."


def part_twice(name: str) -> str:
    """One part given twice."""
    return f"The part “{name}” is given twice. Keep one of them."


def not_an_answer(typed: str) -> str:
    """A word that is none."""
    return f"“{typed}” is not an answer. Type a printed number, or . for skipped."


def not_a_total(typed: str) -> str:
    """A word that is none."""
    return f"“{typed}” is not a total. Type a number such as 12."


def safety_unknown(item: int) -> str:
    """No answer to a safety item."""
    return f"Item {item} (safety) is unknown: ask about it."


def safety_endorsed(item: int) -> str:
    """A safety answer."""
    return f"Item {item} (safety) was endorsed: raise it first."


def total(measure: str, total: object, lo: object, hi: object) -> str:
    """`PHQ-9: 12 (0 to 27)`."""
    return f"{measure}: {total} ({lo} to {hi})"


def skipped_by_rule(items: str) -> str:
    """What the questionnaire itself passes over."""
    return f", skipped by the questionnaire's rule: {items}"


def part(label: str, points: object, lo: object, hi: object) -> str:
    """`  anxiety: 12 (0 to 42)`."""
    return f"  {label}: {points} ({lo} to {hi})"


def part_not_scored(label: str) -> str:
    """A part with items without an answer."""
    return f"  {label}: not scored"


def not_scored(measure: str, skipped: str) -> str:
    """Items without an answer."""
    return f"{measure}: not scored, skipped: {skipped}"


def no_single_total(measure: str, skipped: str) -> str:
    """Parts only; `skipped` is empty where everything was answered."""
    return f"{measure}: no single total" + (f", skipped: {skipped}" if skipped else "")


# change

HELP_CHANGE: Final = "classify a change by each published rule"
HELP_WITH: Final = "a second measure: recovery as NHS Talking Therapies counts it"
CHILDREN_RULE: Final = "rule of the children's tables"
NO_CHANGE: Final = "no change"
RELIABLE_UNKNOWN: Final = "Reliable change: no verified value"
OUR_CONVENTION: Final = " (our own convention)"
CUTOFF_UNKNOWN: Final = "Cutoff: no verified value"
CLINICAL, NOT_CLINICAL = "clinical", "not clinical"
WITHIN_ERROR: Final = ", within measurement error"
NOT_FROM_ZERO: Final = "not defined from 0"
YES, NO = "yes", "no"
OUR_RULE, UNVERIFIED = ", our own rule", ", unverified"
OTHERWISE: Final = "otherwise "
NO_CASE_AT_START: Final = "Talking Therapies: not a case at the start, so not counted for recovery"


def change(measure: str, first: object, last: object, way: str) -> str:
    """`PHQ-9: 18 → 9, 9 points better`."""
    return f"{measure}: {first} → {last}, {way}"


def points_better(points: float) -> str:
    """`9 points better`."""
    return f"{counted_points(points)} better"


def points_worse(points: float) -> str:
    """`9 points worse`."""
    return f"{counted_points(points)} worse"


def counted_points(points: float) -> str:
    """`1 point`, `2.5 points`."""
    return "1 point" if points == 1 else f"{points:g} points"


def severity(before: object, after: object) -> str:
    """The questionnaire's own names of the ranges."""
    return f"Severity label: {before} → {after}"


def reliable_change(threshold: object, whose: str, result: object) -> str:
    """By the published threshold."""
    return f"Reliable change, {threshold} points or more{whose}: {result}"


def cutoff(value: object, before: str, after: str) -> str:
    """From which side to which."""
    return f"Cutoff {value}: {before} → {after}"


def outcome(name: object) -> str:
    """Recovered, improved, unchanged, worse."""
    return f"Class: {name}"


def smallest_change(value: object, verdict: str) -> str:
    """The published smallest change that matters."""
    return f"Smallest change that matters, {value} points: {verdict}"


def response(percent: object, verdict: str) -> str:
    """The published response."""
    return f"Response ({percent} % reduction): {verdict}"


def remission(value: object, verdict: str) -> str:
    """The published remission."""
    return f"Remission, {value} or better: {verdict}"


def jacobson_truax(index: object, criterion: object, result: object) -> str:
    """The reliable change index."""
    return f"Jacobson and Truax: index {index}, more than {criterion} points needed: {result}"


def their_cutoffs(a: object, b: object, c: object, outcome: object) -> str:
    """The three cutoffs they give."""
    return f"  a {a}, b {b}, c {c}; by c: {outcome}"


def recovered(verdict: str) -> str:
    """Across two measures."""
    return f"Talking Therapies, recovered: {verdict}"


def improved(verdict: str) -> str:
    """Across two measures."""
    return f"Talking Therapies, reliable improvement ({CHILDREN_RULE}): {verdict}"


def one_got_worse(verdict: str) -> str:
    """Across two measures."""
    return f"One measure got reliably worse ({CHILDREN_RULE}): {verdict}"


def reliably_recovered(verdict: str) -> str:
    """Across two measures."""
    return f"Talking Therapies, reliable recovery ({CHILDREN_RULE}): {verdict}"


def reliable_here(thresholds: str) -> str:
    """The thresholds used."""
    return f"  reliable here: {thresholds} points or more"


# instruments

HELP_INSTRUMENTS: Final = "show questionnaires: items, scoring, thresholds, sources"
HELP_CHECK_FILE: Final = "check a questionnaire file of your own"
TOTALS_ONLY: Final = " · totals only"
PARTS_ONLY: Final = " · parts only"
OWN_FILE_ONLY: Final = " · only with a file of your own"
INSTRUMENTS_LISTS: Final = "`romtui instruments` lists them."


def file_is_sound(name: str, measure: str, items: int) -> str:
    """A questionnaire file without a fault."""
    return f"{name} can be used: {measure}, {counted(items, 'item')}."


def unusable(reason: str) -> str:
    """A questionnaire file with one, in the list."""
    return f"romtui: unusable: {reason}"


def file_unusable(instrument: str, reason: str) -> str:
    """A questionnaire file with one, asked for."""
    return f"The file of “{instrument}” cannot be used. {reason}"


def no_such_questionnaire(typed: str, near: Iterable[str]) -> str:
    """An id that is none."""
    names = " or ".join(near)
    return f"There is no questionnaire “{typed}”. " + (
        f"Did you mean {names}?" if names else INSTRUMENTS_LISTS
    )


# detect

HELP_DETECT: Final = "show which patterns apply to the cases in a file"

# check

HELP_CHECK: Final = "check the whole vault; change nothing"
NO_PROBLEMS: Final = "No problems found."
PASSED, FAILED = "ok   ", "FAIL "


def problems(number: int) -> str:
    """What was wrong."""
    return f"{counted(number, 'problem')} found. Nothing was changed."


# backup

HELP_BACKUP: Final = "make a backup of the vault, or verify all"
HELP_TO: Final = "a second location, such as a USB stick; all future backups go there too"
HELP_ONLY_HERE: Final = "forget the second location"
HELP_VERIFY: Final = "open and check every backup"
HELP_RESUME: Final = (
    "confirm that all is well after a restore or clock change, so old backups may be deleted again"
)
ONLY_HERE: Final = "Backups now stay in the vault only; those in the second location remain there."
PRUNING_RESUMED: Final = "✓ Old backups may be deleted again when their time comes."
PRUNING_PAUSED: Final = (
    "No old backups are being deleted since the last restore or clock change. Check that all is "
    "well, then run romtui backup --resume-pruning."
)
NO_BACKUP_YET: Final = "There is no backup yet."
MAKE_A_NEW_ONE: Final = "romtui backup makes a new one."
DAMAGED, NOT_SURE, OK_BUT, OK = "DAMAGED ", "not sure", "ok, but ", "ok      "


def backup_made(line: str) -> str:
    """Which one."""
    return f"Backup {line}: verified."


def damaged(number: int) -> str:
    """How many would not restore."""
    return f"Damaged: {number}"


def not_sure(number: int) -> str:
    """How many could not be judged."""
    return f"Not sure: {number}"


# backups

HELP_BACKUPS: Final = "list the backups"
ROMTUI_BACKUP_MAKES_ONE: Final = "There is no backup yet. romtui backup makes one."
IN_SECOND_LOCATION: Final = "  in the second location"
CONTENTS: Final[Mapping[str, str]] = {
    "patient": "patients",
    "session": "sessions",
    "result": "results",
}

# restore

HELP_RESTORE: Final = "replace the records with a backup"
HELP_WHICH_BACKUP: Final = "its number in the list, or a backup file"
WHICH_BACKUP: Final = "Which one? Type its number"
RESTORED: Final = "✓ Restored."
CHECK_THEN_RESUME: Final = (
    "No old backups will be deleted until you have checked that everything is there and run "
    "romtui backup --resume-pruning."
)
ONLY_IN_PRESENT: Final = "Only in the current records (would be lost)"
ONLY_IN_BACKUP: Final = "Only in the backup (would come back)"
BACKED_UP_FIRST: Final = "The current records are backed up first, and their file is kept."
FILE_IS_KEPT: Final = "Their file is kept."
RESTORE_QUESTION: Final = "Restoring replaces the current records with the backup."
NOTHING: Final = "nothing"


def former_backup(number: str) -> str:
    """Where the records are that were replaced."""
    return f"The previous records are backup {number}."


def former_file(path: object) -> str:
    """Where their file is."""
    return f"Their file was not overwritten: {path}"


def no_such_backup(number: str) -> str:
    """A number that is none."""
    return f"There is no backup {number}. romtui backups lists them."


def no_such_backup_file(path: Path) -> str:
    """A file that is not there."""
    return f"File {path} not found. Give a number from romtui backups, or a backup file."


def backup_holds(made_at: str, contents: str) -> str:
    """What would be restored."""
    return f"The backup is from {made_at}: {contents}."


def last_entry(at: str) -> str:
    """The last thing entered before it was made."""
    return f"Its last entry is from {at}."


def current_records(contents: str) -> str:
    """What would be replaced."""
    return f"The current records hold {contents}."


def cannot_compare(why: str) -> str:
    """Current records that cannot be read."""
    return f"The current records cannot be compared. {why}"


def difference(what: str, rows: str) -> str:
    """What only one of them has."""
    return f"{what}: {rows or NOTHING}."


# recovery-code

HELP_RECOVERY_CODE: Final = "replace a recovery code that was lost or seen"
TYPE_THE_CODE: Final = "Type the code to show that you have it, or press Enter to cancel"
CODE_DIFFERS: Final = (
    "That is not the code above. Check it group by group, or press Enter to cancel"
)
OLD_CODE_STILL_WORKS: Final = "Nothing was changed. The old recovery code still works."
CODE_REPLACED: Final = "✓ Recovery code replaced, also for the backups in the vault's folder."
COPIES_KEEP_OLD_CODE: Final = "A copy you keep elsewhere still opens with the old one."


def new_code(code: str) -> str:
    """Shown once, where the terminal keeps no history."""
    return (
        "Your new recovery code. It is shown only now. Write it down and keep it with your\n"
        "papers, not beside this computer. Until you have typed it, the old one still works.\n\n"
        f"    {code}\n"
    )


# handout

HELP_HANDOUT: Final = "write a one-page handout for a patient"
HELP_HANDOUT_OUT: Final = "a new .html file, to print from a browser; it is not encrypted"
HELP_HANDOUT_OF: Final = "which questionnaire; default: the patient's main one"
HELP_WORDS: Final = "include severity labels"
HELP_NO_NUMBERS: Final = "use words only, no numbers"
NOTHING_FILLED_IN: Final = "Nothing has been filled in yet, so there is nothing to hand out."


def handout_written(path: Path) -> str:
    """Where it is."""
    return f"✓ Written: {path}. Open it in a browser to print it."


def no_result_of(measure: str, filled_in: Iterable[str]) -> str:
    """A measure without a result, and those that have one."""
    return f"There is no result of {measure} yet. Available: {', '.join(filled_in) or 'none'}."


# merge

HELP_MERGE: Final = "merge two records of one patient"
HELP_MERGE_FROM: Final = "the record to empty and archive"
HELP_MERGE_INTO: Final = "the record to keep; everything goes into it"
MERGE_QUESTION: Final = "Merge the two records?"


def merged(source: str, into: str) -> str:
    """Done."""
    return f"✓ {source} merged into {into}."


# erase

HELP_ERASE: Final = "permanently delete a patient, including from backups"
OUT_OF_REACH: Final = (
    "What romtui cannot reach: copies of the vault folder or its backups that you or the system "
    "made elsewhere, unencrypted files you exported, paper, and traces of overwritten files on "
    "disk (encrypted)."
)
TYPE_CODE_TO_ERASE: Final = "Type the code again to erase"
NOTHING_ERASED: Final = "Nothing was erased."
ERASED: Final = (
    "✓ Erased from the records, their log and the backups. The log keeps only that it was done."
)
EXPORT_FIRST: Final = "A file to export everything to first (.json), or Enter for none"
HAS_TO_END_IN_JSON: Final = "The file name must end in .json. Nothing was erased."
WHY_ERASED: Final = "Reason for erasing (number)"
PATIENT_ASKED: Final = "the patient asked for it"
RETENTION_IS_OVER: Final = "the retention period is over"
ENTERED_BY_MISTAKE: Final = "entered by mistake"
ANOTHER_REASON: Final = "another reason"


def to_be_erased(code: str, since: str, results: int, sessions: int) -> str:
    """Who, and what with them."""
    return (
        f"{code}, since {since}: {counted(results, 'result')}, {counted(sessions, 'session')}. "
        "Erasing cannot be undone. Archiving keeps everything and hides the patient."
    )


def left(what: str) -> str:
    """What is still somewhere."""
    return f"Left: {what}"


# doctor

HELP_DOCTOR: Final = "check this computer's setup; needs no passphrase"
NOTHING_TO_DO: Final = "Nothing to do."
TO_DO, UNKNOWN = "DO   ", "?    "
VAULT: Final = "vault"
ONLY_YOU_READ: Final = "files only you can read"
LOCAL_FOLDER: Final = "a local folder that nothing syncs"
BACKUPS: Final = "backups"
NO_BACKUPS: Final = "there is none yet; romtui backup makes one"
LAST_IS_OLD: Final = "the last one is more than two weeks old; romtui backup makes one"
THEIR_HEADERS: Final = "their key headers"
TERMINAL: Final = "terminal"
SCREEN_MAY_KEEP: Final = (
    "screen may keep what was shown; in screen, set altscreen on and keep no log"
)
NO_LOG_OF_TERMINAL: Final = "check that it keeps no log of what it shows"
MULTIPLEXER: Final = "terminal multiplexer"
TMUX_KEEPS: Final = "tmux keeps what was shown; set it with: tmux set -g alternate-screen on"
TMUX_PIPES: Final = "tmux writes what is shown into a file; end that with: tmux pipe-pane"


def to_do(number: int) -> str:
    """What somebody should change."""
    return f"To do: {number}. romtui changed nothing."


def no_vault_in(folder: Path) -> str:
    """Nothing to look at yet."""
    return f"there is none in {folder} yet"


def vault_in(folder: Path) -> str:
    """Which one was looked at."""
    return f"vault in {folder}"


def others_may_read(files: str, command: str) -> str:
    """Permissions that are too wide."""
    return f"other users may read {files}; end that with: {command}"


def synced(service: str) -> str:
    """A folder that is copied while it is written."""
    return (
        f"{service} syncs this folder while romtui writes to it, which can corrupt it. Close "
        "romtui, move the folder to a local disk, and use romtui backup --to for copies"
    )


def backups_and_age(number: int, age: str) -> str:
    """How many, and how old the last is."""
    return f"{counted(number, 'backup')}, the last {age} old"


def numbered(number: int) -> str:
    """One of them."""
    return f"number {number}"


def headers_bad(which: str) -> str:
    """Backups that nothing opens."""
    return f"{which}: damaged or missing; romtui backup makes a new one"


# keys

HELP_KEYS: Final = "show the current keys, or a file to change them"
HELP_EXAMPLE: Final = "print a file to start from"
HELP_CHECK_KEYS: Final = "check a file of keys"
HELP_KEYS_OUT: Final = "write the example into a file"
OUT_WITH_EXAMPLE: Final = "--out can only be used with --example."
DEFAULT_KEYS: Final = "The default keys."
KEYS: Final = "Keys"


def where_keys_are(file: str) -> str:
    """The first line of the example."""
    return f"# Save this as {file}"


def own_keys(name: str, commands: int) -> str:
    """A file of keys without a fault."""
    has = counted(commands, "command has", "commands have")
    return f"{name} can be used: {has} keys of your own."


def default_keys_but(file: str) -> str:
    """The keys in force."""
    return f"The default keys, with the changes in {file}."


# export

HELP_EXPORT: Final = "export one patient or all to an unencrypted file"
HELP_EXPORT_CODE: Final = "one patient; default: all"
HELP_EXPORT_OUT: Final = "a new file: .json for everything, .csv for a table of results"
HELP_FHIR: Final = "a new .json file with the results of one patient as HL7 FHIR R4"
HELP_NAMED: Final = "with --fhir: include name and year of birth as well as the code"
NAMED_WITH_FHIR: Final = "--named can only be used with --fhir."
EXPORT_ENDING: Final = (
    "The file name decides what is written: .json for everything, to import into another vault; "
    ".csv for a table of results."
)
FHIR_OF_WHOM: Final = "Give the patient's code: romtui export CODE --fhir FILE."
FHIR_ENDING: Final = "The file name must end in .json: FHIR is written as JSON."
NOBODY_TO_EXPORT: Final = "There are no patients to export yet."
NOTHING_READABLE: Final = "No record could be read. Restore a backup; romtui backups lists them."


def exported_fhir(path: Path, code: str, results: int) -> str:
    """Where it is."""
    return f"✓ Written: {path} ({code}, {counted(results, 'result')})."


def not_in_fhir(versions: int) -> str:
    """What FHIR has no place for."""
    return (
        f"Not in this file: {counted(versions, 'version')} of goals and personal items, or of "
        "another version of a questionnaire."
    )


def exported(path: Path, patients: int) -> str:
    """Where it is."""
    return f"✓ Written: {path} ({counted(patients, 'patient')})."


def not_exported(codes: str) -> str:
    """Whose records are damaged."""
    return f"Damaged, and not in this file: {codes}. A backup may have them."


# import

HELP_IMPORT: Final = (
    "import a romtui export (.json), results as FHIR (.json) or a table of scores (.csv)"
)
IMPORT_EXAMPLE: Final = (
    "To import a table of earlier scores, name its columns and its date format: "
    "romtui import scores.csv --code Client --day Date --total Score --of phq9 "
    "--days DD.MM.YYYY. A table that romtui export wrote needs no columns."
)
HELP_ANSWERS_COLUMN: Final = "the column with all answers of a form, such as 1 0 2 . 3"
HELP_WHOSE: Final = "the patient's code, for a FHIR file that has none of romtui's"
HELP_MAPPING: Final = "a file that says what each column, question and word means: docs/import.md"
HELP_PROPOSE: Final = "write a first draft of such a file, and import nothing"
HELP_OF: Final = "one questionnaire for all lines"
HELP_DAYS: Final = "date format; 26 for 2026 works too"
HELP_ADD_PEOPLE: Final = "add patients with unknown codes"
HELP_DIFFERING: Final = "where a day already has another score: keep it, correct it, or keep both"
HELP_DRY_RUN: Final = "try the import without saving"
HELP_UNDO: Final = "undo the latest import"
GIVE_FILE_OR_UNDO: Final = "Give the file to import, or --undo."
CHOOSE_DIFFERING: Final = "Add --differing keep, correct or both, or choose when you import."
DRY_RUN: Final = "Dry run: nothing was imported."
NOTHING_TO_IMPORT: Final = "There is nothing to import."
IMPORT_QUESTION: Final = "Import everything?"
NOTHING_IMPORTED: Final = "Nothing was imported."
UNDO_LATER: Final = "romtui import --undo reverses this import, until something is added to it."
NAME_THE_COLUMNS: Final = (
    "Give --code, --day and --total, and one of --questionnaire and --of. "
    "romtui import --help shows an example."
)
COLUMNS_FOR_TABLES: Final = "The column options are for a table; a .json file needs none."
COLUMNS_IN_MAPPING: Final = "The mapping names the columns. Leave the column options out."
DIFFERING_CHOICES: Final = (
    "  keep     the existing form stays; the line of the file is not imported",
    "  correct  the file corrects the existing form; its earlier version stays in its history",
    "  both     both are kept",
)
WHICH_DIFFERING: Final = "Type keep, correct or both, or press Enter to cancel"
DIFFERING_NEEDED: Final = (
    "Nothing was imported. Choose what happens to the forms that differ, here or with "
    "--differing keep, correct or both."
)
UNDO_QUESTION: Final = "This undoes the whole of the latest import."


def column_of(name: str) -> str:
    """The help of an option for a column."""
    return f"the column of the {name}"


def brings(summary: str) -> str:
    """What an import would do."""
    return f"This file adds {summary}."


def imported(summary: str) -> str:
    """What it did."""
    return f"✓ Imported: {summary}."


def import_summary(patients: int, results: int, corrected: int, kept: int, already: int) -> str:
    """`2 new patients and 14 results, 1 corrected; 3 already there`."""
    words = f"{counted(patients, 'new patient')} and {counted(results, 'result')}"
    words += f", {corrected} corrected" if corrected else ""
    words += f", {kept} not imported" if kept else ""
    return words + (f"; {already} already there" if already else "")


def import_undone(patients: int, results: int, corrected: int) -> str:
    """What undoing it did."""
    back = f", {corrected} as they were before" if corrected else ""
    return (
        f"✓ Undone: {counted(patients, 'patient')} removed, {counted(results, 'result')} "
        f"withdrawn{back}."
    )


# form, page, report, outcomes, today, lock

HELP_FORM: Final = "write blank questionnaires to print"
HELP_FORM_WHICH: Final = "such as phq9 gad7"
HELP_FORM_OUT: Final = "a new .html file, to print from a browser"
HELP_PAGE: Final = "write a page with forms to fill in at home"
HELP_PAGE_FORMS: Final = "“due”, or ids of questionnaires separated by commas"
HELP_PAGE_OUT: Final = "a new .html file; it is not encrypted"
HELP_PHQ8: Final = (
    "PHQ-8 instead of PHQ-9: without the safety item; applies to what is due from then on"
)
HELP_NO_SCRIPT: Final = "without the script: the page then ends in plain digits, and has no key"
HELP_WITHDRAW: Final = "accept no more codes of this patient's pages, and write none"
PAGE_NEEDS_OUT: Final = "Give a file to write it to, such as --out ~/questions.html."
HELP_REPORT: Final = "write one page for a third party"
HELP_REPORT_CODES: Final = "several only for supervision"
HELP_REPORT_NAMED: Final = "put the patient's name on it"
HELP_FREE_TEXT: Final = (
    "for supervision: with goals and agreed actions, which are in the patient's own words"
)
HELP_OUTCOMES: Final = "count the outcomes of your own finished work"
HELP_TODAY: Final = "show who comes today, what is due and what is open"
HELP_LOCK: Final = "lock every running romtui, such as before sleep or by a desktop shortcut"
LOCK_EPILOG: Final = "docs/locking.md has a line for each system."


def page_written(path: Path) -> str:
    """Where it is, and how it is given."""
    return f"✓ Written: {path}. {HAND_OVER_PAGE}"


# import --propose

NO_CODE: Final = "code: which column holds the patient's code, or as “whose” one code for all rows?"
NO_DAY: Final = "day: which column holds the day?"
NO_ORDER: Final = "days: is 3/2/2026 in March or in February? Write DD/MM/YYYY or MM/DD/YYYY."
NO_FORM: Final = "form: which columns are the items, or the total, of which questionnaire?"
WINDOWS: Final = "encoding: not UTF-8, so read as Windows-1252. Check names with accents."


def draft_written(path: str) -> str:
    """Where the draft is."""
    return f"✓ A draft is in {path}. Check every line of it. Still missing:"


def columns_seen(names: Sequence[str]) -> str:
    """Which columns there are."""
    return f"The table has {len(names)} columns: {', '.join(' '.join(n.split()) for n in names)}."


def unknown_words(questionnaire: str, count: int) -> str:
    """That answers are words nobody explained yet."""
    words = "1 answer is" if count == 1 else f"{count} answers are"
    return f"form.words of {questionnaire}: {words} neither words nor numbers of the form."


# report

OR_ENTER: Final = "(blank = nothing)"
LEAVE_OUT: Final = "Which lines should be removed? Numbers, or Enter to keep the page as it is"
NO_SUCH_LINE: Final = "Type line numbers from the list."
CODE_TWICE: Final = "A code appears twice. Give each one once."
SUPERVISION_BY_CODE: Final = "A sheet for supervision shows codes only. Run it without --named."
ONE_PATIENT: Final = "Several codes, and --free-text, are for supervision only."


# today

NO_DAYS_SET: Final = (
    "No next session is planned for today. Set the date of the next one in a session, under plan."
)
SAFETY_TO_REVIEW: Final = "! safety answer to review"
NOTHING_AGREED: Final = "nothing agreed"
NO_SCORE_SINCE: Final = "no score since the planned session"


def day(day: str, patients: int) -> str:
    """How many come."""
    return f"{day}: {counted(patients, 'patient')} today."


def visit(code: str, parts: Sequence[str]) -> str:
    """Who comes, what is open, what is due."""
    return f"  {code:<8} {' · '.join(parts) or 'nothing open, nothing due'}"


def due(measures: Sequence[str]) -> str:
    """Which measures are due."""
    return f"{', '.join(measures)} due"


def unshared(scores: int) -> str:
    """How many scores were not shared."""
    return f"{scores} unshared"


def safety_open(codes: Sequence[str]) -> str:
    """Whose safety answer waits though they do not come today."""
    return f"! Safety answers to review, not coming today: {', '.join(codes)}."


# page

HAND_OVER_PAGE: Final = (
    "Send page and code by different routes: whoever has both can read the answers."
)
CRISIS_WORDS_ASKED: Final = (
    "Every page says whom a patient can turn to before you meet. Write your crisis words once; "
    "the settings keep them."
)
REASON: Final = "Reason"
REASON_ASKED: Final = (
    "A safety answer of this patient has not been reviewed, and the page asks about safety again "
    "where nobody reads it at once. Give a reason to make it anyway, or press Enter to cancel."
)


def crisis_line(number: int) -> str:
    """Ask for one line of the crisis words."""
    return f"Line {number} (Enter ends)"


def fingerprint(digest: str) -> str:
    """By what a changed file is known."""
    return f"SHA-256 of the file: {digest}"


def not_on_page(names: Sequence[str]) -> str:
    """What is due and cannot be on a page."""
    return f"Not on it, because the words are not here or are the patient's own: {', '.join(names)}"


# lock


def locked(programs: int) -> str:
    """How many running programs were asked to lock."""
    if programs == 0:
        return "No romtui is running."
    return "romtui is locked." if programs == 1 else f"{programs} romtui windows are locked."


# How moments are written in these answers


def minute(at: datetime) -> str:
    """`03 November 2026, 14:05`."""
    return f"{at.astimezone():%d %B %Y, %H:%M}"
