"""Every command, once: from here come bindings, footer, help, palette and docs/keys.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from romtui.domain.keys import key_name

_in_force: dict[str, str] = {}
"""The keys that a file of the therapist's own gives: by the id of the command."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does.

    `id` is `screen.action`; the screen that lists the command has `action_<action>`. `words`
    are for the footer (at most two or three), `help` is one sentence. `footer` ranks it
    there: lower comes first, None keeps it out. Without a key it is in the palette only.

    `key` is as shipped, several with commas between them; a file of the therapist's own may
    give others, unless the command is `fixed`. One that `hides` the screen keeps its own, too.
    One that `gives_way` came later than such files: where a file has its key for another
    command, it has none.
    """

    id: str
    key: str
    words: str
    help: str
    footer: int | None = None
    priority: bool = False
    fixed: bool = False
    hides: bool = False
    gives_way: bool = False

    @property
    def action(self) -> str:
        """The name of the action method without `action_`."""
        return self.id.partition(".")[2]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are in force, as the terminal names them; the first is the one to name."""
        return _split(_in_force.get(self.id, self.key))

    @property
    def key_name(self) -> str:
        """The keys in force as a person reads them; of a command without one, nothing."""
        return _named(self.keys)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(keys.split(",")) if keys else ()


def _named(keys: Iterable[str]) -> str:
    return "  ".join(map(key_name, keys))


def for_footer(commands: Iterable[Command]) -> list[Command]:
    """The commands that the footer shows, most important first."""
    ranked = [(command.footer, command) for command in commands if command.footer is not None]
    return [command for _, command in sorted(ranked, key=lambda pair: pair[0])]


def put_in_force(keys: Mapping[str, str]) -> None:
    """Let these keys hold from now on, by the id of the command; all others are as shipped.

    There is one keyboard: the app says it once, before a screen is shown.
    """
    _in_force.clear()
    _in_force.update(keys)


def key_for(command_id: str) -> str:
    """The key to name in a sentence: that which is in force, or the way by the palette."""
    command = _BY_ID[command_id]
    if command.keys:
        return key_name(command.keys[0])
    return f"{key_name(PALETTE.keys[0])} {command.words}"


def _as_shipped(*commands: Command) -> tuple[Command, ...]:
    """Commands whose keys no file changes."""
    return tuple(replace(command, fixed=True) for command in commands)


def _of_session(*actions: str) -> tuple[str, ...]:
    return tuple(f"session.{action}" for action in actions)


HELP = Command(
    "app.help",
    "f1,ctrl+g",
    "help",
    "Show what every key of this screen does; so does ? where it has no other use.",
)
PALETTE = Command("app.commands", "colon", "commands", "Search all commands by name.")
LEAVE_AT_ONCE = Command(
    "app.leave_at_once",
    "ctrl+q",
    "quit now",
    "Quit now. An unfinished form is kept.",
    priority=True,
    fixed=True,
)
INTERRUPT = Command(
    "app.interrupt",
    "ctrl+c",
    "quit",
    "Quit; anywhere but in the caseload, press it twice.",
    priority=True,
    fixed=True,
)
SUSPEND = Command(
    "app.step_out",
    "ctrl+z",
    "suspend",
    "Lock and return to the shell; `fg` asks for the passphrase again. On Windows it only locks.",
    priority=True,
    fixed=True,
)
CURTAIN = Command(
    "app.curtain",
    "ctrl+l",
    "hide screen",
    "Hide the screen now. Your PIN brings it back as it was.",
    priority=True,
    hides=True,
)
LOCK = Command(
    "app.lock", "ctrl+x", "lock", "Lock now. Unlocking needs the passphrase.", hides=True
)
KEEP_ELSEWHERE = Command(
    "app.keep_elsewhere",
    "",
    "save records elsewhere",
    "Write all open records into a new vault, in case its folder was moved or deleted.",
)
THEME = Command(
    "app.next_theme",
    "f2",
    "theme",
    "Switch between dark, light, high contrast and the terminal's own colours.",
)
LEAVE_TOUR = Command(
    "app.leave_tour",
    "f6",
    "end tour",
    "Hide the demo tour for good.",
    priority=True,
    fixed=True,
)
EVERYWHERE: Final = (
    HELP,
    PALETTE,
    CURTAIN,
    LOCK,
    THEME,
    KEEP_ELSEWHERE,
    LEAVE_TOUR,
    LEAVE_AT_ONCE,
    INTERRUPT,
    SUSPEND,
)

