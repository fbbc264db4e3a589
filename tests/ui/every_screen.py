"""The way to every screen of the demo, by keys: for pictures, and for what holds on all of them.

`/A-003` looks for somebody; other words are keys. Each begins in the caseload.
"""

from collections.abc import Mapping
from typing import Final

from tests.ui.hands import Hands

SESSION: Final = "/A-003 enter"
EVERY_SCREEN: Final[Mapping[str, str]] = {
    "caseload": "",
    "caseload-names": "v",
    "caseload-find": "/A-00",
    "look-back": "l",
    "new-person": "n",
    "questionnaires": "i",
    "questionnaire": "i enter",
    "settings": ", down enter up",
    "settings-number": ", up end j j j j j j j enter",
    "help": "f1",
    "palette": "colon",
    "session": SESSION,
    "session-safety": "enter",
    "session-worse": "/A-007 enter",
    "session-better": "/A-004 enter",
    "impression": f"{SESSION} j",
    "entry": f"{SESSION} n 1 2 0 full_stop 1",
    "total": f"{SESSION} t 4 enter",
    "why": f"{SESSION} question_mark",
    "to-do": f"{SESSION} l",
    "avoid": f"{SESSION} exclamation_mark",
    "goal-lines": f"{SESSION} g",
    "objections": f"{SESSION} o",
    "five-questions": f"{SESSION} d",
    "fits": f"{SESSION} f",
    "agree": f"{SESSION} a",
    "event": f"{SESSION} e",
    "target": f"{SESSION} p",
    "battery": f"{SESSION} plus",
    "graph": f"{SESSION} G left left",
    "items": f"{SESSION} i",
    "take-home": f"{SESSION} equals_sign",
    "results": f"{SESSION} backspace",
    "history": f"{SESSION} colon h i s t o r y enter",
    "note": f"{SESSION} y",
    "plan": f"{SESSION} greater_than_sign",
    "words": f"{SESSION} w down down",
    "line": f"{SESSION} w down e",
    "review": "enter R",
    "close": f"{SESSION} s q",
    "shared": "/A-014 enter v",
    "shared-goals": "/A-003 enter v n",
    "hand-over-start": f"{SESSION} h",
    "handed-over": f"{SESSION} h enter 1 2 down",
    "handed-over-review": f"{SESSION} h enter 1 2 0 1 1 1 1 0 0 1",
    "curtain": f"{SESSION} ctrl+l",
    "log": "colon d o n e enter",
}


async def follow(hands: Hands, keys: str) -> None:
    """Type a way."""
    for word in keys.split():
        if word.startswith("/"):
            await hands.type(word)
        else:
            await hands.press(word)
