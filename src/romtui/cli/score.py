"""`romtui score`: the score of a form that is not kept."""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

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
    parser = commands.add_parser("score", help="score a questionnaire without keeping it")
    parser.add_argument("instrument", metavar="ID")
    answers = "as printed; . = left out, - = does not apply"
    parser.add_argument("answers", metavar="ANSWER", nargs="*", help=answers)
    parser.add_argument("--total", metavar="N", help="a total, on the published scale")
    parts = "the score of a part of a form without a single total: depression=12; once a part"
    parser.add_argument("--part", metavar="PART=N", action="append", default=[], help=parts)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Print the score of the answers, or of a total or of parts on the published scale.

    Answers are the numbers printed on the form, as separate words or as one run of
    digits; a full stop is an item left out, a hyphen one that does not apply. Raises
    UserError if the form has no such answer, or another number of items.
    """
    instrument = find(options.instrument)
    if sum((options.total is not None, bool(options.answers), bool(options.part))) > 1:
        raise UserError("Give either the answers or --total or --part, not both.")
    if options.part:
        result = score_parts(instrument, _parts(options.part))
    elif options.total is not None:
        result = score_total(instrument, read_total(options.total))
    elif options.answers:
        result = score(instrument, _answers(instrument, options.answers))
    else:
        otherwise = "each --part" if instrument.by_part else "--total"
        raise UserError(f"Give the answers of {instrument.name} one by one, or {otherwise}.")
    print(_as_json(instrument, result) if options.json else _as_text(instrument, result))  # noqa: T201 -- the command's output
    return 0


def _parts(written: Sequence[str]) -> dict[str, Decimal]:
    """Read `depression=12`, once a part."""
    parts: dict[str, Decimal] = {}
    for part in written:
        name, _, points = (word.strip() for word in part.partition("="))
        if name in parts:
            raise UserError(f"The part “{name}” is given twice; keep one of them.")
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
        raise UserError(
            f"“{word}” is not an answer; a printed number, or . for left out, is needed."
        )
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
            lines.append(f"Item {safety.item} is not known: ask about it.")
        elif result.safety[safety.item] >= safety.threshold:
            lines.append(f"Item {safety.item} was answered: talk about it first.")
    return "\n".join(lines)


def _total_in_words(instrument: Instrument, result: Score) -> str:
    if result.total is not None:
        words = f"{instrument.name}: {number(result.total)} "
        words += f"({number(instrument.lo)} to {number(instrument.hi)})"
        words += f", {result.band.label}" if result.band else ""
        if result.skipped:
            words += f", skipped as the form has it: {_items(result.skipped)}"
        return words
    left_out = _items(result.missing)
    if instrument.has_total:
        return f"{instrument.name}: not scored, left out: {left_out}"
    return f"{instrument.name}: no single total" + (f", left out: {left_out}" if left_out else "")


def _items(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _subscales_in_words(instrument: Instrument, result: Score) -> Iterator[str]:
    for part in instrument.subscales:
        if part.id not in result.subscales:
            continue
        points = result.subscales[part.id]
        if points is None:
            yield f"  {part.label}: not scored"
            continue
        band = part.band(points)
        of = f"{number(part.lo)} to {number(part.hi)}"
        yield f"  {part.label}: {number(points)} ({of})" + (f", {band.label}" if band else "")
