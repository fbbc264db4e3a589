"""The choice of what to say about a finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from romtui.domain.case import Case
from romtui.domain.constants import STANDARD as STANDARD_CONSTANTS
from romtui.domain.constants import Constants
from romtui.domain.dialogue.context import TemplateContext, template_context
from romtui.domain.dialogue.deck import STANDARD, Deck, Entry, Lane, Line, LineSlot, Tone
from romtui.domain.dialogue.template import filled
from romtui.domain.dialogue.variables import variables
from romtui.domain.dialogue.variants import follow_ups, variants
from romtui.domain.parts import form_of
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Finding
from romtui.domain.private import Private

OPTION: Final = "option"
"""The variable of what could be tried instead: a line that names it comes before any other."""

EVERY_WEEK: Final = frozenset(
    {Pattern.RISK_ITEM, Pattern.FLUCTUATING, Pattern.STABLE, Pattern.CHANGE_UNKNOWN}
)
"""What may hold at every form, without being counted. The second form begins with line one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to say about one finding, and what goes with it.

    `line` is the `turn`-th (from 0) of `wordings` ways to open, `line_id` its name in the
    deck. Filled lines may hold words the therapist typed, so they are private. `goal`,
    `task`, `bond` and `act` are by the names of their lines. `why` is the arithmetic,
    `evidence` the keys of what the advice rests on.
    """

    pattern: Pattern
    title: str
    lane: Lane
    line: Private
    line_id: str
    wordings: int = 1
    turn: int = 0
    why: str = ""
    goal: Mapping[str, Private] = field(default_factory=dict)
    task: Mapping[str, Private] = field(default_factory=dict)
    bond: Mapping[str, Private] = field(default_factory=dict)
    avoid: tuple[Private, ...] = ()
    act: Mapping[str, Private] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


def suggest(
    finding: Finding,
    case: Case,
    today: date,
    deck: Deck,
    turn: int = 0,
    constants: Constants = STANDARD_CONSTANTS,
    *,
    chosen: str = "",
    tone: Tone = Tone.PLAIN,
) -> Suggestion:
    """Choose a line for a finding and fill it in; `turn` counts the asks for another one.

    The wordings are the lines of the variant that fits best, and the gentle ones where a
    standard line would be said: starred lines first, then those of the `tone`. It begins
    with the line named `chosen`, if it is among them, else with the first; what holds for weeks
    is not said twice running in the same words. A line with a variable that has no value is left
    out; where none is left, the deck's fallback speaks. `constants` are those the finding was
    made with. A tentative finding is asked about, under a title that asks, in a lane of its own.
    """
    entry = deck.entry(finding.pattern)
    context = template_context(finding, case, today, deck.words, constants)
    values = variables(context)
    wordings = _openings(entry, variants(context), values, tone)
    wordings = wordings or _sayable(deck.fallback[LineSlot.OPEN], values)
    times = context.facts.count("times") or _forms_so_far(context, wordings)
    begin = next((index for index, line in enumerate(wordings) if line.id == chosen), times - 1)
    turn = (begin + turn) % len(wordings)

    def follow_up(slot: LineSlot) -> Mapping[str, Private]:
        lines = _first_of(follow_ups(context, slot), _sayable(entry.of(slot), values))
        if not lines and slot.spoken:
            lines = _sayable(deck.fallback.get(slot, ()), values)
        return {line.id: filled(line.text, **values) for line in lines}

    return Suggestion(
        pattern=finding.pattern,
        title=entry.title_of(finding),
        lane=entry.lane_of(finding),
        line=filled(wordings[turn].text, **values),
        line_id=wordings[turn].id,
        wordings=len(wordings),
        turn=turn,
        why=finding.why,
        goal=follow_up(LineSlot.GOAL),
        task=follow_up(LineSlot.TASK),
        bond=follow_up(LineSlot.BOND),
        avoid=tuple(follow_up(LineSlot.AVOID).values()),
        act=follow_up(LineSlot.ACT),
        evidence=entry.evidence,
    )


def _forms_so_far(context: TemplateContext, wordings: list[Line]) -> int:
    """Count on with each form what may hold at every one: among the lines that come first."""
    if context.finding.pattern not in EVERY_WEEK or context.finding.instrument is None:
        return 1
    first = wordings[0]
    alike = sum(
        (wording.starred, wording.tone) == (first.starred, first.tone) for wording in wordings
    )
    forms = context.case.of(form_of(context.case.instruments, context.finding.instrument))
    days = len({form.on for form in forms if form.on <= context.today})
    return max(days - 2, 0) % alike + 1


def framing(deck: Deck, turn: int = 0) -> Suggestion:
    """How to introduce the questionnaires, before the very first one."""
    lines = deck.framing
    line = lines[turn % len(lines)]
    return Suggestion(
        pattern=Pattern.FIRST_SESSION,
        title=deck.panel.framing,
        lane=Lane.START,
        line=Private(line.text),
        line_id=line.id,
        wordings=len(lines),
        turn=turn % len(lines),
    )


def _openings(
    entry: Entry, fitting: Iterable[str], values: Mapping[str, str], tone: Tone
) -> list[Line]:
    """Collect the openings of the first variant that can be said, with the gentle ones."""
    lines = _sayable(entry.of(LineSlot.OPEN), values)
    chosen = _first_of(fitting, lines)
    if chosen and chosen[0].variant == STANDARD:
        chosen += [line for line in lines if line.tone is Tone.GENTLE]
    return sorted(
        chosen,
        key=lambda line: (not line.starred, line.tone is not tone, OPTION not in line.requires),
    )


def _first_of(fitting: Iterable[str], lines: Iterable[Line]) -> list[Line]:
    """The lines of the first variant that has any."""
    known = list(lines)
    of_each = ([line for line in known if line.variant == variant] for variant in fitting)
    return next(filter(None, of_each), [])


def _sayable(lines: Iterable[Line], values: Mapping[str, str]) -> list[Line]:
    return [line for line in lines if line.requires <= values.keys()]
