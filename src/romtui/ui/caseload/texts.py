"""What the caseload, the weekly review and the card of a patient say, in English."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from romtui.domain.caseload import Group
from romtui.domain.text import counted, short_day

# The caseload: its first line, its field, and what stands there when nobody is listed

FIND: Final = "search by code or name"
_MOST_CODES: Final = 3
"""So many similar codes are named."""
NO_MATCHES: Final = "No matches. Backspace widens the search; Esc clears it."


def title(active: int, with_unshared: int, outdated: str = "", today: str = "") -> str:
    """`Caseload   15 patients · 4 today, 3 with forms due · 5 with unshared scores`."""
    patients = counted(active, "patient")
    unshared = f" · {with_unshared} with unshared scores" if with_unshared else ""
    day = f" · {today}" if today else ""
    return f"Caseload   {patients}{day}{unshared}{f'   {outdated}' if outdated else ''}"


def coming_today(coming: int, due: int) -> str:
    """Who comes today; nothing where nobody does."""
    with_forms = f", {due} with forms due" if due else ""
    return f"{coming} today{with_forms}" if coming else ""


def outdated(sign: str, lines: int) -> str:
    """How many lines are still to be worked out by the rules of now."""
    return f"{sign} {lines} being recalculated"


def welcome(*, add: str, settings: str, keys: str, palette: str) -> str:
    """What to do first, in an empty vault."""
    return (
        "Your caseload is empty.\n\n"
        f"Press {add} to add your first patient. A code is enough; a name is optional.\n"
        f"Press {settings} for settings: safety procedure, idle times, theme.\n"
        f"Press {keys} for the keys on this screen, {palette} to search all commands."
    )


def all_archived(*, archived: str, add: str) -> str:
    """Where everyone is."""
    return f"Everyone is archived. {archived} shows them; {add} adds a patient."


# The headings of the list: columns, and why patients are listed where they are

COLUMN_CODE, COLUMN_NAME, COLUMN_MEASURE = "code", "name", "measure"
COLUMN_NOW, COLUMN_CHANGE, COLUMN_COURSE = "now", "since last", "course"
COLUMN_TARGET, COLUMN_HEADLINE, COLUMN_OPEN = "target", "headline", "open"
COLUMN_SHARED, COLUMN_SAID = "shared", "suggestions said"
NONE_SAID: Final = "none"
GROUPS: Final[Mapping[Group, str]] = {
    Group.SAFETY: "Safety to review",
    Group.TODAY: "Today",
    Group.ATTENTION: "Needs attention",
    Group.OTHERS: "Everyone else",
    Group.ARCHIVED: "Archived",
}


# A row of the caseload

NO_SCORE: Final = "no score yet"
REVIEW_SAFETY, REVIEW_SAFETY_SHORT, SAFETY_SIGN = "! review safety", "! safety", "!"
SESSION_TODAY, SESSION_TODAY_SHORT = "session today", "today"
UNFINISHED, UNFINISHED_SHORT = "unfinished form", "unfinished"
ARCHIVED: Final = "archived"


def unshared(scores: int) -> str:
    """`2 unshared`: of a form in which both were filled in, both."""
    return f"{scores} unshared"


def due(measures: int) -> str:
    """`1 due`."""
    return f"{measures} due"


def last_score(ago: str) -> str:
    """`last score 17 days ago`."""
    return f"last score {ago}"


def last_score_short(days: int) -> str:
    """The same where there is little room."""
    return f"{days} days ago"


# The preview beside the list

LAST_AGREED, OPEN, NEXT_SESSION = "last agreed", "open", "next session"
NOT_LOOKED_AT: Final = "not reviewed yet"
NO_NEXT_SESSION: Final = "not planned"


def session_number(number: int) -> str:
    """`session 8`."""
    return f"session {number}"


def review_first(days: Sequence[str]) -> str:
    """Which safety answers wait, before all else."""
    return f"! Review safety first ({', '.join(days)})"


def looked_at(outcome: str, day: str) -> str:
    """`partly done · 24 Nov`."""
    return f"{outcome} · {day}"


def earlier_actions(number: int) -> str:
    """How many more agreed actions nobody looked at."""
    return f"and {counted(number, 'earlier action')}"


def score_unshared(measure: str, day: str) -> str:
    """`PHQ-9 of 24 Nov not shared`."""
    return f"{measure} of {day} not shared"


def scores_unshared(scores: int, since: str) -> str:
    """`3 scores not shared, since 3 Nov`."""
    return f"{scores} scores not shared, since {since}"


def unfinished_form(measure: str, done: int, of: int) -> str:
    """`Unfinished form: GAD-7, 3 of 7 answered`."""
    return f"Unfinished form: {measure}, {done} of {of} answered"


def forms_due(measures: Sequence[str]) -> str:
    """`Due: PHQ-9, GAD-7`."""
    return f"Due: {', '.join(measures)}"


def today(day: str) -> str:
    """`today, Tue 24 Nov`."""
    return f"today, {day}"


def gone_by(day: str) -> str:
    """`was planned for Tue 17 Nov`."""
    return f"was planned for {day}"


# What the caseload says at the bottom, and asks

ARCHIVE, KEEP = "archive", "keep in caseload"
MERGE, LEAVE_BOTH = "merge", "leave both"
SIMILAR: Final = "similar name or code"
NOTHING_TO_MERGE: Final = "There is no other record to merge this one into."
NO_REVIEW_YET: Final = "Lines are still being recalculated. Try again in a moment."
ORDER_CHANGED: Final = "The order has changed. The list is sorted when you come back to it."
DEMO_NOT_BACKED_UP: Final = "The demo is not backed up; nothing in it is kept."
BACKING_UP: Final = "Backing up …"
PASSPHRASE_CHANGED: Final = "✓ Passphrase changed."
RECOVERY_CODE_CHANGED: Final = "✓ Recovery code renewed. The old one no longer works here."
PIN_CHANGED: Final = "✓ PIN changed."


NOBODY_FURTHER: Final = "No further patient in this direction."


def stray(key: str) -> str:
    """That a key meant for the session before did nothing."""
    return f"{key} came just after the session closed. Nothing was done."


def archive_question(code: str) -> str:
    """Whether to archive a patient."""
    return f"Archive {code}? The record is kept; {code} leaves the caseload."


def archive_unreviewed(code: str) -> str:
    """The same where a safety matter is open."""
    return f"{code} has a safety answer that has not been reviewed. Archive anyway?"


def archived(code: str, *, back: str, shows: str) -> str:
    """That a patient was archived, and how to undo it."""
    return f"✓ {code} archived. {back} restores it; {shows} shows archived patients."


def restored(code: str) -> str:
    """That an archived patient is back."""
    return f"✓ {code} restored to the caseload."


def merge_question(code: str) -> str:
    """Which record a patient is to be merged into."""
    return f"Which record is the same patient as {code}? Everything moves into that record."


def merged(source: str, into: str, *, backed_up: bool) -> str:
    """That two records are one."""
    backup = " A backup was made first." if backed_up else ""
    return f"✓ {source} merged into {into}.{backup}"


def backed_up(number: int, second: str) -> str:
    """That a backup was made; `second` is what is to be said about the second location."""
    return f"✓ Backup {number} made and verified. {second}".rstrip()


def not_recalculated(refusal: str, sign: str) -> str:
    """Why some lines stay as they are."""
    return f"{refusal} The lines with {sign} are still to be recalculated."


def unusable_questionnaire(reason: str) -> str:
    """That a questionnaire of the therapist's own is left out."""
    return f"One of your own questionnaires cannot be used: {reason}"


