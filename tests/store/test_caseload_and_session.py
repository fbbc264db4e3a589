"""The line of the caseload, as it is stored, says what the session says, after every verb.

One rule tells the two apart, and it is meant: the headline of a line is that of the day of the
last form, so that it never goes out of date, while a session speaks of today. All else is the
same on any day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Final

import pytest

from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Entered, Form, Result
from romtui.domain.case import Patient as Someone
from romtui.domain.caseload import SPARK_POINTS, Summary, summary
from romtui.domain.constants import STANDARD
from romtui.domain.dialogue import Deck
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportedScore
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.open_points import open_points
from romtui.domain.parts import leading_measure
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.detect import _View
from romtui.domain.personal_measures import PersonalKind, is_own
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.domain.roster import Roster
from romtui.domain.scoring import score
from romtui.domain.series import NO_PLAN
from romtui.paths import data_folder
from romtui.store.records import summaries as summaries
from romtui.store.store import Store
from romtui.ui.session.sentences import pinned, unscored
from romtui.ui.session.view import SessionView, first_measure
from tests.counts import CASES, FULL
from tests.store.vaults import TODAY, Clock

SHIPPED = load_instruments(data_folder() / "instruments")
AT_HAND = {**SHIPPED, "phq9": replace(SHIPPED["phq9"], version=SHIPPED["phq9"].version + 1)}
"""Where the wording of a form was changed since some of it was filled in."""
FORMS: Final = ("phq9", "gad7", "dass21", "ors", "srs")
REASON = Private("misread")
DAYS: Final = (0, 7, 30, -29)
"""How far the clock goes each time: it is set ahead once, and back."""
SEVERAL: Final = frozenset({Pattern.MIXED_MEASURES, Pattern.UNDISCUSSED})
"""What is about several measures; all else about none alone stands at the one that leads."""
Turn = Callable[["Patient"], Case]


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(data_folder() / "dialogue" / "en.toml")


@dataclass
class Patient:
    """One generated case: its own chance, so that its seed alone brings it back."""

    store: Store
    clock: Clock
    seed: int
    case: Case
    chance: Random
    done: list[str] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.case.patient.id

    @property
    def today(self) -> date:
        return self.clock.at.date()

    def live(self) -> None:
        """Do one thing that can happen in a practice; what is refused has changed nothing."""
        turn = self.chance.choice(TURNS)
        try:
            self.case = turn(self)
        except UserError:
            self.done.append(f"{turn.__name__} refused")
        else:
            self.done.append(f"{self.today} {turn.__name__}")

    def form(self, instrument: str) -> Instrument:
        return self.case.instruments[instrument]

    def result(self) -> Result:
        if not self.case.results:
            raise UserError("There is none.")
        return self.chance.choice(self.case.results[-4:])


def a_form(chance: Random, form: Instrument, on: date) -> Form:
    """Filled in, cut short, or a score that was typed in."""
    instrument = form.id
    if is_own(instrument):
        return Form(instrument, on, total=Decimal(chance.randint(0, 10)))
    if form.by_part and chance.random() < 0.4:
        parts = [one for one in form.subscales if chance.random() < 0.7] or [form.subscales[0]]
        scores = {one.id: one.lo + 2 * chance.randint(0, 21) for one in parts}
        return Form(instrument, on, subtotals=scores)
    if not form.items or (not form.by_part and chance.random() < 0.3):
        total = Decimal(chance.randint(int(form.lo), int(form.hi)))
        return Form(instrument, on, total=total)
    level = chance.randint(form.item_lo, form.item_hi)
    answers: list[int | None] = [
        min(max(level + chance.randint(-1, 1), form.item_lo), form.item_hi) for _ in form.items
    ]
    for number in range(len(answers)):
        if chance.random() < 0.1 * (chance.random() < 0.6):
            answers[number] = None
    if chance.random() < 0.2:
        answers[len(answers) // 3 :] = [None] * (len(answers) - len(answers) // 3)
    for safety in form.safety_items:
        if chance.random() < 0.6:
            answers[safety.item - 1] = 0
    return Form(instrument, on, answers=tuple(answers))


def which(patient: Patient) -> str:
    """Mostly what was filled in before; sometimes another form, or one of the person's own."""
    used = [one.instrument for one in patient.case.results]
    own = [one.id for one in patient.case.own]
    return patient.chance.choice([*used * 3, *own, "phq9", *FORMS])


def record(patient: Patient) -> Case:
    ago = patient.chance.choice((0, 0, 0, 0, 1, 7, 60))
    form = a_form(patient.chance, patient.form(which(patient)), patient.today - timedelta(days=ago))
    return patient.store.record(patient.id, form)


