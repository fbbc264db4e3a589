"""Pages for third parties: what is on them, and above all what is not."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.content.reports import available_reports
from romtui.domain.case import Attendance, Case, Event, Focus, Session
from romtui.domain.discussion import Agreement, AgreementOutcome, Ask, Asked, Skip
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind, PersonalMeasure, WithOwn, own_id
from romtui.domain.private import Private
from romtui.domain.reports import texts
from romtui.domain.reports.compose import Shown, Typed, report
from romtui.domain.reports.headline import shown_of
from romtui.domain.reports.report import Line, Report
from romtui.paths import data_folder
from tests.counts import FULL
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import ALLIANCE, GAD7, INSTRUMENTS, PHQ9, URGE

TEMPLATES = available_reports()
DECK = load_deck(data_folder() / "dialogue" / "en.toml")
NAME, SECRET = "Quillon Featherstone-Mbeki", "Rosebud"
SHIPPED = load_instruments(data_folder() / "instruments")["phq9"]
RECORDS = 1_000 if FULL else 150


def a_case(*scores: int, code: str = "A-017") -> Case:
    """A record full of what must not go out: every typed word is SECRET."""
    measured = results(PHQ9, list(scores) or [18, 14, 9])
    secret = Private(SECRET)
    measured = tuple(
        replace(one, fit_words=secret, review=secret, reason=secret, safety={9: 2})
        for one in measured
    )
    began = measured[0].on
    goal = PersonalMeasure(own_id(PersonalKind.GOAL, 1), secret, Direction.HIGHER_BETTER, began)
    rated = replace(measured[-1], id=99, instrument=goal.id, total=Decimal(9), order=99, safety={})
    case = case_of(*measured, code=code, name=Private(NAME), birth_year=1980, started_on=began)
    return replace(
        case,
        instruments=WithOwn(INSTRUMENTS, [goal]),
        results=(*measured, rated),
        own=(goal,),
        sessions=(
            Session(began, impression=-2),
            Session(began + timedelta(days=7), Attendance.MISSED),
            Session(TODAY, impression=2),
        ),
        agreements=(
            Agreement(1, began, secret, outcome=AgreementOutcome.PARTLY, outcome_on=TODAY),
        ),
        focuses=(Focus(secret, began, next_idea=secret),),
        events=(Event(began, secret),),
        skips=(Skip(began, secret),),
        asked=(Asked(began, Ask.HEALTH, secret),),
    )


def words(page: Report) -> str:
    return "\n".join(line.words.reveal() for line in page.lines)


def page_of(
    kind: str,
    *cases: Case,
    typed: Typed | None = None,
    named: bool = False,
    free_text: bool = False,
    today: date = TODAY,
) -> Report:
    shown = [shown_of(case, DECK) for case in cases]
    return report(TEMPLATES[kind], shown, today, typed=typed, named=named, free_text=free_text)


def test_the_scores_are_said_with_days_bands_and_the_rule_by_its_name() -> None:
    text = words(page_of("physician", a_case(18, 14, 9)))
    assert (
        "PHQ-9 (0 to 27, lower is better): first 18, moderately severe, on 18 May 2026; "
        "last 9, mild, on 1 Jun 2026." in text
    )
    assert "PHQ-9: 9 points better; reliably improved and recovered." in text
    assert "PHQ-9, all scores: 18, moderately severe, on 18 May 2026; 14, moderate, on" in text
    assert "2 sessions attended since 18 May 2026, 1 missed." in text
    shipped = replace(a_case(18, 9), instruments={"phq9": SHIPPED})
    shipped = replace(shipped, results=shipped.results[:2], own=())
    assert "reliable change 6 or more (Trial registration NCT05134103" in words(
        page_of("insurer", shipped)
    )


def test_a_single_score_and_one_without_a_rule_are_called_so() -> None:
    case = case_of(*results(GAD7, [9]), *results(URGE, [5, 3]))
    text = words(page_of("insurer", case))
    assert "GAD-7 (0 to 21, lower is better): 9, band 5, on 1 Jun 2026; no second score." in text
    assert "Urge: 2 points better; no reliable change is published for it." in text


def test_session_ratings_are_on_no_page() -> None:
    case = case_of(*results(ALLIANCE, [20, 30]))
    for kind in TEMPLATES:
        assert ALLIANCE.name not in words(page_of(kind, case))


def test_what_is_required_and_not_there_is_named_as_missing() -> None:
    text = words(page_of("physician", case_of()))
    for heading in ("Reason for this report", "Sessions so far", "Questionnaires", "Risk"):
        assert re.search(rf"{heading}.*\n{re.escape(texts.MISSING)}", text), heading
    assert "goals" not in text
    assert "What I ask of you" not in text


def test_risk_is_in_the_words_of_the_therapist_alone() -> None:
    case = a_case()
    assert any(result.safety for result in case.results)
    for kind in TEMPLATES:
        text = words(page_of(kind, case))
        assert not re.search(r"item 9|better off dead|safety (item|answer)|suicid", text, re.I)
    heading = "Risk, in the therapist's own words"
    text = words(page_of("physician", case, typed={heading: Private("None stated today.")}))
    assert f"{heading}\nNone stated today." in text


def test_the_physician_reads_goals_and_agreements_the_insurer_does_not() -> None:
    text = words(page_of("physician", a_case()))
    assert f"{SECRET} (9 of 10 on 1 Jun 2026)" in text
    assert f"On 18 May 2026: {SECRET} (partly done)" in text
    assert text.count(SECRET) == 2
    assert SECRET not in words(page_of("insurer", a_case()))


def test_no_page_has_a_name_unless_it_is_asked_for() -> None:
    for kind in TEMPLATES:
        assert NAME not in words(page_of(kind, a_case()))
    assert f"Patient: {NAME} (A-017)" in words(page_of("physician", a_case(), named=True))
    assert NAME not in words(page_of("supervision", a_case(), named=True))
    assert "1980" not in words(page_of("physician", a_case(), named=True))


@pytest.mark.parametrize("days", [0, 5, 40])
def test_the_sheet_for_supervision_puts_worse_and_stuck_first_on_any_day(days: int) -> None:
    better, stuck = a_case(20, 14, 8, code="A-001"), a_case(15, 15, 15, 15, 15, 15, code="A-002")
    worse = a_case(8, 9, 16, 17, code="A-003")
    day = TODAY + timedelta(days=days)
    seen = [case.seen_on(day) for case in (better, stuck, worse)]
    text = words(page_of("supervision", *seen, today=day))
    places = [text.index(f"Patient: {code}") for code in ("A-003", "A-002", "A-001")]
    assert places == sorted(places)
    assert "No recent score" not in text
    assert "first 8, mild, in week 1; last 17, moderately severe, in week 4" in text


DAY = re.compile(r"\b(?<!-)\d{4}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")


def test_no_name_day_or_typed_word_is_on_a_sheet_for_supervision() -> None:
    chance = Random(17)  # noqa: S311 -- the same records every time
    for number in range(RECORDS):
        scores = [chance.randrange(28) for _ in range(chance.randrange(1, 9))]
        shown = [a_case(*scores, code=f"S-{number:04}"), a_case(*scores[::-1], code="T-0001")]
        text = words(page_of("supervision", *shown))
        assert f"S-{number:04}" in text
        assert "A-017" not in text
        for planted in (NAME, *NAME.split(), SECRET):
            assert planted not in text
        assert not DAY.search(text), DAY.search(text)


def test_free_text_is_on_it_only_when_that_is_chosen_and_never_a_day() -> None:
    text = words(page_of("supervision", a_case(), free_text=True))
    assert f"In week 1: {SECRET} (partly done)" in text
    assert not DAY.search(text)


def test_a_line_is_left_out_and_with_the_last_one_its_heading() -> None:
    page = page_of("physician", a_case())
    numbers = {line.words.reveal(): number for number, line in page.numbered()}
    number = next(number for words, number in numbers.items() if words.startswith("2 sessions"))
    less = page.without([number])
    assert "Sessions so far" in words(page)
    assert "Sessions so far" not in words(less)
    assert len(less.lines) == len(page.lines) - 2
    assert words(page.without([])) == words(page)
    every = [number for number, _ in page.numbered() if number]
    assert [line.heading for line in page.without(every).lines] == [1]


def test_of_a_patient_left_out_nothing_stands() -> None:
    sheet = page_of("supervision", a_case(code="A-001"), a_case(code="A-002"))
    lines = list(sheet.numbered())
    begin = next(n for n, (_, line) in enumerate(lines) if "A-002" in line.words.reveal())
    gone = [number for number, _ in lines[begin:] if number]
    text = words(sheet.without(gone))
    assert "A-001" in text
    assert "A-002" not in text


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_a_template_says_where_it_is_from_and_when(kind: str) -> None:
    template = TEMPLATES[kind]
    assert template.source.citation
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", template.date)
    assert template.by_code == (kind == "supervision")
    assert not template.by_code or not template.questions


def test_a_heading_needs_something_below_it() -> None:
    def line(rank: int) -> Line:
        return Line(Private(str(rank)), heading=rank)

    page = Report((line(1), line(2), line(3), line(3), line(0), line(2), line(3)))
    assert [one.heading for one in page.without([]).lines] == [1, 2, 3, 0]
    assert not [one for one in page.without([1]).lines if one.heading != 1]


def test_an_empty_record_has_a_page_all_the_same() -> None:
    page = report(TEMPLATES["supervision"], [Shown(case_of())], TODAY)
    assert texts.MISSING in words(page)
