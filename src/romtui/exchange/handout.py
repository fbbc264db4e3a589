"""The page to take home as one HTML file: no script, nothing from elsewhere, one sheet of paper.

Words that somebody typed are made harmless before anything else is done with them, and cut
visibly where they are so long that the page would need more than a sheet.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from romtui.domain.handout import Handout
from romtui.domain.private import Private
from romtui.domain.visible import visible
from romtui.exchange import html_page
from romtui.exchange.handout_graph import graph, words
from romtui.exchange.html_page import HTML, document
from romtui.plain_file import unused_path, write_new

_LONGEST_NAME, _LONGEST_GOAL, _LONGEST_AGREED = 160, 200, 290
"""Signs of the words of a measure, a goal, an agreement; wide ones count twice."""
_A_WORD: Final = 20
"""Signs of a word that is left out whole rather than cut."""
_WIDE: Final = frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class _Size:
    """How large the page is set: `lines` of `signs` each may be typed words.

    `points` is the size of the letters, `graph` the height of the graph in its own units.
    """

    name: str
    points: str
    graph: int
    signs: int
    lines: int


_SIZES: Final = (
    _Size("roomy", "11.5pt", 290, 78, 11),
    _Size("close", "10pt", 250, 92, 19),
    _Size("closest", "8.5pt", 180, 108, 1_000),
)

_STYLE: Final = """
@page { margin: 16mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fff; color: #1b1b1b; }
body { font: %s/1.42 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  max-width: 178mm; margin: 0 auto; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; font-weight: 600; margin: 0; }
h2 { font-size: 1.12em; font-weight: 600; margin: 1.3em 0 .3em;
  border-bottom: 1px solid #bbb; padding-bottom: .15em; break-after: avoid; }
p { margin: .25em 0; }
ul { margin: .2em 0; padding-left: 1.2em; }
li { margin: .3em 0; break-inside: avoid; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1em; }
.quiet, .when { color: #4a4a4a; }
.figures { font-size: 2em; line-height: 1.2; margin: .2em 0 .1em; color: #4a4a4a; }
.figures strong { color: #1b1b1b; }
.said { font-weight: 600; }
.beside span { display: inline-block; margin-right: 1.2em; }
.when { display: block; font-size: .92em; }
footer { margin-top: 1.4em; border-top: 1px solid #bbb; padding-top: .4em; color: #4a4a4a; }
svg { display: block; width: 100%%; margin: .6em 0 .4em; break-inside: avoid;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
svg text { font-size: 12px; fill: #1b1b1b; }
svg text.end { text-anchor: end; }
svg text.quiet { fill: #4a4a4a; }
svg text.day, svg text.figure { text-anchor: middle; }
svg text.figure { font-weight: 600; font-size: 13px; paint-order: stroke; stroke: #fff;
  stroke-width: 4px; stroke-linejoin: round; }
svg .axis { stroke: #777; stroke-width: 1; }
svg .band { fill: #eee; }
svg .target { stroke: #1b1b1b; stroke-width: 1.4; stroke-dasharray: 6 5; }
svg .line { fill: none; stroke: #2b4a5e; stroke-width: 2.2; stroke-linejoin: round; }
svg .dot { fill: #2b4a5e; stroke: #fff; stroke-width: 1.5; }
svg .open { fill: #fff; stroke: #1b1b1b; stroke-width: 1.4; }
@media screen { body { padding: 8mm; } }
""".strip()


def proposed_file(code: str, today: date) -> str:
    """A path that is free, by code and day: nothing else of the patient is in the name."""
    name = re.sub(r"[^\w-]+", "-", code)
    return unused_path(f"~/{name}-{today.isoformat()}{HTML}")


def file_for(typed: str, vault: Path | None) -> Path:
    """Where the page is to go; UserError unless that is a new .html outside the vault."""
    return html_page.file_for(typed, "~/page.html", vault)


def write(file: Path, page: Handout) -> None:
    """Write the page to a new file for its owner alone."""
    write_new(file, written(page).reveal().encode())


def written(page: Handout) -> Private:
    """Write the page: words of a person are in it."""
    size = _size(page)
    body = "\n".join(_body(page, size))
    return Private(
        document(
            words(page.words.title),
            body,
            f"\n{_STYLE % size.points}\n",
            language=words(page.language),
            kind=size.name,
        )
    )


def _body(page: Handout, size: _Size) -> Iterator[str]:
    yield (
        f"<header><h1>{words(page.words.title)}</h1>"
        f'<p class="quiet">{words(page.say.full_date(page.made_on))}</p></header>'
    )
    yield from _course(page, size)
    yield from _goals(page)
    yield from _agreed(page)
    owner = f"<p>{words(page.notice)}</p>" if page.notice else ""
    yield f"<footer>{words(page.words.keep)}{owner}</footer>"


def _course(page: Handout, size: _Size) -> Iterator[str]:
    view = page.view
    name = _typed(view.own_words, _LONGEST_NAME) if view.own_words else words(view.name)
    yield f"<section>\n<h2>{name}</h2>"
    if view.figures:
        *first, last = (words(figure) for figure in view.figures)
        begun = "".join(f"{figure} → " for figure in first)
        yield f'<p class="figures">{begun}<strong>{last}</strong></p>'
    yield f'<p class="said">{words(" ".join(view.sentences))}</p>'
    drawn = graph(page, size.graph)
    if drawn:
        yield drawn
    beside = " ".join(f"<span>{words(sentence)}</span>" for sentence in view.beside)
    yield f'<p class="quiet beside">{beside}</p>\n</section>'


def _goals(page: Handout) -> Iterator[str]:
    if not page.view.goals:
        return
    yield f"<section>\n<h2>{words(page.goals_heading)}</h2>\n<ul>"
    for goal in page.view.goals:
        name = _typed(goal.words, _LONGEST_GOAL)
        yield f'<li>{name} <span class="when">{words(goal.summary)}</span></li>'
    yield "</ul>\n</section>"


def _agreed(page: Handout) -> Iterator[str]:
    if not page.agreed:
        return
    yield f"<section>\n<h2>{words(page.words.agreed)}</h2>\n<ul>"
    for agreement in page.agreed:
        what = _typed(agreement.what, _LONGEST_AGREED)
        yield f'<li>{what} <span class="when">{words(agreement.when)}</span></li>'
    yield "</ul>"
    if page.left_out:
        yield f'<p class="quiet">{words(page.words.earlier)}</p>'
    yield "</section>"


def _typed(words: Private, longest: int) -> str:
    return escape(_cut(words, longest), quote=True)


def _cut(words: Private, longest: int) -> str:
    """Words on one line, safe to show; an ellipsis says where they were cut."""
    line = visible(" ".join(words.reveal().split()))
    room = longest
    for end, sign in enumerate(line):
        room -= _width(sign)
        if room < 0:
            kept = line[:end]
            at_a_word = kept.rpartition(" ")[0] if len(kept) - kept.rfind(" ") < _A_WORD else kept
            return f"{at_a_word.rstrip(' .,;')}…"
    return line


def _width(sign: str) -> int:
    wide = sign in _WIDE or sign.isupper() or unicodedata.east_asian_width(sign) in {"W", "F"}
    return 2 if wide else 1


def _size(page: Handout) -> _Size:
    """The largest size in which everything fits on one sheet."""
    typed = [
        *(_cut(goal.words, _LONGEST_GOAL) for goal in page.view.goals),
        *(_cut(agreement.what, _LONGEST_AGREED) for agreement in page.agreed),
    ]
    widths = [sum(map(_width, line)) for line in typed]

    def lines(size: _Size) -> int:
        return sum(-(-width // size.signs) + 1 for width in widths)

    return next(size for size in _SIZES if lines(size) <= size.lines)
