"""Colours, named for what they mean.

Three themes of our own: dark, light and high contrast. One of the terminal's own sixteen
colours, and one without any, for who sets NO_COLOR.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual.theme import Theme

if TYPE_CHECKING:
    from romtui.domain.dialogue import Lane


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme: hexadecimal RGB, or a name of the terminal's own palette.

    Where they are ours, each is at least 4.5:1 on the ground and what is raised from it, in
    high contrast 7:1, in a terminal of 256 colours too, where the meanings stay apart; `line` is
    for rules and frames only. A name may begin with `dim`.
    """

    background: str
    raised: str
    text: str
    quiet: str
    line: str
    accent: str
    better: str
    worse: str
    safety: str
    bands: tuple[str, ...]


DARK = Palette(
    background="#14171c",
    raised="#1c2129",
    text="#e4e2dc",
    quiet="#959ca8",
    line="#3a424e",
    accent="#e6bf72",
    better="#8fc7b0",
    worse="#e59a70",
    safety="#f2a3b3",
    bands=("#7fa8b8", "#8fb09a", "#bfb07c", "#cf9f78", "#d18f8f"),
)
LIGHT = Palette(
    background="#faf8f4",
    raised="#efedea",  # where there are 256 colours, more of a tint would be pink
    text="#24272c",
    quiet="#5e636d",
    line="#cdc9c1",
    accent="#805500",
    better="#1f6b52",
    worse="#9e2f18",
    safety="#a3243f",
    bands=("#37687a", "#3d6b4d", "#6d5f1e", "#8a5320", "#942e3f"),
)
CONTRAST = Palette(
    background="#000000",
    raised="#161616",
    text="#ffffff",
    quiet="#c6c6c6",
    line="#8c8c8c",
    accent="#ffd24d",
    better="#7ee6bd",
    worse="#ffb27f",
    safety="#ff9fb4",
    bands=("#8fd3ee", "#93e0a6", "#e6d873", "#ffb878", "#ff9d9d"),
)
TERMINAL = Palette(
    background="default",
    raised="default",
    text="default",
    quiet="dim default",
    line="dim default",
    accent="default",
    better="default",
    worse="magenta",
    safety="red",
    bands=("default", "default", "magenta", "magenta", "red"),
)
"""Of the sixteen colours only these two can be read on white and on black."""
COLOURLESS = Palette(
    background="default",
    raised="default",
    text="default",
    quiet="dim default",
    line="dim default",
    accent="default",
    better="default",
    worse="default",
    safety="default",
    bands=("default",) * 5,
)
WITHOUT_COLOUR: Final = "romtui-colourless"
INKS: Final[Mapping[str, Palette]] = {
    "romtui-dark": DARK,
    "romtui-light": LIGHT,
    "romtui-contrast": CONTRAST,
    "romtui-terminal": TERMINAL,
    WITHOUT_COLOUR: COLOURLESS,
}
_DIM: Final = "dim "
_VEIL: Final = "60%"


def themes() -> tuple[Theme, ...]:
    """Textual's form of the themes."""
    return tuple(_theme(name, palette) for name, palette in INKS.items())


def _theme(name: str, palette: Palette) -> Theme:
    ours = is_ours(palette)
    return Theme(
        name=name,
        primary=_css(palette.accent),
        secondary=_css(palette.better),
        accent=_css(palette.accent),
        warning=_css(palette.worse),
        error=_css(palette.safety),
        success=_css(palette.better),
        foreground=_css(palette.text),
        background=_css(palette.background),
        surface=_css(palette.background),
        panel=_css(palette.raised),
        dark=palette is not LIGHT,
        ansi=not ours,
        variables=_variables(palette) | (_ours(palette) if ours else _the_terminals(palette)),
    )


def _variables(palette: Palette) -> dict[str, str]:
    return {
        "quiet": _css(palette.quiet),
        "line": _css(palette.line),
        "raised": _css(palette.raised),
        "text-disabled": _css(palette.quiet),
        "panel": _css(palette.raised),
        "surface": _css(palette.background),
    }


def _ours(palette: Palette) -> dict[str, str]:
    """What is typed is selected with the accent; what lies under a card is veiled."""
    return {
        "quiet-style": "none",
        "veil": f"{palette.background} {_VEIL}",
        "input-selection-background": palette.accent,
        "input-selection-foreground": palette.background,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.quiet,
        "scrollbar-background": palette.raised,
        "scrollbar-background-hover": palette.raised,
        "scrollbar-background-active": palette.raised,
    }


def _the_terminals(palette: Palette) -> dict[str, str]:
    """Nothing can be mixed here: Textual makes what lies under a card dim instead."""
    return {
        "quiet-style": "dim",
        "ansi-background": _css(palette.background),
        "ansi-foreground": _css(palette.text),
        "veil": "transparent",
        "line": "ansi_bright_black",
        "border": _css(palette.accent),
        "input-selection-background": "ansi_white",
        "input-selection-foreground": "ansi_black",
        "scrollbar": "ansi_white",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_white",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    }


def is_ours(palette: Palette) -> bool:
    """Whether the colours are chosen here, and not by the terminal."""
    return palette.background.startswith("#")


def _css(colour: str) -> str:
    """Say a colour as a stylesheet does."""
    return colour if colour.startswith("#") else f"ansi_{colour.removeprefix(_DIM)}"


@cache
def ink(colour: str, *, bold: bool = False, background: str | None = None) -> Style:
    """Make a style from a colour of `Palette`.

    What is not dim says so: a curve would be dim, too, on a line that begins with dim numbers.
    """
    dim = colour.startswith(_DIM)
    return Style(color=colour.removeprefix(_DIM), bold=bold, dim=dim, bgcolor=background)


@cache
def marked_ink(palette: Palette, *, bold: bool = False) -> Style:
    """Ink of what is marked across its whole line: text and ground change places."""
    if is_ours(palette):
        return ink(palette.background, bold=bold, background=palette.text)
    return Style(reverse=True, bold=bold)


def lane_ink(palette: Palette, lane: "Lane") -> str:
    """Colour a headline by its lane. Safety is never green (decisions 12)."""
    colours = {
        "safety": palette.safety,
        "worse": palette.worse,
        "stuck": palette.accent,
        "alliance": palette.accent,
        "gain": palette.better,
    }
    return colours.get(lane.value, palette.text)


def band_ink(palette: Palette, index: int, count: int) -> str:
    """Colour the `index`-th of `count` bands, from least to most severe."""
    if count < 2:
        return palette.bands[0]
    return palette.bands[round(index * (len(palette.bands) - 1) / (count - 1))]
