"""What the therapist is given to say, in the situations of a working day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from romtui.domain.dialogue import Deck, Lane, LineSlot, Overrides, Tone, suggest
from romtui.domain.dialogue.overrides import merged
from romtui.domain.dialogue.variables import VARIABLES
from romtui.domain.dialogue.variants import ASKED, ONLY_ASKED, known_variants
from romtui.domain.instrument import Band, Direction, Instrument, SafetyItem, Subscale
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Finding
from romtui.domain.personal_measures import scale
from romtui.domain.private import Private
from tests.domain.suggestions import (
    TODAY,
    confirmed,
    english,
    every_wording,
    finding,
    focus,
    phq9_finding,
    spoken,
    tentative,
    variant,
    weekly_case,
)
from tests.people.questionnaires import PHQ9, WELL, points


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


# The situations the program is made for.


def test_at_the_first_score_a_target_is_proposed(deck: Deck) -> None:
    case = weekly_case(17, targets={"phq9": points(9)})
    line = spoken(suggest(finding(Pattern.FIRST_SESSION, score=17), case, TODAY, deck))
    assert line == (
        "Your depression score is 17; the questionnaire calls that between moderate and severe. "
        "I'd suggest we aim to bring it below 10. How would that be as something to work towards?"
    )


def test_without_a_target_none_is_spoken_of(deck: Deck) -> None:
    suggestion = suggest(finding(Pattern.FIRST_SESSION, score=17), weekly_case(17), TODAY, deck)
    assert variant(suggestion) == "standard"
    assert "between moderate and severe" in spoken(suggestion)


def test_a_range_that_cannot_be_said_is_not_said(deck: Deck) -> None:
    """The published name of the worst range is no word to say to somebody."""
    found = finding(Pattern.FIRST_SESSION, score=22)
    suggestions = every_wording(found, weekly_case(22), deck)
    assert {variant(one) for one in suggestions} == {"no_severity"}


def test_a_measure_without_bands_is_given_no_severity_word(deck: Deck) -> None:
    found = finding(Pattern.FIRST_SESSION, "well", score=18)
    suggestions = every_wording(found, weekly_case(18, instrument=WELL), deck)
    assert {variant(one) for one in suggestions} == {"no_severity"}
    assert spoken(suggestions[0]).startswith("It's 18, on a scale that goes up to 40.")
    case = weekly_case(18, instrument=WELL, targets={"well": points(25)})
    for suggestion in every_wording(found, case, deck):
        assert variant(suggestion) == "with_target"
        assert "the form calls" not in spoken(suggestion)


def test_a_therapist_who_sees_a_standstill_asks_about_it(deck: Deck) -> None:
    found = finding(Pattern.STALLED, score=12, baseline=14)
    line = spoken(suggest(found, weekly_case(16, 12, 13, 12, 12), TODAY, deck))
    assert line.startswith("You've stayed close to 12 for 3 weeks.")
    assert line.endswith("Does it feel settled to you, or stuck?")


def test_a_standstill_after_a_gain_names_the_gain(deck: Deck) -> None:
    found = finding(Pattern.STALLED, score=12, baseline=20, start=20, after_improvement=True)
    suggestions = every_wording(found, weekly_case(20, 12, 12, 12, 12), deck)
    assert {variant(one) for one in suggestions} == {"after_improvement"}
    assert all("20" in spoken(one) for one in suggestions)


def test_brighter_than_the_score_is_asked_about_not_explained(deck: Deck) -> None:
    found = finding(Pattern.DIVERGENCE_SEEMS_BETTER, score=14, previous=14)
    line = spoken(suggest(found, weekly_case(14, 14), TODAY, deck))
    assert line.startswith("Your PHQ-9 is 14, and yet you come across brighter")


def test_what_has_not_helped_is_named_after_four_weeks(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, start=15, weeks_on=6)
    case = weekly_case(15, 15, 15, focuses=(focus("cognitive restructuring", weeks=6),))
    suggestion = suggest(found, case, TODAY, deck)
    assert variant(suggestion) == "standard"
    assert spoken(suggestion).startswith("We've given cognitive restructuring 6 weeks now")


def test_what_has_only_begun_is_not_named_as_failing(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, start=15, weeks_on=6)
    case = weekly_case(15, 15, 15, focuses=(focus("cognitive restructuring", weeks=3),))
    for suggestion in every_wording(found, case, deck):
        assert variant(suggestion) == "no_intervention"
        assert "cognitive" not in spoken(suggestion)


@pytest.mark.parametrize(
    ("fact", "score", "expected"), [("got_worse", 18, "worse"), ("some_gain", 11, "some_gain")]
)
def test_a_score_that_moved_is_never_called_about_the_same(
    deck: Deck, fact: str, score: int, expected: str
) -> None:
    found = finding(
        Pattern.NOT_ON_TRACK, score=score, baseline=15, start=15, weeks_on=10, **{fact: True}
    )
    case = weekly_case(15, 15, score, focuses=(focus("exposure", weeks=9),))
    suggestions = every_wording(found, case, deck)
    assert {variant(one) for one in suggestions} == {expected}
    assert len(suggestions) == 3


@pytest.mark.parametrize(
    ("score", "expected"), [(14, "some_gain"), (22, "worse"), (17, "standard")]
)
def test_a_score_of_today_that_is_away_from_the_start_is_not_called_unmoved(
    deck: Deck, score: int, expected: str
) -> None:
    """The last two together have not moved notably; today's has, and that is the one said."""
    found = phq9_finding(
        Pattern.NOT_ON_TRACK, score=score, start=18, start_is_pair=False, weeks_on=8
    )
    case = weekly_case(18, 16, score, focuses=(focus("exposure", weeks=8),))
    suggestions = every_wording(found, case, deck)
    assert {variant(one) for one in suggestions} <= {expected, "gentle"}
    if expected != "standard":
        assert not any("budged" in spoken(one) or "hardly" in spoken(one) for one in suggestions)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [((20, 21, 19, 20, 17), "worse"), ((20, 21, 19, 20, 24), "some_gain")],
)
def test_at_half_a_point_the_words_go_by_the_rule_and_not_by_the_next_step_of_the_scale(
    deck: Deck, totals: tuple[int, ...], expected: str
) -> None:
    """3.5 from a start of 20.5 is notable with a reliable change of 5; 4 is only what is shown."""
    start, today = points("20.5"), totals[-1]
    facts = {"score": today, "start": start, "start_is_pair": True, "notable": 4, "weeks_on": 10}
    case = weekly_case(*totals, instrument=WELL, focuses=(focus("exposure", weeks=9),))
    found = replace(phq9_finding(Pattern.NOT_ON_TRACK, **facts), instrument="well")
    suggestions = every_wording(found, case, deck)
    assert {variant(one) for one in suggestions} == {expected}


