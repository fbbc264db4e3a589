"""A walk through the screens of the real program in a terminal."""

from collections.abc import Iterator

from tests.end_to_end.terminal import Terminal
from tests.tour import FROM_CASELOAD, FROM_SESSION, sent_by

from torture.vaults import gone, has_ended

PIN = "2468"
_ESCAPE = "\x1b"
_IN_THE_CASELOAD, _IN_THE_SESSION = "q leave", "n fill in"
_ALT_SECONDS = 0.16
"""So soon after Esc another key would be taken for one with Alt."""
_SOON_SECONDS = 0.3
"""A key that changes the screen has begun to do so by then, also on a slow machine."""


def walk(terminal: Terminal, quiet: float = 0.06) -> Iterator[str]:
    """Look at screen after screen, the record last, until all were seen or the program ended."""
    for home, ways in ((_IN_THE_CASELOAD, FROM_CASELOAD), (_IN_THE_SESSION, FROM_SESSION)):
        for way in ways:
            for step in way.split():
                if not _pressed(terminal, sent_by(step), quiet):
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
        if not _pressed(terminal, f"{PIN}\r" if asked else _ESCAPE, _ALT_SECONDS):
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
    terminal.prepare(_ALT_SECONDS if keys == _ESCAPE else quiet, begins=_SOON_SECONDS)
    return True
