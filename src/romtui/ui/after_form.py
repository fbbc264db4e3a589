"""The question that follows a form and does not count, such as how hard it all makes things."""

from collections.abc import Mapping

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Item


def asked_after(case: Case) -> tuple[int, ...]:
    """The results whose form goes on with a question that is not answered yet."""
    return tuple(
        one.id
        for one in case.results
        if one.valid
        and one.answers is not None
        and one.followup is None
        and _followup(case, one) is not None
    )


def question_after(case: Case, result_id: int) -> str:
    """The question after a form and its answers, as one strip."""
    asked = _followup(case, _result(case, result_id))
    assert asked is not None
    answers = "  ".join(f"{one.printed} {one.label}" for one in asked.options)
    return f"{asked.text} (any other key: no answer)  {answers}"


def answers_after(case: Case, result_id: int) -> Mapping[str, int]:
    """The keys that answer it, and what they mean."""
    asked = _followup(case, _result(case, result_id))
    return {} if asked is None else {one.printed: one.value for one in asked.options}


def answer_said(case: Case, result_id: int, answer: int) -> str:
    """What was answered, with the question it answers."""
    result = _result(case, result_id)
    asked, name = _followup(case, result), case.instruments[result.instrument].name
    given = None if asked is None else asked.option(answer)
    said = "" if given is None else f" {given.printed} {given.label}"
    return f"The question after the {name}:{said}."


def _result(case: Case, result_id: int) -> Result:
    found = case.result(result_id)
    assert found is not None
    return found


def _followup(case: Case, result: Result) -> Item | None:
    return case.instruments[result.instrument].followup
