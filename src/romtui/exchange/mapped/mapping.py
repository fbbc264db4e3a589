"""Which column, question and word of a table of another program means what. Nothing is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final


class Encoding(Enum):
    """How the characters of a file are written."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS = "cp1252"


class Shape(Enum):
    """What a row of a table is: a form, or one answer."""

    WIDE = "wide"
    LONG = "long"


LEFT_OUT: Final = "."
"""In a mapping file: an answer that means the item was left out."""


@dataclass(frozen=True, slots=True)
class FormMapping:
    """One questionnaire in a table.

    `items` name, in the order of the form, the column of each item; in a long table what stands in
    the column of questions. `total` does so for the total. Without `words` answers are the numbers
    printed on the form; with them each is one of these words, and None means left out. `day`
    is the column of the day where the form has its own.
    """

    questionnaire: str
    items: tuple[str, ...] = ()
    total: str = ""
    words: Mapping[str, int | None] = field(default_factory=dict)
    day: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A table and the questionnaires in it; every name is that of a column.

    `code` says whose a row is, or `whose` is the code of all rows. `days` is one of `cells.DAYS`,
    None where every day has its year first or its month as a word. `question` and `answer` are of
    a long table; `entry` tells two forms of one patient and day apart there.
    """

    day: str
    forms: tuple[FormMapping, ...]
    code: str = ""
    whose: str = ""
    days: str | None = None
    shape: Shape = Shape.WIDE
    encoding: Encoding = Encoding.UTF_8
    question: str = ""
    answer: str = ""
    entry: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that have to be there."""
        named = [self.code, self.day, self.question, self.answer, self.entry]
        for form in self.forms:
            named += [form.day, *((*form.items, form.total) if self.shape is Shape.WIDE else ())]
        return tuple(dict.fromkeys(filter(None, named)))


def folded(words: str) -> str:
    """Words as they are compared: without case, and with single spaces."""
    return " ".join(words.split()).casefold()
