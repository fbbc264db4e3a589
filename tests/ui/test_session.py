"""One person on the screen: what is, and what to say."""

from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Form
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, Hands, at, in_session


async def start(hands: Hands) -> None:
    await hands.until("Caseload")
    await hands.press("enter")
    await hands.until("session")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_trend_headline_sentence_and_why_are_on_one_screen(
    practice: Practice, size: tuple[int, int]
) -> None:
    practice.person(16, 14, 11, 9)
    async with in_session(practice.app(), size) as hands:
        text = hands.text
        assert "●" in text
        assert "“" in text
        assert "”" in text
        assert "why" in text
        assert "moderately severe" in text
        assert "3 Nov" in text


@pytest.mark.parametrize(
    ("totals", "title"),
    [
        ((14,), "first_session"),
        ((18, 14, 12, 9), "reliable_improvement"),
        ((18, 15, 14, 10), "reliable_improvement~"),
        ((14, 14, 10), "improving~"),
        ((12, 12, 12), "stable"),
        ((10, 10, 14), "worsening~"),
        ((10, 12, 16), "reliable_deterioration~"),
        ((10, 16, 16), "reliable_deterioration"),
    ],
)
async def test_the_headline_fits_the_course_and_says_how_sure_it_is(
    practice: Practice, totals: tuple[int, ...], title: str
) -> None:
    from romtui.domain.patterns import Pattern
    from tests.ui.conftest import DECK

    entry = DECK.entry(Pattern(title.removesuffix("~")))
    practice.person(*totals)
    async with in_session(practice.app()) as hands:
        assert entry.title_when(tentative=title.endswith("~")) in hands.text
        assert ("tentative" in hands.text.split("\n")[1]) is title.endswith("~")


async def test_of_two_measures_that_disagree_both_courses_are_drawn_where_there_is_room(
    practice: Practice,
) -> None:
    case = practice.person(18, 18, 10)
    for weeks, total in ((2, 6), (1, 6), (0, 13)):
        on = TODAY - timedelta(weeks=weeks)
        practice.store.record(case.patient.id, Form("gad7", on, total=Decimal(total)))
    async with in_session(practice.app(), LARGE) as hands:
        compared = hands.app.screen.query_one("#compared")
        while "Measures" not in hands.text.split("\n")[2]:
            assert not compared.display
            await hands.press("tab")
        assert compared.display
        assert "● 10 −8" in hands.text
        assert "● 13 +7" in hands.text
        await hands.pilot.resize_terminal(*SMALL)
        await hands.prepare()
        assert not compared.display


async def test_a_safety_review_that_waits_is_the_first_key_that_is_named(
    practice: Practice,
) -> None:
    case = practice.person()
    practice.store.record(case.patient.id, Form("phq9", TODAY, total=Decimal(8), safety={9: 1}))
    async with in_session(practice.app()) as hands:
        assert hands.text.split("\n")[-1].startswith(" R review safety   n fill in")
        assert "q close" in hands.text.split("\n")[-1]
        await hands.type("Rasked")
        await hands.press("enter")
        await hands.until("✓ Saved: what you asked and did.")
        assert hands.text.split("\n")[-1].startswith(" n fill in")


async def test_space_shows_another_wording(practice: Practice) -> None:
    practice.person(12, 12)
    async with in_session(practice.app(), LARGE) as hands:
        assert "1 of" in hands.text
        before = hands.text
        await hands.type(" ")
        assert "2 of" in hands.text
        assert hands.text != before


async def test_the_first_line_uses_the_target_that_was_set(practice: Practice) -> None:
    person = practice.person(17)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("p9")
        await hands.press("enter", "enter")
        await hands.until("below 10")
        assert "target 9" in hands.text
    assert practice.store.case(person.patient.id).targets == {"phq9": 9}


async def test_shared_is_marked(practice: Practice) -> None:
    person = practice.person(12, 10)
    async with in_session(practice.app(), LARGE) as hands:
        assert "○ shared" in hands.text
        await hands.type("s")
        await hands.until("● shared")
    assert all(result.discussed for result in practice.store.case(person.patient.id).results)


async def test_a_positive_safety_answer_comes_first_and_its_value_is_not_shown(
    practice: Practice,
) -> None:
    practice.person()
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("n" + "000000003")
        await hands.until("SAFETY ITEM ENDORSED")
        assert "Nearly every day" not in hands.text
        assert "no risk" not in hands.text.lower()


async def test_a_safety_answer_stays_pinned_after_a_later_zero(practice: Practice) -> None:
    person = practice.person(weeks=2)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("nd7")
        await hands.press("enter")
        await hands.type("000000001")
        await hands.until("SAFETY ITEM ENDORSED (17 Nov)")
        await hands.type("n" + "0" * 9)
        await hands.until("Saved")
        assert "SAFETY ITEM ENDORSED (17 Nov)" in hands.text
    (summary,) = practice.store.caseload()
    assert summary.patient.id == person.patient.id
    assert summary.unreviewed_safety


