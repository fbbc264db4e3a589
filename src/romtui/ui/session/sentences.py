"""What the session screen says in passing: who it is, what is open, what is not finished."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo

from romtui.commands import key_for
from romtui.domain.audit import Did, Done
from romtui.domain.case import Attendance, Case, Result
from romtui.domain.dialogue.template import filled
from romtui.domain.instrument import Instrument
from romtui.domain.open_points import (
    has_begun,
    session_number,
    shared_on,
    to_look_at,
    undiscussed,
)
from romtui.domain.parts import score_said
from romtui.domain.preferences import PreferredMoment
from romtui.domain.private import Private
from romtui.domain.results import counting_results, part_scores
from romtui.domain.safety import unreviewed
from romtui.domain.text import short_day, weekday_and_day, with_weekday
from romtui.ui.chart.texts import FITS, OUTCOMES
from romtui.ui.session.view import SessionView

_WHEN = {
    PreferredMoment.BEFORE: " (suits them before they come in)",
    PreferredMoment.START: "",
    PreferredMoment.END: " (suits them at the end)",
}

_UNREVIEWED = "A safety answer is not reviewed yet; it stays pinned."


def _review() -> str:
    return f"{key_for('session.review')}  note what you asked and did"


def saved() -> str:
    """That a form is saved, and how to take it back."""
    return f"✓ Saved.   {key_for('session.undo')} takes it back"


def title(view: SessionView, *, short: bool = False) -> str:
    """Which session this is, of how many, whether it was missed, and the day; `short` of the year.

    A session begins with its first recorded act.
    """
    case, today = view.case, view.today
    count, planned, plan = session_number(case, today), case.patient.planned_sessions, ""
    if planned is not None:
        plan = f" of {planned}" if count <= planned else f" ({planned} planned)"
    today_is = next((noted.attendance for noted in case.sessions if noted.on == today), None)
    away = "" if today_is in {None, Attendance.ATTENDED} else f", {today_is.value}"
    return f"session {count}{plan}{away} · {(weekday_and_day if short else with_weekday)(today)}"


def lights(view: SessionView, zone: tzinfo | None) -> str:
    """What was done today with the marked measure; all dark as long as nothing was."""
    results = view.case.of(view.form.id)
    if not results:
        return ""
    of_today = [result for result in results if result.on == view.today and result.valid]
    lately = bool(shared_on(results, view.today, zone))
    shared = all(result.discussed for result in of_today) if of_today else lately
    agreed = any(agreement.on == view.today for agreement in view.case.agreements)
    fits = [result.fit for result in of_today if result.fit is not None]
    done = ((bool(of_today), "collected"), (shared, "shared"), (agreed, "agreed"))
    dots = [f"{'●' if lit else '○'} {word}" for lit, word in done]
    return " ".join([*dots, *(FITS[fit] for fit in fits[-1:])])


def pinned(view: SessionView, *, key: bool = True) -> str:
    """The safety answers that nobody has reviewed yet, whatever came later; and the key for it."""
    open_on = dict.fromkeys(result.on for result in unreviewed(view.case))
    if not open_on:
        return ""
    days = ", ".join(short_day(on, view.today) for on in open_on)
    return f"SAFETY ITEM ANSWERED ({days}){f'   {_review()}' if key else ''}"


def last_time(view: SessionView) -> Private:
    """What was agreed last, and what became of it; nothing when nothing is open or new.

    They are looked at from the latest back: of those of today the oldest was answered last.
    """
    waiting_for = to_look_at(view.case, view.today)
    if waiting_for:
        more = f"   (and {len(waiting_for) - 1} more)" if len(waiting_for) > 1 else ""
        return filled("Last time: {what}{more}", what=waiting_for[-1].what, more=more)
    for agreement in reversed(view.case.agreements):
        if agreement.on == view.today:
            return filled("Agreed today: {what}", what=agreement.what)
    for agreement in view.case.agreements:
        if agreement.outcome is not None and agreement.outcome_on == view.today:
            became = OUTCOMES[agreement.outcome]
            return filled("Last time: {what}   {became}", what=agreement.what, became=became)
    return Private("")


def brought(view: SessionView) -> str:
    """Which earlier scores nobody has talked about yet: the first line of a session."""
    earlier = [result for result in undiscussed(view.case) if result.on < view.today]
    if not earlier:
        return ""
    shared, put_off = key_for("session.share"), key_for("session.not_today")
    scores = _score_or_scores(view, earlier)
    return f"Not talked about: {scores}.   {shared} talked about   {put_off} not today"


def opening(view: SessionView) -> str:
    """What to begin with: a form to finish, a score nobody talked about, what is due.

    In a record that is still empty: what there is to begin with.
    """
    return waiting(view) or brought(view) or first_steps(view) or due_words(view)


def first_steps(view: SessionView) -> str:
    """What comes after a person was added: what is due for them, and how to have it otherwise."""
    if view.case.results:
        return ""
    otherwise = f"{key_for('session.battery')} changes what is asked, and how often."
    if view.due:
        return f"{due_words(view)}\n{otherwise}"
    fill_in, name = key_for("session.enter"), view.form.name
    return f"{fill_in} fills in the {name}.   {otherwise}"


def open_points(view: SessionView) -> Mapping[str, tuple[str, ...]]:
    """What is asked about before a session is closed, each with the commands it offers."""
    still = view.open_points
    points: dict[str, tuple[str, ...]] = {}
    if still.unreviewed:
        points[f"{_UNREVIEWED}\n  {_review()}"] = ("review",)
    begun = has_begun(view.case, view.today)
    if still.undiscussed and begun:
        scores = _score_or_scores(view, still.undiscussed)
        shared, put_off = key_for("session.share"), key_for("session.not_today")
        offered = f"  {shared}  talked about   {put_off}  not today"
        points[f"Not talked about: {scores}.\n{offered}"] = ("share", "not_today")
    if still.unagreed is not None:
        agree = f"  {key_for('session.agree')}  agree on something"
        headline = view.named_title(still.unagreed)
        points[f"Nothing agreed about “{headline}”.\n{agree}"] = ("agree",)
    return points


def due_words(view: SessionView) -> str:
    """Which measures are due, when it suits, and the key that fills them in."""
    preferences = view.case.preferences
    if preferences.quiet(view.today) and preferences.quiet_until is not None:
        until = short_day(preferences.quiet_until, view.today)
        return f"No questionnaires until {until}, as you agreed: check in with words."
    if not view.due:
        return ""
    names = ", ".join(view.case.instruments[form].name for form in view.due)
    aloud = " Read aloud together." if preferences.aloud else ""
    when = _WHEN[preferences.moment]
    all_due = key_for("session.run_due")
    return f"Due: {names}{when}.{aloud}   {all_due} fills in all of them, one after another."


def waiting(view: SessionView) -> str:
    """What is not finished, in one sentence; nothing when all is."""
    return mismatched(view) or half_filled(view) or dated_later(view) or unscored(view)


def mismatched(view: SessionView) -> str:
    """Which stored total does not add up, and what to do about it."""
    wrong = next((result for result in view.case.results if result.mismatched), None)
    if wrong is None:
        return ""
    name = view.case.instruments[wrong.instrument].name
    return (
        f"The stored total of the {name} of {short_day(wrong.on, view.today)} is not what its "
        "answers add up to: compare it with the paper and correct it "
        f"({key_for('session.correct')})."
    )


def half_filled(view: SessionView) -> str:
    """Which form waits to be finished."""
    case = view.case
    if not case.drafts:
        return ""
    draft = case.draft(view.form.id) or case.drafts[0]
    done = sum(answer is not None for answer in draft.answers)
    name = case.instruments[draft.instrument].name
    marked = draft.instrument == view.form.id
    goes_on = (
        f"{key_for('session.enter')} {'' if marked else 'at its row '}goes on with it"
        if draft.amends is None
        else f"{key_for('session.correct')} goes on correcting it"
    )
    return (
        f"{name} of {short_day(draft.on, view.today)} is not finished, "
        f"{done} of {len(draft.answers)} answered: {goes_on}."
    )


def dated_later(view: SessionView) -> str:
    """That results are dated after today: nothing counts or draws them yet."""
    later = view.case.later
    if not later:
        return ""
    many = f"{len(later)} results are" if len(later) > 1 else "1 result is"
    return (
        f"{many} dated after today, {with_weekday(later[-1].on)}, and not counted: correct the "
        f"date ({key_for('session.correct')}), or that of this computer."
    )


def unscored(view: SessionView) -> str:
    """That the form that counts last was not complete enough to be scored."""
    case = view.case
    forms = counting_results(case.of(view.form.id), case.instruments, view.today)
    latest = next(reversed(forms), None)
    if latest is None or latest.mismatched or latest.answers is None:
        return ""
    done = sum(answer is not None for answer in latest.answers)
    form = f"{view.form.name} of {short_day(latest.on, view.today)}"
    answered = f"{form}: {done} of {len(latest.answers)} answered"
    if latest.valid:
        parts = _unscored_parts(view.form, latest)
        return f"{answered}, not scored: {parts}." if parts else ""
    if done < len(latest.answers):
        return f"{answered}, kept and not scored."
    return f"{form} is kept. It has no single total."


def named(view: SessionView, forms: Iterable[str]) -> str:
    """Which forms it is about: of one that is followed by its parts, the whole."""
    instruments = [view.case.instruments[form] for form in dict.fromkeys(forms)]
    names = [f"{form.name} (all parts)" if form.by_part else form.name for form in instruments]
    return view.deck.words.listed(names)


def _unscored_parts(form: Instrument, result: Result) -> str:
    """The parts of a form without a single total that could not be scored."""
    scores = part_scores(form, result) if form.by_part else {}
    return ", ".join(part.label for part in form.subscales if scores.get(part.id, 0) is None)


def _score_or_scores(view: SessionView, results: Sequence[Result]) -> str:
    """A single score by its name, more of them by their number; oldest first."""
    since = short_day(results[0].on, view.today)
    if len(results) == 1:
        return _with_score(view.case, results[0], since)
    return f"{len(results)} scores since {since}"


def _with_score(case: Case, result: Result, day: str) -> str:
    instrument = case.instruments[result.instrument]
    score = score_said(instrument, result)
    return f"{instrument.name} of {day}{f' ({score})' if score else ''}"


def taken_back(done: Done, before: Case, after: Case, today: date) -> Private:
    """Say what was taken back; `before` and `after` are the record around it."""
    if done.did is Did.AGREED:
        agreed = {agreement.id: agreement.what for agreement in before.agreements}
        return filled("Taken back: the agreement “{what}”.", what=agreed[done.number])
    if done.did is Did.EVENT:
        happened = {event.id: event.what for event in before.events}
        return filled("Taken back: the event “{what}”.", what=happened[done.number])
    return Private(_result_taken_back(done, before, after, today))


def _result_taken_back(done: Done, before: Case, after: Case, today: date) -> str:
    was, now = before.result(done.number), after.result(done.number)
    if was is None and now is not None:
        return f"Taken back: {_of_day(after, now, today)} counts again."
    assert was is not None
    form = _of_day(before, was, today)
    if done.did is Did.ANSWERED_AFTER:
        asked = before.instruments[was.instrument].followup
        given = None if asked is None or was.followup is None else asked.option(was.followup)
        answer = "" if given is None else f" ({given.printed} {given.label})"
        return f"Taken back: the answer to the question after {form}{answer}."
    if now is None:
        return f"Taken back: {form}."
    if was.replaced != now.replaced:
        return f"Taken back: {form}; {_of_day(after, now, today)} counts again."
    return f"Taken back: the correction of {_of_day(after, now, today)}."


def _of_day(case: Case, result: Result, today: date) -> str:
    day = "today" if result.on == today else short_day(result.on, today)
    return f"the {_with_score(case, result, day)}"
