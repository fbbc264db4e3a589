"""Who sets NO_COLOR gets no colour at all, and misses nothing."""

import pytest
from rich.style import Style

from romtui.domain.settings import Settings, Shade
from romtui.ui.theme import DARK
from tests.ui.conftest import Practice
from tests.ui.hands import Hands, at
from tests.ui.textual_internals import painted


def drawn_on(hands: Hands) -> list[tuple[str, Style]]:
    """What stands on the screen, and how it is drawn."""
    rows = painted(hands.app)
    return [(part.text, part.style or Style()) for row in rows for part in row]


def reversed_on(hands: Hands) -> list[str]:
    return [text for text, style in drawn_on(hands) if style.reverse]


def is_coloured(hands: Hands) -> bool:
    return any(style.color or style.bgcolor for _, style in drawn_on(hands))


async def test_nothing_is_coloured_and_what_is_marked_and_where_one_types_can_be_seen(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    practice.store.change_settings(Settings(shade=Shade.LIGHT))
    practice.store.set_pin("2468")
    practice.person(10, 13, 17)
    async with at(practice.app()) as hands:
        assert "+4 worse" in await hands.until("Caseload")
        assert not is_coloured(hands)
        await hands.type(",")
        await hands.press("f2")
        assert "NO_COLOR is set, so romtui shows no colour" in hands.text
        await hands.press("escape", "enter")
        assert "moderately severe" in await hands.until("session")
        assert "s shared" in hands.text
        assert not is_coloured(hands)
        await hands.press("p")
        assert reversed_on(hands)
        assert not is_coloured(hands)
        await hands.press("escape", "h", "enter", "down")
        assert any("▸" in text for text in reversed_on(hands))
        assert not is_coloured(hands)
    assert practice.store.settings.shade is Shade.LIGHT


async def test_a_key_that_does_nothing_now_is_not_shown(practice: Practice) -> None:
    practice.person()
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        assert "– shared " in hands.text
        assert "s shared " not in hands.text


async def test_the_passphrase_is_asked_for_without_colour(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "yes")
    async with at(practice.locked_app()) as hands:
        await hands.until("Passphrase")
        assert not is_coloured(hands)


async def test_an_empty_word_does_not_count(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with at(practice.locked_app()) as hands:
        await hands.until("Passphrase")
        assert is_coloured(hands)
        palette = {style.color and style.color.name for _, style in drawn_on(hands)}
        assert DARK.quiet in palette
