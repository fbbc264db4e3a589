"""A questionnaire that is being filled in, one item in the middle."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.commands import key_for
from romtui.domain.filling import Filling
from romtui.domain.instrument import Item
from romtui.domain.private import Private
from romtui.domain.text import with_weekday
from romtui.ui.text import clipped, flowed, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_LEFT_OUT: Final = "left out"
_SKIPPED: Final = "skipped"


class Questionnaire(Drawing):
    """Shows the answered items above, the one that is asked now, and its options."""

    filling: Drawn[Filling | None] = Drawn(None)
    hint: Drawn[str | Private] = Drawn("")
    before: var[str] = var("")
    """What is said quietly until the first answer."""

    def __init__(self) -> None:
        super().__init__()
        self._tallest_of: tuple[tuple[str, int], int] | None = None

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw title, progress, answers so far, question and options."""
        filling = self.filling
        if filling is None:
            return []
        head = self._head(filling, width)
        ask = self._end(filling, width) if filling.at_end else self._ask(filling.item, width)
        room = height - len(head) - self._tallest(filling, width) - 1
        rows = min(len(filling.answers), max(room, 0))
        answered = self._answered(filling, width, rows)
        below = [Text(end="")] * (rows - len(answered) + 1)
        return [*head, *answered, *below, *ask][:height]

    def _tallest(self, filling: Filling, width: int) -> int:
        """Lines of the longest question: the answers then stay in one place."""
        longest_of = (filling.instrument.id, width)
        if self._tallest_of is None or self._tallest_of[0] != longest_of:
            lines = max(len(self._ask(item, width)) for item in filling.instrument.items)
            self._tallest_of = longest_of, lines
        return self._tallest_of[1]

    def _head(self, filling: Filling, width: int) -> list[Text]:
        palette, instrument = self.palette, filling.instrument
        title = Text(end="", no_wrap=True)
        title.append(instrument.name, ink(palette.text, bold=True))
        title.append(f"   {with_weekday(filling.on)}", ink(palette.quiet))
        if filling.amends is not None:
            title.append("   correction: the old version is kept", ink(palette.accent))
        done, count = filling.answered + len(filling.skipped), len(filling.answers)
        bar = round(width * done / count)
        progress = Text(end="", no_wrap=True)
        progress.append("━" * bar, ink(palette.accent))
        progress.append("─" * (width - bar), ink(palette.line))
        stem = wrapped(instrument.stem or instrument.period, width, ink(palette.quiet))
        return [clipped(title, width), progress, *stem, Text(end="")]

    def _answered(self, filling: Filling, width: int, room: int) -> list[Text]:
        palette = self.palette
        lines: list[Text] = []
        shown = [index for index in range(len(filling.answers)) if filling.passed(index)]
        for index in shown[-room:] if room else []:
            item, answer = filling.instrument.items[index], filling.answers[index]
            option = item.option(answer) if answer is not None else None
            line = Text(end="", no_wrap=True)
            here = index == filling.position
            line.append("▸" if here else " ", ink(palette.accent))
            line.append(f"{item.number:>2}  ", ink(palette.quiet))
            line.append(f"{item.label or item.text:<22.40}", ink(palette.quiet))
            if option is None and item.number in filling.skipped:
                line.append(f"  ·  {_SKIPPED}", ink(palette.quiet))
            elif option is None:
                line.append(f"  ·  {_LEFT_OUT}", ink(palette.worse))
            else:
                line.append(f"  {option.printed}  {option.label}", ink(palette.text))
            lines.append(clipped(line, width))
        return lines

    def _ask(self, item: Item, width: int) -> list[Text]:
        filling = self.filling
        assert filling is not None
        chosen = filling.answers[item.number - 1]
        return [
            Text(f"{item.number} of {len(filling.answers)}", ink(self.palette.quiet), end=""),
            *wrapped(item.text, width, ink(self.palette.text, bold=True)),
            Text(end=""),
            *self._options(item, chosen, width),
            Text(end=""),
            *self._hint_or(_passing(filling) or filling.echo or self.before, width),
        ]

    def _options(self, item: Item, chosen: int | None, width: int) -> list[Text]:
        pieces: list[Text] = []
        for option in item.choices:
            piece = Text(end="", no_wrap=True)
            mark, bare = option.value == chosen, option.label == option.printed
            number = self.palette.text if mark and bare else self.palette.accent
            piece.append(option.printed, ink(number, bold=True))
            if not bare:
                piece.append(f" {option.label}", ink(self.palette.text, bold=mark))
            pieces.append(piece)
        return flowed(pieces, width)

    def _end(self, filling: Filling, width: int) -> list[Text]:
        palette = self.palette
        skipped = f", {len(filling.skipped)} {_SKIPPED}" if filling.skipped else ""
        words = f"{filling.answered} of {len(filling.answers)} answered{skipped}. "
        missing = filling.unanswered_safety
        if missing:
            words += f"Item {missing[0]} asks about safety and is not answered: please ask. "
        finish, back = key_for("entry.finish"), key_for("entry.back")
        words += f"{finish} saves it as it is; {back} goes back."
        asked = wrapped(words, width, ink(palette.safety if missing else palette.text))
        return [*asked, Text(end=""), *self._hint_or("", width)]

    def _hint_or(self, otherwise: str, width: int) -> list[Text]:
        """The hint, which must never be missed, else a quiet word."""
        if self.hint:
            return wrapped(self.hint, width, ink(self.palette.worse))
        return [clipped(plain(otherwise, ink(self.palette.quiet)), width)]


def _passing(filling: Filling) -> str:
    """How what is skipped is passed over; digits typed on from paper answer it all the same."""
    if not filling.needs_no_answer:
        return ""
    after = filling.past_skipped()
    first, last = filling.item.number, after.position
    what = f"item {first} needs" if first == last else f"items {first} to {last} need"
    if after.at_end:
        then = "saves" if after.complete and after.amends is None else "goes to the end"
    else:
        then = f"goes on to item {after.item.number}"
    return f"{what} no answer: {key_for('entry.finish')} {then}"
