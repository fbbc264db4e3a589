"""The line that the owner of a questionnaire wants to be seen, where a patient reads its words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import escape

import pytest

from romtui.content.instruments import load_instruments
from romtui.content.languages import language_files, load_language
from romtui.domain.case import Result
from romtui.domain.filling import Filling
from romtui.domain.handout import handout
from romtui.domain.handover import HandOver, Page
from romtui.domain.instrument import Instrument, Item, Option
from romtui.domain.parts import measures_of
from romtui.domain.settings import ENGLISH
from romtui.domain.shared import Sharing
from romtui.exchange.handout import written
from romtui.paths import data_folder
from romtui.ui.theme import DARK
from romtui.ui.widgets.self_report_form import SelfReportForm
from tests.people.cases import TODAY, case_of

SHIPPED = load_instruments(data_folder() / "instruments")
WITH_NOTICE = [one for one in SHIPPED.values() if one.notice and one.with_text]
DECK = load_language(language_files(data_folder() / "dialogue")[ENGLISH])
DRAWN = {"60x20": (58, 20), "80x24": (78, 23)}
"""What the margins leave of the smallest and of the usual window."""

AFTER = Item(0, "How hard is all of this?", (Option(0, "Not at all"), Option(1, "Very")))


def together(words: str) -> str:
    """The words however they were broken into lines."""
    return "".join(words.split())


@pytest.fixture
def widget(monkeypatch: pytest.MonkeyPatch) -> SelfReportForm:
    monkeypatch.setattr(SelfReportForm, "palette", DARK)
    monkeypatch.setattr(SelfReportForm, "note", "")
    return SelfReportForm(DECK.handover)


def drawn(
    widget: SelfReportForm, handed: HandOver, size: str, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    monkeypatch.setattr(SelfReportForm, "handed", handed)
    width, height = DRAWN[size]
    lines = list(widget.draw(width, height))
    assert len(lines) <= height
    assert all(line.cell_len <= width for line in lines), lines
    return [line.plain for line in lines]


@pytest.mark.parametrize("size", DRAWN)
@pytest.mark.parametrize("form", WITH_NOTICE, ids=[one.id for one in WITH_NOTICE])
def test_every_question_stands_whole_beside_its_answers_and_the_line_of_the_owner(
    form: Instrument, size: str, widget: SelfReportForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, item in enumerate(form.items):
        filling = replace(Filling.start(form, date(2026, 11, 3)), position=place)
        lines = drawn(widget, HandOver((filling, filling)).shown(), size, monkeypatch)
        seen = together(" ".join(lines))
        whole = (item.text, form.stem or form.period, form.notice, DECK.handover.for_therapist)
        for words in (*whole, *(option.label for option in item.choices)):
            assert together(words) in seen, (place, words, lines)


@pytest.mark.parametrize("size", DRAWN)
@pytest.mark.parametrize("form", WITH_NOTICE, ids=[one.id for one in WITH_NOTICE])
def test_the_question_after_the_form_and_the_review_have_it_too(
    form: Instrument, size: str, widget: SelfReportForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = replace(form, followup=AFTER)
    answers = tuple(item.choices[0].value for item in form.items)
    filling = Filling.start(asking, date(2026, 11, 3))
    filled = replace(filling, answers=answers, position=len(answers))
    for page in (Page.AFTER, Page.REVIEW):
        handed = HandOver((filled,), after_passed=page is Page.REVIEW)
        assert handed.page is page
        lines = drawn(widget, handed, size, monkeypatch)
        assert together(form.notice) in together(" ".join(lines)), (page, lines)
        assert DECK.handover.for_therapist in lines[-1]


def test_that_an_answer_could_not_be_kept_hides_no_question_and_no_answer(
    widget: SelfReportForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SelfReportForm, "note", DECK.handover.not_kept)
    for form in WITH_NOTICE:
        for place, item in enumerate(form.items):
            filling = replace(Filling.start(form, date(2026, 11, 3)), position=place)
            lines = drawn(widget, HandOver((filling,)).shown(), "60x20", monkeypatch)
            seen = together(" ".join(lines))
            labels = (option.label for option in item.choices)
            for words in (item.text, DECK.handover.not_kept, *labels):
                assert together(words) in seen, (form.id, place, words, lines)


@pytest.mark.parametrize("form", WITH_NOTICE, ids=[one.id for one in WITH_NOTICE])
def test_the_page_to_take_home_has_it(form: Instrument) -> None:
    answers = tuple(item.choices[0].value for item in form.items)
    total = Decimal(form.lo) if form.has_total else None
    case = replace(case_of(Result(1, form.id, TODAY, total, answers=answers)), instruments=SHIPPED)
    for measure in measures_of(form):
        page = written(handout(case, measure, TODAY, DECK, Sharing())).reveal()
        assert escape(form.notice) in page, measure


OWNERS_OWN = {
    "core10": "© CORE System Trust: https://www.coresystemtrust.org.uk/copyright.pdf",
    "audit": "not for sale or for use in conjunction with commercial purposes",
    "auditc": "not for sale or for use in conjunction with commercial purposes",
    "k10": "© World Health Organization 2003. All rights reserved.",
    "k6": "© World Health Organization 2003. All rights reserved.",
    "dass21": "https://dass.psy.unsw.edu.au",
    "dast10": "Harvey A. Skinner",
    "rses": "Rosenberg",
    "swls": "Diener",
    "who5": "World Health Organization",
}


@pytest.mark.parametrize("form", OWNERS_OWN)
def test_the_forms_whose_owners_ask_for_it_have_their_own_words(form: str) -> None:
    assert OWNERS_OWN[form] in SHIPPED[form].notice
    assert set(OWNERS_OWN) == {one.id for one in WITH_NOTICE}


def test_of_two_licences_of_one_owner_the_stricter_is_named() -> None:
    assert "CC BY-NC-ND 4.0" in SHIPPED["core10"].notice
