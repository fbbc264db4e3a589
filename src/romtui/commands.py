"""Every command, once: from here come bindings, footer, help, palette and docs/keys.md."""

from collections.abc import Iterable, Mapping, Sequence
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
    """

    id: str
    key: str
    words: str
    help: str
    footer: int | None = None
    priority: bool = False
    fixed: bool = False
    hides: bool = False

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


HELP = Command(
    "app.help",
    "f1",
    "help",
    "Show what every key of this screen does; so does ? where it is no key of the screen's own.",
)
PALETTE = Command("app.commands", "colon", "all commands", "Find a command by its name.")
LEAVE_AT_ONCE = Command(
    "app.leave_at_once",
    "ctrl+q",
    "leave at once",
    "Leave the program at once; a half-filled form is kept.",
    priority=True,
    fixed=True,
)
INTERRUPT = Command(
    "app.interrupt",
    "ctrl+c",
    "leave",
    "Leave the program; anywhere but in the caseload it is asked for a second time.",
    priority=True,
    fixed=True,
)
SUSPEND = Command(
    "app.step_out",
    "ctrl+z",
    "step out",
    "Lock, clear the screen and go back to the shell; `fg` asks for the passphrase again.",
    priority=True,
    fixed=True,
)
CURTAIN = Command(
    "app.curtain",
    "ctrl+l",
    "curtain",
    "Hide the screen at once; the PIN lifts the curtain, and all is as it was.",
    priority=True,
    hides=True,
)
LOCK = Command("app.lock", "ctrl+x", "lock", "Lock now: the passphrase opens it again.", hides=True)
KEEP_ELSEWHERE = Command(
    "app.keep_elsewhere",
    "",
    "keep the records elsewhere",
    "Write all that is open into a new vault, for when its own folder was moved or deleted.",
)
THEME = Command(
    "app.next_theme",
    "f2",
    "next look",
    "Dark, light, high contrast, or the terminal's own colours.",
)
LEAVE_TOUR = Command(
    "app.leave_tour",
    "f6",
    "leave the tour",
    "Take the line with the next step away, in the demo; it does not come back.",
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
    Command("caseload.find", "slash", "find", "Filter the list as you type a code or name.", 2),
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
    "Mark what the sentence is about as shared and discussed. Press again to undo.",
    3,
)
AGREE: Final = Command(
    "session.agree", "a", "agree", "Record how last time's action went, then agree the next one.", 4
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
        "session.handout",
        "equals_sign",
        "handout",
        "Save a one-page handout: chart, target, goals, what you agreed.",
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
    Command(
        "session.review",
        "R",
        "review safety",
        "Record what was asked and done about a safety answer.",
    ),
    Command("session.note", "y", "note", "Show a session note to copy into your records."),
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
    Command("entry.back", "backspace", "back", "Take back the last answer.", 1),
    Command("entry.leave_out", "full_stop", "leave out", "Leave this item out.", 2),
    Command(
        "entry.not_applicable", "minus", "does not apply", "Answer that the item does not apply."
    ),
    Command("entry.earlier", "up,left", "earlier item", "Go to the item before, its answer kept."),
    Command("entry.later", "down,right", "later item", "Go to the item after."),
    Command(
        "entry.finish",
        "enter",
        "finish",
        "Pass over what the form skips; save it as it is, once its end is reached.",
        3,
    ),
    Command("entry.date", "d", "date", "Change the date of this form.", 4),
    Command("entry.leave", "escape", "later", "Go back; the half-filled form is kept.", 5),
    Command("entry.discard", "x", "throw away", "Throw this half-filled form away.", 6),
)
RESULTS: Final = (
    Command("results.open", "enter", "correct", "Correct this result; the old version is kept.", 1),
    Command("results.withdraw", "x", "withdraw", "Mark this result as entered in error.", 2),
    Command("results.history", "h", "history", "Show every version of this result, and why.", 3),
    Command(
        "results.move", "m", "another person", "Move this result to the person it belongs to.", 4
    ),
    Command("results.down", "down,j", "down", "Move the mark down."),
    Command("results.up", "up,k", "up", "Move the mark up."),
    Command("results.close", "escape,q", "back", "Go back.", 5),
)
WORDS: Final = (
    Command("words.edit", "e,enter", "reword", "Say the marked line in your own words.", 1),
    Command("words.add", "n", "new", "Add a line below the marked one's heading.", 2),
    Command("words.hide", "h", "hide", "Hide the marked line, or show it again.", 3),
    Command("words.star", "s,asterisk", "star", "Star the line: starred lines come first.", 4),
    Command("words.shipped", "o", "as shipped", "Show the shipped words under yours.", 5),
    Command("words.close", "escape,q", "back", "Go back.", 6),
    Command("words.earlier", "a", "earlier", "Move the line up in its list."),
    Command("words.later", "l", "later", "Move the line down in its list."),
    Command("words.pattern", "p", "another pattern", "Show the lines of another pattern."),
    Command("words.export", "x", "export", "Write your own words to a file, to lend or to keep."),
    Command("words.take_in", "i", "import", "Add the words of such a file to yours."),
    Command("words.down", "down,j", "down", "Move the mark down."),
    Command("words.up", "up,k", "up", "Move the mark up."),
)
SETTINGS: Final = (
    Command("settings.edit", "enter,e", "change", "Take the next choice, or type it.", 1),
    Command("settings.reset", "r", "set back", "Set the marked one back to what it came with.", 2),
    Command("settings.reset_all", "z", "set all back", "Set back all but what you wrote.", 3),
    Command("settings.close", "escape,q", "back", "Go back.", 4),
    Command("settings.down", "down,j", "down", "Move the mark down."),
    Command("settings.up", "up,k", "up", "Move the mark up."),
)
INSTRUMENTS: Final = (
    Command("instruments.open", "enter", "show", "Show all that is known about this one.", 1),
    Command("instruments.find", "slash", "find", "Go to one by its name or what it is about.", 4),
    Command("instruments.down", "down,j", "down", "Move the mark down.", 2),
    Command("instruments.up", "up,k", "up", "Move the mark up.", 3),
    Command("instruments.page_down", "pagedown", "page down", "Move the mark a page down."),
    Command("instruments.page_up", "pageup", "page up", "Move the mark a page up."),
    Command("instruments.close", "escape,q", "back", "Go back.", 5),
)
BATTERY: Final = (
    Command("battery.often", "enter", "how often", "Change how often this measure comes.", 1),
    Command("battery.add", "a", "add", "Add a questionnaire.", 2),
    Command("battery.goal", "g", "goal", "Add a goal in the person's own words, 0 to 10.", 3),
    Command(
        "battery.item",
        "o",
        "own item",
        "Add anything else to be rated from 0 to 10, in the person's own words.",
        4,
    ),
    Command(
        "battery.pause", "p", "pause", "Leave this measure out for now, with a reason, or go on.", 5
    ),
    Command("battery.remove", "x", "take out", "Ask for this no longer; its results stay."),
    Command("battery.down", "down,j", "down", "Move the mark down."),
    Command("battery.up", "up,k", "up", "Move the mark up."),
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
    Command("note.send", "c", "to the clipboard", "Send the note to the terminal's clipboard.", 1),
    Command("note.write", "w", "to a file", "Write the note to a file that you name.", 2),
    Command("note.down", "down,j", "down", "Go on reading.", 3),
    Command("note.up", "up,k", "up", "Go back in the note.", 4),
    Command("note.close", "escape,q", "back", "Go back.", 5),
)
ITEMS: Final = (
    Command(
        "items.since",
        "s",
        "since when",
        "Compare the latest form with the first one, or with the one before.",
        1,
    ),
    Command("items.safety", "i", "safety answer", "Show or hide the answers of a safety item.", 2),
    Command("items.next_measure", "tab,right", "next measure", "Show the next measure.", 4),
    Command("items.close", "escape,q", "back", "Go back.", 3),
    Command("items.down", "down,j", "down", "Move the mark down.", 5),
    Command("items.up", "up,k", "up", "Move the mark up.", 6),
    Command("items.previous_measure", "shift+tab,left", "measure before", "Show the one before."),
    Command("items.page_down", "pagedown", "page down", "Move the mark a page down."),
    Command("items.page_up", "pageup", "page up", "Move the mark a page up."),
)
CHART: Final = (
    Command("chart.point_before", "left", "point before", "Read out the point before.", 1),
    Command("chart.point_after", "right", "point after", "Read out the next point.", 2),
    Command("chart.axis", "d", "dates or sessions", "Lay the points over days or sessions.", 3),
    Command("chart.next_measure", "m,down,tab", "measure", "Show the next measure.", 4),
    Command("chart.legend", "question_mark", "legend", "Explain the signs and the shading.", 6),
    Command("chart.previous_measure", "up,shift+tab", "measure before", "Show the one before."),
    Command("chart.first_point", "home", "first point", "Read out the first point."),
    Command("chart.last_point", "end", "last point", "Read out the latest point."),
    Command("chart.leave", "escape", "leave", "Leave what is read out, then go back."),
    Command("chart.close", "q,G", "back", "Go back.", 5),
)
SHARED: Final = (
    Command("shared.back", "v,escape,q", "turn back", "Go back to the session.", 1),
    Command("shared.previous_measure", "up", "measure before", "Show the measure before.", 2),
    Command("shared.next_measure", "down", "next measure", "Show the next measure.", 3),
    Command("shared.words_only", "n", "numbers", "Say it in words only, or with numbers.", 4),
    Command("shared.severity", "w", "ranges", "Show or hide what the form calls its ranges.", 5),
)
HANDOVER: Final = _as_shipped(
    Command("handover.up", "up", "up", "Move the mark up, on the last page to the answers.", 1),
    Command("handover.down", "down", "down", "Move the mark down, on the last page to sending.", 2),
    Command("handover.choose", "enter", "take", "Take what is marked.", 3),
    Command("handover.back", "left,backspace", "back", "Go to the question before.", 4),
    Command("handover.forward", "right", "skip", "Go on; a question may be left out.", 5),
    Command("handover.not_applicable", "minus", "does not apply", "Answer that it does not apply."),
    Command("handover.leave", "escape", "for the therapist", "Ask for the PIN that ends it.", 6),
)
BY_SCREEN: Final[dict[str, Sequence[Command]]] = {
    "Everywhere": EVERYWHERE,
    "Caseload": CASELOAD,
    "Session": SESSION,
    "Entry": ENTRY,
    "Earlier results": RESULTS,
    "Your own words": WORDS,
    "Settings": SETTINGS,
    "Questionnaires": INSTRUMENTS,
    "Battery": BATTERY,
    "Note of the session": NOTE,
    "Weekly review": LOOK_BACK,
    "Items": ITEMS,
    "Graph": CHART,
    "Shared view": SHARED,
    "Hand-over": HANDOVER,
}

_BY_ID: Final = {command.id: command for commands in BY_SCREEN.values() for command in commands}
_HEAD: Final = """# Keys

