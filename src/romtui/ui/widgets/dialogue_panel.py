"""What to say now: the headline, the sentence, and the arithmetic behind it."""

from collections.abc import Iterable
from enum import Enum

from rich.text import Text
from textual.reactive import var

from romtui.domain.dialogue import Suggestion
from romtui.domain.private import Private
from romtui.ui.sitting import Talk
from romtui.ui.text import clipped, quoted, wrapped
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.drawing import Drawing


class Fold(Enum):
    """What is opened under the sentence."""

    NOTHING = ""
    GOAL = "goal"
    TASK = "task"
    BOND = "bond"
    AVOID = "avoid"


class DialoguePanel(Drawing):
    """The sentence to say is the first thing the eye finds; everything else is quiet."""

    talk: var[Talk | None] = var(None)
    fold: var[Fold] = var(Fold.NOTHING)

    def watch_talk(self) -> None:
        """Draw another suggestion."""
        self.redraw()

    def watch_fold(self) -> None:
        """Open or close a part."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw headline, sentence, why, what else, then what was opened."""
        if self.talk is None:
            return []
        roomy = height > 12
        lines = [*self._say(self.talk.suggestion, width, roomy=roomy)]
        lines += self._because(self.talk, width)
        if roomy:
            lines.append(Text(end=""))
        lines += self._opened(self.talk.suggestion, width)
        return lines

    def _say(self, suggestion: Suggestion, width: int, *, roomy: bool) -> Iterable[Text]:
        inks = self.inks
        headline = Text(end="", no_wrap=True)
        headline.append(suggestion.title, ink(lane_ink(inks, suggestion.lane), bold=True))
        if suggestion.wordings > 1:
            turn = f"{suggestion.turn % suggestion.wordings + 1} of {suggestion.wordings}"
            headline.append(f"   {turn}", ink(inks.quiet))
        yield clipped(headline, width)
        if roomy:
            yield Text(end="")
        yield from wrapped(quoted(suggestion.line), width, ink(inks.text, bold=True))
        if roomy:
            yield Text(end="")

    def _because(self, talk: Talk, width: int) -> list[Text]:
        inks = self.inks
        lines: list[Text] = []
        if talk.suggestion.why:
            why = f"why  {talk.suggestion.why}"
            lines += wrapped(why, width, ink(inks.quiet), indent=5)
        if talk.also:
            more = f"   … {talk.more} more" if talk.more else ""
            also = f"also {' · '.join(talk.also)}{more}"
            lines += wrapped(also, width, ink(inks.quiet), indent=5)
        return lines

    def _opened(self, suggestion: Suggestion, width: int) -> list[Text]:
        opened: dict[Fold, tuple[Private, ...]] = {
            Fold.GOAL: suggestion.goal,
            Fold.TASK: suggestion.task,
            Fold.BOND: suggestion.bond,
            Fold.AVOID: suggestion.avoid,
        }
        words = opened.get(self.fold, ())
        if not words:
            hint = "g goal   k task   b bond   ! avoid   ? why"
            return [Text(hint, ink(self.inks.quiet), no_wrap=True, end="")]
        lines = [Text(self.fold.value, ink(self.inks.accent), end="")]
        for one in words:
            spoken = one if self.fold is Fold.AVOID else quoted(one)
            lines += wrapped(spoken, width, ink(self.inks.text))
        return lines
