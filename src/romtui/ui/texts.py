"""Every text of the app and of the screens beside caseload, session and chart, as one reads on.

A constant is a text without values, a function one with values: names of keys, codes and counts
come in as parameters. Which of them is said is decided on the screens.
"""

from collections.abc import Sequence
from typing import Final

from romtui.domain.text import counted

# Said in the same words on many screens

ESC_BACK: Final = "Esc goes back."
CANCEL: Final = "cancel"
GO_BACK: Final = "go back"
NO_MATCH: Final = "No match. Backspace widens the search; Esc goes back."
NOT_ENCRYPTED: Final = "The file is not encrypted. An existing file is never overwritten."


NO_MAPPINGS: Final = "No mapping can be read here. Leave it blank."


def quoted(words: str) -> str:
    return f"“{words}”"


def more(count: int) -> str:
    return f"… {count} more"


def more_below(count: int) -> str:
    return f"↓ {count} more"


def more_above(count: int) -> str:
    return f"↑ {count} more"


# The app: leaving, hiding, its window

CTRL_C_AGAIN: Final = "Press Ctrl+C again to quit."
TOO_SMALL: Final = "Window too small: romtui needs {columns} × {rows} characters."
CAPS_LOCK_SEEMS_ON: Final = "Caps Lock seems to be on. Commands still work. Press the key again."
CAPS_LOCK_MAY_BE_ON: Final = "Caps Lock may be on."
NO_COLOUR_IS_SET: Final = "NO_COLOR is set, so romtui shows no colour."
NOTHING_TO_KEEP: Final = "No records are open to keep elsewhere."
KEEP_WHERE: Final = "Keep the records in which folder from now on?"
KEEP_WHERE_HINT: Final = (
    "A new or empty folder. Everything saved is copied there, with the same passphrase."
)


def kept_in(folder: str) -> str:
    return f"✓ The records are in {folder} now. This window continues there."


def hides_in(seconds: int) -> str:
    return f"Screen hides in {seconds} s. Press any key to keep it."


def locks_in(seconds: int) -> str:
    return f"romtui locks in {seconds} s. Press any key to stay."


# The folder of the vault, moved or deleted while it was open

VAULT_MOVED: Final = (
    "{folder} was moved or replaced while it was open. What you saved, and any form you began, "
    "is in the folder that was opened, wherever it is now."
)
VAULT_KEPT: Final = (
    "The vault was deleted while it was open. Your records are kept in {folder}, with the same "
    "passphrase. If you meant to delete them, delete that folder too."
)
VAULT_LOST: Final = (
    "The vault was deleted while it was open, and its records could not be kept elsewhere. {why}"
)

# Unlocking, and opening the demo

PROGRAM: Final = "romtui"
PASSPHRASE_OR_CODE: Final = "Passphrase or recovery code"
ESC_QUITS: Final = "Esc quits."
OPENING: Final = "Opening …"
OPENING_DEMO: Final = (
    "Opening the demo: fictional patients in a temporary vault. Nothing in it is kept."
)


def next_try_in(seconds: int) -> str:
    return f"\nNext try in {seconds} s."


# The first run: a vault is made

CREATE_VAULT: Final = "romtui · create your vault"
CHOOSE_PASSPHRASE: Final = (
    "Everything you enter is encrypted on this computer with a passphrase only you know. "
    "Use six words like these, or choose your own:\n\n"
    "    {offered}\n\n"
    "Write it down and keep it away from this computer."
)
REPEAT_PASSPHRASE: Final = "Type the passphrase once more."
TYPE_HERE: Final = "type here, then press Enter"
RECOVERY_CODE: Final = (
    "This recovery code opens the vault if you forget the passphrase. It is shown only once. "
    "Write it down and keep it away from this computer.\n\n"
    "    {code}\n\n"
    "If you lose both the passphrase and this code, nobody can recover your records.\n\n"
    "Type the code to confirm that you have it. (Capitals, spaces and dashes do not matter.)"
)
NOTHING_SAVED_YET: Final = "Esc quits. Nothing is saved until the last step."
NO_MATCH_OF_TWO: Final = "They did not match. Please choose again."
NOT_THE_CODE: Final = "That does not match the code above. Check it group by group."
CREATING: Final = "Creating the vault …"


def code_again(why: str) -> str:
    return f"{why} Type the code again to retry."


