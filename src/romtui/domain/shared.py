"""What the person may see of their own record: the graph, one plain sentence, their goals.

Nothing else goes in here: no pattern, no impression, no safety answer, no single answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from romtui.domain.case import Case
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.sayings import form_of_target, line_of_target
from romtui.domain.dialogue.words import SharedWords
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measures_of, trend_of
from romtui.domain.patterns.course import since_start
from romtui.domain.personal_measures import is_goal
from romtui.domain.private import Private
from romtui.domain.series import course_of
from romtui.domain.trend import Point, Trend, form_trend


@dataclass(frozen=True, slots=True)
class SharedGoal:
    """A goal in the person's words, and where it stands."""

    words: Private
    summary: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """One measure as the person sees it.

    `own_words` name it where it was made for them. `figures` are the first and the latest
    total, or the only one; `sentences` say the same, and the target; `beside` are quieter
    ones. In words only there are neither figures nor a `trend`.
    """

    name: str
    own_words: Private
    figures: tuple[str, ...]
    sentences: tuple[str, ...]
    beside: tuple[str, ...]
    trend: Trend | None
    goals: tuple[SharedGoal, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How much is shown: the name of the range only if asked for, numbers unless not wanted."""

    severity: bool = False
    words_only: bool = False


def shared_measures(case: Case, marked: str) -> tuple[str, ...]:
    """The measures there is something to show of, and the marked one."""
    forms = dict.fromkeys(result.instrument for result in case.results)
    filled_in = (measure for form in forms for measure in measures_of(case.instruments[form]))
    return tuple(dict.fromkeys(filled_in) | {marked: None})


def shared_view(
    case: Case,
    measure: str,
    today: date,
    deck: Deck,
    sharing: Sharing = Sharing(),
    constants: Constants = STANDARD,
) -> SharedView:
    """Put together what the person may see of one measure."""
    trend = trend_of(case, measure, constants.gap_days)
    speaker = _Speaker(case, deck, today, sharing, constants)
    return SharedView(
        name=trend.instrument.name,
        own_words=trend.instrument.words,
        figures=speaker.figures(trend),
        sentences=tuple(speaker.sentences(trend)),
        beside=tuple(speaker.beside(trend)),
        trend=None if sharing.words_only else _drawn(trend, sharing),
        goals=tuple(speaker.goals()),
    )


def _drawn(trend: Trend, sharing: Sharing) -> Trend:
    """The trend on its bare range, ranges and cutoff of the form only where they are asked for.

    How a score came in, what was noted about it, and what may be chance, stay on the therapist's
    side.
    """
    points = tuple(replace(point, total_only=False, fit=None) for point in trend.points)
    instrument = replace(trend.instrument, reliable_change=None)
    bare = replace(trend, points=points, instrument=instrument)
    if sharing.severity:
        return bare
    return replace(bare, instrument=replace(instrument, bands=(), cutoff=None))


@dataclass(frozen=True, slots=True)
class _Speaker:
    case: Case
    deck: Deck
    today: date
    sharing: Sharing
    constants: Constants

    @property
    def words(self) -> SharedWords:
        return self.deck.shared

    def figures(self, trend: Trend) -> tuple[str, ...]:
        """The first and the latest total."""
        if self.sharing.words_only or not trend.points:
            return ()
        ends = dict.fromkeys((trend.points[0], trend.points[-1]))
        return tuple(self.deck.words.number(point.total) for point in ends)

    def sentences(self, trend: Trend) -> Iterator[str]:
        """Where it went, and whether the target is reached."""
        if not trend.points:
            yield self._nothing(trend)
        else:
            yield self._change(trend.instrument, trend.points[0], trend.points[-1])
        yield from self._target(trend)

    def beside(self, trend: Trend) -> Iterator[str]:
        """What belongs to it, more quietly."""
        last = trend.last
        if last is not None and last.on != self.today:
            yield self._dated(self.words.last, last.on)
        if trend.points and trend.unscored and trend.unscored[-1] > trend.points[-1].on:
            yield self._dated(self.words.unscored, trend.unscored[-1])
        if trend.earlier:
            yield self.words.other_version
        if self.sharing.severity and trend.band is not None:
            yield self.words.band.replace("{band}", trend.band.label)
        if not self.sharing.words_only and trend.instrument.has_total:
            lower = trend.instrument.lower_is_better
            yield self.words.lower_is_better if lower else self.words.higher_is_better

    def goals(self) -> Iterator[SharedGoal]:
        """The goals that are followed, in the order they were made."""
        for measure in self.case.own:
            if is_goal(measure.id) and self.case.scheduled(measure.id) is not None:
                yield SharedGoal(measure.words, self._goal(form_trend(self.case, measure.id)))

    def _nothing(self, trend: Trend) -> str:
        if not trend.instrument.has_total:
            return self.words.no_total
        if trend.unscored:
            return self._dated(self.words.unscored, trend.unscored[-1])
        return self.words.no_score

    def _change(self, instrument: Instrument, first: Point, last: Point) -> str:
        if self.sharing.words_only:
            return self._in_words(instrument, first, last)
        if first == last:
            return self._filled(self.words.first, first, last)
        same = first.total == last.total
        return self._filled(self.words.same if same else self.words.since, first, last)

    def _in_words(self, instrument: Instrument, first: Point, last: Point) -> str:
        """Weigh the change since the start as the findings do: “clearly” only once confirmed."""
        course = course_of(self.case, instrument.id, self.today, self.constants)
        if first == last or course is None:
            return self._dated(self.words.first_worded, first.on)
        word: str = getattr(self.words, since_start(course).value)
        return self._dated(word, first.on)

    def _target(self, trend: Trend) -> Iterator[str]:
        target, last = trend.target, trend.last
        if target is None:
            return
        reached = last is not None and trend.instrument.reaches(last.total, target)
        if self.sharing.words_only:
            yield self.words.target_reached if reached else self.words.target_ahead
        else:
            aim = self._aim(trend.instrument, target)
            template = self.words.reached if reached else self.words.target
            yield template.replace("{target}", aim)

    def _aim(self, instrument: Instrument, target: Decimal) -> str:
        """Say “below 10” where the target is the last score under the cutoff."""
        say = self.words
        form = form_of_target(instrument, target, say.below, say.at_most, say.at_least)
        line = self.deck.words.number(line_of_target(instrument, target))
        return form.replace("{value}", line)

    def _goal(self, trend: Trend) -> str:
        if not trend.points:
            return self.words.goal_not_rated
        first, last = trend.points[0], trend.points[-1]
        if self.sharing.words_only:
            return self._in_words(trend.instrument, first, last)
        form = self.words.goal_first if first == last else self.words.goal_since
        return self._filled(form, first, last).replace(
            "{most}", self.deck.words.number(trend.instrument.hi)
        )

    def _filled(self, form: str, first: Point, last: Point) -> str:
        number = self.deck.words.number
        filled = form.replace("{first}", number(first.total)).replace("{score}", number(last.total))
        return self._dated(filled, first.on)

    def _dated(self, form: str, day: date) -> str:
        return form.replace("{date}", self.deck.words.date(day, self.today))
