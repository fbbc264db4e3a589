"""What `?` says of a pattern, in English: its rule, and the arithmetic of one finding.

The names in braces are those of the constants of the rules; they are filled in with the numbers
in force. Everything here is read by the therapist, some of it with the patient looking on: plain,
never more certain than the numbers.
"""

from collections.abc import Mapping
from typing import Final

from romtui.domain.pattern import Pattern

RULE_OF_THUMB: Final = "A rule of thumb, not a diagnosis."

# The rules

RULES: Final[Mapping[Pattern, str]] = {
    Pattern.RISK_ITEM: "A safety item was endorsed: answered at or above its threshold, whatever "
    "the total.",
    Pattern.RISK_UNKNOWN: "Today's form was scored without an answer to its safety item.",
    Pattern.RETURN_AFTER_GAP: "More than {gap_days} since the previous form.",
    Pattern.RELIABLE_DETERIORATION: "Worse than at the start by at least the reliable change; "
    "confirmed at two scores in a row, or when worse by at least {large}.",
    Pattern.RELAPSE: "Recovered at two scores in a row, then back in the clinical range: worse "
    "than the best two such scores by at least the reliable change; confirmed at two scores in a "
    "row, or when worse by at least {large}.",
    Pattern.SHARP_WORSENING: "Worse than last time by at least the reliable change, and clearly "
    "worse than the scores before; confirmed when worse by at least {large}.",
    Pattern.SETBACK: "After a gain of the reliable change, worse than the best two neighbouring "
    "scores by at least the reliable change; confirmed at two scores in a row.",
    Pattern.WORSENING: "Worse than the middle of the last three scores by at least {notable}; or "
    "four scores, each worse than the one before; or the worst of the latest scores and notably "
    "worse than at the start. Confirmed when the last two are clearly worse than the level before "
    "them.",
    Pattern.CROSSED_WORSE: "Crossed a published line, where no reliable change is known; "
    "confirmed at two scores in a row.",
    Pattern.FLUCTUATING: "Changed direction at least twice in the last five scores, by at least "
    "{notable} each time.",
    Pattern.ALLIANCE_REPAIR: "The patient answered yes when asked whether anything was held back. "
    "Our own rule of thumb.",
    Pattern.ALLIANCE_DROP: "The session rating, or a part of it, fell by the questionnaire's own "
    "amount; confirmed when it fell twice as far, or is still down the next time.",
    Pattern.ALLIANCE_LOW: "The session rating is at or below the questionnaire's low line.",
    Pattern.DROPOUT_RISK: "Two or three of these: missed sessions; a session rating that is low, "
    "clearly fallen or leaves something unsaid; no gain after four scores.",
    Pattern.DIVERGENCE_SEEMS_WORSE: "Your impression, given before the score, was worse than the "
    "score.",
    Pattern.DIVERGENCE_SEEMS_BETTER: "Your impression, given before the score, was better than the "
    "score.",
    Pattern.ENDING: "The end is set, or the planned sessions are nearly used up.",
    Pattern.RESIDUAL: "At the end or in follow-up: recovered at two scores in a row, with some "
    "trouble remaining.",
    Pattern.NOT_ON_TRACK: "After {checkpoint_days} (or the questionnaire's own time), better by "
    "less than {notable}; {again_days} later, by less than all of the reliable change. Repeated "
    "every {again_days}.",
    Pattern.MIXED_MEASURES: "Two of today's measures moved in opposite directions; confirmed when "
    "both changes are.",
    Pattern.STABLE_HIGH: "Three close scores over at least {plateau_days}, the last one in a high "
    "range. Shown on the first such session and every fourth after it.",
    Pattern.STALLED: "Three close scores over at least {plateau_days}, short of the cutoff or the "
    "target. Shown on the first such session and every fourth after it.",
    Pattern.SLOW_START: "From {slow_start_days} until the checkpoint, improved by less than "
    "{notable}. Shown once.",
    Pattern.TARGET_REACHED: "At the target or better for the first time, and better than at the "
    "start by at least {notable}; confirmed at the second score in a row, near the start at the "
    "third.",
    Pattern.GAIN_HELD: "A large gain was still there two scores later.",
    Pattern.HOLDING_GAINS: "Recovered at two scores in a row.",
    Pattern.RELIABLE_IMPROVEMENT: "Better than at the start by at least the reliable change; "
    "confirmed at two scores in a row.",
    Pattern.IMPROVING: "Better than the middle of the last three scores by at least {notable}; or "
    "four scores, each better than the one before; or the best of the latest scores and notably "
    "better than at the start. Confirmed when the last two are clearly better than the level "
    "before them.",
    Pattern.CROSSED_BETTER: "Back across a published line, where no reliable change is known; "
    "confirmed at two scores in a row.",
    Pattern.RECOVERED: "Better than the first score by at least the reliable change, and no longer "
    "clinical, at one score.",
    Pattern.EARLY_GAIN: "One step of at least the reliable change and a quarter of the score, "
    "within the first {early_scores} scores and {early_days}.",
    Pattern.SUDDEN_GAIN: "One step of at least the reliable change and a quarter of the score, "
    "later on.",
    Pattern.FIRST_SESSION: "The first form of all.",
    Pattern.NEW_MEASURE: "The first form of this measure; there were others before.",
    Pattern.LOW_BASELINE: "The first score is not clinical.",
    Pattern.STABLE: "Nothing that can be told from ordinary ups and downs.",
    Pattern.CHANGE_UNKNOWN: "No reliable change is known for this measure.",
    Pattern.ITEM_SHIFT: "The total changed by less than the reliable change; single answers "
    "changed by two thirds of their range.",
    Pattern.ALLIANCE_PERFECT: "The last three session ratings were the highest possible.",
    Pattern.CEILING: "Less than the reliable change is left to the worst end of the scale.",
    Pattern.FLOOR: "Within half the reliable change of the best end of the scale, twice in a row.",
    Pattern.UNDISCUSSED: "Earlier results were not marked as shared.",
    Pattern.NO_SCORE_TODAY: "No outcome measure in the last {current_days}, or only one that was "
    "shared already.",
}
"""Each rule in words, with the names of the constants it rests on in braces."""