# Passphrase and recovery code, changed

CHANGE_PASSPHRASE: Final = "Change the passphrase"
CURRENT_SECRET: Final = "Current passphrase or recovery code"
NEW_PASSPHRASE: Final = "New passphrase"
REPEAT_NEW_PASSPHRASE: Final = "Repeat the new passphrase"
PASSPHRASE_AND_BACKUPS: Final = (
    "The backups in the vault's folder change to the new passphrase too. Copies of the folder "
    "kept elsewhere still open with the old one. Esc goes back."
)
NEW_ONES_DIFFER: Final = "The new passphrases did not match. Please type them again."
PASSPHRASE_CHANGED: Final = "✓ Passphrase changed. "
CHANGING: Final = "Changing …"
CHECKING: Final = "Checking …"
NEW_CODE: Final = "New recovery code"
NEW_CODE_FIRST: Final = (
    "A new recovery code replaces the one you have, for when the paper is lost or somebody has "
    "seen it. The backups in the vault's folder change to the new code too. Copies kept elsewhere, "
    "on a stick for instance, still open with the old code.\n\n"
    "Type the passphrase or the current recovery code."
)
NEW_CODE_SHOWN: Final = (
    "This is the new recovery code. It is shown only once. Write it down and keep it away from "
    "this computer. Until you have typed it, the old code stays valid.\n\n"
    "    {code}\n\n"
    "Type the code to confirm that you have it. (Capitals, spaces and dashes do not matter.)"
)
NOTHING_CHANGED_YET: Final = "Esc goes back. Nothing changes until the last step."
CODE_RENEWED: Final = "✓ Recovery code renewed."


def read_then_back(sentence: str) -> str:
    return f"{sentence} Esc goes back."


# The hidden screen, and the PIN

SCREEN_HIDDEN: Final = "Screen hidden"
HIDDEN_WHILE_CHOOSING: Final = "Your screen stays hidden while you do this. Esc goes back."
PIN_OR_PASSPHRASE: Final = "PIN or passphrase"
PASSPHRASE: Final = "Passphrase"
LAST_TRY: Final = "Wrong PIN or passphrase. 1 try left, then romtui locks."
REPEAT_PIN: Final = "Type the PIN once more."


def demo_pin(pin: str) -> str:
    return f"Demo PIN: {pin}"


def wrong_pin(left: int) -> str:
    return f"Wrong PIN or passphrase. {left} tries left, then romtui locks."


def choose_pin(least: int, most: int) -> str:
    return (
        f"Choose a PIN of {least} to {most} digits. It shows a hidden screen and ends patient "
        "entry (so does the passphrase). It does not unlock the vault."
    )


# The tour of the demo

ABOUT: Final = "romtui shows where each patient's scores are heading, and what you could say."
TOUR_OVER: Final = "That's a session: fill in, share, close."
TOUR_LEFT: Final = "The tour ends here."
TOUR_BACK: Final = "Look around; Esc goes back"
TOUR_DIGITS: Final = "Answer with digits; the last one scores and saves"


def tour_step(step: int, of: int, words: str) -> str:
    return f"{step} of {of}   {words}"


def tour_opens(key: str) -> str:
    return f"{key} opens the selected patient"


def tour_reads(key: str) -> str:
    return f"Read what you could say; {key} shows another wording"


def tour_fills_in(key: str) -> str:
    return f"{key} fills in the selected questionnaire"


def tour_fills_in_due(key: str) -> str:
    return f"{key} fills in what is due"


def tour_rates(key: str) -> str:
    return f"{key} has the patient rate the session"


def tour_shares(key: str) -> str:
    return f"Look at the score together, then {key} marks it as shared"


def tour_closes(key: str) -> str:
    return f"{key} closes the session; it asks only about open items"


def tour_opens_again(key: str) -> str:
    return f"{key} opens a patient again"


def tour_over(over: str, palette: str, helped: str) -> str:
    return f"{over}   {palette} lists all commands, {helped} shows help"


# All commands, help, lists to choose from

TYPE_A_COMMAND: Final = "Type a command"
WHICH_QUESTIONNAIRE: Final = "Which questionnaire?"
HELP_TITLE: Final = "Keys of this screen   (↑ ↓ scroll, Esc goes back)"
HELP_FOOT: Final = (
    "Digits answer what is asked. – before a word: not possible now. … at the end of a line: "
    "there is more; select the line, or widen the window."
)
THIS_SCREEN: Final = "This screen"
ON_EVERY_SCREEN: Final = "Everywhere"


