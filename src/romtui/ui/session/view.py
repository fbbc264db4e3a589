"""What the session screen shows of a case: worked out here, drawn by the widgets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Final, cast

from romtui.domain.battery import asks_for_a_form, due
from romtui.domain.case import Attendance, Case, Result
from romtui.domain.constants import Constants
from romtui.domain.dialogue import Deck, Suggestion, suggest
from romtui.domain.dialogue.variants import IN_WORDS
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import Instrument, InstrumentKind
from romtui.domain.open_points import (
    OpenPoints,
    open_points,
    skipped_twice,
    to_look_at,
    undiscussed,
)
from romtui.domain.parts import (
    form_of,
    leading_measure,
    measure_meant,
    measure_of,
    measures_of,
    trend_of,
)
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.safety import as_shown, unreviewed
from romtui.domain.search import first_offered
from romtui.domain.settings import Settings
from romtui.domain.trend import Trend
from romtui.ui.dependencies import Workspace
from romtui.ui.session.texts import DUE, PAUSED

_A_WEEK: Final = timedelta(weeks=1)
CHECK_IN: Final = "checkin"
"""The session rating that comes with the program."""
_OF_THE_WORK: Final = frozenset({Pattern.DROPOUT_RISK, Pattern.NO_SCORE_TODAY})
"""What is about no score."""


@dataclass(frozen=True)
class Analysis:
    """What the rules find in a case on a day, and the course of each measure.

    Each is worked out once, however often the mark moves.
    """

    case: Case
    today: date
    constants: Constants
    _trends: dict[str, Trend] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def has_unreviewed(self) -> bool:
        """Whether a positive safety answer is not reviewed yet."""
        return any(unreviewed(self.case))

    @cached_property
    def findings(self) -> Findings:
        """What holds, most important first; without a score it is no news where none is due."""
        findings = detect(self.case, self.today, self.constants)
        if not asks_for_a_form(self.case, self.today):
            findings = findings.noting(Pattern.NO_SCORE_TODAY, IN_WORDS)
        return as_shown(self.case, findings, self.today)

    def trend(self, measure: str) -> Trend:
        """The course of one measure."""
        if measure not in self._trends:
            self._trends[measure] = trend_of(self.case, measure, self.constants.gap_days)
        return self._trends[measure]


@dataclass(frozen=True)
class SessionView:
    """A case on a day, with one measure marked and one finding shown, which is about it.

    `picked` is the key of a finding that was gone to; without one, or once it holds no more, it
    is the first about the marked measure. `chosen` names the line last shown, by pattern, and
    `turned` that of each finding in this session, by its key. `analysis` goes on to the views
    made with `replace` as long as they are of the same case, day and thresholds.
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
    analysis: Analysis | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        before, constants = self.analysis, self.settings.constants
        # The identity of the case, not its equality: to compare two cases takes as long as to
        # work them out.
        if (
            before is None
            or before.case is not self.case
            or (before.today, before.constants) != (self.today, constants)
        ):
            object.__setattr__(self, "analysis", Analysis(self.case, self.today, constants))
        object.__setattr__(self, "marked", measure_meant(self.case, self.marked))

    @property
    def findings(self) -> Findings:
        """What holds, most important first."""
        assert self.analysis is not None
        return self.analysis.findings

    @cached_property
    def form(self) -> Instrument:
        """The form that is filled in and shared for the marked measure."""
        return self.case.instruments[form_of(self.case.instruments, self.marked)]

    @property
    def instrument(self) -> Instrument:
        """The marked measure: a form, or a part of one without a single total."""
        return measure_of(self.case.instruments, self.marked) or self.form

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """What is followed, form after form: of one without a single total each part."""
        instruments = self.case.instruments
        return tuple(measure for form in self.forms for measure in measures_of(instruments[form]))

    @property
    def with_items(self) -> tuple[str, ...]:
        """The same, and each form that is followed by its parts as a whole behind these."""
        instruments = self.case.instruments
        return tuple(
            dict.fromkeys(
                measure
                for form in self.forms
                for measure in (*measures_of(instruments[form]), form)
            )
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of this person in the order they were first used, then what is to come."""
        measured = dict.fromkeys(result.instrument for result in self.case.results)
        drafted = dict.fromkeys(draft.instrument for draft in self.case.drafts)
        regular = dict.fromkeys(scheduled.instrument for scheduled in self.case.battery)
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
        paused = {item.instrument: PAUSED for item in self.case.battery if item.paused}
        of_forms = paused | dict.fromkeys(self.due, DUE)
        instruments = self.case.instruments
        return {measures_of(instruments[form])[0]: tag for form, tag in of_forms.items()}

    @property
    def trends(self) -> tuple[Trend, ...]:
        """The course of each measure."""
        assert self.analysis is not None
        return tuple(map(self.analysis.trend, self.measures))

    @property
    def compared(self) -> Trend | None:
        """The course of the other measure, where the sentence is about two that disagree."""
        shown = self.shown
        if shown is None or shown.pattern is not Pattern.MIXED_MEASURES:
            return None
        others = (item for item in self.measures_about(shown) if item != self.marked)
        other = next(others, None)
        assert self.analysis is not None
        return None if other is None else self.analysis.trend(other)

    @property
    def row(self) -> int:
        """Which of the measures is marked, from 0."""
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
        return tuple(result for result in self.case.results if result.instrument in forms)

    @property
    def undiscussed(self) -> tuple[Result, ...]:
        """Those of them that were not shared yet."""
        forms = self.spoken_of
        return tuple(result for result in undiscussed(self.case) if result.instrument in forms)

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
        """The day agreed for the next session, else a week from now."""
        next_on = self.case.patient.next_on
        if next_on is not None and next_on > self.today:
            return next_on
        return self.today + _A_WEEK

    @property
    def rating(self) -> str:
        """The session rating of this person: that of the battery, the one used, or our own."""
        regular = [scheduled.instrument for scheduled in self.case.battery]
        used = [result.instrument for result in reversed(self.case.results)]
        ratings = (
            form
            for form in (*regular, *used)
            if self.case.instruments[form].kind is InstrumentKind.ALLIANCE
        )
        return next(ratings, CHECK_IN)

    @cached_property
    def shown(self) -> Finding | None:
        """The finding to talk about: always one about the marked measure, if there is any."""
        findings, own = self.findings.found, {self.marked, self.form.id}
        about_it = [item for item in findings if self.marked in self.measures_about(item)]
        picked = [item for item in about_it if item.key == self.picked]
        of_its_own = (item for item in findings if item.instrument in own)
        return next(chain(picked, of_its_own, about_it), None)

    def measures_about(self, finding: Finding) -> tuple[str, ...]:
        """The measures a finding is about, the one to mark for it first.

        For the whole case that is the measure that leads.
        """
        if finding.instrument is not None:
            return (measure_meant(self.case, finding.instrument),)
        leads = leading_measure(self.case) or self.marked
        measures: list[str] = []
        if finding.pattern is Pattern.MIXED_MEASURES:
            # The two that the sentence about a contradiction names.
            named = {finding.facts["measure"], finding.facts["measure_2"]}
            ways = (cast("list[str]", finding.facts[way]) for way in ("better", "worse"))
            measures = [measure for way in ways for measure in way if self._name(measure) in named]
        elif finding.pattern is Pattern.UNDISCUSSED:
            earlier = (result for result in undiscussed(self.case) if result.on < self.today)
            measures = [
                *dict.fromkeys(measure_meant(self.case, item.instrument) for item in earlier)
            ]
        return tuple(sorted(measures, key=lambda measure: measure != leads)) or (leads,)

    def forms_of(self, finding: Finding) -> tuple[str, ...]:
        """The forms a finding is about: what is shared when its sentence was said."""
        instruments = self.case.instruments
        measures = self.measures_about(finding)
        return tuple(dict.fromkeys(form_of(instruments, measure) for measure in measures))

    def at_start(self) -> "SessionView":
        """The session as it begins: at the headline, or at a form that was left half filled.

        A safety answer that waits comes before such a form.
        """
        half_filled = any(draft.amends is None for draft in self.case.drafts)
        return self if half_filled and not self.safety_waits else self.at_headline()

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
        rated = self.instrument.kind is InstrumentKind.ALLIANCE and not self.safety_waits
        return self.marking(self.marked) if rated else self.at_headline()

    def stepped(self, steps: int) -> "SessionView":
        """The same with the next finding shown, in their order; after the last the first again."""
        findings = self.findings.found
        if not findings:
            return self
        shown = self.shown
        place = (findings.index(shown) if shown else -min(steps, 0) - 1) + steps
        return self.showing(findings[place % len(findings)])

    @property
    def has_unreviewed(self) -> bool:
        """Whether a positive safety answer is not reviewed yet."""
        assert self.analysis is not None
        return self.analysis.has_unreviewed

    @property
    def safety_waits(self) -> bool:
        """Whether a safety answer is not reviewed yet, which is talked about first."""
        headline = self.findings.headline
        return (
            headline is not None and headline.pattern is Pattern.RISK_ITEM and self.has_unreviewed
        )

    @property
    def asks_framing(self) -> bool:
        """Whether the questionnaires are still to be introduced: before the very first one."""
        return not self.case.results and self.case.patient.framed_on is None

    @property
    def asks_impression(self) -> bool:
        """Whether the blind impression is still open: before today's score, not the first time.

        Nor of somebody who is noted as away today.
        """
        case = self.case
        seen = any(result.on == self.today for result in case.results)
        here = (
            session.attendance is Attendance.ATTENDED
            for session in case.sessions
            if session.on == self.today
        )
        return bool(case.results) and case.impression is None and not seen and all(here)

    def suggest(self, finding: Finding, turn: int = 0) -> Suggestion:
        """What to say about a finding; `turn` goes so many wordings on from the one last shown."""
        return suggest(
            finding,
            self.case,
            self.today,
            self.deck,
            turn,
            self.settings.constants,
            chosen=self.turned.get(finding.key) or self.chosen.get(finding.pattern, ""),
            tone=self.settings.tone,
        )

    def another_wording(self) -> "SessionView":
        """The same with the next way to say it."""
        if self.asks_framing:
            return replace(self, framing_turn=self.framing_turn + 1)
        shown = self.shown
        if shown is None:
            return self
        line_id = self.suggest(shown, turn=1).line_id
        return replace(self, turned={**self.turned, shown.key: line_id})

    def title_of(self, finding: Finding) -> str:
        """The title that says how sure a finding is."""
        return self.deck.entry(finding.pattern).title_of(finding)

    def named_title(self, finding: Finding) -> str:
        """The same, after what it is about."""
        about, title = self.about(finding), self.title_of(finding)
        return f"{about}: {title}" if about else title

    def name_of(self, finding: Finding) -> str:
        """The name of the measure a finding is about, or of the part; empty for the whole case."""
        return "" if finding.instrument is None else self._name(finding.instrument)

    def about(self, finding: Finding) -> str:
        """What a finding is about, by name; nothing where only one measure is followed."""
        if len(self.measures) == 1:
            return ""
        if finding.pattern in _OF_THE_WORK:
            return self.deck.panel.whole
        if finding.instrument is not None:
            return self.name_of(finding)
        return self.deck.words.listed([*map(self._name, self.measures_about(finding))])

    def _name(self, measure: str) -> str:
        instrument = measure_of(self.case.instruments, measure)
        return "" if instrument is None else instrument.name


def opened(
    case: Case, today: date, workspace: Workspace, analysis: Analysis | None = None
) -> SessionView:
    """A case as its session would show it: its words as they were last chosen.

    `analysis` is what was worked out of it before, if it was.
    """
    store = workspace.store
    return SessionView(
        case,
        today,
        workspace.deck,
        first_measure(case, store.forms_in_use),
        chosen=store.wordings(),
        settings=store.settings,
        analysis=analysis,
    )


def first_measure(case: Case, in_use: Callable[[], Iterable[str]] = tuple) -> str:
    """The measure to begin with: a half-filled one, else the one that leads or is due regularly.

    For somebody without any it is what others fill in most, as `in_use` gives it.
    """
    half_filled = next((draft.instrument for draft in case.drafts if draft.amends is None), None)
    regular = next((scheduled.instrument for scheduled in case.battery), None)
    known = half_filled or leading_measure(case) or regular
    return known or first_offered(case.instruments, in_use())