def record_twice(patient: Patient) -> Case:
    before = patient.result()
    return patient.store.record(
        patient.id, a_form(patient.chance, patient.form(before.instrument), before.on)
    )


def take_its_place(patient: Patient) -> Case:
    before = patient.result()
    form = a_form(patient.chance, patient.form(before.instrument), before.on)
    return patient.store.record(patient.id, form, in_place_of=before.id)


def amend(patient: Patient) -> Case:
    before = patient.result()
    on = before.on - timedelta(days=patient.chance.choice((0, 0, 0, 7)))
    return patient.store.amend(
        before.id, a_form(patient.chance, patient.form(before.instrument), on), REASON
    )


def withdraw(patient: Patient) -> Case:
    return patient.store.withdraw(patient.result().id, REASON)


def undo(patient: Patient) -> Case:
    return patient.store.undo(patient.result().id)


def share(patient: Patient) -> Case:
    return patient.store.share(patient.result().id, How.SCREEN)


def review(patient: Patient) -> Case:
    return patient.store.review_safety(patient.result().id, Private("asked, and a plan was made"))


def agree(patient: Patient) -> Case:
    until = patient.today + timedelta(days=21)
    patterns = (None, Pattern.WORSENING, Pattern.NOT_ON_TRACK)
    about = patient.chance.choice(patterns)
    return patient.store.agree(patient.id, Private("a walk a day"), until, about)


def bring_in(patient: Patient) -> Case:
    """From a table, a score of a day of which there may be one."""
    on = patient.today - timedelta(days=patient.chance.choice((0, 7, 90)))
    total = Decimal(patient.chance.randint(0, 21))
    code, differing = patient.case.patient.code, patient.chance.choice(list(Differing))
    patient.store.import_scores([ImportedScore(2, code, "gad7", on, total)], differing=differing)
    return patient.store.case(patient.id)


def set_target(patient: Patient) -> Case:
    lead = leading_measure(patient.case) or "phq9"
    score = patient.chance.choice((None, Decimal(4), Decimal(6)))
    return patient.store.set_target(patient.id, lead, score)


def add_own(patient: Patient) -> Case:
    kind, way = patient.chance.choice(list(PersonalKind)), patient.chance.choice(list(Direction))
    return patient.store.add_own(patient.id, kind, Private("sleep through"), way)


def choose(patient: Patient) -> Case:
    """Another measure leads from now on."""
    measures = (None, "phq9", "gad7", "dass21.anxiety", *(one.id for one in patient.case.own))
    leads = patient.chance.choice(measures)
    return patient.store.edit_patient(replace(patient.case.patient, primary=leads))


def schedule(patient: Patient) -> Case:
    return patient.store.schedule(patient.id, Scheduled(patient.chance.choice(FORMS)))


TURNS: Sequence[Turn] = (
    *(record,) * 6,
    *(record_twice,) * 3,
    *(take_its_place,) * 2,
    amend,
    withdraw,
    undo,
    share,
    review,
    agree,
    bring_in,
    set_target,
    add_own,
    choose,
    schedule,
)


def history(seed: int, chance: Random) -> Case:
    """What there is of a person before the test begins: weekly forms, gaps, several of a day."""
    results: list[Result] = []
    on = TODAY - timedelta(days=chance.choice((0, 0, 0, 3, 7, 30, 200, -20)))
    form = chance.choice(FORMS)
    for _ in range(chance.choice((0, 1, 3, 5, 14))):
        for _ in range(chance.choice((1, 1, 1, 2))):
            results.append(_kept(chance, form, on, len(results)))
        on -= timedelta(days=chance.choice((0, 7, 7, 7, 14, 100)))
        form = form if chance.random() < 0.8 else chance.choice(FORMS)
    started_on = min((TODAY, *(one.on for one in results)))
    return Case(Someone(0, f"P-{seed}", started_on), AT_HAND, tuple(results))


def _kept(chance: Random, form: str, on: date, order: int) -> Result:
    instrument = (SHIPPED if chance.random() < 0.15 else AT_HAND)[form]
    filled = a_form(chance, instrument, on)
    entered_at = datetime.combine(TODAY - timedelta(days=1), time(12), UTC)
    imported = chance.random() < 0.5
    result = Result(
        id=order,
        instrument=form,
        on=on,
        total=filled.total,
        subtotals=filled.subtotals,
        order=order,
        instrument_version=instrument.version,
        entered=Entered.IMPORTED if imported else Entered.TOTAL,
        entered_at=entered_at if imported else datetime.combine(on, time(12), UTC),
    )
    if filled.answers is None:
        return result
    scored = score(instrument, filled.answers)
    entered = Entered.IMPORTED if imported else Entered.ITEMS
    return replace(
        result, answers=filled.answers, total=scored.total, safety=scored.safety, entered=entered
    )


