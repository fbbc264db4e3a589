"""Every text of the session screen, in the order in which a session meets them.

A constant is a text without values, a function one with values. No rule is here: which of them
is said is decided in `sentences.py` and in the parts of the screen.
"""

from collections.abc import Sequence
from typing import Final

from romtui.domain.case import Attendance
from romtui.domain.dialogue.template import filled
from romtui.domain.discussion import AgreementOutcome, Fit, How
from romtui.domain.private import Private
from romtui.ui.chart.texts import FITS, OUTCOMES, SHARED

TODAY: Final = "today"
GO_BACK: Final = "go back"
CANCEL: Final = "cancel"
RECORDED: Final = "Recorded."


def recorded(what: str) -> str:
    return f"Recorded: {what}."


DUE: Final = "due"
PAUSED: Final = "paused"


def and_the(forms: Sequence[str]) -> str:
    return " and the ".join(forms)


def the(form: str) -> str:
    return f"the {form}"


def form_of_day(form: str, day: str) -> str:
    return f"{form} of {day}"


def with_score(form: str, score: str) -> str:
    return f"{form} ({score})" if score else form


def scores_since(count: int, day: str) -> str:
    return f"{count} scores since {day}"


def all_parts(form: str) -> str:
    return f"{form} (all parts)"


# The first line, and what is pinned below it

ATTENDANCE: Final = {
    Attendance.ATTENDED: "attended",
    Attendance.MISSED: "missed",
    Attendance.CANCELLED: "cancelled",
}
LIGHTS: Final = ("scored", "shared", "agreed")


def session_title(count: int, planned: int | None, away: str, day: str) -> str:
    plan = ""
    if planned is not None:
        plan = f" of {planned}" if count <= planned else f" ({planned} planned)"
    return f"session {count}{plan}{f', {away}' if away else ''} · {day}"


def light(word: str, *, on: bool) -> str:
    return f"{'●' if on else '○'} {word}"


def filled_in_away(day: str) -> str:
    return f"{day}, filled in away"


def pinned(days: str, key: str) -> str:
    review = f"   {key} review safety: what you asked and did" if key else ""
    return f"SAFETY ITEM ENDORSED ({days}){review}"


# The headline

TENTATIVE: Final = "tentative"


# What stands beside the sentence

TO_BEGIN: Final = "TO BEGIN"
LAST_TIME: Final = "LAST TIME"
AGREED_TODAY: Final = "AGREED TODAY"
STILL_OPEN: Final = "STILL OPEN TODAY"
REVIEW_SAFETY: Final = "safety item not reviewed"
SHARED_TODAY: Final = "✓ shared"
AGREED: Final = "✓ agreed"
SAID: Final = "Marked as said."
INTRODUCED: Final = "Recorded: questionnaires introduced as routine."


def last_time_on(day: str) -> str:
    return f"{LAST_TIME}   {day}"


def agreed_in_brief(heading: str, what: Private, went: str) -> Private:
    """The same on one line of a narrow screen."""
    label = {AGREED_TODAY: "Agreed today"}.get(heading, "Last time")
    return filled("{label}: {what}{went}", label=label, what=what, went=went and f"   {went}")


def and_earlier(count: int) -> str:
    return f"(+{count} earlier)"


def score_of_today(measure: str, score: str) -> str:
    return f"{measure} {score}".rstrip()


def not_shared(score: str) -> str:
    return f"{score} not shared"


def nothing_agreed(title: str) -> str:
    return f"no action agreed for “{title}”"


def next_session(day: str) -> str:
    return f"next {day}"


def no_answer_here(digit: str) -> str:
    return f"{digit} is not one of the answers. Esc skips the question."


def marks_as_said(key: str) -> str:
    return f"{key} or a number marks a suggestion as said. The same key closes."


# How a session begins

IMPRESSION: Final = "Before you see the score: how do they seem since last time?"
IMPRESSION_WITH_SCORE: Final = "How do they seem since last time?"
IMPRESSIONS: Final = (
    ("1", "much worse"),
    ("2", "worse"),
    ("3", "the same"),
    ("4", "better"),
    ("5", "much better"),
)
HOW_IT_WENT: Final = "How did that go?"
OUTCOME_CHOICES: Final = (
    ("1", "done"),
    ("2", "partly"),
    ("3", "not done"),
    ("4", "dropped"),
)
NEW_ACTION: Final = "new action"
PREFERS_BEFORE: Final = " (prefers before the session)"
PREFERS_END: Final = " (prefers the end)"
READ_TOGETHER: Final = " Read aloud together."


def outcome_recorded(outcome: AgreementOutcome) -> str:
    return recorded(OUTCOMES[outcome])


