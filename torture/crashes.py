"""A mistake in the program, in every action, mount and drawing: the terminal shows nobody."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from tests.end_to_end.terminal import LEAVE_ALTERNATE, Terminal
from tests.tour import TO_SCREEN, sent_by
from textual.screen import Screen
from textual.widget import Widget

import romtui.ui
from romtui import commands
from romtui.domain.case import Draft, Form
from romtui.domain.lock import SAID, LockedBy
from romtui.domain.private import Private
from torture.tally import Tally, Trial
from torture.vaults import (
    CODES,
    PASSPHRASE,
    cases_in,
    has_ended,
    kill_all_below,
    made,
    unlock,
    workspace,
)
from torture.walk import PIN, walk

_NAME = "Plumcanary"
_BOMB = "Bombcanary"
_FAILING = (
    "import importlib, inspect, sys\n"
    "module, owner, method, marker, folder = sys.argv[1:]\n"
    "there = getattr(importlib.import_module(module), owner)\n"
    "def fail(self, *args, **kwargs):\n"
    f"    name, passphrase = 'Bomb' + 'canary', {PASSPHRASE!r}\n"
    "    open(marker, 'w').close()\n"
    "    raise ValueError(name, passphrase)\n"
    "async def fail_later(self, *args, **kwargs):\n"
    "    fail(self)\n"
    "before = getattr(there, method)\n"
    "setattr(there, method, fail_later if inspect.iscoroutinefunction(before) else fail)\n"
    "import romtui.__main__ as program\n"
    "sys.exit(program.main(['--vault', folder]))\n"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A method that is to fail; `keys` lead to it, or none where a walk comes by."""

    module: str
    owner: str
    method: str
    keys: tuple[str, ...] = ()


def run(trial: Trial) -> Iterator[Tally]:
    shown = Tally("P14", "an exception in an action, a mount, a drawing")
    kept = Tally("P14", "and the half-filled form is kept")
    folder = made(trial.folder / "vault")
    with workspace(folder) as store:
        store.set_pin(PIN)
        person = store.caseload()[0].patient
        answers = (2, 2, 2, 2, 2, 2, 2, 2, 1)
        case = store.record(person.id, Form("phq9", person.started_on, answers=answers))
        store.agree(person.id, Private("walk"))
        store.set_focus(person.id, Private("exposure"), case.patient.started_on)
        draft = Draft("phq9", person.started_on, (1, 2, 3, *[None] * 6), position=3)
        store.keep_draft(person.id, draft)
    every = [*_actions(), *_seen_on_the_way()]
    wanted = every if trial.full else trial.dice.sample(every, min(trial.count(8, 8), len(every)))
    unreached = []
    for place in wanted:
        if not _crash(shown, folder, trial.folder / "marker", place):
            unreached.append(f"{place.owner}.{place.method}")
        drafts = cases_in(folder)[CODES[0]].drafts
        good = [one for one in drafts if one.answers[:3] == (1, 2, 3)]
        kept.holds(good or not drafts, f"{place}: {drafts}")
    shown.remark = f"(of {len(every)} places; not reached: {', '.join(unreached) or 'none'})"
    yield from (shown, kept)


def _crash(shown: Tally, folder: Path, marker: Path, place: Place) -> bool:
    """Run until the method is called; whether it was."""
    marker.unlink(missing_ok=True)
    command = [sys.executable, "-c", _FAILING, place.module, place.owner, place.method]
    with Terminal([], command=[*command, str(marker), str(folder)]) as terminal:
        terminal.prepare(0.5)
        if not has_ended(terminal):
            _lead_to(terminal, place)
        reached = marker.exists()
        if reached:
            code = _exit_code(terminal)
            found = [one for one in (_BOMB, PASSPHRASE) if one.encode() in terminal.bytes]
            left = terminal.bytes.rpartition(LEAVE_ALTERNATE)[2]
            found += [one for one in (_NAME, "Traceback") if one.encode() in left]
            locked = SAID[LockedBy.CRASH] in terminal.text  # before others it does not end
            good = not found and (locked or (code and terminal.is_sane()))
            shown.holds(good, f"{place}: code {code}, shown {found}\n{terminal.text}")
        kill_all_below(terminal.pid)
    return reached


def _lead_to(terminal: Terminal, place: Place) -> None:
    try:
        unlock(terminal)
        for keys in place.keys:
            terminal.prepare(0.1)
            terminal.press(keys)
        terminal.prepare(0.3)
        if not place.keys:
            for _ in walk(terminal, 0.03):
                pass
    except (OSError, AssertionError):
        return


def _exit_code(terminal: Terminal) -> int:
    """The exit code; 0, as if all were well, when it goes on after a mistake, or locks."""
    try:
        return terminal.exit_code(patience=8)
    except AssertionError:
        return 0


def _modules() -> list[str]:
    return [one.name for one in walk_packages(romtui.ui.__path__, "romtui.ui.")]


def _actions() -> Iterator[Place]:
    """Every command, on the screen that lists it."""
    screens = {id(listed): screen for screen, listed in commands.BY_SCREEN.items()}
    yield from _of(commands.EVERYWHERE, "romtui.ui.app", "RomtuiApp", "Everywhere")
    for name in _modules():
        for owner in vars(import_module(name)).values():
            if isinstance(owner, type) and owner.__module__ == name and "KEYS" in vars(owner):
                listed: object = vars(owner)["KEYS"]
                if screen := screens.get(id(listed)):
                    yield from _of(listed, name, owner.__name__, screen)


def _of(listed: object, module: str, owner: str, screen: str) -> Iterator[Place]:
    assert isinstance(listed, tuple)
    way = "".join(sent_by(step) for step in TO_SCREEN[screen].split()) or sent_by("up")
    for command in listed:
        yield Place(module, owner, f"action_{command.action}", (way, sent_by(command.id)))


def _seen_on_the_way() -> Iterator[Place]:
    """Every drawing and every mount."""
    for name in _modules():
        for owner in vars(import_module(name)).values():
            if not (isinstance(owner, type) and owner.__module__ == name):
                continue
            if issubclass(owner, Widget) and "draw" in vars(owner):
                yield Place(name, owner.__name__, "draw")
            if issubclass(owner, Screen) and "on_mount" in vars(owner):
                yield Place(name, owner.__name__, "on_mount")
