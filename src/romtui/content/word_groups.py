"""Groups of words of a language file: each field of their class is read by its type."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final, TypeVar

from romtui.content import texts
from romtui.content.toml import Table
from romtui.domain.dialogue.handout_words import HandoutWords
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.template import BY, HOLDS, VARIABLE
from romtui.domain.dialogue.words import Counted, HandOverWords, Panel, SharedWords, Words

_Templates = TypeVar("_Templates", NoteWords, TargetWords, FocusWords)
_Words = TypeVar("_Words", Words, Panel, SharedWords, HandoutWords, HandOverWords)


def word_group(
    words: type[_Words], table: Table, text: Callable[[Table, str], str] = Table.line
) -> _Words:
    """Read one key a field; `text` reads those that are plain words."""
    table.only(*(field.name for field in fields(words)))
    readers = {str: text, **_READERS}
    return words(**{field.name: readers[field.type](table, field.name) for field in fields(words)})


def templates(words: type[_Templates], table: Table) -> _Templates:
    """Read one template a field; each must hold just the variables that the field says.

    One with a default may be missing.
    """
    table.only(*(field.name for field in fields(words)))
    values: dict[str, Any] = {}
    for field in fields(words):
        if field.default is not MISSING and field.name not in set(table):
            continue
        holds, members = field.metadata[HOLDS], field.metadata[BY]
        if members is None:
            values[field.name] = _template(table, field.name, holds)
        else:
            inner = table.table(field.name)
            inner.only(*(member.value for member in members))
            values[field.name] = {
                member: _template(inner, member.value, holds) for member in members
            }
    return words(**values)


def _template(table: Table, key: str, holds: frozenset[str]) -> str:
    text = table.line(key)
    if set(VARIABLE.findall(text)) != holds or set("{}") & set(VARIABLE.sub("", text)):
        raise table.error(key, texts.must_hold(sorted(holds)))
    return text


def _counted(parent: Table, key: str) -> Counted:
    """Read `1 = …`, `"2-4" = …`, `other = …`."""
    table = parent.table(key)
    forms = []
    for count in table:
        if count == "other":
            continue
        counts = re.fullmatch(r"(\d+)(?:-(\d+))?", count)
        if counts is None:
            raise table.error(count, texts.needed(texts.NUMBER_RANGE_OR_OTHER))
        first, last = int(counts[1]), int(counts[2] or counts[1])
        forms.append((range(first, last + 1), table.text(count)))
    return Counted(other=table.text("other"), forms=tuple(forms))


def _by_key(parent: Table, key: str) -> Mapping[str, str]:
    table = parent.table(key)
    return {name: table.line(name) for name in table}


_READERS: Final[Mapping[Any, Callable[[Table, str], Any]]] = {
    tuple[str, ...]: Table.texts,
    Mapping[str, str]: _by_key,
    Counted: _counted,
}
"""How a field is read, by its type."""
