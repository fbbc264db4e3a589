"""Single cells of a table: each is read in one way, wherever it stands."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.scoring import Answers
from romtui.exchange.written_days import AmbiguousDay

_GAPS: Final = frozenset(
    {"", "na", "n/a", "#n/a", "#n/v", "nan", "n.a.", "k.a.", "null", "none", "missing"}
    | {"-", "--", "–", "—", "."}
)
"""How tables say that there is nothing in a cell."""

_MOST_ANSWERS: Final = 200
_Read = TypeVar("_Read")


def read_cell(cells: Mapping[str, str], column: str, read: Callable[[str], _Read]) -> _Read:
    """Read one cell; a UserError names its column."""
    try:
        return read(cells[column])
    except AmbiguousDay:
        raise
    except UserError as refusal:
        said = str(refusal)
        where = f"In the column “{column}”" if said.endswith(".") else f"in the column “{column}”"
        raise UserError(f"{said} {where}.") from None


def is_gap(written: str) -> bool:
    """Whether a cell says that there is nothing in it."""
    return written.strip().casefold().replace(" ", "") in _GAPS


def read_code(written: str) -> str:
    """Whose line it is."""
    code = written.strip()
    if not code or not code.isprintable():
        raise UserError("a code of plain characters was expected")
    return code


def read_instrument(written: str) -> str:
    """The id of a questionnaire, whichever way its name is written: PHQ-9 is phq9.

    A part of one is written behind a full stop: DASS-21.depression.
    """
    form = re.sub(r"[^a-z0-9_.]", "", written.lower()).strip(".")
    if not form:
        raise UserError("the name of a questionnaire was expected")
    return form


def read_total(written: str) -> Decimal | None:
    """A total with a decimal point or comma; None where there is none."""
    if is_gap(written):
        return None
    total = written.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", total, re.ASCII):
        raise UserError("a total such as 12 was expected")
    return Decimal(total.rstrip("0").rstrip(".") if "." in total else total)


def read_answers(written: str) -> Answers | None:
    """All answers to a form, apart from each other or as a run of digits; a gap is left out.

    None where nothing is answered.
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
        raise UserError("answers such as 1 0 2 . 3 were expected")
    return int(written)