@pytest.mark.parametrize(("total", "expected"), [(24, "standard"), (23, "no_clear_gain")])
def test_an_end_at_half_a_point_is_a_gain_by_the_rule(
    deck: Deck, total: int, expected: str
) -> None:
    start = points("20.5")
    facts = {"score": total, "start": start, "notable": 4, "not_improved": False}
    found = replace(phq9_finding(Pattern.ENDING, **facts), instrument="well")
    case = weekly_case(20, 21, 19, 20, total, instrument=WELL)
    assert variant(suggest(found, case, TODAY, deck)) == expected


@pytest.mark.parametrize(
    "pattern", [Pattern.FIRST_SESSION, Pattern.NEW_MEASURE, Pattern.RETURN_AFTER_GAP]
)
def test_a_form_without_a_total_is_spoken_of_without_a_number(deck: Deck, pattern: Pattern) -> None:
    found = finding(pattern, gap_days=60)
    suggestions = every_wording(found, weekly_case(), deck)
    assert len(suggestions) >= 2
    for suggestion in suggestions:
        assert not suggestion.line_id.startswith("fallback")
        assert not re.search(r"\b\d+ (today|now)", spoken(suggestion))


def test_what_could_be_tried_instead_is_named_in_the_sentence(deck: Deck) -> None:
    found = finding(
        Pattern.NOT_ON_TRACK, score=15, previous=15, level=15, baseline=15, start=15, weeks_on=6
    )
    idea = focus("thought records", weeks=6, next_idea="exposure work")
    line = spoken(suggest(found, weekly_case(15, focuses=(idea,)), TODAY, deck))
    assert line.startswith("After 6 weeks of thought records your PHQ-9 has hardly moved")
    assert line.endswith(
        "I'd suggest exposure work for the next few weeks. How does that sound to you?"
    )
    young = focus("thought records", weeks=1, next_idea="exposure work")
    line = spoken(suggest(found, weekly_case(15, focuses=(young,)), TODAY, deck))
    assert "thought records" not in line
    assert line.endswith(
        "I'd suggest exposure work for the next few weeks. How does that sound to you?"
    )


