"""A walk through the screens of the real program, and the keys that lead to each."""

from collections.abc import Iterator

from tests.end_to_end.terminal import Terminal

from torture.vaults import gone, has_ended

PIN = "2468"
TO_SCREEN = {
    "CASELOAD": "",
    "SESSION": "<enter>",
    "ENTRY": "<enter>n1",
    "RESULTS": "<enter><backspace>",
    "WORDS": "<enter>w",
    "SETTINGS": ",",
    "INSTRUMENTS": "i",
    "BATTERY": "<enter>+",
    "LOOK_BACK": "l",
    "NOTE": "<enter>y",
    "SHARED": "<enter>v",
    "HANDOVER": "<enter>h<enter>",
    "EVERYWHERE": "",
}
"""From the caseload, by the name of the commands of the screen."""

_IN_THE_CASELOAD, _IN_THE_SESSION = "q leave", "n enter"
_FROM_THE_CASELOAD = (
    *(
        "v",
        "/zz <esc>",
        "l",
        "i",
        "i <enter>",
        ",",
        ":what^was^done<enter>",
        "n",
        "e",
        "p",
        "\x1bOP",
    ),
    *("\x1bOQ", "<ctrl+l>"),
)
_FROM_THE_SESSION = (
    *("", "n", "n 1 2 d", "n x", "t", "?", "!", "g", "k", "b", "l", "w", ",", "m", "+", "+ g"),
    *("p", "f", "a", "e", "d", "o", "j", "R", "y", ">", "<backspace>", "<backspace> h", "x"),
    *(":focus<enter>", ":history<enter>", ":discharge<enter>", ":", "v", "v n", "v w", "\x1bOP"),
    *("<ctrl+l>", "c", "h", "h <enter>", "h <enter> 1 <esc>"),
)
_ALT_SECONDS = 0.16
"""So soon after Esc another key would be taken for one with Alt."""
_SOON_SECONDS = 0.3
"""A key that changes the screen has begun to do so by then, also on a slow machine."""


def walk(terminal: Terminal, quiet: float = 0.06) -> Iterator[str]:
    """Look at screen after screen, the record last, until all were seen or the program ended."""
    for home, paths in (
        (_IN_THE_CASELOAD, _FROM_THE_CASELOAD),
        (_IN_THE_SESSION, _FROM_THE_SESSION),
    ):
        for path in paths:
            for keys in path.split():
                if not _pressed(terminal, keys.replace("^", " "), quiet):
                    return
                yield terminal.text
            yield from _back(terminal, home)
        if home == _IN_THE_CASELOAD and not _pressed(terminal, "<up><up><up><enter>", 0.3):
            return


def _back(terminal: Terminal, home: str) -> Iterator[str]:
    for _ in range(8):
        text = terminal.text
        if home in text.rstrip().rpartition("\n")[2] and "▌" not in text:
            return
        asked = "The PIN" in text
        if not _pressed(terminal, f"{PIN}<enter>" if asked else "<esc>", _ALT_SECONDS):
            return
        if asked:
            gone(terminal, "The PIN")
        yield terminal.text


def _pressed(terminal: Terminal, keys: str, quiet: float) -> bool:
    if has_ended(terminal):
        return False
    try:
        terminal.press(keys)
    except OSError:
        return False
    terminal.prepare(_ALT_SECONDS if keys == "<esc>" else quiet, begins=_SOON_SECONDS)
    return True


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
}


def sent_by(key: str) -> str:
    """What a terminal sends for the first of the keys of a command."""
    first = key.split(",")[0]
    if first.startswith("ctrl+"):
        return chr(ord(first[-1]) - ord("a") + 1)
    return _SENT.get(first, first)
