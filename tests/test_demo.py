"""The people of the demo show, on any day, the course they were invented for."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.content.toml import ContentError
from romtui.demo import demo_cases, read_caseload
from romtui.domain.case import Attendance, Case
from romtui.domain.caseload import Priority, summary
from romtui.domain.patterns import Findings, Pattern, detect
from romtui.domain.safety import as_shown, positive, unreviewed
from romtui.domain.scoring import score, score_total
from romtui.paths import data_folder

INSTRUMENTS = load_instruments(data_folder() / "instruments")
DAYS = (date(2026, 11, 24), date(2027, 1, 1), date(2028, 2, 29), date(2028, 3, 1))
TODAY = DAYS[0]

ON_SCREEN = {
    "A-001": "first_session:phq9",
    "A-002": "reliable_improvement:phq9",
    "A-003": "not_on_track:phq9",
    "A-004": "recovered:phq9~",
    "A-005": "risk_item:phq9",
    "A-006": "no_score_today",
    "A-007": "dropout_risk",
    "A-008": "reliable_deterioration:phq9",
    "A-009": "sharp_worsening:phq9~",
    "A-010": "divergence_seems_worse:phq9",
    "A-011": "divergence_seems_better:gad7",
    "A-012": "worsening:gad7~",
    "A-013": "ending",
    "A-014": "target_reached:gad7~",
    "A-015": "no_score_today",
    "A-016": "no_score_today",
}
"""The headline of each person's session of today."""

IN_THE_CASELOAD = {code: headline.partition(":")[0] for code, headline in ON_SCREEN.items()} | {
    "A-004": "recovered~",
    "A-006": "stable",
    "A-007": "worsening~",
    "A-009": "sharp_worsening~",
    "A-012": "worsening~",
    "A-014": "target_reached~",
    "A-015": "",
    "A-016": "holding_gains",
}
"""The headline of each line of the caseload: that of the day of the last score."""

BROKEN = """\
[[person]]
code = "A-001"
name = "Orla Quickbeam"
initials = "OQ"
born = 1991
started = 7
"""


def people(today: date = TODAY) -> dict[str, Case]:
    return {case.patient.code: case for case in demo_cases(today, INSTRUMENTS)}


def found(case: Case, today: date = TODAY) -> Findings:
    return as_shown(case, detect(case, today), today)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_each_person_shows_their_course_on_any_day(today: date) -> None:
    headlines = {code: found(case, today).found[0].code for code, case in people(today).items()}
    assert headlines == ON_SCREEN


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_caseload_shows_how_each_person_stood_at_their_last_score(today: date) -> None:
    lines = {code: summary(case) for code, case in people(today).items()}
    assert {
        code: f"{line.headline.value}{'~' if line.tentative else ''}" if line.headline else ""
        for code, line in lines.items()
    } == IN_THE_CASELOAD
    assert {code for code, line in lines.items() if line.about not in {None, line.instrument}} == {
        "A-012"
    }


def test_two_measures_of_the_demo_part_and_at_the_end_some_trouble_is_left() -> None:
    assert "mixed_measures~" in [one.code for one in found(people()["A-012"]).found]
    assert "residual:phq9" in [one.code for one in found(people()["A-013"]).found]


def test_every_group_of_the_caseload_has_somebody() -> None:
    assert {summary(case).look for case in people().values()} == set(Priority)


def test_everybody_has_a_code_and_a_name_of_their_own() -> None:
    cases = demo_cases(TODAY, INSTRUMENTS)
    assert len({case.patient.code for case in cases}) == len(cases)
    assert len({case.patient.name for case in cases}) == len(cases)


def test_every_total_is_one_the_form_can_give() -> None:
    for case in people().values():
        for result in case.results:
            instrument = INSTRUMENTS[result.instrument]
            assert result.total is not None
            score_total(instrument, result.total)
            if result.answers is not None:
                assert score(instrument, result.answers).total == result.total


def test_every_phq9_has_its_safety_answer() -> None:
    for case in people().values():
        assert all(set(result.safety) == {9} for result in case.of("phq9"))


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_lies_in_the_future(today: date) -> None:
    for case in people(today).values():
        days = [result.on for result in case.results] + [session.on for session in case.sessions]
        assert max(days) <= today
        assert min(days) == case.patient.started_on