def confirm(yes: str, no: str) -> str:
    return f"y  {yes}      Enter  {no}"


# Days as they may be typed

PAST_DAY: Final = "3 Nov, 3.11.2026, or 7 for a week ago"
DAY_AHEAD: Final = "1 Dec, 1.12., tomorrow, or 7 for a week from now"
ANY_DAY: Final = "1 Dec, 1.12., 7 for a week ago, or +7 for a week from now"


def before_the_start(day: str, began: str) -> str:
    return f"{day} is before treatment began ({began}). Is it an older form?"


def in_the_future(day: str) -> str:
    return f"{day} is in the future. Results can be dated up to today."


def in_the_past(day: str) -> str:
    return f"{day} is in the past. Choose today or later."


def years_away(day: str) -> str:
    return f"{day} is years away. Check the year."


def write_a_day(as_in: str) -> str:
    return f"Enter a date, e.g. {as_in}."


def either_day(days: Sequence[str], first: str, second: str) -> str:
    return f"That could be {' or '.join(days)}. Enter it as {first} or {second}."


# Fields, and what is read from them

FIELDS_HINT: Final = "Enter moves on and saves after the last field; Esc cancels."
REASON_MISSING: Final = "Give a short reason. It is saved with the correction."
REVIEW_MISSING: Final = "Write what you asked and did. The answer stays pinned until then."
NO_SUCH_STAGE: Final = "Enter 1 (active), 2 (ending) or 3 (follow-up)."


def total_range(lo: str, hi: str) -> str:
    return f"Enter a total from {lo} to {hi}."


def part_range(part: str, lo: str, hi: str) -> str:
    return f"Enter {part} as a number from {lo} to {hi}."


def procedure_too_long(most: int) -> str:
    return f"A procedure has at most {most} characters, so that it can be read in a moment."


def planned_range(most: int) -> str:
    return f"Enter 1 to {most} sessions, or leave it blank."


# A questionnaire, item by item

SKIPPED: Final = "skipped"
NOT_NEEDED: Final = "not needed"
CORRECTION: Final = "correction; the old version stays in the history"
FORM_DATE: Final = "Date this form was filled in"
USE_THIS_DATE: Final = "use this date"
DISCARD: Final = "discard"
KEEP: Final = "keep"
UNSAVED_ANSWERS: Final = "The last answers were not saved. Esc discards them."
BACK_TO_THE_FORM: Final = "go back to the form; its answers are kept"
CORRECTION_REASON: Final = "Reason for the correction?"
OLD_VERSION_STAYS: Final = "The old version stays in the history."
MOVE_IT_THERE: Final = "move it there"


def item_of(item: int, count: int) -> str:
    return f"{item} of {count}"


def answer_with_a_digit(helps: str) -> str:
    return f"Answer with a digit. {helps} shows the other keys."


def end_of_form(finish: str, back: str) -> str:
    return f"End of form. {finish} saves; {back} goes back."


def number_typed(typed: str, finish: str) -> str:
    return f"{typed}   {finish} accepts it"


def items_to_come(skip: str) -> str:
    return f"More items to come. Answer with a digit, or skip with {skip}."


def date_hint(days: str) -> str:
    return f"{days}. Enter alone = today."


def discard_form(form: str, answered: int, count: int) -> str:
    return f"Discard this {form}? {answered} of {count} answers will be lost."


def not_an_option(typed: str, printed: str) -> str:
    return f"{typed} is not an option here. Use {printed}."


def not_saved(why: str) -> str:
    return f"Not saved. {why}"


def answered_in_all(answered: int, count: int, not_needed: int) -> str:
    spared = f", {not_needed} {NOT_NEEDED}" if not_needed else ""
    return f"{answered} of {count} answered{spared}."


def safety_unanswered(item: int) -> str:
    return f"Item {item} is a safety item and has no answer. Please ask."


def saves_as_it_is(finish: str, back: str) -> str:
    return f"{finish} saves it as it is; {back} goes back."


def needs_no_answer(first: int, last: int, key: str, then: str) -> str:
    what = f"Item {first} needs" if first == last else f"Items {first} to {last} need"
    return f"{what} no answer. {key} {then}"