def outcome_changeable(said: str) -> str:
    choices = "  ".join(f"{key} {words}" for key, words in OUTCOME_CHOICES)
    return f"{said}   change:  {choices}"


def earlier_action(said: str, key: str) -> str:
    return f"{said}   {key} reviews the earlier action"


def not_shared_yet(scores: str, shared: str, postpone: str) -> str:
    return f"Not shared yet: {scores}.   {shared} marks as shared   {postpone} not today"


def fills_in(key: str, form: str) -> str:
    return f"{key} fills in the {form}."


def changes_the_schedule(key: str) -> str:
    return f"{key} changes the schedule."


def paused_until(day: str) -> str:
    return f"Questionnaires paused until {day}, as agreed. Ask how things are going instead."


def due(names: str, when: str, aloud: str, key: str, *, several: bool) -> str:
    return f"Due: {names}{when}.{aloud}   {key} {'starts them all' if several else 'starts it'}"


# What is not finished

NOT_COMPLETE: Final = "not complete"


def mismatched(form: str, day: str, key: str) -> str:
    return (
        f"The stored {form} total of {day} does not match its answers. "
        f"Check the paper form and correct it ({key})."
    )


def unfinished(form: str, day: str, done: int, count: int, goes_on: str) -> str:
    return f"Unfinished: {form} of {day}, {done} of {count} answered. {goes_on}"


def continues(key: str, *, at_its_row: bool) -> str:
    return f"{key} {'at its row ' if at_its_row else ''}continues."


def continues_the_correction(key: str) -> str:
    return f"{key} continues the correction."


def dated_later(count: int, day: str, key: str) -> str:
    many = "1 result is" if count == 1 else f"{count} results are"
    return (
        f"{many} dated after today ({day}) and not counted. "
        f"Correct the date ({key}), or this computer's."
    )


def parts_unscored(form: str, done: int, count: int, parts: str) -> str:
    return f"{form}: {done} of {count} answered. Not scored: {parts}."


def saved_unscored(form: str, done: int, count: int) -> str:
    return f"{form}: {done} of {count} answered. Saved, not scored."


def no_single_total(form: str) -> str:
    return f"{form} is saved. It has no single total."


# Filling in

USE_THIS_DATE: Final = "use this date"
ENTER_A_TOTAL: Final = "enter a total"
DECIDE_LATER: Final = "decide later; the form stays unfinished"


def saved(key: str) -> str:
    return f"✓ Saved.   {key} undoes it"


def saved_before(form: str) -> str:
    return f"✓ The {form} is saved."


def no_words(form: str) -> str:
    return (
        f"{form} has no items and no total here. Add a file with its items to your "
        "instruments folder."
    )


def total_besides(unfinished_form: str) -> str:
    return f"{unfinished_form} Enter a total as well?"


def undoes_the_change(key: str) -> str:
    return f"{key} undoes the change"


def just_filled_in(score: str) -> str:
    return f" The one filled in just now: {score}."


def one_more_question(form: str) -> str:
    return f"{form}: one more question, not counted"


def one_digit_too_many(digit: str, forms: str, undo: str) -> str:
    return (
        f"One digit more than the forms have: {digit} was not used. "
        f"Check the {forms}. {undo} undoes the last form."
    )


def answered_after(form: str, digit: str, answer: str, undo: str) -> str:
    return f"✓ The question after the {form}: {digit} {answer}.   {undo} undoes it"


# Undone

UNDONE_ACTION: Final = "Undone: the agreed action “{what}”."
UNDONE_EVENT: Final = "Undone: the event “{what}”."


def undone(form: str) -> str:
    return f"Undone: {form}."


def undone_counts_again(form: str) -> str:
    return f"Undone: {form} counts again."


def undone_other_counts(form: str, other: str) -> str:
    return f"Undone: {form}. Now {other} counts again."


def undone_correction(form: str) -> str:
    return f"Undone: the correction of {form}."


def undone_answer_after(form: str, answer: str) -> str:
    return f"Undone: the answer to the question after {form}{f' ({answer})' if answer else ''}."


# The chart

NO_POINT: Final = "No scores on the chart yet."


# Shared, or not today

NONE_OF_TODAY: Final = "No score of today is waiting to be shared."
NOTHING_TO_POSTPONE: Final = (
    "Nothing to postpone: today's form is in and its score has been shared."
)
NO_FORM_TODAY: Final = "No questionnaire today"
NO_FORM_RECORDED: Final = "Recorded: no questionnaire today."
WHY_NOT_TODAY: Final = "Why not today?"
OTHER_WORDS: Final = "other…"


