"""What the person sees of their own record, and what never."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case
from romtui.domain.discussion import Fit
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.personal_measures import PersonalKind, PersonalMeasure, WithOwn, own_id
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.domain.shared import SharedView, Sharing, shared_measures, shared_view
from romtui.domain.trend import form_trend
from tests.domain.suggestions import english
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import GAD7, INSTRUMENTS, PHQ9, URGE, WELL, Number, instrument

DECK = english()
PLAIN, WORDS_ONLY, SEVERITY = Sharing(), Sharing(words_only=True), Sharing(severity=True)
GOAL = PersonalMeasure(
    own_id(PersonalKind.GOAL, 1), Private("see my friends again"), Direction.HIGHER_BETTER, TODAY
)


def view(case: Case, instrument: Instrument = PHQ9, sharing: Sharing = PLAIN) -> SharedView:
    return shared_view(case, instrument.id, TODAY, DECK, sharing)


def said(*scores: Number | None, of: Instrument = PHQ9, target: Number | None = None) -> str:
    return " ".join(view(case_of(*results(of, scores), target=target), of).sentences)


def in_words(*scores: Number, of: Instrument = PHQ9, target: Number | None = None) -> str:
    case = case_of(*results(of, scores), target=target)
    return " ".join(view(case, of, WORDS_ONLY).sentences)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            said(16, 12, 9, target=9),
            "From 16 to 9 since 18 May. You have reached the target: below 10.",
        ),
        (said(16, 12, target=9), "From 16 to 12 since 25 May. Target: below 10."),
        (said(16, 12, target=4), "From 16 to 12 since 25 May. Target: 4 or less."),
        (said(16, 12), "From 16 to 12 since 25 May."),
        (said(9, 16), "From 9 to 16 since 25 May."),
        (said(12, 12), "12, the same as on 25 May."),
        (said(12), "12 on 1 June. This is your first score."),
        (said(12, 9, None), "From 12 to 9 since 18 May."),
        (said(None), "The form from 1 June could not be scored."),
        (
            said("12.5", 30, of=WELL, target=30),
            "From 12.5 to 30 since 25 May. You have reached the target: 30 or more.",
        ),
        (
            said(12, of=WELL, target=30),
            "12 on 1 June. This is your first score. Target: 30 or more.",
        ),
    ],
)
def test_the_sentence_is_plain_and_true(sentence: str, expected: str) -> None:
    assert sentence == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (in_words(20, 9), "Better than on 25 May."),
        (in_words(20, 12, 12), "Clearly better than on 18 May."),
        (in_words(20, 16), "A little better than on 25 May."),
        (in_words(20, 17), "About the same as on 25 May."),
        (in_words(12, 12), "About the same as on 25 May."),
        (in_words(12, 15), "About the same as on 25 May."),
        (in_words(12, 16), "A little harder than on 25 May."),
        (in_words(12, 18), "Harder than on 25 May."),
        (in_words(12, 18, 18), "Clearly harder than on 18 May."),
        (in_words(12, 21), "Clearly harder than on 25 May."),
        (in_words(3, 7), "About the same as on 25 May."),
        (in_words(3, 9), "A little harder than on 25 May."),
        (in_words(10, 20, of=WELL), "Better than on 25 May."),
        (in_words(10, 20, 20, of=WELL), "Clearly better than on 18 May."),
        (in_words(20, 10, of=WELL), "Clearly harder than on 25 May."),
        (in_words(8, 7, of=URGE), "Better than on 25 May."),
        (in_words(7, 8, of=URGE), "Harder than on 25 May."),
        (in_words(7, 7, of=URGE), "About the same as on 25 May."),
        (
            in_words(12, target=9),
            "You first filled this in on 1 June. We have not reached the target yet.",
        ),
        (in_words(12, 9, target=9), "About the same as on 25 May. You have reached the target."),
    ],
)
def test_the_same_without_numbers_points_the_right_way(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_nothing_was_filled_in_yet() -> None:
    assert " ".join(view(case_of()).sentences) == "Nothing has been filled in yet."


def test_a_form_without_a_single_total_has_no_numbers() -> None:
    parts = replace(PHQ9, has_total=False)
    case = replace(case_of(*results(PHQ9, [None])), instruments={**INSTRUMENTS, "phq9": parts})
    shown = view(case)
    assert shown.sentences == ("This form has no single score.",)
    assert not shown.figures
    assert not any("number is better" in one for one in shown.beside)


def test_scores_of_another_version_are_not_counted_and_that_is_said() -> None:
    before, now = results(PHQ9, [20, 9])
    newer = replace(PHQ9, version=2)
    case = replace(
        case_of(before, replace(now, instrument_version=2)),
        instruments={**INSTRUMENTS, "phq9": newer},
    )
    shown = view(case)
    assert shown.sentences == ("9 on 1 June. This is your first score.",)
    assert "Earlier forms had different questions, so they are not shown here." in shown.beside


def test_a_later_form_without_a_score_and_an_older_day_are_said() -> None:
    shown = view(case_of(*results(PHQ9, [12, 9, None], ago=3)))
    assert shown.beside[:2] == (
        "Last filled in on 22 May.",
        "The form from 29 May could not be scored.",
    )


def test_which_way_is_better_is_said() -> None:
    assert "Lower is better here." in view(case_of(*results(PHQ9, [12]))).beside
    assert "Higher is better here." in view(case_of(*results(WELL, [12])), WELL).beside


def test_the_name_of_the_range_is_shown_only_when_asked_for() -> None:
    case = case_of(*results(PHQ9, [20, 16]))
    plain, named = view(case), view(case, sharing=SEVERITY)
    assert plain.trend is not None
    assert plain.trend.instrument.bands == ()
    assert "moderately severe" not in repr(plain)
    assert named.trend is not None
    assert named.trend.instrument.bands == PHQ9.bands
    assert "The questionnaire calls this: moderately severe." in named.beside
    assert (plain.trend.instrument.cutoff, named.trend.instrument.cutoff) == (None, PHQ9.cutoff)


def test_how_a_score_came_in_and_what_was_noted_about_it_is_not_drawn() -> None:
    case = case_of(*(replace(one, fit=Fit.NO) for one in results(PHQ9, [20, 16])))
    case = replace(case, instruments={"phq9": replace(PHQ9, items=instrument().items)})
    assert [(one.total_only, one.fit) for one in form_trend(case, "phq9").points] == [
        (True, Fit.NO)
    ] * 2
    drawn = view(case, sharing=SEVERITY).trend
    assert drawn is not None
    assert [(one.total_only, one.fit) for one in drawn.points] == [(False, None)] * 2


def test_words_alone_hold_no_score_and_no_graph() -> None:
    case = case_of(*results(PHQ9, [20, 16]), target=9)
    shown = view(case, sharing=Sharing(severity=True, words_only=True))
    assert shown.trend is None
    assert shown.figures == ()
    words = " ".join((*shown.sentences, *shown.beside))
    assert not {"20", "16", "9", "10"} & set(words.replace(".", " ").split())


def with_goal(*scores: Number, followed: bool = True) -> Case:
    case = replace(
        case_of(*results(PHQ9, [12]), *results(GOAL.instrument, scores)),
        own=(GOAL,),
        instruments=WithOwn(INSTRUMENTS, [GOAL]),
    )
    return replace(case, battery=(Scheduled(GOAL.id),)) if followed else case


@pytest.mark.parametrize(
    ("scores", "summary", "worded"),
    [
        ((2, 6), "6 of 10, from 2 on 25 May", "Better than on 25 May."),
        ((2, 6, 6), "6 of 10, from 2 on 18 May", "Clearly better than on 18 May."),
        ((2,), "2 of 10", "You first filled this in on 1 June."),
    ],
)
def test_a_goal_is_in_their_words_with_where_it_stands(
    scores: tuple[int, ...], summary: str, worded: str
) -> None:
    (goal,) = view(with_goal(*scores)).goals
    assert goal.words == GOAL.words
    assert goal.summary == summary
    (in_words,) = view(with_goal(*scores), sharing=WORDS_ONLY).goals
    assert in_words.summary == worded


def test_a_goal_that_is_not_rated_yet_or_no_longer_followed() -> None:
    case = replace(with_goal(2), results=())
    assert view(case).goals[0].summary == "not rated yet"
    assert view(with_goal(2, followed=False)).goals == ()


def test_the_measures_that_can_be_looked_at_are_those_filled_in() -> None:
    case = case_of(*results(GAD7, [5]), *results(PHQ9, [12]))
    assert shared_measures(case, "phq9") == ("gad7", "phq9")
    assert shared_measures(case, "urge") == ("gad7", "phq9", "urge")


def test_a_safety_answer_changes_nothing_of_it() -> None:
    quiet = results(PHQ9, [20, 16])
    spoken = tuple(replace(one, safety={9: 3}, safety_reviewed=False) for one in quiet)
    assert view(case_of(*spoken)) == view(case_of(*quiet))


def test_a_day_of_another_year_is_said_with_its_year() -> None:
    far = results(PHQ9, [16, 9], apart=(TODAY - date(2025, 1, 5)) // timedelta(days=1))
    assert view(case_of(*far)).sentences == ("From 16 to 9 since 5 January 2025.",)


def test_the_chart_of_the_person_begins_with_their_first_score() -> None:
    case = case_of(*results(PHQ9, [17, 16, 12, 10]))
    shown = view(case).trend
    assert shown is not None
    assert shown.start == 17
    assert form_trend(case, "phq9").start == Decimal("16.5")
