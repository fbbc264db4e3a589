"""What the session screen shows of a case: computed here, drawn by the widgets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from romtui.domain.battery import asks_for_a_form, due
from romtui.domain.case import Attendance, Case, Result
from romtui.domain.chart import Trend
from romtui.domain.dialogue import Deck, Panel, Suggestion, framing, suggest
from romtui.domain.dialogue.variants import IN_WORDS
from romtui.domain.focus_change import change_said
from romtui.domain.instrument import Instrument, Kind
from romtui.domain.open_points import (
    OpenPoints,
    open_points,
    skipped_twice,
    to_look_at,
    undiscussed,
)
from romtui.domain.parts import form_of, measure_of, measures_of, settled, trend_of
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.private import Private
from romtui.domain.safety import as_shown
from romtui.domain.search import first_offered
from romtui.domain.settings import Settings
from romtui.domain.talk import Agreement
from romtui.domain.target_progress import towards_target

_A_WEEK: Final = timedelta(weeks=1)
CHECK_IN: Final = "checkin"
"""The session rating that comes with the program."""
_CHIPS: Final = 2
"""How many other headlines are named beside the sentence."""


@dataclass(frozen=True, slots=True)
class Talk:
    """All that the panel shows: a suggestion, and the headlines of what else holds.

    `words` are what it says by itself, `done` counts what is ticked of the to-do list. `said`
    names the lines that were said today; `framing` is set before the very first form.
    `within_focus` says what the present focus has brought on the marked measure, and
    `towards_target` what its target is and how far it is. `part` names the part of a form that
    the headline is about.
    """

    suggestion: Suggestion
    words: Panel
    also: tuple[str, ...] = ()
    more: int = 0
    done: int = 0
    said: frozenset[str] = frozenset()
    framing: bool = False
    within_focus: Private = Private("")
    towards_target: Private = Private("")
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A case on a day, with one measure marked. `chosen` names the line last shown, by pattern."""

    case: Case
    today: date
    deck: Deck
    marked: str
    chosen: Mapping[Pattern, str] = field(default_factory=dict)
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
    def undiscussed(self) -> tuple[Result, ...]:
        """The results of the marked form that were not shared yet."""
        return tuple(one for one in undiscussed(self.case) if one.instrument == self.form.id)

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
    def leading(self) -> Finding | None:
        """The finding to talk about: that of a session rating, once one is marked.

        A safety answer that waits goes before everything.
        """
        headline = self.findings.headline
        if headline is None or headline.pattern is Pattern.RISK_ITEM:
            return headline
        if self.instrument.kind is not Kind.ALLIANCE:
            return headline
        about = (one for one in self.findings.found if one.instrument == self.marked)
        return next(about, headline)

    @property
    def asks_framing(self) -> bool:
        """Whether the questionnaires are still to be introduced: before the very first one."""
        return not self.case.results and self.case.patient.framed_on is None

    @property
    def talk(self) -> Talk | None:
        """What to say, and what else holds."""
        if self.asks_framing:
            return Talk(framing(self.deck, self.framing_turn), self.deck.panel, framing=True)
        leading = self.leading
        if leading is None:
            return None
        suggestion = self._suggest(leading)
        others = [one for one in self.findings.found if one is not leading]
        return Talk(
            suggestion=suggestion,
            words=self.deck.panel,
            also=tuple(self._chip(finding, leading) for finding in others[:_CHIPS]),
            more=len(others[_CHIPS:]),
            done=len(self.case.ticks & suggestion.act.keys()),
            said=frozenset(one.line_id for one in self.case.said if one.on == self.today),
            part=self._part(leading),
            towards_target=towards_target(self.case, self.marked, self.deck),
            within_focus=change_said(
                self.case, self.marked, self.today, self.deck, self.settings.constants
            ),
        )

    def another_wording(self) -> "Sitting":
        """The same with the next way to say it."""
        if self.asks_framing:
            return replace(self, framing_turn=self.framing_turn + 1)
        leading = self.leading
        if leading is None:
            return self
        line_id = self._suggest(leading, turn=1).line_id
        return replace(self, chosen={**self.chosen, leading.pattern: line_id})

    def _suggest(self, headline: Finding, turn: int = 0) -> Suggestion:
        return suggest(
            headline,
            self.case,
            self.today,
            self.deck,
            turn,
            self.settings.constants,
            chosen=self.chosen.get(headline.pattern, ""),
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

    def _part(self, finding: Finding) -> str:
        """The part of a form that a finding is about; no name where it is about anything else."""
        return "" if finding.instrument in self.case.instruments else self.name_of(finding)

    def title_of(self, finding: Finding) -> str:
        """The title that says how sure a finding is."""
        return self.deck.entry(finding.pattern).title_of(finding)

    def name_of(self, finding: Finding) -> str:
        """The name of the measure a finding is about, or of the part; empty for the whole case."""
        if finding.instrument is None:
            return ""
        about = measure_of(self.case.instruments, finding.instrument)
        return "" if about is None else about.name

    def _chip(self, finding: Finding, leading: Finding) -> str:
        """The title of what else holds, with its measure where that is not the headline's."""
        name, title = self.name_of(finding), self.title_of(finding)
        return f"{name}: {title}" if name and finding.instrument != leading.instrument else title


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
