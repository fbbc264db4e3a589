"""A mapping written as the file that is kept of it."""

from typing import Final

from romtui.exchange.mapped.mapping import LEFT_OUT, TableMapping

KEYS: Final = ("shape", "encoding", "code", "whose", "day", "days", "question", "answer", "entry")
_HEAD: Final = (
    "# Which column of a table means what, for: romtui import TABLE --mapping THIS-FILE\n"
    "# docs/import.md explains every line. No patient is named here.\n\n"
)


def written(mapping: TableMapping) -> str:
    """The file of a mapping."""
    lines = [f"shape = {_text(mapping.shape.value)}", f"encoding = {_text(mapping.encoding.value)}"]
    for key in KEYS[2:]:
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