SAVES: Final = "saves"
GOES_TO_THE_END: Final = "goes to the end"


def goes_on_to(item: int) -> str:
    return f"goes on to item {item}"


# A total

TOTAL_HINT: Final = "Enter continues; Esc cancels."
PART_HINT: Final = "Enter continues; Enter alone skips this part. Esc cancels."
SAFETY_HINT: Final = "A digit answers. Enter alone skips it; the session shows it as unknown."
BACK_TO_TYPED: Final = "go back to what you typed"


def total_asked(form: str, lo: str, hi: str) -> str:
    return f"{form} total, {lo} to {hi}"


def personal_asked(form: str, lo: str, hi: str, *, hi_is_worst: bool) -> str:
    return f"{form}, {lo} to {hi}: {hi} is {'worst' if hi_is_worst else 'best'}"


def part_asked(form: str, part: str, lo: str, hi: str) -> str:
    return f"{form} {part}, {lo} to {hi}"


def on_today(day: str) -> str:
    return f"on today ({day})   Tab: another day"


def item_asked(item: int, text: str) -> str:
    return f"Item {item}: {text}"


def option_asked(value: int, label: str) -> str:
    return f"{value}  {label}"


def safety_range(choices: str) -> str:
    return f"This item takes {choices}. Enter alone skips it."


# Earlier results

EARLIER_RESULTS: Final = "Earlier results"
OTHER_VERSION: Final = "This result uses another version of the form. Withdraw it instead."
MOVE_HINT: Final = "It will be marked here as entered in error. Esc cancels."
MOVE_REASON_HINT: Final = "The reason is kept in both records; neither shows the other's code."
NO_SUCH_CODE: Final = "No patient has this code. Check the caseload."
IMPORTED: Final = "imported"
FILLED_IN_AWAY: Final = "filled in away"
ITEM_BY_ITEM: Final = "item by item"
PARTS_ONLY: Final = "parts only"
TOTAL_ONLY: Final = "total only"
MISMATCHED: Final = "total does not match answers"
CORRECTED: Final = "corrected"
ENTERED_LATE: Final = "entered late"
SHARED: Final = "shared"
FROM_BEFORE: Final = "from before"
NOT_SHARED_YET: Final = "not shared yet"


def withdraw_reason(day: str) -> str:
    return f"Reason for withdrawing the result of {day}?"


def withdraw_hint(undo: str) -> str:
    return f"It will leave the chart. {undo} restores it; Esc cancels."


def whose_result(day: str) -> str:
    return f"Whose result is this ({day})? Type their code."


def move_reason(code: str) -> str:
    return f"Reason for moving it to {code}?"


def answered_of(answered: int, count: int) -> str:
    return f"{answered} of {count} answered"


def version_of_form(version: str) -> str:
    return f"version {version} of the form"


def then_answered(printed: str, label: str) -> str:
    return f"then {printed}, {label}"


# The history of results

HISTORY: Final = "History   (↑ ↓ scroll, Esc goes back)"
NOTHING_ENTERED: Final = "Nothing entered yet."
SAFETY_REVIEWED: Final = "safety answer reviewed"
NO_SCORE: Final = "no score"


def of_day(form: str, day: str) -> str:
    return f"{form} of {day}"


def answers_changed(items: Sequence[int]) -> str:
    return f"answers changed: {', '.join(map(str, items))}"


def total(points: str) -> str:
    return f"total {points}"


# Items

ITEMS: Final = "Items"
SINCE_THE_FIRST: Final = "the first form"
SINCE_THE_PREVIOUS: Final = "the previous form"
TOTAL: Final = "total"
NOT_COMPARABLE: Final = "not comparable"
FULLER_IS_WORSE: Final = "fuller block = worse"
TOTALS_ONLY_HERE: Final = "Entered as a total, so there are no item answers."
NO_FORM_BY_ITEM: Final = "No form has been filled in item by item yet."


def items_of(form: str) -> str:
    return f"{ITEMS}   {form}"


def biggest_change(since: str) -> str:
    return f"   biggest change since {since}"


def since_day(day: str) -> str:
    return f"since {day}"


def shows_it(key: str) -> str:
    return f"{key} shows it"


def answers_hidden(key: str) -> str:
    return f"Its answers are hidden; {key} shows them."


def forms(count: int) -> str:
    return counted(count, "form")


