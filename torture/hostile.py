"""Hostile words in every field, read back from the bytes that reach a real terminal."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.ui.conftest import Practice
from tests.ui.hands import at

from romtui.domain.case import Case, Form
from romtui.domain.discussion import Ask, Fit
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.domain.visible import visible
from romtui.store.store import Store
from torture.hostile_words import hostile, unasked_in, unknown_in
from torture.tally import Tally, Trial
from torture.vaults import made, running, unlock, wait_for_one, workspace
from torture.walk import PIN, walk

_COLUMN = 12
"""Characters of a name that the list has room for in any case, wide ones too."""


def run(trial: Trial) -> Iterator[Tally]:
    known = Tally("P15", "every sequence on the terminal is one of Textual's own")
    acts = Tally("P16", "no crash, no action of words")
    clipboard = Tally("P17", "the clipboard is written only when asked (OSC 52)")
    words = screens = 0
    for number in range(trial.count(2, 150)):
        folder = made(trial.folder / f"vault {number}", names=("Plumcanary",))
        with workspace(folder) as store:
            words += _planted(store, trial.dice)
        with running(folder, rows=40, columns=120) as terminal:
            unlock(terminal)
            for text in walk(terminal):
                screens += 1
                acts.holds("mistake in the program" not in text, text)
            known.holds(not (found := unknown_in(terminal.bytes)), f"{number}: {found}")
            known.holds(not (found := unasked_in(terminal.bytes)), f"{number}: {found}")
            clipboard.holds(b"\x1b]52" not in terminal.bytes, f"{number}: OSC 52 unasked")
            terminal.press("y")
            if wait_for_one(terminal, "c copy"):
                terminal.press("c")
                wait_for_one(terminal, "Sent to the terminal", patience=5)
            clipboard.holds(terminal.bytes.count(b"\x1b]52") == 1, f"{number}: {terminal.text}")
    known.remark = f"({words} hostile strings, {screens} screens)"
    yield from (known, acts, clipboard)
    yield asyncio.run(_as_typed(trial))


def _planted(store: Store, dice: Random) -> int:
    """Put hostile words wherever words go; gives how many were taken."""
    patient = store.caseload()[0].patient
    start, result = patient.started_on, _with_result(store, patient.id).results[-1]
    taken = 0

    def words() -> Private:
        return Private(hostile(dice) + "x")

    plants: tuple[Callable[[], object], ...] = (
        lambda: store.record_impression(patient.id, start, -1),
        lambda: store.set_focus(patient.id, words(), start, words()),
        lambda: store.add_own(patient.id, PersonalKind.GOAL, words(), Direction.HIGHER_BETTER),
        lambda: store.set_target(patient.id, "phq9", result.total, words()),
        lambda: store.agree(patient.id, words()),
        lambda: store.note_fit(result.id, Fit.PARTLY, words()),
        lambda: store.review_safety(result.id, words()),
        lambda: store.add_event(patient.id, start, words()),
        lambda: store.tick_question(patient.id, Ask.EVENTS, done=True, note=words()),
        lambda: store.note_objection(patient.id, "timing", words()),
        lambda: store.keep_procedure(words()),
        lambda: store.amend(result.id, Form("phq9", start, answers=(1,) * 9), words()),
        lambda: store.set_pin(PIN),
        *(lambda: store.add_patient(initials=words(), name=words()) for _ in range(12)),
    )
    for plant in plants:
        try:
            plant()
            taken += 1
        except UserError:
            continue
    store.edit_patient(replace(patient, initials=words(), name=words()))
    return taken


def _with_result(store: Store, patient_id: int) -> Case:
    on = store.caseload()[0].patient.started_on
    return store.record(patient_id, Form("phq9", on, answers=(2, 2, 2, 2, 2, 2, 2, 2, 1)))


async def _as_typed(trial: Trial) -> Tally:
    """A name on the screen is the name that was typed, with what would act made visible."""
    tally = Tally("P16", "a name is shown as it was typed, nothing left out")
    for number in range(trial.count(5, 500)):
        practice = Practice(Path(trial.folder / f"names {number}" / "vault"))
        practice.folder.parent.mkdir()
        practice.create()
        names = []
        for _ in range(20):
            name = hostile(trial.dice)[:24]
            try:
                case = practice.store.add_patient(name=Private(name))
            except UserError:
                continue
            names.append(case.patient.name.reveal())
        async with at(practice.app(), (200, 60)) as hands:
            await hands.until("Caseload")
            await hands.press("v")
            for name in names:
                shown = visible(name).strip()[:_COLUMN].rstrip()
                tally.holds(shown in hands.text, f"{name!r}: {shown!r} is not in the caseload")
        practice.store.close()
    return tally
