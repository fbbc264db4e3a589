"""The caseload, seen alone: who needs a look first."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widgets import Input

from romtui.domain.case import Case, Patient
from romtui.domain.caseload import Summary, fold, in_order, search_text
from romtui.domain.errors import UserError
from romtui.domain.idle import Moment
from romtui.domain.merging import Merging
from romtui.domain.private import Private
from romtui.domain.similar import similar
from romtui.ui.commands import CASELOAD, SESSION, bindings, key_for
from romtui.ui.lookalike import LookalikeWarning, on_opening
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.patient import Details, PatientScreen
from romtui.ui.widgets.find_input import FindInput
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.patient_list import PatientList
from romtui.ui.wiring import Workspace

_A_MOMENT: Final = 0.5
"""Seconds after a session in which its keys do nothing in the caseload."""
_NOBODY = "Nobody matches. Backspace widens the search, Esc clears it."


def _welcome() -> str:
    """What to do first, in an empty vault."""
    add, settings = key_for("caseload.add"), key_for("caseload.settings")
    helped, palette = key_for("app.help"), key_for("app.commands")
    about = "your safety procedure, idle times, the look"
    return (
        "Nobody is here yet.\n\n"
        f"Press {add} to add the first person: a code is enough, a name is never needed.\n"
        f"Press {settings} for the settings: {about}.\n"
        f"Press {helped} to see what the keys do, {palette} to find any command by its name."
    )


def _all_archived() -> str:
    archived, add = key_for("caseload.archived"), key_for("caseload.add")
    return f"Everybody is archived: {archived} shows them, {add} adds a person."


class CaseloadScreen(ListScreen[None, PatientList]):
    """Lists everybody once, in an order that holds until the list is opened anew."""

    CSS_PATH = ["page.tcss", "caseload.tcss"]
    KEYS = CASELOAD
    BINDINGS = bindings(CASELOAD)
    AUTO_FOCUS = ""

    names: reactive[bool] = reactive(False)
    archived: reactive[bool] = reactive(False)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(PatientList(workspace.instruments, workspace.deck))
        self._opened = workspace
        self._store = workspace.store
        self._everybody: tuple[Summary, ...] = ()
        self._folded: dict[int, str] = {}
        self._left = False
        self._backed_up = ""
        self._back_at: Moment | None = None
        """When the last session was closed."""
        self._too_old = ""
        self._said: str | Private = ""
        self._just_archived: set[int] = set()
        """They stay in sight until the list is opened anew, so that `a` brings them back."""

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
        self.say(" ".join((*self._opened.notes, *self._unusable())))

    def on_screen_suspend(self) -> None:
        """Another screen is on, not only the curtain or a question; what it says at last stays."""
        self._left = not (self.app.curtained or isinstance(self.app.screen, ConfirmScreen))
        if self._left:
            self._just_archived.clear()
            self.say("")

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are as the settings begin with."""
        if self._left and self._everybody:
            self._left = False
            self.names = self._store.settings.names
            current = self.list.current
            try:
                self._load(current.patient.id if current else None)
                self.say(self._said)
            except UserError as refusal:
                self.say(str(refusal))

    def watch_names(self, names: bool) -> None:
        """Show or hide the names."""
        self.list.names = names

    def on_key(self, event: events.Key) -> None:
        """Let a letter that was still meant for the session that just closed do nothing here."""
        if self._back_at is None:
            return
        if self.app.dependencies.moment().since(self._back_at) >= _A_MOMENT:
            self._back_at = None
        elif event.is_printable and any(event.key in one.keys for one in SESSION):
            event.stop()
            event.prevent_default()
            self.say(f"{event.character} came just after the session was closed: nothing was done.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        if action in {"open", "edit", "archive", "merge"} and self.is_mounted:
            return True if self.list.current else None
        if action in {"passphrase", "recovery_code"}:
            return None if self.app.dependencies.demo else True
        return True

    def action_open(self) -> None:
        """Open the person under the mark."""
        current = self.list.current
        if current is not None:
            self._open_record(self._store.case(current.patient.id))

    def action_find(self) -> None:
        """Go to the field that narrows the list."""
        self.query_one("#find", Input).focus()

    def action_clear(self) -> None:
        """Clear the search and go back to the list; the mark stays with its person."""
        people, find = self.list, self.query_one("#find", Input)
        current = people.current
        if find.value:
            find.value = ""
            self._show(current.patient.id if current else None)
        people.focus()

    def action_names(self) -> None:
        """Show or hide the names."""
        self.names = not self.names

    def action_archived(self) -> None:
        """Show or hide the archived people."""
        self.archived = not self.archived
        self._show()

    def action_add(self) -> None:
        """Ask who a new person is, then open the record."""

        code = self._store.propose_code()
        lookalikes = LookalikeWarning((one.patient for one in self._everybody), code)

        def save(details: Details) -> Case:
            lookalikes.refuse(details.code, details.name)
            return self._store.add_patient(
                details.code, details.initials, details.name, details.birth_year, self._today
            )

        self.app.push_screen(PatientScreen(self._today, save, code=code), self._added)

    def action_edit(self) -> None:
        """Ask for other words about who a person is."""
        current = self.list.current
        if current is None:
            return

        def save(details: Details) -> Case:
            return self._store.edit_patient(
                replace(
                    current.patient,
                    code=details.code,
                    initials=details.initials,
                    name=details.name,
                    birth_year=details.birth_year,
                )
            )

        asking = PatientScreen(self._today, save, patient=current.patient)
        self.app.push_screen(asking, self._edited)

    def action_merge(self) -> None:
        """Choose the record that everything of the selected one goes into."""
        from romtui.ui.screens.choose import ChooseScreen

        current = self.list.current
        if current is None:
            return
        patient = current.patient
        others = [one.patient for one in self._everybody if one.patient.archived_on is None]
        alike = similar(patient, others)
        choices = [
            (str(one.id), one.code, "similar name or code" if one in alike else "")
            for one in sorted(others, key=lambda one: one not in alike)
            if one.id != patient.id
        ]
        if not choices:
            self.say("There is no other record to merge this one into.")
            return
        question = f"{patient.code} is the same patient as: (everything goes into that record)"
        self.app.push_screen(ChooseScreen(question, choices), partial(self._ask_merge, patient.id))

    def _ask_merge(self, from_id: int, chosen: str | None) -> None:
        if chosen is None:
            return
        try:
            merging = Merging(self._store.case(from_id), self._store.case(int(chosen)))
        except UserError as refusal:
            self.say(str(refusal))
            return
        asking = ConfirmScreen("\n".join(merging.sentences), yes="merge", no="leave both")
        self.app.push_screen(asking, partial(self._merge, merging))

    def _merge(self, merging: Merging, agreed: bool | None) -> None:
        if not agreed:
            return
        source, into = merging.source.patient, merging.into.patient
        try:
            self._store.back_up_if_changed()
            self._store.merge(source.id, into.id)
        except UserError as refusal:
            self.say(str(refusal))
            return
        self._load(into.id)
        backed_up = "" if self._store.backups is None else " A backup from before was made."
        self.say(f"✓ {source.code} merged into {into.code}.{backed_up}")

    def action_archive(self) -> None:
        """Archive the person, once it was asked; bring an archived one back at once."""
        current = self.list.current
        if current is None:
            return
        if current.patient.archived_on is not None:
            self._archive(current.patient, True)
            return
        code = current.patient.code
        question = f"Archive {code}? The record stays, {code} leaves the caseload."
        if current.unreviewed_safety:
            question = f"{code} has a safety answer that is not reviewed yet. Archive all the same?"
        asking = ConfirmScreen(question, yes="archive", no="keep in the caseload")
        self.app.push_screen(asking, partial(self._archive, current.patient))

    def _archive(self, patient: Patient, sure: bool | None) -> None:
        if not sure:
            return
        try:
            if patient.archived_on is None:
                self._store.archive(patient.id, self._today)
                self._just_archived.add(patient.id)
                back, shows = key_for("caseload.archive"), key_for("caseload.archived")
                said = (
                    f"{patient.code} is archived: {back} brings the person back, "
                    f"{shows} shows archived."
                )
            else:
                self._store.unarchive(patient.id)
                said = f"{patient.code} is back in the caseload."
            self._renew(patient.id)
        except UserError as refusal:
            said = str(refusal)
        self.say(said)

    def action_look_back(self) -> None:
        """Look back on the week; names are shown there if they are shown here."""
        from romtui.ui.screens.weekly_review import WeeklyReviewScreen

        self.app.push_screen(WeeklyReviewScreen(self._opened, names=self.names))

    def action_passphrase(self) -> None:
        """Change the passphrase."""
        from romtui.ui.screens.passphrase import PassphraseScreen

        vault = self.app.dependencies.vault
        if vault is not None:
            self.app.push_screen(PassphraseScreen(vault, self._store), self._changed)

    def action_recovery_code(self) -> None:
        """Renew the recovery code."""
        from romtui.ui.screens.recovery import RecoveryScreen

        vault = self.app.dependencies.vault
        if vault is not None:
            self.app.push_screen(RecoveryScreen(vault, self._store), self._code_renewed)

    def action_pin(self) -> None:
        """Choose another PIN."""
        from romtui.ui.screens.pin import NewPinScreen

        self.app.push_screen(NewPinScreen(), self._pin_chosen)

    def action_settings(self) -> None:
        """Show what can be set."""
        from romtui.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._opened))

    def action_instruments(self) -> None:
        """Show the questionnaires."""
        from romtui.ui.screens.instruments import InstrumentsScreen

        self.app.push_screen(InstrumentsScreen(self._opened))

    def action_log(self) -> None:
        """Show what was done."""
        from romtui.ui.screens.log import LogScreen

        self.app.push_screen(LogScreen(self._opened))

    def action_back_up(self) -> None:
        """Make a backup, without anybody waiting for it, and say how old it is then."""
        if self._store.backups is None:
            self.say("The demo is not backed up: nothing of it is kept.")
        else:
            self.say("Backing up …")
            self.run_worker(self._back_up, thread=True, group="backup")

    def _back_up(self) -> None:
        assert self._store.backups is not None
        try:
            made = self._store.backups.make()
        except UserError as refusal:
            said = str(refusal)
        else:
            said = f"Backed up and verified: number {made.backup.number}. {made.second}"
        self.app.call_from_thread(self._was_backed_up, said)

    def _was_backed_up(self, said: str) -> None:
        self._look_at_backups()
        self.banner.right = self._backed_up
        self.say(said)

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.leave()

    @on(Input.Submitted, "#find")
    async def _found(self) -> None:
        await self.run_action("open")

    @property
    def _today(self) -> date:
        return self.app.dependencies.today()

    def _unusable(self) -> Iterator[str]:
        for _, reason in self._opened.unusable:
            yield f"A questionnaire of your own cannot be used: {reason}"
        if self._opened.words.unusable:
            yield f"Your own words cannot be used: {self._opened.words.unusable}"

    def _load(self, patient_id: int | None = None) -> None:
        """Read everybody anew, in the order of who needs a look first."""
        self.list.go_by(self._today, self._opened.deck)
        self._take(in_order(self._store.caseload()))
        self._look_at_backups()
        self._show(patient_id)

    def _look_at_backups(self) -> None:
        """How old the last backup is, and whether too old, once there is something to back up."""
        self._backed_up = self._too_old = ""
        if self._store.backups is None or not self._everybody:
            return
        with suppress(UserError):
            age, now = self._store.backups.age(), self.app.dependencies.now()
            self._backed_up = age.words(now)
            make = f"{key_for('app.commands')} back up"
            self._too_old = age.warning(now, make)

    def _renew(self, patient_id: int) -> None:
        """Read everybody anew and leave the rows where they are."""
        now = {one.patient.id: one for one in self._store.caseload()}
        self._take(tuple(now[one.patient.id] for one in self._everybody))
        self._show(patient_id)

    def _take(self, everybody: tuple[Summary, ...]) -> None:
        self._everybody = everybody
        self._folded = {one.patient.id: search_text(one.patient) for one in everybody}

    def _show(self, patient_id: int | None = None) -> None:
        sought = fold(self.query_one("#find", Input).value).split()
        folded = self._folded
        found = [
            one
            for one in self._everybody
            if all(part in folded[one.patient.id] for part in sought)
            and self._in_sight(one.patient)
        ]
        self.list.show(found, patient_id)
        self.list.display = bool(found)
        empty = self.query_one("#empty", Note)
        none = _all_archived() if self._everybody else _welcome()
        empty.words = "" if found else (_NOBODY if sought else none)
        empty.display = not found
        if not found and not sought:
            self.set_focus(None)  # a hidden list would hand it to the field, and z is a key here
        active = sum(one.patient.archived_on is None for one in self._everybody)
        number = "1 person" if active == 1 else f"{active} people"
        self.banner.title, self.banner.right = f"Caseload   {number}", self._backed_up
        self.refresh_bindings()

    def _in_sight(self, patient: Patient) -> bool:
        shown = self.archived or patient.id in self._just_archived
        return patient.archived_on is None or shown

    def _open_record(self, case: Case) -> None:
        from romtui.ui.session.screen import SessionScreen

        beware = partial(on_opening, case.patient, [one.patient for one in self._everybody])
        self.names = False
        self.action_clear()
        session = SessionScreen(self._opened, case, self._today, beware)
        self.app.push_screen(session, self._back_from_session)

    def _back_from_session(self, _: None) -> None:
        self._back_at = self.app.dependencies.moment()

    def _added(self, case: Case | None) -> None:
        if case is not None:
            self._load(case.patient.id)
            self._open_record(case)

    def _edited(self, case: Case | None) -> None:
        if case is not None:
            self._renew(case.patient.id)

    def _changed(self, changed: bool | None) -> None:
        if changed:
            self.say("The passphrase is changed.")

    def _code_renewed(self, renewed: bool | None) -> None:
        if renewed:
            self.say("The new recovery code holds. The old one opens nothing here any more.")

    def _pin_chosen(self, chosen: bool | None) -> None:
        if chosen:
            self.say("The new PIN holds.")

    def say(self, sentence: str | Private) -> None:
        """Show one sentence at the bottom; without one, that a backup is too old."""
        self._said = sentence
        super().say(sentence or self._too_old)
