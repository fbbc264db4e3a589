"""The cards of a language file: short words to choose from, the five questions, objections."""

from collections.abc import Sequence
from dataclasses import fields

from romtui.content import texts
from romtui.content.toml import Table
from romtui.domain.dialogue.cards import MOST_CHOICES, Does, FiveQuestion, Objection, Presets
from romtui.domain.discussion import Ask


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
    cards: dict[str, Objection] = {}
    for table in tables:
        table.only("code", "says", "say", "feature", "does")
        code = table.line("code")
        if code in cards:
            raise table.error("code", texts.code_twice(code))
        cards[code] = Objection(
            code=code,
            says=table.line("says"),
            say=table.line("say"),
            feature=table.line("feature"),
            does=table.member(Does, "does"),
        )
    return tuple(cards.values())


def _choices(table: Table, key: str) -> tuple[str, ...]:
    words = table.texts(key)
    if not 1 <= len(words) <= MOST_CHOICES or not all(words):
        raise table.error(key, texts.choices(MOST_CHOICES))
    return words


def _question(ask: Ask, table: Table) -> FiveQuestion:
    table.only("title", "ask", "do")
    return FiveQuestion(
        ask=ask,
        title=table.line("title"),
        question=table.line("ask"),
        do=_choices(table, "do"),
    )