def shared(names: str, how: How, undo: str) -> str:
    otherwise = "   instead: 2 aloud  3 on paper" if how is How.SCREEN else ""
    return f"✓ {names} {SHARED[how]}.{otherwise}   {undo} undoes it"


def not_shared_after_all(names: str) -> str:
    return f"Undone: {names} marked as not shared."


def shared_on_an_earlier_day(names: str) -> str:
    return f"Nothing new to share. The {names} was shared on an earlier day."


def another_waits(before: str, waits: str, key: str) -> str:
    return f"Nothing new of the {before}. The {waits} is not shared yet: {key} marks it as shared."


def not_shared_today(names: str) -> str:
    return f"{names} not shared today"


def postponed_because(what: str) -> str:
    return f"{what}. Reason?"


def postponed(names: str) -> str:
    return f"Recorded: {names} not today. You will be reminded next time."


# Does it match

FIT_CHOICES: Final = (("1", "yes"), ("2", "partly"), ("3", "no"))
THEIR_WORDS: Final = "How would they put it?"
THEIR_WORDS_HINT: Final = "In their own words, shown with the score. Enter alone skips this."


def does_it_match(form: str, score: str) -> str:
    return f"Does the {form} ({score}) match how they feel?"


def fits_recorded(names: str, fit: Fit) -> str:
    return recorded(f"{names} {FITS[fit]}")


# Agreed, and what happened

WHAT_AGREED: Final = "What did you agree?"
WHAT_HAPPENED: Final = "What happened?"
EVENT_RECORDED: Final = "Event recorded"


def review_on(days: str) -> str:
    return f"Review on ({days})"


def day_of_event(days: str) -> str:
    return f"Date ({days}; blank = today)"


def agreed_about(what: str) -> str:
    return f"Agreed ({what})" if what else "Agreed"


def done_with_undo(what: str, key: str) -> str:
    return f"✓ {what}.   {key} undoes it"


# The target

OTHER_TARGET: Final = "another score"


def target_offered(measure: str) -> str:
    return f"{measure}: a target to aim for together?"


def below_the_cutoff(cutoff: str) -> str:
    return f"below {cutoff}, the published cutoff"


def target_kept(measure: str, target: str) -> str:
    return f"✓ {measure}: target {target}." if target else f"✓ {measure}: no target."


# Safety

REVIEWED: Final = "✓ Saved: what you asked and did."
SAFETY_NOT_REVIEWED: Final = "A safety item has not been reviewed yet."


def review_of(day: str) -> str:
    return f"Safety item endorsed on {day}: what did you ask, and what did you do?"


# Concerns about questionnaires

POSTPONED_TWICE: Final = "Postponed twice in a row. What is getting in the way?"
WHICH_CONCERN: Final = "What is the concern about questionnaires?"
IN_WORDS_ONLY: Final = "Recorded. The shared view now uses words, not numbers."
READ_ALOUD: Final = "Recorded: read aloud together."
YOUR_ANSWER_HINT: Final = (
    "Adapt it to your local law and record keeping. Blank restores the original."
)
BEST_TIME: Final = "Best time for questionnaires?"
BEFORE_THE_SESSION: Final = "before the session"
AT_THE_START: Final = "at the start"
AT_THE_END: Final = "at the end"
PAUSED_UNTIL: Final = "Pause questionnaires until when?"


def concern_recorded(says: str) -> str:
    return f"Recorded: “{says}”."


def look_together(key: str) -> str:
    return f"Look at the chart together now.   {key} marks it as shared"


def ask_how_it_goes(key: str) -> str:
    return f"Recorded. Ask how the work together is going:   {key} rate session"


def your_answer_to(says: str) -> str:
    return f"“{says}” What do you answer?"


def how_often(form: str) -> str:
    return f"How often should {form} be filled in?"


def paused_until_hint(days: str) -> str:
    return f"{days}. Until then, ask how things are going instead."


# The plan, absences, the end of the work

READMITTED: Final = "The patient is back in the caseload."


def next_session_on(day: str) -> str:
    return f"✓ Next session: {day}."


def which_session(word: str) -> str:
    return f"Date of the {word} session?"


def which_session_hint(days: str) -> str:
    return f"{days}. Enter alone = today."


def before_the_start(day: str, began: str) -> str:
    return f"{day} is before your work together began ({began}). Choose a later date."


def absence_recorded(day: str, word: str) -> str:
    return f"{day} recorded as {word}. Repeat to undo."


def absence_undone(day: str, word: str) -> str:
    return f"{day} is no longer recorded as {word}."


def discharge(code: str) -> str:
    return f"Discharge {code}? The record is kept; the patient leaves the active list."