def of_the_day(case: Case, on: date, today: date) -> Case:
    """The record as it was on a day, with what has been agreed since: that the line knows, too."""
    then = next((one.impression for one in case.sessions if one.on == on), None)
    agreed = tuple(
        replace(one, on=min(one.on, on)) if one.on <= today else one for one in case.agreements
    )
    return replace(case.seen_on(on), impression=then, agreements=agreed)


def said_by_the_line(line: Summary) -> dict[str, object]:
    return {
        "leads": line.instrument,
        "last": line.last,
        "change": line.change,
        "sparkline": line.recent[-SPARK_POINTS:],
        "target": None if line.last is None else line.target,
        "safety open": line.unreviewed_safety,
        "to share": line.undiscussed,
        "headline": (line.headline, line.tentative, line.about),
        "session opens there": True,
    }


def opens_at_what_leads(workspace: SessionView, leads: str | None) -> bool:
    """With a headline about no single measure the mark stands at the one the line is about."""
    first = workspace.shown
    if first is None or first.instrument is not None or first.pattern in SEVERAL:
        return True
    return leads in (None, workspace.marked)


def said_by_the_session(case: Case, today: date, deck: Deck) -> dict[str, object]:
    """What the widgets of the session draw, with the mark where it opens."""
    workspace = SessionView(case, today, deck, first_measure(case)).at_headline()
    last_on = max((one.on for one in case.results), default=None)
    leads = leading_measure(case)
    row = next((one for one in workspace.trends if one.instrument.id == leads), None)
    headline: tuple[object, ...] = None, False, None
    opens_there = True
    if last_on is not None:
        then = workspace
        if last_on < today:
            record = of_the_day(case, last_on, today)
            then = SessionView(record, last_on, deck, first_measure(record)).at_headline()
        first = then.findings.headline
        if first is not None:
            headline = first.pattern, first.tentative, first.instrument
        opens_there = then.shown == first and opens_at_what_leads(then, leads)
    return {
        "leads": leads,
        "last": row.last.total if row and row.last else None,
        "change": row.change if row else None,
        "sparkline": row.recent(SPARK_POINTS) if row else (),
        "target": row.target if row and row.last else None,
        "safety open": bool(pinned(workspace)),
        "to share": len(open_points(case, None, today).undiscussed),
        "headline": headline,
        "session opens there": opens_there,
    }


def compare(patients: Sequence[Patient], deck: Deck) -> None:
    """Look at every line and every session of this moment."""
    store = patients[0].store
    lines = {one.patient.id: one for one in store.caseload()}
    for patient in patients:
        line = said_by_the_line(lines[patient.id])
        session = said_by_the_session(patient.case, patient.today, deck)
        assert line == session, f"seed {patient.seed}: {patient.done}"


def practice(store: Store, clock: Clock, seeds: Sequence[int]) -> list[Patient]:
    chances = [Random(seed) for seed in seeds]  # noqa: S311
    cases = [history(seed, chance) for seed, chance in zip(seeds, chances, strict=True)]
    store.import_cases(cases)
    by_code = {one.patient.code: one.patient.id for one in store.caseload()}
    return [
        Patient(store, clock, seed, store.case(by_code[f"P-{seed}"]), chance)
        for seed, chance in zip(seeds, chances, strict=True)
    ]


def go_to(patients: Sequence[Patient], days: int) -> None:
    """The clock goes on, or back; the program is opened again."""
    store, clock = patients[0].store, patients[0].clock
    clock.at += timedelta(days=days)
    store.renew_summaries()
    for patient in patients:
        patient.case = store.case(patient.id)


def test_the_caseload_says_what_the_session_says_after_every_verb(
    store: Store, clock: Clock, deck: Deck
) -> None:
    store.use(AT_HAND)
    patients = practice(store, clock, range(CASES))
    compare(patients, deck)
    writes, roster = store.writes, Roster.ordered(store.caseload(), clock.at.date())
    turns, groups = (3, [patients] * 4) if FULL else (1, [patients[n::4] for n in (0, 1, 2, 2)])
    for days, here in zip(DAYS, groups, strict=True):
        go_to(here, days)
        for _ in range(turns):
            for patient in here:
                patient.live()
            compare(here, deck)
            today, changed = clock.at.date(), store.changed_lines(writes)
            roster, writes = roster.with_lines(changed).in_order(today), store.writes
            anew = Roster.ordered(store.caseload(), today)
            assert roster.summaries == anew.summaries
            assert roster.headings(roster.summaries) == anew.headings(anew.summaries)


