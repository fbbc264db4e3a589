"""A page to fill in at home: which forms, and to which file."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from romtui.domain.away.making import (
    Chosen,
    chosen_forms,
    refuse_unsafe,
)
from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.exchange.away.page import (
    SUGGESTED,
    PageToFillIn,
    file_for,
    fingerprint,
    write,
    written,
)
from romtui.ui.screens.fields import Field, FieldsScreen
from romtui.ui.session.away import texts
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from datetime import date

    from romtui.domain.instrument import Instrument
    from romtui.store.store import Store


class AwayPageScreen(FieldsScreen):
    """Keeps the key of the page, then writes it; gives the case once the `file` is there."""

    def __init__(
        self, store: "Store", case: Case, chosen: Chosen, today: "date", vault: Path | None
    ) -> None:
        self._store, self._case, self._today, self._vault = store, case, today, vault
        self._left_out = chosen.left_out
        self.file = Path()
        fields = [
            Field("forms", texts.FORMS, ", ".join(chosen.forms), read=self._forms),
            Field("file", texts.FILE, SUGGESTED, read=lambda typed: file_for(typed, vault)),
        ]
        if any(unreviewed(case)):
            fields.append(Field("reason", texts.REASON))
        super().__init__(texts.PAGE_HEADING, *fields)

    def body(self) -> ComposeResult:
        """The fields, what to agree on first, what is due and cannot be on it."""
        yield from super().body()
        yield Note(texts.AGREE_FIRST, classes="quiet")
        if self._left_out:
            yield Note(texts.not_on_page(self._left_out), classes="quiet")

    def save(self, typed: dict[str, str]) -> Case:
        """Refuse before anything is kept; the key is in the vault before the page is a file."""
        forms, crisis = self._forms(typed["forms"]), self._store.crisis_words()
        reason = Private(typed.get("reason", ""))
        file = file_for(typed["file"], self._vault)
        refuse_unsafe(self._case, forms, crisis, reason)
        page = PageToFillIn.of(self._case, forms, crisis, self._today)
        content = written(page)
        patient_id = self._case.patient.id
        self._store.make_page(patient_id, page.key, forms, fingerprint(content), reason)
        write(file, content)
        self.file = file
        return self._case

    def _forms(self, typed: str) -> "list[Instrument]":
        ids = [name.lower() for name in typed.replace(",", " ").split()]
        return chosen_forms(ids, self._case.instruments)
