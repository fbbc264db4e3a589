"""The rule behind the headline, its numbers, where they come from, and its limits."""

from collections.abc import Mapping
from decimal import Decimal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.changeable import CONSTANTS
from romtui.domain.constants import STANDARD
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of, trends
from romtui.domain.patterns import Finding
from romtui.domain.patterns.chance import Chance, by_chance
from romtui.domain.patterns.rules import rests_on, rule
from romtui.domain.patterns.texts import RULE_OF_THUMB
from romtui.domain.text import number, with_weekday
from romtui.ui import texts
from romtui.ui.screens.page import PageScreen
from romtui.ui.session.view import SessionView
from romtui.ui.text import wrapped
from romtui.ui.theme import Palette, ink, lane_ink
from romtui.ui.widgets.drawing import Drawing


class WhyScreen(PageScreen[None]):
    """Everything that holds, each with its rule. What is folded elsewhere is open here."""

    TITLE = texts.WHY
    BINDINGS = [
        Binding("escape,q", "close", "back"),
        Binding("question_mark", "close", "back", id="session.why"),
    ]

    def __init__(self, view: SessionView) -> None:
        super().__init__(view.case.patient)
        self._view = view

    def body(self) -> ComposeResult:
        """The findings."""
        with VerticalScroll():
            yield Reasons(self._view, *self._chances())

    def _chances(self) -> tuple[Mapping[str, Chance], str]:
        """How often chance alone brings a headline, and what to know about these figures."""
        try:
            chances = self.host.dependencies.chances()
        except UserError as error:
            return {}, texts.chance_unknown(str(error))
        if self._view.settings.constants == STANDARD:
            return chances, texts.BY_CHANCE
        return chances, f"{texts.BY_CHANCE} {texts.DEFAULT_RULES_ONLY}"


class Reasons(Drawing):
    """One block a finding, the one that is shown first; then the numbers with their sources."""

    def __init__(
        self, view: SessionView, chances: Mapping[str, Chance], about_chances: str
    ) -> None:
        super().__init__()
        self._view = view
        self._chances = chances
        self._about_chances = about_chances

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the blocks."""
        palette = self.palette
        lines: list[Text] = []
        shown = self._view.shown
        findings = sorted(self._view.findings.found, key=lambda finding: finding is not shown)
        for finding in findings:
            lines += [*self._block(finding, width), Text("", end="")]
        lines += _constants(self._view, palette, width)
        lines += _advice(self._view, palette, width)
        parts = _parts(self._view, palette, width)
        lines += [*parts, Text("", end="")] if parts else []
        used = dict.fromkeys(finding.instrument for finding in findings if finding.instrument)
        for instrument_id in used:
            instrument = measure_of(self._view.case.instruments, instrument_id)
            if instrument is None:
                continue
            lines += [*_numbers(instrument, palette, width), Text("", end="")]
        limits = f"{self._about_chances} {RULE_OF_THUMB}"
        return [*lines, *wrapped(limits, width, ink(palette.quiet))]

    def _block(self, finding: Finding, width: int) -> list[Text]:
        palette = self.palette
        lane = self._view.deck.entry(finding.pattern).lane_of(finding)
        title = Text(end="").append(
            self._view.title_of(finding), ink(lane_ink(palette, lane), bold=True)
        )
        sure = "" if finding.certainty is None else finding.certainty.value
        for beside in filter(None, (self._view.name_of(finding), sure)):
            title.append(f"   {beside}", ink(palette.quiet))
        why = [finding.why, str(finding.facts.get("folded_why", ""))]
        lines = [title]
        for arithmetic in filter(None, why):
            lines += wrapped(arithmetic, width, ink(palette.text))
        constants = self._view.settings.constants
        lines += wrapped(rule(finding.pattern, constants), width, ink(palette.quiet))
        chance = by_chance(finding, self._chances)
        return [*lines, *(wrapped(chance, width, ink(palette.quiet)) if chance else ())]


def _constants(view: SessionView, palette: Palette, width: int) -> list[Text]:
    """The numbers that these rules go by, each with its source."""
    named = {name for finding in view.findings.found for name in rests_on(finding.pattern)}
    used = [
        constant.sentence(view.settings.constants)
        for constant in CONSTANTS
        if constant.name in named
    ]
    return _list(texts.THRESHOLDS_USED, used, palette, width)


def _advice(view: SessionView, palette: Palette, width: int) -> list[Text]:
    """What the advice of the headline rests on."""
    headline = view.findings.headline
    keys = () if headline is None else view.deck.entry(headline.pattern).evidence
    rests = [view.deck.evidence[key] for key in keys]
    return _list(texts.SOURCES_OF_ADVICE, rests, palette, width)


def _list(heading: str, sentences: list[str], palette: Palette, width: int) -> list[Text]:
    lines = [Text(heading, ink(palette.text), end="")] if sentences else []
    for sentence in sentences:
        lines += wrapped(f"· {sentence}", width, ink(palette.quiet), indent=2)
    return [*lines, Text("", end="")] if sentences else []


def _parts(view: SessionView, palette: Palette, width: int) -> list[Text]:
    """The latest score of each part of the marked form, where it has parts."""
    lines: list[Text] = []
    for course in trends(view.case, view.form.id) if view.form.subscales else ():
        if course.last is not None:
            band = "" if course.band is None else course.band.label
            score = texts.score_of_part(course.instrument.name, number(course.last.total), band)
            day = with_weekday(course.last.on)
            lines += wrapped(f"{score}   ({day})", width, ink(palette.text))
    return lines


def _numbers(instrument: Instrument, palette: Palette, width: int) -> list[Text]:
    """The change value and the cutoff of a measure, each with where it comes from."""
    lines: list[Text] = []
    facts: tuple[tuple[str, str, Decimal | None], ...] = (
        (texts.RELIABLE_CHANGE, "reliable_change", instrument.reliable_change),
        (texts.CUTOFF, "cutoff", instrument.cutoff),
    )
    for words, key, value in facts:
        if value is None:
            none = texts.none_verified(instrument.name, words)
            lines += wrapped(none, width, ink(palette.text))
            continue
        said = texts.value_of(instrument.name, words, number(value))
        lines += wrapped(said, width, ink(palette.text))
        for source in instrument.sources.get(key, ()):
            status = texts.VERIFIED if source.verified else texts.UNVERIFIED
            note = f" {source.note}" if source.note else ""
            words_of_source = f"{source.citation} ({status}){note}"
            lines += wrapped(words_of_source, width, ink(palette.quiet), indent=2)
    return lines
