"""A page for a third party, from top to bottom: for whom, typed words, preview, consent, file."""

from collections.abc import Sequence
from pathlib import Path

from romtui.domain.private import Private
from romtui.domain.reports import texts as page_texts
from romtui.domain.reports.compose import Shown, report
from romtui.domain.reports.headline import shown_of
from romtui.domain.reports.report import Report, ReportTemplate
from romtui.exchange.report_page import file_for, write
from romtui.ui.dependencies import Workspace
from romtui.ui.reporting import texts
from romtui.ui.reporting.preview import PreviewScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen


class PageMaking:
    """Asks on behalf of a screen; nothing is written before the patient's consent is said."""

    def __init__(self, screen: PageScreen[int] | PageScreen[None], workspace: Workspace) -> None:
        self._screen = screen
        self._workspace = workspace
        self._store = workspace.store

    async def of_one(self, patient_id: int) -> str:
        """A page about one patient; gives what is to be said about it."""
        templates = self._screen.host.dependencies.reports()
        choices = [(one.id, one.recipient, one.title) for one in templates.values()]
        chosen = await self._screen.ask(ChooseScreen(texts.FOR_WHOM, choices))
        return "" if chosen is None else await self._make(templates[chosen], [patient_id])

    async def for_supervision(self, patient_ids: Sequence[int]) -> str:
        """A sheet about several patients."""
        if not patient_ids:
            return texts.NOBODY
        template = self._screen.host.dependencies.reports()["supervision"]
        return await self._make(template, patient_ids)

    async def _make(self, template: ReportTemplate, patient_ids: Sequence[int]) -> str:
        typed: dict[str, Private] = {}
        for section in template.questions:
            question = QuestionScreen(section.ask, Private, hint=texts.TYPED_HINT)
            words = await self._screen.ask(question)
            if words is None:
                return texts.CANCELLED
            typed[section.heading] = words
        patients = self._patients(patient_ids)
        today, constants = self._screen.host.dependencies.today(), self._store.settings.constants
        whole = report(template, patients, today, typed=typed, constants=constants)
        page = await self._screen.ask(PreviewScreen(whole))
        if page is None:
            return texts.CANCELLED
        consent = page_texts.consent(template.recipient, by_code=template.by_code)
        if not await self._screen.ask(ConfirmScreen(consent, yes=texts.YES, no=texts.NO)):
            return page_texts.NO_CONSENT
        file = await self._write(page, template, patient_ids)
        return texts.CANCELLED if file is None else texts.written(str(file))

    def _patients(self, patient_ids: Sequence[int]) -> list[Shown]:
        deck, constants = self._workspace.deck, self._store.settings.constants
        return [
            shown_of(self._store.case(patient_id), deck, constants) for patient_id in patient_ids
        ]

    async def _write(
        self, page: Report, template: ReportTemplate, patient_ids: Sequence[int]
    ) -> Path | None:
        vault = self._screen.host.dependencies.vault

        def write_page(typed: str) -> Path:
            file = file_for(typed, None if vault is None else vault.folder)
            self._store.note_reported(patient_ids, template.id)
            write(file, page)
            return file

        question = QuestionScreen(texts.WRITE_WHERE, write_page, hint=texts.WRITE_HINT)
        return await self._screen.ask(question)
