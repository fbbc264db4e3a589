"""A mapping as a file of the therapist's own: written once, read again for the next table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from romtui.content.toml import Table, read_toml
from romtui.domain.instrument import Instrument
from romtui.exchange.cells import DAYS
from romtui.exchange.mapped.mapping import LEFT_OUT, Encoding, FormMapping, Shape, TableMapping

_KEYS: Final = ("shape", "encoding", "code", "whose", "day", "days", "question", "answer", "entry")
_ASKED: Final = "a way to write days is needed"
_HEAD: Final = (
    "# Which column of a table means what, for: romtui import TABLE --mapping THIS-FILE\n"
    "# docs/import.md explains every line. No patient is named here.\n\n"
)


def read_mapping(file: Path, instruments: Mapping[str, Instrument]) -> TableMapping:
    """Read a mapping. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only(*_KEYS, "form")
    shape = content.member(Shape, "shape", Shape.WIDE)
    days = content.line("days", "")
    if days and days not in DAYS:
        raise content.error("days", f"{_ASKED}: {', '.join(DAYS)}")
    forms = tuple(_form(form, instruments) for form in content.tables("form"))
    if not forms:
        raise content.error("form", "at least one questionnaire is needed")
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
        raise table.error("questionnaire", f"“{name}” is not among the questionnaires")
    items, total = table.texts("items", ()), table.text("total", "")
    if items and len(set(items)) != instrument.n_items:
        raise table.error("items", f"{instrument.n_items} are needed, each another one")
    if items and not instrument.with_text:
        raise table.error("items", f"{instrument.name} has no item texts here: map its total")
    if not items and not total:
        raise table.error("items", "its items or its total are needed")
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
            raise table.error(word, f"{instrument.name} has no such answer")
    return words


def _refuse_unfit(content: Table, mapping: TableMapping) -> None:
    if bool(mapping.code) == bool(mapping.whose):
        raise content.error("code", "either the column of codes or, as “whose”, one code is needed")
    if mapping.shape is Shape.LONG and not (mapping.question and mapping.answer):
        raise content.error("question", "a long table needs the columns of question and answer")
    questions = [name for form in mapping.forms for name in (*form.items, form.total) if name]
    if len(set(questions)) != len(questions):
        raise content.error("form", "a column or question is there twice")


def written(mapping: TableMapping) -> str:
    """The file of a mapping."""
    lines = [f"shape = {_text(mapping.shape.value)}", f"encoding = {_text(mapping.encoding.value)}"]
    for key in _KEYS[2:]:
        value = getattr(mapping, key)
        lines += [f"{key} = {_text(value)}"] if value else []
    for form in mapping.forms:
        lines += ["", "[[form]]", f"questionnaire = {_text(form.questionnaire)}"]
        lines += [f"day = {_text(form.day)}"] if form.day else []
        lines += [f"total = {_text(form.total)}"] if form.total else []
        if form.items:
            lines += ["items = [", *(f"  {_text(item)}," for item in form.items), "]"]
        lines += ["[form.words]"] if form.words else []
        for word, number in form.words.items():
            lines.append(f"{_text(word)} = {_text(LEFT_OUT) if number is None else number}")
    return _HEAD + "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """A TOML string: what a line could not hold is escaped."""
    escaped = (
        f"\\{sign}" if sign in '"\\' else sign if sign.isprintable() else f"\\U{ord(sign):08X}"
        for sign in words
    )
    return f'"{"".join(escaped)}"'
