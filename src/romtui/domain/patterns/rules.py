"""Each rule in words, with the numbers it rests on."""

from dataclasses import fields
from string import Formatter

from romtui.domain.constants import STANDARD, Constants
from romtui.domain.pattern import Pattern
from romtui.domain.patterns import texts


def rule(pattern: Pattern, constants: Constants = STANDARD) -> str:
    """Give the rule of a pattern in words, as it is with these constants."""
    days = {
        field.name: stretch(getattr(constants, field.name))
        for field in fields(constants)
        if field.name.endswith("_days")
    }
    words = texts.RULES[pattern].format(
        **days,
        early_scores=_counted(constants.early_scores),
        notable=share(constants.notable),
        large=share(constants.large),
    )
    return words[0].upper() + words[1:]


def rests_on(pattern: Pattern) -> tuple[str, ...]:
    """Give the names of the constants that the rule of a pattern names."""
    named = (name for _, name, _, _ in Formatter().parse(texts.RULES[pattern]) if name)
    return tuple(dict.fromkeys(named))


def stretch(days: int) -> str:
    """Say `six weeks`, or `three days`."""
    count, unit = (days // 7, texts.WEEK) if days and days % 7 == 0 else (days, texts.DAY)
    return f"{_counted(count)} {unit}" if count == 1 else f"{_counted(count)} {unit}s"


def _counted(count: int) -> str:
    words = texts.SMALL_NUMBERS
    return words[count] if count < len(words) else str(count)


def share(fraction: tuple[int, int]) -> str:
    """Say a part of the reliable change, or how many times it."""
    named = texts.SHARES.get(fraction)
    return f"{texts.other_share(*fraction) if named is None else named}{texts.THE_RELIABLE_CHANGE}"