def test_the_next_idea_is_offered_only_when_there_is_one(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, start=15, weeks_on=6)
    with_idea = weekly_case(15, focuses=(focus("thought records", weeks=6, next_idea="exposure"),))
    without = weekly_case(15, focuses=(focus("thought records", weeks=6),))
    offered = [task.reveal() for task in suggest(found, with_idea, TODAY, deck).task.values()]
    assert offered[0].startswith("One option is exposure.")
    assert len(suggest(found, without, TODAY, deck).task) == len(offered) - 1


@pytest.mark.parametrize("status", known_variants(Pattern.RISK_ITEM))
def test_a_safety_answer_is_met_by_what_it_is(deck: Deck, status: str) -> None:
    found = finding(Pattern.RISK_ITEM, status=status, item=9, date=TODAY)
    suggestions = every_wording(found, weekly_case(12), deck)
    assert {variant(one) for one in suggestions} == {status}
    assert len(suggestions) == 2
    assert all("thoughts of being better off dead" in spoken(one) for one in suggestions)


def test_a_safety_item_without_words_of_its_own_is_still_spoken_of(deck: Deck) -> None:
    bare = replace(PHQ9, safety_items=(SafetyItem(9, 1),))
    case = replace(weekly_case(12), instruments={"phq9": bare})
    line = spoken(suggest(Finding(Pattern.RISK_ITEM, "phq9", {"status": "new"}), case, TODAY, deck))
    assert "you have had thoughts about your safety" in line


SLIDE = [points(10), points(12), points(13), points(15)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"step": True}, "ask"),
        ({"gradual": True, "series": SLIDE}, "ask_gradual"),
        ({"since_start": True}, "ask_since_start"),
    ],
)
@pytest.mark.parametrize("pattern", [Pattern.WORSENING, Pattern.IMPROVING])
def test_what_kind_of_step_it_was_is_asked_about_as_that(
    deck: Deck, pattern: Pattern, facts: dict[str, object], expected: str
) -> None:
    found = tentative(phq9_finding(pattern, score=15, previous=13, **facts))
    suggestions = every_wording(found, weekly_case(10, 12, 13, 15), deck)
    assert {variant(one) for one in suggestions} == {expected}
    assert ("10, 12, 13 and 15" in spoken(suggestions[0])) == (expected == "ask_gradual")


def test_the_same_number_again_is_not_called_a_difference(deck: Deck) -> None:
    own = scale("own.1", Direction.LOWER_BETTER, Private("The urge to check"))
    case = replace(weekly_case(7, 5, instrument=own), instruments={own.id: own})
    same = finding(Pattern.CHANGE_UNKNOWN, own.id, score=5, previous=5)
    assert {variant(one) for one in every_wording(same, case, deck)} == {"same"}
    other = finding(Pattern.CHANGE_UNKNOWN, own.id, score=5, previous=7)
    assert {variant(one) for one in every_wording(other, case, deck)} == {"standard"}
    form = finding(Pattern.CHANGE_UNKNOWN, score=5, previous=5)
    for suggestion in every_wording(form, weekly_case(5, 5), deck):
        assert "moved" not in spoken(suggestion)
        assert " from 5" not in spoken(suggestion)


@pytest.mark.parametrize("facts", [{}, {"published": True}])
def test_a_published_form_is_never_called_ones_own(deck: Deck, facts: dict[str, object]) -> None:
    found = finding(Pattern.CHANGE_UNKNOWN, score=5, previous=9, **facts)
    for suggestion in every_wording(found, weekly_case(9, 5), deck):
        assert variant(suggestion) in {"published", "no_line"}
        assert not re.search(r"you know this scale|your number", spoken(suggestion), re.IGNORECASE)
    assert "own" not in deck.entry(Pattern.CHANGE_UNKNOWN).title.casefold()


# How sure it is.