CASELOAD: Final = (
    Command("caseload.open", "enter", "open", "Open the selected patient.", 1),
    Command(
        "caseload.find",
        "slash",
        "find",
        "Find a code or name as you type; a digit begins by itself.",
        2,
    ),
    Command("caseload.add", "n", "new", "Add a patient.", 3),
    Command("caseload.edit", "e", "edit", "Edit code, initials, name or birth year.", 4),
    Command("caseload.names", "v", "names", "Show or hide the names.", 5),
    Command(
        "caseload.archive",
        "a",
        "archive",
        "Archive the selected patient (asks first), or restore an archived one.",
    ),
    Command(
        "caseload.merge",
        "",
        "merge records",
        "Move everything from the selected record into another one of the same patient.",
    ),
    Command("caseload.archived", "z", "archived", "Show or hide archived patients."),
    Command(
        "caseload.look_back",
        "l",
        "weekly review",
        "See what is open with whom, what was shared, which suggestions go unused.",
    ),
    Command(
        "caseload.import_table",
        "",
        "import a table",
        "Import scores or answers from another program's table; you see a trial first.",
    ),
    Command(
        "caseload.supervision",
        "",
        "sheet for supervision",
        "Make a sheet about those who need attention, by code and in weeks, with a preview.",
    ),
    Command(
        "caseload.outcomes",
        "",
        "own outcomes",
        "Show the outcomes of your finished work, and who is missing. Asks for your guess first.",
    ),
    Command("caseload.passphrase", "p", "passphrase", "Change the passphrase."),
    Command(
        "caseload.recovery_code",
        "",
        "recovery code",
        "Replace a recovery code that was lost or seen. The old one stops working.",
    ),
    Command("caseload.pin", "", "PIN", "Change the PIN for the hidden screen and patient entry."),
    Command(
        "caseload.settings",
        "comma",
        "settings",
        "Theme, names, language, safety procedure, idle times, rule thresholds.",
    ),
    Command(
        "caseload.instruments",
        "i",
        "questionnaires",
        "Browse questionnaires: items, scoring, thresholds, sources.",
    ),
    Command(
        "caseload.away_code",
        "number_sign",
        "enter a code",
        "Enter the code of a page filled in at home; romtui finds whose it is.",
    ),
    Command("caseload.down", "down,j", "down", "Move down."),
    Command("caseload.up", "up,k", "up", "Move up."),
    Command("caseload.page_down", "pagedown", "page down", "Move a page down."),
    Command("caseload.page_up", "pageup", "page up", "Move a page up."),
    Command("caseload.top", "home", "top", "Go to the first patient."),
    Command("caseload.bottom", "end", "bottom", "Go to the last patient."),
    Command("caseload.clear", "escape", "clear", "Clear the search."),
    Command(
        "caseload.log",
        "",
        "activity log",
        "Show what was done and when. No clinical content.",
    ),
    Command(
        "caseload.back_up",
        "",
        "back up",
        "Back up now, verify, and copy to the second location.",
    ),
    Command("caseload.leave", "q", "quit", "Quit romtui.", 6),
)
SHARE: Final = Command(
    "session.share",
    "s",
    "shared",
    "Mark the score in the sentence as shared and discussed. Press again to undo.",
    3,
)
AGREE: Final = Command(
    "session.agree", "a", "agree", "Record how last time's action went, then agree the next one.", 4
)
REVIEW: Final = Command(
    "session.review",
    "R",
    "review safety",
    "Record what you asked and did about a safety answer.",
)
TARGET: Final = Command(
    "session.target",
    "p",
    "target",
    "Set the score you aim for together, and what it would mean to them.",
    9,
)
SESSION: Final = (
    Command(
        "session.enter", "n", "fill in", "Fill in the selected questionnaire, item by item.", 1
    ),
    Command(
        "session.total",
        "t",
        "total",
        "Enter just the total (of each part), then the safety item.",
        2,
    ),
    SHARE,
    Command(
        "session.share_all",
        "asterisk",
        "share all",
        "Mark all of today's scores as shared and discussed. Press again to undo.",
    ),
    AGREE,
    Command("session.fit", "f", "fits?", "Record whether the score matches how they feel.", 10),
    Command(
        "session.close", "q,escape", "close", "Close the session. Asks only about open items.", 6
    ),
    Command(
        "session.next_patient",
        "right_square_bracket",
        "next patient",
        "Close the session and open the next patient. Asks only about open items.",
        gives_way=True,
    ),
    Command(
        "session.previous_patient",
        "left_square_bracket",
        "previous patient",
        "Close the session and open the previous patient. Asks only about open items.",
        gives_way=True,
    ),
    Command(
        "session.not_today",
        "x",
        "not today",
        "Postpone sharing a score, or skip today's form, with a reason.",
    ),
    Command("session.wording", "space", "other wording", "Show another way to say it."),
    Command(
        "session.next_finding",
        "tab",
        "next headline",
        "Show the next headline and select its measure; after the last comes the first.",
    ),
    Command(
        "session.previous_finding", "shift+tab", "previous headline", "Show the previous headline."
    ),
    Command(
        "session.why", "question_mark", "why", "Show the rule behind the headline, and its limits."
    ),
    Command("session.goal", "g", "goal", "Suggestions about the goal."),
    Command("session.task", "k", "task", "Suggestions about the task: what you do in sessions."),
    Command("session.bond", "b", "bond", "Suggestions about the bond: how you work together."),
    Command(
        "session.said",
        "enter",
        "said",
        "Mark an open suggestion as said. After a task one, you can name a new intervention.",
    ),
    Command("session.to_do", "l", "to do", "Show steps for you, and tick them off."),
    Command("session.avoid", "exclamation_mark", "avoid", "Show what to avoid."),
    Command(
        "session.five_questions",
        "d",
        "five questions",
        "Five areas to check when progress stalls; tick each as you ask.",
    ),
    Command(
        "session.objections",
        "o",
        "concerns",
        "Answers to common concerns about questionnaires.",
    ),
    Command("session.event", "e", "event", "Record a life event; it is marked on the chart."),
    Command(
        "session.check_in",
        "c",
        "rate session",
        "Have the patient rate the session before they leave.",
    ),
    Command(
        "session.words", "w", "edit wording", "Reword, add, hide, star or reorder suggestions."
    ),
    Command(
        "session.settings",
        "comma",
        "settings",
        "Theme, names, language, safety procedure, idle times, rule thresholds.",
    ),
    Command("session.graph", "G", "full chart", "Show the chart full screen."),
    Command(
        "session.point_before",
        "left",
        "previous point",
        "Show details of the latest point, then earlier ones.",
    ),
    Command(
        "session.point_after",
        "right",
        "next point",
        "Show details of the next point.",
    ),
    Command(
        "session.next_measure",
        "down",
        "next measure",
        "Select the next measure, with its sentence.",
    ),
    Command("session.previous_measure", "up", "previous measure", "Select the previous measure."),
    Command("session.measure", "m", "add a measure", "Add a questionnaire for this patient."),
    Command(
        "session.run_due",
        "z",
        "fill in due",
        "Fill in everything due, one form after another.",
        7,
    ),
    Command(
        "session.battery",
        "plus",
        "schedule",
        "Choose questionnaires and how often; add goals or items in the patient's words.",
    ),
    Command(
        "session.turn",
        "v",
        "shared view",
        "Show the patient their chart, target and goals, and nothing else.",
        5,
    ),
    Command(
        "session.items",
        "i",
        "items",
        "Show item answers over time, biggest change first.",
        11,
    ),
    Command(
        "session.report",
        "",
        "third-party report",
        "Make a page for a physician, an insurer or supervision, shown before it is written.",
    ),
    Command(
        "session.handout",
        "equals_sign",
        "handout",
        "Save a one-page handout: chart, target, goals, what you agreed.",
    ),
    Command(
        "session.away_page",
        "at",
        "page for home",
        "Save a page to fill in at home, with the questionnaires that are due.",
    ),
    Command(
        "session.away_withdraw",
        "",
        "withdraw pages",
        "Accept no more codes from this patient's pages for home.",
    ),
    Command(
        "session.away_code",
        "number_sign",
        "enter a code",
        "Enter the code or the digits that came back from a page for home.",
    ),
    Command(
        "session.hand_over",
        "h",
        "patient entry",
        "Let the patient fill in what is due alone. Only your PIN ends it.",
        8,
    ),
    TARGET,
    Command(
        "session.focus_on",
        "",
        "intervention",
        "Record the current intervention and when it began.",
    ),
    Command(
        "session.impression",
        "j",
        "impression",
        "Record how they seem, before you see the score.",
    ),
    Command(
        "session.correct", "backspace", "earlier results", "Correct or withdraw an earlier result."
    ),
    Command("session.undo", "u", "undo", "Undo today's last entry, action or event."),
    REVIEW,
    Command("session.note", "y", "note", "Show a session note to copy into your records."),
    Command(
        "session.copy_note",
        "quotation_mark",
        "copy note",
        "Send the session note to the terminal's clipboard at once.",
        gives_way=True,
    ),
    Command(
        "session.plan",
        "greater_than_sign",
        "plan",
        "Set next session, planned number and stage.",
    ),
    Command("session.missed", "", "missed session", "Record a missed session."),
    Command(
        "session.cancelled",
        "",
        "cancelled session",
        "Record a cancelled session.",
    ),
    Command(
        "session.discharge",
        "",
        "discharge",
        "End treatment, with final measures or follow-up; or readmit.",
    ),
    Command(
        "session.history",
        "",
        "history",
        "Show every version of every result, withdrawn ones included.",
    ),
    Command(
        "session.instruments",
        "",
        "questionnaires",
        "Browse questionnaires: items, scoring, thresholds, sources.",
    ),
)
ENTRY: Final = (
    Command("entry.back", "backspace", "back", "Undo the last answer.", 1),
    Command("entry.leave_out", "full_stop", "skip", "Skip this item.", 2),
    Command(
        "entry.not_applicable", "minus", "does not apply", "Answer that the item does not apply."
    ),
    Command("entry.earlier", "up,left", "previous item", "Previous item; its answer is kept."),
    Command("entry.later", "down,right", "next item", "Next item."),
    Command(
        "entry.finish",
        "enter",
        "save",
        "Save the form once you have reached its end; before that, go past items not needed.",
        3,
    ),
    Command("entry.date", "d", "date", "Change the date of this form.", 4),
    Command("entry.leave", "escape", "finish later", "Finish later; what you entered is kept.", 5),
    Command("entry.discard", "x", "discard", "Discard this unfinished form.", 6),
)
RESULTS: Final = (
    Command("results.open", "enter", "correct", "Correct this result; the old version is kept.", 1),
    Command("results.withdraw", "x", "withdraw", "Mark this result as entered in error.", 2),
    Command("results.history", "h", "history", "Show every version of this result, and why.", 3),
    Command("results.move", "m", "move", "Move this result to the patient it belongs to.", 4),
    Command("results.down", "down,j", "down", "Move down."),
    Command("results.up", "up,k", "up", "Move up."),
    Command("results.close", "escape,q", "back", "Go back.", 5),
)
WORDS: Final = (
    Command("words.edit", "e,enter", "reword", "Reword the selected suggestion.", 1),
    Command("words.add", "n", "new", "Add a suggestion to this list.", 2),
    Command("words.hide", "h", "hide", "Hide the selected suggestion, or show it again.", 3),
    Command("words.star", "s,asterisk", "star", "Star it: starred suggestions come first.", 4),
    Command("words.shipped", "o", "original", "Show the original under your wording.", 5),
    Command("words.close", "escape,q", "back", "Go back.", 6),
    Command("words.earlier", "a", "move up", "Move the suggestion up in its list."),
    Command("words.later", "l", "move down", "Move the suggestion down in its list."),
    Command("words.pattern", "p", "other headline", "Show the suggestions for another headline."),
    Command("words.export", "x", "export", "Export your wording to a file."),
    Command("words.take_in", "i", "import", "Import wording from a file."),
    Command("words.down", "down,j", "down", "Move down."),
    Command("words.up", "up,k", "up", "Move up."),
)
SETTINGS: Final = (
    Command("settings.edit", "enter,e", "change", "Switch to the next option, or type a value.", 1),
    Command("settings.reset", "r", "reset", "Reset this setting to its default.", 2),
    Command(
        "settings.reset_all",
        "z",
        "reset all",
        "Reset all settings (asks first); your own texts are kept.",
        3,
    ),
    Command("settings.close", "escape,q", "back", "Go back.", 4),
    Command("settings.down", "down,j", "down", "Move down."),
    Command("settings.up", "up,k", "up", "Move up."),
)
INSTRUMENTS: Final = (
    Command("instruments.open", "enter", "show", "Show details.", 1),
    Command("instruments.find", "slash", "find", "Find a questionnaire by name or topic.", 4),
    Command("instruments.down", "down,j", "down", "Move down.", 2),
    Command("instruments.up", "up,k", "up", "Move up.", 3),
    Command("instruments.page_down", "pagedown", "page down", "Move a page down."),
    Command("instruments.page_up", "pageup", "page up", "Move a page up."),
    Command("instruments.close", "escape,q", "back", "Go back.", 5),
)
BATTERY: Final = (
    Command("battery.often", "enter", "how often", "Change how often it is filled in.", 1),
    Command("battery.add", "a", "add", "Add a questionnaire.", 2),
    Command("battery.goal", "g", "goal", "Add a goal in the patient's own words, 0 to 10.", 3),
    Command(
        "battery.item",
        "o",
        "personal item",
        "Add any 0 to 10 rating in the patient's own words.",
        4,
    ),
    Command("battery.pause", "p", "pause", "Pause this measure with a reason, or resume it.", 5),
    Command("battery.remove", "x", "remove", "Stop using this measure. Its results are kept."),
    Command("battery.down", "down,j", "down", "Move down."),
    Command("battery.up", "up,k", "up", "Move up."),
    Command("battery.close", "escape,q", "back", "Go back.", 6),
)
LOOK_BACK: Final = (
    Command("look_back.open", "enter", "open", "Open the selected patient.", 1),
    Command("look_back.down", "down,j", "down", "Move down.", 2),
    Command("look_back.up", "up,k", "up", "Move up.", 3),
    Command("look_back.page_down", "pagedown", "page down", "Move a page down."),
    Command("look_back.page_up", "pageup", "page up", "Move a page up."),
    Command("look_back.top", "home", "top", "Go to the first patient."),
    Command("look_back.bottom", "end", "bottom", "Go to the last patient."),
    Command("look_back.close", "escape,q", "back", "Go back.", 4),
)
NOTE: Final = (
    Command("note.send", "c", "copy", "Send the note to the terminal's clipboard.", 1),
    Command("note.write", "w", "save", "Save the note to a file that you name.", 2),
    Command("note.down", "down,j", "down", "Scroll down.", 3),
    Command("note.up", "up,k", "up", "Scroll up.", 4),
    Command("note.close", "escape,q", "back", "Go back.", 5),
)
ITEMS: Final = (
    Command(
        "items.since",
        "s",
        "compare",
        "Compare the latest form with the first or the previous one.",
        1,
    ),
    Command("items.safety", "i", "safety answer", "Show or hide the answers of a safety item.", 2),
    Command("items.next_measure", "tab,right", "next measure", "Show the next measure.", 4),
    Command("items.close", "escape,q", "back", "Go back.", 3),
    Command("items.down", "down,j", "down", "Move down.", 5),
    Command("items.up", "up,k", "up", "Move up.", 6),
    Command(
        "items.previous_measure", "shift+tab,left", "previous measure", "Show the previous measure."
    ),
    Command("items.page_down", "pagedown", "page down", "Move a page down."),
    Command("items.page_up", "pageup", "page up", "Move a page up."),
)
CHART: Final = (
    Command("chart.point_before", "left", "previous point", "Show details of earlier points.", 1),
    Command("chart.point_after", "right", "next point", "Show details of the next point.", 2),
    Command("chart.axis", "d", "dates or sessions", "Plot by date or by session.", 3),
    Command("chart.next_measure", "m,down,tab", "measure", "Show the next measure.", 4),
    Command("chart.legend", "question_mark", "legend", "Explain the signs and the shading.", 6),
    Command("chart.beside", "plus", "second measure", "Draw another measure beside this one."),
    Command(
        "chart.previous_measure", "up,shift+tab", "previous measure", "Show the previous measure."
    ),
    Command("chart.first_point", "home", "first point", "Show details of the first point."),
    Command("chart.last_point", "end", "last point", "Show details of the latest point."),
    Command("chart.leave", "escape", "close details", "Close the details, then go back."),
    Command("chart.close", "q,G", "back", "Go back.", 5),
)
SHARED: Final = (
    Command("shared.back", "v,escape,q", "back", "Go back to the session.", 1),
    Command(
        "shared.previous_measure",
        "up,shift+tab",
        "previous measure",
        "Show the previous measure.",
        2,
    ),
    Command("shared.next_measure", "down,tab", "next measure", "Show the next measure.", 3),
    Command("shared.words_only", "n", "numbers", "Switch between words and numbers.", 4),
    Command("shared.severity", "w", "severity", "Show or hide severity labels.", 5),
)
HANDOVER: Final = _as_shipped(
    Command("handover.up", "up", "up", "Move up, on the last page to the answers.", 1),
    Command("handover.down", "down", "down", "Move down, on the last page to sending.", 2),
    Command("handover.choose", "enter", "choose", "Choose the highlighted answer.", 3),
    Command("handover.back", "left,backspace", "back", "Go to the previous question.", 4),
    Command("handover.forward", "right", "skip", "Go on; a question may be skipped.", 5),
    Command("handover.not_applicable", "minus", "does not apply", "Answer that it does not apply."),
    Command(
        "handover.leave",
        "escape",
        "for the therapist",
        "Ask for the therapist's PIN, which ends patient entry.",
        6,
    ),
)
USES: Final[Mapping[str, tuple[str, ...]]] = {
    "Say": _of_session(
        *("wording", "next_finding", "previous_finding", "why", "goal", "task", "bond", "said"),
        *("to_do", "avoid", "five_questions", "objections", "words"),
    ),
    "Fill in": _of_session(
        *("enter", "total", "run_due", "hand_over", "check_in", "measure", "battery", "correct"),
    ),
    "Share and agree": _of_session(
        *("share", "share_all", "not_today", "fit", "agree", "target", "focus_on", "plan"),
    ),
    "Show": _of_session(
        *("next_measure", "previous_measure", "graph", "point_before", "point_after", "items"),
        *("turn", "handout", "history", "instruments"),
    ),
    "Record": _of_session(
        *("impression", "event", "review", "note", "copy_note", "missed", "cancelled"),
        *("discharge", "next_patient", "previous_patient"),
    ),
}
"""What the commands of a session are used for: help lists them so, by their ids."""

