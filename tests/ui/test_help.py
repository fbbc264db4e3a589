"""Help is one key away on every screen, and asks for nothing that was typed."""

import pytest
from textual.widgets import Input, TextArea

from romtui.ui.screens.help import HelpScreen
from tests.tour import DEMO, SESSION, follow
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, at

WITHOUT_A_USE = ("caseload", "questionnaire", "entry", "battery", "to-do", "shared", "log")


@pytest.fixture
def demo(practice: Practice) -> Practice:
    from romtui.demo import demo_cases
    from tests.ui.conftest import INSTRUMENTS, TODAY

    practice.store.import_cases(demo_cases(TODAY, INSTRUMENTS))
    practice.store.set_pin("0000")
    return practice


async def test_a_question_mark_is_help_wherever_it_has_no_other_use(demo: Practice) -> None:
    for name in WITHOUT_A_USE:
        async with at(demo.app(), LARGE) as hands:
            await follow(hands, DEMO[name])
            before = hands.screen
            await hands.press("question_mark")
            assert isinstance(hands.app.screen, HelpScreen), name
            await hands.press("question_mark")
            assert hands.screen == before, name


async def test_f1_is_help_also_while_a_field_takes_text(demo: Practice) -> None:
    for name in ("caseload-find", "new-person", "palette", "agree", "line", "review"):
        async with at(demo.app(), LARGE) as hands:
            await follow(hands, DEMO[name])
            field = hands.app.focused
            assert isinstance(field, Input | TextArea), name
            await hands.type("a?")
            typed = field.value if isinstance(field, Input) else field.text
            assert "?" in typed, name
            await hands.press("f1")
            assert isinstance(hands.app.screen, HelpScreen), name
            await hands.press("escape")
            assert hands.app.focused is field
            assert typed == (field.value if isinstance(field, Input) else field.text)


async def test_on_the_session_a_question_mark_is_still_why(demo: Practice) -> None:
    async with at(demo.app(), LARGE) as hands:
        await follow(hands, SESSION)
        await hands.press("question_mark")
        assert hands.screen == "WhyScreen"


async def test_nobody_gets_help_out_of_a_held_screen(demo: Practice) -> None:
    for name in ("handed-over", "curtain"):
        async with at(demo.app(), LARGE) as hands:
            await follow(hands, DEMO[name])
            before = hands.screen
            await hands.press("question_mark", "f1")
            assert hands.screen == before


async def test_a_key_of_ones_own_comes_before_help(demo: Practice) -> None:
    async with at(demo.app({"caseload.look_back": "question_mark"}), LARGE) as hands:
        await hands.press("question_mark")
        assert hands.screen == "WeeklyReviewScreen"
