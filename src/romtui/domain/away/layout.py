"""The questions of a page in their order, and its answers as one number and back.

An answer is written as its place among the choices of its question, from 0; the place after the
last choice is “left out”. The number is mixed-radix: each question has one value more than it
has choices. The page's script counts in the same way.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from math import prod

from romtui.domain.case import Form
from romtui.domain.instrument import Instrument, Item


def questions(instrument: Instrument) -> tuple[Item, ...]:
    """Every question of a form as it stands on the page: the items, then the one after them."""
    after = () if instrument.followup is None else (instrument.followup,)
    return (*instrument.items, *after)


def radices(forms: Iterable[Instrument]) -> tuple[int, ...]:
    """How many values each question of these forms has, “left out” among them."""
    return tuple(len(item.choices) + 1 for form in forms for item in questions(form))


def places(instrument: Instrument, form: Form) -> tuple[int, ...]:
    """The answers of a form that was filled in item by item, each as its place."""
    assert form.answers is not None
    after = () if instrument.followup is None else (form.followup,)
    return tuple(
        _place(item, answer)
        for item, answer in zip(questions(instrument), (*form.answers, *after), strict=True)
    )


def form_of(instrument: Instrument, answered: Sequence[int], on: date) -> Form:
    """The form that these places are the answers of."""
    answers = [
        None if place == len(item.choices) else item.choices[place].value
        for item, place in zip(questions(instrument), answered, strict=True)
    ]
    after = None if instrument.followup is None else answers.pop()
    return Form(instrument.id, on, answers=tuple(answers), followup=after)


def forms_of(instruments: Sequence[Instrument], answered: Sequence[int], on: date) -> list[Form]:
    """The forms of a page, whose places stand one behind the other."""
    forms, begin = [], 0
    for instrument in instruments:
        end = begin + len(questions(instrument))
        forms.append(form_of(instrument, answered[begin:end], on))
        begin = end
    return forms


def packed(answered: Sequence[int], sizes: Sequence[int]) -> int:
    """The places as one number, the first question at its most significant end."""
    number = 0
    for place, size in zip(answered, sizes, strict=True):
        if not 0 <= place < size:
            raise ValueError(f"{place} is not below {size}")
        number = number * size + place
    return number


def unpacked(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """The places again. Raises ValueError for a number that is too large."""
    if not 0 <= number < prod(sizes):
        raise ValueError("a number that no answers give")
    answered = []
    for size in reversed(sizes):
        number, place = divmod(number, size)
        answered.append(place)
    return tuple(reversed(answered))


def _place(item: Item, answer: int | None) -> int:
    if answer is None:
        return len(item.choices)
    return [choice.value for choice in item.choices].index(answer)
