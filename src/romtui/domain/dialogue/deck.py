"""The deck: all that can be said in one language, by pattern.

One deck is shipped for each language. `Overrides` are the therapist's own words, and `merged` lays
them over a deck; the wordbook of `content` keeps both. The catalogue there is of questionnaires.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from romtui.domain.dialogue.cards import FiveQuestion, Objection, Presets
from romtui.domain.dialogue.handout_words import HandoutWords
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.template import VARIABLE
from romtui.domain.dialogue.words import HandOverWords, Panel, SharedWords, Words
from romtui.domain.discussion import Ask
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Finding

STANDARD: Final = "standard"
GENTLE: Final = "gentle"
ASK: Final = "ask"
"""How the variants begin that are said of a tentative finding: each of them asks."""
LOW: Final = "low"
"""The variant of what to do about a score in the low range: nothing heavy."""
BEFORE: Final = "before"
"""The variant of `first_session` that is said before the very first form."""


class Lane(Enum):
    """What kind of talk a pattern calls for; a screen may colour by it."""

    SAFETY = "safety"
    WORSE = "worse"
    ASK = "ask"
    ALLIANCE = "alliance"
    CONTEXT = "context"
    STUCK = "stuck"
    GAIN = "gain"
    START = "start"
    STEADY = "steady"
    NOTICE = "notice"


class LineSlot(Enum):
    """What a line is for: the opening, three ways to follow up, and two for the therapist."""

    OPEN = "open"
    GOAL = "goal"
    TASK = "task"
    BOND = "bond"
    AVOID = "avoid"
    ACT = "act"

    @property
    def spoken(self) -> bool:
        """Whether its lines are said aloud to the person."""
        return self not in {LineSlot.AVOID, LineSlot.ACT}


class Tone(Enum):
    """How a line sounds."""

    PLAIN = "plain"
    GENTLE = "gentle"


class LineSource(Enum):
    """Who wrote a line."""

    SHIPPED = "shipped"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say, with {variables} in it.

    The id is `pattern/slot/variant/number`, or `pattern/slot/number`: see the head of the
    language file for why a line is named after where it stands. An opening always has a variant, a
    follow-up only where it is for a tentative finding, a low score and the like.
    """

    id: str
    text: str
    slot: LineSlot
    variant: str = ""
    starred: bool = False
    source: LineSource = LineSource.SHIPPED

    @property
    def tone(self) -> Tone:
        """How it sounds."""
        return Tone.GENTLE if self.variant == GENTLE else Tone.PLAIN

    @property
    def requires(self) -> frozenset[str]:
        """The variables without which it is not shown."""
        return frozenset(VARIABLE.findall(self.text))


Lines = Mapping[LineSlot, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """All there is to say about one pattern. The titles are safe for the person to read.

    `title_ask` is for a tentative finding, `title_standing` for one that is stuck and not due
    today; "" where the pattern has no such form. `title` stands for the pattern itself too.
    """

    pattern: Pattern
    title: str
    lane: Lane
    lines: Lines
    title_ask: str = ""
    title_standing: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""

    def of(self, slot: LineSlot) -> tuple[Line, ...]:
        """The lines of one slot, whatever their variant."""
        return self.lines.get(slot, ())

    def title_of(self, finding: Finding) -> str:
        """The title that says how sure this finding is."""
        if finding.summary and self.title_standing:
            return self.title_standing
        return self.title_when(tentative=finding.tentative)

    def lane_of(self, finding: Finding) -> Lane:
        """The lane of this finding."""
        return self.lane_when(tentative=finding.tentative)

    def title_when(self, *, tentative: bool) -> str:
        """The title of a headline that is said, or only asked about."""
        return (tentative and self.title_ask) or self.title

    def lane_when(self, *, tentative: bool) -> Lane:
        """The lane of a headline: what may be chance is asked about, neither worse nor better."""
        return Lane.ASK if tentative else self.lane

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title it has."""
        return tuple(filter(None, (self.title, self.title_ask, self.title_standing)))


@dataclass(frozen=True, slots=True)
class Style:
    """What a spoken line keeps to, in its language: see `lint`.

    `certain` are words that no question about what may be chance can bear, `heavy` those that
    what to do about a low score never holds. `presupposes` are words that claim something was
    said or agreed, with the names of the lists where the record shows that it was.
    """

    longest_open: int
    longest_other: int
    banned: tuple[str, ...]
    pronouns: tuple[str, ...]
    certain: tuple[str, ...] = ()
    heavy: tuple[str, ...] = ()
    presupposes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deck:
    """All that can be said in one language: an entry for every pattern.

    `fallback` speaks where no line of an entry can. `evidence` says, by key, what the
    advice of an entry rests on. `presets`, `five` and `objections` are the cards, `note`,
    `target` and `focus` the templates for what is kept. `examples` are values of variables, in
    general under "", and others by lane, pattern or list of lines.
    """

    language: str
    entries: Mapping[Pattern, Entry]
    fallback: Lines
    objections: tuple[Objection, ...]
    presets: Presets
    five: Mapping[Ask, FiveQuestion]
    note: NoteWords
    target: TargetWords
    focus: FocusWords
    evidence: Mapping[str, str]
    words: Words
    panel: Panel
    shared: SharedWords
    handout: HandoutWords
    handover: HandOverWords
    style: Style
    examples: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def entry(self, pattern: Pattern) -> Entry:
        """The entry of a pattern."""
        return self.entries[pattern]

    @property
    def framing(self) -> tuple[Line, ...]:
        """What to say before the very first form."""
        first = self.entry(Pattern.FIRST_SESSION)
        return tuple(line for line in first.of(LineSlot.OPEN) if line.variant == BEFORE)

    def __iter__(self) -> Iterator[Line]:
        """Every line, the fallback last."""
        for entry in self.entries.values():
            for lines in entry.lines.values():
                yield from lines
        for lines in self.fallback.values():
            yield from lines
