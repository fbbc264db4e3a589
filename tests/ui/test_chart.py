"""The chart as it stands on the screen: which line holds what."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Form
from romtui.domain.discussion import Fit, How
from romtui.domain.private import Private
from romtui.ui.chart.widget import TrendChart
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, in_session

Lines = list[str]


async def chart(practice: Practice, size: tuple[int, int], *keys: str) -> Lines:
    """The lines of the chart, from the top of the range to the legend; after these keys."""
    async with in_session(practice.app(), size) as hands:
        await hands.press(*keys)
        x, y, width, height = hands.app.screen.query_one(TrendChart).region
        lines = [line[x : x + width].rstrip() for line in hands.text.split("\n")]
    return lines[y : y + height]


def scale(line: str) -> str:
    return re.split("[│║├╠]", line)[0].strip()


def one_with(lines: Lines, words: str) -> str:
    (found,) = (line for line in lines if words in line)
    return found


async def test_the_chart_of_a_small_terminal(practice: Practice) -> None:
    person = practice.person(16, 15, 14, 12, 10)
    practice.store.unschedule(person.patient.id, "gad7")
    practice.store.set_target(person.patient.id, "phq9", Decimal(10))
    for result in person.results:
        practice.store.share(result.id, How.SCREEN)
    assert await chart(practice, SMALL) == [
        "  27 │                                                                  severe",
        "     │",
        "  20 ║·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·",
        "     ║                                                       moderately severe",
        "     ║ 16 ●⠒⠒⠒⠤⠤⠤⠤⠤⠤⠤⢄⣀⣀⣀●⣀⣀                             10–21 could be chance",
        "     ║                      ⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠢⠤⠤●⠤⣀⣀⣀⣀                       moderate",
        "     ║                                         ⠉⠉⠉⠑⠒⠒⠒⠢⠤●⣀⣀",
        "     ║                                                     ⠉⠉⠒⠒⠤⢄⣀⡀",
        "  10 ║┄ target 10 · cutoff 10 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⠈⠉⠑⠒⠢● 10 −2",
        "     │                                                                    mild",
        "   5 │·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·",
        "   0 │                                                                 minimal",
        "     └────┬──────────────┬───────────────┬──────────────┬──────────────┬──────",
        "       27 Oct          3 Nov          10 Nov         17 Nov         24 Nov",
    ]


async def test_the_chart_of_a_large_terminal(practice: Practice) -> None:
    person = practice.person(16, 15, 14, 12, 10)
    practice.store.set_target(person.patient.id, "phq9", Decimal(10))
    lines = await chart(practice, LARGE)
    drawn = {name: at for at, line in enumerate(lines) if (name := scale(line))}
    axis = lines.index(one_with(lines, "└"))
    dots = [at for at, line in enumerate(lines[:axis]) if "●" in line]
    named = [line.split("  ")[-1].strip(" ·") for line in lines[:axis]]
    bands = ["severe", "moderately severe", "moderate", "mild", "minimal"]
    assert [name for name in named if name in bands] == bands
    assert list(drawn)[:6] == ["27", "20", "15", "10", "5", "0"]
    assert len(dots) == 5
    assert drawn["15"] == dots[1]
    assert drawn["10"] == dots[-1] == lines.index(one_with(lines, " target 10 · cutoff 10 "))
    assert lines[axis + 1].split("  ")[-1] == "24 Nov"
    assert lines[dots[0]].index("16 ●") < lines[dots[-1]].index("● 10 −2")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_corrected_score_has_another_sign_and_the_sign_its_word(
    practice: Practice, size: tuple[int, int]
) -> None:
    second, third = practice.person(16, 15, 14, 12).results[1:3]
    form = Form("phq9", second.on, answers=(2, 2, 2, 2, 2, 2, 2, 2, 0))
    practice.store.amend(second.id, form, Private("misread"))
    form = Form("phq9", third.on, total=Decimal(17), safety={9: 0})
    practice.store.amend(third.id, form, Private("misread"))
    lines = await chart(practice, size, "G")
    axis = lines.index(one_with(lines, "└"))
    drawn, words = "".join(lines[:axis]), "".join(lines[axis:])
    assert [drawn.count(sign) for sign in "◆◈◐"] == [1, 1, 2]
    assert "◆ corrected   ◈ corrected total   ◐ total only" in words
    in_session = "".join(await chart(practice, size))
    assert [in_session.count(sign) for sign in "◆◈◐"] == [0, 0, 0]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_does_not_fit_is_marked_beside_its_point(
    practice: Practice, size: tuple[int, int]
) -> None:
    second, third = practice.person(16, 15, 14, 12).results[1:3]
    practice.store.note_fit(second.id, Fit.NO, Private("worse than that"))
    practice.store.note_fit(third.id, Fit.PARTLY, Private(""))
    lines = await chart(practice, size)
    axis = lines.index(one_with(lines, "└"))
    assert ["".join(lines[:axis]).count(sign) for sign in "≠≈"] == [1, 1]
    lines = await chart(practice, size, "G", "question_mark")
    axis = lines.index(one_with(lines, "└"))
    assert one_with(lines[axis:], "≠ does not fit")
    assert one_with(lines[axis:], "≈ fits partly")


@pytest.mark.parametrize(("instrument", "real"), [("phq9", True), ("swls", False)])
async def test_real_change_is_marked_only_where_a_value_is_published(
    practice: Practice, instrument: str, *, real: bool
) -> None:
    practice.person(16, 20, 24, instrument=instrument)
    async with in_session(practice.app(), LARGE) as hands:
        text = hands.text
    assert ("could be chance" in text) == ("║" in text) == real
    assert ("↑ higher is better" in text) != real
    assert "16 ●" in text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_form_that_could_not_be_scored_is_a_sign_on_the_axis_and_a_gap_in_the_line(
    practice: Practice, size: tuple[int, int]
) -> None:
    person = practice.person(16, 15, 14, 12).patient
    day = TODAY - timedelta(10)
    practice.store.record(person.id, Form("phq9", day, answers=(1, 2, None, *[1] * 6)))
    lines = await chart(practice, size)
    at = lines.index(one_with(lines, "└"))
    column = lines[at].index("○")
    assert not any(braille in line.ljust(80)[column] for line in lines[:at] for braille in "⣀⠤⠒⠉●")
    assert one_with(lines[:at], "not scored")
    assert not any("corrected" in line or "○" in line for line in lines[:at])


async def test_without_such_signs_there_are_no_words_for_them(practice: Practice) -> None:
    practice.person(16, 15, 14, 12)
    text = "\n".join(await chart(practice, SMALL))
    assert "not scored" not in text
    assert "corrected" not in text
