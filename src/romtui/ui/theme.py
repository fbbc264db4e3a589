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
class Inks:
    """The colours of one theme: hexadecimal RGB, or a name of the terminal's own palette.

    Where they are ours, each is at least 4.5:1 on the ground and what is raised from it, in
    high contrast 7:1; `line` is for rules and frames only. A name may begin with `dim`.
    """

    ground: str
    raised: str
    text: str
    quiet: str
    line: str
    accent: str
    better: str
    worse: str
    safety: str
    bands: tuple[str, ...]


DARK = Inks(
    ground="#14171c",
    raised="#1c2129",
    text="#e4e2dc",
    quiet="#959ca8",
    line="#3a424e",
    accent="#e6bf78",
    better="#8fc7b0",
    worse="#e5a07c",
    safety="#f2a3b3",
    bands=("#7fa8b8", "#8fb09a", "#bfb07c", "#cf9f78", "#d18f8f"),
)
LIGHT = Inks(
    ground="#faf8f4",
    raised="#efebe3",
    text="#24272c",
    quiet="#5e636d",
    line="#cfc9bd",
    accent="#805500",
    better="#1f6b52",
    worse="#9a4a17",
    safety="#a3243f",
    bands=("#37687a", "#3d6b4d", "#6d5f1e", "#8a5320", "#94403f"),
)
CONTRAST = Inks(
    ground="#000000",
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
TERMINAL = Inks(
    ground="default",
    raised="default",
    text="default",
    quiet="dim default",
    line="dim default",
    accent="cyan",
    better="green",
    worse="yellow",
    safety="red",
    bands=("cyan", "green", "yellow", "magenta", "red"),
)
COLOURLESS = Inks(
    ground="default",
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
INKS: Final[Mapping[str, Inks]] = {
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
    return tuple(_theme(name, inks) for name, inks in INKS.items())


def _theme(name: str, inks: Inks) -> Theme:
    ours = is_ours(inks)
    return Theme(
        name=name,
        primary=_css(inks.accent),
        secondary=_css(inks.better),
        accent=_css(inks.accent),
        warning=_css(inks.worse),
        error=_css(inks.safety),
        success=_css(inks.better),
        foreground=_css(inks.text),
        background=_css(inks.ground),
        surface=_css(inks.ground),
        panel=_css(inks.raised),
        dark=inks is not LIGHT,
        ansi=not ours,
        variables=_variables(inks) | (_ours(inks) if ours else _the_terminals(inks)),
    )


def _variables(inks: Inks) -> dict[str, str]:
    return {
        "quiet": _css(inks.quiet),
        "line": _css(inks.line),
        "raised": _css(inks.raised),
        "text-disabled": _css(inks.quiet),
        "panel": _css(inks.raised),
        "surface": _css(inks.ground),
    }


def _ours(inks: Inks) -> dict[str, str]:
    """What is typed is selected with the accent; what lies under a card is veiled."""
    return {
        "quiet-style": "none",
        "veil": f"{inks.ground} {_VEIL}",
        "input-selection-background": inks.accent,
        "input-selection-foreground": inks.ground,
        "scrollbar": inks.line,
        "scrollbar-hover": inks.quiet,
        "scrollbar-active": inks.quiet,
        "scrollbar-background": inks.raised,
        "scrollbar-background-hover": inks.raised,
        "scrollbar-background-active": inks.raised,
    }


def _the_terminals(inks: Inks) -> dict[str, str]:
    """Nothing can be mixed here: Textual makes what lies under a card dim instead."""
    return {
        "quiet-style": "dim",
        "ansi-background": _css(inks.ground),
        "ansi-foreground": _css(inks.text),
        "veil": "transparent",
        "line": "ansi_bright_black",
        "border": _css(inks.accent),
        "input-selection-background": "ansi_white",
        "input-selection-foreground": "ansi_black",
        "scrollbar": "ansi_white",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_white",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    }


def is_ours(inks: Inks) -> bool:
    """Whether the colours are chosen here, and not by the terminal."""
    return inks.ground.startswith("#")


def _css(colour: str) -> str:
    """Say a colour as a stylesheet does."""
    return colour if colour.startswith("#") else f"ansi_{colour.removeprefix(_DIM)}"


@cache
def ink(colour: str, *, bold: bool = False, ground: str | None = None) -> Style:
    """Make a style from a colour of `Inks`."""
    dim = True if colour.startswith(_DIM) else None
    return Style(color=colour.removeprefix(_DIM), bold=bold, dim=dim, bgcolor=ground)


@cache
def marked_ink(inks: Inks, *, bold: bool = False) -> Style:
    """Ink of what is marked across its whole line: text and ground change places."""
    if is_ours(inks):
        return ink(inks.ground, bold=bold, ground=inks.text)
    return Style(reverse=True, bold=bold)


def lane_ink(inks: Inks, lane: "Lane") -> str:
    """Colour a headline by its lane. Safety is never green (decisions 12)."""
    colours = {
        "safety": inks.safety,
        "worse": inks.worse,
        "stuck": inks.accent,
        "alliance": inks.accent,
        "gain": inks.better,
    }
    return colours.get(lane.value, inks.text)


def band_ink(inks: Inks, index: int, count: int) -> str:
    """Colour the `index`-th of `count` bands, from least to most severe."""
    if count < 2:
        return inks.bands[0]
    return inks.bands[round(index * (len(inks.bands) - 1) / (count - 1))]
