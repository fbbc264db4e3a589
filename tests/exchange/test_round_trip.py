"""A table that went out of one vault comes whole into another: no answer is lost on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Entered, Form, Result
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.patterns import Pattern, detect
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.domain.safety import as_shown, positive, unreviewed
from romtui.exchange import results_table, scores_table
from romtui.exchange.scores_table import Columns
from romtui.paths import data_folder
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.store.vaults import PASSPHRASE, TODAY, Clock

INSTRUMENTS = load_instruments(data_folder() / "instruments")
PHQ9 = INSTRUMENTS["phq9"]
WITH_ITEMS = ("phq9", "gad7", "core10", "dass21", "phq15", "audit", "who5")


@dataclass
class Vaults:
    here: Store
    there: Store
    people: int = 0

    def sent(self, case: Case, columns: Columns | None = None) -> Case:
        """The person as they are in the other vault, by a table."""
        file = scores_table.read(results_table.write([self.here.case(case.patient.id)]), columns)
        assert file.ours
        self.there.import_scores(file.scores, add_people=True, whole=file.ours)
        again = self.there.import_scores(file.scores, whole=file.ours)
        assert (again.results, again.already) == (0, len(file.scores))
        newest = max(row.patient.id for row in self.there.caseload())
        return self.there.case(newest)


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vaults]:
    folder: Path = tmp_path_factory.mktemp("vaults")
    made: list[Store] = []
    for name in ("here", "there"):
        store = Vault(folder / name, kdf=Kdf.cheap(), now=Clock()).create(PASSPHRASE, CODE)
        store.use(INSTRUMENTS)
        made.append(store)
    here, there = made
    yield Vaults(here, there)
    for store in made:
        store.close()


def answers(instrument: Instrument) -> st.SearchStrategy[tuple[int | None, ...]]:
    """A form item by item; now and then an item is left out."""
    printed = (
        st.one_of(*[st.sampled_from([option.value for option in item.options])] * 8, st.none())
        for item in instrument.items
    )
    return st.tuples(*printed).filter(lambda one: any(answer is not None for answer in one))


@st.composite
def filled_in(draw: st.DrawFn) -> Form:
    instrument = INSTRUMENTS[draw(st.sampled_from(WITH_ITEMS))]
    on = TODAY - timedelta(days=draw(st.integers(0, 60)))
    how = draw(st.sampled_from(("answers", "total", "parts")))
    if how == "answers" or (not instrument.has_total and not instrument.by_part):
        after = st.none() if instrument.followup is None else st.sampled_from((None, 0, 3))
        return Form(instrument.id, on, answers=draw(answers(instrument)), followup=draw(after))
    if instrument.by_part:
        chosen = draw(st.lists(st.sampled_from(instrument.subscales), min_size=1, unique=True))
        parts = {part.id: Decimal(draw(st.integers(0, 21)) * part.multiplier) for part in chosen}
        return Form(instrument.id, on, subtotals=parts)
    total = Decimal(draw(st.integers(0, int(instrument.hi))))
    total -= total % instrument.finest_step
    asked = instrument is PHQ9 and 3 <= total <= 24 and draw(st.booleans())
    return Form(
        instrument.id, on, total=total, safety={9: draw(st.integers(0, 3))} if asked else {}
    )


def told(result: Result) -> tuple[object, ...]:
    return (
        result.instrument,
        result.on,
        result.total,
        result.answers,
        dict(result.subtotals),
        dict(result.safety),
        result.followup,
        result.discussed,
        result.valid,
    )


def pinned(case: Case) -> list[tuple[object, ...]]:
    return [told(one) for one in unreviewed(case)]


def headline(case: Case) -> object:
    """What is said first, but that something is to be shared: nobody asks that of a history."""
    found = as_shown(case, detect(case, TODAY), TODAY).found
    first = next(one for one in found if one.pattern is not Pattern.UNDISCUSSED)
    return first.pattern, first.instrument, first.certainty


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(filled_in(), min_size=1, max_size=5), st.data())
def test_a_table_comes_back_whole(vaults: Vaults, forms: list[Form], data: st.DataObject) -> None:
    vaults.people += 1
    begun = min(form.on for form in forms)
    case = vaults.here.add_patient(f"R-{vaults.people:04}", started_on=begun)
    number = case.patient.id
    for form in forms:
        case = vaults.here.record(number, form)
    if data.draw(st.booleans(), label="shared"):
        case = vaults.here.share(case.results[-1].id, How.SCREEN)
    came = vaults.sent(case)
    assert [told(one) for one in came.results] == [told(one) for one in case.results]
    assert pinned(came) == pinned(case)
    assert headline(came) == headline(case)
    assert all(one.entered is Entered.IMPORTED for one in came.results)


def test_two_unreviewed_safety_answers_are_pinned_where_they_come_to(vaults: Vaults) -> None:
    """Also where the columns are named one by one, as for any other table."""
    case = vaults.here.add_patient("S-1", started_on=TODAY - timedelta(days=14))
    for weeks in (1, 0):
        item_by_item = Form(
            "phq9", TODAY - timedelta(weeks=weeks), answers=(1, 1, 1, 1, 1, 1, 1, 1, 2)
        )
        case = vaults.here.record(case.patient.id, item_by_item)
    came = vaults.sent(case, Columns("code", "day", "total", questionnaire="questionnaire"))
    assert len(list(unreviewed(came))) == 2
    assert headline(came) == headline(case)
    assert "risk_item" in str(headline(came)).lower()


def test_a_reviewed_safety_answer_is_pinned_again_rather_than_lost(vaults: Vaults) -> None:
    case = vaults.here.add_patient("S-2", started_on=TODAY)
    case = vaults.here.record(case.patient.id, Form("phq9", TODAY, total=Decimal(9), safety={9: 1}))
    case = vaults.here.review_safety(case.results[0].id, Private("asked, and agreed a plan"))
    assert not list(unreviewed(case))
    (result,) = vaults.sent(case).results
    assert positive(result, PHQ9)
    assert not result.safety_reviewed
    content = results_table.write([vaults.here.case(case.patient.id)])
    assert b"agreed a plan" not in content
    assert "safety review" in scores_table.read(content).not_imported


def test_a_goal_in_the_patients_own_words_comes_back_in_these_words(vaults: Vaults) -> None:
    case = vaults.here.add_patient("S-3", started_on=TODAY)
    number = case.patient.id
    vaults.here.add_own(
        number, PersonalKind.GOAL, Private("=walk to the sea"), Direction.HIGHER_BETTER
    )
    case = vaults.here.add_own(
        number, PersonalKind.ITEM, Private("nights awake"), Direction.LOWER_BETTER
    )
    for own, points in zip(case.own, (3, 7), strict=True):
        case = vaults.here.record(number, Form(own.id, TODAY, total=Decimal(points)))
    came = vaults.sent(case)
    assert [told(one) for one in came.results] == [told(one) for one in case.results]
    assert [(one.words, one.direction) for one in came.own] == [
        (one.words, one.direction) for one in case.own
    ]


def test_what_nobody_can_bring_back_is_named_before(vaults: Vaults) -> None:
    case = vaults.here.add_patient("S-4", started_on=TODAY)
    case = vaults.here.record(case.patient.id, Form("gad7", TODAY, total=Decimal(9)))
    content = results_table.write([vaults.here.case(case.patient.id)])
    assert scores_table.read(content).not_imported == (
        *("band", "entered", "entered at", "version", "status", "safety review"),
    )
    text = content.decode("utf-8-sig").replace("code,", "Client,", 1)
    asked = Columns("Client", "day", "total", questionnaire="questionnaire")
    foreign = scores_table.read(text.encode(), asked, "YYYY-MM-DD")
    assert not foreign.ours
    assert "answers" in foreign.not_imported


def test_a_table_of_ours_that_was_changed_on_the_way_is_refused_by_line(vaults: Vaults) -> None:
    case = vaults.here.add_patient("S-5", started_on=TODAY)
    case = vaults.here.record(case.patient.id, Form("phq9", TODAY, answers=(1,) * 9))
    content = results_table.write([vaults.here.case(case.patient.id)])
    changed = content.replace(b",9,mild,", b",10,moderate,")
    assert changed != content
    with pytest.raises(
        UserError, match="line 2: its answers come to 9, but another total is given"
    ):
        vaults.there.import_scores(scores_table.read(changed).scores, add_people=True, whole=True)


def test_a_table_of_the_version_before_comes_with_its_answers(vaults: Vaults) -> None:
    head = "code,questionnaire,title,day,total,band,parts,answers,entered,entered at,version,status"
    line = "S-6,phq9,PHQ-9,2026-11-02,10,moderate,,1 1 1 1 1 1 1 1 2,items,,1,final,yes"
    file = scores_table.read(f"{head},shared\n{line}\n".encode())
    assert "shared" in file.not_imported
    vaults.there.import_scores(file.scores, add_people=True, whole=file.ours)
    newest = max(row.patient.id for row in vaults.there.caseload())
    (pin,) = unreviewed(vaults.there.case(newest))
    assert pin.answers == (1, 1, 1, 1, 1, 1, 1, 1, 2)


CELL = st.sampled_from(
    (
        *("", "", "", "phq9", "dass21", "goal.1", "2026-11-02", "9", "10", "-99", "9=2"),
        *("1 1 1 1 1 1 1 1 2", "depression 16", "yes", "2026-11-02T10:00:00+00:00", "lower", "2"),
        *("'=1", "99999", "x" * 30),
    )
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(*[CELL] * len(results_table.COLUMNS)), min_size=1, max_size=3))
def test_whatever_stands_in_our_columns_is_taken_whole_or_refused(
    vaults: Vaults, rows: list[tuple[str, ...]]
) -> None:
    forms = ("phq9", "dass21", "goal.1", "gad7")
    lines = [
        ",".join(("A-1", forms[len(row[0]) % 4], row[2], "2026-11-02", *row[4:])) for row in rows
    ]
    content = "\n".join((",".join(results_table.COLUMNS), *lines)).encode()
    before = vaults.there.caseload()
    try:
        file = scores_table.read(content)
        done = vaults.there.import_scores(file.scores, add_people=True, whole=True, dry_run=True)
        assert done.results + len(done.view.differing) + done.already <= len(file.scores)
    except UserError:
        pass
    assert vaults.there.caseload() == before
