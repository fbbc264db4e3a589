"""Each rule in words, with the numbers it rests on."""

from collections.abc import Mapping
from dataclasses import fields
from string import Formatter
from typing import Final

from romtui.domain.constants import STANDARD, Constants
from romtui.domain.pattern import Pattern

RULE_OF_THUMB: Final = "A rule of thumb, not a diagnosis."

_COUNTED: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_RULES: Final[Mapping[Pattern, str]] = {
    Pattern.RISK_ITEM: "A safety item was answered at or above its threshold, whatever the total.",
    Pattern.RISK_UNKNOWN: "Today's form was scored without an answer to its safety item.",
    Pattern.RETURN_AFTER_GAP: "More than {gap_days} since the form before.",
    Pattern.RELIABLE_DETERIORATION: "Worse than at the start by the reliable change or more; "
    "confirmed when it is so twice running, or by {large} or more.",
    Pattern.RELAPSE: "Recovered twice running, and clinical again: worse than the best two such "
    "scores by the reliable change or more; confirmed when it is so twice running, or by {large} "
    "or more.",
    Pattern.SHARP_WORSENING: "Worse than last time by the reliable change or more, and clearly "
    "worse than the last scores; confirmed when it is {large} or more.",
    Pattern.SETBACK: "After a gain of the reliable change, worse than the best two neighbouring "
    "scores by the reliable change or more; confirmed when it is so twice running.",
    Pattern.WORSENING: "Worse than the middle of the last three scores by {notable} or more; or "
    "four scores, each worse than the one before; or the worst of the last scores and notably "
    "worse than at the start. Confirmed when the last two are clearly worse than the level before "
    "them.",
    Pattern.CROSSED_WORSE: "Over a published line, where no reliable change is known; "
    "confirmed the second time running.",
    Pattern.FLUCTUATING: "At least two turns between steps of {notable} or more among the last "
    "five scores.",
    Pattern.ALLIANCE_REPAIR: "The question whether anything was held back was answered with yes. "
    "Our own rule of thumb.",
    Pattern.ALLIANCE_DROP: "The session rating, or a part of it, fell by the scale's own amount; "
    "confirmed when it fell twice as far, or is still down the next time.",
    Pattern.ALLIANCE_LOW: "The session rating is at or under the scale's low line.",
    Pattern.DROPOUT_RISK: "Two or three of these: missed sessions, a session rating that is low, "
    "clearly fallen or leaves something unsaid, no gain after four scores.",
    Pattern.DIVERGENCE_SEEMS_WORSE: "Your blind impression was worse than the score.",
    Pattern.DIVERGENCE_SEEMS_BETTER: "Your blind impression was better than the score.",
    Pattern.ENDING: "The end was set, or the planned sessions are nearly used up.",
    Pattern.RESIDUAL: "At the end or in follow-up: recovered twice running, with some "
    "trouble left.",
    Pattern.NOT_ON_TRACK: "After {checkpoint_days}, or the form's own time, less than {notable} "
    "was gained; {again_days} later, less than all of the reliable change. Said every "
    "{again_days}.",
    Pattern.MIXED_MEASURES: "Of two measures of today one is worse and the other better; "
    "confirmed when both are.",
    Pattern.STABLE_HIGH: "Three close scores over {plateau_days} or more, the last one in a high "
    "range. Said on the first such session and on every fourth after it.",
    Pattern.STALLED: "Three close scores over {plateau_days} or more, short of the cutoff or the "
    "target. Said on the first such session and on every fourth after it.",
    Pattern.SLOW_START: "From {slow_start_days} on and before the checkpoint, without a gain of "
    "{notable}. Said once.",
    Pattern.TARGET_REACHED: "At the target or better for the first time, and better than at the "
    "start by {notable} or more; confirmed the second time running, near the start the third.",
    Pattern.GAIN_HELD: "A large step was still there two scores later.",
    Pattern.HOLDING_GAINS: "Recovered the second time running.",
    Pattern.RELIABLE_IMPROVEMENT: "Better than at the start by the reliable change or more; "
    "confirmed when it is so twice running.",
    Pattern.IMPROVING: "Better than the middle of the last three scores by {notable} or more; or "
    "four scores, each better than the one before; or the best of the last scores and notably "
    "better than at the start. Confirmed when the last two are clearly better than the level "
    "before them.",
    Pattern.CROSSED_BETTER: "Back over a published line, where no reliable change is known; "
    "confirmed the second time running.",
    Pattern.RECOVERED: "Better than the first score by the reliable change or more, and no longer "
    "clinical, at one reading.",
    Pattern.EARLY_GAIN: "One step of the reliable change and of a quarter of the score, within the "
    "first {early_scores} scores and {early_days}.",
    Pattern.SUDDEN_GAIN: "One step of the reliable change and of a quarter of the score, later on.",
    Pattern.FIRST_SESSION: "The first form of all.",
    Pattern.NEW_MEASURE: "The first form of this measure; there were others before.",
    Pattern.LOW_BASELINE: "The first score is not clinical.",
    Pattern.STABLE: "Nothing that can be told from ordinary ups and downs.",
    Pattern.CHANGE_UNKNOWN: "No reliable change is known for this measure.",
    Pattern.ITEM_SHIFT: "The total moved by less than the reliable change; single answers "
    "by two thirds of their range.",
    Pattern.ALLIANCE_PERFECT: "The last three session ratings were the highest possible.",
    Pattern.CEILING: "Less than the reliable change is left to the worst end of the scale.",
    Pattern.FLOOR: "The last two scores are less than half the reliable change from the best end "
    "of the scale.",
    Pattern.UNDISCUSSED: "Earlier results that were not marked as shared.",
    Pattern.NO_SCORE_TODAY: "No outcome measure in the last {current_days}, or one that was "
    "talked about already.",
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
    named = (name for _, name, _, _ in Formatter().parse(_RULES[pattern]) if name)
    return tuple(dict.fromkeys(named))


def stretch(days: int) -> str:
    """Say `six weeks`, or `three days`."""
    count, unit = (days // 7, "week") if days and days % 7 == 0 else (days, "day")
    return f"{_counted(count)} {unit}" if count == 1 else f"{_counted(count)} {unit}s"


def _counted(count: int) -> str:
    return _COUNTED[count] if count < len(_COUNTED) else str(count)


def share(fraction: tuple[int, int]) -> str:
    """Say a part of the reliable change, or how many times it."""
    named = {(1, 1): "", (1, 2): "half ", (2, 3): "two thirds of "}
    named |= {(3, 2): "one and a half times ", (2, 1): "twice "}
    parts, of = fraction
    return f"{named.get(fraction, f'{parts}/{of} of ')}the reliable change"
