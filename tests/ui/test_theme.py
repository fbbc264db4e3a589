"""Every look can be read, and what a colour says is said in words, too."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.geometry import Offset
from textual.strip import Strip

from romtui import ui
from romtui.demo import demo_cases
from romtui.domain.settings import Settings, Shade
from romtui.ui.app import RomtuiApp
from romtui.ui.theme import DARK, INKS, LIGHT, Palette, band_ink, is_ours, themes
from romtui.ui.widgets import drawing
from tests.contrast import AA, AAA, contrast
from tests.tour import follow
from tests.ui.conftest import DECK, INSTRUMENTS, TODAY, Practice
from tests.ui.hands import LARGE, Hands, at, in_session
from tests.ui.textual_internals import painted

OURS = {name: palette for name, palette in INKS.items() if is_ours(palette)}
_GREY = 16
"""Steps between the parts of a colour, below which it is a grey."""
NOT_TEXT = {"background", "raised", "line"}
RULES = set("─│└┬━▇▁▂▃▄▅▆█▔▌▐ ")
"""Drawn with the ink of rules, which is no text."""
STYLES = [*Path(ui.__file__).parent.rglob("*.tcss"), *Path(ui.__file__).parent.rglob("*.py")]
WRITTEN_IN = re.compile(r"(?<![\w-])color: \$([\w-]+)")
DRAWN_ON = re.compile(r"background(?:-tint)?: \$([\w-]+(?: \d+%)?)")
OF_ITS_OWN = {
    f"input-{what}-foreground": f"input-{what}-background" for what in ("cursor", "selection")
}
"""Inks that are drawn on one ground only."""
SAID = {
    "better": r"([▲▼] ?)?[−+]?\d+(\.\d)? better",
    "worse": r"([▲▼] ?)?[−+]?\d+(\.\d)? worse|·  skipped",
    "safety": r"(?i).*safety.*",
}
"""What stands there in the ink of this meaning, if it is no headline."""
WAY = (
    *("", "/A-005 enter R", "escape q escape /A-003 enter", "exclamation_mark", "question_mark"),
    *("escape n 1 full_stop", "escape backspace", "escape comma", "escape p", "escape v"),
    *("v h enter 1 down",),
)
"""From the caseload over the session to the form that is handed over."""


def least(name: str) -> float:
    return AAA if name == "romtui-contrast" else AA


@pytest.mark.parametrize("name", OURS)
def test_every_ink_can_be_read_on_every_ground_and_has_one_meaning(name: str) -> None:
    palette = OURS[name]
    named = {key: ink for key, ink in named_inks(palette).items() if key not in NOT_TEXT}
    for key, ink in named.items():
        for background in (palette.background, palette.raised):
            assert contrast(ink, background) >= least(name), (key, background)
    assert contrast(palette.background, palette.text) >= least(name)
    assert len({*named.values()}) == len(named)


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_a_terminal_with_few_colours_shows_every_ink_clearly(
    name: str, system: ColorSystem
) -> None:
    """Of 256 colours the nearest is taken, which may be lighter; sixteen are the terminal's own."""
    enough = least(name) if system is ColorSystem.EIGHT_BIT else 3.0
    palette = OURS[name]
    inks = {ink for key, ink in named_inks(palette).items() if key not in NOT_TEXT}
    for ground in (palette.background, palette.raised):
        for ink in inks:
            assert contrast(among(ink, system), among(ground, system)) >= enough, (ink, ground)
    raised = RichColor.parse(among(palette.raised, system)).get_truecolor()
    assert max(raised) - min(raised) < _GREY, "what is raised has no hue of its own"


def among(colour: str, system: ColorSystem) -> str:
    """The colour that a terminal shows which has only these."""
    return RichColor.parse(colour).downgrade(system).get_truecolor().hex


