"""A mapping read from the file that the therapist keeps of it."""

from collections.abc import Mapping
from pathlib import Path

from romtui.content.toml import Table, read_toml
from romtui.domain.instrument import Instrument
from romtui.exchange.cells import DAYS
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.mapping import LEFT_OUT, Encoding, FormMapping, Shape, TableMapping
from romtui.exchange.mapped.written import KEYS


def read_mapping(file: Path, instruments: Mapping[str, Instrument]) -> TableMapping:
    """Read a mapping. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only(*KEYS, "form")
    shape = content.member(Shape, "shape", Shape.WIDE)
    days = content.line("days", "")
    if days and days not in DAYS:
        raise content.error("days", texts.days_needed(DAYS))
    forms = tuple(_form(form, instruments) for form in content.tables("form"))
    if not forms:
        raise content.error("form", texts.A_QUESTIONNAIRE)
    mapping = TableMapping(
        day=content.text("day"),
        forms=forms,
        code=content.text("code", ""),
        whose=content.line("whose", ""),
        days=days or None,
        shape=shape,
        encoding=content.member(Encoding, "encoding", Encoding.UTF_8),
        question=content.text("question", ""),
        answer=content.text("answer", ""),
        entry=content.text("entry", ""),
    )
    _refuse_unfit(content, mapping)
    return mapping


def _form(table: Table, instruments: Mapping[str, Instrument]) -> FormMapping:
    table.only("questionnaire", "items", "total", "words", "day")
    name = table.line("questionnaire")
    instrument = instruments.get(name)
    if instrument is None:
        raise table.error("questionnaire", texts.not_a_questionnaire(name))
    items, total = table.texts("items", ()), table.text("total", "")
    if items and len(set(items)) != instrument.n_items:
        raise table.error("items", texts.different_items(instrument.n_items))
    if items and not instrument.with_text:
        raise table.error("items", texts.no_item_texts(instrument.name))
    if not items and not total:
        raise table.error("items", texts.ITEMS_OR_TOTAL)
    words = _words(table.table("words", optional=True), instrument)
    return FormMapping(name, items, total, words, table.text("day", ""))


def _words(table: Table, instrument: Instrument) -> Mapping[str, int | None]:
    printed = {option.value for item in instrument.items for option in item.choices}
    words: dict[str, int | None] = {}
    for word in table:
        if table.value(word) == LEFT_OUT:
            words[word] = None
            continue
        words[word] = table.whole(word)
        if words[word] not in printed:
            raise table.error(word, texts.no_such_answer(instrument.name))
    return words


def _refuse_unfit(content: Table, mapping: TableMapping) -> None:
    if bool(mapping.code) == bool(mapping.whose):
        raise content.error("code", texts.CODE_OR_WHOSE)
    if mapping.shape is Shape.LONG and not (mapping.question and mapping.answer):
        raise content.error("question", texts.QUESTION_AND_ANSWER)
    questions = [name for form in mapping.forms for name in (*form.items, form.total) if name]
    if len(set(questions)) != len(questions):
        raise content.error("form", texts.COLUMN_TWICE)
