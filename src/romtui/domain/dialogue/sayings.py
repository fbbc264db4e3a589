"""A target, the way to it, and what a change of course brought, said as one would to a person."""

from dataclasses import dataclass, field
from decimal import Decimal

from romtui.domain.dialogue.template import filled, holds
from romtui.domain.dialogue.words import Words
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private


@dataclass(frozen=True, slots=True)
class TargetWords:
    """Templates about a target; {target} is one of the first three, {words} the person's own."""

    below: str = field(metadata=holds("value"))
    at_most: str = field(metadata=holds("value"))
    at_least: str = field(metadata=holds("value"))
    own: str = field(metadata=holds("target", "words"))
    lower: str = field(metadata=holds("target"))
    higher: str = field(metadata=holds("target"))
    progress: str = field(metadata=holds("gained", "needed"))
    reached: str = field(metadata=holds())


@dataclass(frozen=True, slots=True)
class FocusWords:
    """Templates about the time since a focus began; {since} is one of the first two."""

    began: str = field(metadata=holds("intervention"))
    changed: str = field(metadata=holds("intervention"))
    better: str = field(metadata=holds("since", "points"))
    worse: str = field(metadata=holds("since", "points"))
    same: str = field(metadata=holds("since"))
    too_early: str = field(metadata=holds("since"))


def target_said(
    instrument: Instrument, target: Decimal, own: Private, say: TargetWords, words: Words
) -> Private:
    """Say a target: in the person's own words where there are some, else in general."""
    phrase = filled(
        form_of_target(instrument, target, say.below, say.at_most, say.at_least),
        value=words.number(line_of_target(instrument, target)),
    )
    if own:
        return filled(say.own, target=phrase, words=own)
    return filled(say.lower if instrument.lower_is_better else say.higher, target=phrase)


def progress_said(
    instrument: Instrument,
    baseline: Decimal,
    score: Decimal,
    target: Decimal,
    say: TargetWords,
    words: Words,
) -> str:
    """Say how far it is from the first score to the target.

    All three are totals of the instrument. "" where it began beyond the target, and where it is
    worse than at first: then the way is longer than it was.
    """
    if instrument.reaches(score, target):
        return say.reached
    first = instrument.severity(baseline)
    needed, gained = first - instrument.severity(target), first - instrument.severity(score)
    if needed <= 0 or gained < 0:
        return ""
    return filled(say.progress, gained=words.number(gained), needed=words.number(needed)).reveal()


def since_focus(
    intervention: Private, gained: Decimal | None, say: FocusWords, words: Words, *, first: bool
) -> Private:
    """Say what the time since a focus began has brought.

    `gained` is in points, above 0 = better; None = there are not two scores to compare. `first`:
    nothing else was tried before.
    """
    since = filled(say.began if first else say.changed, intervention=intervention)
    if gained is None:
        return filled(say.too_early, since=since)
    if not gained:
        return filled(say.same, since=since)
    return filled(
        say.better if gained > 0 else say.worse, since=since, points=words.points(abs(gained))
    )


def form_of_target(
    instrument: Instrument, target: Decimal, below: str, at_most: str, at_least: str
) -> str:
    """Choose "below" when the target is the last score under the cutoff, else by direction."""
    if instrument.just_below_cutoff(target):
        return below
    return at_most if instrument.lower_is_better else at_least


def line_of_target(instrument: Instrument, target: Decimal) -> Decimal:
    """The number to say with it: below the cutoff, else the target itself."""
    if instrument.cutoff is not None and instrument.just_below_cutoff(target):
        return instrument.cutoff
    return target
