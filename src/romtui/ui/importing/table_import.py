"""The import of a table, from top to bottom: file, mapping, trial, consent, import."""

from collections.abc import Mapping
from dataclasses import dataclass

from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportSummary
from romtui.domain.instrument import Instrument
from romtui.exchange import csv_table
from romtui.exchange.import_preview import differing_lines, table_lines, view_lines
from romtui.exchange.mapped import table
from romtui.exchange.mapped.doubts import doubts
from romtui.exchange.mapped.mapping import TableMapping
from romtui.exchange.mapped.proposal import (
    glimpse,
    proposal,
)
from romtui.exchange.mapped.said_back import said_back
from romtui.exchange.scores_table import ScoresFile
from romtui.plain_file import read_file, typed_path
from romtui.ui.dependencies import Workspace
from romtui.ui.importing import texts
from romtui.ui.importing.mapping_page import Draft, MappingScreen, keep_screen
from romtui.ui.importing.trial import TrialScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen


@dataclass(frozen=True, slots=True)
class _Kept:
    """The mapping that was kept, if there is one."""

    mapping: TableMapping | None = None


class TableImport:
    """Asks on behalf of a screen; what was answered is written only at the end."""

    def __init__(self, screen: PageScreen[None], workspace: Workspace) -> None:
        self._screen = screen
        self._store = workspace.store
        self._instruments: Mapping[str, Instrument] = workspace.instruments

    async def run(self) -> str:
        """Import a table; gives what is to be said about it, nothing where nobody wanted to.

        What cannot be read is said on the page of the mapping, where it may be put right.
        """
        content = await self._ask_content()
        if content is None:
            return ""
        kept = await self._screen.ask(
            QuestionScreen(texts.KEPT_MAPPING, self._read_kept, hint=texts.KEPT_HINT)
        )
        if kept is None:
            return ""
        seen = glimpse(content)
        mapping = kept.mapping or proposal(seen, self._instruments)
        draft = Draft(content, seen, mapping, is_kept=kept.mapping is not None)
        ready, refused = draft.is_kept and draft.is_complete, ""
        while True:
            if not ready:
                said = await self._screen.ask(MappingScreen(draft, self._instruments, refused))
                if said is None:
                    return texts.CANCELLED
                draft = said
            ready, refused = False, ""
            try:
                done = await self._import(table.read(content, draft.mapping), draft.mapping)
            except UserError as error:
                refused = str(error)
                continue
            if done is not None:
                return await self._said(done, draft)

    async def _said(self, done: ImportSummary, draft: Draft) -> str:
        if not (done.people or done.results or done.corrected):
            return texts.NOTHING_NEW
        kept = None if draft.is_kept else await self._screen.ask(keep_screen(draft.mapping))
        where = "" if kept is None else texts.kept_in(str(kept))
        return " ".join(filter(None, (texts.imported(_brings(done)), where)))

    async def _ask_content(self) -> bytes | None:
        def read(typed: str) -> bytes:
            content = read_file(typed_path(typed, "~/answers.csv"), csv_table.MOST_BYTES)
            glimpse(content)
            return content

        return await self._screen.ask(QuestionScreen(texts.WHICH_FILE, read, hint=texts.FILE_HINT))

    def _read_kept(self, typed: str) -> _Kept:
        if not typed.strip():
            return _Kept()
        read = self._screen.host.dependencies.read_mapping
        return _Kept(read(typed_path(typed, "~/mood.toml"), self._instruments))

    async def _import(self, file: ScoresFile, mapping: TableMapping) -> ImportSummary | None:
        """Try it, show what it would bring, and import it when that is agreed to."""
        differing: Differing | None = None
        trial = self._try(file, differing, dry_run=True)
        if trial.view.differing:
            choices = (texts.KEEP, texts.CORRECT, texts.BOTH)
            chosen = await self._screen.ask(ChooseScreen(texts.DIFFERING, choices))
            if chosen is None:
                return None
            differing = Differing(chosen)
            trial = self._try(file, differing, dry_run=True)
        if not (trial.people or trial.results or trial.corrected):
            return trial
        preview = [
            *doubts(file.scores, mapping, self._instruments),
            *view_lines(trial.view),
            *table_lines(file.not_imported, file.passed_over),
            *(differing_lines(trial.view.differing) if trial.view.differing else ()),
        ]
        said = [*said_back(mapping, self._instruments)]
        if not await self._screen.ask(TrialScreen(said, _brings(trial), preview)):
            return None
        self._store.back_up_if_changed()
        return self._try(file, differing, dry_run=False)

    def _try(
        self, file: ScoresFile, differing: Differing | None, *, dry_run: bool
    ) -> ImportSummary:
        return self._store.import_scores(
            file.scores, add_people=True, differing=differing, whole=file.ours, dry_run=dry_run
        )


def _brings(done: ImportSummary) -> str:
    return texts.would_bring(done.people, done.results, done.already, done.corrected, done.kept)
