"""Each rule in words, with the numbers it rests on."""

from collections.abc import Mapping
from dataclasses import fields
from string import Formatter
from typing import Final

from romtui.domain.constants import STANDARD, Constants
from romtui.domain.patterns.finding import Pattern

RULE_OF_THUMB: Final = "A rule of thumb, not a diagnosis."

_COUNTED: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_RULES: Final[Mapping[Pattern, str]] = {
    Pattern.RISK_ITEM: "A safety item was answered at or above its threshold, whatever the total.",
    Pattern.RISK_UNKNOWN: "Today's form was scored without an answer to its safety item.",
    Pattern.RETURN_AFTER_GAP: "More than {gap_days} since the form before.",
    Pattern.RELIABLE_DETERIORATION: "Worse than at the start by the reliable change; confirmed at "
    "two readings running, or when it is {large}.",
    Pattern.RELAPSE: "Recovered twice running, then clinical again and worse than the best two "
    "scores by the reliable change; confirmed the second time running, or when it is {large}.",
    Pattern.SHARP_WORSENING: "Worse than last time by the reliable change, and above the level of "
    "the last scores; confirmed when it is {large}.",
    Pattern.SETBACK: "After a gain of the reliable change, worse than the best two scores by the "
    "reliable change; confirmed at two readings running.",
    Pattern.WORSENING: "Above the level of the last three scores by {notable}, or four scores "
    "rising one after the other, or the hardest of late; confirmed at two readings running.",
    Pattern.CROSSED_WORSE: "Over a published line, where no reliable change is published; "
    "confirmed the second time running.",
    Pattern.FLUCTUATING: "At least two turns between steps of {notable} among the last five "
    "scores.",
    Pattern.ALLIANCE_REPAIR: "The question whether anything was held back was answered with yes. "
    "Our own rule of thumb.",
    Pattern.ALLIANCE_DROP: "The session rating fell by the scale's own amount; confirmed when it "
    "fell twice as far, or is still down next time.",
    Pattern.ALLIANCE_LOW: "The session rating is at or under the scale's low line.",
    Pattern.DROPOUT_RISK: "Two or more of three: missed sessions, a low or clearly fallen session "
    "rating, no gain after four scores.",
    Pattern.DIVERGENCE_SEEMS_WORSE: "Your blind impression was worse than the score.",
    Pattern.DIVERGENCE_SEEMS_BETTER: "Your blind impression was better than the score.",
    Pattern.ENDING: "The end was set, or the planned sessions are nearly used up.",
    Pattern.RESIDUAL: "At the end or in follow-up: recovered twice running, with some "
    "trouble left.",
    Pattern.NOT_ON_TRACK: "After {checkpoint_days}, or the form's own time, less than {notable} "
    "was gained, or {again_days} later less than all of it. Said every {again_days}.",
    Pattern.MIXED_MEASURES: "Two measures of today went opposite ways; confirmed when both are.",
    Pattern.STABLE_HIGH: "Three scores over {plateau_days} close together, in a high range.",
    Pattern.STALLED: "Three scores over {plateau_days} close together, short of cutoff or target.",
    Pattern.SLOW_START: "Between {slow_start_days} and the checkpoint without a gain of "
    "{notable}. Said once.",
    Pattern.TARGET_REACHED: "At or better than the target for the first time, and away from the "
    "start by {notable}; confirmed the second time running.",
    Pattern.GAIN_HELD: "A large step was still there two scores later.",
    Pattern.HOLDING_GAINS: "Recovered the second time running.",
    Pattern.RELIABLE_IMPROVEMENT: "Better than at the start by the reliable change; confirmed at "
    "two readings running.",
    Pattern.IMPROVING: "Below the level of the last three scores by {notable}, or four scores "
    "falling one after the other, or the best of late; confirmed at two readings running.",
    Pattern.CROSSED_BETTER: "Back over a published line, where no reliable change is published; "
    "confirmed the second time running.",
    Pattern.RECOVERED: "Better than the first score by the reliable change, and no longer "
    "clinical, at one reading.",
    Pattern.EARLY_GAIN: "One step of the reliable change and a quarter of the score, in the "
    "first {early_scores} scores and {early_days}.",
    Pattern.SUDDEN_GAIN: "One step of the reliable change and a quarter of the score.",
    Pattern.FIRST_SESSION: "One score, and none of any measure before.",
    Pattern.NEW_MEASURE: "One score of this measure, others before.",
    Pattern.LOW_BASELINE: "The first score is not clinical.",
    Pattern.STABLE: "Nothing notable either way.",
    Pattern.CHANGE_UNKNOWN: "This measure has no published reliable change.",
    Pattern.ITEM_SHIFT: "The total held; single answers moved by two thirds of their range.",
    Pattern.ALLIANCE_PERFECT: "The last three session ratings were the highest possible.",
    Pattern.CEILING: "Less than the reliable change is left to the worst end of the scale.",
    Pattern.FLOOR: "Twice nearer to the best end of the scale than half the reliable change.",
    Pattern.UNDISCUSSED: "Earlier results that were not marked as shared.",
    Pattern.NO_SCORE_TODAY: "No outcome measure in the last {current_days}.",
}
"""Each rule in words, with the names of the constants it rests on in braces."""


def rule(pattern: Pattern, constants: Constants = STANDARD) -> str:
    """Give the rule of a pattern in words, as it is with these constants."""
    days = {
        field.name: stretch(getattr(constants, field.name))
        for field in fields(constants)
        if field.name.endswith("_days")
    }
    words = _RULES[pattern].format(
        **days,
        early_scores=_counted(constants.early_scores),
        notable=share(constants.notable),
        large=share(constants.large),
    )
    return words[0].upper() + words[1:]


def rests_on(pattern: Pattern) -> tuple[str, ...]:
    """Give the names of the constants that the rule of a pattern names."""
    return tuple(name for _, name, _, _ in Formatter().parse(_RULES[pattern]) if name)


def stretch(days: int) -> str:
    """Say `six weeks`, or `three days`."""
    count, unit = (days // 7, "week") if days and days % 7 == 0 else (days, "day")
    return f"{_counted(count)} {unit}" if count == 1 else f"{_counted(count)} {unit}s"


def _counted(count: int) -> str:
    return _COUNTED[count] if 0 <= count < len(_COUNTED) else str(count)


def share(fraction: tuple[int, int]) -> str:
    """Say a part of the reliable change, or how many times it."""
    named = {(1, 1): "", (1, 2): "half ", (2, 3): "two thirds of "}
    named |= {(3, 2): "one and a half times ", (2, 1): "twice "}
    parts, of = fraction
    return f"{named.get(fraction, f'{parts}/{of} of ')}the reliable change"
