"""A page for a third party, made on the screen."""

from pathlib import Path

from romtui.exchange.report_page import shown
from romtui.ui.reporting.preview import PageLines
from tests.exchange.test_report_page import Words
from tests.tour import follow
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, at

NAME = "Quillon Featherstone-Mbeki"


def events(practice: Practice) -> list[str]:
    return [line.what for line in practice.store.log(30)]


async def test_a_page_is_seen_trimmed_and_agreed_to_before_it_is_written(
    practice: Practice, tmp_path: Path
) -> None:
    practice.person(18, 9, name=NAME)
    out = tmp_path / "page.html"
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("session")
        await follow(hands, "session.report")
        await hands.until("A page for whom?")
        await hands.type("physician")
        await hands.press("enter")
        await hands.until("Why is this report written?")
        await hands.type("Medication")
        await hands.press("enter")
        await hands.until("Risk: what should the physician know?")
        await hands.press("enter", "enter")
        text = await hands.until("Preview: nothing is written yet")
        assert "PHQ-9: 9 points better; reliably improved and recovered." in text
        assert "Missing: the record holds nothing for this." in text
        assert NAME not in text
        await hands.press("x")
        await hands.type("99")
        await hands.press("enter")
        await hands.until("Type numbers of lines that are there.")
        await hands.press("backspace", "backspace", "2", "enter")
        await hands.until("w  write the page")
        lines = hands.app.screen.query_one(PageLines).page
        seen = [shown(line) for _, line in lines.numbered()]
        assert not [line for line in seen if line.startswith("Made on")]
        await hands.press("w")
        await hands.until("Did the patient agree")
        await hands.press("y")
        await hands.until("Write the page to which file?")
        await hands.type(str(out))
        await hands.press("enter")
        await hands.until("✓ Page written")
    reader = Words()
    reader.feed(out.read_text("utf-8"))
    assert reader.blocks == seen
    assert {"consent to a report", "report to a physician"} <= set(events(practice))


async def test_without_consent_no_page_is_written(practice: Practice, tmp_path: Path) -> None:
    practice.person(18, 9)
    async with at(practice.app(), SMALL) as hands:
        await hands.until("A-001")
        await hands.press("enter")
        await hands.until("session")
        await follow(hands, "session.report")
        await hands.until("A page for whom?")
        await hands.type("supervision")
        await hands.press("enter")
        await hands.until("Preview")
        await hands.press("w")
        await hands.until("talk about their course in supervision?")
        await hands.press("enter")
        await hands.until("without consent there is no page")
    assert "consent to a report" not in events(practice)


async def test_a_sheet_for_supervision_is_made_from_the_caseload(
    practice: Practice, tmp_path: Path
) -> None:
    practice.person(8, 9, 18, 19, name=NAME)
    practice.person(*[18] * 12)
    practice.person(18, 12, 6)
    out = tmp_path / "sheet.html"
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-003")
        await follow(hands, "caseload.supervision")
        text = await hands.until("Preview")
        assert "Patient: A-001" in text
        assert "in week 1" in text
        await hands.press("w", "y")
        await hands.until("which file?")
        await hands.type(str(out))
        await hands.press("enter")
        await hands.until("✓ Page written")
    text = out.read_text("utf-8")
    assert text.index("A-001") < text.index("A-002")
    assert "2026" not in text
    assert NAME not in text
    assert events(practice).count("sheet for supervision") == text.count("Patient: ")


async def test_who_needs_no_attention_makes_no_sheet(practice: Practice) -> None:
    practice.person(name=NAME)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("A-001")
        await follow(hands, "caseload.supervision")
        await hands.until("No patient needs attention now.")