def test_what_was_seen_once_is_asked_about_and_said_the_second_time(deck: Deck) -> None:
    case = weekly_case(11, 12, 12, 12, 17, 18, targets={"phq9": points(20)})
    for pattern in ASKED - {Pattern.ALLIANCE_DROP, Pattern.MIXED_MEASURES}:
        found = phq9_finding(pattern, pair=8, pair_date=TODAY, band_said="mild")
        asked, sure = (
            suggest(tentative(found), case, TODAY, deck),
            suggest(confirmed(found), case, TODAY, deck),
        )
        assert variant(asked) == "ask"
        assert asked.lane is Lane.ASK
        assert variant(sure) == "standard"
        assert sure.lane is deck.entry(pattern).lane
        assert asked.title == deck.entry(pattern).title_ask
        assert sure.title == deck.entry(pattern).title
        every = [spoken(one) for one in every_wording(tentative(found), case, deck)]
        assert len(every) >= 2
        assert all(line.endswith("?") for line in every)


SECOND = re.compile(r"second time|twice|two sessions|two times running", re.IGNORECASE)
BY_SIZE = {Pattern.SHARP_WORSENING}
"""Confirmed by how large it is: there is no second reading to speak of."""


@pytest.mark.parametrize("pattern", sorted(ASKED - BY_SIZE - {Pattern.MIXED_MEASURES}, key=str))
def test_the_second_time_running_is_spoken_of_as_that(deck: Deck, pattern: Pattern) -> None:
    lines = deck.entry(pattern).of(LineSlot.OPEN)
    key = "twice" if pattern is Pattern.ALLIANCE_DROP else "standard"
    assert sum(bool(SECOND.search(line.text)) for line in lines if line.variant == key) >= 2
    for line in lines:
        if line.variant.startswith("ask") or line.variant == "far":
            assert not SECOND.search(line.text), line.id


def test_one_reading_that_is_far_beyond_chance_is_no_second_one(deck: Deck) -> None:
    for pattern in (Pattern.RELIABLE_DETERIORATION, Pattern.RELAPSE):
        found = confirmed(phq9_finding(pattern, far=True, pair=8, pair_date=TODAY))
        suggestions = every_wording(found, weekly_case(11, 24), deck)
        assert {variant(one) for one in suggestions} == {"far"}


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern.RELIABLE_DETERIORATION,
        Pattern.RELAPSE,
        Pattern.SETBACK,
        Pattern.WORSENING,
        Pattern.CROSSED_WORSE,
    ],
)
def test_what_holds_for_weeks_is_not_told_in_the_words_of_the_first_time(
    deck: Deck, pattern: Pattern
) -> None:
    found = confirmed(phq9_finding(pattern, still=True, pair=8, pair_date=TODAY))
    suggestions = every_wording(found, weekly_case(11, 17, 18), deck)
    assert {variant(one) for one in suggestions} == {"still"}
    for suggestion in suggestions:
        assert not SECOND.search(spoken(suggestion))
        assert "I'm sorry" not in spoken(suggestion)


@pytest.mark.parametrize(
    "pattern",
    [Pattern.NOT_ON_TRACK, Pattern.STABLE_HIGH, Pattern.STALLED, Pattern.SLOW_START],
)
def test_what_is_stuck_and_not_due_is_not_told_again(deck: Deck, pattern: Pattern) -> None:
    case = weekly_case(16, 16, 16, 16, 16)
    summary = suggest(phq9_finding(pattern, due=False, weeks_on=8), case, TODAY, deck)
    assert variant(summary) == "standing"
    assert summary.title == deck.entry(pattern).title_standing
    due = suggest(phq9_finding(pattern, due=True, weeks_on=8), case, TODAY, deck)
    assert variant(due) != "standing"
    assert due.title == deck.entry(pattern).title


def test_nothing_heavy_is_asked_of_the_therapist_for_a_low_score(deck: Deck) -> None:
    for certain in (tentative, confirmed):
        found = certain(phq9_finding(Pattern.RELIABLE_DETERIORATION, score=8, low=True))
        to_do = [
            act.reveal() for act in suggest(found, weekly_case(2, 8), TODAY, deck).act.values()
        ]
        assert to_do
        assert not any("Supervision" in one or "referral" in one for one in to_do)
    sure = suggest(
        confirmed(phq9_finding(Pattern.RELIABLE_DETERIORATION)), weekly_case(11, 18), TODAY, deck
    )
    assert any("Supervision" in act.reveal() for act in sure.act.values())


