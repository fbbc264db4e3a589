"""The tour of all screens, for tests, pictures and the long trial.

A way is a line of steps. A step is a command by its id (`session.why`: its key, or its name in the
palette where it has none), words to look for (`/A-003`), or a key by Textual's name. Every way
begins in the caseload, or in the session where it is one of `FROM_SESSION`.
"""

from collections.abc import Mapping
from typing import Final

from romtui.commands import BY_SCREEN
from tests.ui.hands import Hands

_COMMANDS: Final = {command.id: command for listed in BY_SCREEN.values() for command in listed}

TO_SCREEN: Final[Mapping[str, str]] = {
    "Everywhere": "",
    "Caseload": "",
    "Session": "caseload.open",
    "Entry": "caseload.open session.enter 1",
    "Earlier results": "caseload.open session.correct",
    "Your wording": "caseload.open session.words",
    "Settings": "caseload.settings",
    "Questionnaires": "caseload.instruments",
    "Schedule": "caseload.open session.battery",
    "Session note": "caseload.open session.note",
    "Weekly review": "caseload.look_back",
    "Items": "caseload.open session.items",
    "Chart": "caseload.open session.graph",
    "Shared view": "caseload.open session.turn",
    "Patient entry": "caseload.open session.hand_over enter",
}
"""The way to each screen of the table of commands, of whoever comes first."""

FROM_CASELOAD: Final = (
    *("caseload.names", "/zz escape", "caseload.look_back", "caseload.instruments"),
    *("caseload.outcomes", "caseload.outcomes enter"),
    *("caseload.instruments enter", "caseload.settings", "caseload.log", "caseload.add"),
    *("caseload.edit", "caseload.passphrase", "app.help", "app.next_theme", "app.curtain"),
)
FROM_SESSION: Final = (
    *("session.enter", "session.enter 1 2 d", "session.enter 1 x", "session.enter x"),
    *("session.total", "session.total 1 7 enter", "session.why", "session.avoid"),
    *("session.goal", "session.task", "session.bond", "session.to_do", "session.words"),
    *("session.settings", "session.next_measure", "session.measure", "session.battery"),
    *("session.battery g", "session.battery a", "session.target", "session.fit"),
    *("session.agree", "session.event", "session.five_questions", "session.objections"),
    *("session.impression", "session.check_in", "session.check_in enter", "session.review"),
    *("session.note", "session.plan", "session.correct", "session.correct h"),
    *("session.not_today", "session.focus_on", "session.history", "session.discharge"),
    *("app.commands", "app.help", "app.next_theme", "session.graph", "session.items"),
    *("session.items i", "session.handout", "app.curtain", "session.away_page"),
    *("session.away_code", "session.away_code 1 2 enter"),
    *("session.turn", "session.turn w", "session.turn n", "session.turn down"),
    *("session.turn up colon", "session.turn f1", "session.turn ctrl+l"),
    *("session.hand_over", "session.hand_over enter", "session.hand_over enter escape"),
    *("session.hand_over enter 1 escape", "session.close"),
)

SESSION: Final = "/A-003 caseload.open"
DEMO: Final[Mapping[str, str]] = {
    "caseload": "",
    "caseload-names": "caseload.names",
    "caseload-find": "/A-00",
    "look-back": "caseload.look_back",
    "outcomes": "caseload.outcomes 6 0 enter",
    "supervision": "caseload.supervision",
    "new-person": "caseload.add",
    "questionnaires": "caseload.instruments",
    "questionnaire": "caseload.instruments enter",
    "settings": "caseload.settings down enter up",
    "settings-number": "caseload.settings up end j j j j j j j enter",
    "help": "app.help",
    "palette": "app.commands",
    "session": SESSION,
    "session-safety": "caseload.open",
    "session-worse": "/A-007 caseload.open",
    "session-better": "/A-004 caseload.open",
    "impression": f"{SESSION} session.impression",
    "entry": f"{SESSION} session.enter b 1 2 0 full_stop 1",
    "total": f"{SESSION} session.total 4 enter",
    "why": f"{SESSION} session.why",
    "to-do": f"{SESSION} session.to_do",
    "avoid": f"{SESSION} session.avoid",
    "goal-lines": f"{SESSION} session.goal",
    "objections": f"{SESSION} session.objections",
    "five-questions": f"{SESSION} session.five_questions",
    "fits": f"{SESSION} session.fit",
    "agree": f"{SESSION} session.agree",
    "event": f"{SESSION} session.event",
    "target": f"{SESSION} session.target",
    "battery": f"{SESSION} session.battery",
    "graph": f"{SESSION} session.graph left left",
    "chart-pair": "/A-012 caseload.open session.graph chart.beside",
    "items": f"{SESSION} session.items",
    "take-home": f"{SESSION} session.handout",
    "page-for-home": f"{SESSION} session.away_page",
    "code": f"{SESSION} session.away_code",
    "results": f"{SESSION} session.correct",
    "history": f"{SESSION} session.history",
    "note": f"{SESSION} session.note",
    "report": f"{SESSION} session.report enter enter enter",
    "plan": f"{SESSION} session.plan",
    "words": f"{SESSION} session.words down down",
    "line": f"{SESSION} session.words down e",
    "review": "caseload.open session.review",
    "close": f"{SESSION} session.share session.close",
    "shared": "/A-014 caseload.open session.turn",
    "shared-goals": "/A-003 caseload.open session.turn n",
    "hand-over-start": f"{SESSION} session.hand_over",
    "handed-over": f"{SESSION} session.hand_over enter 1 2 down",
    "handed-over-review": f"{SESSION} session.hand_over enter 1 2 0 1 1 1 1 0 0 1",
    "curtain": f"{SESSION} app.curtain",
    "log": "caseload.log",
}
"""The way to every screen of the demo, by the name of its picture."""


def keys_of(step: str) -> tuple[str, ...]:
    """The keys of one step, by Textual's names or as characters."""
    if step in _COMMANDS:
        command = _COMMANDS[step]
        return command.keys[:1] or ("colon", *command.words, "enter")
    return tuple(step) if step.startswith("/") else (step,)


async def follow(hands: Hands, way: str) -> None:
    """Go a way on the screens of a test."""
    for step in way.split():
        await hands.press(*keys_of(step))


_SENT = {
    "escape": "\x1b",
    "enter": "\r",
    "backspace": "\x7f",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "space": " ",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "colon": ":",
    "question_mark": "?",
    "exclamation_mark": "!",
    "greater_than_sign": ">",
    "asterisk": "*",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "at": "@",
    "number_sign": "#",
}


def sent_by(step: str) -> str:
    """What a terminal sends for a step."""
    return "".join(
        chr(ord(key[-1]) - ord("a") + 1) if key.startswith("ctrl+") else _SENT.get(key, key)
        for key in keys_of(step)
    )
