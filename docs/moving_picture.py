"""A session as a moving picture: one SVG, drawn by the program, no script and no font in it.

`python docs/moving_picture.py` plays the keys of `SESSION_OF_A_MINUTE` over the demo. A row that
stays the same through several frames is drawn once and shown as long as it holds, which keeps the
file a tenth of the size of its frames.
"""

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs.pictures import PICTURES, demo_app, picture
from tests.ui.hands import NAMED, at

from romtui.domain.keys import key_name
from romtui.domain.settings import Shade

SIZE: Final = (100, 30)
CELL_WIDTH, ROW_HEIGHT, MARGIN = 12.2, 24.4, 20
"""Of Rich's picture, in its own units; the margin is ours."""
KEY_ROW: Final = 40
"""The height of the strip below the screen that names the keys."""

_FONT: Final = 'ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace'

Step = tuple[str, float]
"""A key, by its character or its name, and for how many seconds its picture is looked at."""
SESSION_OF_A_MINUTE: Final[Sequence[Step]] = (
    ("", 2.5),
    *((key, 0.35) for key in "/002"),
    ("enter", 4.0),
    ("4", 2.0),
    ("n", 1.5),
    *((digit, 0.4) for digit in "111111110"),
    ("1", 5.0),
    ("s", 2.5),
    ("v", 4.0),
    ("v", 1.2),
    ("a", 1.5),
    ("1", 1.2),
    ("enter", 2.5),
    ("q", 3.0),
)

_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ (.*?) \}")
_GROUND = re.compile(
    r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+"[^>]*/>'
)
_TEXT = re.compile(
    r'<text class="terminal-\d+-(r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"'
    r"[^>]*>(.*?)</text>",
    re.DOTALL,
)


@dataclass(slots=True)
class Reel:
    """The rows of all frames: each once, with the frames in which it is seen."""

    rows: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    """Where a row stands and what is drawn there, to the frames that show it."""
    styles: dict[str, str] = field(default_factory=dict)
    """What a style says, to its short name: the same in all frames."""
    keys: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, svg: str, keys: str, seconds: float) -> None:
        """Add a frame; one that looks like the last is that one, held for longer."""
        frame = len(self.seconds)
        named = dict(_STYLE.findall(svg))
        drawn: dict[int, list[str]] = {}
        for colour, x, y, width in _GROUND.findall(svg):
            row = round((float(y) - 1.5) / ROW_HEIGHT)
            box = f'x="{x}" y="{row * ROW_HEIGHT:g}" width="{width}" height="24.6"'
            drawn.setdefault(row, []).append(f'<rect fill="{colour}" {box}/>')
        for style, x, y, length, text in _TEXT.findall(svg):
            if not text.strip("\n ").replace("&#160;", ""):
                continue
            row = round((float(y) - 18.5) / ROW_HEIGHT)
            short = self.styles.setdefault(named[style], f"s{len(self.styles)}")
            drawn.setdefault(row, []).append(
                f'<text class="{short}" x="{x}" y="{y}" textLength="{length}">{text}</text>'
            )
        for row, parts in drawn.items():
            self.rows.setdefault((row, "".join(parts)), []).append(frame)
        self.keys.append(keys)
        self.seconds.append(seconds)

    def svg(self, still: int) -> str:
        """The whole as one file; where nothing may move, the frame `still` is seen."""
        columns, lines = SIZE
        width, height = columns * CELL_WIDTH + 2 * MARGIN, lines * ROW_HEIGHT + 2 * MARGIN
        for frame, keys in enumerate(self.keys):
            caption = (
                f'<text class="keys" x="0" y="{lines * ROW_HEIGHT + 30:g}">{escape(keys)}</text>'
            )
            self.rows.setdefault((lines, caption), []).append(frame)
        shown = _Shown(self.seconds, still)
        body = "\n".join(
            f'<g class="{shown.during(frames)}">{drawn}</g>'
            for (_, drawn), frames in sorted(self.rows.items())
        )
        styles = "".join(f".{short}{{{css}}}" for css, short in self.styles.items())
        box = f"0 0 {width:g} {height + KEY_ROW:g}"
        return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
<style>text{{font:20px {_FONT};white-space:pre}}
.keys{{fill:#959ca8}}{styles}
{shown.css()}</style>
<rect width="100%" height="100%" rx="8" fill="#15181d"/>
<g transform="translate({MARGIN},{MARGIN})">
{body}
</g>
</svg>
"""


class _Shown:
    """When a row is seen: a class for each set of frames, an animation for each class."""

    def __init__(self, seconds: Sequence[float], still: int) -> None:
        self._seconds = seconds
        self._still = still
        self._classes: dict[tuple[int, ...], str] = {}

    def during(self, frames: Sequence[int]) -> str:
        """The class of what is seen in these frames."""
        return self._classes.setdefault(tuple(frames), f"f{len(self._classes)}")

    def css(self) -> str:
        """The rules of all classes; a reader who wants no motion gets the still."""
        whole = sum(self._seconds)
        rules = []
        for frames, name in self._classes.items():
            at_first = "visible" if self._still in frames else "hidden"
            rules.append(f".{name}{{visibility:{at_first}}}")
            if len(frames) == len(self._seconds):
                continue
            turns = "".join(
                f"{100 * when / whole:.2f}%{{visibility:{'visible' if seen else 'hidden'}}}"
                for when, seen in self._turns(frames)
            )
            rules.append(f"@keyframes {name}{{{turns}}}")
            moves = f".{name}{{animation:{name} {whole:g}s step-end infinite}}"
            rules.append(f"@media (prefers-reduced-motion: no-preference){{{moves}}}")
        return "\n".join(rules)

    def _turns(self, frames: Sequence[int]) -> Iterator[tuple[float, bool]]:
        """At which seconds the row comes and goes; the beginning always says one of them."""
        when, before = 0.0, None
        for frame, lasting in enumerate(self._seconds):
            seen = frame in frames
            if seen is not before:
                yield when, seen
            when, before = when + lasting, seen


def _key(name: str) -> str:
    return NAMED.get(name, name)


async def play(steps: Sequence[Step]) -> Reel:
    """Type the keys in the demo and keep what is seen after each."""
    reel = Reel()
    app, workspace = demo_app(Shade.DARK)
    async with at(app, SIZE) as hands:
        await hands.until("Caseload")
        typed: list[str] = []
        for key, seconds in steps:
            if key:
                await hands.press(key)
                await hands.pilot.pause(0.2)
                typed.append(key_name(_key(key)))
            reel.add(picture(app), "  ".join(typed[-24:]), seconds)
    workspace.store.close()
    return reel


async def main() -> None:
    """Write the picture of the README."""
    reel = await play(SESSION_OF_A_MINUTE)
    still = next(i for i, (key, _) in enumerate(SESSION_OF_A_MINUTE) if key == "enter")
    (PICTURES / "moving.svg").write_text(reel.svg(still), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