def line_of(store: Store) -> Summary:
    (only,) = store.caseload()
    return only


def phq9(total: int, on: date = TODAY) -> Form:
    return Form("phq9", on, total=Decimal(total), safety={9: 0})


@pytest.fixture
def somebody(store: Store) -> Case:
    store.use(SHIPPED)
    return store.add_patient(started_on=TODAY - timedelta(weeks=2))


def test_of_two_forms_of_one_day_both_say_the_one_that_counts(
    store: Store, somebody: Case, deck: Deck
) -> None:
    number = somebody.patient.id
    for weeks in (2, 1):
        store.record(number, phq9(10, TODAY - timedelta(weeks=weeks)))
    store.record(number, phq9(20))
    case = store.record(number, phq9(10))
    line = line_of(store)
    assert (line.last, line.change) == (Decimal(10), Decimal(0))
    assert said_by_the_line(line) == said_by_the_session(case, TODAY, deck)


def test_a_form_of_the_day_that_cannot_be_scored_leaves_no_gap_and_is_not_spoken_of(
    store: Store, somebody: Case, deck: Deck
) -> None:
    number = somebody.patient.id
    store.record(number, phq9(10))
    case = store.record(number, Form("phq9", TODAY, answers=(1, *[None] * 8)))
    assert line_of(store).recent == (Decimal(10),)
    assert said_by_the_line(line_of(store)) == said_by_the_session(case, TODAY, deck)
    assert not unscored(SessionView(case, TODAY, deck, "phq9"))


def test_a_second_form_of_the_day_changes_nothing_about_which_measure_leads(
    store: Store, somebody: Case
) -> None:
    number = somebody.patient.id
    store.record(number, phq9(20))
    store.record(number, Form("gad7", TODAY, total=Decimal(5)))
    case = store.record(number, phq9(10))
    assert line_of(store).instrument == leading_measure(case) == "phq9"
    assert _View(case, TODAY, STANDARD, NO_PLAN).primary_id == "phq9"


def test_behind_a_dozen_forms_without_a_score_the_last_scores_still_stand(
    store: Store, somebody: Case, deck: Deck
) -> None:
    number, answers = somebody.patient.id, (1, *[None] * 8)
    store.record(number, phq9(14, TODAY - timedelta(days=15)))
    store.record(number, phq9(12, TODAY - timedelta(days=14)))
    for ago in reversed(range(14)):
        on = TODAY - timedelta(days=ago)
        case = store.record(number, Form("phq9", on, answers=answers))
    assert (line_of(store).last, line_of(store).change) == (Decimal(12), Decimal(-2))
    assert said_by_the_line(line_of(store)) == said_by_the_session(case, TODAY, deck)


def test_of_a_form_whose_version_changed_both_say_the_same(
    store: Store, somebody: Case, deck: Deck
) -> None:
    number, mood = somebody.patient.id, SHIPPED["phq9"]
    store.record(number, phq9(20))
    store.use({**SHIPPED, "phq9": replace(mood, version=mood.version + 1)})
    store.renew_summaries()
    assert line_of(store).last is None
    case = store.case(number)
    assert said_by_the_line(line_of(store)) == said_by_the_session(case, TODAY, deck)
    case = store.record(number, phq9(10))
    assert (line_of(store).last, line_of(store).change) == (Decimal(10), None)
    assert said_by_the_line(line_of(store)) == said_by_the_session(case, TODAY, deck)


@pytest.mark.parametrize("changed", ["RULES_VERSION", "__version__"])
def test_other_rules_make_the_stored_lines_new(
    store: Store, somebody: Case, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    store.record(somebody.patient.id, phq9(20))
    store.renew_summaries()
    by_these = line_of(store)
    monkeypatch.setattr(
        "romtui.store.records.unit_of_work.summary",
        lambda *about: replace(summary(*about), recent=()),
    )
    store.renew_summaries()
    assert line_of(store) == by_these
    monkeypatch.setattr(summaries, changed, "another")
    store.renew_summaries()
    assert line_of(store).recent == ()


def test_a_form_moved_to_another_patient_changes_the_lines_of_both(store: Store) -> None:
    store.use(SHIPPED)
    patients = [store.add_patient(started_on=TODAY).patient.id for _ in range(3)]
    result = store.record(patients[0], phq9(20)).results[-1].id
    writes = store.writes
    store.move_result(result, patients[1], Private("typed into the wrong record"))
    changed = store.changed_lines(writes)
    assert {line.patient.id: line.last for line in changed} == {
        patients[0]: None,
        patients[1]: Decimal(20),
    }
