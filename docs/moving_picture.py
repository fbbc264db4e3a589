"""A session as a moving picture: one SVG, drawn by the program, no script and no font in it.

`python docs/moving_picture.py` plays the keys of `SESSION_OF_A_MINUTE` over the demo. Words and
grounds that stay the same through several frames are drawn once, and what is seen in the same
frames is shown and hidden together: the file is a small part of the size of its frames.
"""

import asyncio
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs.pictures import PICTURES, demo_app, picture
from tests.ui.hands import NAMED, at

from romtui.domain.keys import key_name
from romtui.domain.settings import Shade
from romtui.ui.theme import DARK

SIZE: Final = (100, 30)
CELL_WIDTH, ROW_HEIGHT, MARGIN = 12, 24, 20
"""In whole units: Rich's own picture has 12.2 and 24.4."""
_RICH_WIDTH, _RICH_HEIGHT = 12.2, 24.4
KEY_ROW: Final = 40
"""The height of the strip below the screen that names the keys."""

_FONT: Final = 'ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace'

Step = tuple[str, float]
"""A key, by its character or its name, and for how many seconds its picture is looked at."""
SESSION_OF_A_MINUTE: Final[Sequence[Step]] = (
    ("", 2.5),
    *((key, 0.35) for key in "002"),
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
_HARD: Final = "\N{NO-BREAK SPACE}"

Place = tuple[int, int, int]
"""Row, column and width of what is drawn, in cells."""
Frames = tuple[int, ...]


@dataclass(slots=True)
class Reel:
    """What all frames show: each thing once, with the frames in which it is seen."""

    ground: str
    """The colour of the screen, which is not drawn again."""
    grounds: dict[tuple[str, Place], list[int]] = field(default_factory=dict)
    """A colour and where it lies, to the frames that show it."""
    words: dict[tuple[str, Place, str], list[int]] = field(default_factory=dict)
    """A style, a place and what is written there, to the frames that show it."""
    seconds: list[float] = field(default_factory=list)

    def add(self, svg: str, keys: str, seconds: float) -> None:
        """Add a frame."""
        frame = len(self.seconds)
        named = dict(_STYLE.findall(svg))
        for colour, place in _joined(_grounds(svg)):
            if colour != self.ground:
                self.grounds.setdefault((colour, place), []).append(frame)
        for style, x, y, length, raw in _TEXT.findall(svg):
            written = unescape(raw).replace(_HARD, " ").rstrip()
            begins = len(written) - len(written.lstrip())
            cells = round(float(length) / _RICH_WIDTH) - len(unescape(raw)) + len(written) - begins
            row = round((float(y) - 18.5) / _RICH_HEIGHT)
            place = (row, round(float(x) / _RICH_WIDTH) + begins, cells)
            if written:
                seen = (named[style], place, written.lstrip())
                self.words.setdefault(seen, []).append(frame)
        below = (SIZE[1] + 1, 0, len(keys))
        self.words.setdefault((f"fill: {DARK.quiet}", below, keys), []).append(frame)
        self.seconds.append(seconds)

    def svg(self, still: int) -> str:
        """The whole as one file; where nothing may move, the frame `still` is seen."""
        columns, lines = SIZE
        width, height = columns * CELL_WIDTH + 2 * MARGIN, lines * ROW_HEIGHT + 2 * MARGIN
        shown = _Shown(self.seconds, still)
        styles: dict[str, str] = {}
        paths: dict[Frames, dict[str, str]] = {}
        for (colour, place), frames in self.grounds.items():
            of_colour = paths.setdefault(tuple(frames), {})
            of_colour[colour] = of_colour.get(colour, "") + _box(place)
        texts: dict[Frames, dict[str, str]] = {}
        for (css, place, written), frames in self.words.items():
            short = styles.setdefault(css, f"s{len(styles)}")
            of_style = texts.setdefault(tuple(frames), {})
            of_style[short] = of_style.get(short, "") + _text(place, written)
        below = [
            f'<g class="{shown.during(frames)}">'
            + "".join(f'<path fill="{colour}" d="{d}"/>' for colour, d in drawn.items())
            for frames, drawn in paths.items()
        ]
        above = [
            f'<g class="{shown.during(frames)}">'
            + "".join(f'<g class="{style}">{drawn}</g>' for style, drawn in written.items())
            for frames, written in texts.items()
        ]
        body = "\n".join(f"{group}</g>" for group in (*below, *above))
        css = "".join(f".{short}{{{css}}}" for css, short in styles.items())
        box = f"0 0 {width} {height + KEY_ROW}"
        return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
<style>text{{font-family:{_FONT};font-size:20px;white-space:pre}}
{css}
{shown.css()}</style>
<rect width="100%" height="100%" rx="8" fill="{self.ground}"/>
<g transform="translate({MARGIN},{MARGIN})">
{body}
</g>
</svg>
"""


def _grounds(svg: str) -> Iterator[tuple[str, Place]]:
    for colour, x, y, width in _GROUND.findall(svg):
        row = round((float(y) - 1.5) / _RICH_HEIGHT)
        yield colour, (row, round(float(x) / _RICH_WIDTH), round(float(width) / _RICH_WIDTH))


def _joined(grounds: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Place]]:
    """Pieces of one colour side by side, as one."""
    last: tuple[str, Place] | None = None
    for colour, (row, column, width) in sorted(grounds, key=lambda ground: ground[1]):
        if last is not None:
            of, (at_row, begins, wide) = last
            if (of, at_row, begins + wide) == (colour, row, column):
                last = colour, (row, begins, wide + width)
                continue
            yield last
        last = colour, (row, column, width)
    if last is not None:
        yield last


def _box(place: Place) -> str:
    row, column, cells = place
    width = cells * CELL_WIDTH
    return f"M{column * CELL_WIDTH} {row * ROW_HEIGHT}h{width}v24.3h-{width}z"


def _text(place: Place, written: str) -> str:
    row, column, width = place
    where = f'x="{column * CELL_WIDTH}" y="{row * ROW_HEIGHT + 18}"'
    kept = escape(written, quote=False).replace("  ", _HARD * 2).replace(f"{_HARD} ", _HARD * 2)
    return f'<text {where} textLength="{width * CELL_WIDTH}">{kept}</text>'


class _Shown:
    """When something is seen: a class for each set of frames, an animation for each class."""

    def __init__(self, seconds: Sequence[float], still: int) -> None:
        self._seconds = seconds
        self._still = still
        self._classes: dict[Frames, str] = {}

    def during(self, frames: Frames) -> str:
        """The class of what is seen in these frames."""
        return self._classes.setdefault(frames, f"f{len(self._classes)}")

    def css(self) -> str:
        """The rules of all classes; a reader who wants no motion gets the still."""
        whole = sum(self._seconds)
        hidden = [name for frames, name in self._classes.items() if self._still not in frames]
        rules, moves = [f"{','.join(f'.{name}' for name in hidden)}{{opacity:0}}"], []
        for frames, name in self._classes.items():
            if len(frames) == len(self._seconds):
                continue
            turns = "".join(
                f"{100 * when / whole:.4g}%{{opacity:{int(seen)}}}"
                for when, seen in self._turns(frames)
            )
            rules.append(f"@keyframes {name}{{{turns}}}")
            moves.append(f".{name}{{animation:{name} {whole:g}s step-end infinite}}")
        moving = "\n".join(moves)
        rules.append(f"@media (prefers-reduced-motion: no-preference){{{moving}}}")
        return "\n".join(rules)

    def _turns(self, frames: Frames) -> Iterator[tuple[float, bool]]:
        """At which seconds it comes and goes; the beginning always says one of them."""
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
    reel = Reel(DARK.background)
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
