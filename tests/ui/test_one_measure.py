"""What is shown, said and recorded is about one measure, whatever is pressed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal

import pytest
from textual.pilot import Pilot

from romtui.domain.case import Attendance, Form
from romtui.domain.discussion import How
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.ui.app import RomtuiApp
from romtui.ui.chart.widget import TrendChart
from romtui.ui.session.panel import DialoguePanel
from romtui.ui.session.screen import SessionScreen
from romtui.ui.widgets.note import Note
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, Hands, at, in_session
from tests.ui.weekly import A_WEEK, the_case

NAMES = {"PHQ-9": "phq9", "GAD-7": "gad7", "depression": "phq9", "anxiety": "gad7"}
_NAME = 8
WHOLE = "the work as a whole"


def named_in(text: str) -> set[str]:
    """The measures a text speaks of."""
    return {measure for name, measure in NAMES.items() if name in text}


@dataclass
class Watched(Hands):
    """Hands that look, after every key, whether all of the screen is about one thing."""

    app: RomtuiApp
    pilot: Pilot[None]
    looked: int = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await super().press(key)
            self.look()

    @property
    def marked(self) -> str:
        """The measure of the marked row, as it is printed."""
        (measure,) = named_in(self.text.partition("▸ ")[2][:_NAME])
        return measure

    @property
    def panel(self) -> str:
        """What the panel shows, as one line."""
        region = self.app.screen.query_one(DialoguePanel).region
        rows = self.text.splitlines()[region.y : region.bottom]
        return " ".join(" ".join(row[region.x : region.right].strip("│ ") for row in rows).split())

    def look(self) -> None:
        screen = self.app.screen
        if not isinstance(screen, SessionScreen):
            return
        chart, content = (
            screen.query_one(TrendChart).model,
            screen.query_one(DialoguePanel).content,
        )
        assert chart is not None
        assert content is not None
        self.looked += 1
        assert chart.trend.instrument.id == self.marked
        if content.framing:
            return
        if content.suggestion is None:
            assert named_in(content.plain) == {self.marked}
            assert content.plain in self.panel
            return
        assert f"{content.suggestion.title}   {content.about}" in self.text
        about, said = named_in(content.about), named_in(content.suggestion.line.reveal())
        assert self.marked in about or content.about == WHOLE
        assert said <= about or content.about == WHOLE, (content.about, content.suggestion.line_id)
        assert not content.within_focus or self.marked in named_in(content.within_focus.reveal())
        assert not content.towards_target or self.marked in named_in(
            content.towards_target.reveal()
        )

    async def share_and_take_back(self, practice: Practice) -> None:
        """Press `s` twice: what is recorded is what the sentence was about, and is named."""
        content, marked = self.app.screen.query_one(DialoguePanel).content, self.marked
        assert content is not None
        of_whole = not content.about or content.about == WHOLE
        about = {marked} if of_whole else named_in(content.about)
        before = {result.id for result in the_case(practice).results if result.discussed}
        await self.press("s")
        shared = [
            result
            for result in the_case(practice).results
            if result.discussed and result.id not in before
        ]
        assert {result.instrument for result in shared} <= about
        if shared:
            assert named_in(self.echo.split("shared")[0]) == {
                result.instrument for result in shared
            }
            await self.press("s")
            assert named_in(self.echo) == {result.instrument for result in shared}
            assert "not shared" in self.echo
        else:
            assert "Nothing new" in self.echo
        assert before == {result.id for result in the_case(practice).results if result.discussed}

    @property
    def echo(self) -> str:
        """What is said at the bottom."""
        words = self.app.screen.query_one("#said", Note).words
        return words.reveal() if isinstance(words, Private) else words


def digits(total: int, items: int, safety: int | None = None) -> list[str]:
    """Answers that add up to a total, the safety item last."""
    rest, left = total - (safety or 0), items - (safety is not None)
    answers = [rest // left + (place < rest % left) for place in range(left)]
    return [str(digit) for digit in (*answers, *([] if safety is None else [safety]))]


async def both_forms(
    hands: Watched, practice: Practice, phq9: int, gad7: int, safety: int = 0
) -> None:
    """Fill in all that is due, and answer the questions after the forms."""
    await hands.press("z", *digits(phq9, 9, safety), *digits(gad7, 7))
    practice.wait(1)
    await hands.press("1", "1")


async def through_all_headlines(hands: Watched, practice: Practice) -> list[str]:
    """Step through what holds, one round; gives what was said."""
    said: list[str] = []
    screen = hands.app.screen
    assert isinstance(screen, SessionScreen)
    found = screen.view.findings.found
    for _ in found:
        content = screen.query_one(DialoguePanel).content
        assert content is not None
        assert content.suggestion is not None
        said.append(content.suggestion.pattern.value)
        if len(found) > 1:
            assert f"headline {len(said)} of {len(found)}" in hands.panel
        await hands.share_and_take_back(practice)
        await hands.press(*(("k", "k", "space") if len(said) == 1 else ()), "tab")
    assert said == [finding.pattern.value for finding in found]
    return said


@asynccontextmanager
async def watched_session(practice: Practice) -> AsyncIterator[Watched]:
    """Open the one person's record; the next session is a week later."""
    async with at(practice.app(), LARGE) as seated:
        await seated.until("Caseload")
        hands = Watched(seated.app, seated.pilot)
        await hands.press("enter")
        yield hands
    practice.now += A_WEEK


