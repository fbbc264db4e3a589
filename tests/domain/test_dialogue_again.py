"""What is said of a score of some days ago, and of what holds week after week."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from romtui.domain.dialogue import LineSlot, suggest
from romtui.domain.patterns import Finding, Pattern, detect
from tests.domain.courses import PHQ9, TODAY, person, results
from tests.domain.talks import english


def test_a_score_filled_in_days_before_is_not_called_todays() -> None:
    stable = Finding(
        Pattern.STABLE,
        "phq9",
        {"score": Decimal(12), "previous": Decimal(12), "date": TODAY - timedelta(5), "n": 2},
    )
    case = person(*results(PHQ9, [12, 12], ago=5))
    deck = english()
    said = {suggest(stable, case, TODAY, deck, turn).line.reveal() for turn in range(6)}
    assert not any("today" in line and "12" in line for line in said)
    of_today = replace(stable, facts={**stable.facts, "date": TODAY})
    said = {suggest(of_today, case, TODAY, deck, turn).line.reveal() for turn in range(6)}
    assert not any("this time" in line for line in said)


def test_what_holds_for_weeks_is_not_said_twice_running_in_the_same_words() -> None:
    deck, lines = english(), []
    scores = [12, 12, 14, 16, 18, 20]
    for count in range(4, len(scores) + 1):
        case = person(*results(PHQ9, scores[:count]))
        headline = detect(case, TODAY).headline
        assert headline is not None
        lines.append(suggest(headline, case, TODAY, deck).line_id)
    assert all(one != other for one, other in pairwise(lines))
    harder = person(*results(PHQ9, [12, 12, 20, 20, 20, 20, 20]))
    ids = []
    for count in range(5, 8):
        case = replace(harder, results=tuple(harder.results[:count]))
        headline = detect(case, case.results[-1].on).headline
        assert headline is not None
        ids.append(suggest(headline, case, case.results[-1].on, deck).line_id)
    assert all(one.startswith("reliable_deterioration/open/still/") for one in ids)
    assert len({*ids}) == len(ids)


def test_what_may_hold_at_every_form_comes_in_other_words_the_next_time() -> None:
    deck = english()
    for pattern, scores in (
        (Pattern.STABLE, [5, 5, 6, 5, 6, 5]),
        (Pattern.FLUCTUATING, [14, 9, 15, 9, 15, 9]),
        (Pattern.RISK_ITEM, [12, 12, 12, 12, 12, 12]),
    ):
        course = results(PHQ9, scores)
        if pattern is Pattern.RISK_ITEM:
            course = tuple(replace(one, safety={9: 1}) for one in course)
        ids = []
        for count in range(4, len(scores) + 1):
            case, day = person(*course[:count]), course[count - 1].on
            found = next(one for one in detect(case, day).found if one.pattern is pattern)
            ids.append(suggest(found, case, day, deck).line_id)
        assert all(one != other for one, other in pairwise(ids))


def test_a_starred_line_comes_first_all_the_same() -> None:
    deck = english()
    entry = deck.entry(Pattern.STABLE)
    star = "stable/open/standard/3"
    lines = tuple(replace(one, starred=one.id == star) for one in entry.of(LineSlot.OPEN))
    entry = replace(entry, lines={**entry.lines, LineSlot.OPEN: lines})
    deck = replace(deck, entries={**deck.entries, Pattern.STABLE: entry})
    for scores in ([6, 5], [5, 6, 5], [6, 5, 6, 5]):
        case = person(*results(PHQ9, scores))
        found = next(one for one in detect(case, TODAY).found if one.pattern is Pattern.STABLE)
        assert suggest(found, case, TODAY, deck).line_id == star
