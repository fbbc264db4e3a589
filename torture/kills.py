"""SIGKILL at a random moment while a form is typed, with what is saved read off the screen."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pyte
from tests.end_to_end.terminal import NOT_FOR_PYTE, Terminal

from romtui.domain.case import Case
from torture.tally import Tally, Trial
from torture.vaults import CODES, cases_in, made, open_person, running, unlock, wrong_in

_ITEM = re.compile(r"(\d) of 9")
_CLEARED = b"\x1b[?2026l\x1b[0m\x1b[2J"
"""How the parent begins to clear the terminal of a program that was killed."""

_LONGEST = 2.5
"""Seconds from the first key to the latest kill: about two forms."""


@dataclass
class Typed:
    """What one round did until it was cut off."""

    code: str
    shown_saved: list[tuple[int, ...]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Of the form that was on when the kill came."""

    at_kill: int = 0
    """How many of its answers were typed or there already when the kill came."""


def run(trial: Trial) -> Iterator[Tally]:
    saved = Tally("P1", "saved on the screen, then SIGKILL at a random moment")
    draft = Tally("P2", "answers shown, then SIGKILL: the form comes back")
    offered = Tally("P2", "and is offered on the screen, for the same person")
    whole = Tally("P3", "a form is there whole or not at all; check finds all well")
    cleared = Tally("P6b", "after the kill nothing of a person on the screen")
    folder = made(trial.folder / "vault")
    before = cases_in(folder)
    unsaid = 0
    for number in range(trial.count(25, 1000)):
        half_filled = [one for one in CODES if before[one].drafts]
        code = trial.dice.choice([*CODES, *half_filled, *half_filled])
        typed, screen, after_kill = _round(folder, code, before[code], trial, offered)
        now = cases_in(folder)
        _nothing_lost(saved, before, now, typed)
        if screen:
            unsaid = max(unsaid, _draft_kept(draft, now[code], typed, screen))
        others = [one for one in CODES if one != code and now[one].drafts != before[one].drafts]
        draft.holds(not others, f"round {number}: the form of {code} went to {others}")
        whole.holds(not (wrong := wrong_in(folder)), f"round {number}: {wrong}")
        whole.holds(_whole(now), f"round {number}: half a result")
        cleared.holds(code not in after_kill and "of 9" not in after_kill, after_kill)
        before = now
    draft.remark = f"(typed but not kept when the kill came: at most {unsaid} keys)"
    yield from (saved, draft, offered, whole, cleared)


def _round(
    folder: Path, code: str, case: Case, trial: Trial, offered: Tally
) -> tuple[Typed, str, str]:
    """Type until the kill; gives what was typed, the last screen, and the one after the kill."""
    dice, typed = trial.dice, Typed(code)
    with running(folder) as terminal:
        unlock(terminal)
        open_person(terminal, code)
        half = next((one for one in case.drafts if one.instrument == "phq9"), None)
        if half is not None:
            answered = sum(answer is not None for answer in half.answers)
            terminal.prepare(0.1)
            offered.holds(f"{answered} of 9" in terminal.text, f"{code}: {terminal.text}")
        program = terminal.program

        def kill() -> None:
            typed.at_kill = len(typed.answers)
            os.kill(program, signal.SIGKILL)

        killer = threading.Timer(dice.uniform(0, _LONGEST), kill)
        killer.start()
        try:
            _type_forms(terminal, typed, case, dice)
        finally:
            killer.join()
        terminal.exit_code()
        return typed, _last_screen(terminal.bytes), terminal.text


def _type_forms(terminal: Terminal, typed: Typed, case: Case, dice: Random) -> None:
    """Form after form, at the pace of a hand, until nobody answers."""
    half = next((one for one in case.drafts if one.instrument == "phq9"), None)
    known = [] if half is None else [answer for answer in half.answers if answer is not None]
    try:
        while True:
            typed.answers = list(known)
            terminal.press("n")
            _begin_beside(terminal, f"{len(known) + 1} of 9")
            while len(typed.answers) < 9:
                answer = dice.randrange(4)
                typed.answers.append(answer)
                terminal.press(str(answer))
                time.sleep(dice.uniform(0.02, 0.15))
            _until(terminal, "Saved")
            typed.shown_saved.append(tuple(typed.answers))
            typed.answers, known = [], []
            terminal.press("<esc>")
            _until_gone(terminal, "Saved")
    except (Gone, OSError):
        return


class Gone(Exception):
    """The program was killed."""


def _until(terminal: Terminal, words: str, *, there: bool = True) -> None:
    end = time.monotonic() + 30
    while (words in terminal.text) != there:
        if _CLEARED in terminal.bytes:
            raise Gone
        if time.monotonic() > end:
            raise AssertionError(f"waited for {words!r} ({there}):\n{terminal.text}")
        time.sleep(0.005)


def _begin_beside(terminal: Terminal, begun: str) -> None:
    """Wait for the form; where there is one of today already, let both stand."""
    end = time.monotonic() + 30
    while begun not in terminal.text and _CLEARED not in terminal.bytes:
        if "Both stand" in terminal.text or time.monotonic() > end:
            terminal.press("b")
            break
        time.sleep(0.005)
    _until(terminal, begun)


def _until_gone(terminal: Terminal, words: str) -> None:
    _until(terminal, words, there=False)


def _last_screen(sent: bytes) -> str:
    """What the terminal showed when the kill came."""
    screen = pyte.Screen(80, 24)
    shown = sent.split(_CLEARED)[0]
    pyte.ByteStream(screen).feed(NOT_FOR_PYTE.sub(b"", shown))
    return "\n".join(line.rstrip() for line in screen.display)


def _nothing_lost(
    saved: Tally, before: dict[str, Case], now: dict[str, Case], typed: Typed
) -> None:
    there = [result.answers for result in now[typed.code].results]
    new = there[len(before[typed.code].results) :]
    for answers in typed.shown_saved:
        saved.holds(answers in new, f"{typed.code}: {answers} was shown as saved, there is {new}")
    kept = [result.answers for result in before[typed.code].results]
    saved.holds(there[: len(kept)] == kept, f"{typed.code}: earlier results are gone")


def _draft_kept(draft: Tally, case: Case, typed: Typed, screen: str) -> int:
    """Compare the form on the last screen with what is kept; gives the keys not yet shown."""
    if "not finished" in screen or not (item := _ITEM.search(screen)):
        return 0
    shown = int(item[1]) - 1
    there = next((one.answers for one in case.drafts if one.instrument == "phq9"), ())
    kept = [answer for answer in there if answer is not None]
    last = case.results[-1].answers if case.results else ()
    recorded = tuple(typed.answers) == last
    draft.holds(
        recorded or (len(kept) >= shown and kept == typed.answers[: len(kept)]),
        f"{case.patient.code}: shown {shown} of {typed.answers}, kept {kept}",
    )
    return 0 if recorded else typed.at_kill - len(kept)


def _whole(cases: dict[str, Case]) -> bool:
    return all(
        result.answers is not None
        and len(result.answers) == 9
        and result.total == sum(answer or 0 for answer in result.answers)
        for case in cases.values()
        for result in case.results
    )
