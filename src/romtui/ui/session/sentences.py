"""What the session screen says in passing: who it is, what is open, what is not finished."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from romtui.commands import key_for
from romtui.domain.audit import Did, Done
from romtui.domain.case import Attendance, Case, Entered, Result
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
from romtui.ui.session import texts
from romtui.ui.session.view import SessionView


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was agreed: under which heading, the words, and how it went where that is known."""

    heading: str
    what: Private
    went: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is still open today, and the keys that settle it."""

    words: str
    keys: tuple[str, ...]


_WHEN = {
    PreferredMoment.BEFORE: texts.PREFERS_BEFORE,
    PreferredMoment.START: "",
    PreferredMoment.END: texts.PREFERS_END,
}


def saved() -> str:
    """That a form is saved, and how to take it back."""
    return texts.saved(key_for("session.undo"))


def title(view: SessionView, *, short: bool = False) -> str:
    """Which session this is, of how many, whether it was missed, and the day; `short` of the year.

    A session begins with its first recorded act.
    """
    case, today = view.case, view.today
    count, planned = session_number(case, today), case.patient.planned_sessions
    today_is = next((noted.attendance for noted in case.sessions if noted.on == today), None)
    away = "" if today_is in {None, Attendance.ATTENDED} else texts.ATTENDANCE[today_is]
    day = (weekday_and_day if short else with_weekday)(today)
    return texts.session_title(count, planned, away, day)


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
    lit = (bool(of_today), shared, agreed)
    dots = [texts.light(word, on=on) for on, word in zip(lit, texts.LIGHTS, strict=True)]
    return " ".join([*dots, *(FITS[fit] for fit in fits[-1:])])


def pinned(view: SessionView, *, key: bool = True) -> str:
    """The safety answers that nobody has reviewed yet, whatever came later; and the key for it."""
    waiting_for = [*unreviewed(view.case)]
    if not waiting_for:
        return ""
    open_on = dict.fromkeys((of.on, of.entered is Entered.AWAY) for of in waiting_for)
    days = ", ".join(
        texts.filled_in_away(short_day(on, view.today)) if away else short_day(on, view.today)
        for on, away in open_on
    )
    return texts.pinned(days, key_for("session.review") if key else "")


def last_time(view: SessionView) -> LastTime | None:
    """What was agreed last, and how it went; nothing when nothing is open or new.

    They are looked at from the latest back: of those of today the oldest was answered last.
    """
    waiting_for = to_look_at(view.case, view.today)
    if waiting_for:
        latest, earlier = waiting_for[-1], len(waiting_for) - 1
        heading = texts.last_time_on(short_day(latest.on, view.today))
        return LastTime(heading, latest.what, texts.and_earlier(earlier) if earlier else "")
    for agreement in reversed(view.case.agreements):
        if agreement.on == view.today:
            return LastTime(texts.AGREED_TODAY, agreement.what)
    for agreement in view.case.agreements:
        if agreement.outcome is not None and agreement.outcome_on == view.today:
            heading = texts.last_time_on(short_day(agreement.on, view.today))
            return LastTime(heading, agreement.what, OUTCOMES[agreement.outcome])
    return None


def is_opening(view: SessionView) -> bool:
    """Whether a session is just beginning: there was one before, and nothing of today is there."""
    case, today = view.case, view.today
    of_today = (
        *(result.on for result in case.results),
        *(agreement.on for agreement in case.agreements),
        *(agreement.outcome_on for agreement in case.agreements),
    )
    return bool(case.results) and today not in of_today


def still_open(view: SessionView) -> tuple[OpenPoint, ...]:
    """What closing would ask about, each with the keys that settle it."""
    points, still = [], view.open_points
    if still.unreviewed:
        points.append(OpenPoint(texts.REVIEW_SAFETY, (key_for("session.review"),)))
    if still.undiscussed:
        one = still.undiscussed[0] if len(still.undiscussed) == 1 else None
        if one is not None and one.on == view.today:
            form = view.case.instruments[one.instrument]
            scores = texts.score_of_today(form.name, score_said(form, one))
        else:
            scores = _score_or_scores(view, still.undiscussed)
        keys = key_for("session.share"), key_for("session.not_today")
        points.append(OpenPoint(texts.not_shared(scores), keys))
    if still.unagreed is not None:
        title = view.named_title(still.unagreed)
        points.append(OpenPoint(texts.nothing_agreed(title), (key_for("session.agree"),)))
    return tuple(points)


def settled(view: SessionView, zone: tzinfo | None) -> str:
    """What was done today, once nothing is open any more."""
    case, today = view.case, view.today
    if view.open_points or not has_begun(case, today):
        return ""
    shared = shared_on(case.results, today, zone)
    agreed = any(agreement.on == today for agreement in case.agreements)
    return "  ".join([texts.SHARED_TODAY] * bool(shared) + [texts.AGREED] * agreed)


def next_on(view: SessionView) -> str:
    """When the next session is, where that was said."""
    day = view.case.patient.next_on
    return texts.next_session(weekday_and_day(day)) if day and day > view.today else ""


def brought(view: SessionView) -> str:
    """Which earlier scores nobody has talked about yet: the first line of a session."""
    earlier = [result for result in undiscussed(view.case) if result.on < view.today]
    if not earlier:
        return ""
    shared, put_off = key_for("session.share"), key_for("session.not_today")
    scores = _score_or_scores(view, earlier)
    return texts.not_shared_yet(scores, shared, put_off)


def opening(view: SessionView) -> str:
    """What to begin with: a form to finish, a score nobody talked about, what is due.

    In a record that is still empty: what there is to begin with.
    """
    return waiting(view) or brought(view) or first_steps(view) or due_words(view)


def first_steps(view: SessionView) -> str:
    """What comes after a person was added: what is due for them, and how to have it otherwise."""
    if view.case.results:
        return ""
    otherwise = texts.changes_the_schedule(key_for("session.battery"))
    if view.due:
        return f"{due_words(view)}   {otherwise}"
    fill_in, name = key_for("session.enter"), view.form.name
    return f"{texts.fills_in(fill_in, name)}   {otherwise}"


def open_points(view: SessionView) -> Mapping[str, tuple[str, ...]]:
    """What is asked about before a session is closed, each with the commands it offers."""
    still = view.open_points
    points: dict[str, tuple[str, ...]] = {}
    if still.unreviewed:
        points[texts.close_unreviewed(key_for("session.review"))] = ("review",)
    begun = has_begun(view.case, view.today)
    if still.undiscussed and begun:
        scores = _score_or_scores(view, still.undiscussed)
        shared, put_off = key_for("session.share"), key_for("session.not_today")
        points[texts.close_not_shared(scores, shared, put_off)] = ("share", "not_today")
    if still.unagreed is not None:
        title = view.named_title(still.unagreed)
        points[texts.close_unagreed(title, key_for("session.agree"))] = ("agree",)
    return points


def due_words(view: SessionView) -> str:
    """Which measures are due, when it suits, and the key that fills them in."""
    preferences = view.case.preferences
    if preferences.quiet(view.today) and preferences.quiet_until is not None:
        until = short_day(preferences.quiet_until, view.today)
        return texts.paused_until(until)
    if not view.due:
        return ""
    names = ", ".join(view.case.instruments[form].name for form in view.due)
    aloud = texts.READ_TOGETHER if preferences.aloud else ""
    when = _WHEN[preferences.moment]
    key = key_for("session.run_due")
    return texts.due(names, when, aloud, key, several=len(view.due) > 1)


def waiting(view: SessionView) -> str:
    """What is not finished, in one sentence; nothing when all is."""
    return mismatched(view) or half_filled(view) or dated_later(view) or unscored(view)


def mismatched(view: SessionView) -> str:
    """Which stored total does not add up, and what to do about it."""
    wrong = next((result for result in view.case.results if result.mismatched), None)
    if wrong is None:
        return ""
    name = view.case.instruments[wrong.instrument].name
    return texts.mismatched(name, short_day(wrong.on, view.today), key_for("session.correct"))


def half_filled(view: SessionView) -> str:
    """Which form waits to be finished."""
    case = view.case
    if not case.drafts:
        return ""
    draft = case.draft(view.form.id) or case.drafts[0]
    done = sum(answer is not None for answer in draft.answers)
    name = case.instruments[draft.instrument].name
    marked = draft.instrument == view.form.id
    if draft.amends is not None:
        goes_on = texts.continues_the_correction(key_for("session.correct"))
    else:
        goes_on = texts.continues(key_for("session.enter"), at_its_row=not marked)
    day = short_day(draft.on, view.today)
    return texts.unfinished(name, day, done, len(draft.answers), goes_on)


def dated_later(view: SessionView) -> str:
    """That results are dated after today: nothing counts or draws them yet."""
    later = view.case.later
    if not later:
        return ""
    latest = with_weekday(later[-1].on)
    return texts.dated_later(len(later), latest, key_for("session.correct"))


def unscored(view: SessionView) -> str:
    """That the form that counts last was not complete enough to be scored."""
    case = view.case
    forms = counting_results(case.of(view.form.id), case.instruments, view.today)
    latest = next(reversed(forms), None)
    if latest is None or latest.mismatched or latest.answers is None:
        return ""
    done = sum(answer is not None for answer in latest.answers)
    form = texts.form_of_day(view.form.name, short_day(latest.on, view.today))
    if latest.valid:
        parts = _unscored_parts(view.form, latest)
        return texts.parts_unscored(form, done, len(latest.answers), parts) if parts else ""
    if done < len(latest.answers):
        return texts.saved_unscored(form, done, len(latest.answers))
    return texts.no_single_total(form)


def named(view: SessionView, forms: Iterable[str]) -> str:
    """Which forms it is about: of one that is followed by its parts, the whole."""
    instruments = [view.case.instruments[form] for form in dict.fromkeys(forms)]
    names = [texts.all_parts(form.name) if form.by_part else form.name for form in instruments]
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
    return texts.scores_since(len(results), since)


def _with_score(case: Case, result: Result, day: str) -> str:
    instrument = case.instruments[result.instrument]
    score = score_said(instrument, result)
    return texts.with_score(texts.form_of_day(instrument.name, day), score)


def taken_back(done: Done, before: Case, after: Case, today: date) -> Private:
    """Say what was taken back; `before` and `after` are the record around it."""
    if done.did is Did.AGREED:
        agreed = {agreement.id: agreement.what for agreement in before.agreements}
        return filled(texts.UNDONE_ACTION, what=agreed[done.number])
    if done.did is Did.EVENT:
        happened = {event.id: event.what for event in before.events}
        return filled(texts.UNDONE_EVENT, what=happened[done.number])
    return Private(_result_taken_back(done, before, after, today))


def _result_taken_back(done: Done, before: Case, after: Case, today: date) -> str:
    was, now = before.result(done.number), after.result(done.number)
    if was is None and now is not None:
        return texts.undone_counts_again(_of_day(after, now, today))
    assert was is not None
    form = _of_day(before, was, today)
    if done.did is Did.ANSWERED_AFTER:
        asked = before.instruments[was.instrument].followup
        given = None if asked is None or was.followup is None else asked.option(was.followup)
        answer = "" if given is None else f"{given.printed} {given.label}"
        return texts.undone_answer_after(form, answer)
    if now is None:
        return texts.undone(form)
    if was.replaced != now.replaced:
        return texts.undone_other_counts(form, _of_day(after, now, today))
    return texts.undone_correction(_of_day(after, now, today))


def _of_day(case: Case, result: Result, today: date) -> str:
    day = texts.TODAY if result.on == today else short_day(result.on, today)
    return texts.the(_with_score(case, result, day))
