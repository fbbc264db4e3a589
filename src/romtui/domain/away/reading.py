"""What a patient brought back, read: whose it is, of which day, and whether it may be taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod
from typing import Final

from romtui.domain.away import texts
from romtui.domain.away.away_page import DAY_UNKNOWN, LASTS_DAYS, AwayPage, payload_size
from romtui.domain.away.layout import forms_of, radices, unpacked
from romtui.domain.away.plain_digits import looks_like_digits, read_digits
from romtui.domain.away.sealed_code import (
    NotInAnyCode,
    find_slip,
    opened,
    plain_code,
    slips,
    tag_of,
)
from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument

_MOST_PAGES_FOR_SLIPS: Final = 40
_MOST_SIGNS_FOR_SLIPS: Final = 1_200_000
"""Characters of all codes that are tried for a slip, with the keys of so many pages or, where the
code is long, of fewer: a third of a second at most."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read. `forms` are those with an answer, `on` the day they were filled in.

    `page` is None for plain digits, which name nobody. `day_unknown` says that the device had
    no believable date: `on` is today then. `tag` is by what the code is known again.
    """

    forms: tuple[Form, ...]
    on: date
    page: AwayPage | None = None
    tag: str = ""
    day_unknown: bool = False


def read_typed(
    typed: str,
    pages: Sequence[AwayPage],
    at_hand: Mapping[str, Instrument],
    digits_of: Iterable[Instrument],
    today: date,
) -> Read:
    """Read a sealed code, or the plain digits of one of the forms `digits_of`.

    `pages` are those of the patient who is open first, then the others. Raises UserError: for a
    slip, with the group it is in; for a code that was taken already, or of a page that was
    withdrawn or is too old, or of somebody archived.
    """
    page, payload, code = _find_page(typed, pages)
    if page is not None:
        _refuse_unfit(page, tag_of(code), today)
        return _read(page, payload, code, at_hand, today)
    if looks_like_digits(typed):
        return Read(_with_an_answer(read_digits(typed, digits_of, today)), today)
    try:
        code = plain_code(typed)
    except NotInAnyCode as wrong:
        raise UserError(texts.not_in_any_code(wrong.sign, wrong.place)) from None
    signs = slips(code) * (len(code) + 1)
    most = min(_MOST_PAGES_FOR_SLIPS, _MOST_SIGNS_FOR_SLIPS // signs)
    tried = [page.key for page in pages if page.is_open(today)][:most]
    raise UserError(texts.no_page_fits(find_slip(code, tried)))


def _find_page(typed: str, pages: Sequence[AwayPage]) -> tuple[AwayPage | None, int, str]:
    """The page whose key opens it, the payload and the code; no page where none does."""
    try:
        code = plain_code(typed)
    except NotInAnyCode:
        return None, 0, ""
    for page in pages:
        payload = opened(code, page.key)
        if payload is not None:
            return page, payload, code
    return None, 0, code


def _refuse_unfit(page: AwayPage, tag: str, today: date) -> None:
    """Say why a code that is genuine is not taken: the one place that decides."""
    if page.archived:
        raise UserError(texts.ARCHIVED)
    if page.withdrawn_on is not None:
        raise UserError(texts.withdrawn(page.withdrawn_on))
    if today > page.lasts_until:
        raise UserError(texts.expired(page.made_on, LASTS_DAYS))
    if tag in page.taken:
        raise UserError(texts.taken_already(page.taken[tag]))


def _read(
    page: AwayPage,
    payload: int,
    code: str,
    at_hand: Mapping[str, Instrument],
    today: date,
) -> Read:
    instruments = page.instruments(at_hand)
    sizes = radices(instruments)
    day, number = divmod(payload, prod(sizes))
    # The tag has vouched for all of it, so only a page that differs from its record gets here.
    if len(code) - len(tag_of(code)) - 1 != payload_size(instruments) or day > DAY_UNKNOWN:
        raise UserError(texts.PAGE_DIFFERS)
    filled_on = page.made_on + timedelta(days=day)
    # East of here it may already be tomorrow.
    day_unknown = day > LASTS_DAYS or filled_on > today + timedelta(days=1)
    on = today if day_unknown else min(filled_on, today)
    forms = forms_of(instruments, unpacked(number, sizes), on)
    return Read(_with_an_answer(forms), on, page, tag_of(code), day_unknown)


def _with_an_answer(forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms that say anything. Raises UserError where none does."""
    answered = tuple(
        form
        for form in forms
        if form.answers is not None and any(answer is not None for answer in form.answers)
    )
    if not answered:
        raise UserError(texts.NOTHING_ANSWERED)
    return answered
