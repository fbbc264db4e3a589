"""What the domain says, in English: refusals, and facts that several screens show alike.

What the patterns say is in `patterns/texts.py`; how days, numbers and plurals are written is in
`text.py`; the spoken lines are in the language file.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from romtui.domain.text import counted, full_day, with_weekday

# A change from one score to another

LAST_TIME: Final = "last time"
THE_START: Final = "the start"


def unchanged_since(since: str) -> str:
    """The same total as then."""
    return f"no change since {since}"


def slight_change(by: str, since: str, reliable_change_is_known: bool) -> str:
    """A change too small to be called better or worse."""
    return f"{by} since {since}{', could be chance' if reliable_change_is_known else ''}"


def changed_since(by: str, word: str, since: str) -> str:
    """A change that says something by itself: better or worse."""
    return f"{by} {word} since {since}"


# Dates


def absurd_year(year: int, earliest: int, latest: int) -> str:
    """A year that can only be a slip."""
    return f"The year {year:04} cannot be right. Enter a year from {earliest} to {latest}."


def in_the_future(day: date) -> str:
    """A day no result can have yet."""
    return f"{full_day(day)} is in the future. Check the date."


def newest_score_is_ahead(newest: date, today: date) -> str:
    """At opening: the clock of this computer may be slow."""
    return (
        f"The newest score is dated {with_weekday(newest)}, but this computer says today is "
        f"{with_weekday(today)}. Correct the computer's date before you enter anything."
    )


def newest_score_is_old(newest: date, today: date) -> str:
    """At opening: the clock of this computer may be fast."""
    return (
        f"The newest score is from {with_weekday(newest)}, more than a year ago. "
        f"Check that today is {with_weekday(today)}."
    )


def record_goes_on(today: date, known: date) -> str:
    """Before a form is dated today: the record has entries after today."""
    return (
        f"This computer says today is {with_weekday(today)}, but the record has entries up to "
        f"{with_weekday(known)}. Date this form {with_weekday(today)} anyway?"
    )


# Entering a form


def another_number_of_answers(measure: str, items: int, given: int) -> str:
    """A form with more or fewer answers than items."""
    were = "1 answer was" if given == 1 else f"{given} answers were"
    return f"{measure} has {items} items, but {were} given."


def answer_not_on_the_form(
    measure: str, item: int, given: object, printed: str, *, not_applicable: bool
) -> str:
    """A digit the form does not have."""
    also = ", or - for not applicable" if not_applicable else ""
    return f"Item {item} of {measure} cannot be answered with {given}. It takes {printed}{also}."


def total_off_the_scale(measure: str, lo: object, hi: object, step: str, total: object) -> str:
    """A total outside the range, or between its steps; `step` is empty for whole points."""
    return f"{measure} totals go from {lo} to {hi}{_in_steps(step)}; {total} is not one of them."


def part_off_the_scale(
    measure: str, part: str, lo: object, hi: object, step: str, points: object
) -> str:
    """The same of one part of a form."""
    return (
        f"{measure}, {part}: scores go from {lo} to {hi}{_in_steps(step)}; "
        f"{points} is not one of them."
    )


def _in_steps(step: str) -> str:
    return f" in steps of {step}" if step else ""


def no_parts(measure: str) -> str:
    """A form whose parts cannot be entered."""
    return f"{measure} has no parts that can be entered separately."


def a_part_is_needed(measure: str) -> str:
    """No part was given."""
    return f"Enter the score of at least one part of {measure}."


def no_such_part(measure: str, name: str, known: Iterable[str]) -> str:
    """A part the form does not have."""
    return f"{measure} has no part “{name}”. Its parts are {', '.join(known)}."


def no_item_texts(measure: str) -> str:
    """A form whose wording is not here."""
    return f"The items of {measure} are not included here. Enter its total instead."


def no_single_total(measure: str, *, by_part: bool) -> str:
    """A form that is entered by its answers, or by its parts."""
    instead = "its answers or each of its parts" if by_part else "its answers"
    return f"{measure} has no single total. Enter {instead} instead."


def no_total_and_no_words(measure: str) -> str:
    """A form that cannot be entered at all yet."""
    return (
        f"{measure} has no single total, and its wording may not be included. "
        "With a questionnaire file of your own that holds it, you can enter its answers."
    )


def impossible_total(total: str, answer: int, item: int) -> str:
    """A safety answer that the total cannot hold."""
    return f"A total of {total} is not possible with {answer} on item {item}. Check the form."


def impossible_part(measure: str, part: str, score: str, answer: int, item: int) -> str:
    """A safety answer that the score of its part cannot hold."""
    return (
        f"{measure} {part}: a score of {score} is not possible with {answer} on item {item}. "
        "Check the form."
    )


def form_changed_since(measure: str) -> str:
    """An unfinished form of another version."""
    return (
        f"The unfinished {measure} belongs to another version of the questionnaire. "
        "Discard it and start again."
    )


SKIPPED: Final = "skipped"


def last_answer(item: int, words: str) -> str:
    """The last answer, above the item that is asked now: `item 3: several days`."""
    return f"item {item}: {words}"


def passed_over(first: int, last: int) -> str:
    """What the form itself skips because of that answer."""
    which = f"item {first}" if first == last else f"items {first} to {last}"
    return f"; {which} not needed"


# The history of a result

ENTERED: Final = "entered"
ENTERED_AS_TOTAL: Final = "entered as a total"
ENTERED_BY_PART: Final = "entered part by part"
IMPORTED: Final = "imported"
WITHDRAWN: Final = "withdrawn: entered in error"
ANOTHER_FORM: Final = "another form"
RESTORED: Final = "restored"
CORRECTED: Final = "corrected"


def entered_late(words: str) -> str:
    """Entered on a later day than that of the form."""
    return f"{words}, more than a day late"


# The schedule, and personal measures

EVERY_SESSION: Final = "every session"
AT_START_AND_END: Final = "at start and end"
GOAL_TITLE: Final = "A goal in the patient's own words"
PERSONAL_ITEM_TITLE: Final = "An item in the patient's own words"
PERSONAL_LICENCE: Final = "A plain rating from 0 to 10; no published form is copied."


def every_weeks(weeks: int) -> str:
    """`every 4 weeks`."""
    return "every week" if weeks == 1 else f"every {weeks} weeks"


def choose_weeks(most: int) -> str:
    """How often a measure may be scheduled."""
    return f"Choose 1 to {most} weeks."


# A questionnaire, described

WORDLESS: Final = "Its wording may not be included here. Enter the total of a paper form."
QUESTIONS: Final = "Questions"
SCORING: Final = "Scoring"
RANGES_AND_VALUES: Final = "Ranges and values"
SOURCES: Final = "Sources"
LICENCE: Final = "Licence"
NO_SINGLE_TOTAL: Final = "no single total"
WITH_TEXT: Final = "with text"
TOTAL_ONLY: Final = "total only"
PARTS_ONLY: Final = "parts only"
NEEDS_A_FILE: Final = "needs a file"
VERIFIED: Final = "verified"
UNVERIFIED: Final = "unverified"
NO_SOURCE: Final = "no source"
OUR_OWN_RULE: Final = "our own rule"
LOWER_IS_BETTER: Final = "lower is better"
HIGHER_IS_BETTER: Final = "higher is better"
REVERSED: Final = "reversed"
NOT_COUNTED: Final = "not counted"
NO_VERIFIED_VALUE: Final = "no verified value"
SKIPPING_PREVENTS_SCORE: Final = "A form with a skipped item is saved but not scored."
EACH_PART_BY_ITSELF: Final = "Each part is added up separately."
TOTAL_FROM_PAPER: Final = "The total is not the sum of the items. Enter it from the paper form."
MEAN_OF_ITEMS: Final = "The total is the mean of the items."
CUTOFF: Final = "Cutoff"
RELIABLE_CHANGE: Final = "Reliable change"
RELIABLE_CHANGE_NHS: Final = "Reliable change for NHS recovery only"
SMALLEST_CHANGE: Final = "Smallest change that matters"
RESPONSE: Final = "Response, percent reduction"
REMISSION: Final = "Remission"
LOW: Final = "Low rating, at most"
FALL: Final = "Fall in ratings worth asking about"


def unverified(sources: int) -> str:
    """How many numbers were not read at their source."""
    return f"{sources} unverified"


def notice(words: str) -> str:
    """What its owner wants shown."""
    return f"Shown to whoever fills it in: {words}"


def version(instrument: str, number: object, items: int) -> str:
    """`phq9, version 1, 9 items`."""
    return f"{instrument}, version {number}, {counted(items, 'item')}"


def followup(question: str) -> str:
    """The question after the items."""
    return f"After the form, not scored: {question}"


def may_be_skipped(items: int) -> str:
    """How many items may be missing from a total."""
    return f"Items that may be skipped: {items}"


def part(label: str, items: str, lo: object, hi: object) -> str:
    """`anxiety: items 2, 4, 7, 0 to 42`."""
    return f"{label}: items {items}, {lo} to {hi}"


def reviewed_after(days: int) -> str:
    """When something should have been gained."""
    return f"Progress is checked after {days} days"


def safety_item(item: int, threshold: int) -> str:
    """Which answer is a safety answer."""
    return f"Item {item}: an answer of {threshold} or more comes first in the session."


def repair_item(item: int, answer: int) -> str:
    """Which answer says that something was held back."""
    return f"Item {item}: an answer of {answer} comes first in the session."


def skip_rule(items: str, total: object, skipped: str, *, several: bool) -> str:
    """What the form itself passes over."""
    scored = f"items {items} add up" if several else f"item {items} comes"
    return f"If {scored} to {total}, items {skipped} are skipped and count 0."


def sum_of_items(multiplier: object) -> str:
    """How the total is made; `multiplier` is 1 for the plain sum."""
    times = f", times {multiplier}" if multiplier != 1 else ""
    return f"The total is the sum of the items{times}."


def residual(lo: object, hi: object) -> str:
    """Where trouble remains after recovery."""
    return f"Trouble that remains after recovery: {lo} to {hi}"


# Changes by published rules

ONLY_PHQ9_AND_GAD7: Final = "Recovery across two measures is verified for phq9 with gad7 only."

# The numbers of the rules, and idle times

NUMBERS: Final[Mapping[str, str]] = {
    "current_days": "a score counts as current for",
    "fresh_days": "and, while it is not shared, for",
    "gap_days": "no comparison with last time after a gap of",
    "rebaseline_days": "offer a new baseline after",
    "alliance_days": "a session rating counts for",
    "notable": "a change is notable from",
    "large": "one score is enough from",
    "plateau_days": "three close scores are a plateau over",
    "early_scores": "an early gain is within the first",
    "early_days": "and within the first",
    "slow_start_days": "ask about a slow start from",
    "checkpoint_days": "some change is expected by",
    "again_days": "and is checked again after",
    "quiet_days": "a changed intervention is given",
    "curtain_minutes": "hide the screen in a session after",
    "idle_caseload_minutes": "lock the caseload after",
    "idle_session_minutes": "lock a session after",
}
IDLE_SOURCES: Final[Mapping[str, str]] = {
    "curtain_minutes": "our own choice: a conversation goes on and nobody types",
    "idle_caseload_minutes": "our own choice: the list is looked at alone, and briefly",
    "idle_session_minutes": "our own choice: longer than a session goes without a key",
}
_OURS: Final = "our own choice"
_SIMULATED: Final = "the least that keeps false alarms as rare as docs/calibration.md says"
_EARLY: Final = (
    "patients who are better within the first four weeks tend to do better at the end "
    "(Beard & Delgadillo 2019, doi 10.1002/da.22931)"
)
NUMBER_SOURCES: Final[Mapping[str, str]] = {
    "current_days": f"{_OURS}: a form filled in two days before the session counts as today's",
    "fresh_days": f"{_OURS}: a form asks about a week or two, so it stays current until shared",
    "gap_days": f"{_OURS}: no comparison with last time after six weeks without a score",
    "rebaseline_days": f"{_OURS}: half a year",
    "alliance_days": f"{_OURS}: a session rating counts for six weeks",
    "notable": f"{_OURS}: two thirds of the reliable change; {_SIMULATED}",
    "large": f"{_OURS}: one and a half times the reliable change; {_SIMULATED}",
    "plateau_days": f"{_OURS}: three scores over two weeks",
    "early_scores": f"{_EARLY}; four scores are {_OURS}",
    "early_days": _EARLY,
    "slow_start_days": "the courses of anxiety diverge by the third session (Saunders 2019, "
    f"PMC6428692); the number is {_OURS}",
    "checkpoint_days": "in psychotherapy of depression week 8 tells more than week 6 "
    f"(Steidtmann 2013, PMC3925064), and ICSI decides at 8 to 10 weeks; the number is {_OURS}. "
    "Used for questionnaires that give none",
    "again_days": f"{_OURS}: repeated every four weeks, not every session",
    "quiet_days": f"{_OURS}: a changed intervention is given four weeks",
}


def type_a_fraction(most: int, parts: int) -> str:
    """What may be typed for a share of the reliable change."""
    return f"Type a fraction up to {most}, such as 1/2 or 2/3, in parts of {parts} or fewer."


def type_a_number(least: int, most: int) -> str:
    """What may be typed for days, scores or minutes."""
    return f"Type a whole number from {least} to {most}."


def changed_from(default: str) -> str:
    """Beside a number that is not the default."""
    return f"changed by you; default {default}, "


def at_most(number: str, other: str) -> str:
    """Why a number cannot be larger: another one would be passed."""
    return f"Must be at most {number}, because “{other}” is set to that."


def at_least(number: str, other: str) -> str:
    """Why a number cannot be smaller."""
    return f"Must be at least {number}, because “{other}” is set to that."


HIGH_CONTRAST: Final = "high contrast"
TERMINAL_COLOURS: Final = "terminal colours"

# Backups

NO_BACKUP_YET: Final = "No backup yet"
NEVER: Final = "never"


def backup_made(age: str) -> str:
    """`Backup ✓ 2 h`."""
    return f"Backup ✓ {age}"


def with_second_location(words: str, age: str) -> str:
    """`Backup ✓ 2 h · second location 6 d`."""
    return f"{words} · second location {age}"


def make_first_backup(key: str) -> str:
    """Nothing is backed up."""
    return f"No backup yet. One is made when you lock or quit, or now with {key}."


def make_new_backup(days: int, key: str) -> str:
    """The newest one is old."""
    return f"The newest backup is {counted(days, 'day')} old. Make one now with {key}."


def connect_second_location(days: int | None, key: str) -> str:
    """Nothing has reached the second location, for days or yet."""
    since = "yet" if days is None else f"for {counted(days, 'day')}"
    return (
        f"No backup has reached the second location {since}. "
        f"Make sure it is connected, then press {key}."
    )


# PIN and lock

LOCKED_BY_HAND: Final = "You locked romtui."
LOCKED_IDLE: Final = "Locked: nothing was typed for some minutes."
LOCKED_ASLEEP: Final = "Locked: this computer was asleep."
LOCKED_WRONG_PINS: Final = "Locked after three wrong PINs."
LOCKED_BY_SYSTEM: Final = "Locked at a signal from this computer."
LOCKED_VAULT_GONE: Final = "Locked. The vault was deleted; what was open is kept and opens here."
LOCKED_CRASHED: Final = "Locked after an error in romtui. What you saved is safe."


def digits_of_a_pin(least: int, most: int) -> str:
    """What a PIN is."""
    return f"A PIN has {least} to {most} digits. Try another."


def wrong_passphrases(number: int) -> str:
    """Said after unlocking."""
    return f"{number} wrong passphrases before this unlock."


# Merging two records of one patient

SAME_RECORD: Final = "These are the same record. Choose another one."
NOTHING_TO_MOVE: Final = "nothing but the record itself"
BACKUP_IS_THE_WAY_BACK: Final = "A backup is made first. It is the only way to undo this."
UNFINISHED_IN_BOTH: Final = (
    "Both have an unfinished form of the same questionnaire. The emptied record keeps its own."
)
NO_SCORE: Final = "no score"
MERGED_THINGS: Final[Mapping[str, tuple[str, str]]] = {
    "results": ("result", "results"),
    "sessions": ("session", "sessions"),
    "own": ("goal or personal item", "goals and personal items"),
    "targets": ("target", "targets"),
    "agreements": ("agreed action", "agreed actions"),
    "focuses": ("intervention", "interventions"),
    "events": ("life event", "life events"),
    "drafts": ("unfinished form", "unfinished forms"),
}


def merge_into_archived(code: str) -> str:
    """The record to keep is archived."""
    return f"{code} is archived. Restore it first, or merge the other way."


def moved(source: str, into: str, what: str) -> str:
    """What goes from one record into the other."""
    return f"From {source} to {into}: {what}."


def emptied(source: str) -> str:
    """What becomes of the record that is emptied."""
    return f"Every version of every result is moved. {source} is kept, empty and archived."


def in_both(measure: str, on: date, scores: str) -> str:
    """Two results of one questionnaire and day."""
    return (
        f"{measure} of {full_day(on)} is in both ({scores}). Both are kept; the one entered last "
        "counts."
    )


def more_in_both(forms: int) -> str:
    """The rest of these."""
    return f"The same is true of {counted(forms, 'more form', 'more forms')}."


def sessions_in_both(days: int, into: str) -> str:
    """Two sessions of one day."""
    return (
        f"{counted(days, 'session day is', 'session days are')} in both. The impression in {into} "
        "is kept; the emptied record keeps the other."
    )


# Import


def more_lines(lines: int) -> str:
    """How many wrong lines are not listed."""
    return f" And {counted(lines, 'more line', 'more lines')}."


def not_imported(faults: str) -> str:
    """Nothing came in, and why."""
    return f"Nothing was imported. {faults}"


# Your own wording

NO_SUCH_LINE: Final = "no suggestion has this name"
NO_SUCH_LIST: Final = "no list of suggestions has this name"
SAFETY_STAYS: Final = "a safety suggestion can be reworded, but not hidden"


# What a suggestion must keep to: half sentences after its name, or after “This line …”

UNPRINTABLE: Final = "contains a character that cannot be displayed"
STRAY_BRACE: Final = "has a stray brace"
ASK_WHAT_MAY_BE_CHANCE: Final = "does not end with a question; what could be chance must be asked"
EXCLAMATION_MARK: Final = "has an exclamation mark"
GOES_ON_AFTER_QUESTION: Final = "continues after the question"
NEVER_SAYABLE: Final = "no suggestion works when facts are missing"


def unknown_variable(name: str) -> str:
    """A variable nobody knows."""
    return f"{{{name}}} is not a variable"


def preset_too_long(most: int) -> str:
    """A ready-made action that does not fit its line."""
    return f"is longer than {most} characters"


def too_sure(word: str) -> str:
    """A word that one score cannot bear."""
    return f"says “{word}”, which is too certain for one score"


def too_heavy(word: str) -> str:
    """A word that is too much where little is wrong."""
    return f"says “{word}”, which is too much for a low score"


def too_many_words(words: int, most: int) -> str:
    """A sentence that is too long to say."""
    return f"has {words} words; up to {most} are easy to say"


def too_many_questions(questions: int) -> str:
    """More than one question."""
    return f"asks {questions} questions; ask one at a time"


def not_to_say(word: str) -> str:
    """A word of the field's jargon."""
    return f"says “{word}”, which is not a word to say to a patient"


def about_the_patient(pronoun: str) -> str:
    """He, she: as if the patient were not in the room."""
    return f"says “{pronoun}”; speak to the patient directly"


def not_in_the_record(words: str) -> str:
    """A claim that something was said or agreed."""
    return f"says “{words}”, which the record does not show here"