THE_RELIABLE_CHANGE: Final = "the reliable change"
SHARES: Final[Mapping[tuple[int, int], str]] = {
    (1, 1): "",
    (1, 2): "half ",
    (2, 3): "two thirds of ",
    (3, 2): "one and a half times ",
    (2, 1): "twice ",
}
"""Parts of the reliable change, as they are said before it."""

SMALL_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
WEEK, DAY = "week", "day"


def other_share(parts: int, of: int) -> str:
    """A part of the reliable change without a name of its own: `5/6 of `."""
    return f"{parts}/{of} of "


# How often chance alone does it

FEWER_THAN_ONE: Final = "fewer than 1"
MORE_THAN_99: Final = "more than 99"


def by_chance(patients: str, *, one: bool) -> str:
    """How many of 100 patients without any change see this headline."""
    show = "shows" if one else "show"
    return (
        f"Of 100 patients who do not change, {patients} {show} this at least once in ten weekly "
        "sessions."
    )


# Points, directions, and how often something held

NO_CHANGE: Final = "no change"
NO_GAIN: Final = "no gain"
BETTER, WORSE = "better", "worse"
ONE_SCORE: Final = "one score"
ONCE: Final = "once"
FIRST_TIME: Final = "first time"
TWO_IN_A_ROW: Final = "two scores in a row"
IN_A_ROW: Final[Mapping[object, str]] = {2: "second time in a row", 3: "third time in a row"}
FAR_MORE_THAN_USUAL: Final = "far more than usual ups and downs"
COULD_BE_CHANCE: Final = "could be chance (about one week in ten)"
ON_THIS_INTERVENTION: Final = " on this intervention"
SINCE_THE_BREAK: Final = " since the break"
IMPRESSIONS: Final[Mapping[int, str]] = {
    -2: "much worse",
    -1: "a bit worse",
    0: "about the same",
    1: "a bit better",
    2: "much better",
}


def points(number: str) -> str:
    """`1 point`, `3 points`, `2.5 points`."""
    return f"{number} point" if number == "1" else f"{number} points"


def scores_in_a_row(scores: int, *, at_least: bool) -> str:
    """`3 scores in a row`, where counting ends `at least 9 scores in a row`."""
    return f"{'at least ' if at_least else ''}{scores} scores in a row"


def the_cutoff(cutoff: str) -> str:
    """`the cutoff 10`."""
    return f"the cutoff {cutoff}"


# Each finding in one line of plain arithmetic


def impression(yours: str, score: str) -> str:
    """Your impression beside the score: they point in different directions."""
    return f"your impression: {yours}; score: {score}"


def far_from_start(moved: str, start: str, share: str, rc: str, *, on_average: bool) -> str:
    """`11 points worse than the start (12): at least one and a half times 6`."""
    begun = f"{start} on average" if on_average else start
    return f"{moved} than the start ({begun}): at least {share} of {rc}"


def both_from_start(
    scores: tuple[str, str], by: tuple[str, str], direction: str, start: str
) -> str:
    """The last two scores, and how far each is from the start."""
    return (
        f"the last two, {scores[0]} and {scores[1]}, are {by[0]} and {by[1]} {direction} than the "
        f"start ({start})"
    )


