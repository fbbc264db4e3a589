"""Of what a card asks, the question and the keys that answer it are found at a glance."""

from romtui.ui.theme import DARK
from romtui.ui.widgets.answers import Answers
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, in_session
from tests.ui.textual_internals import painted


async def test_the_question_of_a_card_is_bold_and_its_keys_have_the_accent(
    practice: Practice,
) -> None:
    practice.person(16, 17)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("a")
        await hands.until("What did you agree?")
        drawn = [part for line in painted(hands.app) for part in line if part.style]
    asked = next(part for part in drawn if "What did you agree?" in part.text)
    assert asked.style
    assert asked.style.bold
    keys = {
        part.text.strip()
        for part in drawn
        if part.style
        and part.style.bold
        and part.style.color
        and part.style.color.name == DARK.accent
    }
    assert {"1", "2", "3"} <= keys


async def test_words_of_an_answer_that_need_a_second_line_go_on_below_themselves(
    practice: Practice,
) -> None:
    practice.person(16)
    async with in_session(practice.app(), LARGE) as hands:
        note = Answers()
        await hands.app.screen.mount(note)
        lines = [line.plain for line in note.lines("r  one two three four\nEsc  back", 16)]
    assert lines == ["r  one two", "   three four", "Esc  back"]
