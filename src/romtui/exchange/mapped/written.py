"""A mapping written as the file that is kept of it."""

from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.mapping import LEFT_OUT, TableMapping
from romtui.plain_file import new_path, write_new

KEYS: Final = ("shape", "encoding", "code", "whose", "day", "days", "question", "answer", "entry")
_HEAD: Final = (
    "# Which column of a table means what, for: romtui import TABLE --mapping THIS-FILE\n"
    "# docs/import.md explains every line. No patient is named here.\n\n"
)


def new_mapping_file(typed: Path) -> Path:
    """Where a mapping is to be kept; UserError unless that is a new .toml."""
    path = new_path(typed, None)
    if path.suffix.lower() != ".toml":
        raise UserError(texts.MAPPING_ENDS_IN_TOML)
    return path


def keep(mapping: TableMapping, file: Path) -> None:
    """Write a mapping into a new file. Raises UserError where that cannot be."""
    write_new(file, written(mapping).encode())


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
