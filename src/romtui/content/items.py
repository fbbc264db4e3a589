"""The questions of an instrument file, their answers, and the ranges a total may fall into."""

from romtui.content import texts
from romtui.content.toml import Table
from romtui.domain.instrument import (
    NOT_APPLICABLE,
    Band,
    Item,
    Option,
    Repair,
    SafetyItem,
    SkipRule,
)


def read_items(content: Table) -> tuple[Item, ...]:
    """Read every [[item]], with the answers of the whole form where it has none of its own."""
    shared = _options(content)
    return tuple(
        _item(table, number, shared) for number, table in enumerate(content.tables("item"), start=1)
    )


def read_followup(content: Table) -> Item | None:
    """Read the question asked after the form, which never counts. It has number 0."""
    return _item(content.table("followup"), 0, ()) if "followup" in content else None


def read_band(table: Table) -> Band:
    """Read one published range."""
    table.only("lo", "hi", "label", "said", "high")
    return Band(
        lo=table.number("lo"),
        hi=table.number("hi"),
        label=table.line("label"),
        high=table.flag("high", False),
        said=table.line("said", ""),
    )


def read_safety(table: Table) -> SafetyItem:
    """Read which answer is talked about first."""
    table.only("item", "threshold", "phrase")
    return SafetyItem(table.whole("item"), table.whole("threshold"), table.line("phrase"))


def read_skip(table: Table) -> SkipRule:
    """Read after which answers which questions need none."""
    table.only("items", "total", "skipped")
    return SkipRule(table.wholes("items"), table.whole("total"), table.wholes("skipped"))


def read_repair(content: Table) -> Repair | None:
    """Read which answer of a session rating asks for a talk."""
    if "repair" not in content:
        return None
    table = content.table("repair")
    table.only("item", "answer")
    return Repair(table.whole("item"), table.whole("answer"))


def _item(table: Table, number: int, shared: tuple[Option, ...]) -> Item:
    table.only("text", "label", "reverse", "counted", "not_applicable", "option")
    options = _options(table) or shared
    if not options:
        raise table.error("option", texts.NO_OPTION)
    return Item(
        number=number,
        text=table.line("text"),
        options=options,
        label=table.line("label"),
        reverse=table.flag("reverse", False),
        counted=table.flag("counted", True),
        not_applicable=table.line("not_applicable", ""),
    )


def _options(table: Table) -> tuple[Option, ...]:
    options = []
    for option in table.tables("option"):
        option.only("value", "label")
        options.append(Option(option.whole("value"), option.line("label")))
    values = [option.value for option in options]
    if len(values) != len(set(values)):
        raise table.error("option", texts.VALUE_ONCE)
    if len(values) == 1:
        raise table.error("option", texts.TWO_ANSWERS)
    if any(value <= NOT_APPLICABLE for value in values):
        raise table.error("option", texts.each_larger_than(NOT_APPLICABLE))
    return tuple(options)
