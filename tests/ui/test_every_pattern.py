"""Every pattern once on the screen with every one of its lines, whole."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from romtui.cli.case_file import read_cases
from romtui.commands import key_for
from romtui.domain.case import Case, Patient, Result
from romtui.domain.changeable import CONSTANTS
from romtui.domain.constants import STANDARD
from romtui.domain.dialogue import Deck, suggest
from romtui.domain.parts import measure_of
from romtui.domain.patterns import Finding, Pattern, detect
from romtui.domain.patterns.chance import by_chance
from romtui.domain.patterns.rules import rests_on, rule
from romtui.domain.texts import NUMBER_SOURCES
from romtui.ui.session.panel import DialoguePanel, PanelContent, panel_content
from romtui.ui.session.screen import SessionScreen
from romtui.ui.session.view import SessionView, first_measure
from romtui.ui.session.why import WhyScreen
from tests.domain.test_dialogue_language import foreign
from tests.ui.conftest import CHANCES, DECK, INSTRUMENTS, TODAY, Practice, date
from tests.ui.hands import LARGE, SMALL, Hands, at

HELD_BACK = Case(
    patient=Patient(1, "A-001", started_on=TODAY),
    instruments=INSTRUMENTS,
    results=(
        Result(1, "phq9", TODAY, Decimal(14), safety={9: 0}),
        Result(2, "checkin", TODAY, Decimal(24), answers=(8, 8, 8, 1), order=1),
    ),
)
EXAMPLES = (
    *read_cases(Path(__file__).parents[1] / "domain" / "pattern_examples.json"),
    ("held_back", HELD_BACK, TODAY),
)
__all__ = ["foreign"]


def where_it_holds(pattern: Pattern) -> tuple[Case, date, Finding]:
    """An example in which the pattern holds, rather one where it is the headline."""
    held = [
        (found.index(finding), case, today, finding)
        for _, case, today in EXAMPLES
        for found in [detect(case, today).found]
        for finding in found
        if finding.pattern is pattern
    ]
    _, case, today, finding = min(held, key=lambda example: example[0])
    return case, today, finding


def contents(pattern: Pattern, deck: Deck) -> Iterator[PanelContent]:
    """All that may be said about a pattern, with two more that hold and one behind."""
    case, today, finding = where_it_holds(pattern)
    also = (deck.entry(Pattern.STALLED).title, f"GAD-7: {deck.entry(Pattern.ENDING).title}")
    first = suggest(finding, case, today, deck)
    for turn in range(first.wordings):
        suggestion = suggest(finding, case, today, deck, turn)
        yield PanelContent(suggestion, deck.panel, also, more=1, done=min(1, len(suggestion.act)))


def one_line(text: str) -> str:
    return " ".join(text.split())


async def shown(hands: Hands, content: PanelContent) -> str:
    """What the panel shows of it, as one line."""
    panel = hands.app.screen.query_one(DialoguePanel)
    panel.content = content
    await hands.prepare()
    left, right = panel.region.x, panel.region.right
    rows = hands.text.splitlines()[panel.region.y : panel.region.bottom]
    return one_line(" ".join(row[left:right].strip("│") for row in rows))


@pytest.mark.parametrize("size", [SMALL, LARGE, (60, 20), (110, 24)], ids=str)
async def test_every_line_of_every_pattern_is_on_the_screen_and_nothing_is_cut(
    practice: Practice, size: tuple[int, int]
) -> None:
    practice.person(16, 14, 11, 9)
    async with at(practice.app(), size) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        for pattern in Pattern:
            for content in contents(pattern, DECK):
                text = await shown(hands, content)
                said = content.suggestion
                assert said is not None
                assert said.title in text
                assert one_line(f"“{said.line.reveal()}”") in text, said.line_id
                assert one_line(f"why {said.why}") in text or not said.why
                assert "also Plateau · GAD-7: Ending phase" in text
                assert "1 more: ?" in text
                assert text.endswith("? why"), said.line_id
                assert "{" not in text
        assert size == (60, 20) or "0 " in hands.text, "the chart is there"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_in_another_language_the_panel_has_no_english(
    practice: Practice, foreign: Deck, size: tuple[int, int]
) -> None:
    practice.person(16, 14, 11, 9)
    async with at(practice.app(), size) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        for pattern in Pattern:
            case, today, _ = where_it_holds(pattern)
            finding = Finding(pattern)
            suggestion = suggest(finding, case, today, foreign)
            content = PanelContent(suggestion, foreign.panel, (suggestion.title,), more=1, done=1)
            text = await shown(hands, content)
            typed = [form.name for form in case.instruments.values()]
            for name in (*typed, key_for("session.wording")):
                text = text.replace(name, "")
            words = re.findall(r"[^\W\d_ж]{2,}", text)
            assert not words, f"{pattern}: {words}"


def examples_that_show_every_pattern() -> Iterator[tuple[Case, date, set[Pattern]]]:
    """A few examples that together hold all there is, the one that adds most first."""
    held = [
        (case, today, {finding.pattern for finding in detect(case, today).found})
        for _, case, today in EXAMPLES
    ]
    missing = set(Pattern)
    while missing:
        best = max(held, key=lambda example: len(example[2] & missing))
        assert best[2] & missing
        missing -= best[2]
        yield best


async def test_why_shows_every_finding_with_its_rule_and_the_limits(practice: Practice) -> None:
    async with at(practice.app(), (120, 200)) as hands:
        await hands.until("Caseload")
        for case, today, held in examples_that_show_every_pattern():
            view = SessionView(case, today, DECK, first_measure(case))
            assert held == {finding.pattern for finding in view.findings.found}
            await hands.app.push_screen(WhyScreen(view))
            text = one_line(await hands.until("A rule of thumb, not a diagnosis."))
            for finding in view.findings.found:
                assert DECK.entry(finding.pattern).title_of(finding) in text, finding.pattern
                assert one_line(finding.why) in text, finding.pattern
                assert one_line(rule(finding.pattern)) in text, finding.pattern
                for constant in CONSTANTS:
                    if constant.name in rests_on(finding.pattern):
                        assert one_line(constant.sentence(STANDARD)) in text, finding.pattern
                        assert NUMBER_SOURCES[constant.name] in text, finding.pattern
                assert one_line(by_chance(finding, CHANCES)) in text, finding.pattern
            assert "docs/calibration.md" in text
            assert "{" not in text
            await hands.app.pop_screen()


async def test_what_else_holds_bears_the_name_of_its_measure_where_there_are_several() -> None:
    for _, case, today in EXAMPLES:
        view = SessionView(case, today, DECK, first_measure(case)).at_start()
        content = panel_content(view)
        assert content is not None
        for finding, chip in zip(view.findings.found[1:3], content.also, strict=True):
            title = DECK.entry(finding.pattern).title_of(finding)
            measure = measure_of(case.instruments, finding.instrument or "")
            assert chip.endswith(title)
            if len(view.measures) == 1:
                assert chip == title
            elif measure is not None:
                assert chip == f"{measure.name}: {title}"


def test_each_thing_that_holds_is_reached_by_a_key_and_is_about_the_marked_measure() -> None:
    for _, case, today in EXAMPLES:
        view = SessionView(case, today, DECK, first_measure(case)).at_start()
        found = view.findings.found
        for place, finding in enumerate(found, start=1):
            assert view.shown == finding
            assert view.marked in view.measures_about(finding)
            assert view.trends[view.row].instrument.id == view.marked
            assert view.form.id in view.spoken_of
            content = panel_content(view)
            assert content is not None
            assert content.suggestion is not None
            assert (content.place, content.count) == (place, len(found))
            assert content.suggestion.pattern is finding.pattern
            assert view.stepped(1).stepped(-1).shown == finding
            view = view.stepped(1)
        for measure in view.measures:
            marked = view.marking(measure)
            assert marked.marked == measure
            assert marked.shown is None or measure in marked.measures_about(marked.shown)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_every_example_opens_as_a_session(practice: Practice, size: tuple[int, int]) -> None:
    app = practice.app()
    async with at(app, size) as hands:
        await hands.until("Caseload")
        for _, case, today in EXAMPLES[::12]:
            assert app.workspace is not None
            screen = SessionScreen(app.workspace, case, today)
            await app.push_screen(screen)
            await hands.prepare()
            headline = screen.query_one(DialoguePanel).content
            assert headline is not None
            assert headline.suggestion is not None
            assert headline.suggestion.title in hands.text
            await app.pop_screen()