def unusable_wording(reason: str) -> str:
    """That the therapist's own wording is left out."""
    return f"Your own wording cannot be used: {reason}"


# A patient: new, or edited

NEW_PATIENT, EDIT_PATIENT = "New patient", "Edit patient"
CODE: Final = "Code (shown everywhere)"
INITIALS: Final = "Initials (shown next to the code; optional)"
NAME: Final = "Name (hidden by default; optional)"
BIRTH_YEAR: Final = "Birth year (optional)"


def wrong_birth_year(this_year: int) -> str:
    """What a birth year looks like."""
    return f"Enter a four-digit birth year up to {this_year}, or leave it blank."


# Patients who could be taken for one another

ADD_ANYWAY: Final = "Press Enter again to add them anyway."


def easily_mistaken(code: str, others: Sequence[str]) -> str:
    """Said for a while when a record is opened."""
    return f"This is {code}. Similar codes or names: {_first(others)}."


def similar_names(codes: Sequence[str]) -> str:
    """Whose name is like the one typed."""
    verb = "has a similar name" if len(codes) == 1 else "have similar names"
    return f"{_first(codes)} {verb}."


def similar_codes(codes: Sequence[str]) -> str:
    """Which codes are like the one typed."""
    return f"The code looks like {_first(codes)}."


def _first(codes: Sequence[str]) -> str:
    """The first few codes, and how many there are besides."""
    named = ", ".join(codes[:_MOST_CODES])
    left = len(codes) - _MOST_CODES
    return f"{named} and {left} more" if left > 0 else named


# The weekly review

UNREVIEWED: Final = "! safety answer not reviewed"
UNREVIEWED_ARCHIVED: Final = f"{UNREVIEWED} (archived)"
NOT_AGREED: Final = "no action agreed"
NOTHING_OPEN: Final = "nothing open"


def review_title(patients: int) -> str:
    """With how many patients something is open."""
    number = counted(patients, "patient") if patients else "no patients"
    return f"Weekly review   {number} with open items"


def all_patients(shared: str) -> str:
    """How much of all that was scored was shared."""
    return f"All patients: {shared}."


def no_score_since(day: date, today: date) -> str:
    """That the day of a session went by without a score."""
    return f"no score since session on {short_day(day, today)}"


def shared(scores: int, of: int) -> str:
    """`8 of 10 shared`."""
    return f"{scores} of {of} shared" if of else NO_SCORE


def shared_of(scores: int, of: int) -> str:
    """`8 of 10`, in the column that says what it counts."""
    return f"{scores} of {of}" if of else "–"
