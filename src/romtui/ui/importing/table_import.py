"""The import of a table, from top to bottom: file, mapping, trial, consent, import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportSummary
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.exchange import csv_table
from romtui.exchange.import_preview import differing_lines, table_lines, view_lines
from romtui.exchange.mapped import table
from romtui.exchange.mapped.doubts import doubts
from romtui.exchange.mapped.mapping import FormMapping, TableMapping
from romtui.exchange.mapped.proposal import (
    Glimpse,
    form_in,
    glimpse,
    needs_order,
    proposal,
    unknown_words,
    words_in,
)
from romtui.exchange.mapped.said_back import said_back
from romtui.exchange.mapped.written import written
from romtui.exchange.scores_table import ScoresFile
from romtui.plain_file import new_path, read_file, typed_path, write_new
from romtui.ui.dependencies import Workspace
from romtui.ui.importing import texts
from romtui.ui.importing.columns import ColumnScreen
from romtui.ui.importing.trial import TrialScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.texts import WHICH_QUESTIONNAIRE

_MOST_WORDS: Final = 12
"""Words to be explained one by one; more are hardly the answers to a form."""


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
        """Import a table; gives what is to be said about it, nothing where nobody wanted to."""
        content = await self._ask_content()
        if content is None:
            return ""
        seen = glimpse(content)
        kept = await self._screen.ask(
            QuestionScreen(texts.KEPT_MAPPING, self._read_kept, hint=texts.KEPT_HINT)
        )
        if kept is None:
            return ""
        mapping = kept.mapping or await self._new_mapping(seen)
        if mapping is None:
            return ""
        file = table.read(content, mapping)
        done = await self._import(file, mapping)
        if done is None:
            return texts.CANCELLED
        if not (done.people or done.results or done.corrected):
            return texts.NOTHING_NEW
        where = "" if kept.mapping is not None else await self._keep(mapping)
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

    async def _new_mapping(self, seen: Glimpse) -> TableMapping | None:
        """Ask which column is what; None as soon as nobody wants to go on."""
        draft = proposal(seen, self._instruments)
        ask = self._screen.ask
        form = await self._form(seen, draft.forms)
        if form is None:
            return None
        code = await ask(ColumnScreen(texts.CODE_COLUMN, seen, draft.code))
        if code is None:
            return None
        day = await ask(ColumnScreen(texts.DAY_COLUMN, seen, draft.day))
        if day is None:
            return None
        order = None
        if needs_order(seen, day):
            choices = (texts.NOT_SURE, texts.DAY_FIRST, texts.MONTH_FIRST)
            order = await ask(ChooseScreen(texts.DAY_OR_MONTH, choices))
            if order in (None, texts.NOT_SURE[0]):
                return None
        return TableMapping(day, (form,), code=code, days=order, encoding=seen.encoding)

    async def _form(self, seen: Glimpse, drafts: Sequence[FormMapping]) -> FormMapping | None:
        """Ask which questionnaire, and where its items or its total are."""
        found = {form.questionnaire for form in drafts}
        offered = sorted(self._instruments.values(), key=lambda one: one.id not in found)
        choices = [
            (one.id, one.name, texts.FOUND if one.id in found else one.title) for one in offered
        ]
        ask = self._screen.ask
        chosen = await ask(ChooseScreen(WHICH_QUESTIONNAIRE, choices))
        if chosen is None:
            return None
        instrument = self._instruments[chosen]
        form = form_in(seen, instrument)
        if form is None:
            form = await self._columns(seen, instrument)
        return None if form is None else await self._explained(seen, form, instrument)

    async def _columns(self, seen: Glimpse, instrument: Instrument) -> FormMapping | None:
        """Ask for the columns of a form, item by item, or for that of its total."""
        ask = self._screen.ask
        choices = [one for one, there in _has(instrument) if there]
        what = await ask(ChooseScreen(texts.ITEMS_OR_TOTAL, choices))
        if what is None:
            return None
        if what == texts.TOTAL[0]:
            total = await ask(ColumnScreen(texts.TOTAL_COLUMN, seen))
            return None if total is None else FormMapping(instrument.id, total=total)
        columns: list[str] = []
        for item in instrument.items:
            question = texts.item_column(instrument.name, item.number, item.text)
            after = seen.names.index(columns[-1]) + 1 if columns else 0
            likely = seen.names[after] if after < len(seen.names) else ""
            column = await ask(ColumnScreen(question, seen, likely))
            if column is None:
                return None
            columns.append(column)
        if len(set(columns)) != len(columns):
            raise UserError(texts.ONE_COLUMN_TWICE)
        items = tuple(columns)
        return FormMapping(instrument.id, items, words=words_in(seen, items, instrument))

    async def _explained(
        self, seen: Glimpse, form: FormMapping, instrument: Instrument
    ) -> FormMapping | None:
        """Ask of each word in the items that is no answer yet which one it is."""
        unknown = unknown_words(seen, form)
        if len(unknown) > _MOST_WORDS:
            raise UserError(texts.TOO_MANY_WORDS)
        options = {option.value: option for item in instrument.items for option in item.choices}
        choices = [(str(one.value), one.printed, one.label) for one in options.values()]
        words = dict(form.words)
        for word in unknown:
            question = Private(texts.which_answer(instrument.name, word))
            answer = await self._screen.ask(ChooseScreen(question, (texts.LEFT_OUT, *choices)))
            if answer is None:
                return None
            words[word] = None if answer == texts.LEFT_OUT[0] else int(answer)
        return replace(form, words=words)

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

    async def _keep(self, mapping: TableMapping) -> str:
        """Ask where to keep the mapping; what is there already is not written over."""

        def keep(typed: str) -> Path:
            path = new_path(typed_path(typed, "~/mood.toml"), None)
            if path.suffix.lower() != ".toml":
                raise UserError(texts.MAPPING_NAME)
            write_new(path, written(mapping).encode())
            return path

        kept = await self._screen.ask(QuestionScreen(texts.KEEP_WHERE, keep, hint=texts.KEEP_HINT))
        return "" if kept is None else texts.kept_in(str(kept))


def _has(instrument: Instrument) -> Sequence[tuple[tuple[str, str, str], bool]]:
    return ((texts.ITEMS, instrument.with_text), (texts.TOTAL, instrument.has_total))


def _brings(done: ImportSummary) -> str:
    return texts.would_bring(done.people, done.results, done.already, done.corrected, done.kept)