def once_from_start(
    first: str, start: str, score: str, moved: str, rc: str, *, on_average: bool
) -> str:
    """One score that far from the start."""
    average = f" ({start} on average)" if on_average else ""
    return (
        f"{first} at the start{average}, {score} now: {moved}; reliable change is {rc}; {ONE_SCORE}"
    )


def recovery_not_held(cutoff: str, pair: str, on: str, score: str, moved: str, sure: str) -> str:
    """What was reached, and where the score is now."""
    return (
        f"was on the better side of {cutoff} twice in a row (best pair {pair}, {on}); "
        f"now {score}, {moved} · {sure}"
    )


def jumped(step: str, moved: str, since: str, rc: str, sure: str) -> str:
    """A large step since last time."""
    return f"{step}, {moved} since {since}; reliable change is {rc} · {sure}"


def best_pair(pair: str, on: str) -> str:
    """The best two neighbouring scores."""
    return f"best pair {pair} ({on})"


def lost_once(pair: str, score: str) -> str:
    """One score worse than the best pair."""
    return f"{pair}, now {score}; {ONE_SCORE}"


def lost_twice(pair: str, previous: str, score: str) -> str:
    """Two scores worse than it."""
    return f"{pair}, now {previous} and {score}"


def level(scores: str, middle: str) -> str:
    """The last scores, and the one in the middle."""
    return f"last scores {scores}, middle {middle}"


def last_score(score: str) -> str:
    """Where there is only one before."""
    return f"last score {score}"


def stepped(before: str, score: str, moved: str) -> str:
    """One step away from the level."""
    return f"{before}; now {score}, {moved}; {COULD_BE_CHANCE}"


def four_in_a_row(scores: str) -> str:
    """Each a little further."""
    return f"four in a row: {scores}; {COULD_BE_CHANCE}"


def extreme_since_start(start: str, score: str, *, worst: bool) -> str:
    """The worst, or best, of the latest scores."""
    most = "the worst of the latest scores" if worst else "the best of the latest scores"
    return f"{start} at the start, {score} now, {most}; {COULD_BE_CHANCE}"


def both_from_level(scores: tuple[str, str], notable: str, direction: str, level: str) -> str:
    """Two scores clearly away from the level before them."""
    return (
        f"{scores[0]} and {scores[1]}: both at least {notable} points {direction} than the level "
        f"before ({level})"
    )


def now_called(label: str) -> str:
    """By the questionnaire's own name of the range."""
    return f"now {label}"


def now_on_side(cutoff: str, *, clinical: bool) -> str:
    """Where ranges have no names."""
    return f"now on the {'clinical' if clinical else 'better'} side of {cutoff}"


def crossed(step: str, now: str, again: str) -> str:
    """A published line was crossed; `again` says how often, empty for once."""
    return f"{step}: {now}{f' · {again}' if again else ''}"


def turns(scores: str, number: str, least: str) -> str:
    """Up and down."""
    return f"{scores}: {number} changes of direction, {least} points or more each"


def off_track(weeks: str, clock: str, start: str, now: str, gain: str, by: str, hoped: str) -> str:
    """Less gained by now than the rule expects."""
    return (
        f"{weeks} weeks{clock or ' in'}, {start} at the start, {now} now: {gain}; "
        f"at least {hoped} better expected by {by} weeks"
    )


def slow(weeks: str, clock: str, gain: str, notable: str) -> str:
    """Little gained so far; `notable` is empty where nothing was."""
    enough = f"; {notable} better would be notable" if notable else ""
    return f"{weeks} weeks{clock}, {gain}{enough}"


def plateau(scores: str, days: str, spread: str) -> str:
    """Three close scores; `spread` is empty where they are the same."""
    within = f" within {spread}" if spread else ""
    return f"last three {scores}{within} over {days} days"


def target(score: str, target: str, again: str) -> str:
    """At the target, and how often."""
    return f"{score}, target {target}, {again}"


def past_cutoff(step: str, cutoff: str, again: str) -> str:
    """Across the cutoff since the first score."""
    return f"{step}, on the better side of {cutoff}, {again}"


def one_step(step: str) -> str:
    """A large gain at once."""
    return (
        f"{step} in one step; unchanged patients show such a step in about one course of therapy "
        "in ten"
    )


def gain_held(before: str, scores: str) -> str:
    """Three scores since that step."""
    return f"{before} → {scores}: three scores in a row"


def trouble_remains(cutoff: str, score: str, lo: str, hi: str) -> str:
    """Recovered, in the range in which slipping back is likelier."""
    return f"on the better side of {cutoff} twice in a row, and {score} is still within {lo}–{hi}"


