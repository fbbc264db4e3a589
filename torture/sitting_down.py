"""One short session on a machine where something fails, and the judgement afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.end_to_end.terminal import Terminal

from romtui.domain.case import Case
from romtui.domain.errors import UserError
from torture.tally import Tally
from torture.vaults import (
    PASSPHRASE,
    cases_in,
    running,
    wait_for_one,
    wrong_in,
)

CODE = "A-001"
_REFUSED = ("make room", "cannot be", "could not be", "refused this change", "damaged", "is gone")
_CRASHED = (b"Traceback", b"mistake in the program")


@dataclass
class Seen:
    """What the screen said until the end."""

    answers: tuple[int, ...]
    reached: str = "nothing"
    saved: bool = False
    refused: bool = False
    shown: int = 0
    """Answers shown of a form that is on, without a word that they were not kept."""

    text: str = ""
    sent: bytes = b""


@dataclass
class Judged:
    """The lines that such sessions fill."""

    lies: Tally
    crashes: Tally
    kept_on_screen: Tally
    opens: Tally

    @classmethod
    def of(cls, what: str) -> "Judged":
        return cls(
            Tally("P5", f"{what}: nothing shown as saved is missing"),
            Tally("P5", f"{what}: no crash, no traceback"),
            Tally("P5", f"{what}: what was refused stays on screen"),
            Tally("P5", f"{what}: opens afterwards, check finds all well"),
        )

    @property
    def all(self) -> tuple[Tally, ...]:
        return self.lies, self.crashes, self.kept_on_screen, self.opens


def sit_down(
    folder: Path,
    dice: Random,
    before: Sequence[str] = (),
    once_open: Callable[[int], object] = lambda _: None,
) -> Seen:
    """Unlock, fill in a form, share it, leave; stop where something is refused.

    `before` starts the program, `once_open` is given its process once the caseload is there.
    """
    seen = Seen(tuple(dice.randrange(4) for _ in range(9)))
    with running(folder, before=before) as terminal:
        _steps(terminal, seen, once_open)
        terminal.prepare(0.05)
        seen.text, seen.sent = terminal.text, terminal.bytes
    return seen


def _steps(terminal: Terminal, seen: Seen, once_open: Callable[[int], object]) -> None:
    if wait_for_one(terminal, "Passphrase", *_REFUSED) != "Passphrase":
        return
    seen.reached = "passphrase"
    terminal.press(f"{PASSPHRASE}<enter>")
    if wait_for_one(terminal, CODE, *_REFUSED) != CODE:
        seen.refused = True
        return
    seen.reached = "caseload"
    once_open(terminal.program)
    terminal.press("<enter>")
    if wait_for_one(terminal, "n fill in", *_REFUSED) != "n fill in":
        return
    terminal.press("n")
    came = wait_for_one(terminal, "1 of 9", "Both stand", *_REFUSED)
    if came == "Both stand":
        terminal.press("b")
        came = wait_for_one(terminal, "1 of 9", *_REFUSED)
    if came != "1 of 9":
        return
    seen.reached = "form"
    for number, answer in enumerate(seen.answers[:-1], start=2):
        terminal.press(str(answer))
        if not wait_for_one(terminal, f"{number} of 9"):
            return
        terminal.prepare(0.02)
        seen.shown = 0 if "Not saved" in terminal.text else number - 1
    terminal.press(str(seen.answers[-1]))
    if not _saved(terminal, seen):
        terminal.press("<enter>")  # try again: what failed once may be well now
        if not _saved(terminal, seen):
            return
    terminal.press("<esc>")
    terminal.prepare(0.05)
    terminal.press("s")
    wait_for_one(terminal, "shared, on", *_REFUSED, patience=3)
    seen.reached = "shared"
    terminal.press("q")
    terminal.prepare(0.05)
    terminal.press("<enter>")
    terminal.prepare(0.05, begins=0.6)  # right after a session its keys do nothing
    terminal.press("q")
    seen.reached = "left"


def _saved(terminal: Terminal, seen: Seen) -> bool:
    terminal.prepare(0.02)
    said = wait_for_one(terminal, "✓ Saved", "Not saved")
    seen.saved = said == "✓ Saved"
    seen.refused = said == "Not saved"
    seen.shown = 0
    return seen.saved


def judge(judged: Judged, folder: Path, before: Case, seen: Seen, what: str) -> None:
    """Look at the vault without anything failing any more."""
    where = f"{what}, reached {seen.reached}"
    crashed = [one for one in _CRASHED if one in seen.sent]
    judged.crashes.holds(not crashed, f"{where}: {crashed} {seen.text}")
    if seen.refused and seen.reached == "form":
        stays = "PHQ-9" in seen.text and "item" in seen.text
        judged.kept_on_screen.holds(stays, f"{where}: {seen.text}")
    try:
        now = cases_in(folder)[CODE]
        wrong = wrong_in(folder)
    except UserError as error:
        judged.opens.holds(False, f"{where}: {error}")
        return
    judged.opens.holds(not wrong, f"{where}: {wrong}")
    new = [result.answers for result in now.results[len(before.results) :]]
    if seen.saved:
        judged.lies.holds(seen.answers in new, f"{where}: shown as saved, there is {new}")
    elif seen.shown:
        drafts = [draft.answers for draft in now.drafts if draft.instrument == "phq9"]
        kept = drafts and drafts[0][: seen.shown] == seen.answers[: seen.shown]
        judged.lies.holds(kept, f"{where}: {seen.shown} of {seen.answers} shown, kept {drafts}")
