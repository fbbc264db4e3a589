"""Events and beginnings of a focus: signs on the axis, and their words under the days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.text import Text

from romtui.domain.time_axis import Annotation
from romtui.ui.chart import texts
from romtui.ui.chart.legend import EVENT, FOCUS_BEGINS
from romtui.ui.text import clipped, plain
from romtui.ui.theme import Palette, ink

_LONGEST, _SHORTEST, _BETWEEN = 24, 8, 2
_MOST: Final = 9
"""Signs that are one digit."""


@dataclass(frozen=True, slots=True)
class NamedSigns:
    """Signs by their column on the axis, and the line that names each of them."""

    signs: Mapping[int, str]
    names: Text


def named_signs(
    annotations: Sequence[Annotation],
    column: Callable[[date], int],
    width: int,
    taken: Iterable[int],
    palette: Palette,
) -> NamedSigns:
    """Name each annotation under its day; where not all have room there, number them.

    There is never a sign without its words: of more than have room the latest are kept. Columns
    that are `taken` have another sign, and one of the annotations stands beside it.
    """
    under_days: list[tuple[int, str, Text]] = []
    free = width
    for annotation in reversed(annotations):
        name = clipped(plain(annotation.text, ink(palette.quiet)), _LONGEST)
        start = min(column(annotation.on), free - name.cell_len - 2)
        if start < 0:
            return _numbered(annotations, column, width, taken, palette)
        under_days.insert(0, (start, _sign(annotation), name))
        free = start - _BETWEEN
    signs = _spread(((column(one.on), _sign(one)) for one in annotations), width, taken)
    return NamedSigns(signs, _line(under_days, palette))


def _numbered(
    annotations: Sequence[Annotation],
    column: Callable[[date], int],
    width: int,
    taken: Iterable[int],
    palette: Palette,
) -> NamedSigns:
    """`1 moved house  2 new job`, and the digits on the axis."""
    count = min(len(annotations), _MOST)
    before = texts.earlier_events(len(annotations))
    while count > 1 and _share(width - len(before), count) < _SHORTEST:
        count -= 1
    kept = annotations[-count:]
    at, names = 0, []
    if len(kept) < len(annotations):
        before = texts.earlier_events(len(annotations) - len(kept))
        names.append((0, "", Text(before, ink(palette.quiet), end="")))
        at = len(before) + _BETWEEN
    share = _share(width - at, count)
    for place, annotation in enumerate(kept, start=1):
        name = clipped(plain(annotation.text, ink(palette.quiet)), share)
        names.append((at, str(place), name))
        at += 2 + name.cell_len + _BETWEEN
    numbered = ((column(one.on), str(place)) for place, one in enumerate(kept, start=1))
    return NamedSigns(_spread(numbered, width, taken), _line(names, palette))


def _spread(
    signs: Iterable[tuple[int, str]], width: int, taken: Iterable[int]
) -> Mapping[int, str]:
    """Put each sign in its column or the nearest after it that has none, at the edge before it."""
    spread = dict.fromkeys(taken, "")
    for own, sign in signs:
        free = (at for at in (*range(own, width), *range(own, -1, -1)) if at not in spread)
        spread[next(free)] = sign
    return {at: sign for at, sign in spread.items() if sign}


def _share(width: int, count: int) -> int:
    """Cells for each of so many names, beside their signs."""
    return (width + _BETWEEN) // count - _BETWEEN - 2


def _sign(annotation: Annotation) -> str:
    return FOCUS_BEGINS if annotation.begins_focus else EVENT


def _line(names: Iterable[tuple[int, str, Text]], palette: Palette) -> Text:
    line = Text(end="", no_wrap=True)
    for start, sign, name in names:
        line.append(" " * (start - line.cell_len))
        if sign:
            line.append(f"{sign} ", ink(palette.accent, bold=sign.isdigit()))
        line.append_text(name)
    return line
