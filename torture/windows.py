"""Several windows at once, and signals on one screen after another."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.end_to_end.terminal import Terminal

from romtui.domain.case import Draft
from torture.tally import Tally, Trial
from torture.vaults import (
    CODES,
    PASSPHRASE,
    cases_in,
    made,
    running,
    unlock,
    wait_for_one,
    workspace,
)

CANARY = "Plumcanary"
_TOLD = "is open in another"
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
_PLACES = {
    "passphrase": ("", "Passphrase"),
    "caseload": ("v", CANARY),
    "session": ("<enter>", "n fill in"),
    "form": ("<enter>n", "of 9"),
    "a dialog": ("<enter>p", "PHQ-9"),
    "look back": ("vl", "ook back"),
    "turned to the person": ("<enter>v", "turns back"),
    "curtain": ("<enter><ctrl+l>", "PIN"),
}


def run(trial: Trial) -> Iterator[Tally]:
    yield _at_once(trial)
    yield from _signals(trial)


def _at_once(trial: Trial) -> Tally:
    windows = 8 if trial.full else 4
    tally = Tally("P10", f"{windows} windows at once: one opens, the others are told")
    folder = made(trial.folder / "vault")
    for number in range(trial.count(3, 100)):
        with ExitStack() as stack:
            terminals = [stack.enter_context(running(folder)) for _ in range(windows)]
            for terminal in terminals:
                terminal.wait_for("Passphrase")
            for terminal in terminals:
                terminal.press(f"{PASSPHRASE}<enter>")
            said = [wait_for_one(terminal, CODES[0], _TOLD) for terminal in terminals]
            good = said.count(CODES[0]) == 1 and said.count(_TOLD) == windows - 1
            tally.holds(good, f"round {number}: {said}")
            holder = terminals[said.index(CODES[0])]
            holder.kill(signal.SIGKILL)
            holder.exit_code()
        with running(folder) as again:
            unlock(again)
            tally.holds(True, "")
    return tally


def _signals(trial: Trial) -> Iterator[Tally]:
    clean = Tally("P6", "signals on many screens: nobody on the screen, code 128+n")
    kept = Tally("P6", "and the half-filled form is kept")
    folder = made(trial.folder / "signals")
    with workspace(folder) as store:
        store.set_pin("2468")
        person = store.caseload()[0].patient
        draft = Draft("phq9", person.started_on, (1, 2, 3, *[None] * 6), position=3)
        store.keep_draft(person.id, draft)
    every = [(place, number) for place in _PLACES for number in _SIGNALS]
    chosen = every * 25 if trial.full else trial.dice.sample(every, min(trial.count(8, 8), 40))
    for place, number in chosen:
        _signal(clean, folder, place, number)
        (left,) = cases_in(folder)[CODES[0]].drafts
        kept.holds(left.answers[:3] == (1, 2, 3), f"{place}, {number.name}: {left}")
    yield from (clean, kept)


def _signal(clean: Tally, folder: Path, place: str, number: signal.Signals) -> None:
    keys, words = _PLACES[place]
    with running(folder) as terminal:
        terminal.wait_for("Passphrase")
        if keys:
            unlock(terminal)
            terminal.press(keys)
        terminal.wait_for(words)
        terminal.prepare(0.05)
        terminal.kill(number)
        code = terminal.exit_code()
        left = [one for one in (CANARY, CODES[0], words) if one in terminal.text]
        good = code == 128 + number and not left and _is_sane(terminal)
        clean.holds(good, f"{place}, {number.name}: code {code}, left {left}")


def _is_sane(terminal: Terminal) -> bool:
    return terminal.is_sane() and b"\x1b[?1003l" in terminal.bytes