def until(line: str, day: str) -> str:
    """A review of something agreed is still to come."""
    return f"{line} · review on {day}"


LESS_THAN_A_TENTH: Final = ": changed by less than a tenth of the scale"


def shifted(level: str) -> str:
    """A change that may or may not last."""
    return f", around {level} before; not yet sure"


def near_level(notable: str) -> str:
    """Within ordinary ups and downs."""
    return f": less than {notable} points from the level"


def after_spike(level: str) -> str:
    """Back where it was."""
    return f": end of a spike, {level} before it"


def off_level(points: str) -> str:
    """Something, but nothing to speak of."""
    return f": {points} from the level, too little to mention here"


def no_reliable_change(moved: str, measure: str) -> str:
    """A published form without the number."""
    return f"{moved}; no reliable change is known for {measure}"


def nothing_published(moved: str) -> str:
    """A personal item."""
    return f"{moved}; nothing published says what a change means here"


def item_moved(item: object, by: str, *, worse: bool) -> str:
    """`item 3 by 2 (worse)`."""
    return f"item {item} by {by} ({WORSE if worse else BETTER})"


def total_moved(points: str, items: str) -> str:
    """The total moved, some items most."""
    return f"the total changed by {points}; most of all {items}"


def total_held(items: str) -> str:
    """The total hides it."""
    return f"the total is steady, but {items}"


def fell(part: str, course: str, by: str, *, twice: bool) -> str:
    """A session rating, or a part of it, lower than before."""
    again = ", for the second time in a row" if twice else ""
    return f"{f'{part} ' if part else ''}{course}, {by} lower{again}"


def low(score: str, line: str) -> str:
    """A session rating at or below the low line."""
    return f"{score}; {line} or less is low"


def only_score(score: str) -> str:
    """Nothing to compare with."""
    return f"{score}, the only score"


def since_first(step: str, moved: str, day: str) -> str:
    """From the first score to the last."""
    return f"{step}, {moved} since {day}"


MISSED_SESSIONS: Final = "sessions missed"
RATING_LOW: Final = "session rating low or fallen, or something left unsaid"


def no_gain_after(scores: object) -> str:
    """Scores without a gain."""
    return f"no gain after {scores} scores"


def opposite(better: tuple[str, str], worse: tuple[str, str], *, sure: bool) -> str:
    """Two measures, each with its name and score."""
    doubt = "" if sure else "; not yet sure of both"
    return f"{better[0]} better, now {better[1]}; {worse[0]} worse, now {worse[1]}{doubt}"


FIRST_OF_MEASURE: Final = "first score of this measure"
SAFETY_ITEM_GONE: Final = "; the safety item asked before is not on this form"
THREE_TOP_RATINGS: Final = "three top ratings in a row"
FIRST_SCORE: Final = "first score"
FIRST_SCORE_LOW: Final = "the first score is on the better side of the cutoff"
WORSENING_CANNOT_SHOW: Final = "too close to the end of the scale to show worsening"
IMPROVEMENT_CANNOT_SHOW: Final = "too close to the end of the scale to show improvement"


def answered_yes(item: object) -> str:
    """Something was held back."""
    return f"item {item} was answered yes"


def since_last_form(days: object) -> str:
    """A break."""
    return f"{days} days since the previous score"


def not_shared(results: object) -> str:
    """Earlier results."""
    return f"{results} earlier, not shared yet"


def no_score_for(stretch: str) -> str:
    """Nothing recent."""
    return f"no score in the last {stretch}"


# Safety: what may be glanced at never gives the answer itself

NOT_REVIEWED: Final = ", not yet reviewed"
NOT_ASKED_BEFORE: Final = "not asked before"


def safety_unknown(item: int, measure: str) -> str:
    """No answer."""
    return f"item {item} of {measure} has no answer"


def safety_endorsed(item: int, day: str, later: str) -> str:
    """The day, never the answer."""
    return f"item {item} was endorsed on {day}{later}"


def safety_inferred(item: int, day: str, later: str, *, total: bool) -> str:
    """A score that says it by itself."""
    return (
        f"the {'total' if total else 'score'} of {day} cannot be reached without item {item}{later}"
    )


def safety_answer(item: int, value: int, before: int | None) -> str:
    """Folded: the answer, and the one before."""
    earlier = NOT_ASKED_BEFORE if before is None else f"{before} before"
    return f"item {item}: {value} ({earlier})"


def safety_at_least(item: int, value: int, total: object) -> str:
    """Folded: what the total gives away; `total` is None where only parts were given."""
    reach = "reach this score" if total is None else f"total {total}"
    return f"cannot {reach} without item {item}: at least {value}"
