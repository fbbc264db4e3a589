"""What the session screen shows of a case: computed here, drawn by the widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo

from romtui.domain.battery import due
from romtui.domain.case import Attendance, Case, Result
from romtui.domain.chart import Trend, trend
from romtui.domain.dialogue import Deck, Panel, Suggestion, suggest
from romtui.domain.instrument import Instrument, Item
from romtui.domain.open_points import session_number
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.safety import as_shown, unreviewed
from romtui.domain.settings import Settings
from romtui.ui.dates import short_day, with_weekday


@dataclass(frozen=True, slots=True)
class Talk:
    """All that the panel shows: a suggestion, and the headlines of what else holds.

    `words` are what it says by itself, `done` counts what is ticked of the to-do list.
    """

    suggestion: Suggestion
    words: Panel
    also: tuple[str, ...] = ()
    more: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """A case on a day, with one measure marked. `chosen` names the line last shown, by pattern."""

    case: Case
    today: date
    deck: Deck
    marked: str
    chosen: Mapping[Pattern, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    findings: Findings = field(init=False)

    def __post_init__(self) -> None:
        found = detect(self.case, self.today, self.settings.constants)
        object.__setattr__(self, "findings", as_shown(self.case, found, self.today))

    @property
    def instrument(self) -> Instrument:
        """The marked measure."""
        return self.case.instruments[self.marked]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of this person in the order they were first used, then what is to come."""
        measured = dict.fromkeys(result.instrument for result in self.case.results)
        drafted = dict.fromkeys(draft.instrument for draft in self.case.drafts)
        regular = dict.fromkeys(one.instrument for one in self.case.battery)
        return tuple(measured | drafted | regular | dict.fromkeys((self.marked,)))

    @property
    def due(self) -> tuple[str, ...]:
        """The measures to be filled in today, in the order of the battery."""
        return due(self.case, self.today)

    @property
    def due_words(self) -> str:
        """Which measures are due, and the key that fills them in; nothing when none is."""
        if not self.due:
            return ""
        names = ", ".join(self.case.instruments[one].name for one in self.due)
        return f"Due: {names}   z fills in all of them, one after another."

    @property
    def tags(self) -> Mapping[str, str]:
        """What is said beside a measure of the battery: that it is due, or paused."""
        paused = {one.instrument: "paused" for one in self.case.battery if one.paused}
        return paused | dict.fromkeys(self.due, "due")

    @property
    def trends(self) -> tuple[Trend, ...]:
        """The course of each measure."""
        return tuple(trend(self.case, measure) for measure in self.measures)

    @property
    def place(self) -> int:
        """Which of the measures is marked."""
        return self.measures.index(self.marked)

    @property
    def undiscussed(self) -> tuple[Result, ...]:
        """The results of the marked measure that were not shared yet."""
        results = self.case.of(self.marked)
        return tuple(one for one in results if one.valid and not one.discussed)

    @property
    def talk(self) -> Talk | None:
        """What to say about the headline, and what else holds."""
        headline = self.findings.headline
        if headline is None:
            return None
        suggestion = self._suggest(headline)
        return Talk(
            suggestion=suggestion,
            words=self.deck.panel,
            also=tuple(self._chip(finding) for finding in self.findings.also),
            more=len(self.findings.rest),
            done=len(self.case.ticks & suggestion.act.keys()),
        )

    def another_wording(self) -> "Sitting":
        """The same with the next way to say the headline."""
        headline = self.findings.headline
        if headline is None:
            return self
        line_id = self._suggest(headline, turn=1).line_id
        return replace(self, chosen={**self.chosen, headline.pattern: line_id})

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
    def title(self) -> str:
        """Which session this is, of how many, and the day; and whether it fell away."""
        number, planned = session_number(self.case, self.today), self.case.patient.planned_sessions
        plan = ""
        if planned is not None:
            plan = f" of {planned}" if number <= planned else f" ({planned} planned)"
        here = (one.attendance for one in self.case.sessions if one.on == self.today)
        away = next((f" · {one.value}" for one in here if one is not Attendance.ATTENDED), "")
        return f"session {number}{plan} · {with_weekday(self.today)}{away}"

    @property
    def marks(self) -> str:
        """What was done with the latest result of the marked measure."""
        measured = [result for result in self.case.of(self.marked) if result.valid]
        if not measured:
            return ""
        return f"● collected  {'●' if measured[-1].discussed else '○'} shared"

    @property
    def pinned(self) -> str:
        """The safety answers that nobody has reviewed yet, whatever came later."""
        open_on = dict.fromkeys(result.on for result in unreviewed(self.case))
        if not open_on:
            return ""
        days = ", ".join(short_day(on, self.today) for on in open_on)
        return f"SAFETY ITEM ANSWERED ({days})   R  note what you asked and did"

    @property
    def waiting(self) -> str:
        """What is not finished, in one sentence; nothing when all is."""
        return self.mismatched or self.half_filled or self.unscored

    @property
    def mismatched(self) -> str:
        """Which stored total does not add up, and what to do about it."""
        wrong = next((one for one in self.case.results if one.mismatched), None)
        if wrong is None:
            return ""
        name = self.case.instruments[wrong.instrument].name
        return (
            f"The stored total of the {name} of {short_day(wrong.on, self.today)} is not what its "
            "answers add up to: compare it with the paper and correct it (c)."
        )

    @property
    def half_filled(self) -> str:
        """Which form waits to be finished."""
        if not self.case.drafts:
            return ""
        draft = self.case.draft(self.marked) or self.case.drafts[0]
        done = sum(answer is not None for answer in draft.answers)
        name = self.case.instruments[draft.instrument].name
        goes_on = "n goes on with it" if draft.amends is None else "c goes on correcting it"
        return (
            f"{name} of {short_day(draft.on, self.today)} is not finished, "
            f"{done} of {len(draft.answers)} answered: {goes_on}."
        )

    @property
    def unscored(self) -> str:
        """That the latest form of the marked measure was not complete enough to be scored."""
        latest = next(reversed(self.case.of(self.marked)), None)
        if latest is None or latest.valid or latest.mismatched or latest.answers is None:
            return ""
        done = sum(answer is not None for answer in latest.answers)
        form = f"{self.instrument.name} of {short_day(latest.on, self.today)}"
        if done < len(latest.answers):
            return f"{form}: {done} of {len(latest.answers)} answered, kept and not scored."
        return f"{form} is kept. It has no single total: ? shows its parts."

    def entered_today(self, zone: tzinfo | None) -> list[int]:
        """The results entered or changed today, by the clock of that zone, oldest first."""
        entered = [
            (result.entered_at, result.id)
            for result in self.case.results
            if result.entered_at and result.entered_at.astimezone(zone).date() == self.today
        ]
        return [result_id for _, result_id in sorted(entered)]

    @property
    def asked_after(self) -> tuple[int, ...]:
        """The results whose form goes on with a question that does not count."""
        return tuple(
            one.id
            for one in self.case.results
            if one.valid
            and one.answers is not None
            and one.followup is None
            and self._followup(one) is not None
        )

    def question_after(self, result_id: int) -> str:
        """The question after a form and its answers, as one strip."""
        asked = self._followup(self._result(result_id))
        assert asked is not None
        answers = "  ".join(f"{one.printed} {one.label}" for one in asked.options)
        return f"{asked.text} (any other key: no answer)  {answers}"

    def answers_after(self, result_id: int) -> Mapping[str, int]:
        """The keys that answer it, and what they mean."""
        asked = self._followup(self._result(result_id))
        return {} if asked is None else {one.printed: one.value for one in asked.options}

    @property
    def asks_impression(self) -> bool:
        """Whether the blind impression is still open: before today's score, not the first time."""
        seen = any(result.on == self.today for result in self.case.results)
        return bool(self.case.results) and self.case.impression is None and not seen

    def _result(self, result_id: int) -> Result:
        return next(one for one in self.case.results if one.id == result_id)

    def _followup(self, result: Result) -> Item | None:
        return self.case.instruments[result.instrument].followup

    def _chip(self, finding: Finding) -> str:
        title = self.deck.entry(finding.pattern).title
        if finding.instrument is None or finding.instrument == self.case.primary:
            return title
        return f"{self.case.instruments[finding.instrument].name}: {title}"


def first_measure(case: Case) -> str:
    """The measure to begin with: a half-filled one, else the one that leads, else the first."""
    half_filled = next((one.instrument for one in case.drafts if one.amends is None), None)
    regular = next((one.instrument for one in case.battery), None)
    return half_filled or case.primary or regular or next(iter(case.instruments))


def changed_results(before: Case, after: Case) -> list[int]:
    """The ids of the results that came, changed or went between two states of a case."""
    then = {result.id: result.version for result in before.results}
    now = {result.id: result.version for result in after.results}
    return sorted(
        result_id for result_id in then | now if then.get(result_id) != now.get(result_id)
    )
