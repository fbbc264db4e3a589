"""`romtui score`: the score of a form that is not kept."""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from romtui.cli import texts
from romtui.cli.instruments import find
from romtui.cli.numbers import number, number_or_none, read_total
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE, Band, Instrument
from romtui.domain.scoring import Score, score, score_parts, score_total

_LEFT_OUT: Final = "."
_DOES_NOT_APPLY: Final = "-"
_LARGEST_DIGIT: Final = 9


def add_parser(commands: Subparsers) -> None:
    """Say which form, and its answers, total or parts."""
    parser = commands.add_parser("score", help=texts.HELP_SCORE)
    parser.add_argument("instrument", metavar="ID")
    parser.add_argument("answers", metavar="ANSWER", nargs="*", help=texts.HELP_ANSWERS)
    parser.add_argument("--total", metavar="N", help=texts.HELP_TOTAL)
    parser.add_argument(
        "--part", metavar="PART=N", action="append", default=[], help=texts.HELP_PART
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Print the score of the answers, or of a total or of parts on the published scale.

    Answers are the numbers printed on the form, as separate words or as one run of
    digits; a full stop is an item left out, a hyphen one that does not apply. Raises
    UserError if the form has no such answer, or another number of items.
    """
    instrument = find(options.instrument)
    if sum((options.total is not None, bool(options.answers), bool(options.part))) > 1:
        raise UserError(texts.ANSWERS_OR_TOTAL)
    if options.part:
        result = score_parts(instrument, _parts(options.part))
    elif options.total is not None:
        result = score_total(instrument, read_total(options.total))
    elif options.answers:
        result = score(instrument, _answers(instrument, options.answers))
    else:
        otherwise = texts.EACH_PART if instrument.by_part else texts.TOTAL_OPTION
        raise UserError(texts.give_answers(instrument.name, otherwise))
    print(_as_json(instrument, result) if options.json else _as_text(instrument, result))  # noqa: T201 -- the command's output
    return 0


def _parts(written: Sequence[str]) -> dict[str, Decimal]:
    """Read `depression=12`, once a part."""
    parts: dict[str, Decimal] = {}
    for part in written:
        name, _, points = (word.strip() for word in part.partition("="))
        if name in parts:
            raise UserError(texts.part_twice(name))
        parts[name] = read_total(points)
    return parts


def _answers(instrument: Instrument, words: Sequence[str]) -> list[int | None]:
    """Read separate answers, or one run of digits where no answer has two.

    None at all for a form without its words, which has no answers to read.
    """
    if not instrument.with_text:
        return []
    if len(words) == 1 and instrument.item_lo >= 0 and instrument.item_hi <= _LARGEST_DIGIT:
        words = list(words[0])
    return [None if word == _LEFT_OUT else _answer(word) for word in words]


def _answer(word: str) -> int:
    if word == _DOES_NOT_APPLY:
        return NOT_APPLICABLE
    if not re.fullmatch(r"-?[0-9]{1,3}", word) or int(word) <= NOT_APPLICABLE:
        raise UserError(texts.not_an_answer(word))
    return int(word)


def _as_json(instrument: Instrument, result: Score) -> str:
    answer: dict[str, object] = {
        "id": instrument.id,
        "total": number_or_none(result.total),
        "range": [number(instrument.lo), number(instrument.hi)],
        "band": _label(result.band),
        "complete": result.complete,
        "missing": list(result.missing),
        "safety": [{"item": item, "value": value} for item, value in result.safety.items()],
        "safety_unknown": [
            safety.item for safety in instrument.safety_items if safety.item not in result.safety
        ],
        "subscales": {part: number_or_none(points) for part, points in result.subscales.items()},
    }
    if result.skipped:
        answer["skipped"] = list(result.skipped)
    if result.subscales:
        answer["subscale_bands"] = {
            part.id: _label(None if points is None else part.band(points))
            for part in instrument.subscales
            for points in (result.subscales[part.id],)
        }
    return json.dumps(answer, ensure_ascii=False)


def _label(band: Band | None) -> str | None:
    return None if band is None else band.label


def _as_text(instrument: Instrument, result: Score) -> str:
    lines = [_total_in_words(instrument, result), *_subscales_in_words(instrument, result)]
    for safety in instrument.safety_items:
        if safety.item not in result.safety:
            lines.append(texts.safety_unknown(safety.item))
        elif result.safety[safety.item] >= safety.threshold:
            lines.append(texts.safety_endorsed(safety.item))
    return "\n".join(lines)


def _total_in_words(instrument: Instrument, result: Score) -> str:
    if result.total is not None:
        of = number(instrument.lo), number(instrument.hi)
        words = texts.total(instrument.name, number(result.total), *of)
        words += f", {result.band.label}" if result.band else ""
        if result.skipped:
            words += texts.skipped_by_rule(_items(result.skipped))
        return words
    left_out = _items(result.missing)
    if instrument.has_total:
        return texts.not_scored(instrument.name, left_out)
    return texts.no_single_total(instrument.name, left_out)


def _items(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _subscales_in_words(instrument: Instrument, result: Score) -> Iterator[str]:
    for part in instrument.subscales:
        if part.id not in result.subscales:
            continue
        points = result.subscales[part.id]
        if points is None:
            yield texts.part_not_scored(part.label)
            continue
        band = part.band(points)
        words = texts.part(part.label, number(points), number(part.lo), number(part.hi))
        yield words + (f", {band.label}" if band else "")