def test_what_to_say_next_asks_too_where_it_may_be_chance(deck: Deck) -> None:
    asked = suggest(tentative(phq9_finding(Pattern.WORSENING)), weekly_case(12, 17), TODAY, deck)
    assert all("/ask/" in name for name in (*asked.task, *asked.act))
    assert any("unless it happens twice" in act.reveal() for act in asked.act.values())
    sure = suggest(confirmed(phq9_finding(Pattern.WORSENING)), weekly_case(12, 17, 18), TODAY, deck)
    assert not any("/ask/" in name for name in (*sure.task, *sure.act))


# A talk about an answer on safety.


def test_that_it_was_talked_about_is_said_only_where_the_record_shows_it(deck: Deck) -> None:
    found = finding(Pattern.RISK_ITEM, status="unchanged", item=9, date=TODAY)
    for suggestion in every_wording(found, weekly_case(12), deck):
        assert "talked" not in spoken(suggestion)
    talked = replace(found, facts={**found.facts, "talked": True})
    for suggestion in every_wording(talked, weekly_case(12), deck):
        assert variant(suggestion) == "unchanged_talked"
        assert "we've talked about" in spoken(suggestion).casefold()


# Nothing clear has changed.


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"score": 12, "previous": 13}, "standard"),
        ({"score": 11, "previous": 15}, "moved"),
        ({"score": 12, "previous": 12}, "same"),
        ({"score": 12, "previous": 20}, "back"),
        ({"score": 7, "previous": 3, "level_before": 3}, "moved"),
        ({"score": 17, "previous": 17, "shifted": "worse"}, "shifted"),
        ({"score": 12, "previous": 13, "waits_for": "focus"}, "new_focus"),
        ({"score": 12, "previous": 13, "waits_for": "agreement"}, "agreed"),
    ],
)
def test_no_clear_change_is_said_as_what_it_is(
    deck: Deck, facts: dict[str, object], expected: str
) -> None:
    found = phq9_finding(Pattern.STABLE, waiting_until=date(2026, 12, 7), **facts)
    suggestions = every_wording(found, weekly_case(12, 12), deck)
    assert {variant(one) for one in suggestions} == {expected}
    assert len(suggestions) >= 2
    for suggestion in suggestions:
        if expected in {"back", "moved", "shifted"}:
            assert not re.search(r"\bmuch like|the same|about where", spoken(suggestion))
        if expected == "shifted":
            assert "around 12" in spoken(suggestion)
        if expected in {"agreed", "new_focus"}:
            assert "7 December" in spoken(suggestion)


# The parts of things.


def test_the_part_of_the_session_rating_that_fell_is_named(deck: Deck) -> None:
    found = finding(Pattern.ALLIANCE_DROP, "phq9", part="goals", previous=9, before_fall=9, score=6)
    for form in (
        tentative(found),
        confirmed(found),
        confirmed(replace(found, facts={**found.facts, "twice": True})),
    ):
        for suggestion in every_wording(form, weekly_case(12), deck):
            assert "how clear our goals are" in spoken(suggestion)
            assert "rating of our session" not in spoken(suggestion)
    other = replace(found, facts={**found.facts, "part": "overall"})
    assert "On “overall”, " in spoken(suggest(confirmed(other), weekly_case(12), TODAY, deck))


def test_a_part_of_a_form_is_spoken_of_as_a_measure(deck: Deck) -> None:
    whole = replace(
        PHQ9,
        id="whole",
        name="Whole",
        has_total=False,
        subscales=(
            Subscale("low", "depression", (1, 2), points(0), points(42), reliable_change=points(6)),
        ),
    )
    case = replace(weekly_case(), instruments={"whole": whole})
    found = replace(tentative(phq9_finding(Pattern.SHARP_WORSENING)), instrument="whole.low")
    assert spoken(suggest(found, case, TODAY, deck)).startswith(
        "Your Whole depression went from 17"
    )


def test_scores_that_swing_are_told_by_their_range_and_the_last_three(deck: Deck) -> None:
    series = [points(n) for n in (9, 16, 8, 17, 10)]
    found = phq9_finding(Pattern.FLUCTUATING, score=10, series=series)
    line = spoken(suggest(found, weekly_case(9, 16, 8, 17, 10), TODAY, deck))
    assert line.startswith(
        "Your PHQ-9 has been anywhere between 8 and 17; the last three were 8, 17 and 10."
    )