BY_SCREEN: Final[dict[str, Sequence[Command]]] = {
    "Everywhere": EVERYWHERE,
    "Caseload": CASELOAD,
    "Session": SESSION,
    "Entry": ENTRY,
    "Earlier results": RESULTS,
    "Your wording": WORDS,
    "Settings": SETTINGS,
    "Questionnaires": INSTRUMENTS,
    "Schedule": BATTERY,
    "Session note": NOTE,
    "Weekly review": LOOK_BACK,
    "Items": ITEMS,
    "Chart": CHART,
    "Shared view": SHARED,
    "Patient entry": HANDOVER,
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done every day, and its keys: ids of commands, or keys by their names.

    It begins in the caseload, or in an open session.
    """

    words: str
    way: str
    in_session: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys to press, as the terminal names them."""
        return tuple(_BY_ID[step].keys[0] if step in _BY_ID else step for step in self.way.split())


EVERYDAY: Final = (
    Task("Open a known patient", "0 0 2 enter", in_session=False),
    Task("Add a patient", "caseload.add enter enter enter enter", in_session=False),
    Task(
        "Open the selected patient and begin what is due",
        "caseload.open session.run_due",
        in_session=False,
    ),
    Task(
        "Your impression, a PHQ-9 item by item, how difficult it made things",
        "4 session.enter 1 1 1 1 1 1 1 1 0 1",
    ),
    Task("A PHQ-9 as a total, with its safety item", "session.total 1 2 enter 0"),
    Task("Mark the score as shared", "session.share"),
    Task("Agree an action", "session.agree 3 enter"),
    Task("Choose another action while agreeing", "session.agree 3 2 enter"),
    Task("Show the patient their chart, and turn back", "session.turn shared.back"),
    Task("Start patient entry", "session.hand_over enter"),
    Task("Copy the session note", "session.copy_note"),
    Task(
        "Close with something open, and open the next patient",
        "session.next_patient enter",
    ),
)
"""In docs/keys.md, each with the number of its keys; a test presses them in the demo."""

_BY_ID: Final = {command.id: command for commands in BY_SCREEN.values() for command in commands}
_HEAD: Final = """# Keys

Made from `src/romtui/commands.py` by `make keys`; a test compares the two.
Digits answer the current prompt: an item, a question beside the sentence, or which suggestion was
said. Any other key skips such a question; Esc does nothing more than that. In the caseload a digit
begins a search.

`romtui keys --example` prints a file for keys of your own and where to save it, `romtui keys` the
keys that are in force. Every key below can be changed except these: digits answer, Enter takes,
Esc goes back; patient entry, the prompts for a PIN or a passphrase, the small dialogs, and quitting
with Ctrl+C, Ctrl+Q or Ctrl+Z keep their default keys. Hiding the screen and locking may have a
function key or Ctrl and a letter beside their own, which always work. If any part of your keys file
is invalid, none of it is used, and the caseload says why.

The mouse: a click selects a row, a click on the selected row does what Enter does, the wheel moves
the selection, a click on a key in the last line is that key. Selecting text is the terminal's own,
mostly with Shift held down. In patient entry and on a hidden screen the mouse does nothing.
"""


def as_markdown(head: str = _HEAD, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write docs/keys.md; or, with another head, the same with keys of the therapist's own."""
    lines = [head.rstrip("\n"), *_everyday()]
    for screen, commands in BY_SCREEN.items():
        lines += ["", f"## {screen}", "", "| key | command | what it does |", "| --- | --- | --- |"]
        for command in commands:
            keys = _named(_split(own.get(command.id, command.key))).replace("|", r"\|")
            lines.append(f"| {keys} | {command.words} | {command.help} |")
    return "\n".join(lines) + "\n"


def _everyday() -> Iterator[str]:
    """The table of the everyday tasks, with the keys as shipped or in force."""
    yield from ("", "## Everyday tasks", "", "| task | keys | how many |", "| --- | --- | --- |")
    for task in EVERYDAY:
        keys = " ".join(map(key_name, task.keys))
        yield f"| {task.words} | {keys} | {len(task.keys)} |"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 -- its output is the file
