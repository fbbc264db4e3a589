"""Colours, named for what they mean. Two themes of our own: dark and light."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import Theme

if TYPE_CHECKING:
    from romtui.domain.dialogue import Lane


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of one theme as hexadecimal RGB, each at least 4.5:1 on the ground."""

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
    quiet="#636872",
    line="#cfc9bd",
    accent="#805500",
    better="#1f6b52",
    worse="#9a4a17",
    safety="#a3243f",
    bands=("#37687a", "#3d6b4d", "#6d5f1e", "#8a5320", "#94403f"),
)
INKS: Mapping[str, Inks] = {"romtui-dark": DARK, "romtui-light": LIGHT}


def themes() -> tuple[Theme, ...]:
    """Textual's form of the themes."""
    return tuple(_theme(name, inks) for name, inks in INKS.items())


def _theme(name: str, inks: Inks) -> Theme:
    return Theme(
        name=name,
        primary=inks.accent,
        secondary=inks.better,
        accent=inks.accent,
        warning=inks.worse,
        error=inks.safety,
        success=inks.better,
        foreground=inks.text,
        background=inks.ground,
        surface=inks.ground,
        panel=inks.raised,
        dark=name.endswith("dark"),
        variables={"quiet": inks.quiet, "line": inks.line, "raised": inks.raised},
    )


@cache
def ink(colour: str, *, bold: bool = False, ground: str | None = None) -> Style:
    """Make a style from a colour of `Inks`."""
    return Style(color=colour, bold=bold, bgcolor=ground)


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