Made from `src/romtui/commands.py` by `make keys`; a test compares the two.
Digits answer what is asked at the moment: an item, a question beside the sentence, or which
suggestion was said. Any other key skips such a question; Esc does nothing more than that.

`romtui keys --example` prints a file for keys of your own and says where it lies, `romtui keys`
the keys that are in force. Every key below may be changed but these: digits answer, Enter takes,
Esc goes back; the hand-over, the questions for a PIN or a passphrase, the small dialogs and
leaving with Ctrl+C, Ctrl+Q or Ctrl+Z are always as shipped. The curtain and the lock may have a
function key or Ctrl and a letter beside their own, which always hold. A file that cannot be
followed to the letter changes nothing, and the caseload says why.

The mouse: a click marks a row, a click on the marked row does what Enter does, the wheel moves
the mark, a click on a key in the last line is that key. Selecting text is the terminal's own, in
most of them with Shift held down. In a hand-over and behind the curtain the mouse does nothing.
"""


def as_markdown(head: str = _HEAD, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write docs/keys.md; or, with another head, the same with keys of the therapist's own."""
    lines = [head.rstrip("\n")]
    for screen, commands in BY_SCREEN.items():
        lines += ["", f"## {screen}", "", "| key | command | what it does |", "| --- | --- | --- |"]
        for command in commands:
            keys = _named(_split(own.get(command.id, command.key))).replace("|", r"\|")
            lines.append(f"| {keys} | {command.words} | {command.help} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 -- its output is the file
