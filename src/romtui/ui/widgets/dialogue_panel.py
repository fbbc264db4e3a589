"""What to say now: the headline, the sentence, and the arithmetic behind it."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.domain.dialogue import Suggestion
from romtui.domain.private import Private
from romtui.ui.commands import key_for
from romtui.ui.session.view import PanelContent
from romtui.ui.text import clipped, quoted, wrapped
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.drawing import Drawing

_GAPS: Final = 3
_BETWEEN: Final = "  "
_APART: Final = "   "
_MARK: Final = 3
"""Cells for the digit or the tick before an opened line."""


class Fold(Enum):
    """What is opened under the sentence."""

    NOTHING = ""
    GOAL = "goal"
    TASK = "task"
    BOND = "bond"
    AVOID = "avoid"


class DialoguePanel(Drawing):
    """The sentence to say is the first thing the eye finds; everything else is quiet."""

    talk: var[PanelContent | None] = var(None)
    fold: var[Fold] = var(Fold.NOTHING)

    def watch_talk(self) -> None:
        """Draw another suggestion."""
        self.redraw(layout=True)

    def watch_fold(self) -> None:
        """Open or close a part."""
        self.redraw(layout=True)

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw headline, sentence, why, what else, then what was opened."""
        if self.talk is None:
            return []
        close = self._lines(self.talk, width, gap=[])
        if len(close) + _GAPS > height:
            return close
        return self._lines(self.talk, width, gap=[Text(end="")])

    def _lines(self, talk: PanelContent, width: int, gap: list[Text]) -> list[Text]:
        palette, suggestion = self.palette, talk.suggestion
        also = self._also(talk, width)
        if suggestion is None:
            return [*wrapped(talk.plain, width, ink(palette.text)), *gap, *also]
        sentence = wrapped(quoted(suggestion.line), width, ink(palette.text, bold=True))
        because = [*self._why(talk, suggestion, width), *also]
        headline, workspace = self._headline(talk, suggestion, width), self._opened(talk, width)
        return [headline, *gap, *sentence, *gap, *because, *gap, *workspace]

    def _headline(self, talk: PanelContent, suggestion: Suggestion, width: int) -> Text:
        palette = self.palette
        headline = Text(end="", no_wrap=True)
        headline.append(suggestion.title, ink(lane_ink(palette, suggestion.lane), bold=True))
        if talk.about:
            headline.append(f"   {talk.about}", ink(palette.text))
        if suggestion.wordings > 1:
            turn = f"   {talk.words.turn_of(suggestion.turn + 1, suggestion.wordings)}"
            if headline.cell_len + len(turn) <= width:  # else it gives way, whole
                headline.append(turn, ink(palette.quiet))
        return clipped(headline, width)

    def _why(self, talk: PanelContent, suggestion: Suggestion, width: int) -> list[Text]:
        if not suggestion.why:
            return []
        name = talk.words.why
        why = f"{name}  {suggestion.why}"
        return wrapped(why, width, ink(self.palette.quiet), indent=len(name) + 2)

    def _also(self, talk: PanelContent, width: int) -> list[Text]:
        """Name what else holds, and the key that goes there."""
        if not talk.also:
            return []
        words, quiet = talk.words, ink(self.palette.quiet)
        more = f"   {words.more_of(talk.more)}" if talk.more else ""
        indent = len(words.also) + 1
        lines = wrapped(f"{words.also} {' · '.join(talk.also)}{more}", width, quiet, indent=indent)
        place = f"{words.place_of(talk.place, talk.count)}   " if talk.place else ""
        where = f"{place}{key_for('session.next_finding')} {words.next}" if talk.count else ""
        if not where:
            return lines
        if lines[-1].cell_len + len(where) + len(_APART) <= width:
            lines[-1].append(f"{_APART}{where}", quiet)
        else:
            lines += wrapped(f"{' ' * indent}{where}", width, quiet, indent=indent)
        return lines

    @property
    def workspace(self) -> Mapping[str, Private]:
        """The lines to be said that are open, by their names; nothing for what to avoid."""
        suggestion = None if self.talk is None else self.talk.suggestion
        if suggestion is None:
            return {}
        lines = {
            Fold.GOAL: suggestion.goal,
            Fold.TASK: suggestion.task,
            Fold.BOND: suggestion.bond,
        }
        return lines.get(self.fold, {})

    def _opened(self, talk: PanelContent, width: int) -> list[Text]:
        palette, names = self.palette, talk.words
        headings = {
            Fold.GOAL: names.goal,
            Fold.TASK: names.task,
            Fold.BOND: names.bond,
            Fold.AVOID: names.avoid,
        }
        suggestion = talk.suggestion
        avoid = suggestion.avoid if suggestion and self.fold is Fold.AVOID else ()
        if not self.workspace and not avoid:
            return self._keys(talk, width)
        lines = [Text(headings[self.fold], ink(palette.accent), end="")]
        beside = {Fold.GOAL: talk.towards_target, Fold.TASK: talk.within_focus}.get(self.fold)
        if beside:
            lines += wrapped(beside, width, ink(palette.quiet))
        for one in avoid:
            lines += wrapped(one, width, ink(palette.text))
        for place, (line_id, one) in enumerate(self.workspace.items(), start=1):
            mark = "✓" if line_id in talk.said else str(place)
            first, *more = wrapped(quoted(one), width - _MARK, ink(palette.text))
            lines.append(Text(f"{mark:<{_MARK}}", ink(palette.accent), end="").append_text(first))
            lines += [Text(" " * _MARK, end="").append_text(part) for part in more]
        return lines

    def _keys(self, talk: PanelContent, width: int) -> list[Text]:
        """Name what can be opened; a key and its word stay together."""
        names = talk.words
        if talk.framing:
            said = f"{key_for('session.said')} {names.said}"
            return [Text(said, ink(self.palette.accent), no_wrap=True, end="")]
        act = talk.suggestion.act if talk.suggestion else {}
        done = names.done_of(talk.done, len(act)) if talk.done else names.to_do
        named = {
            "goal": names.goal,
            "task": names.task,
            "bond": names.bond,
            "to_do": done if talk.done or act else "",
            "avoid": names.avoid,
            "why": names.why,
        }
        keys = [f"{key_for(f'session.{action}')} {word}" for action, word in named.items() if word]
        lines = [keys[0]]
        for key in keys[1:]:
            longer = f"{lines[-1]}{_BETWEEN}{key}"
            if len(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(key)
        return [Text(line, ink(self.palette.quiet), no_wrap=True, end="") for line in lines]
