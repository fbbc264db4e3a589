"""The caseload, seen alone: who needs a look first."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from romtui.domain.case import Case
from romtui.domain.caseload import Standing, fold, in_order, search_text
from romtui.domain.errors import Refusal
from romtui.ui.commands import CASELOAD, bindings
from romtui.ui.screens.patient import Details, PatientScreen
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.patient_list import PatientList
from romtui.ui.wiring import Opened

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_WELCOME = """Nobody is here yet.

Press n to add the first person. A code is enough; a name is never needed."""
_NOBODY = "Nobody matches. Backspace widens the search, Esc clears it."


class CaseloadScreen(Screen[None]):
    """Lists everybody once, in an order that holds until the list is opened anew."""

    CSS_PATH = "caseload.tcss"
    KEYS = CASELOAD
    BINDINGS = bindings(CASELOAD)
    app: "RomtuiApp"

    names: reactive[bool] = reactive(False)
    archived: reactive[bool] = reactive(False)

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._store = opened.store
        self._everybody: tuple[Standing, ...] = ()
        self._folded: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        """Banner, the field to find somebody, the list, the keys."""
        yield Banner(demo=self.app.wiring.demo)
        yield Input(placeholder="find a code or a name", id="find", select_on_focus=False)
        yield PatientList(
            (),
            today=self.app.wiring.today(),
            deck=self._opened.deck,
            instruments=self._opened.instruments,
        )
        yield Note(id="empty", classes="quiet")
        yield KeyBar(CASELOAD)

    def on_mount(self) -> None:
        """Show everybody."""
        self._load()
        self.query_one(PatientList).focus()

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are hidden again."""
        if self._everybody:
            self.names = False
            current = self.query_one(PatientList).current
            self._load(current.patient.id if current else None)

    def watch_names(self, names: bool) -> None:
        """Show or hide the names."""
        self.query_one(PatientList).names = names

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        if action in {"open", "edit", "archive"} and self.is_mounted:
            return True if self.query_one(PatientList).current else None
        if action == "passphrase":
            return None if self.app.wiring.demo else True
        return True

    @on(Input.Changed, "#find")
    def _narrow(self) -> None:
        self._show()

    @on(Input.Submitted, "#find")
    def _open_found(self) -> None:
        self.action_open()

    @on(PatientList.Opened)
    def action_open(self) -> None:
        """Open the person under the mark."""
        current = self.query_one(PatientList).current
        if current is not None:
            self._open_record(self._store.case(current.patient.id))

    def action_find(self) -> None:
        """Go to the field that narrows the list."""
        self.query_one("#find", Input).focus()

    def action_clear(self) -> None:
        """Clear the search and go back to the list."""
        self.query_one("#find", Input).value = ""
        self.query_one(PatientList).focus()

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
        self.app.push_screen(PatientScreen(self._today, code=code), self._add)

    def action_edit(self) -> None:
        """Ask for other words about who a person is."""
        current = self.query_one(PatientList).current
        if current is not None:
            asking = PatientScreen(self._today, patient=current.patient)
            self.app.push_screen(asking, partial(self._edit, current))

    def action_archive(self) -> None:
        """Archive the person, or bring an archived one back; both can be undone by the other."""
        current = self.query_one(PatientList).current
        if current is None:
            return
        patient = current.patient
        if patient.archived_on is None:
            self._store.archive(patient.id, self._today)
            self._say(f"{patient.code} is archived: z shows archived people, a brings one back.")
        else:
            self._store.unarchive(patient.id)
            self._say(f"{patient.code} is back in the caseload.")
        self._load(patient.id)

    def action_passphrase(self) -> None:
        """Change the passphrase."""
        from romtui.ui.screens.passphrase import PassphraseScreen

        vault = self.app.wiring.vault
        if vault is not None:
            self.app.push_screen(PassphraseScreen(vault), self._changed)

    def action_down(self) -> None:
        """Move the mark down."""
        self.query_one(PatientList).move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self.query_one(PatientList).move(-1)

    def action_page_down(self) -> None:
        """Move the mark a page down."""
        people = self.query_one(PatientList)
        people.move(people.size.height)

    def action_page_up(self) -> None:
        """Move the mark a page up."""
        people = self.query_one(PatientList)
        people.move(-people.size.height)

    def action_top(self) -> None:
        """Go to the first person."""
        people = self.query_one(PatientList)
        people.move(-len(people.rows))

    def action_bottom(self) -> None:
        """Go to the last person."""
        people = self.query_one(PatientList)
        people.move(len(people.rows))

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.leave()

    @property
    def _today(self) -> date:
        return self.app.wiring.today()

    def _load(self, patient_id: int | None = None) -> None:
        self._everybody = in_order(self._store.caseload())
        self._folded = {one.patient.id: search_text(one.patient) for one in self._everybody}
        self._show(patient_id)

    def _show(self, patient_id: int | None = None) -> None:
        sought = fold(self.query_one("#find", Input).value).split()
        found = [
            one
            for one in self._everybody
            if (self.archived or one.patient.archived_on is None)
            and all(part in self._folded[one.patient.id] for part in sought)
        ]
        people = self.query_one(PatientList)
        people.show(found, patient_id)
        people.display = bool(found)
        empty = self.query_one("#empty", Note)
        empty.words = "" if found else (_NOBODY if self._everybody else _WELCOME)
        empty.display = not found
        active = sum(one.patient.archived_on is None for one in self._everybody)
        self.query_one(Banner).title = f"Caseload   {active} people"
        self.refresh_bindings()

    def _open_record(self, case: Case) -> None:
        from romtui.ui.screens.session import SessionScreen

        self.names = False
        self.action_clear()
        self.app.push_screen(SessionScreen(self._opened, case, self._today))

    def _add(self, details: Details | None) -> None:
        if details is None:
            return
        try:
            case = self._store.add_patient(
                details.code, details.initials, details.name, details.birth_year, self._today
            )
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._load(case.patient.id)
        self._open_record(case)

    def _edit(self, standing: Standing, details: Details | None) -> None:
        if details is None:
            return
        changed = replace(
            standing.patient,
            code=details.code,
            initials=details.initials,
            name=details.name,
            birth_year=details.birth_year,
        )
        try:
            self._store.edit_patient(changed)
        except Refusal as refusal:
            self._say(str(refusal))
        self._load(standing.patient.id)

    def _changed(self, changed: bool | None) -> None:
        if changed:
            self._say("The passphrase is changed.")

    def _say(self, sentence: str) -> None:
        self.query_one(Banner).right = sentence
