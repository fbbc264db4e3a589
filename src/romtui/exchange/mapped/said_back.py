"""A mapping in words: what will be read as what, before anything is read."""

from collections.abc import Iterator, Mapping

from romtui.domain.instrument import Instrument, Option
from romtui.domain.text import full_day
from romtui.exchange.cells import read_day
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.mapping import FormMapping, Shape, TableMapping


def said_back(mapping: TableMapping, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """One sentence a line."""
    yield texts.ENCODINGS[mapping.encoding.value]
    if mapping.shape is Shape.WIDE:
        yield texts.ONE_FORM_A_ROW
    else:
        yield texts.one_answer_a_row(mapping.question, mapping.answer)
        if mapping.entry:
            yield texts.apart_by(mapping.entry)
    yield texts.code_in(mapping.code) if mapping.code else texts.all_of(mapping.whose)
    yield texts.day_in(mapping.day, _order(mapping.days))
    for form in mapping.forms:
        yield from _form(form, instruments[form.questionnaire])


def _order(days: str | None) -> str:
    if days is None:
        return texts.YEAR_FIRST
    written = days.replace("YYYY", "2026").replace("MM", "02").replace("DD", "03")
    return texts.order(days, f"{written} is {full_day(read_day(written, days))}")


def _form(form: FormMapping, instrument: Instrument) -> Iterator[str]:
    facts = []
    if form.items:
        count, first, last = len(form.items), form.items[0], form.items[-1]
        facts.append(texts.items_of(instrument.name, count, first, last))
        facts += [texts.and_total(form.total)] if form.total else []
        facts += [] if form.words else [texts.PRINTED]
    else:
        facts.append(texts.total_of(instrument.name, form.total))
    facts += [texts.own_day(form.day)] if form.day else []
    yield f"{'; '.join(facts)}."
    options: dict[int, Option] = {
        option.value: option for item in instrument.items for option in item.choices
    }
    for word, number in form.words.items():
        if number is None:
            yield texts.left_out(word)
        else:
            yield texts.word(word, options[number].printed, options[number].label)
    if form.words:
        yield texts.NOTHING_ELSE
    turned = [str(item.number) for item in instrument.items if item.reverse]
    if form.items and turned and not form.words:
        yield texts.as_ticked(instrument.name, ", ".join(turned))