async def test_a_safety_answer_is_reviewed_only_with_words(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("n" + "000000001")
        await hands.until("SAFETY ITEM ENDORSED")
        await hands.press("R", "enter")
        await hands.until("Write what you asked and did")
        assert not practice.store.case(person.patient.id).results[0].safety_reviewed
        await hands.type("asked, no plan")
        await hands.press("enter")
        await hands.until("session")
        assert "SAFETY ITEM ENDORSED" not in hands.text
    assert practice.store.case(person.patient.id).results[0].safety_reviewed


async def test_the_blind_impression_is_asked_before_the_score_and_never_shown(
    practice: Practice,
) -> None:
    person = practice.store.add_patient(started_on=TODAY - timedelta(14))
    practice.person()
    from decimal import Decimal

    from romtui.domain.case import Form

    week_ago = Form("phq9", TODAY - timedelta(7), total=Decimal(12), safety={9: 0})
    practice.store.record(person.patient.id, week_ago)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type("/" + person.patient.code)
        await hands.press("enter")
        await hands.until("Before you see the score")
        await hands.type("5")
        assert "Recorded." in hands.text
        assert "Before you see the score" not in hands.text
        assert "much better" not in hands.text
    assert practice.store.case(person.patient.id).impression == 2


async def test_any_other_key_passes_the_impression_by_and_does_its_work(
    practice: Practice,
) -> None:
    from decimal import Decimal

    from romtui.domain.case import Form

    person = practice.person()
    week_ago = Form("phq9", TODAY - timedelta(7), total=Decimal(12), safety={9: 0})
    practice.store.record(person.patient.id, week_ago)
    async with in_session(practice.app()) as hands:
        await hands.until("Before you see the score")
        await hands.type("n")
        assert "1 of 9" in hands.text
    assert practice.store.case(person.patient.id).impression is None


async def test_the_focus_typed_by_the_therapist_is_named_in_the_sentence(
    practice: Practice,
) -> None:
    person = practice.person(16, 16, 15, 16, 15, 16, 15, 16, 16)
    practice.store.set_focus(
        person.patient.id, Private("cognitive restructuring"), TODAY - timedelta(56)
    )
    async with in_session(practice.app(), LARGE) as hands:
        assert "cognitive" in hands.text
        assert "8 weeks" in hands.text
        await hands.type("k")
        assert "Since we began with cognitive" in hands.text


async def test_a_focus_without_a_name_does_not_end_the_present_one(practice: Practice) -> None:
    person = practice.person(16, 16, 15)
    practice.store.set_focus(person.patient.id, Private("walks"), TODAY - timedelta(14))
    async with in_session(practice.app()) as hands:
        await hands.type("k1")
        await hands.until("Esc keeps walks")
        await hands.press("enter", "enter", "enter")
        assert "Name the new intervention" in hands.text
        await hands.press("escape")
    (focus,) = practice.store.case(person.patient.id).focuses
    assert focus.until is None


@pytest.mark.parametrize(
    "name",
    [
        "Jo [/]",
        "[@click=app.leave]Jo[/]",
        "[bold]Jo[/bold]",
        "Jo $(reboot) `x`",
        "Zoë Åberg-Ø",
        "名前 太郎",
    ],
)
async def test_a_name_is_shown_exactly_as_it_was_typed(practice: Practice, name: str) -> None:
    practice.person(12, name=name)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type("v")
        assert name in hands.text


async def test_what_a_terminal_would_obey_is_shown_as_a_picture(practice: Practice) -> None:
    practice.person(12, name="Jo\x1b]52;c;QQ==\x07 \u202eevil")
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type("v")
        assert "Jo␛]52;c;QQ==␇ ‹202E›evil" in hands.text
        assert "\x1b" not in hands.text


async def test_a_window_that_is_too_small_takes_no_answers(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n12")
        await hands.pilot.resize_terminal(50, 24)
        await hands.until("Window too small")
        await hands.type("33q")
        await hands.pilot.resize_terminal(80, 24)
        await hands.until("3 of 9")
    (draft,) = practice.store.case(person.patient.id).drafts
    assert draft.answers[:3] == (1, 2, None)


async def test_the_wording_chosen_last_is_there_the_next_time(practice: Practice) -> None:
    practice.person(12, 12)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type(" ")
        assert "2 of" in hands.text
    async with in_session(practice.app(), LARGE) as hands:
        assert "2 of" in hands.text
        await hands.type(" ")
        assert "2 of" not in hands.text


async def test_the_rules_on_the_screen_go_by_the_changed_constants(practice: Practice) -> None:
    practice.person(16, 14, 12, 12, 12)
    settings = practice.store.settings
    async with in_session(practice.app(), LARGE) as hands:
        before = hands.text
    practice.store.change_settings(settings.changed("plateau_days", "21"))
    async with in_session(practice.app(), LARGE) as hands:
        assert "Plateau" in before
        assert "Plateau" not in hands.text


async def test_an_agreement_or_an_event_noted_by_mistake_is_taken_back(practice: Practice) -> None:
    person = practice.person(12, 12, 12)
    async with in_session(practice.app()) as hands:
        await hands.press("a", "1", "enter")
        await hands.until("✓ Agreed")
        await hands.press("e", "4", "enter")
        await hands.until("✓ Event recorded")
        case = practice.store.case(person.patient.id)
        assert (len(case.agreements), len(case.events)) == (1, 1)
        await hands.press("u", "u")
        await hands.until("Undone")
    case = practice.store.case(person.patient.id)
    assert (case.agreements, case.events) == ((), ())
