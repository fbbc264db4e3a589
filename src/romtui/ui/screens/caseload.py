"""The caseload, seen alone: who needs a look first."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.reactive import var
from textual.widgets import Input

from romtui.commands import CASELOAD, SESSION, key_for
from romtui.domain.case import Case
from romtui.domain.constants import Constants
from romtui.domain.errors import UserError
from romtui.domain.idle import ClockReading
from romtui.domain.merging import Merging
from romtui.domain.private import Private
from romtui.domain.roster import Roster
from romtui.domain.similar import Lookalikes
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.lookalike import LookalikeWarning, on_opening
from romtui.ui.renewal import RENEWAL, LineRenewal, LinesRenewed
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.patient import Details, PatientScreen
from romtui.ui.widgets.inputs import FindInput
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.patient_list import OUTDATED, PatientList

_PAINTED_SECONDS: Final = 0.1
"""Until the list is on the screen: a thread would hold it up."""
_A_MOMENT: Final = 0.5
"""Seconds after a session in which its keys do nothing in the caseload."""
_NOBODY = "Nobody matches. Backspace widens the search, Esc clears it."


def _welcome() -> str:
    """What to do first, in an empty vault."""
    add, settings = key_for("caseload.add"), key_for("caseload.settings")
    helped, palette = key_for("app.help"), key_for("app.commands")
    can_be_set = "your safety procedure, idle times, the look"
    return (
        "Nobody is here yet.\n\n"
        f"Press {add} to add the first person: a code is enough, a name is never needed.\n"
        f"Press {settings} for the settings: {can_be_set}.\n"
        f"Press {helped} to see what the keys do, {palette} to find any command by its name."
    )


def _all_archived() -> str:
    archived, add = key_for("caseload.archived"), key_for("caseload.add")
    return f"Everybody is archived: {archived} shows them, {add} adds a person."


class CaseloadScreen(ListScreen[None, PatientList]):
    """Lists everybody once, in an order that stays until the list is opened again."""

    CSS_PATH = ["page.tcss", "caseload.tcss"]
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
        yield FindInput(self._show)
        yield self.list
        yield Note(id="empty", classes="quiet")

    def on_mount(self) -> None:
        """Show everybody."""
        self.names = self._store.settings.names
        self._load()
        self.list.focus()
        self.say(" ".join((*self._workspace.notes, *self._unusable())))
        self.set_timer(_PAINTED_SECONDS, self._renew_behind)

    def on_screen_suspend(self) -> None:
        """Forget what was said here, but not when only the curtain or a question comes."""
        self._left = not (self.host.curtained or isinstance(self.app.screen, ConfirmScreen))
        if self._left:
            self._just_archived.clear()
            self.say("")

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are as the settings begin with."""
        if self._left and self._roster.summaries:
            self._left = False
            self.names = self._store.settings.names
            current = self.list.current
            try:
                self._read_changes(current.patient.id if current else None)
                self.say(self._sentence)
            except UserError as error:
                self.say(str(error))

    def on_key(self, event: events.Key) -> None:
        """Let a letter that was still meant for the session that just closed do nothing here."""
        if self._back_at is None:
            return
        if self.host.dependencies.moment().since(self._back_at) >= _A_MOMENT:
            self._back_at = None
        elif event.is_printable and any(event.key in command.keys for command in SESSION):
            event.stop()
            event.prevent_default()
            self.say(f"{event.character} came just after the session was closed: nothing was done.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        if action in {"open", "edit", "archive", "merge"}:
            return True if self.list.current else None
        if action in {"passphrase", "recovery_code"}:
            return None if self.host.dependencies.demo else True
        return True

    def action_open(self) -> None:
        """Open the person under the mark."""
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
            self.say(f"{patient.code} is back in the caseload.")
            return
        question = f"Archive {patient.code}? The record stays, {patient.code} leaves the caseload."
        if current.unreviewed_safety:
            open_answer = f"{patient.code} has a safety answer that is not reviewed yet."
            question = f"{open_answer} Archive all the same?"
        if not await self.ask(ConfirmScreen(question, yes="archive", no="keep in the caseload")):
            return
        self._store.archive(patient.id, self._today)
        self._just_archived.add(patient.id)
        self._renew(patient.id)
        back, shows = key_for("caseload.archive"), key_for("caseload.archived")
        self.say(
            f"{patient.code} is archived: {back} brings the person back, {shows} shows archived."
        )

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
            (str(other.id), other.code, "similar name or code" if other in alike else "")
            for other in sorted(others, key=lambda other: other not in alike)
            if other.id != patient.id
        ]
        if not choices:
            self.say("There is no other record to merge this one into.")
            return
        question = f"{patient.code} is the same patient as: (everything goes into that record)"
        chosen = await self.ask(ChooseScreen(question, choices))
        if chosen is None:
            return
        merging = Merging(self._store.case(patient.id), self._store.case(int(chosen)))
        question = "\n".join(merging.sentences)
        if not await self.ask(ConfirmScreen(question, yes="merge", no="leave both")):
            return
        source, into = merging.source.patient, merging.into.patient
        self._store.back_up_if_changed()
        self._store.merge(source.id, into.id)
        self._load(into.id)
        backed_up = "" if self._store.backups is None else " A backup from before was made."
        self.say(f"✓ {source.code} merged into {into.code}.{backed_up}")

    def action_look_back(self) -> None:
        """Look back on the week; names are shown there if they are shown here."""
        from romtui.ui.screens.weekly_review import WeeklyReviewScreen

        if self._store.is_renewing:
            self._renew_behind()
            raise UserError("Lines are still being worked out again: look back in a moment.")
        self.app.push_screen(WeeklyReviewScreen(self._workspace, names=self.names))

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
            self.say("The passphrase is changed.")

    @flow
    async def action_recovery_code(self) -> None:
        from romtui.ui.screens.recovery import RecoveryScreen

        vault = self.host.dependencies.vault
        if vault is not None and await self.ask(RecoveryScreen(vault, self._store)):
            self.say("The new recovery code holds. The old one opens nothing here any more.")

    @flow
    async def action_pin(self) -> None:
        from romtui.ui.screens.pin import NewPinScreen

        if await self.ask(NewPinScreen()):
            self.say("The new PIN holds.")

    def action_back_up(self) -> None:
        """Make a backup, without anybody waiting for it, and say how old it is then."""
        if self._store.backups is None:
            self.say("The demo is not backed up: nothing of it is kept.")
        else:
            self.say("Backing up …")
            self.run_worker(self._back_up(), group="backup")

    async def _back_up(self) -> None:
        assert self._store.backups is not None
        try:
            made = await asyncio.to_thread(self._store.backups.make)
        except UserError as error:
            sentence = str(error)
        else:
            sentence = f"Backed up and verified: number {made.backup.number}. {made.second}"
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
            yield f"A questionnaire of your own cannot be used: {reason}"
        if self._workspace.words.unusable:
            yield f"Your own words cannot be used: {self._workspace.words.unusable}"

    def _load(self, patient_id: int | None = None) -> None:
        """Read everybody again, most pressing first."""
        self._writes = self._store.writes
        self._take(Roster.ordered(self._store.caseload()), patient_id)

    def _read_changes(self, patient_id: int | None) -> None:
        """Read the lines that changed since, unless all rest on another day or thresholds now."""
        if self._read_by != (self._today, self._store.settings.constants):
            self._load(patient_id)
            return
        self._take(self._with_changes().in_order(), patient_id)

    def _with_changes(self) -> Roster:
        """The rows where they are, with the lines that changed since they were read."""
        since, self._writes = self._writes, self._store.writes
        return self._roster.with_lines(self._store.changed_lines(since))

    def _take(self, roster: Roster, patient_id: int | None) -> None:
        self._read_by = (self._today, self._store.settings.constants)
        self.list.go_by(self._today, self._workspace.deck)
        self._roster = roster
        self._look_at_backups()
        self._show(patient_id)

    def _renew(self, patient_id: int) -> None:
        """Read the lines that changed, and leave the rows where they are."""
        self._roster = self._with_changes()
        self._show(patient_id)

    def _look_at_backups(self) -> None:
        """How old the last backup is, and whether too old, once there is something to back up."""
        self.banner.right = self._too_old = ""
        if self._store.backups is not None and self._roster.summaries:
            with suppress(UserError):
                age, now = self._store.backups.age(), self.host.dependencies.now()
                self.banner.right = age.words(now)
                self._too_old = age.warning(now, f"{key_for('app.commands')} back up")

    def _show(self, patient_id: int | None = None) -> None:
        """List those who match what is typed; the mark goes to `patient_id`, else to the first."""
        typed, roster = self._find.value, self._roster
        shown = roster.matching(typed, archived=self.archived, but_for=self._just_archived)
        self.list.show(shown, patient_id)
        self.list.display = bool(shown)
        empty = self.query_one("#empty", Note)
        empty.display = not shown
        if not shown:
            nobody = _all_archived() if roster.summaries else _welcome()
            empty.words = _NOBODY if typed.strip() else nobody
            if not typed.strip():
                self.set_focus(None)  # a hidden list would hand it to the field: z is a key here
        active = roster.active
        people = "1 person" if active == 1 else f"{active} people"
        outdated = f"   {OUTDATED} {roster.outdated} being worked out again"
        self.banner.title = f"Caseload   {people}{outdated if roster.outdated else ''}"
        self.refresh_bindings()

    def _renew_behind(self) -> None:
        """Work the outdated lines out again, those in sight first, while the list is used."""
        if self._store.is_renewing and not self._is_renewing:
            self._is_renewing = True
            self._renewal.first = self._in_sight
            self.run_worker(self._renewal.work, thread=True, group=RENEWAL)

    @on(LinesRenewed)
    def _take_up(self, renewed: LinesRenewed) -> None:
        """Show lines that hold now; the order stays until the list is opened again."""
        self._roster = self._roster.taking_up(renewed.lines)
        current = self.list.current
        self._show(current.patient.id if current else None)
        self._renewal.first = self._in_sight
        self._is_renewing = renewed.left > 0 and not renewed.refusal
        if renewed.refusal:
            self.say(f"{renewed.refusal} The lines with {OUTDATED} are still to be worked out.")
        elif not self._is_renewing and not self._roster.is_in_order:
            self.say("By now others come first: the list is put in order when you come back to it.")

    @property
    def _in_sight(self) -> tuple[int, ...]:
        top = self.list.top
        return tuple(row.patient.id for row in self.list.rows[top : top + self.list.page])

    def _open_record(self, case: Case) -> None:
        from romtui.ui.session.screen import SessionScreen

        beware = partial(on_opening, self._lookalikes, case.patient, list(self._roster.patients))
        self.names = False
        self.action_clear()
        session = SessionScreen(self._workspace, case, self._today, beware)

        def came_back(_: None) -> None:
            self._back_at = self.host.dependencies.moment()

        self.app.push_screen(session, came_back)