@pytest.mark.parametrize("name", OURS)
def test_every_colour_of_the_stylesheets_can_be_read_on_every_ground_they_name(name: str) -> None:
    (theme,) = (theme for theme in themes() if theme.name == name)
    variables = theme.to_color_system().generate() | theme.variables
    css = "\n".join(path.read_text("utf-8") for path in STYLES)
    written, grounds = {*WRITTEN_IN.findall(css)}, {*DRAWN_ON.findall(css)}
    assert written >= {"foreground", "quiet", "error", "accent", *OF_ITS_OWN}
    assert grounds >= {"background", "panel", "foreground 4%", *OF_ITS_OWN.values()}
    on = {variables[one] for one in grounds - {"veil", "foreground 4%", *OF_ITS_OWN.values()}}
    on.add(focused(OURS[name]))
    pairs = [(variables[ink], variables[background]) for ink, background in OF_ITS_OWN.items()]
    for ink in {*written, "text-disabled"} - {*OF_ITS_OWN}:
        pairs += [(variables[ink], background) for background in on]
    for ink, background in pairs:
        assert contrast(ink, background) >= least(name), (ink, background)


async def test_every_sign_of_the_main_screens_can_be_read_in_each_look_and_told_without_colour(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans, seen = set[tuple[str, str]](), set[tuple[str, str]]()
    drawn = drawing.strip

    def strip(line: Text, width: int, base: Style, console: Console) -> Strip:
        for one in line.spans:
            spans.add((line.plain[one.start : one.end].strip(), ink_of(one.style)))
        return drawn(line, width, base, console)

    monkeypatch.setattr(drawing, "strip", strip)
    async with at(in_demo(practice), LARGE) as hands:
        await hands.until("patients")
        for keys in WAY:
            await follow(hands, keys)
            seen |= {
                inks_of(style)
                for place, text, style in drawn_on(hands)
                if not veiled(hands, place) and not {*text} <= RULES
            }
        assert hands.screen == "HandOverScreen"
    each_look_can_be_read(seen)
    each_sign_is_a_word(spans)


def each_look_can_be_read(seen: set[tuple[str, str]]) -> None:
    """What was drawn with which ink on which ground can be read with the inks of every look."""
    called = {colour: name for name, colour in named_inks(DARK).items()}
    for name, palette in OURS.items():
        named = named_inks(palette)
        for ink, background in seen:
            on = named[called[background]] if background != focused(DARK) else focused(palette)
            assert contrast(named[called[ink]], on) >= least(name), (name, called[ink], background)


def each_sign_is_a_word(spans: set[tuple[str, str]]) -> None:
    """What is coloured better, worse, as a safety answer or as a band says so, too."""
    titles = {entry.title for entry in DECK.entries.values()}
    told = []
    for meaning, words in SAID.items():
        here = {said for said, ink in spans if said and ink == getattr(DARK, meaning)}
        assert here, meaning
        assert {one for one in here if not re.fullmatch(words, one)} <= titles, meaning
        told.append(here)
    assert sum(map(len, told)) == len(set().union(*told)), "one text in two colours"
    bands = [band.label for band in INSTRUMENTS["phq9"].bands]
    assert {(label, band_ink(DARK, place, 5)) for place, label in enumerate(bands)} <= spans


async def test_with_the_palette_of_the_terminal_every_colour_is_the_terminals(
    practice: Practice,
) -> None:
    practice.store.change_settings(Settings(shade=Shade.TERMINAL))
    async with at(in_demo(practice), LARGE) as hands:
        colours = set()
        for keys in ("", "enter R", "escape h enter 1 down"):
            await follow(hands, keys)
            styles = [style for _, _, style in drawn_on(hands)]
            assert all(of_the_palette(style) for style in styles)
            colours |= {ink_of(style) for style in styles}
        assert colours >= {"default", "magenta", "red"}
        assert not colours & {"cyan", "green", "yellow"}, "nobody can read these on white"
        assert any("▸" in text for _, text, style in drawn_on(hands) if style.reverse)


async def test_each_look_is_shown_at_once_and_kept(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        for shade in (Shade.LIGHT, Shade.CONTRAST, Shade.TERMINAL, Shade.DARK):
            await hands.press("enter")
            assert re.search(rf"theme +{shade.words}", hands.text)
            styles = [style for _, _, style in drawn_on(hands)]
            palette = INKS[f"romtui-{shade.value}"]
            if shade is Shade.TERMINAL:
                assert all(of_the_palette(style) for style in styles)
            else:
                assert {inks_of(style)[1] for style in styles} == {
                    palette.background,
                    palette.raised,
                }
            assert practice.store.settings.shade is shade


def in_demo(practice: Practice) -> RomtuiApp:
    """The app over the invented caseload."""
    practice.store.import_cases(demo_cases(TODAY, INSTRUMENTS))
    practice.store.set_pin("2468")
    return practice.app()


def named_inks(palette: Palette) -> dict[str, str]:
    """By name every single ink."""
    single = {name: colour for name, colour in asdict(palette).items() if isinstance(colour, str)}
    return single | {f"band {place}": colour for place, colour in enumerate(palette.bands)}


def focused(palette: Palette) -> str:
    """The ground of a field that is typed into."""
    return Color.parse(palette.raised).tint(Color.parse(palette.text).with_alpha(0.04)).hex.lower()


def drawn_on(hands: Hands) -> Iterator[tuple[Offset, str, Style]]:
    """What stands on the screen: where it begins, words, style."""
    for row, line in enumerate(painted(hands.app)):
        column = 0
        for part in line:
            if part.text.strip():
                yield Offset(column, row), part.text, part.style or Style()
            column += part.cell_length


def veiled(hands: Hands, place: Offset) -> bool:
    """Whether this lies under a card; whose record it is and a safety answer stay in sight."""
    screen = hands.app.screen
    if not screen.is_modal or screen.query_one(".card").region.contains_point(place):
        return False
    return place.y > sum(one.display for one in hands.app.screen_stack[-2].query("#pinned"))


def inks_of(style: Style) -> tuple[str, str]:
    """Ink and ground, as they are seen."""
    ink, background = (colour and colour.triplet for colour in (style.color, style.bgcolor))
    assert ink
    assert background
    return (background.hex, ink.hex) if style.reverse else (ink.hex, background.hex)


def of_the_palette(style: Style) -> bool:
    """Whether the terminal itself chooses the colours."""
    return all(colour is None or colour.triplet is None for colour in (style.color, style.bgcolor))


def ink_of(style: Style | str) -> str:
    return style.color.name if isinstance(style, Style) and style.color else ""


@pytest.mark.parametrize("look", [Shade.TERMINAL, None], ids=["terminal", "no colour"])
async def test_where_quiet_is_dim_the_curve_and_its_scores_are_not(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, look: Shade | None
) -> None:
    practice.person(16, 17, 16)
    monkeypatch.setenv("NO_COLOR", "" if look else "1")
    practice.store.change_settings(Settings(shade=look or Shade.DARK))
    async with in_session(practice.app(), LARGE) as hands:
        drawn = [(text, style) for _, text, style in drawn_on(hands)]
    assert [style.dim for text, style in drawn if text.strip() == "27"] == [True]
    points = [style for text, style in drawn if "●" in text and "scored" not in text]
    assert points
    assert not any(style.dim for style in points)


@pytest.mark.parametrize("surface", [LIGHT.background, LIGHT.raised, LIGHT.line])
def test_where_there_are_256_colours_light_surfaces_stay_grey(surface: str) -> None:
    shown = RichColor.parse(surface).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    assert shown.red == shown.green == shown.blue


@pytest.mark.parametrize("name", OURS)
def test_where_there_are_256_colours_worse_and_what_is_marked_are_told_apart(name: str) -> None:
    look = OURS[name]
    inks = (look.text, look.quiet, look.accent, look.better, look.worse, look.safety)
    shown = {RichColor.parse(each).downgrade(ColorSystem.EIGHT_BIT).number for each in inks}
    assert len(shown) == len(inks)