def forms_left_out(count: int) -> str:
    return f"⋯ {counted(count, 'more form')} (widen the window to see them)."


def forms_with_total_only(count: int, days: str) -> str:
    return f"{forms(count)} with a total only ({days})."


def from_to(first: str, last: str) -> str:
    return f"{first} to {last}"


def forms_of_another_version(count: int) -> str:
    return f"{forms(count)} from another version with different items."


def answer_on(day: str, answer: str) -> str:
    return f"{day}: {answer}"


# The schedule: what is filled in, and how often

SCHEDULE: Final = "Questionnaire schedule"
SCHEDULE_FOOT: Final = "Goals and personal items are rated 0 to 10, in the patient's own words."
GOAL_IN_THEIR_WORDS: Final = "The goal, in the patient's own words"
ITEM_IN_THEIR_WORDS: Final = "What to rate from 0 to 10, in the patient's own words"
WORDING_STAYS: Final = "Enter saves. The wording cannot be changed later. Esc cancels."
RESUMED: Final = "✓ Resumed."
NOT_FILLED_IN: Final = "not yet"
AGAIN_AT_THE_END: Final = "again at the end"
DUE: Final = "due"
PAUSED: Final = "paused: "
WHICH_END: Final = "Rated from 0 to 10. Which end is better?"
WHICH_END_CHOICES: Final = "1  10 is worst (a problem)\n2  10 is best (a strength)"


def nothing_scheduled(add: str, goal: str) -> str:
    return f"Nothing scheduled. {add} adds a questionnaire; {goal} adds a goal."


def how_often(form: str) -> str:
    return f"{form}: how often?"


def every_session(often: str) -> str:
    return f"✓ Every session; {often} changes how often."


def rated_every_session(often: str) -> str:
    return f"✓ Rated every session, from 0 to 10; {often} changes how often."


def pause_reason(form: str) -> str:
    return f"Reason for pausing {form}?"


def pause_hint(resume: str) -> str:
    return f"A short reason. {resume} resumes it; Esc cancels."


def removed(add: str) -> str:
    return f"✓ Removed from the schedule. Its results are kept. {add} adds it again."


def filled_in_last(day: str) -> str:
    return f"last {day}"


def due_from(day: str) -> str:
    return f"due from {day}"


# Patient entry, before it begins

BEGINS: Final = "Enter  start      Esc  cancel\nTo end it later, press Esc and enter your PIN."


def patient_fills_in(code: str) -> str:
    return f"{code} fills in:"


def not_installed(form: str) -> str:
    return f"Not {form}: its item text is not installed."


def of_another_version(form: str) -> str:
    return f"Not {form}: the unfinished one is of another version of the form."


def with_questions(form: str, count: int) -> str:
    return f"{form}, {count} questions"


def unfinished(form: str, day: str, answered: int, count: int) -> str:
    of = f" of {day}" if day else ""
    return f"{form}{of}, unfinished: {answered} of {count} answered"


def one_of_that_day(score: str) -> str:
    return (
        f". There is already one for the same day{f' ({score})' if score else ''}; you decide "
        "afterwards which counts."
    )


# Measures beside one another

EARLIER_VERSION_ONLY: Final = "earlier-version scores only"
NO_SCORE_YET: Final = "no score yet"
COULD_BE_CHANCE: Final = ", could be chance"


def target(points: str) -> str:
    return f"target {points}"


def forms_that_day(count: int) -> str:
    return f"{count} forms that day"


# Why

WHY: Final = "Why   (↑ ↓ scroll, Esc goes back)"
BY_CHANCE: Final = (
    "Chance alone brings every headline now and then. How often was counted with invented "
    "patients who have a PHQ-9 and a GAD-7 a week: docs/calibration.md."
)
DEFAULT_RULES_ONLY: Final = (
    "These figures are for the default rules; you have changed some thresholds."
)
THRESHOLDS_USED: Final = "Thresholds used (change in settings)"
SOURCES_OF_ADVICE: Final = "Sources for this advice"
RELIABLE_CHANGE: Final = "reliable change"
CUTOFF: Final = "cutoff"
VERIFIED: Final = "verified"
UNVERIFIED: Final = "from memory, unverified"


def chance_unknown(why: str) -> str:
    return f"How often chance brings a headline is not known: {why}"


def none_verified(form: str, what: str) -> str:
    return f"{form}: no verified {what}"


