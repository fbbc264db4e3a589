"""Each finding in one line of plain arithmetic, and its rule in words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from romtui.domain.chart import number
from romtui.domain.patterns.course import Facts
from romtui.domain.patterns.finding import Pattern
from romtui.domain.series import Series

_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
IMPRESSIONS: Final = {
    -2: "much worse",
    -1: "a bit worse",
    0: "about the same",
    1: "a bit better",
    2: "much better",
}

RULE_OF_THUMB: Final = "A rule of thumb, not a diagnosis."
BY_CHANCE: Final = (
    "Rules that rest on half the reliable change fire by chance about one time in six."
)


def why(pattern: Pattern, facts: Facts, series: Series | None) -> tuple[str, str]:
    """Give the line that may be glanced at, and the one that stays folded behind `?`."""
    if pattern in {Pattern.DIVERGENCE_SEEMS_WORSE, Pattern.DIVERGENCE_SEEMS_BETTER}:
        impression = IMPRESSIONS[_whole(facts["impression"])]
        moved = f"{_said(facts['previous'])} → {_said(facts['score'])}"
        return "", f"you rated {impression}; score {moved}"
    line = _LINES.get(pattern)
    return (line(facts, series), "") if line is not None else ("", "")


def day(value: object, seen_from: object = None) -> str:
    """Write a day as `3 Nov`; seen from another year as `3 Nov 2025`."""
    assert isinstance(value, date)
    shown = f"{value.day} {_MONTHS[3 * value.month - 3 : 3 * value.month]}"
    other_year = isinstance(seen_from, date) and seen_from.year != value.year
    return f"{shown} {value.year}" if other_year else shown


def _said(value: object) -> str:
    assert isinstance(value, Decimal | int)
    return number(Decimal(value))


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _points(change: Decimal) -> str:
    return f"{number(change)} point" if change == 1 else f"{number(change)} points"


def _change(facts: Facts, series: Series | None, start: str) -> str:
    """`16 → 9, 7 points better`."""
    earlier, score = facts[start], facts["score"]
    assert isinstance(earlier, Decimal)
    assert isinstance(score, Decimal)
    assert series is not None
    moved = f"{_said(earlier)} → {_said(score)}"
    if earlier == score:
        return f"{moved}, no change"
    better = (score < earlier) == series.instrument.lower_is_better
    return f"{moved}, {_points(abs(score - earlier))} {'better' if better else 'worse'}"


def _since(start: str) -> Callable[[Facts, Series | None], str]:
    def line(facts: Facts, series: Series | None) -> str:
        since = f" since {day(facts[f'{start}_date'], facts['date'])}"
        return f"{_change(facts, series, start)}{since}, reliable change is {_said(facts['rc'])}"

    return line


def _worse_less_than_reliable(facts: Facts, series: Series | None) -> str:
    if not facts["rising"]:
        return _less_than_reliable(facts, series)
    scores = _series(facts)
    apart = abs(Decimal(_said(scores[-1])) - Decimal(_said(scores[0])))
    return (
        f"{' · '.join(_said(one) for one in scores)}, {_points(apart)} worse in small steps; "
        f"less than reliable change {_said(facts['rc'])}, may be chance"
    )


def _less_than_reliable(facts: Facts, series: Series | None) -> str:
    start = "baseline" if facts.get("since_start") or facts.get("gradual") else "previous"
    assert series is not None
    since = day(facts[f"{start}_date"], facts["date"])
    change = f"{_change(facts, series, start)} since {since}"
    if start == "previous" and abs(series.current - series.previous) >= series.rc:
        return f"{change}, reliable change is {_said(facts['rc'])}; not so far from the start"
    return (
        f"{change}: at least {_said(facts['half_rc'])}, "
        f"less than reliable change {_said(facts['rc'])}; may be chance"
    )


def _from_best(facts: Facts, series: Series | None) -> str:
    best = f"best {_said(facts['best'])} on {day(facts['best_date'], facts['date'])}; "
    return f"{best}{_change(facts, series, 'best')}, reliable change is {_said(facts['rc'])}"


def _slipped(facts: Facts, series: Series | None) -> str:
    assert series is not None
    return f"{_from_best(facts, series)}; was on the better side of {_cutoff(series)} twice running"


def _off_track(facts: Facts, series: Series | None) -> str:
    needed = f"a gain of {_said(facts['needed'])} or more was hoped for"
    return f"{_change(facts, series, 'baseline')} {_weeks(facts)}; {needed}"


def _slow(facts: Facts, series: Series | None) -> str:
    change = _change(facts, series, "baseline")
    return f"{change} {_weeks(facts)}; a gain of {_said(facts['half_rc'])} would show"


def _weeks(facts: Facts) -> str:
    """Say `in 6 weeks`; after a break in the scores, the weeks since it are fewer."""
    weeks = _whole(facts["run_weeks"])
    if weeks == facts["weeks"]:
        return f"in {weeks} weeks"
    return f"since {day(facts['baseline_date'], facts['date'])}, {weeks} weeks after the break"


def _steady(facts: Facts, series: Series | None) -> str:
    shown = " · ".join(_said(one) for one in _series(facts))
    since = day(series.days[-3]) if series is not None else ""
    return (
        f"{shown} since {since}: within {_points(Decimal(_said(facts['spread'])))}, "
        f"{_said(facts['half_rc'])} would count"
    )


def _swings(facts: Facts, series: Series | None) -> str:
    assert series is not None
    shown = " · ".join(_said(one) for one in _series(facts))
    parts, of = series.constants.swing
    return (
        f"{shown}: {_said(facts['count'])} turns, each step {_least(series.rc, parts, of)} or more"
    )


def _least(rc: Decimal, parts: int, of: int) -> str:
    """Say the smallest whole number of points that reaches a share of the reliable change."""
    return number((rc * parts / of).to_integral_value(rounding=ROUND_CEILING))


def _series(facts: Facts) -> tuple[object, ...]:
    series = facts["series"]
    assert isinstance(series, tuple)
    return series


def _target(facts: Facts, series: Series | None) -> str:
    assert series is not None
    assert series.target is not None
    return f"{_said(facts['score'])} reaches the target {number(series.target)} for the first time"


def _past_cutoff(facts: Facts, series: Series | None) -> str:
    assert series is not None
    change = _change(facts, series, "baseline")
    beyond = f"better than the cutoff {_cutoff(series)}"
    return f"{change}, reliable change is {_said(facts['rc'])}; {beyond}"


def _holding(facts: Facts, series: Series | None) -> str:
    return f"{_past_cutoff(facts, series)}, the second time running"


def _cutoff(series: Series) -> str:
    return "" if series.instrument.cutoff is None else number(series.instrument.cutoff)


def _one_step(facts: Facts, series: Series | None) -> str:
    return (
        f"{_change(facts, series, 'previous')} in one step, reliable change is "
        f"{_said(facts['rc'])}, and at least a quarter; provisional"
    )


def _dropout(facts: Facts, _: Series | None) -> str:
    signs = (
        ("missed", "sessions missed"),
        ("alliance", "session rating low or fallen"),
        ("no_gain", f"no gain after {facts['n']} scores"),
    )
    return "; ".join(words for sign, words in signs if facts[sign])


def _mixed(facts: Facts, _: Series | None) -> str:
    start = "baseline" if facts["since_start"] else "previous"
    one = f"{facts['measure']} {_said(facts[start])} → {_said(facts['score'])} better"
    other = f"{facts['measure_2']} {_said(facts[f'{start}_2'])} → {_said(facts['score_2'])} worse"
    return f"{one}, {other}{' since the start' if facts['since_start'] else ''}"


def _stable(facts: Facts, series: Series | None) -> str:
    return f"{_change(facts, series, 'previous')}: less than {_said(facts['half_rc'])} points"


def _fell(facts: Facts, _: Series | None) -> str:
    part = f"{facts['part']} " if "part" in facts else ""
    step = f"{_said(facts['previous'])} → {_said(facts['score'])}"
    return f"{part}{step}, {_said(facts['drop'])} lower"


def _low(facts: Facts, _: Series | None) -> str:
    return f"{_said(facts['score'])}; {_said(facts['low'])} or less is low"


def _ends(facts: Facts, series: Series | None) -> str:
    if series is None:
        return ""
    if series.n == 1:
        return f"{_said(facts['score'])}, the only score"
    return f"{_change(facts, series, 'baseline')} since {day(series.days[0], series.days[-1])}"


def _items(facts: Facts, _: Series | None) -> str:
    moves = facts["items"]
    assert isinstance(moves, tuple)
    shown = ", ".join(f"item {item} by {number(abs(move))}" for item, move in moves[:3])
    return f"the total held, but {shown}"


_LINES: Final[Mapping[Pattern, Callable[[Facts, Series | None], str]]] = {
    Pattern.RELIABLE_DETERIORATION: _since("baseline"),
    Pattern.RELAPSE: _slipped,
    Pattern.SHARP_WORSENING: _since("previous"),
    Pattern.ALLIANCE_REPAIR: lambda facts, _: f"item {facts['item']} was answered with yes",
    Pattern.ALLIANCE_DROP: _fell,
    Pattern.SETBACK: _from_best,
    Pattern.ALLIANCE_LOW: _low,
    Pattern.DROPOUT_RISK: _dropout,
    Pattern.ENDING: _ends,
    Pattern.NOT_ON_TRACK: _off_track,
    Pattern.MIXED_MEASURES: _mixed,
    Pattern.WORSENING: _worse_less_than_reliable,
    Pattern.STABLE_HIGH: _steady,
    Pattern.STALLED: _steady,
    Pattern.SLOW_START: _slow,
    Pattern.FLUCTUATING: _swings,
    Pattern.TARGET_REACHED: _target,
    Pattern.RECOVERED: _past_cutoff,
    Pattern.EARLY_GAIN: _one_step,
    Pattern.SUDDEN_GAIN: _one_step,
    Pattern.RELIABLE_IMPROVEMENT: _since("baseline"),
    Pattern.HOLDING_GAINS: _holding,
    Pattern.IMPROVING: _less_than_reliable,
    Pattern.FIRST_SESSION: lambda _facts, _series: "the first score there is",
    Pattern.NEW_MEASURE: lambda _facts, _series: "the first score of this measure",
    Pattern.RETURN_AFTER_GAP: lambda facts, _: f"{facts['gap_days']} days since the score before",
    Pattern.LOW_BASELINE: lambda _facts, _series: "no score so far reaches the cutoff",
    Pattern.STABLE: _stable,
    Pattern.CHANGE_UNKNOWN: lambda _facts, _series: "no verified reliable change for this measure",
    Pattern.ITEM_SHIFT: _items,
    Pattern.ALLIANCE_PERFECT: lambda _facts, _series: "three ratings running at the very top",
    Pattern.CEILING: lambda _facts, _series: "so near the end of the scale that worse cannot show",
    Pattern.FLOOR: lambda _facts, _series: "so near the end of the scale that better cannot show",
    Pattern.UNDISCUSSED: lambda facts, _: f"{facts['count']} earlier, not shared yet",
    Pattern.NO_SCORE_TODAY: lambda _facts, _series: "no score of the last three days",
}

RULES: Final[Mapping[Pattern, str]] = {
    Pattern.RISK_ITEM: "A safety item was answered at or above its threshold, whatever the total.",
    Pattern.RELIABLE_DETERIORATION: "Worse than at the start by the reliable change or more.",
    Pattern.RELAPSE: "Recovered twice running, then clinical again and worse than the best "
    "score by the reliable change or more.",
    Pattern.SHARP_WORSENING: "Worse than last time by the reliable change or more.",
    Pattern.ALLIANCE_REPAIR: "The question whether anything was held back was answered with yes. "
    "Our own rule of thumb.",
    Pattern.ALLIANCE_DROP: "The session rating fell by the scale's own amount or more.",
    Pattern.SETBACK: "Worse than the best score so far by the reliable change or more.",
    Pattern.ALLIANCE_LOW: "The session rating is at or under the scale's low line.",
    Pattern.DROPOUT_RISK: "Two of three: missed sessions, a low or fallen session rating, no gain.",
    Pattern.DIVERGENCE_SEEMS_WORSE: "Your blind impression was worse than the score.",
    Pattern.ENDING: "The end was set, or the planned sessions are nearly used up.",
    Pattern.NOT_ON_TRACK: "After six weeks less than half the reliable change was gained, or "
    "after ten weeks less than all of it.",
    Pattern.MIXED_MEASURES: "Two measures of today went opposite ways.",
    Pattern.DIVERGENCE_SEEMS_BETTER: "Your blind impression was better than the score.",
    Pattern.WORSENING: "Worse by half the reliable change or more, but not by all of it.",
    Pattern.STABLE_HIGH: "Three scores over two weeks close together, in a high band.",
    Pattern.STALLED: "Three scores over two weeks close together, short of cutoff or target.",
    Pattern.SLOW_START: "Three to six weeks without half the reliable change.",
    Pattern.FLUCTUATING: "At least two turns between large steps among the last five scores.",
    Pattern.TARGET_REACHED: "At or better than the target for the first time.",
    Pattern.RECOVERED: "Better by the reliable change or more, and no longer clinical.",
    Pattern.EARLY_GAIN: "One step of the reliable change and a quarter of the score, in the "
    "first four scores and weeks.",
    Pattern.SUDDEN_GAIN: "One step of the reliable change and a quarter of the score.",
    Pattern.RELIABLE_IMPROVEMENT: "Better than at the start by the reliable change or more.",
    Pattern.HOLDING_GAINS: "Recovered the second time running.",
    Pattern.IMPROVING: "Better by half the reliable change or more, but not by all of it.",
    Pattern.FIRST_SESSION: "One score, and none of any measure before.",
    Pattern.NEW_MEASURE: "One score of this measure, others before.",
    Pattern.RETURN_AFTER_GAP: "More than six weeks since the score before.",
    Pattern.LOW_BASELINE: "Up to three scores, none of them clinical.",
    Pattern.STABLE: "Nothing notable either way since last time.",
    Pattern.CHANGE_UNKNOWN: "This measure has no verified reliable change.",
    Pattern.ITEM_SHIFT: "The total held; single answers moved by two thirds of their range.",
    Pattern.ALLIANCE_PERFECT: "The last three session ratings were the highest possible.",
    Pattern.CEILING: "Less than the reliable change is left to the worst end of the scale.",
    Pattern.FLOOR: "Twice within half the reliable change of the best end of the scale.",
    Pattern.RISK_UNKNOWN: "Today's form was scored without an answer to its safety item.",
    Pattern.UNDISCUSSED: "Earlier results that were not marked as shared.",
    Pattern.NO_SCORE_TODAY: "No outcome measure in the last three days.",
}
"""Each rule in words, for the `?` screen."""
