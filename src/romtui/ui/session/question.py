"""A question asked in place: it stands alone, its choices under it, each beside its key."""

from dataclasses import dataclass
from typing import Final

from rich.text import Text

from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.theme import Palette, ink

_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the keys that answer it, each with its word. Any other key passes it.

    `about` says in a line above what it belongs to, where that is not to be seen.
    """

    asks: str | Private
    choices: tuple[tuple[str, str], ...]
    about: str = ""


def question_lines(question: Question, width: int, palette: Palette) -> list[Text]:
    """Draw the question, then its choices: beside each other, or in as many columns as fit.

    A key and its words are never parted; words too long for a line go on under themselves.
    """
    lines = wrapped(question.about, width, ink(palette.quiet)) if question.about else []
    lines += wrapped(question.asks, width, ink(palette.text, bold=True))
    cells = [len(key) + 1 + len(words) for key, words in question.choices]
    many = len(cells)
    if sum(cells) + _GAP * (many - 1) <= width:
        columns, column = many, 0
    else:
        column = max(cells) + _GAP
        columns = max((width + _GAP) // column, 1)
    rows = -(-many // columns)
    for row in range(rows):
        line = Text(end="", no_wrap=True)
        further: list[Text] = []
        for place in range(row, many, rows):
            key, words = question.choices[place]
            if line.cell_len:
                line.append(" " * _GAP)
            begin = line.cell_len
            deep = len(key) + 1
            first, *further = wrapped(words, max(width - deep, 1), ink(palette.text))
            line.append(f"{key} ", ink(palette.accent, bold=True)).append_text(first)
            if column and place + rows < many:
                line.append(" " * (column - _GAP - (line.cell_len - begin)))
            further = [Text(" " * deep, end="").append_text(more) for more in further]
        lines += [line, *further]
    return lines
