"""A session line by line: the commands of the session screen, by their key or their name."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import Final

from romtui.commands import SESSION, Command
from romtui.domain.case import Case, Result
from romtui.domain.discussion import AgreementOutcome, Fit, How
from romtui.domain.errors import UserError
from romtui.domain.keys import key_name
from romtui.domain.open_points import shared_on, undiscussed
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.domain.text import with_weekday
from romtui.plain import texts
from romtui.plain.entry import Entry
from romtui.plain.lines import (
    chart_lines,
    measure_line,
    safety_lines,
    session_lines,
    suggestion_lines,
    why_lines,
)
from romtui.plain.voice import Voice
from romtui.ui.dates import read_day_ahead
from romtui.ui.dependencies import Workspace
from romtui.ui.reading import read_review
from romtui.ui.session.sentences import half_filled, named, open_points, taken_back, waiting
from romtui.ui.session.texts import HOW_IT_WENT, IMPRESSION, IMPRESSIONS, OUTCOME_CHOICES
from romtui.ui.session.view import opened

_HOWS: Final = {"1": How.SCREEN, "2": How.ALOUD, "3": How.PAPER}
_FITS: Final = {"1": Fit.YES, "2": Fit.PARTLY, "3": Fit.NO}
_CLOSE: Final = ("q", "quit", "close", "back")
_THE_SAME: Final = 3
_OUTCOMES: Final = dict(zip("1234", AgreementOutcome, strict=True))


class Session:
    """One open record. Each command says what it did; the view is always that of the store."""

    def __init__(
        self,
        voice: Voice,
        workspace: Workspace,
        case: Case,
        today: Callable[[], date],
        zone: tzinfo | None,
    ) -> None:
        self._voice = voice
        self._store = workspace.store
        self._today = today
        self._zone = zone
        self._workspace = workspace
        self._view = opened(case, today(), workspace).at_start()
        self._asked_to_close = False
        self._actions: Mapping[str, Callable[[], Awaitable[None]]] = {
            "enter": self.fill_in,
            "total": self.enter_total,
            "run_due": self.fill_in_due,
            "check_in": self.rate_session,
            "share": self.share,
            "share_all": self.share_all,
            "not_today": self.not_today,
            "fit": self.fit,
            "agree": self.agree,
            "review": self.review_safety,
            "wording": self.another_wording,
            "next_finding": self.next_finding,
            "previous_finding": self.finding_before,
            "next_measure": self.next_measure,
            "previous_measure": self.measure_before,
            "why": self.why,
            "graph": self.chart,
            "goal": self.goal,
            "task": self.task,
            "bond": self.bond,
            "to_do": self.to_do,
            "avoid": self.avoid,
            "said": self.again,
            "undo": self.undo,
        }

    @property
    def commands(self) -> list[Command]:
        """The commands of the session screen that are here too."""
        return [command for command in SESSION if command.action in self._actions]

    async def hold(self) -> None:
        """Say the record, and do what is typed until somebody goes back."""
        await self.again()
        self._voice.say(texts.SESSION_HELP)
        passed_by = await self._ask_impression() if self._view.asks_impression else ""
        while True:
            typed = passed_by or await self._voice.ask(self._view.case.patient.code)
            passed_by = ""
            if typed.casefold() in _CLOSE:
                if self._may_close():
                    return
            elif typed.casefold() == "list":
                for command in self.commands:
                    self._voice.say(texts.command(key_of(command), command.words, command.help))
            else:
                await self._do(typed)

    async def _do(self, typed: str) -> None:
        command = command_for(self.commands, typed)
        if command is None:
            self._voice.say(texts.NO_SUCH)
            return
        self._asked_to_close = False
        try:
            await self._actions[command.action]()
        except UserError as refusal:
            self._voice.say(str(refusal))

    def _may_close(self) -> bool:
        """Whether nothing is open, or it was said already what is."""
        still = open_points(self._view)
        if not still or self._asked_to_close:
            return True
        self._voice.say(*still, texts.STILL_OPEN)
        self._asked_to_close = True
        return False

    def _show(self, case: Case) -> None:
        self._view = replace(self._view, case=case, today=self._today())

    async def _ask_impression(self) -> str:
        """How they seem, before a score of today; whatever else is typed is given back."""
        choices = ", ".join(f"{digit} {words}" for digit, words in IMPRESSIONS)
        typed = await self._voice.ask(f"{IMPRESSION} {choices}; {texts.ENTER_SKIPS}")
        if typed not in dict(IMPRESSIONS):
            return typed
        patient_id, impression = self._view.case.patient.id, int(typed) - _THE_SAME
        self._show(self._store.record_impression(patient_id, self._today(), impression))
        self._voice.say(texts.SAVED)
        return ""

    async def undo(self) -> None:
        """Take the latest entry, change or note of today back; a form comes back half filled."""
        before = self._view.case
        done = self._store.done_today(before.patient.id)
        if not done:
            self._voice.say(texts.NOTHING_TO_UNDO)
            return
        self._show(self._store.take_back(before.patient.id, done[-1]))
        after, today = self._view.case, self._today()
        self._voice.say(taken_back(done[-1], before, after, today), half_filled(self._view))

    async def again(self) -> None:
        """Say the whole record once more."""
        self._voice.say(*session_lines(self._view))

    # Forms

    async def fill_in(self) -> None:
        """The marked form, item by item; then what it brings, safety first."""
        await self._fill_in(self._view.form.id)

    async def fill_in_due(self) -> None:
        """Every form that is due, one after another."""
        if not self._view.due:
            self._voice.say(texts.NOTHING_DUE)
        for form in self._view.due:
            if not await self._fill_in(form):
                return

    async def rate_session(self) -> None:
        """The session rating of this patient."""
        await self._fill_in(self._view.rating)

    async def enter_total(self) -> None:
        """The total of the marked form alone."""
        entry = self._entry(self._view.form.id)
        if await entry.enter_total():
            self._after_form(entry.case)

    async def _fill_in(self, form: str) -> bool:
        entry = self._entry(form)
        if not await entry.fill_in():
            self._show(entry.case)
            return False
        await entry.ask_followup()
        self._after_form(entry.case)
        return True

    def _entry(self, form: str) -> Entry:
        case = self._view.case
        return Entry(self._voice, self._store, case, case.instruments[form], self._today())

    def _after_form(self, case: Case) -> None:
        self._show(case)
        self._view = self._view.after_form()
        measure = measure_line(self._view.trends[self._view.row], self._view.settings.constants)
        self._voice.say(*safety_lines(self._view), waiting(self._view), measure)
        self._say_suggestion()

    # What to say, and what was talked about

    def _say_suggestion(self) -> None:
        self._voice.say(*suggestion_lines(self._view))

    async def share(self) -> None:
        """What the sentence is about; once more takes it back."""
        view = self._view
        if view.undiscussed:
            await self._share(view.undiscussed)
            return
        shared = shared_on(view.results, self._today(), self._zone)
        if shared and await self._voice.agrees(texts.unshare(self._names(shared))):
            self._show(self._store.unshare(tuple(result.id for result in shared)))
        elif not shared:
            self._voice.say(texts.NOTHING_TO_SHARE)

    async def share_all(self) -> None:
        """All scores of today."""
        today = self._today()
        waiting = [result for result in undiscussed(self._view.case) if result.on == today]
        if waiting:
            await self._share(waiting)
        else:
            self._voice.say(texts.NOTHING_TO_SHARE)

    async def _share(self, results: "tuple[Result, ...] | list[Result]") -> None:
        shown = self._view.shown
        forms = {result.instrument for result in results}
        line = ""
        if shown is not None and forms.issuperset(self._view.spoken_of):
            line = self._view.suggest(shown).line_id
        names = self._names(results)
        how = _HOWS.get(await self._voice.ask(texts.HOW_SHARED), How.ALOUD)
        self._show(self._store.share(tuple(result.id for result in results), how, line))
        self._voice.say(texts.now_shared(names))

    async def not_today(self) -> None:
        """Put the talk about a score, or the form, off."""
        reasons = self._view.deck.presets.skips
        results = self._view.undiscussed
        self._voice.say_list(reasons)
        reason = await self._one_of(reasons, texts.WHY_NOT_TODAY)
        if not reason:
            return
        ids = tuple(result.id for result in results)
        self._show(self._store.skip(self._view.case.patient.id, reason, ids))
        self._voice.say(texts.postponed(self._names(results) if results else ""))

    async def fit(self) -> None:
        """Whether the score fits how the patient feels."""
        latest = self._view.latest
        if latest is None:
            self._voice.say(texts.NO_CHART)
            return
        asked = texts.does_it_match(self._view.form.name)
        fit = _FITS.get(await self._voice.ask(asked))
        if fit is None:
            return
        words = ""
        if fit is not Fit.YES:
            words = await self._voice.ask(texts.THEIR_WORDS)
        self._show(self._store.note_fit(latest.id, fit, Private(words)))
        self._voice.say(texts.SAVED)

    async def agree(self) -> None:
        """First what became of what was agreed last time, then something new."""
        view, patient_id = self._view, self._view.case.patient.id
        for agreement in reversed(view.to_look_at):
            self._voice.say(agreement.what)
            asked = texts.how_it_went(HOW_IT_WENT, OUTCOME_CHOICES)
            outcome = _OUTCOMES.get(await self._voice.ask(asked))
            if outcome is not None:
                self._show(self._store.review_agreement(patient_id, agreement.id, outcome))
        finding = view.shown
        pattern = None if finding is None else finding.pattern
        presets = view.deck.presets.agree(pattern)
        self._voice.say_list([*presets])
        what = await self._one_of(presets, texts.WHAT_AGREED)
        if not what:
            return

        def read(typed: str) -> date:
            return read_day_ahead(typed, self._today()) if typed else view.next_session

        review_on = await self._voice.ask_for(texts.REVIEW_WHEN, read)
        self._show(self._store.agree(patient_id, what, review_on, pattern))
        self._voice.say(texts.agreed(with_weekday(review_on)))

    async def review_safety(self) -> None:
        """What was asked and done; only then the answer is reviewed."""
        oldest = next(unreviewed(self._view.case), None)
        if oldest is None:
            self._voice.say(texts.NOTHING_TO_REVIEW)
            return
        procedure = self._store.procedure()
        if procedure:
            self._voice.say(procedure)
        note = await self._voice.ask_for(texts.review_of(with_weekday(oldest.on)), read_review)
        self._show(self._store.review_safety(oldest.id, note))
        self._view = self._view.at_headline()
        self._voice.say(texts.SAVED, *safety_lines(self._view))

    async def another_wording(self) -> None:
        """The next way to say it."""
        self._view = self._view.another_wording()
        self._say_suggestion()

    async def next_finding(self) -> None:
        """What else holds."""
        self._view = self._view.stepped(1)
        self._say_suggestion()

    async def finding_before(self) -> None:
        """The one before."""
        self._view = self._view.stepped(-1)
        self._say_suggestion()

    async def next_measure(self) -> None:
        """The next measure, with its sentence."""
        self._mark(1)

    async def measure_before(self) -> None:
        """The one before."""
        self._mark(-1)

    def _mark(self, steps: int) -> None:
        measures = self._view.measures
        marked = measures[(self._view.row + steps) % len(measures)]
        self._view = self._view.marking(marked)
        self._voice.say(
            measure_line(self._view.trends[self._view.row], self._view.settings.constants)
        )
        self._say_suggestion()

    async def why(self) -> None:
        """The rule behind each headline."""
        self._voice.say(*([*why_lines(self._view)] or [texts.NOTHING_MORE]))

    async def chart(self) -> None:
        """The chart as words."""
        self._voice.say(*([*chart_lines(self._view)] or [Private(texts.NO_CHART)]))

    # What belongs to the sentence

    async def goal(self) -> None:
        """What to say about the goal."""
        await self._say_lines("goal")

    async def task(self) -> None:
        """What to say about what you do together."""
        await self._say_lines("task")

    async def bond(self) -> None:
        """What to say about working together."""
        await self._say_lines("bond")

    async def _say_lines(self, kind: str) -> None:
        shown = self._view.shown
        lines = {} if shown is None else getattr(self._view.suggest(shown), kind)
        if not lines:
            self._voice.say(texts.NOTHING_MORE)
            return
        self._voice.say_list([*lines.values()])
        typed = await self._voice.ask(texts.WHICH_WAS_SAID)
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(lines):
            line_id = [*lines][int(typed) - 1]
            self._show(self._store.say(self._view.case.patient.id, line_id))
            self._voice.say(texts.SAVED)

    async def to_do(self) -> None:
        """What to do."""
        self._say_all("act")

    async def avoid(self) -> None:
        """What to avoid."""
        self._say_all("avoid")

    def _say_all(self, kind: str) -> None:
        shown = self._view.shown
        found = () if shown is None else getattr(self._view.suggest(shown), kind)
        lines: list[Private] = [*found.values()] if isinstance(found, Mapping) else [*found]
        self._voice.say_list(lines)
        if not lines:
            self._voice.say(texts.NOTHING_MORE)

    async def _one_of(self, presets: "tuple[str, ...]", question: str) -> Private:
        """One of some short words by its number, or other words; nothing for Enter alone."""
        typed = await self._voice.ask(f"{question}, {texts.OTHER_WORDS}")
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(presets):
            return Private(presets[int(typed) - 1])
        return Private("" if typed.casefold() in _CLOSE else typed)

    def _names(self, results: "tuple[Result, ...] | list[Result]") -> str:
        return named(self._view, [result.instrument for result in results])


def key_of(command: Command) -> str:
    """The key of a command as it is typed here; its name where that is no single sign."""
    names = [key_name(key) for key in command.keys]
    return next((name for name in names if len(name) == 1 and name.isascii()), command.words)


def command_for(commands: "list[Command]", typed: str) -> Command | None:
    """The command whose key or name was typed: a key counts to the letter, a name does not."""
    words = typed.casefold()
    for command in commands:
        if typed and typed in (key_name(key) for key in command.keys):
            return command
    return next((each for each in commands if words in (each.words.casefold(), each.action)), None)
