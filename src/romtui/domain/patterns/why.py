"""Each finding in one line of plain arithmetic."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.course import MOST_TIMES
from romtui.domain.patterns.finding import Certainty
from romtui.domain.patterns.raw_finding import Facts
from romtui.domain.patterns.rules import share, stretch
from romtui.domain.series import Series
from romtui.domain.text import number, short_day

_RUNNING: Final[Mapping[object, str]] = {2: "second time running", 3: "third time running"}
IMPRESSIONS: Final = {
    -2: "much worse",
    -1: "a bit worse",
    0: "about the same",
    1: "a bit better",
    2: "much better",
}


def why(pattern: Pattern, facts: Facts, series: Series | None) -> tuple[str, str]:
    """Give the line that may be glanced at, and the one that stays folded behind `?`."""
    if pattern in {Pattern.DIVERGENCE_SEEMS_WORSE, Pattern.DIVERGENCE_SEEMS_BETTER}:
        impression = facts["impression"]
        assert isinstance(impression, int)
        moved = f"{_number(facts['previous'])} → {_number(facts['score'])}"
        return "", f"you rated {IMPRESSIONS[impression]}; score {moved}"
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
    return f"{number(change)} point" if change == 1 else f"{number(change)} points"


def _moved(facts: Facts, series: Series, since: str) -> str:
    """`7 points better` than a fact that is a score."""
    earlier, score = facts[since], facts["score"]
    assert isinstance(earlier, Decimal)
    assert isinstance(score, Decimal)
    if earlier == score:
        return "no change"
    better = (score < earlier) == series.instrument.lower_is_better
    return f"{_points(abs(score - earlier))} {'better' if better else 'worse'}"


def _tentative(facts: Facts) -> bool:
    return facts["certainty"] == Certainty.TENTATIVE.value


def _since_start(facts: Facts, series: Series) -> str:
    """How far the last one or two scores are from the start."""
    start, rc = _number(facts["start"]), _number(facts["rc"])
    on_average = f" ({start} on average)" if facts["start_is_pair"] else ""
    moved = _moved(facts, series, "start")
    if facts.get("far"):
        much = f"at least {share(series.constants.large)} of {rc}"
        return f"{moved} than the start{on_average or f' ({start})'}: {much}"
    if not _tentative(facts):
        last_time = abs(series.previous - series.start)
        size, word = moved.rsplit(" ", 1)
        return (
            f"the last two, {_number(facts['previous'])} and {_number(facts['score'])}, are "
            f"{number(last_time)} and {size} {word} than the start ({start})"
        )
    begun = f"{_number(facts['baseline'])} at the start{on_average}"
    return f"{begun}, {_number(facts['score'])} now: {moved}, reliable change is {rc}; one reading"


def _slipped(facts: Facts, series: Series) -> str:
    pair, on = _number(facts["pair"]), day(facts["pair_date"], facts["date"])
    line = (
        f"was on the better side of {_cutoff(series)} twice running (best pair {pair}, {on}); "
        f"now {_number(facts['score'])}, {_moved(facts, series, 'pair')}"
    )
    return f"{line} · {_how_often(facts)}"


def _how_often(facts: Facts) -> str:
    if facts.get("far"):
        return "far more than usual ups and downs"
    return "once" if _tentative(facts) else "twice running"


def _jumped(facts: Facts, series: Series) -> str:
    since = f"since {day(facts['previous_date'], facts['date'])}"
    moved = f"{_previous_to_now(facts)}, {_moved(facts, series, 'previous')} {since}"
    sure = "one reading" if _tentative(facts) else "far more than usual ups and downs"
    return f"{moved}; reliable change is {_number(facts['rc'])} · {sure}"


def _previous_to_now(facts: Facts) -> str:
    return f"{_number(facts['previous'])} → {_number(facts['score'])}"


def _lost(facts: Facts, series: Series) -> str:  # noqa: ARG001
    pair = f"best pair {_number(facts['pair'])} ({day(facts['pair_date'], facts['date'])})"
    if _tentative(facts):
        return f"{pair}, now {_number(facts['score'])}; one reading"
    return f"{pair}, now {_number(facts['previous'])} and {_number(facts['score'])}"


def _stepped(facts: Facts, series: Series) -> str:
    """Of worsening and improving alike: by which of the ways it was noticed."""
    chance = "may be chance (about one week in ten)"
    score, notable = _number(facts["score"]), _number(facts["notable"])
    if facts["step"]:
        *before, _ = (_number(earlier) for earlier in _series(facts))
        level = f"last scores {' · '.join(before)}, middle {_number(facts['level'])}"
        if len(before) == 1:
            level = f"last score {before[0]}"
        return f"{level}; now {score}, {_moved(facts, series, 'level')}; {chance}"
    if facts["gradual"]:
        return f"four in a row: {_joined(facts)}; {chance}"
    if facts["since_start"]:
        most = "the hardest of late" if series.current > series.start else "the best of late"
        return f"{_number(facts['start'])} at the start, {score} now, {most}; {chance}"
    before_both = series.level_last_time
    side = "worse" if before_both is not None and series.current > before_both else "better"
    return (
        f"{_number(facts['previous'])} and {score}: both at least {notable} points {side} than "
        f"the level before ({_number(facts['level_before'])})"
    )


def _crossed(facts: Facts, series: Series) -> str:
    band = series.instrument.band(series.totals[-1])
    if band is not None:
        now = f"now {band.label}"
    else:
        side = "clinical" if series.clinical(series.current) else "better"
        now = f"now on the {side} side of {_cutoff(series)}"
    again = "" if _tentative(facts) else f" · {_running(facts)}"
    return f"{_previous_to_now(facts)}: {now}{again}"


def _running(facts: Facts) -> str:
    """At how many readings running something confirmed by two has held; counted up to a limit."""
    times = facts.get("times")
    if not isinstance(times, int) or times == 1:
        return "second time running"
    least = "at least " if times >= MOST_TIMES else ""
    return f"{least}{times + 1} readings running"


def _swings(facts: Facts, series: Series) -> str:  # noqa: ARG001
    least = _number(facts["notable"])
    turns = _number(facts["count"])
    return f"{_joined(facts)}: {turns} turns of {least} points or more"


def _off_track(facts: Facts, series: Series) -> str:
    clock = _clock(facts) or " in"
    weeks, gain = _number(facts["weeks_on"]), _gain(facts)
    start = _number(facts["start"])
    recent = _number(facts["score"])
    if series.recent:
        recent = f"{_number(facts['previous'])} and {recent}"
    hoped = _number(facts["rc" if facts["reliable_by_now"] else "notable"])
    by = _number(facts["hoped_by_weeks"])
    return (
        f"{weeks} weeks{clock}, {start} at the start, {recent} now: {gain}; "
        f"at {by} weeks a gain of {hoped} or more was hoped for"
    )


def _gain(facts: Facts) -> str:
    gain = facts["gain"]
    assert isinstance(gain, Decimal)
    if not gain:
        return "no gain"
    return f"{_points(abs(gain))} {'better' if gain > 0 else 'worse'}"


def _slow(facts: Facts, series: Series) -> str:  # noqa: ARG001
    gain, notable = _gain(facts), _number(facts["notable"])
    since = f"{_number(facts['weeks_on'])} weeks{_clock(facts)}"
    return f"{since}, {gain}" if not facts["gain"] else f"{since}, {gain}; {notable} hoped for"


def _clock(facts: Facts) -> str:
    """From where the weeks are counted, where that is not the start."""
    if facts["by_focus"]:
        return " on this focus"
    return "" if facts["clock_start"] == facts["baseline_date"] else " since the break"


def _steady(facts: Facts, series: Series) -> str:  # noqa: ARG001
    spread, days = facts["spread"], _number(facts["span_days"])
    assert isinstance(spread, Decimal)
    if not spread:
        return f"last three {_joined(facts)} over {days} days"
    return f"last three {_joined(facts)} within {_points(spread)} over {days} days"


def _target(facts: Facts, series: Series) -> str:
    assert series.target is not None
    again = "first time" if _tentative(facts) else _RUNNING[facts["running"]]
    return f"{_number(facts['score'])}, target {number(series.target)}, {again}"


def _past_cutoff(facts: Facts, series: Series) -> str:
    again = "first reading" if _tentative(facts) else _running(facts)
    step = f"{_number(facts['baseline'])} → {_number(facts['score'])}"
    return f"{step}, on the better side of {_cutoff(series)}, {again}"


def _cutoff(series: Series) -> str:
    cutoff = series.instrument.cutoff
    return "" if cutoff is None else f"the cutoff {number(cutoff)}"


def _one_step(facts: Facts, series: Series) -> str:  # noqa: ARG001
    rare = "unchanged people show such a step in about one course in ten"
    return f"{_previous_to_now(facts)} in one step; {rare}"


def _gain_held(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return f"{_number(facts['before'])} → {_joined(facts)}: three readings running"


def _remains(facts: Facts, series: Series) -> str:
    within = (
        f"{_number(facts['score'])} still lies within {_number(facts['lo'])}–{_number(facts['hi'])}"
    )
    return f"on the better side of {_cutoff(series)} twice running, and {within}"


def _unmoved(facts: Facts, series: Series) -> str:
    line = f"{_previous_to_now(facts)}{_beside_the_level(facts, series)}"
    until = facts["waiting_until"]
    return line if until is None else f"{line} · we look again on {day(until, facts['date'])}"


def _beside_the_level(facts: Facts, series: Series) -> str:
    """What is true of a score of which nothing else is said; it may still be off the level."""
    if not series.knows_change:
        return ": moved by less than a tenth of the scale"
    if facts["shifted"]:
        return f", around {_number(facts['level_before'])} before; not yet sure"
    level = series.level_now
    assert level is not None
    off = abs(series.current - level)
    if not series.notable(off):
        return f": less than {_number(facts['notable'])} points from the level"
    if series.after_spike:
        return f": the end of a spike, {_number(facts['level_before'])} before it"
    return f": {_points(off)} from the level, too little to speak of here"


def _unknown(facts: Facts, series: Series) -> str:
    moved = _previous_to_now(facts)
    if facts["published"]:
        return f"{moved}; no reliable change is known for {series.instrument.name}"
    return f"{moved}; nothing published says what a change means here"


def _items(facts: Facts, series: Series) -> str:
    moves, worse = facts["items"], facts["worse"]
    assert isinstance(moves, tuple)
    assert isinstance(worse, list)
    shown = ", ".join(
        f"item {item} by {number(abs(move))} ({'worse' if item in worse else 'better'})"
        for item, move in moves[:3]
    )
    moved = abs(series.current - series.previous)
    if series.notable(moved):
        return f"the total moved by {_points(moved)}; most of all {shown}"
    return f"the total held, but {shown}"


def _fell(facts: Facts, series: Series) -> str:  # noqa: ARG001
    part = f"{facts['part']} " if facts["part"] else ""
    before, score = facts["before_fall"], facts["score"]
    assert isinstance(before, Decimal)
    assert isinstance(score, Decimal)
    if facts["twice"]:
        course = f"{number(before)} → {_previous_to_now(facts)}"
        return f"{part}{course}, {number(before - score)} lower, the second time running"
    return f"{part}{_previous_to_now(facts)}, {number(before - score)} lower"


def _low(facts: Facts, series: Series) -> str:  # noqa: ARG001
    return f"{_number(facts['score'])}; {_number(facts['low'])} or less is low"


def _ends(facts: Facts, series: Series) -> str:
    if series.n == 1:
        return f"{_number(facts['score'])}, the only score"
    step = f"{_number(facts['baseline'])} → {_number(facts['score'])}"
    since = day(facts["baseline_date"], facts["date"])
    return f"{step}, {_moved(facts, series, 'baseline')} since {since}"


def _dropout(facts: Facts) -> str:
    signs = (
        ("missed", "sessions missed"),
        ("alliance", "session rating low or fallen, or something left unsaid"),
        ("no_gain", f"no gain after {facts['n']} scores"),
    )
    return "; ".join(words for sign, words in signs if facts[sign])


def _mixed(facts: Facts) -> str:
    better = f"{facts['measure']} better, now {_number(facts['score'])}"
    worse = f"{facts['measure_2']} worse, now {_number(facts['score_2'])}"
    return f"{better}; {worse}" + ("; not yet sure of both" if _tentative(facts) else "")


def _new(facts: Facts) -> str:
    gone = "; the safety item asked before is not on this form" if facts["safety_gone"] else ""
    return f"the first score of this measure{gone}"


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
    Pattern.ALLIANCE_REPAIR: lambda facts: f"item {facts['item']} was answered with yes",
    Pattern.ALLIANCE_PERFECT: lambda _: "three ratings running at the very top",
    Pattern.DROPOUT_RISK: _dropout,
    Pattern.MIXED_MEASURES: _mixed,
    Pattern.FIRST_SESSION: lambda _: "the first score there is",
    Pattern.NEW_MEASURE: _new,
    Pattern.RETURN_AFTER_GAP: lambda facts: f"{facts['gap_days']} days since the score before",
    Pattern.LOW_BASELINE: lambda _: "the first score is on the better side of the cutoff",
    Pattern.CEILING: lambda _: "too near the end of the scale for worse to show",
    Pattern.FLOOR: lambda _: "too near the end of the scale for better to show",
    Pattern.UNDISCUSSED: lambda facts: f"{facts['count']} earlier, not shared yet",
    Pattern.NO_SCORE_TODAY: lambda facts: f"no score of the last {stretch(_whole(facts['days']))}",
}


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
