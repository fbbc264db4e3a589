"""The page about one's own outcomes: what is missing first, then the counts, then their limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from romtui.domain.outcomes import texts
from romtui.domain.outcomes.guess import Guess
from romtui.domain.outcomes.share import LEAST, Share
from romtui.domain.outcomes.tally import Against, Missing, Outcomes
from romtui.domain.text import number


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; `notes` say how to read them."""

    heading: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


def page(counts: Outcomes, guess: Guess, titles: Mapping[str, str]) -> Iterator[Section]:
    """Write the page. `titles` are those of the patterns, by their ids."""
    missing = counts.missing
    yield Section(
        texts.WHO_IS_MISSING,
        (
            texts.counted(len(counts.outcomes), counts.by_measure),
            texts.not_counted(*(missing.get(why, 0) for why in Missing)),
            texts.left(counts.left),
        ),
        (texts.STAYED,),
    )
    if counts.outcomes:
        yield Section(texts.FIRST_TO_LAST, tuple(_shares(counts, guess)), (texts.RULES,))
    yield Section(texts.ANYWAY, (), (texts.REGRESSION,))
    yield Section(texts.RATINGS, tuple(_ratings(counts)) or (texts.NO_RATINGS,))
    yield _impressions(counts)
    lines = tuple(_after_lines(counts, titles))
    yield Section(texts.AFTER_LINES, lines or (texts.NO_LINES,), (texts.NO_CAUSE,) if lines else ())


def share_said(share: Share) -> str:
    """`12 of 20, between 39 and 78%`; of too few the counts alone."""
    if not share.says_something:
        return texts.too_few(share.count, share.of)
    return texts.between(share.count, share.of, *share.percent)


def _shares(counts: Outcomes, guess: Guess) -> Iterator[str]:
    guessed = "" if guess.percent is None else texts.your_guess(guess.percent)
    yield texts.improved(share_said(counts.improved)) + guessed
    yield texts.recovered(share_said(counts.recovered))
    yield texts.unchanged(share_said(counts.unchanged))
    yield texts.deteriorated(share_said(counts.deteriorated))


def _ratings(counts: Outcomes) -> Iterator[str]:
    for rating in counts.ratings:
        name, rated = rating.rating.name, len(rating.first)
        if rated < LEAST:
            yield texts.rating_of_few(name, rated)
            continue
        first, last = map(number, rating.medians)
        yield texts.rating(name, rating.directions, first, last, number(rating.rating.hi))


def _impressions(counts: Outcomes) -> Section:
    if not counts.agreed.of:
        return Section(texts.IMPRESSIONS, (texts.NO_IMPRESSIONS,))
    apart = counts.impressions
    line = texts.impressions(
        share_said(counts.agreed),
        apart.get(Against.SEEMED_BETTER, 0),
        apart.get(Against.SEEMED_WORSE, 0),
    )
    return Section(texts.IMPRESSIONS, (line,), (texts.IMPRESSION_RULE,))


def _after_lines(counts: Outcomes, titles: Mapping[str, str]) -> Iterator[str]:
    for one in counts.followed:
        pattern, _, slot = one.lines.partition("/")
        title = titles.get(pattern, texts.ANY_HEADLINE)
        counted = (one.better, one.about_the_same, one.worse, one.no_score)
        yield texts.followed(title, slot, *counted)
