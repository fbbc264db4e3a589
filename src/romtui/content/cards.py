"""From a language file to what lies beside the lines of the patterns."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from romtui.content.toml import Table
from romtui.domain.dialogue.cards import MOST_CHOICES, Does, FiveQuestion, Objection, Presets
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.template import BY, HOLDS, VARIABLE
from romtui.domain.discussion import Ask

_Templates = TypeVar("_Templates", NoteWords, TargetWords, FocusWords)


def presets(table: Table) -> Presets:
    """Read the short words to choose from."""
    names = [field.name for field in fields(Presets)]
    table.only(*names)
    return Presets(**{name: _choices(table, name) for name in names})


def five(table: Table) -> dict[Ask, FiveQuestion]:
    """Read the five questions, each of which is needed."""
    table.only(*(ask.value for ask in Ask))
    return {ask: _question(ask, table.table(ask.value)) for ask in Ask}


def objections(tables: Sequence[Table]) -> tuple[Objection, ...]:
    """Read the card of objections, no code twice."""
    found: dict[str, Objection] = {}
    for table in tables:
        table.only("code", "says", "say", "feature", "does")
        code = table.line("code")
        if code in found:
            raise table.error("code", f"“{code}” is there twice")
        found[code] = Objection(
            code=code,
            says=table.line("says"),
            say=table.line("say"),
            feature=table.line("feature"),
            does=table.member(Does, "does"),
        )
    return tuple(found.values())


def templates(words: type[_Templates], table: Table) -> _Templates:
    """Read one template a field; each must hold just the variables that the field says."""
    table.only(*(field.name for field in fields(words)))
    read: dict[str, Any] = {}
    for field in fields(words):
        holds, by = field.metadata[HOLDS], field.metadata[BY]
        if by is None:
            read[field.name] = _template(table, field.name, holds)
        else:
            read[field.name] = _one_each(table.table(field.name), by, holds)
    return words(**read)


def _one_each(table: Table, members: type[Enum], holds: frozenset[str]) -> Mapping[Enum, str]:
    table.only(*(member.value for member in members))
    return {member: _template(table, member.value, holds) for member in members}


def _template(table: Table, key: str, holds: frozenset[str]) -> str:
    text = table.line(key)
    if set(VARIABLE.findall(text)) != holds or set("{}") & set(VARIABLE.sub("", text)):
        needed = ", ".join(f"{{{name}}}" for name in sorted(holds)) or "no variable"
        raise table.error(key, f"it must hold {needed}, and no other braces")
    return text


def _choices(table: Table, key: str) -> tuple[str, ...]:
    texts = table.texts(key)
    if not 1 <= len(texts) <= MOST_CHOICES or not all(texts):
        raise table.error(key, f"1 to {MOST_CHOICES} of them are needed, none without words")
    return texts


def _question(ask: Ask, table: Table) -> FiveQuestion:
    table.only("title", "ask", "do")
    return FiveQuestion(
        ask=ask,
        title=table.line("title"),
        question=table.line("ask"),
        do=_choices(table, "do"),
    )
