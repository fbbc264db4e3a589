"""Forms without a single total, on the screen: entered, kept, followed by their parts."""

from datetime import date, timedelta
from decimal import Decimal

from romtui.domain.case import Case, Form
from romtui.domain.discussion import Fit, How
from romtui.domain.preferences import Scheduled
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, Hands, at, in_session

PARTS = ("depression", "anxiety", "stress")


async def choose(hands: Hands, name: str) -> None:
    await hands.press("m")
    await hands.type(name)
    await hands.press("enter")


def typed(*scores: int, on: date = TODAY) -> Form:
    subtotals = {part: Decimal(score) for part, score in zip(PARTS, scores, strict=True)}
    return Form("dass21", on, subtotals=subtotals, safety={21: 0})


def somebody(practice: Practice, *forms: tuple[int, int, int]) -> Case:
    """Somebody with a DASS-21 a week, the last one today, and nothing else to fill in."""
    case = practice.store.add_patient(started_on=TODAY - timedelta(weeks=len(forms)))
    for measure in case.battery:
        practice.store.unschedule(case.patient.id, measure.instrument)
    for place, scores in enumerate(forms, start=1):
        on = TODAY - timedelta(weeks=len(forms) - place)
        case = practice.store.record(case.patient.id, typed(*scores, on=on))
        if on < TODAY:
            case = practice.store.share(case.results[-1].id, How.ALOUD, "")
    return case


RISING = ((6, 6, 30), (8, 6, 28), (16, 8, 28))


async def test_a_dass_is_entered_and_its_parts_stand_in_the_table(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "dass-21")
        await hands.type("n" + "1" * 20 + "2")
        await hands.until("SAFETY ITEM ENDORSED")
        text = await hands.until("DASS-21 depression   16")
        assert "DASS-21 anxiety      14" in text
        assert "moderate" in text
    (result,) = practice.store.case(person.patient.id).results
    assert result.total is None
    assert result.answers == (*[1] * 20, 2)
    assert result.safety == {21: 2}
    assert result.valid


async def test_a_part_with_an_item_left_out_is_named(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "dass-21")
        await hands.type("n1.0" + "1" * 18)
        await hands.press("enter")
        await hands.until("20 of 21 answered. Not scored: anxiety.")


async def test_a_total_of_a_form_without_parts_is_refused_with_a_sentence(
    practice: Practice,
) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "c-ssrs")
        await hands.press("t")
        await hands.type("1")
        await hands.press("enter")
        await hands.until("no single total")


async def test_each_part_is_typed_in_turn_then_the_safety_item(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "dass-21")
        await hands.press("t")
        await hands.until("DASS-21 depression, 0 to 42")
        await hands.press("1", "3", "enter")
        await hands.until("DASS-21, depression: scores go from 0 to 42")
        await hands.press("backspace", "2", "enter")
        await hands.until("DASS-21 anxiety, 0 to 42")
        await hands.press("8", "enter")
        await hands.until("DASS-21 stress, 0 to 42")
        await hands.press("x", "enter")
        await hands.until("Enter stress as a number")
        await hands.press("backspace", "2", "0", "enter")
        await hands.until("Item 21")
        await hands.press("0", "enter")
        await hands.until("Saved")
        await hands.until("DASS-21 stress       20")
    (result,) = practice.store.case(person.patient.id).results
    assert result.subtotals == {"depression": 12, "anxiety": 8, "stress": 20}
    assert result.safety == {21: 0}


async def test_a_part_may_be_left_out_but_not_every_part(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "dass-21")
        await hands.press("t", "enter", "enter", "enter")
        await hands.until("at least one part")
        await hands.press("4", "enter")
        await hands.until("Item 21")
        await hands.press("enter")
        await hands.until("Saved")
    (result,) = practice.store.case(person.patient.id).results
    assert result.subtotals == {"stress": 4}


async def test_typed_parts_are_corrected_in_turn(practice: Practice) -> None:
    case = somebody(practice, (12, 8, 20))
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("backspace")
        await hands.until("12/8/20   parts only")
        await hands.press("enter")
        await hands.press("backspace", "4", "enter", "enter", "enter", "enter")
        await hands.until("Reason for the correction?")
        await hands.type("misread")
        await hands.press("enter")
        await hands.until("14/8/20")
        await hands.press("h")
        text = await hands.until("depression 14, anxiety 8, stress 20 · corrected")
        assert "depression 12, anxiety 8, stress 20 · entered part by part" in text
    assert practice.store.case(case.patient.id).results[0].subtotals["depression"] == 14


