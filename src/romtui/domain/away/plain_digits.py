"""The plain digits of a form: what a page shows that may run no script, with two check digits.

Each answer is the number printed beside it; `X` is a ten, `N` “does not apply”, `.` left out.
The check digits are the sum of all places, each times its weight, modulo 97. As 97 is a prime and
no two weights are alike, one wrong digit and two swapped ones are always noticed; anything else
passes once in 97 times. They guard against slips only: the digits are not secret and prove nothing.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from romtui.domain.away import texts
from romtui.domain.away.layout import form_of, places, questions
from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, Item

MODULUS: Final = 97
CHECK_DIGITS: Final = 2
LEFT_OUT: Final = "."
_TEN: Final = 10
_NAMES: Final = {NOT_APPLICABLE: "N", _TEN: "X"}


def signs_of(item: Item) -> str:
    """The sign of each choice of a question in its order, then that of “left out”."""
    return (
        "".join(_NAMES.get(choice.value, str(choice.value)) for choice in item.choices) + LEFT_OUT
    )


def weight(index: int) -> int:
    """What the place of a question counts, by its number in the form from 0: powers of ten."""
    return pow(10, index + 1, MODULUS)


def first_sum(instrument: Instrument) -> int:
    """What the sum begins with, so that the digits of another form seldom fit: 0 to 96."""
    named = f"{instrument.id} {instrument.version}".encode()
    return int.from_bytes(sha256(named).digest()[:4], "big") % MODULUS


def check_digits(instrument: Instrument, answered: Sequence[int]) -> str:
    """The two check digits of these places."""
    total = first_sum(instrument)
    total += sum(weight(index) * place for index, place in enumerate(answered))
    return f"{total % MODULUS:0{CHECK_DIGITS}}"


def digits(instrument: Instrument, form: Form) -> str:
    """The digits of a form with its check digits, without spaces."""
    answered = places(instrument, form)
    written = zip(questions(instrument), answered, strict=True)
    return "".join(signs_of(item)[place] for item, place in written) + check_digits(
        instrument, answered
    )


def looks_like_digits(typed: str) -> bool:
    """Whether it can only be the plain digits of forms: a sealed code has other characters too."""
    signs = _plain(typed)
    return bool(signs) and set(signs) <= set(f"0123456789XN{LEFT_OUT}/")


def read_digits(typed: str, instruments: Iterable[Instrument], on: date) -> list[Form]:
    """The forms whose digits were typed, a slash between two of them.

    Each is the one among these instruments that has so many questions and these check digits.
    Raises UserError where none fits, or more than one.
    """
    known = tuple(instruments)
    return [_read_one(part, known, on) for part in _plain(typed).split("/") if part]


def _read_one(signs: str, instruments: Sequence[Instrument], on: date) -> Form:
    length = len(signs) - CHECK_DIGITS
    as_long = [form for form in instruments if len(questions(form)) == length]
    if not as_long:
        raise UserError(texts.no_form_of(max(length, 0)))
    fitting = [
        (form, answered)
        for form in as_long
        if (answered := _places(form, signs[:length])) is not None
        and check_digits(form, answered) == signs[length:]
    ]
    if not fitting:
        raise UserError(texts.check_digits_wrong([form.name for form in as_long]))
    if len(fitting) > 1:
        raise UserError(texts.several_forms_fit([form.name for form, _ in fitting]))
    return form_of(*fitting[0], on)


def _places(instrument: Instrument, signs: str) -> list[int] | None:
    """The place of each sign; None where a question has no such answer."""
    found = [
        signs_of(item).find(sign) for item, sign in zip(questions(instrument), signs, strict=True)
    ]
    return None if -1 in found else found


def _plain(typed: str) -> str:
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", typed).upper()
        if not sign.isspace() and unicodedata.category(sign) not in {"Pd", "Cf", "Cc"}
    )