def value_of(form: str, what: str, points: str) -> str:
    return f"{form}: {what} {points}"


def score_of_part(part: str, points: str, band: str) -> str:
    return f"{part}: {points}{f', {band}' if band else ''}"


# The note of a session

SESSION_NOTE: Final = "Session note"
NOTE_SENT: Final = "✓ Sent to the terminal's clipboard."
SAVE_NOTE: Final = "Save the note to which file?"
SAVE_NOTE_HINT: Final = f"A path, e.g. ~/note.txt. {NOT_ENCRYPTED}"


def note_hint(copy: str, save: str) -> str:
    return f"Plain text for your records. Select it with the mouse, or {copy} copies, {save} saves."


def saved_unencrypted(file: str) -> str:
    return f"✓ Saved (not encrypted): {file}"


# Your wording

FALLBACK: Final = "Fallback suggestions"
WHICH_PATTERN: Final = "Suggestions for which headline?"
WORDING_HINT: Final = (
    "Enter saves; Esc cancels; blank restores the original. Words in {braces} are filled in with "
    "the patient's own."
)
EXAMPLES: Final = "Numbers and names are examples; each patient's own are filled in."
LINE_MISSING: Final = "Write the suggestion first, or press Esc to cancel."
WORDING_SAVED: Final = "✓ Saved."
SHOWN_AGAIN: Final = "✓ Shown again."
STARRED: Final = "✓ Starred: it comes first."
STAR_REMOVED: Final = "✓ Star removed."
EXPORT_WORDING: Final = "Save your wording to which file?"
EXPORT_WORDING_HINT: Final = (
    "The file is not encrypted. Do not put anything about a patient in a suggestion."
)
IMPORT_WORDING: Final = "Import the wording of which file?"
IMPORT_WORDING_HINT: Final = "If both reword the same suggestion, the imported one wins."
SLOTS: Final = {
    "open": "To open with",
    "goal": "About the goal",
    "task": "About the task: what you do in sessions",
    "bond": "About the bond: how you work together",
    "avoid": "To avoid (not said)",
    "act": "To do (not said)",
}
CASES: Final = {
    "after_improvement": "after a gain",
    "agreed": "an agreed action still runs",
    "ask": "seen once",
    "ask_gradual": "seen once, in small steps",
    "ask_part": "one part, seen once",
    "ask_since_start": "seen once, since the start",
    "back": "back after a high or a low",
    "before": "before the first form",
    "declined": "a form was declined",
    "decreased": "lower than last time",
    "earlier_score": "no score today",
    "eased": "an easier answer",
    "easing": "easing again",
    "far": "a large change at once",
    "flat": "score about the same",
    "gentle": "gentle tone",
    "in_words": "no form is asked for",
    "increased": "higher than last time",
    "low": "low scores",
    "moved": "one step",
    "new": "new",
    "new_focus": "a new intervention",
    "no_clear_gain": "no clear gain",
    "no_intervention": "no intervention recorded",
    "no_line": "a form without ranges",
    "no_severity": "no severity label",
    "not_improved": "not improved",
    "part": "one part",
    "published": "a form with ranges",
    "safety_gone": "no safety item any more",
    "same": "the same score",
    "score_worse": "score worse",
    "shifted": "at a new level",
    "some_gain": "some gain",
    "standing": "said before, not due today",
    "still": "said before",
    "swings": "with ups and downs",
    "third": "third time in a row",
    "twice": "twice in a row",
    "twice_part": "one part, twice in a row",
    "unchanged": "as last time",
    "unchanged_talked": "as last time, talked over before",
    "unreviewed": "not yet reviewed",
    "with_target": "with a target",
    "worse": "worse",
}
"""When a list of suggestions is for, by its name in the language file."""
REWORDED: Final = "reworded"
YOURS: Final = "yours"
HIDDEN: Final = "hidden"


def for_case(slot: str, case: str) -> str:
    return f"{slot} · {case}"


def reads(words: str) -> str:
    return f"Reads:  “{words}”" if words else ""


def your_wording(headline: str) -> str:
    return f"Your wording: {headline}"


def hidden(key: str) -> str:
    return f"✓ Hidden; {key} shows it again."


def imported_lines(count: int) -> str:
    return f"✓ {counted(count, 'suggestion')} imported."


def original(words: str) -> str:
    return f"original: {words}"