def test_the_results_come_oldest_first_and_are_counted() -> None:
    for case in people().values():
        assert list(case.results) == sorted(case.results, key=lambda one: (one.on, one.order))
        assert [result.order for result in case.results] == [*range(1, len(case.results) + 1)]


def test_most_were_scored_these_days_and_two_are_overdue() -> None:
    cases = people().values()
    current = [
        case for case in cases if case.results and TODAY - case.results[-1].on <= timedelta(days=3)
    ]
    overdue = [case.patient.code for case in cases if summary(case).overdue_days(TODAY)]
    assert len(current) > len(cases) / 2
    assert overdue == ["A-006", "A-007"]


def test_one_safety_answer_stays_pinned_though_a_zero_came_later() -> None:
    pinned = {code: [*unreviewed(case)] for code, case in people().items()}
    assert [code for code, answers in pinned.items() if answers] == ["A-005"]
    case = people()["A-005"]
    assert case.results[-1].safety == {9: 0}
    assert [one.pattern for one in found(case).found][1] is Pattern.RELIABLE_IMPROVEMENT


def test_a_safety_answer_that_was_reviewed_stands_behind_the_headline() -> None:
    case = people()["A-008"]
    assert positive(case.results[-1], INSTRUMENTS["phq9"])
    assert [one.pattern for one in found(case).found][1] is Pattern.RISK_ITEM


def test_the_person_without_change_has_had_one_intervention_for_eight_weeks() -> None:
    focus = people()["A-003"].focus
    assert focus is not None
    assert (focus.name.reveal(), focus.next_idea.reveal()) == (
        "cognitive restructuring",
        "graded exposure",
    )
    assert TODAY - focus.since >= timedelta(weeks=8)


def test_one_phq9_lies_half_filled_with_the_cursor_on_the_next_item() -> None:
    (draft,) = (draft for case in people().values() for draft in case.drafts)
    assert draft.answers == (1, 1, 0, 1, None, None, None, None, None)
    assert draft.position == 4


def test_a_day_with_a_result_was_attended_and_the_missed_ones_were_not() -> None:
    attended = [session.attendance for session in people()["A-007"].sessions]
    assert attended == [Attendance.ATTENDED] * 4 + [Attendance.MISSED] * 2


def test_only_some_of_the_newest_results_are_not_yet_shared() -> None:
    newest = {code: case.results[-1] for code, case in people().items() if case.results}
    open_ones = [code for code, result in newest.items() if not result.discussed]
    assert open_ones == ["A-001", "A-003", "A-007", "A-009", "A-011"]
    for case in people().values():
        assert all(result.discussed for result in case.results[:-1])


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("results.phq9 = [{ ago = 0, total = 28 }]", "person[1].results.phq9[1].total"),
        ("results.phq9 = [{ ago = 0, answers = '12' }]", "person[1].results.phq9[1].answers"),
        ("results.phq9 = [{ ago = 0, answers = '999999999' }]", "results.phq9[1].answers"),
        ("results.phq9 = [{ ago = -1, total = 9 }]", "person[1].results.phq9[1].ago"),
        ("results.phq9 = [{ ago = 0, total = 9, safety.3 = 0 }]", "results.phq9[1].safety.3"),
        ("results.mood = [{ ago = 0, total = 9 }]", "person[1].results.mood"),
        ("targets.mood = 9", "person[1].targets.mood"),
        ("sessions = [{ ago = 0, impression = 3 }]", "person[1].sessions[1].impression"),
        ("sessions = [{ ago = 0, attendance = 'ill' }]", "person[1].sessions[1].attendance"),
        ("drafts.gad7 = { ago = 0, answers = '1111111' }", "person[1].drafts.gad7.answers"),
        ("shoe_size = 43", "person[1].shoe_size"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(
    tmp_path: Path, written: str, key: str
) -> None:
    file = tmp_path / "caseload.toml"
    file.write_text(f"{BROKEN}{written}\n", "utf-8")
    with pytest.raises(ContentError) as complaint:
        read_caseload(file, TODAY, INSTRUMENTS)
    assert str(complaint.value).startswith(str(file))
    assert complaint.value.key.endswith(key)
