"""The caseload and a session as lines: all that the screens show, in words and in their order."""

from collections.abc import Iterator, Mapping
from datetime import date

from romtui.domain.caseload import Summary
from romtui.domain.constants import Constants
from romtui.domain.dialogue import Deck, framing
from romtui.domain.dialogue.template import filled
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of
from romtui.domain.patterns.rules import rule
from romtui.domain.personal_measures import scale
from romtui.domain.private import Private
from romtui.domain.progress import progress_in_focus, progress_to_target
from romtui.domain.safety import unreviewed
from romtui.domain.text import ago, number, short_day
from romtui.domain.texts import LAST_TIME
from romtui.domain.trend import Trend, change_said, point_details
from romtui.plain import texts
from romtui.ui.caseload import texts as caseload_texts
from romtui.ui.chart.readout import point_words
from romtui.ui.session.sentences import last_time, opening, title
from romtui.ui.session.texts import agreed_in_brief
from romtui.ui.session.view import SessionView

_LATEST = 6
"""So many scores are said at once; all of them by the command for the chart."""


def summary_line(
    row: Summary,
    instruments: Mapping[str, Instrument],
    deck: Deck,
    today: date,
    constants: Constants,
    *,
    named: bool = False,
) -> Private:
    """One patient: code, what is open with safety first, the score, the headline."""
    is_open, headline = _what_is_open(row, today), _headline(row, instruments, deck)
    parts = "; ".join([*is_open, *_score(row, instruments, constants), *headline])
    said = Private(f"{row.patient.code}: {parts}")
    if not named or not row.patient.name:
        return said
    return filled("{said} ({name})", said=said, name=row.patient.name)


def _what_is_open(row: Summary, today: date) -> Iterator[str]:
    overdue, due = row.overdue_days(today), row.due(today)
    if row.unreviewed_safety:
        yield texts.REVIEW_FIRST
    if row.patient.archived_on is not None:
        yield caseload_texts.ARCHIVED
    elif row.patient.next_on == today:
        yield caseload_texts.SESSION_TODAY
    if row.half_filled:
        yield caseload_texts.UNFINISHED
    if row.undiscussed:
        yield caseload_texts.unshared(row.undiscussed)
    if due:
        yield caseload_texts.due(due)
    if overdue is not None and row.last_on is not None:
        yield caseload_texts.last_score(ago(row.last_on, today))


def _score(
    row: Summary, instruments: Mapping[str, Instrument], constants: Constants
) -> Iterator[str]:
    own = row.own_direction
    measure = None
    if row.instrument is not None:
        measure = (
            measure_of(instruments, row.instrument) if own is None else scale(row.instrument, own)
        )
    if measure is None or row.last is None:
        yield texts.NO_SCORE
        return
    change = row.change
    moved = "" if change is None else f", {change_said(measure, change, LAST_TIME, constants)}"
    yield f"{measure.name} {number(row.last)}{moved}"


def _headline(row: Summary, instruments: Mapping[str, Instrument], deck: Deck) -> Iterator[str]:
    if row.headline is None:
        return
    about = measure_of(instruments, row.about or "")
    before = f"{about.name}: " if about is not None and row.about != row.instrument else ""
    yield f"{before}{deck.entry(row.headline).title_when(tentative=row.tentative)}"


def session_lines(view: SessionView) -> Iterator[str | Private]:
    """A session as it begins: safety first, what to say, what else holds, scores, what is open."""
    yield f"{view.case.patient.code}, {title(view)}."
    yield from safety_lines(view)
    last = last_time(view)
    if last is not None:
        yield agreed_in_brief(last.heading, last.what, last.went)
    yield from suggestion_lines(view)
    yield from (measure_line(trend, view.settings.constants) for trend in view.trends)
    yield opening(view)


def safety_lines(view: SessionView) -> Iterator[str]:
    """The safety answers that nobody has reviewed."""
    open_on = dict.fromkeys(result.on for result in unreviewed(view.case))
    if open_on:
        yield texts.unreviewed(", ".join(short_day(on, view.today) for on in open_on))


def suggestion_lines(view: SessionView) -> Iterator[str | Private]:
    """The headline, the sentence, the arithmetic behind it, and what else holds."""
    words = view.deck.panel
    if view.asks_framing:
        introduced = framing(view.deck, view.framing_turn)
        yield introduced.title
        yield filled("“{line}”", line=introduced.line)
        return
    shown = view.shown
    if shown is None:
        yield (words.no_score if not view.case.of(view.form.id) else words.nothing).replace(
            "{measure}", view.instrument.name
        )
    else:
        suggestion = view.suggest(shown)
        about = view.about(shown)
        yield f"{suggestion.title} ({about})" if about else suggestion.title
        yield filled("“{line}”", line=suggestion.line)
        if suggestion.why:
            yield f"{words.why}: {suggestion.why}"
        case, constants = view.case, view.settings.constants
        in_focus = progress_in_focus(case, view.marked, view.today, view.deck, constants)
        for progress in (progress_to_target(case, view.marked, view.deck), in_focus):
            if progress:
                yield filled("{said} ({name})", said=progress, name=view.instrument.name)
    others = [view.named_title(other) for other in view.findings.found if other is not shown]
    if others:
        yield f"{words.also}: {' · '.join(others)}"


def measure_line(trend: Trend, constants: Constants) -> str:
    """`PHQ-9: 14, 12, 9; −3 better since last time; moderate`."""
    if not trend.points:
        return texts.measured(trend.instrument.name, texts.NO_SCORE)
    totals = [texts.GAP if total is None else number(total) for total in trend.recent(_LATEST)]
    said = ", ".join(totals)
    if trend.change is not None:
        said += f"; {change_said(trend.instrument, trend.change, LAST_TIME, constants)}"
    if trend.band is not None:
        said += f"; {trend.band.label}"
    if trend.target is not None:
        said += f"; {texts.target(number(trend.target))}"
    return texts.measured(trend.instrument.name, said)


def chart_lines(view: SessionView) -> Iterator[Private]:
    """The chart of the marked measure as words: each point as it is read out, then the lines."""
    (trend,) = (trend for trend in view.trends if trend.instrument.id == view.instrument.id)
    if not trend.points:
        return
    for details in point_details(view.case, trend):
        yield point_words(details, view.today, view.settings.constants)
    cutoff, reliable = trend.instrument.cutoff, trend.instrument.reliable_change
    if cutoff is not None:
        yield Private(texts.cutoff(number(cutoff)))
    if reliable is not None:
        yield Private(texts.reliable_change(number(reliable)))
    if trend.target is not None:
        yield Private(texts.target(number(trend.target)))


def why_lines(view: SessionView) -> Iterator[str]:
    """The rule of everything that holds, the one that is shown first."""
    shown = view.shown
    for finding in sorted(view.findings.found, key=lambda each: each is not shown):
        sure = "" if finding.certainty is None else f", {finding.certainty.value}"
        yield f"{view.named_title(finding)}{sure}"
        yield from filter(None, (finding.why, str(finding.facts.get("folded_why", ""))))
        yield rule(finding.pattern, view.settings.constants)