def test_how_it_feels_is_asked_in_the_words_of_what_is_measured(deck: Deck) -> None:
    anxious = replace(PHQ9, id="gad7", name="GAD-7", construct="anxiety")
    found = tentative(phq9_finding(Pattern.WORSENING, previous=12))
    for measure, felt in ((PHQ9, "low"), (anxious, "tense or on edge")):
        case = replace(weekly_case(12, 17), instruments={PHQ9.id: PHQ9, measure.id: measure})
        about = replace(found, instrument=measure.id)
        assert any(f"felt {felt} more" in spoken(one) for one in every_wording(about, case, deck))


def test_a_middle_of_two_scores_is_said_as_about_a_whole_point(deck: Deck) -> None:
    found = confirmed(phq9_finding(Pattern.RELIABLE_DETERIORATION, start=Decimal("11.5")))
    assert "around 12 when we began" in spoken(
        suggest(found, weekly_case(11, 12, 17, 18), TODAY, deck, 1)
    )
    single = replace(found, facts={**found.facts, "start": points(11), "start_is_pair": False})
    assert "It was 11 when we began" in spoken(
        suggest(single, weekly_case(11, 17, 18), TODAY, deck, 1)
    )


# Which way is better.


def test_on_a_scale_where_more_is_better_nothing_good_goes_down(deck: Deck) -> None:
    """Every opening about a gain, filled in for a well-being scale that rose."""
    gains = [entry.pattern for entry in deck.entries.values() if entry.lane.value == "gain"]
    case = weekly_case(18, 26, instrument=WELL, targets={"well": points(25)})
    for pattern in gains:
        for since_start in (False, True):
            found = phq9_finding(
                pattern, score=26, previous=25, baseline=18, start=18, since_start=since_start,
                level=19, level_before=19, band_said="mild", target=25, before=19,
                series=[points(24), points(25), points(26)],
            )  # fmt: skip
            found = replace(found, instrument="well")
            for suggestion in (
                *every_wording(found, case, deck),
                *every_wording(tentative(found), case, deck),
            ):
                assert not suggestion.line_id.startswith("fallback")
                assert not re.search(
                    r"\b(down|lower|fell|drop\w*|below|less)\b", spoken(suggestion)
                )


def test_recovery_is_told_by_the_number(deck: Deck) -> None:
    lower = tentative(finding(Pattern.RECOVERED, score=9, baseline=16))
    higher = tentative(finding(Pattern.RECOVERED, "well", score=26, baseline=18))
    assert spoken(suggest(lower, weekly_case(16, 9), TODAY, deck)).startswith(
        "You've gone from 16 down to 9"
    )
    case = weekly_case(18, 26, instrument=WELL)
    assert spoken(suggest(higher, case, TODAY, deck)).startswith("You've gone from 18 up to 26")


# Words and numbers.


@pytest.mark.parametrize(
    ("instrument", "target", "phrase"),
    [(PHQ9, 9, "below 10"), (PHQ9, 14, "to 14 or less"), (WELL, 25, "to 25 or more")],
)
def test_a_target_is_said_the_way_the_scale_runs(
    deck: Deck, instrument: Instrument, target: int, phrase: str
) -> None:
    bands = (Band(instrument.lo, instrument.hi, "moderate", said="moderate"),)
    instrument = replace(instrument, bands=bands)
    case = weekly_case(17, instrument=instrument, targets={instrument.id: points(target)})
    case = replace(case, instruments={instrument.id: instrument})
    found = finding(Pattern.FIRST_SESSION, instrument.id, score=17)
    assert all(
        f"bring it {phrase}" in spoken(one) or f"bringing it {phrase}" in spoken(one)
        for one in every_wording(found, case, deck)
    )


@pytest.mark.parametrize(("number", "words"), [("12.0", "12"), ("17.8", "17.8"), ("1E+1", "10")])
def test_a_number_is_said_as_people_say_it(deck: Deck, number: str, words: str) -> None:
    found = Finding(Pattern.STABLE, "phq9", {"score": Decimal(number)})
    assert f"You're at {words}, much" in spoken(suggest(found, weekly_case(12), TODAY, deck))


