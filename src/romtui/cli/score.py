"""`romtui score`: what a form comes to, without keeping it."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from romtui.cli.instruments import number, shipped
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import Score, score, score_total

_LEFT_OUT: Final = "."
_LARGEST_DIGIT: Final = 9


def run(instrument_id: str, answers: list[str], total: str | None, as_json: bool) -> int:
    """Print the score of the answers, or of a total on the published scale.

    Answers are the numbers printed on the form, as separate words or as one run of
    digits; a full stop is an item left out. Raises Refusal when the form has no such
    answer, or another number of items.
    """
    instrument = shipped(instrument_id)
    if total is not None and answers:
        raise Refusal("Give either the answers or --total, not both.")
    if total is not None:
        result = score_total(instrument, _points(total))
    elif answers:
        result = score(instrument, _answers(instrument, answers))
    else:
        raise Refusal(f"Give the answers of {instrument.name} one by one, or --total.")
    print(_as_json(instrument, result) if as_json else _as_text(instrument, result))  # noqa: T201 -- the command's output
    return 0


def _points(total: str) -> Decimal:
    try:
        return Decimal(total)
    except InvalidOperation:
        raise Refusal(f"“{total}” is not a total; a number such as 12 is needed.") from None


def _answers(instrument: Instrument, words: Sequence[str]) -> list[int | None]:
    """Read separate answers, or one run of digits where no answer has two."""
    if len(words) == 1 and instrument.item_lo >= 0 and instrument.item_hi <= _LARGEST_DIGIT:
        words = list(words[0])
    return [None if word == _LEFT_OUT else _answer(word) for word in words]


def _answer(word: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,3}", word):
        raise Refusal(f"“{word}” is not an answer; a printed number, or . for left out, is needed.")
    return int(word)


def _as_json(instrument: Instrument, result: Score) -> str:
    return json.dumps(
        {
            "id": instrument.id,
            "total": None if result.total is None else number(result.total),
            "range": [number(instrument.lo), number(instrument.hi)],
            "band": None if result.band is None else result.band.label,
            "complete": result.complete,
            "missing": list(result.missing),
            "safety": [{"item": item, "value": value} for item, value in result.safety.items()],
            "subscales": {},
        },
        ensure_ascii=False,
    )


def _as_text(instrument: Instrument, result: Score) -> str:
    if result.total is None:
        left_out = ", ".join(str(item) for item in result.missing)
        said = f"{instrument.name}: not scored, left out: {left_out}"
    else:
        of = f"{number(instrument.lo)} to {number(instrument.hi)}"
        said = f"{instrument.name}: {number(result.total)} ({of})"
        said += f", {result.band.label}" if result.band else ""
    lines = [said]
    for safety in instrument.safety_items:
        if safety.item not in result.safety:
            lines.append(f"Item {safety.item} is not known: ask about it.")
        elif result.safety[safety.item] >= safety.threshold:
            lines.append(f"Item {safety.item} was answered: talk about it first.")
    return "\n".join(lines)