def no_suggestion(add: str) -> str:
    return f"no suggestion; {add} adds one"


def keep_anyway(faults: str) -> str:
    return f"This suggestion: {faults}. Press Enter again to keep it anyway."


# Settings

SETTINGS: Final = "Settings"
SAFETY_RULES_FIXED: Final = "The safety rules are fixed and have no setting."
RESET_ALL: Final = "Reset all settings? Your safety procedure and wording are kept."
RESET: Final = "reset"
ALL_RESET: Final = "✓ All settings reset. Your safety procedure and wording are kept."
SETTING_SAVED: Final = f"✓ Saved. {SAFETY_RULES_FIXED}"
DISPLAY: Final = "Display and language"
SAFETY: Final = "Safety"
IDLE_TIMES: Final = "Idle times"
THRESHOLDS: Final = "Rule thresholds"
THEME: Final = "theme"
NAMES: Final = "names in the caseload"
PREVIEW: Final = "preview in the caseload"
ABOUT_PREVIEW: Final = (
    "The suggestion for the selected patient, beside the list in a wide window. "
    "Hide it where somebody else may see the screen."
)
LANGUAGE: Final = "language of suggestions"
ONE_LANGUAGE: Final = (
    "English is the only language so far. Add a language file such as de.toml next to your "
    "wording file, and it appears here after unlocking."
)
TONE: Final = "tone of opening lines"
ABOUT_TONE: Final = "Gentle uses a softer line where there is one."
WORDING: Final = "your wording"
PROCEDURE: Final = "your safety procedure"
CRISIS_WORDS: Final = "your crisis words for pages at home"
ABOUT_CRISIS_WORDS: Final = (
    "Whom a patient can turn to before you meet. Without them no page is made."
)
DIGIT_KEYS: Final = "digits while filling in"
SHOWN, NOT_SHOWN = "shown", "hidden"
WRITTEN, NOT_WRITTEN = "written", "not written yet"
CHANGED: Final = "changed"


def about_theme(names: Sequence[str], key: str) -> str:
    listed = f"{', '.join(names[:-1])} or {names[-1]}".capitalize()
    return f"{listed}; {key} switches. Before unlocking it is dark."


def about_names(key: str) -> str:
    return (
        f"Whether the caseload opens with names shown; {key} shows or hides them. "
        "Other screens show only codes."
    )


def about_languages(key: str, languages: Sequence[str]) -> str:
    return f"{key} switches to the next of {', '.join(languages)}."


def suggestions_of_yours(count: int) -> str:
    return counted(count, "suggestion") if count else "none yet"


def about_wording(key: str) -> str:
    return f"{key} lists the suggestions: reword, add, hide, star or reorder them."


def about_procedure(review: str) -> str:
    return (
        "What to ask, whom to call, which numbers. F3 shows it while you record a safety review "
        f"({review})."
    )


def about_digit_keys(palette: str) -> str:
    return (
        "For keyboards that have digits only with Shift. On the French one - is 6 then: "
        f"{palette} finds “does not apply”."
    )


def default_is(value: str, source: str) -> str:
    return f"Default {value}; {source}."


def your_own_text(key: str) -> str:
    return f"This is your own text; {key} opens it. Reset does not change it."


def setting_question(meaning: str, unit: str) -> str:
    return f"{meaning[0].upper()}{meaning[1:]} … {unit}"


def setting_range(allowed: str, default: str) -> str:
    return f"{allowed} Default {default}."


# Your safety procedure

YOUR_PROCEDURE: Final = "Your procedure when a safety item is endorsed"
YOUR_CRISIS_WORDS: Final = "Your crisis words: whom a patient can turn to before you meet"
PROCEDURE_HINT: Final = "Saved as you type. Esc goes back; F4 restores the old text."


def procedure_unsaved(why: str) -> str:
    return f"{why} Not saved yet. Press Esc again to discard it."


# Questionnaires

UNUSABLE: Final = "  unusable: "


def questionnaires(count: int) -> str:
    return f"Questionnaires   {count}"


def scroll_and_back(title: str) -> str:
    return f"{title}   (↑ ↓ scroll, Esc goes back)"


# The activity log

ACTIVITY_LOG: Final = "Activity log   (m shows older entries, Esc goes back)"


def log_number(number: int) -> str:
    """Of what was done: the number of a result, a patient or a backup."""
    return f"no. {number}"
