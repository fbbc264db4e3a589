"""Under `?`: how often chance alone brings a headline."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from romtui.content.calibration import load_calibration
from romtui.domain.constants import STANDARD
from romtui.domain.patterns.chance import Chance
from romtui.domain.settings import Settings
from tests.ui.conftest import CHANCES, Practice
from tests.ui.hands import at

TITLE = "Why   (↑ ↓ scroll, Esc goes back)"


async def why(practice: Practice) -> str:
    async with at(practice.app(), (120, 80)) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        await hands.press("question_mark")
        return " ".join((await hands.until(TITLE)).split())


async def test_a_headline_bears_the_share_of_unchanged_people_who_get_it(
    practice: Practice,
) -> None:
    practice.person(16, 15, 16, 22)
    text = await why(practice)
    assert CHANCES["sharp_worsening~"].sentence in text
    assert "Chance alone brings every headline now and then." in text
    assert "you have changed" not in text


async def test_the_figures_are_said_to_be_of_the_rules_as_shipped(practice: Practice) -> None:
    practice.person(16, 15, 16, 22)
    practice.store.change_settings(Settings(constants=replace(STANDARD, gap_days=28)))
    assert "default rules; you have changed some thresholds." in await why(practice)


async def test_a_broken_table_keeps_no_reason_from_being_read(
    practice: Practice, tmp_path: Path
) -> None:
    def broken() -> Mapping[str, Chance]:
        return load_calibration(tmp_path / "calibration.toml").chances

    practice.person(16, 15, 16, 22)
    practice.chances = broken
    text = await why(practice)
    assert "How often chance brings a headline is not known:" in text
    assert "cannot be read" in text


async def test_the_table_is_read_only_when_it_is_asked_for(practice: Practice) -> None:
    read: list[int] = []

    def counted() -> Mapping[str, Chance]:
        read.append(1)
        return CHANCES

    practice.person(16, 15, 16, 22)
    practice.chances = counted
    async with at(practice.app(), (120, 80)) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        assert not read
        await hands.press("question_mark")
        await hands.until(TITLE)
        assert read == [1]
