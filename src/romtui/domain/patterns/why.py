"""Each finding in one line of plain arithmetic."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns import texts
from romtui.domain.patterns.course import MOST_TIMES
from romtui.domain.patterns.finding import Certainty
from romtui.domain.patterns.raw_finding import Facts
from romtui.domain.patterns.rules import share, stretch
from romtui.domain.series import Series
from romtui.domain.text import number, short_day


def why(pattern: Pattern, facts: Facts, series: Series | None) -> tuple[str, str]:
    """Give the line that may be glanced at, and the one that stays folded behind `?`."""
    if pattern in {Pattern.DIVERGENCE_SEEMS_WORSE, Pattern.DIVERGENCE_SEEMS_BETTER}:
        impression = facts["impression"]
        assert isinstance(impression, int)
        moved = f"{_number(facts['previous'])} → {_number(facts['score'])}"
        return "", texts.impression(texts.IMPRESSIONS[impression], moved)
    if series is not None and pattern in _OF_A_COURSE:
        return _OF_A_COURSE[pattern](facts, series), ""
    return (_OF_A_CASE[pattern](facts), "") if pattern in _OF_A_CASE else ("", "")


def day(value: object, seen_from: object) -> str:
    """Write a day as `3 Nov`; seen from another year as `3 Nov 2025`."""
    assert isinstance(value, date)
    assert isinstance(seen_from, date)
    return short_day(value, seen_from)


def _number(value: object) -> str:
    assert isinstance(value, Decimal | int)
    return number(Decimal(value))


def _series(facts: Facts) -> tuple[object, ...]:
    series = facts["series"]
    assert isinstance(series, tuple)
    return series


def _joined(facts: Facts) -> str:
    return " · ".join(_number(series) for series in _series(facts))


def _points(change: Decimal) -> str:
    return texts.points(number(change))


def _moved(facts: Facts, series: Series, since: str) -> str:
    """`7 points better` than a fact that is a score."""
    earlier, score = facts[since], facts["score"]
    assert isinstance(earlier, Decimal)
    assert isinstance(score, Decimal)
    if earlier == score:
        return texts.NO_CHANGE
    better = (score < earlier) == series.instrument.lower_is_better
    return f"{_points(abs(score - earlier))} {texts.BETTER if better else texts.WORSE}"


def _tentative(facts: Facts) -> bool:
    return facts["certainty"] == Certainty.TENTATIVE.value


def _since_start(facts: Facts, series: Series) -> str:
    """How far the last one or two scores are from the start."""
    start, rc = _number(facts["start"]), _number(facts["rc"])
    on_average = bool(facts["start_is_pair"])
    moved = _moved(facts, series, "start")
    if facts.get("far"):
        large = share(series.constants.large)
        return texts.far_from_start(moved, start, large, rc, on_average=on_average)
    if not _tentative(facts):
        last_time = abs(series.previous - series.start)
        size, word = moved.rsplit(" ", 1)
        by = (number(last_time), size)
        return texts.both_from_start(_last_two(facts), by, word, start)
    first, score = _number(facts["baseline"]), _number(facts["score"])
    return texts.once_from_start(first, start, score, moved, rc, on_average=on_average)


def _last_two(facts: Facts) -> tuple[str, str]:
    return _number(facts["previous"]), _number(facts["score"])


def _slipped(facts: Facts, series: Series) -> str:
    pair, on = _number(facts["pair"]), day(facts["pair_date"], facts["date"])
    score, moved = _number(facts["score"]), _moved(facts, series, "pair")
    cutoff = _cutoff(series)
    return texts.recovery_not_held(cutoff, pair, on, score, moved, _how_often(facts))


def _how_often(facts: Facts) -> str:
    if facts.get("far"):
        return texts.FAR_MORE_THAN_USUAL
    return texts.ONCE if _tentative(facts) else texts.TWO_IN_A_ROW


def _jumped(facts: Facts, series: Series) -> str:
    since = day(facts["previous_date"], facts["date"])
    step, moved = _previous_to_now(facts), _moved(facts, series, "previous")
    sure = texts.ONE_SCORE if _tentative(facts) else texts.FAR_MORE_THAN_USUAL
    return texts.jumped(step, moved, since, _number(facts["rc"]), sure)


def _previous_to_now(facts: Facts) -> str:
    return f"{_number(facts['previous'])} → {_number(facts['score'])}"


def _lost(facts: Facts, series: Series) -> str:  # noqa: ARG001
    pair = texts.best_pair(_number(facts["pair"]), day(facts["pair_date"], facts["date"]))
    if _tentative(facts):
        return texts.lost_once(pair, _number(facts["score"]))
    return texts.lost_twice(pair, *_last_two(facts))


def _stepped(facts: Facts, series: Series) -> str:
    """Of worsening and improving alike: by which of the ways it was noticed."""
    score, notable = _number(facts["score"]), _number(facts["notable"])
    if facts["step"]:
        *before, _ = (_number(earlier) for earlier in _series(facts))
        level = texts.level(" · ".join(before), _number(facts["level"]))
        if len(before) == 1:
            level = texts.last_score(before[0])
        return texts.stepped(level, score, _moved(facts, series, "level"))
    if facts["gradual"]:
        return texts.four_in_a_row(_joined(facts))
    if facts["since_start"]:
        worst = series.current > series.start
        return texts.extreme_since_start(_number(facts["start"]), score, worst=worst)
    before_both = series.level_last_time
    worse = before_both is not None and series.current > before_both
    side = texts.WORSE if worse else texts.BETTER
    level = _number(facts["level_before"])
    return texts.both_from_level(_last_two(facts), notable, side, level)


def _crossed(facts: Facts, series: Series) -> str:
    band = series.instrument.band(series.totals[-1])
    if band is not None:
        now = texts.now_called(band.label)
    else:
        now = texts.now_on_side(_cutoff(series), clinical=series.clinical(series.current))
    again = "" if _tentative(facts) else _running(facts)
    return texts.crossed(_previous_to_now(facts), now, again)


def _running(facts: Facts) -> str:
    """At how many readings running something confirmed by two has held; counted up to a limit."""
    times = facts.get("times")
    if not isinstance(times, int) or times == 1:
        return texts.IN_A_ROW[2]
    return texts.scores_in_a_row(times + 1, at_least=times >= MOST_TIMES)


def _swings(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return texts.turns(_joined(facts), _number(facts["count"]), _number(facts["notable"]))


def _off_track(facts: Facts, series: Series) -> str:
    now = " · ".join(_last_two(facts)) if series.recent else _number(facts["score"])
    return texts.off_track(
        _number(facts["weeks_on"]),
        _clock(facts),
        _number(facts["start"]),
        now,
        _gain(facts),
        by=_number(facts["hoped_by_weeks"]),
        hoped=_number(facts["rc" if facts["reliable_by_now"] else "notable"]),
    )


def _gain(facts: Facts) -> str:
    gain = facts["gain"]
    assert isinstance(gain, Decimal)
    if not gain:
        return texts.NO_GAIN
    return f"{_points(abs(gain))} {texts.BETTER if gain > 0 else texts.WORSE}"


def _slow(facts: Facts, series: Series) -> str:  # noqa: ARG001
    notable = _number(facts["notable"]) if facts["gain"] else ""
    return texts.slow(_number(facts["weeks_on"]), _clock(facts), _gain(facts), notable)


def _clock(facts: Facts) -> str:
    """From where the weeks are counted, where that is not the start."""
    if facts["by_focus"]:
        return texts.ON_THIS_INTERVENTION
    return "" if facts["clock_start"] == facts["baseline_date"] else texts.SINCE_THE_BREAK


def _steady(facts: Facts, series: Series) -> str:  # noqa: ARG001
    spread, days = facts["spread"], _number(facts["span_days"])
    assert isinstance(spread, Decimal)
    return texts.plateau(_joined(facts), days, _points(spread) if spread else "")


def _target(facts: Facts, series: Series) -> str:
    assert series.target is not None
    again = texts.FIRST_TIME if _tentative(facts) else texts.IN_A_ROW[facts["running"]]
    return texts.target(_number(facts["score"]), number(series.target), again)


def _past_cutoff(facts: Facts, series: Series) -> str:
    again = texts.FIRST_TIME if _tentative(facts) else _running(facts)
    step = f"{_number(facts['baseline'])} → {_number(facts['score'])}"
    return texts.past_cutoff(step, _cutoff(series), again)


def _cutoff(series: Series) -> str:
    cutoff = series.instrument.cutoff
    return "" if cutoff is None else texts.the_cutoff(number(cutoff))


def _one_step(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return texts.one_step(_previous_to_now(facts))


def _gain_held(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return texts.gain_held(_number(facts["before"]), _joined(facts))


def _remains(facts: Facts, series: Series) -> str:
    score, lo, hi = (_number(facts[name]) for name in ("score", "lo", "hi"))
    return texts.trouble_remains(_cutoff(series), score, lo, hi)


def _unmoved(facts: Facts, series: Series) -> str:
    line = f"{_previous_to_now(facts)}{_beside_the_level(facts, series)}"
    until = facts["waiting_until"]
    return line if until is None else texts.until(line, day(until, facts["date"]))


def _beside_the_level(facts: Facts, series: Series) -> str:
    """What is true of a score of which nothing else is said; it may still be off the level."""
    if not series.knows_change:
        return texts.LESS_THAN_A_TENTH
    if facts["shifted"]:
        return texts.shifted(_number(facts["level_before"]))
    level = series.level_now
    assert level is not None
    off = abs(series.current - level)
    if not series.notable(off):
        return texts.near_level(_number(facts["notable"]))
    if series.after_spike:
        return texts.after_spike(_number(facts["level_before"]))
    return texts.off_level(_points(off))


def _unknown(facts: Facts, series: Series) -> str:
    moved = _previous_to_now(facts)
    if facts["published"]:
        return texts.no_reliable_change(moved, series.instrument.name)
    return texts.nothing_published(moved)


def _items(facts: Facts, series: Series) -> str:
    moves, worse = facts["items"], facts["worse"]
    assert isinstance(moves, tuple)
    assert isinstance(worse, list)
    shown = ", ".join(
        texts.item_moved(item, number(abs(move)), worse=item in worse) for item, move in moves[:3]
    )
    moved = abs(series.current - series.previous)
    if series.notable(moved):
        return texts.total_moved(_points(moved), shown)
    return texts.total_held(shown)


def _fell(facts: Facts, series: Series) -> str:  # noqa: ARG001
    part = f"{facts['part'] or ''}"
    before, score = facts["before_fall"], facts["score"]
    assert isinstance(before, Decimal)
    assert isinstance(score, Decimal)
    course, twice = _previous_to_now(facts), bool(facts["twice"])
    if twice:
        course = f"{number(before)} → {course}"
    return texts.fell(part, course, number(before - score), twice=twice)


def _low(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return texts.low(_number(facts["score"]), _number(facts["low"]))


def _ends(facts: Facts, series: Series) -> str:
    if series.n == 1:
        return texts.only_score(_number(facts["score"]))
    step = f"{_number(facts['baseline'])} → {_number(facts['score'])}"
    since = day(facts["baseline_date"], facts["date"])
    return texts.since_first(step, _moved(facts, series, "baseline"), since)


def _dropout(facts: Facts) -> str:
    signs = (
        ("missed", texts.MISSED_SESSIONS),
        ("alliance", texts.RATING_LOW),
        ("no_gain", texts.no_gain_after(facts["n"])),
    )
    return "; ".join(words for sign, words in signs if facts[sign])


def _mixed(facts: Facts) -> str:
    better = (f"{facts['measure']}", _number(facts["score"]))
    worse = (f"{facts['measure_2']}", _number(facts["score_2"]))
    return texts.opposite(better, worse, sure=not _tentative(facts))


def _new(facts: Facts) -> str:
    gone = texts.SAFETY_ITEM_GONE if facts["safety_gone"] else ""
    return f"{texts.FIRST_OF_MEASURE}{gone}"


_OF_A_COURSE: Final[Mapping[Pattern, Callable[[Facts, Series], str]]] = {
    Pattern.RELIABLE_DETERIORATION: _since_start,
    Pattern.RELAPSE: _slipped,
    Pattern.SHARP_WORSENING: _jumped,
    Pattern.SETBACK: _lost,
    Pattern.WORSENING: _stepped,
    Pattern.CROSSED_WORSE: _crossed,
    Pattern.FLUCTUATING: _swings,
    Pattern.ALLIANCE_DROP: _fell,
    Pattern.ALLIANCE_LOW: _low,
    Pattern.ENDING: _ends,
    Pattern.NOT_ON_TRACK: _off_track,
    Pattern.SLOW_START: _slow,
    Pattern.STABLE_HIGH: _steady,
    Pattern.STALLED: _steady,
    Pattern.TARGET_REACHED: _target,
    Pattern.GAIN_HELD: _gain_held,
    Pattern.HOLDING_GAINS: _past_cutoff,
    Pattern.RELIABLE_IMPROVEMENT: _since_start,
    Pattern.IMPROVING: _stepped,
    Pattern.CROSSED_BETTER: _crossed,
    Pattern.RECOVERED: _past_cutoff,
    Pattern.EARLY_GAIN: _one_step,
    Pattern.SUDDEN_GAIN: _one_step,
    Pattern.RESIDUAL: _remains,
    Pattern.STABLE: _unmoved,
    Pattern.CHANGE_UNKNOWN: _unknown,
    Pattern.ITEM_SHIFT: _items,
}

_OF_A_CASE: Final[Mapping[Pattern, Callable[[Facts], str]]] = {
    Pattern.ALLIANCE_REPAIR: lambda facts: texts.answered_yes(facts["item"]),
    Pattern.ALLIANCE_PERFECT: lambda _: texts.THREE_TOP_RATINGS,
    Pattern.DROPOUT_RISK: _dropout,
    Pattern.MIXED_MEASURES: _mixed,
    Pattern.FIRST_SESSION: lambda _: texts.FIRST_SCORE,
    Pattern.NEW_MEASURE: _new,
    Pattern.RETURN_AFTER_GAP: lambda facts: texts.since_last_form(facts["gap_days"]),
    Pattern.LOW_BASELINE: lambda _: texts.FIRST_SCORE_LOW,
    Pattern.CEILING: lambda _: texts.WORSENING_CANNOT_SHOW,
    Pattern.FLOOR: lambda _: texts.IMPROVEMENT_CANNOT_SHOW,
    Pattern.UNDISCUSSED: lambda facts: texts.not_shared(facts["count"]),
    Pattern.NO_SCORE_TODAY: lambda facts: texts.no_score_for(stretch(_whole(facts["days"]))),
}


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
