"""What is shown of a patient beside the list: what a session would begin with, and no name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from romtui.domain.discussion import Agreement
from romtui.domain.open_points import session_number, undiscussed
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.domain.text import short_day, weekday_and_day
from romtui.ui.caseload import texts
from romtui.ui.chart.texts import OUTCOMES
from romtui.ui.session.panel import PanelContent, panel_content
from romtui.ui.session.view import SessionView


@dataclass(frozen=True, slots=True)
class PreviewContent:
    """What a session with a patient would begin with.

    `panel` is what the session says about the headline. `agreed` is the last agreed action, of
    which `agreed_said` says what became; `open` is what is unshared, unfinished or due.
    """

    session: str
    safety: str
    panel: PanelContent
    agreed: Private
    agreed_on: str
    agreed_said: str
    open: tuple[str, ...]
    next_session: str


def preview_of(view: SessionView) -> PreviewContent:
    """Say what holds of a case on a day, by the view of its session."""
    case, today = view.case, view.today
    days = dict.fromkeys(short_day(result.on, today) for result in unreviewed(case))
    agreed = next(reversed(case.agreements), None)
    return PreviewContent(
        session=texts.session_number(session_number(case, today)),
        safety=texts.review_first([*days]) if days else "",
        panel=panel_content(view),
        agreed=Private("") if agreed is None else agreed.what,
        agreed_on="" if agreed is None else short_day(agreed.on, today),
        agreed_said="" if agreed is None else _became(agreed, view),
        open=tuple(_open(view)),
        next_session=_next_session(case.patient.next_on, today),
    )


def _became(agreed: Agreement, view: SessionView) -> str:
    """Whether an agreed action was looked at, and which earlier ones were not."""
    if agreed.outcome is None:
        said = texts.NOT_LOOKED_AT
    else:
        day = short_day(agreed.outcome_on or agreed.on, view.today)
        said = texts.looked_at(OUTCOMES[agreed.outcome], day)
    earlier = sum(other is not agreed for other in view.to_look_at)
    return f"{said}, {texts.earlier_actions(earlier)}" if earlier else said


def _open(view: SessionView) -> Iterator[str]:
    case = view.case
    unshared = undiscussed(case)
    if len(unshared) == 1:
        name = case.instruments[unshared[0].instrument].name
        yield texts.score_unshared(name, short_day(unshared[0].on, view.today))
    elif unshared:
        yield texts.scores_unshared(len(unshared), short_day(unshared[0].on, view.today))
    for draft in case.drafts:
        name = case.instruments[draft.instrument].name
        done = sum(answer is not None for answer in draft.answers)
        yield texts.unfinished_form(name, done, len(draft.answers))
    if view.due:
        yield texts.forms_due([case.instruments[form].name for form in view.due])


def _next_session(next_on: date | None, today: date) -> str:
    if next_on is None:
        return texts.NO_NEXT_SESSION
    day = weekday_and_day(next_on) if next_on.year == today.year else short_day(next_on, today)
    if next_on == today:
        return texts.today(day)
    return texts.gone_by(day) if next_on < today else day
