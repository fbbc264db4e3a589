"""What is still to be said before a table can be read by a mapping, thing by thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from romtui.exchange.mapped.mapping import FormMapping, Shape, TableMapping
from romtui.exchange.mapped.proposal import Glimpse, needs_order, unknown_words


class Thing(Enum):
    """What a mapping says, in the order in which it is asked."""

    SHAPE = "shape"
    QUESTION = "question"
    ANSWER = "answer"
    ENTRY = "entry"
    CODE = "code"
    DAY = "day"
    ORDER = "order"
    FORM = "form"
    WORDS = "words"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a mapping says; `form` is the place of its questionnaire.

    It is `open` where nobody said it yet; `absent` are its columns that the table does not have.
    """

    thing: Thing
    form: int = 0
    open: bool = False
    absent: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the table can be read by it."""
        return not (self.open or self.absent)


def questions(seen: Glimpse, mapping: TableMapping) -> Glimpse:
    """Where the items of a questionnaire stand: the columns, or the questions of a long table."""
    if mapping.shape is Shape.WIDE:
        return seen
    return seen.pivoted(mapping.question, mapping.answer)


def points(seen: Glimpse, mapping: TableMapping) -> Iterator[Point]:
    """All that this mapping says of this table, and what of it is still to be said."""

    def column(thing: Thing, name: str, *, needed: bool = True) -> Point:
        absent = (name,) if name and name not in seen.names else ()
        return Point(thing, open=needed and not name, absent=absent)

    yield Point(Thing.SHAPE)
    if mapping.shape is Shape.LONG:
        yield column(Thing.QUESTION, mapping.question)
        yield column(Thing.ANSWER, mapping.answer)
        yield column(Thing.ENTRY, mapping.entry, needed=False)
    yield column(Thing.CODE, mapping.code, needed=not mapping.whose)
    yield column(Thing.DAY, mapping.day)
    days = {mapping.day, *(form.day for form in mapping.forms)} - {""}
    if mapping.days is not None or any(needs_order(seen, day) for day in days):
        yield Point(Thing.ORDER, open=mapping.days is None)
    asked = questions(seen, mapping)
    for place, form in enumerate(mapping.forms):
        yield _form(place, form, seen, asked)
        if form.items:
            yield Point(Thing.WORDS, place, open=bool(unknown_words(asked, form)))
    if not mapping.forms:
        yield Point(Thing.FORM, open=True)
    yield Point(Thing.ENCODING)


def _form(place: int, form: FormMapping, seen: Glimpse, asked: Glimpse) -> Point:
    named = [*form.items, form.total]
    absent = [name for name in named if name and name not in asked.names]
    absent += [form.day] if form.day and form.day not in seen.names else []
    return Point(Thing.FORM, place, absent=tuple(absent))
