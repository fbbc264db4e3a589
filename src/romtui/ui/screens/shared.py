"""The laptop turned to the patient: their chart, one plain sentence, their goals."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.reactive import var

from romtui.commands import SHARED, key_for
from romtui.domain.case import Case
from romtui.domain.dialogue import Deck
from romtui.domain.shared import SharedView, Sharing, shared_measures, shared_view
from romtui.ui.big_figures import ARROW, big
from romtui.ui.bindings import bindings
from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.widget import TrendChart
from romtui.ui.host import InHost
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.text import plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn
from romtui.ui.widgets.note import Note

_BLANK: Final = Text(end="")


class SharedScreen(LeanScreen[None]):
    """Shows what a `SharedView` holds; it has neither the findings nor the store."""

    CSS_PATH = "shared.tcss"
    KEYS = SHARED
    BINDINGS = bindings(SHARED)
    TURNED = True
    """The patient looks at it."""
    host = InHost()

    def __init__(
        self, deck: Deck, case: Case, marked: str, today: date, *, words_only: bool = False
    ) -> None:
        super().__init__()
        self._deck = deck
        self._case = case
        self._today = today
        self._measures = shared_measures(case, marked)
        self._marked = self._measures.index(marked)
        self._sharing = Sharing(words_only=words_only)

    def compose(self) -> ComposeResult:
        """The sentence, the graph, the goals, and how to go back."""
        yield SharedSentence()
        yield TrendChart()
        yield SharedGoals(self._deck.shared.goals)
        back = self._deck.shared.back.replace("{key}", key_for("shared.back"))
        yield Note(back, id="back", classes="quiet")

    def on_mount(self) -> None:
        """Show the marked measure."""
        self._show()

    def action_back(self) -> None:
        self.dismiss()

    def action_next_measure(self) -> None:
        self._mark(1)

    def action_previous_measure(self) -> None:
        self._mark(-1)

    def action_words_only(self) -> None:
        """Say it in words only, or with numbers."""
        self._share(replace(self._sharing, words_only=not self._sharing.words_only))

    def action_severity(self) -> None:
        """Show or hide what the form calls its ranges."""
        self._share(replace(self._sharing, severity=not self._sharing.severity))

    def _mark(self, steps: int) -> None:
        self._marked = (self._marked + steps) % len(self._measures)
        self._show()

    def _share(self, sharing: Sharing) -> None:
        self._sharing = sharing
        self._show()

    def _show(self) -> None:
        measure = self._measures[self._marked]
        view = shared_view(self._case, measure, self._today, self._deck, self._sharing)
        chart = self.query_one(TrendChart)
        chart.model = (
            None
            if view.trend is None
            else ChartModel(view.trend, today=self._today, for_patient=True)
        )
        self.set_class(view.trend is None, "-words-only")
        self.query_one(SharedSentence).view = view
        self.query_one(SharedGoals).view = view


class SharedSentence(Drawing):
    """What is measured, the numbers large, and the sentence."""

    view: Drawn[SharedView | None] = Drawn(None, layout=True)

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw figures and words one below the other; words alone in the middle."""
        view, palette = self.view, self.palette
        if view is None:
            return []
        name = plain(view.own_words or view.name, ink(palette.quiet))
        beside = self._beside(view, width)
        if view.trend is not None:
            sentences = wrapped(" ".join(view.sentences), width, ink(palette.text, bold=True))
            return [name, _BLANK, *self._figures(view), *sentences, *beside]
        blocks = [wrapped(words, width, ink(palette.text, bold=True)) for words in view.sentences]
        alone = [line for block in blocks for line in (*block, _BLANK)]
        above = max((height - len(alone) - len(beside)) // 2 - 1, 1)
        return [name, *[_BLANK] * above, *alone, *beside]

    def _beside(self, view: SharedView, width: int) -> list[Text]:
        """The quieter sentences: on one line if they fit, else one below the other."""
        style, row = ink(self.palette.quiet), "   ".join(view.beside)
        if len(row) <= width:
            return [Text(row, style, end="")] if row else []
        return [line for words in view.beside for line in wrapped(words, width, style)]

    def _figures(self, view: SharedView) -> list[Text]:
        if not view.figures:
            return []
        palette = self.palette
        *first, last = view.figures
        lines = [Text(end="", no_wrap=True) for _ in ARROW]
        for figure in first:
            for line, drawn, arrow in zip(lines, big(figure), ARROW, strict=True):
                line.append(drawn, ink(palette.quiet))
                line.append(f"   {arrow}  ", ink(palette.quiet))
        for line, drawn in zip(lines, big(last), strict=True):
            line.append(drawn, ink(palette.accent))
        return [*lines, _BLANK]


class SharedGoals(Drawing):
    """The goals in the patient's words, each with its latest score."""

    view: var[SharedView | None] = var(None)

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one goal below the other."""
        view, palette = self.view, self.palette
        if view is None or not view.goals:
            return []
        lines = [Text(self._heading, ink(palette.quiet), end="")]
        for goal in view.goals:
            summary = Text(f"   {goal.summary}", ink(palette.quiet), end="", no_wrap=True)
            *before, last = wrapped(goal.words, width, ink(palette.text, bold=True))
            if last.cell_len + summary.cell_len <= width:
                lines += [*before, last.append_text(summary)]
            else:
                lines += [*before, last, summary]
        return lines
