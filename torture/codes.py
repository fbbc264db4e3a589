"""Sealed codes: mangled ones, those of other pages, and every answer of every questionnaire."""

from collections.abc import Iterator
from math import prod

from romtui.domain.away.away_page import DAYS, payload_size
from romtui.domain.away.layout import packed, radices, unpacked
from romtui.domain.away.sealed_code import ALPHABET, PageKey, opened, seal
from torture.tally import Tally, Trial
from torture.vaults import questionnaires


def run(trial: Trial) -> Iterator[Tally]:
    yield _mangled(trial)
    yield _of_another_page(trial)
    yield _back_again(trial)


def _a_key(trial: Trial) -> PageKey:
    return PageKey.of(trial.dice.randbytes(16))


def _mangled(trial: Trial) -> Tally:
    """One to five characters of a code changed, swapped, dropped or put in."""
    tally, dice = Tally("P32", "a mangled code is not accepted"), trial.dice
    for _ in range(trial.count(20_000, 1_000_000)):
        key, signs = _a_key(trial), dice.randrange(3, 30)
        code = seal(key, dice.randrange(32**signs), signs)
        mangled = [*code]
        for _ in range(dice.randrange(1, 6)):
            place = dice.randrange(len(mangled))
            way = dice.randrange(4)
            if way == 0:
                mangled[place] = dice.choice(ALPHABET)
            elif way == 1 and place:
                mangled[place - 1 : place + 1] = mangled[place], mangled[place - 1]
            elif way == 2 and len(mangled) > 1:
                del mangled[place]
            else:
                mangled.insert(place, dice.choice(ALPHABET))
        typed = "".join(mangled)
        if typed != code:
            tally.holds(opened(typed, key) is None, f"{code} as {typed}")
    return tally


def _of_another_page(trial: Trial) -> Tally:
    tally, dice = Tally("P32", "a code opens with no other page's key"), trial.dice
    for _ in range(trial.count(20_000, 1_000_000)):
        signs = dice.randrange(3, 30)
        code = seal(_a_key(trial), dice.randrange(32**signs), signs)
        tally.holds(opened(code, _a_key(trial)) is None, code)
    return tally


def _back_again(trial: Trial) -> Tally:
    """Every questionnaire with words, by itself; the days and answers as they come."""
    tally, dice = Tally("P32", "every answer comes back, of every questionnaire"), trial.dice
    for form in questionnaires().values():
        if not form.with_text:
            continue
        sizes, signs, key = radices([form]), payload_size([form]), _a_key(trial)
        for _ in range(trial.count(200, 10_000)):
            answered = tuple(map(dice.randrange, sizes))
            day = dice.randrange(DAYS)
            payload = opened(seal(key, day * prod(sizes) + packed(answered, sizes), signs), key)
            assert payload is not None
            got_day, number = divmod(payload, prod(sizes))
            good = (got_day, unpacked(number, sizes)) == (day, answered)
            tally.holds(good, f"{form.id}: {answered}")
    return tally
