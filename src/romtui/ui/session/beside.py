"""What goes with the sentence: what was agreed and is asked, other things to say, what is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.commands import key_for
from romtui.domain.dialogue.template import filled
from romtui.domain.private import Private
from romtui.ui.session import sentences, texts
from romtui.ui.session.panel import PanelContent
from romtui.ui.session.question import Question, question_lines
from romtui.ui.session.sentences import LastTime, OpenPoint
from romtui.ui.session.view import SessionView
from romtui.ui.text import clipped, quoted, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing

_MOST_ROWS_A_LINE: Final = 4
_MOST_NUMBERED: Final = 9
_DEEP: Final = 2
"""Cells for the digit or the tick before a line."""


class Fold(Enum):
    """What is opened by its key."""

    NOTHING = ""
    GOAL = "goal"
    TASK = "task"
    BOND = "bond"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class BesideContent:
    """All that stands beside the sentence.

    `bridge` opens a session and `part` reminds that a score is one piece of information; both
    are said to the patient. `panel` holds what else there is to say. `settled` is what was done
    today, once nothing is open any more; `next_on` names the next session.
    """

    panel: PanelContent
    bridge: str = ""
    last_time: LastTime | None = None
    still_open: tuple[OpenPoint, ...] = ()
    settled: str = ""
    next_on: str = ""


def beside_content(view: SessionView, panel: PanelContent, zone: tzinfo | None) -> BesideContent:
    """What goes with the sentence, and what is open today."""
    return BesideContent(
        panel,
        bridge=panel.words.bridge if sentences.is_opening(view) else "",
        last_time=sentences.last_time(view),
        still_open=sentences.still_open(view),
        settled=sentences.settled(view, zone),
        next_on=sentences.next_on(view),
    )


class Beside(Drawing):
    """A column on a wide screen; on a narrow one only what is asked now, or was opened.

    On a wide screen everything to say is open where there is room, and a digit ticks a line.
    """

    content: var[BesideContent | None] = var(None)
    fold: var[Fold] = var(Fold.NOTHING)
    question: var[Question | None] = var(None)

    def __init__(self) -> None:
        super().__init__()
        self._numbered: tuple[str, ...] = ()
        """The lines that were drawn with a digit though no key opened them."""

    def watch_content(self) -> None:
        """Draw what goes with another sentence."""
        self._redraw()

    def watch_fold(self) -> None:
        """Open or close a part."""
        self._redraw()

    def watch_question(self) -> None:
        """Ask, or take the question away."""
        self._redraw()

    def _redraw(self) -> None:
        content = self.content
        stands = content is not None and (content.last_time or content.bridge)
        empty = not stands and self.question is None and not self._opens
        was_empty = self.has_class("-empty")
        self.set_class(empty, "-empty")
        self.redraw(layout=self._is_narrow and not (empty and was_empty))

    @property
    def _is_narrow(self) -> bool:
        return not self.screen.has_class("-wide")

    @property
    def _ways(self) -> Mapping[Fold, Mapping[str, Private]]:
        suggestion = None if self.content is None else self.content.panel.suggestion
        if suggestion is None:
            return {}
        ways = {
            Fold.GOAL: suggestion.goal,
            Fold.TASK: suggestion.task,
            Fold.BOND: suggestion.bond,
        }
        return {fold: lines for fold, lines in ways.items() if lines}

    @property
    def _avoid(self) -> tuple[Private, ...]:
        suggestion = None if self.content is None else self.content.panel.suggestion
        return () if suggestion is None else suggestion.avoid

    @property
    def _opens(self) -> bool:
        """Whether what the key opens holds anything."""
        return self.fold in self._ways or (self.fold is Fold.AVOID and bool(self._avoid))

    @property
    def open_lines(self) -> Mapping[str, Private]:
        """The lines to be said that a key opened, by their ids; nothing for what to avoid."""
        return self._ways.get(self.fold, {})

    @property
    def numbered(self) -> tuple[str, ...]:
        """The ids of the lines that a digit ticks, in the order of their digits."""
        if self.fold is not Fold.NOTHING:
            return tuple(self.open_lines)
        return () if self._is_narrow else self._numbered

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the column, or the few lines of a narrow screen."""
        if self.content is None:
            return []
        if self._is_narrow:
            return self._few(self.content, width)
        return self._column(self.content, width, height)

    def _few(self, content: BesideContent, width: int) -> list[Text]:
        if self._opens:
            return self._opened(content, width)
        asked = question_lines(self.question, width, self.palette) if self.question else []
        return [*self._agreed_in_brief(content, width), *asked]

    def _agreed_in_brief(self, content: BesideContent, width: int) -> list[Text]:
        last = content.last_time
        agreed = texts.agreed_in_brief(last.heading, last.what, last.went) if last else ""
        if not content.bridge:
            return wrapped(agreed, width, ink(self.palette.text)) if agreed else []
        bridge = wrapped(quoted(Private(content.bridge)), width, ink(self.palette.text))
        if not agreed:
            return bridge
        return [*bridge, *wrapped(agreed, width, ink(self.palette.text))]

    def _column(self, content: BesideContent, width: int, height: int) -> list[Text]:
        before = [self._bridge(content, width), self._agreed(content, width)]
        if self.question is not None:
            before.append(question_lines(self.question, width, self.palette))
        after = [self._still_open(content, width), self._part_of(content, width)]
        blocks = [block for block in (*before, *after) if block]
        free = height - sum(len(block) + 1 for block in blocks)
        self._numbered = ()
        ways = self._opened(content, width) if self._opens else self._all_ways(width, free)
        lines: list[Text] = []
        for block in (*before, ways, *after):
            if block:
                lines += [*([Text(end="")] if lines else []), *block]
        return lines

    def _bridge(self, content: BesideContent, width: int) -> list[Text]:
        if not content.bridge:
            return []
        said = wrapped(quoted(Private(content.bridge)), width, ink(self.palette.text))
        return [self._heading(texts.TO_BEGIN), *said]

    def _agreed(self, content: BesideContent, width: int) -> list[Text]:
        last = content.last_time
        if last is None:
            return []
        lines = [self._heading(last.heading), *wrapped(last.what, width, ink(self.palette.text))]
        if last.went:
            lines += wrapped(last.went, width, ink(self.palette.quiet))
        return lines

    def _still_open(self, content: BesideContent, width: int) -> list[Text]:
        palette = self.palette
        lines = [self._heading(texts.STILL_OPEN)] if content.still_open else []
        for point in content.still_open:
            keys = "  ".join(point.keys)
            room = max(width - len(keys) - 1, 1)
            parts = wrapped(f"○ {point.words}", room, ink(palette.text), indent=_DEEP)
            parts[0].append(" " * (width - len(keys) - parts[0].cell_len))
            parts[0].append(keys, ink(palette.accent, bold=True))
            lines += parts
        settled = "  ".join(filter(None, (content.settled, content.next_on)))
        return [*lines, *(wrapped(settled, width, ink(palette.text)) if settled else [])]

    def _part_of(self, content: BesideContent, width: int) -> list[Text]:
        """That a score is one piece of information, to be said in every session."""
        said = content.panel.words.part
        return wrapped(quoted(Private(said)), width, ink(self.palette.quiet))

    def _all_ways(self, width: int, free: int) -> list[Text]:
        """Everything else to say, as many rows of each line as there is room for.

        Where there is too little room, how each way begins; a question takes the digits for itself.
        """
        many = sum(map(len, self._ways.values()))
        if not many:
            return []
        for most in range(_MOST_ROWS_A_LINE, 1, -1) if many <= _MOST_NUMBERED else ():
            lines = self._whole_ways(width, most)
            if len(lines) <= free:
                if self.question is None:
                    self._numbered = tuple(line for way in self._ways.values() for line in way)
                return lines
        for most in range(_MOST_ROWS_A_LINE, 0, -1):
            lines = self._begun_ways(width, most)
            if len(lines) <= free:
                return lines
        return []

    def _whole_ways(self, width: int, most: int) -> list[Text]:
        """Each way under its name, with every line."""
        lines: list[Text] = []
        numbers = iter(range(1, _MOST_NUMBERED + 1))
        for fold, way in self._ways.items():
            lines.append(self._way(fold))
            for line_id, words in way.items():
                digit = str(next(numbers)) if self.question is None else "·"
                lines += self._line(line_id, words, digit, width, most)
        if self._avoid:
            lines.append(self._way(Fold.AVOID))
            for words in self._avoid:
                said = filled("– {words}", words=words)
                parts = wrapped(said, width, ink(self.palette.quiet), indent=_DEEP)
                lines += _begun(parts, most, width)
        return lines

    def _begun_ways(self, width: int, most: int) -> list[Text]:
        """Each way with the beginning of its first line beside its name."""
        palette = self.palette
        begun = {fold: quoted(next(iter(way.values()))) for fold, way in self._ways.items()}
        if self._avoid:
            begun[Fold.AVOID] = self._avoid[0]
        deep = max(self._way(fold).cell_len for fold in begun) + _DEEP
        lines: list[Text] = []
        for fold, words in begun.items():
            style = ink(palette.quiet if fold is Fold.AVOID else palette.text)
            parts = _begun(wrapped(words, width - deep, style), most, width - deep)
            for row, part in enumerate(parts):
                named = Text(end="", no_wrap=True) if row else self._way(fold)
                named.append(" " * (deep - named.cell_len))
                lines.append(named.append_text(part))
        return lines

    def _way(self, fold: Fold) -> Text:
        palette, names = self.palette, self._names
        heading = Text(end="", no_wrap=True)
        heading.append(f"{key_for(f'session.{fold.value}')} ", ink(palette.accent, bold=True))
        return heading.append(names[fold], ink(palette.quiet))

    @property
    def _names(self) -> Mapping[Fold, str]:
        assert self.content is not None
        words = self.content.panel.words
        return {
            Fold.GOAL: words.goal,
            Fold.TASK: words.task,
            Fold.BOND: words.bond,
            Fold.AVOID: words.avoid,
        }

    def _opened(self, content: BesideContent, width: int) -> list[Text]:
        """What a key opened, every line whole."""
        palette, panel = self.palette, content.panel
        lines = [self._way(self.fold)]
        beside = {Fold.GOAL: panel.towards_target, Fold.TASK: panel.within_focus}.get(self.fold)
        if beside:
            lines += wrapped(beside, width, ink(palette.quiet))
        if self.fold is Fold.AVOID:
            for words in self._avoid:
                lines += wrapped(words, width, ink(palette.text))
        for digit, (line_id, words) in enumerate(self.open_lines.items(), start=1):
            lines += self._line(line_id, words, str(digit), width)
        if self.fold is Fold.BOND and self._is_narrow:
            lines += self._part_of(content, width)
        return lines

    def _line(
        self, line_id: str, words: Private, digit: str, width: int, most: int = 0
    ) -> list[Text]:
        """A line to say, after its digit or a tick; at `most` so many rows of it, 0 is all."""
        assert self.content is not None
        palette = self.palette
        mark = "✓" if line_id in self.content.panel.said_today else digit
        parts = wrapped(quoted(words), width - _DEEP, ink(palette.text))
        first, *more = _begun(parts, most, width - _DEEP)
        marked = Text(f"{mark:<{_DEEP}}", ink(palette.accent, bold=True), end="")
        lines = [marked.append_text(first)]
        return [*lines, *(Text(" " * _DEEP, end="").append_text(part) for part in more)]

    def _heading(self, words: str) -> Text:
        return Text(words, ink(self.palette.quiet), end="", no_wrap=True)


def _begun(lines: list[Text], most: int, width: int) -> list[Text]:
    """The first so many lines, with an ellipsis where more would follow; 0 is all of them."""
    if not most or len(lines) <= most:
        return lines
    *kept, last = lines[:most]
    return [*kept, clipped(last.append(" …"), width)]
