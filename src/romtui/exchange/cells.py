"""Cells of a table: harmless in a spreadsheet on the way out, each read in one way on the way in.

A complaint says what was expected, never what was there. Which number of a day is the month is
never guessed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from romtui.domain.days import has_year_last, in_order, plain_day, refuse_absurd, without_weekday
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.scoring import Answers
from romtui.domain.visible import visible
from romtui.exchange import texts

DAYS: Final = (
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "DD-MM-YYYY",
    "MM/DD/YYYY",
    "MM-DD-YYYY",
)
"""The ways to write a day. Each stands for its order: any separator and `26` for `2026` will do."""

_BEGINS_A_FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_GAPS: Final = frozenset(
    {"", "na", "n/a", "#n/a", "#n/v", "nan", "n.a.", "k.a.", "null", "none", "missing"}
    | {"-", "--", "–", "—", "."}
)
"""How tables say that a cell is empty."""

_TIME: Final = re.compile(
    r"(?<=\d)(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,4}))?$",
    re.ASCII,
)
"""A time of day behind the day."""

_MOST_ANSWERS: Final = 200
_Value = TypeVar("_Value")


class AmbiguousDay(UserError):
    """Day or month could come first, and nobody said which."""


def cell(words: str) -> str:
    """Put an apostrophe before a formula, and show characters that a terminal would obey."""
    harmless = visible(words)
    return f"'{harmless}" if _is_formula(words) or _is_formula(harmless) else harmless


def uncell(written: str) -> str:
    """Take the apostrophe of `cell` away again."""
    rest = written.removeprefix("'")
    return rest if rest != written and _is_formula(rest) else written


def _is_formula(words: str) -> bool:
    """Whether a formula begins here, or words that look like one made harmless."""
    return words.lstrip().startswith(_BEGINS_A_FORMULA) or (
        words.startswith("'") and _is_formula(words.removeprefix("'"))
    )


def read_cell(cells: Mapping[str, str], column: str, read: Callable[[str], _Value]) -> _Value:
    """Read one cell; a UserError then names its column."""
    try:
        return read(cells[column])
    except AmbiguousDay:
        raise
    except UserError as refusal:
        problem = str(refusal)
        raise UserError(texts.in_column(problem, column)) from None


def is_gap(written: str) -> bool:
    """Whether a cell says that it is empty."""
    return written.strip().casefold().replace(" ", "") in _GAPS


def read_code(written: str) -> str:
    """The code of a person."""
    code = written.strip()
    if not code or not code.isprintable():
        raise UserError(texts.CODE_EXPECTED)
    return code


def read_instrument(written: str) -> str:
    """The id of a questionnaire, however its name is written: PHQ-9 is phq9.

    A part of one is written behind a full stop: DASS-21.depression.
    """
    form = re.sub(r"[^a-z0-9_.]", "", written.lower()).strip(".")
    if not form:
        raise UserError(texts.QUESTIONNAIRE_EXPECTED)
    return form


def read_total(written: str) -> Decimal | None:
    """A total with a decimal point or comma; None for a gap."""
    if is_gap(written):
        return None
    total = written.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", total, re.ASCII):
        raise UserError(texts.TOTAL_EXPECTED)
    return Decimal(total.rstrip("0").rstrip(".") if "." in total else total)


def read_answers(written: str) -> Answers | None:
    """All answers to a form, apart from each other or as a run of digits; a gap is left out.

    None where every answer is a gap.
    """
    words = re.split(r"[\s,;|/]+", written.strip())
    if len(words) == 1 and re.fullmatch(r"[\d.]{2,}", words[0], re.ASCII):
        words = list(words[0])
    answers = tuple(map(_answer, words[:_MOST_ANSWERS]))
    return None if all(answer is None for answer in answers) else answers


def _answer(written: str) -> int | None:
    if written == str(NOT_APPLICABLE):
        return NOT_APPLICABLE
    if is_gap(written):
        return None
    if not re.fullmatch(r"\d{1,3}", written, re.ASCII):
        raise UserError(texts.ANSWERS_EXPECTED)
    return int(written)


def read_day(written: str, days: str | None) -> date:
    """Read a day, with or without a time behind it.

    `days` is one of DAYS. With None, only a day with the year first or with the month as a
    word is clear; any other raises AmbiguousDay.
    """
    words = without_weekday(_TIME.sub("", " ".join(written.split())))
    try:
        day = plain_day(words)
        if day is None and days is not None and not days.startswith("Y"):
            day = in_order(words, day_first=days.startswith("D"))
    except ValueError:
        day = None
    if day is not None:
        return refuse_absurd(day)
    if days is None and has_year_last(words):
        raise AmbiguousDay(texts.UNAMBIGUOUS_DAY)
    raise UserError(texts.day_expected(days or DAYS[0]))
