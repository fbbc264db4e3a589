"""Random bytes into every screen of the real program: it lives, and its keys go on working.

Random bytes hold proper keys too, and some of them lead out by right. Left out are:

- at the passphrase Ctrl+C, Ctrl+Q, Ctrl+Z, `:` (from its list one may leave, too), and Esc
  other than as the beginning of a report;
- in a hand-over and under the curtain Enter and Ctrl+X: three wrong PINs, or Ctrl+X under the
  curtain, lock, and then the passphrase is asked for, as above;
- on the therapist's own screens Ctrl+C, Ctrl+Q, Ctrl+Z, `q`, what locks, hides or names a
  command, and `/` and `~`: bytes also type names of files, and nothing may be written outside
  the folder of the trial, in which the program runs with a home of its own.

Any other key may do what it does. To live is: the program still runs, and a proper key does its
work: Ctrl+X locks, the passphrase opens, the PIN leads back.
"""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from tests.end_to_end.terminal import Terminal

import romtui
from torture.tally import Tally, Trial
from torture.vaults import CODES, PASSPHRASE, has_ended, made, running, unlock, workspace

PIN: Final = "2468"
SILENCE: Final = 1.3
"""Seconds until what was begun and not ended is given up."""
_LOOK_SECONDS, _SELDOM = 0.05, 8
"""A program is at rest that is busy in one look of so many at most."""
_PIECE = 4096
_LEAVE = b"\x03\x11\x1a"
_TRY_OR_LOCK = b"\r\n\x18"
_LEAVE_OR_LOCK = b"\x03\x11\x1a\x18\x0cqQ:/~"
_REPORTS = (
    b"\x1b[M \x990",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[97;1:1u",
    b"\x1b[97;1:3u",
    b"\x1b[97:65;2u",
    b"\x1b[1114112u",
    b"\x1b[<35;40;12M",
    b"\x1b[<0;99999;99999M",
    b"\x1b[48;0;0;0;0t",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]52;c;",
    b"\x1bP1$r",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[",
    b"\xe2\x82",
    b"\xf0\x9f",
    b"\x00\x00",
)
HELD: Final = {
    "hand-over": ("<enter>h<enter>", "Question 1 of"),
    "curtain": ("<enter><ctrl+l>", "Screen hidden"),
}
OWN: Final = {
    "caseload": ("", CODES[0]),
    "session": ("<enter>", "n fill in"),
    "entry": ("<enter>n1", "2 of 9"),
    "note": ("<enter>y", "Session note"),
}
SCREENS: Final = ("passphrase", *OWN, *HELD)
_ASKS = "For your therapist"
_ANYTHING_OF_A_PERSON = (b"canary", b"A-002")


def run(trial: Trial) -> Iterator[Tally]:
    yield from told(trial.folder, trial.dice, trial.count(20_000, 2_000_000))


def told(
    folder: Path, dice: Random, count: int, screens: Iterable[str] = SCREENS
) -> Iterator[Tally]:
    """Send so many bytes to each screen, each over records that no key has changed yet."""
    for name in screens:
        vault = made(folder / name)
        with workspace(vault) as store:
            store.set_pin(PIN)
        with contextlib.chdir(vault.parent), running(vault, env=_at_home(vault.parent)) as terminal:
            if name in OWN:
                yield _at_own(terminal, dice, count, name)
            elif name in HELD:
                yield _at_held(terminal, dice, count, name)
            else:
                yield _at_unlock(terminal, dice, count)


def _at_home(folder: Path) -> dict[str, str]:
    """Let the program find this code, and nothing of the user who runs the trial."""
    home = folder.absolute()
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    own = {"WORDS": "words.toml", "KEYS": "keys.toml", "INSTRUMENTS": "instruments"}
    return {
        **dict.fromkeys(places, str(home)),
        **{f"ROMTUI_{name}": str(home / "own" / path) for name, path in own.items()},
        "PYTHONPATH": str(Path(romtui.__file__).absolute().parents[1]),
    }


def noise(dice: Random, count: int, without: bytes) -> Iterator[bytes]:
    """Bytes of every value but those, with pieces of reports between them."""
    while count > 0:
        piece = b"".join(
            dice.randbytes(dice.randrange(1, 12)).translate(None, without)
            if dice.random() < 0.6
            else dice.choice(_REPORTS)
            for _ in range(min(_PIECE, count) // 5 or 1)
        )[:count]
        yield piece
        count -= len(piece) or 1


def _at_unlock(terminal: Terminal, dice: Random, count: int) -> Tally:
    tally = Tally("P30", f"{count} bytes at the passphrase: it opens with it, and not before")
    terminal.wait_for("Passphrase")
    alive = _send(terminal, dice, count, _LEAVE + b"\x1b:")
    if not tally.holds(alive and CODES[0] not in terminal.text, terminal.text):
        return tally
    for _ in range(4):
        if "Passphrase" not in terminal.text:  # help lies over it
            terminal.press("<esc>")
            terminal.prepare(0.2)
    terminal.press("<enter>")
    terminal.prepare(0.3, begins=0.3)
    terminal.press("\x05\x15")  # to the end, and empty the line
    unlock(terminal)
    tally.holds(CODES[0] in terminal.text, terminal.text)
    return tally


def _at_own(terminal: Terminal, dice: Random, count: int, name: str) -> Tally:
    tally = Tally("P30", f"{count} bytes in {name}: it lives, and locks")
    keys, words = OWN[name]
    unlock(terminal)
    terminal.press(keys)
    terminal.wait_for(words)
    alive = _send(terminal, dice, count, _LEAVE_OR_LOCK)
    if tally.holds(alive, _end(terminal)):
        _lock(terminal)
        terminal.press(f"{PASSPHRASE}<enter>")
        terminal.wait_for("Caseload")
    return tally


def _at_held(terminal: Terminal, dice: Random, count: int, name: str) -> Tally:
    tally = Tally("P30", f"{count} bytes in the {name}: no way out but the PIN")
    unlock(terminal)
    keys, words = HELD[name]
    terminal.press(keys)
    terminal.wait_for(words)
    before = len(terminal.bytes)
    if not tally.holds(_send(terminal, dice, count, _TRY_OR_LOCK), _end(terminal)):
        return tally
    drawn = terminal.bytes[before:]
    for word in _ANYTHING_OF_A_PERSON:
        tally.holds(word not in drawn, f"{word!r} was drawn")
    if name == "hand-over" and _ASKS not in terminal.text:
        terminal.press("<esc>")
        terminal.wait_for(_ASKS)
    terminal.press("\x05\x15")
    terminal.prepare(0.2, begins=0.3)
    terminal.press(f"{PIN}<enter>")
    terminal.wait_for("n fill in")
    return tally


def _send(terminal: Terminal, dice: Random, count: int, without: bytes) -> bool:
    """Send bytes, then be silent; say whether the program still runs."""
    try:
        for piece in noise(dice, count, without):
            terminal.send(piece)
    except OSError:
        return False
    _wait_until_taken(terminal)
    return not has_ended(terminal)


def _wait_until_taken(terminal: Terminal, *, patience: float = 600.0) -> None:
    """Wait until the program rests: the terminal itself may hold some thousand bytes.

    A blinking cursor is never quiet, and what waits for a processor has done no work.
    """
    stat = Path(f"/proc/{terminal.program}/stat")
    end = time.monotonic() + patience
    while time.monotonic() < end:
        looks = busy = 0
        silent = time.monotonic() + SILENCE
        while time.monotonic() < silent:
            terminal.prepare(0.0, begins=_LOOK_SECONDS)
            looks, busy = looks + 1, busy + _is_busy(stat)
        if busy * _SELDOM <= looks:
            return


def _is_busy(stat: Path) -> bool:
    """Whether a program runs or wants to; where the system does not say it rests."""
    with contextlib.suppress(OSError):
        return stat.read_text().rpartition(") ")[2].startswith("R")
    return False


def _end(terminal: Terminal) -> str:
    return f"ended with {terminal.exit_code()}" if has_ended(terminal) else terminal.text


def _lock(terminal: Terminal) -> None:
    """Leave whatever card is open, and lock by a key."""
    for _ in range(6):
        terminal.press("<esc>")
        terminal.prepare(0.16)
    terminal.press("<ctrl+x>")
    terminal.wait_for("Passphrase")
    terminal.prepare(0.3)