async def test_the_panel_names_the_part_it_speaks_of(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with in_session(practice.app(), LARGE) as hands:
        text = await hands.until("DASS-21 depression is 16")
        assert "harder range, once   DASS-21 depression" in text
        assert "DASS-21 stress: " in text
        assert "DASS-21 is 16" not in text


async def test_the_first_form_is_never_said_to_have_the_score_of_a_part(
    practice: Practice,
) -> None:
    somebody(practice, (16, 8, 28))
    async with in_session(practice.app()) as hands:
        text = await hands.until("DASS-21 depression   16")
        spoken = text.partition("“")[2].partition("”")[0]
        assert spoken
        assert not any(digit in spoken for digit in ("16", "28", "42"))


async def test_the_chart_and_the_walk_follow_the_marked_part(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with in_session(practice.app()) as hands:
        await hands.press("tab", "tab", "left")
        said = " ".join((await hands.until("24 Nov: 28")).split())
        assert "24 Nov: 28 · no change since last time · −2 since the start" in said
        await hands.press("escape", "G")
        await hands.until("DASS-21 stress over time")
        await hands.press("tab")
        await hands.until("DASS-21 depression over time")
        await hands.press("escape")
        await hands.until("▸ DASS-21 depression")


async def test_what_is_shared_is_the_whole_form(practice: Practice) -> None:
    case = somebody(practice, *RISING)
    async with in_session(practice.app()) as hands:
        await hands.press("down", "s")
        await hands.until("✓ DASS-21 (all parts) shared on screen.")
        await hands.press("f")
        await hands.until("Does the DASS-21 (depression 16, anxiety 8, stress 28) match")
        await hands.press("1")
        await hands.until("Recorded: DASS-21 (all parts) fits.")
    latest = practice.store.case(case.patient.id).results[-1]
    assert latest.discussed
    assert latest.fit is Fit.YES


async def test_leaving_asks_about_the_form_that_was_not_talked_about(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("q")
        await hands.until("DASS-21 of 24 Nov (depression 16, anxiety 8,")


async def test_a_part_has_a_target(practice: Practice) -> None:
    case = somebody(practice, *RISING)
    async with in_session(practice.app()) as hands:
        await hands.press("tab", "tab", "p")
        await hands.until("DASS-21 stress: what score")
        await hands.type("14")
        await hands.press("enter", "enter")
        await hands.until("target 14")
    assert practice.store.case(case.patient.id).targets == {"dass21.stress": 14}


async def test_the_person_sees_the_marked_part(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with in_session(practice.app()) as hands:
        await hands.press("tab", "tab", "v")
        text = await hands.until("DASS-21 stress")
        assert "From 30 to 28" in text
        await hands.press("up", "up")
        await hands.until("From 6 to 16")


async def test_the_items_are_those_of_the_part_then_those_of_the_whole_form(
    practice: Practice,
) -> None:
    case = somebody(practice)
    practice.store.record(case.patient.id, Form("dass21", TODAY, answers=(1,) * 20 + (0,)))
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("i")
        text = await hands.until("Items   DASS-21 depression")
        assert "12" in text
        assert "dry mouth" not in text
        await hands.press("tab")
        await hands.until("dry mouth")
        await hands.press("tab", "tab")
        text = await hands.until("relaxing")
        assert "dry mouth" in text


async def test_the_note_of_the_session_has_a_line_a_part(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("y")
        text = await hands.until("DASS-21 depression: 16 of 42 (moderate)")
        assert "DASS-21 stress: 28 of 42" in text
        assert "Not shared yet" in text


async def test_the_caseload_names_the_part_that_leads(practice: Practice) -> None:
    somebody(practice, *RISING)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("DASS-21 depression   16   +8 ")


async def test_one_form_is_due_once_and_handed_over_whole(practice: Practice) -> None:
    case = somebody(practice, (6, 6, 30))
    practice.now += timedelta(days=7)
    practice.store.schedule(case.patient.id, Scheduled("dass21"))
    async with in_session(practice.app()) as hands:
        text = await hands.until("· due")
        assert text.count("· due") == 1
        await hands.press("0", "tab", "h")
        await hands.until("DASS-21, 21 questions")


async def test_a_form_without_its_words_takes_its_total(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "ors")
        await hands.press("n")
        await hands.type("24.9")
        await hands.press("enter")
        await hands.until("24.9")
    (result,) = practice.store.case(person.patient.id).results
    assert str(result.total) == "24.9"


async def test_a_check_in_is_entered_and_yes_brings_its_line(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "check-in")
        await hands.press("n")
        for number in ("10", "9", "8"):
            await hands.type(number)
            await hands.press("enter")
        await hands.type("1")
        await hands.until("Saved")
        await hands.until("sit right")


async def test_a_target_that_is_not_on_the_form_is_refused_before_the_words_are_asked_for(
    practice: Practice,
) -> None:
    who = somebody(practice, (36, 40, 40)).patient.id
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("p11")
        await hands.press("enter")
        await hands.until("in steps of 2; 11")
        await hands.press("backspace")
        await hands.type("0")
        await hands.press("enter")
        assert "Enter moves on and saves" in hands.text
        await hands.type("calm")
        await hands.press("enter")
        await hands.until("target 10")
    case = practice.store.case(who)
    assert case.targets == {"dass21.depression": 10}
    assert case.target_words["dass21.depression"].reveal() == "calm"


async def test_how_many_wordings_there_are_gives_way_to_the_name_of_a_part(
    practice: Practice,
) -> None:
    somebody(practice, (36, 40, 40), (36, 40, 40), (10, 40, 40))
    async with in_session(practice.app(), LARGE) as hands:
        text = await hands.until("Into easier range, once   DASS-21 depression")
        headline = next(line for line in text.splitlines() if "Into easier range, once" in line)
        assert "…" not in headline.partition("once")[2]
    async with in_session(practice.app(), SMALL) as hands:
        text = await hands.until("Into easier range, once   DASS-21 depression")
        headline = next(line for line in text.splitlines() if "Into easier range, once" in line)
        assert headline.partition("depression   tentative")[2].strip().startswith("1 of ")
