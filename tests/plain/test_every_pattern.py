"""Line by line there is what the screen shows, for every pattern and each of its lines."""

from dataclasses import replace

import pytest

from romtui.domain.case import Case
from romtui.domain.patterns import Finding, Pattern
from romtui.domain.private import Private
from romtui.plain.lines import chart_lines, suggestion_lines, why_lines
from romtui.ui.session.panel import panel_content
from romtui.ui.session.view import SessionView, first_measure
from tests.ui.conftest import DECK
from tests.ui.test_every_pattern import where_it_holds


def view_of(pattern: Pattern) -> tuple[SessionView, Finding]:
    case, today, finding = where_it_holds(pattern)
    view = SessionView(case, today, DECK, first_measure(case))
    shown = next(each for each in view.findings.found if each.pattern is pattern)
    return view.showing(shown), finding


def words(lines: "list[str | Private]") -> str:
    said = (line.reveal() if isinstance(line, Private) else line for line in lines)
    return "\n".join(said)


@pytest.mark.parametrize("pattern", Pattern, ids=lambda pattern: pattern.value)
def test_what_the_screen_says_of_a_pattern_is_said_line_by_line(pattern: Pattern) -> None:
    view, _ = view_of(pattern)
    for _ in range(8):
        screen, said = panel_content(view), words([*suggestion_lines(view)])
        suggestion = screen.suggestion
        assert suggestion is not None
        assert suggestion.title in said
        assert f"“{suggestion.line.reveal()}”" in said
        assert suggestion.why in said
        assert all(title in said for title in screen.also)
        assert screen.about in said
        for beside in (screen.towards_target, screen.within_focus):
            assert beside.reveal() in said
        view = view.another_wording()


@pytest.mark.parametrize("pattern", Pattern, ids=lambda pattern: pattern.value)
def test_why_is_said_with_its_rule(pattern: Pattern) -> None:
    view, _ = view_of(pattern)
    said = "\n".join(why_lines(view))
    for finding in view.findings.found:
        assert view.title_of(finding) in said
        assert finding.why in said


def test_the_chart_is_read_out_point_by_point() -> None:
    view, _ = view_of(Pattern.STALLED)
    said = words([*chart_lines(view)])
    trend = view.trends[view.row]
    assert all(f"{point.on.day} " in said for point in trend.points)
    assert said.count("\n") >= len(trend.points) - 1
    empty: Case = replace(view.case, results=())
    assert not [*chart_lines(replace(view, case=empty))]