async def test_six_weeks_of_two_measures_are_about_one_thing_after_every_key(
    practice: Practice,
) -> None:
    practice.store.add_patient()
    looked, said = 0, set[str]()
    async with watched_session(practice) as hands:
        await hands.press("enter")
        await both_forms(hands, practice, 16, 14)
        said |= {*(await through_all_headlines(hands, practice))}
        await hands.press("up", "down", "asterisk")
        assert hands.echo.startswith("✓ PHQ-9 and GAD-7 shared")
        await hands.press("q")
        assert hands.screen == "CaseloadScreen"
        looked += hands.looked
    weeks = [("3", 14, 15, 0), ("2", 10, 18, 2), None, ("5", 18, 9, 0), ("1", 7, 10, 0)]
    for week in weeks:
        if week is None:
            practice.store.record_session(1, practice.now.date(), Attendance.MISSED)
            practice.now += A_WEEK
            continue
        impression, phq9, gad7, safety = week
        async with watched_session(practice) as hands:
            await hands.press(impression)
            await both_forms(hands, practice, phq9, gad7, safety)
            said |= {*(await through_all_headlines(hands, practice))}
            for key in ("down", "up"):
                await hands.press(key)
                await hands.share_and_take_back(practice)
            await hands.press("shift+tab", "s", "a", "1", "enter", "f", "1", "i", "escape")
            looked += hands.looked
    assert looked > 150
    assert {
        Pattern.RISK_ITEM,
        Pattern.MIXED_MEASURES,
        Pattern.DIVERGENCE_SEEMS_BETTER,
        Pattern.DIVERGENCE_SEEMS_WORSE,
        Pattern.UNDISCUSSED,
    } <= {Pattern(line) for line in said}


def two(practice: Practice, *weeks: tuple[int, int], safety: int = 0) -> int:
    """Somebody with weekly scores of both measures, the last of them today; gives their id."""
    case = practice.store.add_patient(started_on=TODAY - A_WEEK * (len(weeks) - 1))
    for week, (phq9, gad7) in enumerate(reversed(weeks)):
        on = TODAY - A_WEEK * week
        of_today = {9: safety if week == 0 else 0}
        for form in (
            Form("phq9", on, total=Decimal(phq9), safety=of_today),
            Form("gad7", on, total=Decimal(gad7)),
        ):
            practice.store.record(case.patient.id, form)
    return case.patient.id


def shared(practice: Practice) -> list[str]:
    return [result.instrument for result in the_case(practice).results if result.discussed]


async def test_the_mark_begins_at_the_headline_and_shared_is_what_the_sentence_is_about(
    practice: Practice,
) -> None:
    two(practice, (12, 6), (12, 15))
    async with in_session(practice.app(), LARGE) as hands:
        assert "▸ GAD-7" in hands.text
        await hands.type("s")
        await hands.until("✓ GAD-7 shared on screen.")
        assert shared(practice) == ["gad7", "gad7"]
        await hands.type("ks")
        await hands.until("Undone: GAD-7 marked as not shared.")
        assert shared(practice) == []


