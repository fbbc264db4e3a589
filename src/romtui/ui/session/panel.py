"""What to say now: the headline, the sentence, the arithmetic behind it, and what else holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.commands import key_for
from romtui.domain.dialogue import Panel, Suggestion, framing
from romtui.domain.dialogue.template import filled
from romtui.domain.private import Private
from romtui.domain.progress import progress_in_focus, progress_to_target
from romtui.ui.session import texts
from romtui.ui.session.view import SessionView
from romtui.ui.text import clipped, flowed, quoted, wrapped
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.drawing import Drawing

_OTHERS: Final = 2
"""How many other headlines are named beside the sentence."""
_BETWEEN: Final = 2
_APART: Final = "   "
_EASY_TO_READ: Final = 100
"""Most cells of a line of the sentence."""
_TALL: Final = 30
"""Lines of the screen from which the sentence has room around it."""


@dataclass(frozen=True, slots=True)
class PanelContent:
    """All that the panel shows: a suggestion, and the titles of the other findings.

    Without a suggestion nothing holds about the marked measure, and `plain` says so. `words` are
    the panel's own labels, `done` counts what is ticked of the to-do list. `said_today` names the
    lines that were said; `framing` is set before the very first form, `tentative` where what is
    shown may be chance. `within_focus` says what the present focus has brought on the marked
    measure, and `towards_target` what its target is and how far it is. `about` names what the
    headline is about, where several measures are followed. `place` of `count` headlines is the
    one shown, from 1; 0 is none of them.
    """

    suggestion: Suggestion | None
    words: Panel
    also: tuple[str, ...] = ()
    more: int = 0
    place: int = 0
    count: int = 0
    done: int = 0
    said_today: frozenset[str] = frozenset()
    framing: bool = False
    tentative: bool = False
    within_focus: Private = Private("")
    towards_target: Private = Private("")
    about: str = ""
    plain: str = ""


def panel_content(view: SessionView) -> PanelContent:
    """What to say about the finding that is shown, and what else holds."""
    case, deck = view.case, view.deck
    if view.asks_framing:
        return PanelContent(framing(deck, view.framing_turn), deck.panel, framing=True)
    findings, shown = view.findings.found, view.shown
    others = [finding for finding in findings if finding is not shown]
    content = PanelContent(
        suggestion=None,
        words=deck.panel,
        also=tuple(map(view.named_title, others[:_OTHERS])),
        more=len(others[_OTHERS:]),
        count=len(findings),
        said_today=frozenset(said.line_id for said in case.said if said.on == view.today),
    )
    if shown is None:
        return replace(content, plain=_nothing_to_say(view))
    suggestion = view.suggest(shown)
    change = progress_in_focus(case, view.marked, view.today, deck, view.settings.constants)
    return replace(
        content,
        suggestion=suggestion,
        tentative=shown.tentative,
        place=findings.index(shown) + 1,
        done=len(case.ticks & suggestion.act.keys()),
        about=view.about(shown),
        towards_target=_with_name(view, progress_to_target(case, view.marked, deck)),
        within_focus=_with_name(view, change),
    )


def _nothing_to_say(view: SessionView) -> str:
    """That no rule asks for a word about the marked measure."""
    words, results = view.deck.panel, view.case.of(view.form.id)
    sentence = words.nothing
    if not results:
        sentence = words.no_score
    elif results[-1].on < view.today:
        sentence = words.none_today
    return sentence.replace("{measure}", view.instrument.name)


def _with_name(view: SessionView, sentence: Private) -> Private:
    """A sentence about the marked measure, with its name."""
    if not sentence:
        return sentence
    return filled("{said} ({name})", said=sentence, name=view.instrument.name)


class DialoguePanel(Drawing):
    """The sentence to say is the first thing the eye finds; everything else is quiet."""

    content: var[PanelContent | None] = var(None)

    def __init__(self) -> None:
        super().__init__()
        self._said_in = 0
        """Lines down to the end of the sentence."""

    def watch_content(self) -> None:
        """Draw another suggestion."""
        self.redraw(layout=True)

    @property
    def suggestion(self) -> Suggestion | None:
        """What is suggested to be said."""
        return None if self.content is None else self.content.suggestion

    @property
    def sentence_ends(self) -> int:
        """The line of the screen below the sentence."""
        return self.content_region.y + self._said_in

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw headline, sentence, why, what else, and the keys of what goes with it."""
        content = self.content
        if content is None:
            return []
        palette, suggestion = self.palette, content.suggestion
        roomy = self.screen.size.height >= _TALL
        gap = [Text(end="")] if roomy else []
        also = self._also(content, width)
        narrow = min(width, _EASY_TO_READ)
        if suggestion is None:
            plain = wrapped(content.plain, narrow, ink(palette.text))
            self._said_in = len(plain)
            return [*plain, *gap, *also]
        sentence = wrapped(
            quoted(suggestion.line), narrow, ink(palette.text, bold=True), widow=False
        )
        said = [self._headline(content, suggestion, width), *gap, *sentence, *gap]
        self._said_in = len(said)
        because = []
        if suggestion.why:
            name = content.words.why
            why = f"{name}  {suggestion.why}"
            because = wrapped(why, narrow, ink(palette.quiet), indent=len(name) + 2, widow=False)
        return [*said, *because, *also, *self._keys(content, width)]

    def _headline(self, content: PanelContent, suggestion: Suggestion, width: int) -> Text:
        palette = self.palette
        headline = Text(end="", no_wrap=True)
        headline.append(suggestion.title, ink(lane_ink(palette, suggestion.lane), bold=True))
        if content.about:
            headline.append(f"{_APART}{content.about}", ink(palette.text))
        if content.tentative:
            headline.append(f"{_APART}{texts.TENTATIVE}", ink(palette.quiet))
        if suggestion.wordings > 1:
            which = content.words.turn_of(suggestion.turn + 1, suggestion.wordings)
            turn = Text(which, ink(palette.quiet), end="", no_wrap=True)
            with_key = Text.assemble(turn, _APART, self._key("session.wording", content.words.next))
            for right in (with_key, turn):  # what has no room gives way, whole
                room = width - headline.cell_len - right.cell_len
                if room >= len(_APART):
                    headline.append(" " * room).append_text(right)
                    break
        return clipped(headline, width)

    def _key(self, command_id: str, word: str) -> Text:
        """A key and its word."""
        named = Text(end="", no_wrap=True)
        named.append(key_for(command_id), ink(self.palette.accent))
        return named.append(f" {word}", ink(self.palette.quiet))

    def _also(self, content: PanelContent, width: int) -> list[Text]:
        """Name what else holds, and the key that goes there."""
        if not content.also:
            return []
        words, quiet = content.words, ink(self.palette.quiet)
        more = f"   {words.more_of(content.more)}" if content.more else ""
        titles = f"{words.also} {' · '.join(content.also)}{more}"
        indent = len(words.also) + 1
        lines = wrapped(titles, width, quiet, indent=indent)
        if not content.count:
            return lines
        where = Text(end="", no_wrap=True)
        if content.place:
            where.append(f"{words.place_of(content.place, content.count)}{_APART}", quiet)
        where.append_text(self._key("session.next_finding", words.next))
        if lines[-1].cell_len + where.cell_len + len(_APART) <= width:
            lines[-1].append(_APART).append_text(where)
        else:
            lines.append(Text(" " * indent, end="", no_wrap=True).append_text(where))
        return lines

    def _keys(self, content: PanelContent, width: int) -> list[Text]:
        """Name what can be opened; a key and its word stay together."""
        names = content.words
        if content.framing:
            introduced = f"{key_for('session.said')} {names.said}"
            return [Text(introduced, ink(self.palette.accent), no_wrap=True, end="")]
        act = content.suggestion.act if content.suggestion else {}
        done = names.done_of(content.done, len(act)) if content.done else names.to_do
        named = {
            "goal": names.goal,
            "task": names.task,
            "bond": names.bond,
            "to_do": done if content.done or act else "",
            "avoid": names.avoid,
            "why": names.why,
        }
        pieces = []
        for action, word in named.items():
            if word:
                pieces.append(self._key(f"session.{action}", word))
        return flowed(pieces, width, apart=_BETWEEN)