def the_last(days: str) -> str:
    return f"the last {days}"


def no_score_to_end_with(form: str, when: str) -> str:
    return f"No {form} score from {when} to close with."


def moved_to_follow_up(key: str) -> str:
    return f"Moved to follow-up. {key} sets the next date."


def discharged(code: str) -> str:
    return f"{code} discharged. Run the command again to readmit."


# Cards: what was agreed, an event

PRESET_HINT: Final = "Pick a number or type your own. Enter saves, → edits, ↓ changes the date."
A_FEW_WORDS: Final = "Say it in a few words, or pick a number."


# Cards: the target, the plan, the intervention

TARGET_SCORE: Final = "Target score (blank removes it)"
TARGET_WORDS: Final = "What life would look like then, in their words (optional)"
TREATMENT_PLAN: Final = "Treatment plan"
PLAN_PLANNED: Final = "Planned sessions (blank = no plan); you are reminded before the last one"
PLAN_STAGE: Final = "Stage: 1 active, 2 ending (final measures), 3 follow-up (no prompts)"
INTERVENTION: Final = "The intervention, in your words"
KEEPS_THE_PRESENT_ONE: Final = "{asks} (Esc keeps {now})"
NEW_INTERVENTION: Final = "New intervention"
CURRENT_INTERVENTION: Final = "Current intervention"
TRY_NEXT: Final = "What to try next (optional)"
NAME_THE_INTERVENTION: Final = "Name the new intervention, or press Esc to keep the current one."


def target_question(measure: str) -> str:
    return f"{measure}: what score are you aiming for together?"


def plan_next(days: str) -> str:
    return f"Next session ({days})"


def since(days: str) -> str:
    return f"Since ({days}; blank = today)"


# Cards: steps, five questions, concerns

TO_DO_HINT: Final = "Space ticks an item for today. Esc goes back."
FIVE_QUESTIONS: Final = "Five questions when progress stalls"
FIVE_QUESTIONS_HINT: Final = "Space ticks a question, Enter adds a note for today. Esc goes back."
FIVE_QUESTIONS_NOTE: Final = "A few words, for the record."
CONCERNS_HINT: Final = "Enter records it and changes what it asks for. Esc goes back."


def to_do(title: str) -> str:
    return f"To do: {title}"


# Cards: safety review

REVIEW_HINT: Final = "A few words. Enter saves them with the answer, Esc goes back."
SHOWS_PROCEDURE: Final = "F3 shows your own procedure."
HIDES_PROCEDURE: Final = "F3 hides your procedure. PgDn and PgUp scroll it."
NO_PROCEDURE: Final = "F3 shows your own procedure here once it is written in the settings."


# Cards: a second form on one day

BOTH_WILL_STAND: Final = "Both will stand on that day. The one entered last counts."
SAME_DAY_CHOICES: Final = (
    "r  The new one replaces it, as a correction. The old one stays in the history.",
    "b  Both stand. The one entered last counts.",
)
STAYS_PINNED: Final = "Its safety answer stays pinned until it is reviewed, either way."
DIGITS_WAIT: Final = "Press r or b first. Digits answer the form after that."


def already_there(form: str, day: str, score: str) -> str:
    return f"There is already a {form} for {day}{f': {score}' if score else ''}."


def esc(what: str) -> str:
    return f"Esc  {what}"


# Cards: the end of the work

FOLLOW_UP_INSTEAD: Final = "follow-up instead (stays in the caseload)"
DISCHARGE: Final = "discharge"
ANYWAY: Final = " anyway"


def fill_in_first(form: str) -> str:
    return f"fill in the {form} first"


# The note


def note_sent(key: str) -> str:
    return f"✓ Note sent to the terminal's clipboard. {key} shows it."


# Before a session closes

STILL_OPEN_NOW: Final = "Still open"
CLOSE_OR_STAY: Final = "Enter  close (open items return next time)      Esc  stay"


def close_unreviewed(key: str) -> str:
    return f"{SAFETY_NOT_REVIEWED} It stays pinned.\n  {key}  review safety"


def close_not_shared(scores: str, shared_key: str, postpone: str) -> str:
    return f"Not shared yet: {scores}.\n  {shared_key}  mark as shared   {postpone}  not today"


def close_unagreed(title: str, key: str) -> str:
    return f"No action agreed for “{title}”.\n  {key}  agree an action"


# The handout

HANDOUT_FILE: Final = "Save the handout to which file?"
HANDOUT_FILE_HINT: Final = "This file is not encrypted. Enter saves it there, or type another path."


def handout_saved(file: str) -> str:
    return f"✓ Saved, not encrypted. Open it in a browser to print: {file}"
