"""A page is made with one key; what comes back is shown in words and saved with one."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from romtui.domain.away.away_page import AwayPage
from romtui.domain.away.plain_digits import digits
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Entered, Form
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from tests.people.codes import code_of
from tests.ui.conftest import INSTRUMENTS, TODAY, Practice
from tests.ui.hands import LARGE, Hands, at

CRISIS = Private("Call 116 123.")
PHQ9, GAD7 = INSTRUMENTS["phq9"], INSTRUMENTS["gad7"]
CALM = (1, 1, 1, 1, 1, 1, 1, 1, 0)
WITH_SAFETY = (1, 1, 1, 1, 1, 1, 1, 1, 2)


def given_page(practice: Practice, patient_id: int, forms: Sequence[str] = ("phq9",)) -> AwayPage:
    """A page made three days ago."""
    practice.store.keep_crisis_words(CRISIS)
    now, practice.now = practice.now, practice.now - timedelta(days=3)
    key = PageKey.new()
    practice.store.make_page(patient_id, key, [INSTRUMENTS[form] for form in forms], "")
    practice.now = now
    return next(page for page in practice.store.pages() if page.key == key)


def brought(page: AwayPage, answers: tuple[int, ...] = CALM, day: int = 0) -> str:
    form = Form("phq9", TODAY, answers=answers, followup=1)
    return code_of(page, INSTRUMENTS, [form], day)


async def opened(app: Hands) -> None:
    """Open the first record, and skip what is asked at its beginning."""
    await app.press("enter")
    await app.press("0")


async def test_a_page_is_made_once_the_crisis_words_are_there(
    practice: Practice, tmp_path: Path
) -> None:
    practice.person(weeks=3)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("at")
        await app.until("Your crisis words")
        await app.press("escape")
        assert "A page needs your crisis words first" in app.text
        await app.press("at")
        await app.type("Call 116 123.")
        await app.press("escape")
        text = await app.until("A page to fill in at home")
        assert "phq9, gad7" in text
        assert "Agree on it in a session first" in text
        await app.press("enter")
        file = tmp_path / "questions.html"
        for _ in "~/questions.html":
            await app.press("backspace")
        await app.type(str(file))
        await app.press("enter")
        assert "Saved, not encrypted" in app.text
    (page,) = practice.store.pages()
    assert [form.instrument for form in page.forms] == ["phq9", "gad7"]
    assert page.key.secret.hex() in file.read_text("utf-8")
    assert practice.store.crisis_words() == CRISIS


async def test_a_code_is_shown_in_words_and_saved_with_one_key(practice: Practice) -> None:
    case = practice.person(weeks=3)
    page = given_page(practice, case.patient.id)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(brought(page).lower().replace("-", ""))
        await app.press("enter")
        text = await app.until("Answers from home")
        assert "Filled in on Sat 21 Nov 2026, 3 days ago." in text
        assert "PHQ-9   8" in text
        assert "little interest in things: 1 Several days" in text
        assert practice.store.case(case.patient.id).results == ()
        await app.press("enter")
        assert "Saved" in app.text
    (result,) = practice.store.case(case.patient.id).results
    assert (result.entered, result.on) == (Entered.AWAY, TODAY - timedelta(days=3))
    assert (result.answers, result.followup) == (CALM, 1)


async def test_a_form_is_in_with_at_most_25_keys(practice: Practice) -> None:
    case = practice.person(weeks=3)
    page = given_page(practice, case.patient.id, ("phq9", "gad7"))
    forms = [Form("phq9", TODAY, answers=CALM), Form("gad7", TODAY, answers=(1,) * 7)]
    keys = ["number_sign", *code_of(page, INSTRUMENTS, forms, 0).replace("-", ""), "enter", "enter"]
    assert len(keys) <= 25
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press(*keys)
        await app.until("Saved")
    assert len(practice.store.case(case.patient.id).results) == 2


async def test_what_was_undone_can_be_entered_again(practice: Practice) -> None:
    case = practice.person(weeks=3)
    code = brought(given_page(practice, case.patient.id))
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        for _ in range(2):
            await app.press("number_sign")
            await app.type(code)
            await app.press("enter", "enter")
            await app.until("Saved")
            await app.press("u")
            await app.until("Undone")
            assert practice.store.case(case.patient.id).results == ()


async def test_pages_are_withdrawn_once_it_was_asked(practice: Practice) -> None:
    case = practice.person(weeks=3)
    code = brought(given_page(practice, case.patient.id))
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        for answer, said in (("enter", ""), ("y", "1 page is withdrawn")):
            await app.press("colon", *"withdraw pages", "enter")
            await app.until("Withdraw this patient's pages")
            await app.press(answer)
            assert said in app.text
        await app.press("number_sign")
        await app.type(code)
        await app.press("enter")
        assert "was withdrawn on 24 November 2026" in app.text


async def test_a_safety_answer_is_pinned_the_moment_the_code_is_saved(practice: Practice) -> None:
    case = practice.person(weeks=3)
    page = given_page(practice, case.patient.id)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(brought(page, WITH_SAFETY))
        await app.press("enter")
        assert "SAFETY ITEM ENDORSED" in await app.until("Answers from home")
        await app.press("enter")
        assert "SAFETY ITEM ENDORSED (21 Nov, filled in away)" in app.text
    assert any(unreviewed(practice.store.case(case.patient.id)))


async def test_a_slip_is_named_and_what_was_typed_stays(practice: Practice) -> None:
    case = practice.person(weeks=3)
    code = brought(given_page(practice, case.patient.id))
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(code[:-1])
        await app.press("enter")
        assert "The fourth group does not fit" in app.text
        await app.type(code[-1])
        await app.press("enter")
        await app.until("Answers from home")
        await app.press("escape")
    assert practice.store.case(case.patient.id).results == ()


async def test_a_code_of_another_patient_says_nothing_about_them(practice: Practice) -> None:
    practice.person(weeks=3)
    other = practice.person(weeks=3, name="Quillon")
    code = brought(given_page(practice, other.patient.id))
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(code)
        await app.press("enter")
        assert "another patient" in app.text
        assert other.patient.code not in app.text


async def test_the_caseload_finds_whose_code_it_is(practice: Practice) -> None:
    practice.person(weeks=3)
    other = practice.person(weeks=3)
    code = brought(given_page(practice, other.patient.id), WITH_SAFETY)
    async with at(practice.app(), LARGE) as app:
        await app.press("number_sign")
        await app.type(code)
        await app.press("enter")
        assert other.patient.code in await app.until("Answers from home")
        await app.press("enter")
        text = app.text
        assert f"Saved for {other.patient.code}: PHQ-9, filled in away, 3 days ago" in text
        assert "Safety item endorsed" in text
        await app.press("number_sign")
        await app.type(code)
        await app.press("enter")
        assert "entered already" in app.text
        await app.press("escape", "number_sign")
        await app.type("0000000000 00")
        await app.press("enter")
        assert "Open the patient first" in app.text
    case = practice.store.case(other.patient.id)
    assert len(case.results) == 1
    assert case.sessions == ()


async def test_plain_digits_are_of_the_patient_who_is_open(practice: Practice) -> None:
    case = practice.person(weeks=3)
    given_page(practice, case.patient.id, ("phq9", "gad7"))
    mood = digits(PHQ9, Form("phq9", TODAY, answers=CALM, followup=None))
    fear = digits(GAD7, Form("gad7", TODAY, answers=(2,) * 7))
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(f"{mood} / {fear}")
        await app.press("enter")
        text = await app.until("Answers from home")
        assert "Digits carry no date" in text
        await app.press("d")
        await app.type("2")
        await app.press("enter")
        await app.until("2 days ago")
        await app.press("enter")
    results = practice.store.case(case.patient.id).results
    assert [(one.instrument, one.on) for one in results] == [
        ("phq9", TODAY - timedelta(days=2)),
        ("gad7", TODAY - timedelta(days=2)),
    ]


async def test_a_second_form_of_that_day_is_asked_about(practice: Practice) -> None:
    case = practice.person(7)
    page = given_page(practice, case.patient.id)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(brought(page, day=3))
        await app.press("enter")
        await app.until("Answers from home")
        await app.press("enter")
        assert "The one from home: 8." in app.text
        await app.press("r")
        assert "Saved" in app.text
    (result,) = practice.store.case(case.patient.id).results
    assert (result.version, result.entered, result.total) == (2, Entered.AWAY, Decimal(8))


async def test_history_chart_and_note_say_where_it_came_from(practice: Practice) -> None:
    case = practice.person(weeks=3)
    page = given_page(practice, case.patient.id)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("number_sign")
        await app.type(brought(page))
        await app.press("enter", "enter")
        await app.press("left")
        assert "filled in away, 3 days ago" in app.text
        await app.press("escape", "y")
        assert "Filled in away on" in app.text
        await app.press("escape", "backspace")
        assert "filled in away" in app.text
        await app.press("h")
        assert "filled in away, entered 3 days later" in app.text


async def test_the_crisis_words_are_in_the_settings(practice: Practice) -> None:
    practice.store.keep_crisis_words(CRISIS)
    async with at(practice.app(), LARGE) as app:
        await app.press("comma")
        assert "your crisis words for pages at home" in app.text


async def test_an_unreviewed_safety_answer_needs_a_reason_on_the_card(
    practice: Practice, tmp_path: Path
) -> None:
    case = practice.person(weeks=3)
    practice.store.record(
        case.patient.id, Form("phq9", TODAY - timedelta(days=7), answers=WITH_SAFETY)
    )
    practice.store.keep_crisis_words(CRISIS)
    async with at(practice.app(), LARGE) as app:
        await opened(app)
        await app.press("at")
        assert "A safety answer is not reviewed yet" in await app.until("A page to fill in")
        await app.press("enter")
        for _ in "~/questions.html":
            await app.press("backspace")
        await app.type(str(tmp_path / "q.html"))
        await app.press("enter", "enter")
        assert "or give a reason" in app.text
        assert not (tmp_path / "q.html").exists()
        await app.type("agreed by telephone")
        await app.press("enter")
    assert (tmp_path / "q.html").exists()
