"""What the session screen shows of a case: computed here, drawn by the widgets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Final, cast

from romtui.domain.battery import asks_for_a_form, due
from romtui.domain.case import Attendance, Case, Result
from romtui.domain.chart import Trend
from romtui.domain.dialogue import Deck, Panel, Suggestion, framing, suggest
from romtui.domain.dialogue.template import filled
from romtui.domain.dialogue.variants import IN_WORDS
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import Instrument, Kind
from romtui.domain.open_points import (
    OpenPoints,
    open_points,
    skipped_twice,
    to_look_at,
    undiscussed,
)
from romtui.domain.parts import form_of, leading_measure, measure_of, measures_of, settled, trend_of
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.private import Private
from romtui.domain.progress import progress_in_focus, progress_to_target
from romtui.domain.safety import as_shown, unreviewed
from romtui.domain.search import first_offered
from romtui.domain.settings import Settings

_A_WEEK: Final = timedelta(weeks=1)
CHECK_IN: Final = "checkin"
"""The session rating that comes with the program."""
_OF_THE_WORK: Final = frozenset({Pattern.DROPOUT_RISK, Pattern.NO_SCORE_TODAY})
"""What is about no score."""
_CHIPS: Final = 2
"""How many other headlines are named beside the sentence."""


@dataclass(frozen=True, slots=True)
class PanelContent:
    """All that the panel shows: a suggestion, and the headlines of what else holds.

    Without a suggestion nothing holds about the marked measure, and `plain` says so. `words` are
    what it says by itself, `done` counts what is ticked of the to-do list. `said` names the lines
    that were said today; `framing` is set before the very first form. `within_focus` says what
    the present focus has brought on the marked measure, and `towards_target` what its target is
    and how far it is. `about` names what the headline is about, where several measures are
    followed. `place` of `count` headlines is the one shown, from 1; 0 is none of them.
    """

    suggestion: Suggestion | None
    words: Panel
    also: tuple[str, ...] = ()
    more: int = 0
    place: int = 0
    count: int = 0
    done: int = 0
    said: frozenset[str] = frozenset()
    framing: bool = False
    within_focus: Private = Private("")
    towards_target: Private = Private("")
    about: str = ""
    plain: str = ""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A case on a day, with one measure marked and one finding shown, which is about it.

    `picked` is the key of a finding that was gone to; without one, or once it holds no more, it
    is the first about the marked measure. `chosen` names the line last shown, by pattern, and
    `turned` that of each finding in this session, by its key.
    """

    case: Case
    today: date
    deck: Deck
    marked: str
    picked: str = ""
    chosen: Mapping[Pattern, str] = field(default_factory=dict)
    turned: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    framing_turn: int = 0
    findings: Findings = field(init=False)

    def __post_init__(self) -> None:
        found = detect(self.case, self.today, self.settings.constants)
        if not asks_for_a_form(self.case, self.today):
            found = found.noting(Pattern.NO_SCORE_TODAY, IN_WORDS)
        object.__setattr__(self, "findings", as_shown(self.case, found, self.today))
        object.__setattr__(self, "marked", settled(self.case, self.marked))

    @property
    def form(self) -> Instrument:
        """The form that is filled in and shared for the marked measure."""
        return self.case.instruments[form_of(self.case.instruments, self.marked)]

    @property
    def instrument(self) -> Instrument:
        """The marked measure: a form, or a part of one without a single total."""
        return measure_of(self.case.instruments, self.marked) or self.form

    @property
    def measures(self) -> tuple[str, ...]:
        """What is followed, form after form: of one without a single total each part."""
        instruments = self.case.instruments
        return tuple(one for form in self.forms for one in measures_of(instruments[form]))

    @property
    def with_items(self) -> tuple[str, ...]:
        """The same, and each form that is followed by its parts as a whole behind these."""
        instruments = self.case.instruments
        return tuple(
            dict.fromkeys(
                one for form in self.forms for one in (*measures_of(instruments[form]), form)
            )
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of this person in the order they were first used, then what is to come."""
        measured = dict.fromkeys(result.instrument for result in self.case.results)
        drafted = dict.fromkeys(draft.instrument for draft in self.case.drafts)
        regular = dict.fromkeys(one.instrument for one in self.case.battery)
        return tuple(measured | drafted | regular | dict.fromkeys((self.form.id,)))

    @property
    def due(self) -> tuple[str, ...]:
        """The measures to be filled in today, in the order of the battery."""
        return due(self.case, self.today)

    @property
    def tags(self) -> Mapping[str, str]:
        """What is said beside a measure of the battery: that it is due, or paused.

        Of a form with several it is said once, beside the first.
        """
        paused = {one.instrument: "paused" for one in self.case.battery if one.paused}
        said = paused | dict.fromkeys(self.due, "due")
        instruments = self.case.instruments
        return {measures_of(instruments[form])[0]: tag for form, tag in said.items()}

    @property
    def trends(self) -> tuple[Trend, ...]:
        """The course of each measure."""
        gap_days = self.settings.constants.gap_days
        return tuple(trend_of(self.case, measure, gap_days) for measure in self.measures)

    @property
    def place(self) -> int:
        """Which of the measures is marked."""
        return self.measures.index(self.marked)

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """The forms that the sentence is about, the marked one among them."""
        shown = self.shown
        return (self.form.id,) if shown is None else self.forms_of(shown)

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of the forms that the sentence is about."""
        forms = self.spoken_of
        return tuple(one for one in self.case.results if one.instrument in forms)

    @property
    def undiscussed(self) -> tuple[Result, ...]:
        """Those of them that were not shared yet."""
        forms = self.spoken_of
        return tuple(one for one in undiscussed(self.case) if one.instrument in forms)

    @property
    def latest(self) -> Result | None:
        """The latest scored result of the marked form."""
        scored = [result for result in self.case.of(self.form.id) if result.valid]
        return scored[-1] if scored else None

    @property
    def open_points(self) -> OpenPoints:
        """What a session may not end without a word about."""
        return open_points(self.case, self.findings.headline, self.today)

    @property
    def to_look_at(self) -> tuple[Agreement, ...]:
        """The agreements of earlier days of which nobody has said what became."""
        return to_look_at(self.case, self.today)

    @property
    def skipped_twice(self) -> bool:
        """Whether the last two sessions each put something off."""
        return skipped_twice(self.case)

    @property
    def next_session(self) -> date:
        """The day of the next session: the one made out, else a week from now."""
        next_on = self.case.patient.next_on
        if next_on is not None and next_on > self.today:
            return next_on
        return self.today + _A_WEEK

    @property
    def rating(self) -> str:
        """The session rating of this person: that of the battery, the one used, or our own."""
        regular = [one.instrument for one in self.case.battery]
        used = [one.instrument for one in reversed(self.case.results)]
        rated = (
            one for one in (*regular, *used) if self.case.instruments[one].kind is Kind.ALLIANCE
        )
        return next(rated, CHECK_IN)

    @property
    def shown(self) -> Finding | None:
        """The finding to talk about: always one about the marked measure, if there is any."""
        found, own = self.findings.found, {self.marked, self.form.id}
        about = [one for one in found if self.marked in self.measures_about(one)]
        picked = [one for one in about if one.key == self.picked]
        return next(
            chain(picked, (one for one in found if one.instrument in own), about),
            None,
        )

    def measures_about(self, finding: Finding) -> tuple[str, ...]:
        """The measures a finding is about, the one to mark for it first.

        For the whole case that is the measure that leads.
        """
        if finding.instrument is not None:
            return (settled(self.case, finding.instrument),)
        leads = leading_measure(self.case) or self.marked
        if finding.pattern is Pattern.MIXED_MEASURES:
            measures = self._pair(finding)
        elif finding.pattern is Pattern.UNDISCUSSED:
            waits = (one for one in undiscussed(self.case) if one.on < self.today)
            measures = list(dict.fromkeys(settled(self.case, one.instrument) for one in waits))
        else:
            measures = []
        return tuple(sorted(measures, key=lambda one: one != leads)) or (leads,)

    def forms_of(self, finding: Finding) -> tuple[str, ...]:
        """The forms a finding is about: what is shared when its sentence was said."""
        instruments = self.case.instruments
        measures = self.measures_about(finding)
        return tuple(dict.fromkeys(form_of(instruments, one) for one in measures))

    def _pair(self, finding: Finding) -> list[str]:
        """The two measures that the sentence about a contradiction names."""
        named = {finding.facts[one] for one in ("measure", "measure_2")}
        both = [
            measure
            for way in ("better", "worse")
            for measure in cast("list[str]", finding.facts[way])
        ]
        return [one for one in both if self._name(one) in named]

    def marking(self, measure: str) -> "SessionView":
        """The same with another measure marked, and what there is to say about that one."""
        return replace(self, marked=measure, picked="")

    def showing(self, finding: Finding) -> "SessionView":
        """The same with this finding shown, and its measure marked."""
        return replace(self, marked=self.measures_about(finding)[0], picked=finding.key)

    def at_headline(self) -> "SessionView":
        """The same with what comes first shown, a safety answer that waits before all else."""
        headline = self.findings.headline
        return self if headline is None else self.showing(headline)

    def after_form(self) -> "SessionView":
        """The same once a form is saved: at the headline.

        A session rating is looked at at once, unless a safety answer waits.
        """
        rated = self.instrument.kind is Kind.ALLIANCE and not self.safety_waits
        return self.marking(self.marked) if rated else self.at_headline()

    def stepped(self, steps: int) -> "SessionView":
        """The same with the next finding shown, in their order; after the last the first again."""
        found = self.findings.found
        if not found:
            return self
        shown = self.shown
        place = (found.index(shown) if shown else -min(steps, 0) - 1) + steps
        return self.showing(found[place % len(found)])

    @property
    def safety_waits(self) -> bool:
        """Whether a safety answer is not reviewed yet, which is talked about first."""
        headline = self.findings.headline
        return (
            headline is not None
            and headline.pattern is Pattern.RISK_ITEM
            and any(unreviewed(self.case))
        )

    @property
    def asks_framing(self) -> bool:
        """Whether the questionnaires are still to be introduced: before the very first one."""
        return not self.case.results and self.case.patient.framed_on is None

    @property
    def talk(self) -> PanelContent | None:
        """What to say, and what else holds."""
        if self.asks_framing:
            return PanelContent(
                framing(self.deck, self.framing_turn), self.deck.panel, framing=True
            )
        found, shown = self.findings.found, self.shown
        others = [one for one in found if one is not shown]
        talk = PanelContent(
            suggestion=None,
            words=self.deck.panel,
            also=tuple(self._chip(finding) for finding in others[:_CHIPS]),
            more=len(others[_CHIPS:]),
            count=len(found),
            said=frozenset(one.line_id for one in self.case.said if one.on == self.today),
        )
        if shown is None:
            return replace(talk, plain=self._nothing_to_say)
        suggestion = self._suggest(shown)
        return replace(
            talk,
            suggestion=suggestion,
            place=found.index(shown) + 1,
            done=len(self.case.ticks & suggestion.act.keys()),
            about=self.about(shown),
            towards_target=self._named(progress_to_target(self.case, self.marked, self.deck)),
            within_focus=self._named(
                progress_in_focus(
                    self.case, self.marked, self.today, self.deck, self.settings.constants
                )
            ),
        )

    @property
    def _nothing_to_say(self) -> str:
        """That no rule asks for a word about the marked measure."""
        words, results = self.deck.panel, self.case.of(self.form.id)
        sentence = words.nothing
        if not results:
            sentence = words.no_score
        elif results[-1].on < self.today:
            sentence = words.none_today
        return sentence.replace("{measure}", self.instrument.name)

    def _named(self, said: Private) -> Private:
        """What is said about the marked measure, with its name."""
        return filled("{said} ({name})", said=said, name=self.instrument.name) if said else said

    def another_wording(self) -> "SessionView":
        """The same with the next way to say it."""
        if self.asks_framing:
            return replace(self, framing_turn=self.framing_turn + 1)
        shown = self.shown
        if shown is None:
            return self
        line_id = self._suggest(shown, turn=1).line_id
        return replace(self, turned={**self.turned, shown.key: line_id})

    def _suggest(self, headline: Finding, turn: int = 0) -> Suggestion:
        return suggest(
            headline,
            self.case,
            self.today,
            self.deck,
            turn,
            self.settings.constants,
            chosen=self.turned.get(headline.key) or self.chosen.get(headline.pattern, ""),
            tone=self.settings.tone,
        )

    @property
    def asks_impression(self) -> bool:
        """Whether the blind impression is still open: before today's score, not the first time.

        Nor of somebody who is noted as away today.
        """
        case = self.case
        seen = any(result.on == self.today for result in case.results)
        here = (
            one.attendance is Attendance.ATTENDED for one in case.sessions if one.on == self.today
        )
        return bool(case.results) and case.impression is None and not seen and all(here)

    def title_of(self, finding: Finding) -> str:
        """The title that says how sure a finding is."""
        return self.deck.entry(finding.pattern).title_of(finding)

    def name_of(self, finding: Finding) -> str:
        """The name of the measure a finding is about, or of the part; empty for the whole case."""
        if finding.instrument is None:
            return ""
        about = measure_of(self.case.instruments, finding.instrument)
        return "" if about is None else about.name

    def about(self, finding: Finding) -> str:
        """What a finding is about, by name; nothing where only one measure is followed."""
        if len(self.measures) == 1:
            return ""
        if finding.pattern in _OF_THE_WORK:
            return self.deck.panel.whole
        if finding.instrument is not None:
            return self.name_of(finding)
        return self.deck.words.listed([self._name(one) for one in self.measures_about(finding)])

    def _name(self, measure: str) -> str:
        about = measure_of(self.case.instruments, measure)
        return "" if about is None else about.name

    def _chip(self, finding: Finding) -> str:
        """The title of what else holds, with what it is about."""
        about, title = self.about(finding), self.title_of(finding)
        return f"{about}: {title}" if about else title


def begun(view: SessionView) -> SessionView:
    """A session as it begins: at the headline, or at a form that was left half filled.

    A safety answer that waits comes before such a form.
    """
    half_filled = any(one.amends is None for one in view.case.drafts)
    return view if half_filled and not view.safety_waits else view.at_headline()


def first_measure(case: Case, in_use: Callable[[], Iterable[str]] = tuple) -> str:
    """The measure to begin with: a half-filled one, else the one that leads or is due regularly.

    For somebody without any it is what others fill in most, as `in_use` gives it.
    """
    half_filled = next((one.instrument for one in case.drafts if one.amends is None), None)
    regular = next((one.instrument for one in case.battery), None)
    known = half_filled or case.primary or regular
    return known or first_offered(case.instruments, in_use())


def changed_results(before: Case, after: Case) -> list[int]:
    """The ids of the results that came, changed or went between two states of a case."""
    then = {result.id: result.version for result in before.results}
    now = {result.id: result.version for result in after.results}
    return sorted(
        result_id for result_id in then | now if then.get(result_id) != now.get(result_id)
    )
