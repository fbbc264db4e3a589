"""Which safety answers still wait for review, and what they do to the order of the findings.

Here it is about the whole record, the forms earlier than the latest too. What one form says about
its safety items, and the finding made of it, is in `patterns/safety.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from romtui.domain import texts
from romtui.domain.case import Case, Form, Result
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Finding, Findings
from romtui.domain.patterns.safety import answered, is_plain_sum, positive_answers
from romtui.domain.text import number


def positive(result: Result, instrument: Instrument) -> bool:
    """Whether a safety item of this form was answered at or above its threshold.

    A total that cannot be reached without the item counts as such an answer.
    """
    return bool(positive_answers(result, instrument))


def is_positive(form: Form, instrument: Instrument) -> bool:
    """The same of a form filled in item by item that is no result yet."""
    result = Result(0, form.instrument, form.on, total=None, answers=form.answers)
    return positive(result, instrument)


def refuse_impossible(instrument: Instrument, total: Decimal, answers: Mapping[int, int]) -> None:
    """Raise UserError for a safety answer that a typed total cannot hold, such as 0 with a 3.

    Only where the total is the plain sum of the items, counted from 0.
    """
    if instrument.item_lo != 0 or not is_plain_sum(instrument):
        return
    most_without = (instrument.n_items - 1) * instrument.item_hi
    for item, answer in answers.items():
        if answer > total or total - answer > most_without:
            raise UserError(texts.impossible_total(number(total), answer, item))


def refuse_impossible_part(
    instrument: Instrument, subtotals: Mapping[str, Decimal], answers: Mapping[int, int]
) -> None:
    """Raise UserError for a safety answer that the typed score of its part cannot hold.

    Only where the items count from 0 and none of them is known to run the other way.
    """
    if instrument.item_lo != 0 or any(item.reverse for item in instrument.items):
        return
    for part in instrument.subscales:
        if part.id not in subtotals:
            continue
        added = subtotals[part.id] / part.multiplier
        most_without = (len(part.items) - 1) * instrument.item_hi
        for item, answer in answers.items():
            if item in part.items and not answer <= added <= answer + most_without:
                score = number(subtotals[part.id])
                raise UserError(
                    texts.impossible_part(instrument.name, part.label, score, answer, item)
                )


def unreviewed(case: Case) -> Iterator[Result]:
    """Every positive safety answer not yet reviewed, oldest first, whatever came later.

    Those of forms dated after today are among them, and those of a form that another one of
    the same day replaced.
    """
    for result in case.every_result:
        for form in (*result.replaced, result):
            if not form.safety_reviewed and positive(form, case.instruments[form.instrument]):
                yield form


def as_shown(case: Case, findings: Findings, today: date) -> Findings:
    """Say safety first as long as an answer is not reviewed, and behind the headline after that.

    The detector speaks of the latest answer only; the program does not let go of an earlier
    one before somebody has written down what was asked and done (decisions 11).
    """
    found = findings.found
    leads = bool(found) and found[0].pattern is Pattern.RISK_ITEM
    open_answers = [result for result in unreviewed(case) if result.on <= today]
    if open_answers:
        return (
            findings if leads else replace(findings, found=(_of(case, open_answers, today), *found))
        )
    if not leads or len(found) < 2:
        return findings
    return replace(findings, found=(found[1], found[0], *found[2:]))


def _of(case: Case, open_answers: list[Result], today: date) -> Finding:
    """The finding about the latest of the answers that wait."""
    *_, latest = open_answers
    earlier = [
        form
        for form in case.of(latest.instrument)
        if (form.on, form.order) < (latest.on, latest.order)
    ]
    return answered(case.instruments[latest.instrument], latest, earlier, today)