def test_the_severity_word_is_that_of_the_rounded_score(deck: Deck) -> None:
    found = Finding(Pattern.FIRST_SESSION, "phq9", {"score": Decimal("14.5")})
    assert "the questionnaire calls that between moderate and severe" in spoken(
        suggest(found, weekly_case(14), TODAY, deck)
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (43, "6 weeks"),
        (83, "11 weeks"),
        (84, "about 3 months"),
        (400, "about 13 months"),
        (750, "about 2 years"),
    ],
)
def test_a_break_is_said_in_round_words(deck: Deck, days: int, words: str) -> None:
    found = finding(Pattern.RETURN_AFTER_GAP, score=12, previous=14, gap_days=days)
    assert spoken(suggest(found, weekly_case(12), TODAY, deck)).startswith(
        f"It's been {words} since"
    )


@pytest.mark.parametrize(("count", "words"), [(1, "a form"), (2, "2 forms")])
def test_how_often_is_said_in_words(deck: Deck, count: int, words: str) -> None:
    found = finding(Pattern.UNDISCUSSED, None, count=count)
    assert f"filled in {words} that I don't think we" in spoken(
        suggest(found, weekly_case(12), TODAY, deck)
    )


def test_a_day_of_another_year_is_said_with_its_year(deck: Deck) -> None:
    for day, words in (
        (date(2026, 3, 9), "by 9 March;"),
        (date(2025, 3, 9), "by 9 March 2025;"),
    ):
        found = confirmed(phq9_finding(Pattern.SETBACK, score=14, pair=5, pair_date=day))
        assert any(words in spoken(one) for one in every_wording(found, weekly_case(14), deck))


def test_an_answer_that_moved_is_named_with_what_it_means(deck: Deck) -> None:
    """Never by the number: on some items a higher answer is the better one."""

    def line(**moved: object) -> str:
        total = dict.fromkeys(("score", "previous", "level"), points(12))
        found = Finding(Pattern.ITEM_SHIFT, "phq9", {**total, **moved})
        return spoken(suggest(found, weekly_case(12, 12), TODAY, deck))

    assert "at 12, but one answer stands out: sleep. That has got harder" in line(
        worse=[3], eased=[4]
    )
    assert "one answer looks easier: sleep." in line(worse=[], eased=[3], items={3: 2})
    assert "one answer looks easier: what question 4 asks about." in line(worse=[], eased=[4])


# Other wordings.


def test_another_wording_comes_round_to_the_first(deck: Deck) -> None:
    found = confirmed(phq9_finding(Pattern.RELIABLE_DETERIORATION))
    first = suggest(found, weekly_case(11, 18), TODAY, deck)
    turns = [suggest(found, weekly_case(11, 18), TODAY, deck, turn) for turn in range(6)]
    assert first.wordings == 5
    assert [one.turn for one in turns] == [0, 1, 2, 3, 4, 0]
    assert [variant(one) for one in turns] == ["standard"] * 3 + ["gentle"] * 2 + ["standard"]
    assert turns[5] == first


def test_when_it_is_easing_nothing_says_that_it_is_not(deck: Deck) -> None:
    found = confirmed(
        phq9_finding(Pattern.RELIABLE_DETERIORATION, previous=22, easing=True, still=True)
    )
    suggestions = every_wording(found, weekly_case(11, 22, 18), deck)
    assert {variant(one) for one in suggestions} == {"easing"}


# When little is known.


@pytest.mark.parametrize("pattern", Pattern)
@pytest.mark.parametrize("instrument", ["phq9", "well", "gone", None])
def test_there_is_always_something_to_say(
    deck: Deck, pattern: Pattern, instrument: str | None
) -> None:
    empty = replace(weekly_case(), instruments={"phq9": PHQ9, "well": WELL})
    suggestion = suggest(Finding(pattern, instrument), empty, TODAY, deck)
    assert spoken(suggestion)
    for slot in (suggestion.goal, suggestion.task, suggestion.bond, suggestion.act):
        assert slot
        assert all("{" not in words.reveal() for words in slot.values())
    if suggestion.lane.value == "safety":
        assert not suggestion.line_id.startswith("fallback")


def test_a_fact_that_is_missing_is_never_made_up(deck: Deck) -> None:
    found = tentative(finding(Pattern.SUDDEN_GAIN, score=12))
    suggestion = suggest(found, weekly_case(20, 12), TODAY, deck)
    assert (
        spoken(suggestion)
        == "You're at 12 today. How does that fit with how things have been for you?"
    )
    assert suggestion.line_id == "fallback/open/1"


def test_every_line_can_be_filled_when_everything_is_known(deck: Deck) -> None:
    assert {name for line in deck for name in line.requires} <= VARIABLES.keys()


