"""Out and in again, erased, and what retention lets go under any clock."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.test_erasing import CANARY, holding, key_of
from tests.store.test_exporting import everything_about_somebody
from tests.store.vaults import PASSPHRASE, Clock, content_hash, form

from romtui.domain.audit import Reason
from romtui.domain.case import Form, Result
from romtui.domain.private import Private
from romtui.domain.retention import ALWAYS, Copy, surplus
from romtui.domain.safety import unreviewed
from romtui.exchange import results_table, scores_table
from romtui.store.store import Store
from torture.hostile_words import hostile
from torture.tally import Tally, Trial
from torture.vaults import questionnaires, vault_at

_NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def run(trial: Trial) -> Iterator[Tally]:
    yield _out_and_in(trial)
    yield _table_out_and_in(trial)
    yield _erased(trial)
    yield _retention(trial)


def _store(folder: Path) -> Store:
    vault = vault_at(folder)
    vault._now = Clock()
    store = vault.create(PASSPHRASE, CODE)
    store.use(STORED)
    return store


def _out_and_in(trial: Trial) -> Tally:
    tally = Tally("P25", "exported and taken into another vault: same hash")
    there, other = _store(trial.folder / "there"), _store(trial.folder / "other")
    for number in range(trial.count(30, 1000)):
        words = hostile(trial.dice).replace("\0", "")
        words = words.encode("utf-8", "ignore").decode() + "x"
        case = everything_about_somebody(there, words, code=f"A-{number:04}")
        sent = there.people([case.patient.id])
        other.import_people(json.loads(json.dumps(sent)))
        newest = max(row.patient.id for row in other.caseload())
        tally.holds(content_hash(other.people([newest])) == content_hash(sent), repr(words))
    there.close()
    other.close()
    return tally


def _table_out_and_in(trial: Trial) -> Tally:
    """Forms item by item, as totals and by part; some left half empty, some twice on a day."""
    tally = Tally("C1", "a table exported and imported: answers and pins the same")
    there, other = _store(trial.folder / "tables"), _store(trial.folder / "tables there")
    for store in (there, other):
        store.use(questionnaires())
    for number in range(trial.count(30, 1000)):
        case = there.add_patient(f"T-{number:04}", started_on=_NOW.date() - timedelta(days=99))
        for _ in range(trial.dice.randrange(1, 6)):
            case = there.record(case.patient.id, _form(trial.dice))
        file = scores_table.read(results_table.write([case]))
        other.import_scores(file.scores, add_people=True, whole=file.ours)
        came = other.case(max(row.patient.id for row in other.caseload()))
        tally.holds(list(map(_told, came.results)) == list(map(_told, case.results)), repr(case))
        pins = [list(map(_told, unreviewed(one))) for one in (came, case)]
        tally.holds(pins[0] == pins[1], f"pinned otherwise: {case!r}")
    there.close()
    other.close()
    return tally


def _form(dice: Random) -> Form:
    instrument = questionnaires()[dice.choice(("phq9", "gad7", "core10", "dass21", "audit"))]
    on = _NOW.date() - timedelta(days=dice.randrange(60))
    if instrument.by_part and dice.random() < 0.3:
        parts = {
            one.id: Decimal(dice.randrange(22) * one.multiplier) for one in instrument.subscales
        }
        return Form(instrument.id, on, subtotals=parts)
    if instrument.has_total and dice.random() < 0.3:
        return Form(instrument.id, on, total=Decimal(dice.randrange(int(instrument.hi) + 1)))
    answers = [
        None if dice.random() < 0.05 else dice.choice(item.options).value
        for item in instrument.items[1:]
    ]
    return Form(instrument.id, on, answers=(instrument.items[0].options[0].value, *answers))


def _told(result: Result) -> tuple[object, ...]:
    parts, safety = dict(result.subtotals), dict(result.safety)
    return result.instrument, result.on, result.total, result.answers, parts, safety


def _erased(trial: Trial) -> Tally:
    tally = Tally("P26", "erased: in no decrypted page of any file of the vault")
    for number in range(trial.count(8, 200)):
        below = trial.folder / f"erase {number}"
        stick = below / "stick"
        stick.mkdir(parents=True)
        store = _store(below / "vault")
        key = key_of(store)
        assert store.backups is not None
        store.backups.set_second_place(stick)
        for code in ("B-001", "C-001"):
            other = store.add_patient(code, name=Private("Somebody Else"))
            store.record(other.patient.id, form())
        case = everything_about_somebody(store, CANARY, code="A-001")
        for _ in range(trial.dice.randrange(3)):
            store.record(case.patient.id, form())
            store.backups.make()
        before = store.people([1, 2])
        left = store.erase(case.patient.id, trial.dice.choice(list(Reason))).left
        found = holding(below, key, trial.folder)
        tally.holds(not found and not left, f"found in {found}, said to be left: {left}")
        tally.holds(store.people([1, 2]) == before, "somebody else is not as before")
        store.close()
        tally.holds(not holding(below, key, trial.folder), "found after closing")
    return tally


def _retention(trial: Trial) -> Tally:
    tally = Tally("P8", "retention keeps the newest three sound ones, any clock")
    for _ in range(trial.count(2000, 10_000)):
        kept, now = _life(trial.dice)
        gone = {copy.number for copy in surplus(kept, now)}
        sound = sorted((one.number for one in kept if one.sound), reverse=True)
        damaged = {one.number for one in kept if not one.sound}
        tally.holds(not gone & {*sound[:ALWAYS], *damaged}, f"{gone} of {kept} at {now}")
    return tally


def _life(dice: Random) -> tuple[list[Copy], datetime]:
    """Backups made by a clock that goes on, stands still, and jumps a year either way."""
    at, made = _NOW, list[Copy]()
    steps = (0, 0, 1, 24, 24, 24 * 7, 24 * 31, -1, -24, 24 * 366, -24 * 366)
    for number in range(1, dice.randrange(2, 40)):
        at += timedelta(hours=dice.choice(steps), minutes=dice.randrange(60))
        rows = dice.choice((None, 100, 100, 100 + number, 10))
        made.append(Copy(number, at, rows, sound=dice.random() > 0.1))
    return made, at + timedelta(hours=dice.choice(steps))