async def test_a_headline_about_two_measures_says_so_and_shares_both(practice: Practice) -> None:
    two(practice, (20, 4), (20, 4), (10, 15), (9, 16))
    async with in_session(practice.app(), LARGE) as hands:
        while "   PHQ-9 and GAD-7 " not in hands.text:
            await hands.press("tab")
        await hands.type("s")
        await hands.until("✓ PHQ-9 and GAD-7 shared")
        assert set(shared(practice)) == {"phq9", "gad7"}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_what_is_named_beside_the_sentence_has_its_own_one_key_away(
    practice: Practice, size: tuple[int, int]
) -> None:
    two(practice, (12, 6), (12, 15), safety=2)
    async with in_session(practice.app(), size) as hands:
        for keys, place, measure in (
            ((), "headline 1 of", "PHQ-9"),
            (("tab",), "headline 2 of", "GAD-7"),
            (("shift+tab",), "headline 1 of", "PHQ-9"),
        ):
            await hands.press(*keys)
            text = hands.text
            assert place in text
            assert f"▸ {measure}" in text
            assert "SAFETY ITEM ENDORSED" in text
        await hands.press("tab", "question_mark")
        first = next(line for line in hands.text.splitlines()[1:] if line.strip())
        assert "GAD-7" in first


async def test_a_measure_that_calls_for_no_word_says_so_and_can_be_shared(
    practice: Practice,
) -> None:
    practice.person(16, 10)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.press("down")
        assert "▸ GAD-7" in hands.text
        assert "GAD-7: no score yet." in hands.text
        await hands.type("s")
        await hands.until(
            "Nothing new of the GAD-7. The PHQ-9 is not shared yet: s marks it as shared."
        )
        assert shared(practice) == []
        assert "▸ PHQ-9" in hands.text
        await hands.type("s")
        await hands.until("✓ PHQ-9 shared")


async def test_a_wording_is_chosen_for_one_finding_only(practice: Practice) -> None:
    two(practice, (12, 9), (12, 9), (12, 9))
    async with in_session(practice.app(), LARGE) as hands:
        panel = hands.app.screen.query_one(DialoguePanel)

        def said() -> tuple[str, str]:
            assert panel.content is not None
            assert panel.content.suggestion is not None
            return panel.content.about, panel.content.suggestion.line_id

        first = said()
        await hands.press("tab")
        second = said()
        assert first[0] != second[0]
        await hands.press("space")
        turned = said()
        assert turned != second
        await hands.press("shift+tab")
        assert said() == first
        await hands.press("tab")
        assert said() == turned
        await hands.type("s")
        assert [line.line_id for line in the_case(practice).said] == [turned[1]]


async def test_the_lights_of_last_week_are_dark_today(practice: Practice) -> None:
    practice.person(12)
    practice.store.share(1, How.SCREEN)
    practice.store.agree(1, Private("walk"))
    async with in_session(practice.app(), LARGE) as hands:
        assert "● scored ● shared ● agreed" in hands.text
    practice.now += A_WEEK
    async with in_session(practice.app(), LARGE) as hands:
        assert "○ scored ○ shared ○ agreed" in hands.text


async def test_all_of_today_is_shared_by_one_key_in_one_piece(practice: Practice) -> None:
    two(practice, (12, 6), (12, 15))
    async with in_session(practice.app(), LARGE) as hands:
        with practice.failing_at(2, "INSERT INTO discussion"):
            await hands.press("asterisk")
            await hands.until("cannot be written")
        assert shared(practice) == []
        await hands.press("asterisk")
        await hands.until("✓ PHQ-9 and GAD-7 shared")
        of_today = [result.discussed for result in the_case(practice).results if result.on == TODAY]
        assert of_today == [True, True]
        await hands.press("k", "asterisk")
        await hands.until("Undone: PHQ-9 and GAD-7 marked as not shared.")
        assert shared(practice) == []


async def test_before_it_closes_all_that_is_named_is_shared(practice: Practice) -> None:
    two(practice, (12, 6), (12, 15))
    practice.store.record_impression(1, TODAY, 0)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("q")
        await hands.until("4 scores since")
        await hands.type("s")
        await hands.until("✓ PHQ-9 and GAD-7 shared")
        assert len(shared(practice)) == 4


async def test_where_not_all_measures_are_listed_it_is_said_which_of_them_is_selected(
    practice: Practice,
) -> None:
    case = practice.person(12)
    for form in ("gad7", "who5", "wsas"):
        practice.store.record(case.patient.id, Form(form, TODAY, total=Decimal(12)))
    async with in_session(practice.app(), SMALL) as hands:
        assert hands.text.count("1 of 4") == 1
        await hands.press("down", "down")
        assert "3 of 4" in hands.text
