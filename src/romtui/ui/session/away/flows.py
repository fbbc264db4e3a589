"""From a key to a page, and from a code to results: what is asked on the way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.screen import Screen

from romtui.domain.away.making import Chosen, due_for_page
from romtui.domain.away.plain_digits import looks_like_digits
from romtui.domain.away.reading import Read, read_typed
from romtui.domain.away.texts import NO_CRISIS_WORDS, withdrawn_pages
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.results import same_day
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.procedure import crisis_screen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.session.away import texts
from romtui.ui.session.away.page_card import AwayPageScreen
from romtui.ui.session.away.read_back import ReadBackScreen, score_of
from romtui.ui.session.cards.same_day import SameDayScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from romtui.store.store import Store

Answer = TypeVar("Answer")


class Asks(Protocol):
    """A screen that asks by showing another one."""

    async def ask(self, question: Screen[Answer]) -> Answer:
        """Show it and wait for what it gives."""


async def make_page(
    screen: Asks, store: "Store", case: Case, marked: Instrument, today: date, vault: Path | None
) -> str:
    """Make a page with what is due, or the marked form; gives what to say, or nothing.

    The crisis words are asked for the first time. Raises UserError without them.
    """
    if not store.crisis_words():
        await screen.ask(crisis_screen(store))
    if not store.crisis_words():
        raise UserError(NO_CRISIS_WORDS)
    chosen = due_for_page(case, store.pages(case.patient.id), today)
    if not chosen.forms and marked.with_text:
        chosen = Chosen((marked.id,), chosen.left_out)
    card = AwayPageScreen(store, case, chosen, today, vault)
    made = await screen.ask(card)
    return "" if made is None else texts.page_saved(str(card.file))


async def withdraw_pages(screen: Asks, store: "Store", patient_id: int) -> str:
    """Withdraw the pages of a patient, once it was asked; gives what to say, or nothing."""
    question = ConfirmScreen(texts.WITHDRAW, yes=texts.WITHDRAW_YES, no=texts.WITHDRAW_NO)
    if not await screen.ask(question):
        return ""
    return withdrawn_pages(store.withdraw_pages(patient_id))


async def enter_code(screen: Asks, store: "Store", case: Case, today: date) -> Case | None:
    """Read a code or digits of the patient who is open; gives the case once it is saved."""
    pages = store.pages(case.patient.id)
    own = [page for page in pages if page.patient_id == case.patient.id and page.is_open(today)]
    ids = dict.fromkeys(form.instrument for page in own for form in page.forms)
    digits_of = [case.instruments[form] for form in ids if form in case.instruments]

    def read(typed: str) -> Read:
        found = read_typed(typed, pages, case.instruments, digits_of, today)
        if found.page is not None and found.page.patient_id != case.patient.id:
            raise UserError(texts.OTHER_PATIENT)
        return found

    found = await screen.ask(QuestionScreen(texts.CODE_HEADING, read, hint=texts.CODE_HINT))
    return None if found is None else await _show_and_keep(screen, store, case, found, today, True)


async def enter_anybodys_code(
    screen: Asks,
    store: "Store",
    instruments: "Mapping[str, Instrument]",
    today: date,
    opened: Callable[[int], Case],
) -> tuple[Case, Read] | None:
    """Read a code and find out whose it is; gives their case and what was saved."""
    pages = store.pages()

    def read(typed: str) -> Read:
        try:
            return read_typed(typed, pages, instruments, (), today)
        except UserError:
            if looks_like_digits(typed):
                raise UserError(texts.DIGITS_NEED_PATIENT) from None
            raise

    asked = QuestionScreen(texts.CODE_HEADING_CASELOAD, read, hint=texts.CODE_HINT)
    found = await screen.ask(asked)
    if found is None or found.page is None:
        return None
    before = opened(found.page.patient_id)
    case = await _show_and_keep(screen, store, before, found, today, False)
    return None if case is None else (case, found)


async def _show_and_keep(
    screen: Asks, store: "Store", case: Case, found: Read, today: date, in_session: bool
) -> Case | None:
    """Show the answers in words; one key saves them, once a second form of a day is settled."""
    read = await screen.ask(ReadBackScreen(case, found, today))
    if read is None:
        return None
    in_place_of: dict[str, int] = {}
    for form in read.forms:
        already = same_day(case.every_result, case.instruments, form.instrument, form.on)
        if already is None:
            continue
        instrument = case.instruments[form.instrument]
        coming = texts.already_came(score_of(instrument, form))
        decided = await screen.ask(
            SameDayScreen(instrument, already, today, back=texts.CANCEL_CODE, coming=coming)
        )
        if decided is None:
            return None
        if decided.in_place_of is not None:
            in_place_of[form.instrument] = decided.in_place_of
    return store.take_in(case.patient.id, read, in_place_of=in_place_of, in_session=in_session)
