"""What undo has taken back, in one sentence that names it."""

from datetime import date

from romtui.domain.case import Case, Result
from romtui.domain.day_words import short_day
from romtui.domain.dialogue.template import filled
from romtui.domain.done import Did, Done
from romtui.domain.parts import score_said
from romtui.domain.private import Private


def taken_back(done: Done, before: Case, after: Case, today: date) -> Private:
    """Say what was taken back; `before` and `after` are the record around it."""
    if done.did is Did.AGREED:
        agreed = next(one for one in before.agreements if one.id == done.number)
        return filled("Taken back: the agreement “{what}”.", what=agreed.what)
    if done.did is Did.EVENT:
        event = next(one for one in before.events if one.id == done.number)
        return filled("Taken back: the event “{what}”.", what=event.what)
    return Private(_about_a_result(done, before, after, today))


def _about_a_result(done: Done, before: Case, after: Case, today: date) -> str:
    was, now = before.result(done.number), after.result(done.number)
    if was is None and now is not None:
        return f"Taken back: {_named(after, now, today)} counts again."
    assert was is not None
    form = _named(before, was, today)
    if done.did is Did.ANSWERED_AFTER:
        asked = before.instruments[was.instrument].followup
        given = None if asked is None or was.followup is None else asked.option(was.followup)
        said = "" if given is None else f" ({given.printed} {given.label})"
        return f"Taken back: the answer to the question after {form}{said}."
    if now is None:
        return f"Taken back: {form}."
    if was.replaced != now.replaced:
        return f"Taken back: {form}; {_named(after, now, today)} counts again."
    return f"Taken back: the correction of {_named(after, now, today)}."


def _named(case: Case, result: Result, today: date) -> str:
    instrument = case.instruments[result.instrument]
    score = score_said(instrument, result)
    scored = f" ({score})" if score else ""
    day = "today" if result.on == today else short_day(result.on, today)
    return f"the {instrument.name} of {day}{scored}"
