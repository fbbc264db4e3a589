"""The caseload, seen alone: who needs a look first."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Input

from romtui.commands import CASELOAD, SESSION, key_for
from romtui.domain.case import Case, Patient
from romtui.domain.caseload import Group, group
from romtui.domain.constants import Constants
from romtui.domain.day_ahead import come_today
from romtui.domain.errors import UserError
from romtui.domain.idle import ClockReading
from romtui.domain.keys import DIGITS
from romtui.domain.merging import Merging
from romtui.domain.private import Private
from romtui.domain.roster import Roster
from romtui.domain.safety import is_positive
from romtui.domain.similar import Lookalikes
from romtui.domain.text import ago
from romtui.ui.bindings import bindings
from romtui.ui.caseload import texts
from romtui.ui.caseload.ahead import A_PAUSE, session_in_pieces
from romtui.ui.caseload.list import OUTDATED, PatientList
from romtui.ui.caseload.lookalike import LookalikeWarning, on_opening
from romtui.ui.caseload.patient import Details, PatientScreen
from romtui.ui.caseload.preview_pane import PreviewPane
from romtui.ui.caseload.walk import Walk
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.renewal import RENEWAL, LineRenewal, LinesRenewed
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import PAGE_STYLE, ListScreen
from romtui.ui.widgets.inputs import FindInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.ui.session.view import SessionView

_PAINTED_SECONDS: Final = 0.1
"""Until the list is on the screen: a thread would hold it up."""
_RESTED_SECONDS: Final = 0.08
"""Until the preview of a patient is read: scrolling past it costs nothing."""
_TYPED_SECONDS: Final = 0.3
"""The same while a search is typed, whose next letter may bring another first match."""
_SHOWN_SECONDS: Final = 0.3
"""Until a picture is there, with its preview: nobody waits for the program then."""
_A_MOMENT: Final = 0.5
"""Seconds after a session in which its keys do nothing in the caseload."""


def _welcome() -> str:
    return texts.welcome(
        add=key_for("caseload.add"),
        settings=key_for("caseload.settings"),
        keys=key_for("app.help"),
        palette=key_for("app.commands"),
    )


def _all_archived() -> str:
    archived, add = key_for("caseload.archived"), key_for("caseload.add")
    return texts.all_archived(archived=archived, add=add)


class CaseloadScreen(ListScreen[None, PatientList]):
    """Lists everybody once, in an order that stays until the list is opened again."""

    CSS_PATH = [PAGE_STYLE, "screen.tcss"]
    KEYS = CASELOAD
    BINDINGS = bindings(CASELOAD)
    AUTO_FOCUS = ""

    names: var[bool] = var(False)
    archived: var[bool] = var(False)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(PatientList(workspace.instruments, workspace.deck))
        self._workspace = workspace
        self._store = workspace.store
        self._roster = Roster()
        self._read_by: tuple[date, Constants] | None = None
        """The day and the thresholds of the lines that are shown."""
        self._writes = 0
        """How many writes they know of."""
        self._lookalikes = Lookalikes()
        self._preview = PreviewPane()
        self._previewed: int | None = None
        """Who is shown there, by id, as long as no lines were read since."""
        self._last_view: SessionView | None = None
        """What the session that just closed showed last, until something else is done here."""
        self._rest: Timer | None = None
        """Runs while the selection moves; then the preview is read."""
        self._tidying: Timer | None = None
        """Runs after a session; then what it left behind is thrown away."""
        self._renewal = LineRenewal(self._store, self.post_message)
        self._is_renewing = False
        self._left = False
        """Whether another screen was on meanwhile, not only the curtain or a question."""
        self._back_at: ClockReading | None = None
        """When the last session was closed."""
        self._too_old = ""
        """That the last backup is too old."""
        self._sentence: str | Private = ""
        self._just_archived: set[int] = set()
        """They stay listed until the list is opened again, so that `a` brings them back."""

    def body(self) -> ComposeResult:
        """The field to find somebody, and the list."""
        yield FindInput(self._show, texts.FIND)
        with Horizontal(id="desk"):
            yield self.list
            yield self._preview
        yield Note(id="empty", classes="quiet")

    def on_mount(self) -> None:
        """Show everybody."""
        self.names = self._store.settings.names
        self.set_class(self._store.settings.preview, "-preview")
        self._load()
        self.list.focus()
        self.say(" ".join((*self._workspace.notes, *self._unusable())))
        self.set_timer(_PAINTED_SECONDS, self._renew_behind)
        self._load_ahead(session_in_pieces())

    def on_screen_suspend(self) -> None:
        """Forget what was said here, but not when only the curtain or a question comes."""
        self._stop_waiting()
        if self._tidying is not None:
            self._tidying.reset()  # first the picture of the screen that comes
        self._last_view = None
        self._left = not (self.host.curtained or isinstance(self.app.screen, ConfirmScreen))
        if self._left:
            self._just_archived.clear()
            self.say("")

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are as the settings begin with."""
        if self._left and self._roster.summaries:
            self._left = False
            self._tidying = self.set_timer(_SHOWN_SECONDS, gc.collect)
            self.names = self._store.settings.names
            self.set_class(self._store.settings.preview, "-preview")
            current = self.list.current
            try:
                self._read_changes(current.patient.id if current else None)
                self.say(self._sentence)
            except UserError as error:
                self.say(str(error))
        elif self._preview.content is None:
            self._point_preview()

    def on_key(self, event: events.Key) -> None:
        """Let what was still meant for the session that just closed do nothing; a digit finds."""
        stray, digit = self._is_stray(event), event.character if event.key in DIGITS else None
        if stray or digit:
            event.stop()
            event.prevent_default()
        if stray:
            self.say(texts.stray(event.character or event.key))
        elif digit:
            self._find.value += digit
            self._find.cursor_position = len(self._find.value)
            self._find.focus()

    def _is_stray(self, event: events.Key) -> bool:
        if self._back_at is None:
            return False
        if self.host.dependencies.moment().since(self._back_at) >= _A_MOMENT:
            self._back_at = None
            return False
        of_session = any(event.key in command.keys for command in SESSION)
        return event.is_printable and (of_session or event.key in DIGITS)

    def on_resize(self) -> None:
        """The preview may have room now."""
        self._point_preview()

    def moved(self) -> None:
        """Another patient is selected."""
        self._point_preview()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        if action in {"open", "edit", "archive", "merge"}:
            return True if self.list.current else None
        if action in {"passphrase", "recovery_code"}:
            return None if self.host.dependencies.demo else True
        return True

    def action_open(self) -> None:
        """Open the selected patient."""
        current = self.list.current
        if current is not None:
            self._open_record(self._store.case(current.patient.id))

    @on(Input.Submitted, "#find")
    async def _open_the_one_in_sight(self) -> None:
        await self.run_action("open")

    def action_find(self) -> None:
        """Go to the field that narrows the list."""
        self._find.focus()

    def action_clear(self) -> None:
        """Clear the search and go back to the list; the mark stays with its person."""
        current = self.list.current
        if self._find.value:
            self._find.value = ""
            self._show(current.patient.id if current else None)
        self.list.focus()

    def action_names(self) -> None:
        self.names = not self.names

    def watch_names(self, names: bool) -> None:
        """Show or hide the names."""
        self.list.names = names

    def action_archived(self) -> None:
        """Show or hide the archived people."""
        self.archived = not self.archived
        self._show()

    @flow
    async def action_add(self) -> None:
        """Ask who a new person is, then open the record."""
        code, today = self._store.propose_code(), self._today
        lookalikes = LookalikeWarning(self._roster.patients, code)

        def save(details: Details) -> Case:
            lookalikes.refuse(details.code, details.name)
            return self._store.add_patient(
                details.code, details.initials, details.name, details.birth_year, today
            )

        case = await self.ask(PatientScreen(today, save, code=code))
        if case is not None:
            self._load(case.patient.id)
            self._open_record(case)

    @flow
    async def action_edit(self) -> None:
        """Ask for other words about who a person is."""
        current = self.list.current
        if current is None:
            return
        patient = current.patient

        def save(details: Details) -> Case:
            return self._store.edit_patient(
                replace(
                    patient,
                    code=details.code,
                    initials=details.initials,
                    name=details.name,
                    birth_year=details.birth_year,
                )
            )

        case = await self.ask(PatientScreen(self._today, save, patient=patient))
        if case is not None:
            self._renew(case.patient.id)

    @flow
    async def action_archive(self) -> None:
        """Archive the person, once it was asked; bring an archived one back at once."""
        current = self.list.current
        if current is None:
            return
        patient = current.patient
        if patient.archived_on is not None:
            self._store.unarchive(patient.id)
            self._renew(patient.id)
            self.say(texts.restored(patient.code))
            return
        unreviewed = current.unreviewed_safety
        asked = texts.archive_unreviewed if unreviewed else texts.archive_question
        question = ConfirmScreen(asked(patient.code), yes=texts.ARCHIVE, no=texts.KEEP)
        if not await self.ask(question):
            return
        self._store.archive(patient.id, self._today)
        self._just_archived.add(patient.id)
        self._renew(patient.id)
        back, shows = key_for("caseload.archive"), key_for("caseload.archived")
        self.say(texts.archived(patient.code, back=back, shows=shows))

    @flow
    async def action_merge(self) -> None:
        """Choose the record that everything of the selected one goes into."""
        from romtui.ui.screens.choose import ChooseScreen

        current = self.list.current
        if current is None:
            return
        patient = current.patient
        others = [other for other in self._roster.patients if other.archived_on is None]
        alike = self._lookalikes.of(patient, others)
        choices = [
            (str(other.id), other.code, texts.SIMILAR if other in alike else "")
            for other in sorted(others, key=lambda other: other not in alike)
            if other.id != patient.id
        ]
        if not choices:
            self.say(texts.NOTHING_TO_MERGE)
            return
        chosen = await self.ask(ChooseScreen(texts.merge_question(patient.code), choices))
        if chosen is None:
            return
        merging = Merging(self._store.case(patient.id), self._store.case(int(chosen)))
        question = "\n".join(merging.sentences)
        if not await self.ask(ConfirmScreen(question, yes=texts.MERGE, no=texts.LEAVE_BOTH)):
            return
        source, into = merging.source.patient, merging.into.patient
        self._store.back_up_if_changed()
        self._store.merge(source.id, into.id)
        self._load(into.id)
        backed_up = self._store.backups is not None
        self.say(texts.merged(source.code, into.code, backed_up=backed_up))

    @flow
    async def action_away_code(self) -> None:
        """Take in what came back of a page filled in at home; the code says whose it is."""
        from romtui.ui.session.away.flows import enter_anybodys_code
        from romtui.ui.session.away.texts import saved_for

        today, instruments = self._today, self._workspace.instruments
        kept = await enter_anybodys_code(
            self, self._store, instruments, today, lambda patient_id: self._store.case(patient_id)
        )
        if kept is None:
            return
        case, read = kept
        self._load(case.patient.id)
        names = [case.instruments[form.instrument].name for form in read.forms]
        safety = any(is_positive(form, case.instruments[form.instrument]) for form in read.forms)
        self.say(saved_for(case.patient.code, names, ago(read.on, today), safety=safety))

    def action_look_back(self) -> None:
        """Look back on the week; names are shown there if they are shown here."""
        from romtui.ui.caseload.weekly_review import WeeklyReviewScreen

        if self._store.is_renewing:
            self._renew_behind()
            raise UserError(texts.NO_REVIEW_YET)
        self.app.push_screen(WeeklyReviewScreen(self._workspace, names=self.names))

    @flow
    async def action_import_table(self) -> None:
        """Import a table of another program, once a trial of it was agreed to."""
        from romtui.ui.importing.table_import import TableImport

        said = await TableImport(self, self._workspace).run()
        if said:
            self._load()
            self.say(said)

    @flow
    async def action_supervision(self) -> None:
        """Make a sheet about those who need attention."""
        from romtui.ui.reporting.making import PageMaking

        need = {Group.SAFETY, Group.TODAY, Group.ATTENTION}
        rows = (row for row in self._roster.summaries if group(row, self._today) in need)
        ids = [row.patient.id for row in rows if row.last_on is not None]
        said = await PageMaking(self, self._workspace).for_supervision(ids)
        if said:
            self.say(said)

    @flow
    async def action_outcomes(self) -> None:
        """Ask what is expected, then show one's own outcomes beside it."""
        from romtui.domain.outcomes import texts
        from romtui.domain.outcomes.guess import read_guess
        from romtui.ui.screens.outcomes import OutcomesScreen
        from romtui.ui.screens.question import QuestionScreen

        guess = await self.ask(
            QuestionScreen(texts.GUESS_QUESTION, read_guess, hint=texts.GUESS_HINT)
        )
        if guess is not None:
            await self.ask(OutcomesScreen(self._workspace, guess))

    def action_settings(self) -> None:
        from romtui.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._workspace))

    def action_instruments(self) -> None:
        from romtui.ui.screens.instruments import InstrumentsScreen

        self.app.push_screen(InstrumentsScreen(self._workspace))

    def action_log(self) -> None:
        from romtui.ui.screens.log import LogScreen

        self.app.push_screen(LogScreen(self._workspace))

    @flow
    async def action_passphrase(self) -> None:
        from romtui.ui.screens.passphrase import PassphraseScreen

        vault = self.host.dependencies.vault
        if vault is not None and await self.ask(PassphraseScreen(vault, self._store)):
            self.say(texts.PASSPHRASE_CHANGED)

    @flow
    async def action_recovery_code(self) -> None:
        from romtui.ui.screens.recovery import RecoveryScreen

        vault = self.host.dependencies.vault
        if vault is not None and await self.ask(RecoveryScreen(vault, self._store)):
            self.say(texts.RECOVERY_CODE_CHANGED)

    @flow
    async def action_pin(self) -> None:
        from romtui.ui.screens.pin import NewPinScreen

        if await self.ask(NewPinScreen()):
            self.say(texts.PIN_CHANGED)

    def action_back_up(self) -> None:
        """Make a backup, without anybody waiting for it, and say how old it is then."""
        if self._store.backups is None:
            self.say(texts.DEMO_NOT_BACKED_UP)
        else:
            self.say(texts.BACKING_UP)
            self.run_worker(self._back_up(), group="backup")

    async def _back_up(self) -> None:
        assert self._store.backups is not None
        try:
            made = await asyncio.to_thread(self._store.backups.make)
        except UserError as error:
            sentence = str(error)
        else:
            sentence = texts.backed_up(made.backup.number, made.second)
        self._look_at_backups()
        self.say(sentence)

    def action_leave(self) -> None:
        self.host.leave()

    def say(self, sentence: str | Private) -> None:
        """Show one sentence at the bottom; without one, that a backup is too old."""
        self._sentence = sentence
        super().say(sentence or self._too_old)

    @property
    def _today(self) -> date:
        return self.host.dependencies.today()

    @property
    def _find(self) -> Input:
        return self.query_one("#find", Input)

    def _unusable(self) -> Iterator[str]:
        for _, reason in self._workspace.unusable:
            yield texts.unusable_questionnaire(reason)
        if self._workspace.words.unusable:
            yield texts.unusable_wording(self._workspace.words.unusable)

    def _load(self, patient_id: int | None = None) -> None:
        """Read everybody again, most pressing first."""
        self._writes = self._store.writes
        self._take(Roster.ordered(self._store.caseload(), self._today), patient_id)

    def _read_changes(self, patient_id: int | None) -> None:
        """Read the lines that changed since, unless all rest on another day or thresholds now."""
        if self._read_by != (self._today, self._store.settings.constants):
            self._load(patient_id)
            return
        self._take(self._with_changes().in_order(self._today), patient_id)

    def _with_changes(self) -> Roster:
        """The rows where they are, with the lines that changed since they were read."""
        since, self._writes = self._writes, self._store.writes
        return self._roster.with_lines(self._store.changed_lines(since))

    def _take(self, roster: Roster, patient_id: int | None) -> None:
        self._read_by = today, constants = self._today, self._store.settings.constants
        self.list.go_by(today, self._workspace.deck, constants)
        self._hold(roster)
        self._look_at_backups()
        self._show(patient_id)

    def _hold(self, roster: Roster) -> None:
        """Take these lines, and say above the list how many there are."""
        self._previewed = None
        if roster is self._roster:
            return
        self._roster = roster
        outdated = texts.outdated(OUTDATED, roster.outdated) if roster.outdated else ""
        coming = come_today(roster.summaries, self._today)
        day = texts.coming_today(len(coming), sum(bool(row.due(self._today)) for row in coming))
        self.banner.title = texts.title(roster.active, roster.unshared, outdated, day)
        self.banner.short = texts.title(roster.active, 0, outdated, day)

    def _renew(self, patient_id: int) -> None:
        """Read the lines that changed, and leave the rows where they are."""
        self._last_view = None
        self._hold(self._with_changes())
        self._show(patient_id)

    def _look_at_backups(self) -> None:
        """How old the last backup is, and whether too old, once there is something to back up."""
        words = warning = ""
        if self._store.backups is not None and self._roster.summaries:
            with suppress(UserError):
                age, now = self._store.backups.age(), self.host.dependencies.now()
                words = age.words(now)
                warning = age.warning(now, f"{key_for('app.commands')} back up")
        self.banner.right, self._too_old = words, warning

    def _show(self, patient_id: int | None = None) -> None:
        """List those who match what is typed; the mark goes to `patient_id`, else to the first."""
        typed, roster = self._find.value, self._roster
        shown = roster.matching(typed, archived=self.archived, but_for=self._just_archived)
        self.list.show(shown, {} if typed.strip() else roster.headings(shown), patient_id)
        self.query_one("#desk").display = bool(shown)
        empty = self.query_one("#empty", Note)
        empty.display = not shown
        if not shown:
            nobody = _all_archived() if roster.summaries else _welcome()
            empty.words = texts.NO_MATCHES if typed.strip() else nobody
            if not typed.strip():
                self.set_focus(None)  # a hidden list would hand it to the field: z is a key here
        self.refresh_bindings()
        self._point_preview()

    def _load_ahead(self, pieces: Iterator[None]) -> None:
        """Load piece after piece of what the first session needs."""

        def load() -> None:
            for _ in pieces:
                self._load_ahead(pieces)
                return

        self.set_timer(A_PAUSE, load)

    def _renew_behind(self) -> None:
        """Work the outdated lines out again, those in sight first, while the list is used."""
        if self._store.is_renewing and not self._is_renewing:
            self._is_renewing = True
            self._renewal.first = self._in_sight
            self.run_worker(self._renewal.work, thread=True, group=RENEWAL)

    @on(LinesRenewed)
    def _take_up(self, renewed: LinesRenewed) -> None:
        """Show lines that hold now; the order stays until the list is opened again."""
        self._hold(self._roster.taking_up(renewed.lines))
        current = self.list.current
        self._show(current.patient.id if current else None)
        self._renewal.first = self._in_sight
        self._is_renewing = renewed.left > 0 and not renewed.refusal
        if renewed.refusal:
            self.say(texts.not_recalculated(renewed.refusal, OUTDATED))
        elif not self._is_renewing and not self._roster.is_in_order(self._today):
            self.say(texts.ORDER_CHANGED)

    @property
    def _in_sight(self) -> tuple[int, ...]:
        top = self.list.top
        return tuple(row.patient.id for row in self.list.rows[top : top + self.list.page])

    def _point_preview(self) -> None:
        """Name the selected patient beside the list; the rest comes once the selection rests.

        A patient who is there already is not read again: a search often keeps its first match.
        """
        self._stop_waiting()
        current = self.list.current
        if current is None or not (self.is_current and self.has_class("-preview", "-wide")):
            return
        if self._previewed == current.patient.id:
            return
        self._previewed = None
        self._preview.point_at(current.patient.code)
        seconds = _TYPED_SECONDS if self._find.has_focus else _RESTED_SECONDS
        self._rest = self.set_timer(seconds, partial(self._fill_preview, current.patient))

    def _fill_preview(self, patient: Patient) -> None:
        """Show what a session would begin with; after one, of the case that it has read."""
        from romtui.ui.caseload.preview import preview_of
        from romtui.ui.session.view import opened

        today, last, analysis = self._today, self._last_view, None
        try:
            if last is None or (last.case.patient.id, last.today) != (patient.id, today):
                case = self._store.case(patient.id)
            else:
                case, analysis = last.case, last.analysis
        except UserError as error:
            self.say(str(error))
        else:
            view = opened(case, today, self._workspace, analysis).at_headline()
            self._preview.content = preview_of(view)
            self._previewed = patient.id

    def _stop_waiting(self) -> None:
        if self._rest is not None:
            self._rest.stop()

    def _open_record(self, case: Case, walk: Walk | None = None) -> None:
        from romtui.ui.session.screen import SessionScreen

        beware = partial(on_opening, self._lookalikes, case.patient, list(self._roster.patients))
        self.names = False
        self.action_clear()
        along = walk or Walk.along(row.patient for row in self.list.rows)
        session = SessionScreen(self._workspace, case, self._today, beware)

        def came_back(steps: int | None) -> None:
            beside = along.beside(case.patient.id, steps or 0)
            if beside is not None:
                self._open_record(self._store.case(beside), along)
                return
            self._back_at = self.host.dependencies.moment()
            self._last_view = session.view
            self.say(texts.NOBODY_FURTHER if steps else "")

        self.app.push_screen(session, came_back)