FORMS: dict[str, dict[str, object]] = {
    "plain": {}, "still": {"still": True}, "far": {"far": True}, "easing": {"easing": True},
    "swings": {"swings": True}, "standing": {"due": False}, "low": {"low": True},
}  # fmt: skip


KNOWN: dict[Pattern, dict[str, object]] = {
    Pattern.RELAPSE: {"pair": 8, "pair_date": TODAY},
    Pattern.SETBACK: {"pair": 8, "pair_date": TODAY},
    Pattern.UNDISCUSSED: {"count": 2},
    Pattern.GAIN_HELD: {"before": 24, "series": [points(19), points(18), points(18)]},
    Pattern.FLUCTUATING: {"series": [points(9), points(16), points(8), points(18)]},
    Pattern.MIXED_MEASURES: {"measure_2": "GAD-7", "score_2": 9},
    Pattern.NOT_ON_TRACK: {"weeks_on": 8},
    Pattern.SLOW_START: {"weeks_on": 4},
    Pattern.ITEM_SHIFT: {"worse": [3], "eased": []},
    Pattern.RETURN_AFTER_GAP: {"gap_days": 60},
    Pattern.RESIDUAL: {"lo": 5, "hi": 9},
}
"""The facts that a finding always has, beside those of a course."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("certain", [tentative, confirmed, lambda found: found])
@pytest.mark.parametrize("pattern", Pattern)
def test_every_form_of_a_finding_has_words_of_its_own(
    deck: Deck, pattern: Pattern, form: str, certain: Callable[[Finding], Finding]
) -> None:
    """From the facts that the finding has, in every form that it can take."""
    known = KNOWN.get(pattern, {})
    found = certain(phq9_finding(pattern, **{**known, **FORMS[form]}))
    case = weekly_case(16, 18, 18, 18, 18, targets={"phq9": points(18)})
    suggestions = every_wording(found, case, deck)
    assert len(suggestions) >= 2
    assert not any(one.line_id.startswith("fallback") for one in suggestions)
    if found.tentative and pattern in ASKED | ONLY_ASKED:
        assert all(variant(one).startswith("ask") for one in suggestions)
        assert all(spoken(one).endswith("?") for one in suggestions)


# What is private.


def test_what_the_therapist_typed_is_not_in_the_printed_suggestion(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, start=15, weeks_on=6)
    case = weekly_case(
        15, focuses=(focus("grief for Nobody Atall", weeks=6, next_idea="a letter"),)
    )
    printed = repr(suggest(found, case, TODAY, deck))
    assert "Nobody" not in printed
    assert "letter" not in printed


def test_braces_that_somebody_typed_stay_as_they_are(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, start=15, weeks_on=6)
    case = weekly_case(15, focuses=(focus("{score} {x}", weeks=6),))
    assert "We've given {score} {x} 6 weeks now" in spoken(suggest(found, case, TODAY, deck))


def test_the_line_chosen_last_is_shown_first_by_its_name() -> None:
    found, case, deck = finding(Pattern.STALLED, score=12), weekly_case(12, 12, 12, 12), english()
    third = "stalled/open/standard/3"
    again = suggest(found, case, TODAY, deck, chosen=third)
    assert (again.line_id, again.turn) == (third, again.wordings - 1)
    assert suggest(found, case, TODAY, deck, 1, chosen=third).turn == 0
    assert suggest(found, case, TODAY, deck, chosen="stalled/open/standard/99").turn == 0


def test_a_gentle_line_comes_first_where_that_is_the_tone() -> None:
    found = confirmed(phq9_finding(Pattern.RELIABLE_DETERIORATION, score=20, previous=19))
    case, deck = weekly_case(12, 19, 20), english()
    assert variant(suggest(found, case, TODAY, deck)) == "standard"
    assert variant(suggest(found, case, TODAY, deck, tone=Tone.GENTLE)) == "gentle"


def test_a_starred_line_comes_before_any_other() -> None:
    found = confirmed(phq9_finding(Pattern.RELIABLE_DETERIORATION, score=20, previous=19))
    starred = Overrides().star("reliable_deterioration/open/gentle/2")
    first = suggest(found, weekly_case(12, 19, 20), TODAY, merged(english(), starred))
    assert first.line_id == "reliable_deterioration/open/gentle/2"
