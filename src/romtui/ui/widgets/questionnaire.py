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
from romtui.ui import texts
from romtui.ui.text import cell, clipped, flowed, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_LABEL: Final = 40
"""Cells for what an answered item is about."""
_ONE_A_LINE: Final = 4
"""So many choices stand one below the other, as on the form, where one line is too short."""


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
        answered = self._answered(filling, width, max(room, 0))
        rows = min(max(len(filling.answers), len(answered)), max(room, 0))
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
            title.append(f"   {texts.CORRECTION}", ink(palette.accent))
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
        labels = self._labels(filling, width)
        for index in shown[-room:] if room else []:
            item, answer = filling.instrument.items[index], filling.answers[index]
            line = Text(end="", no_wrap=True)
            here = index == filling.position
            line.append("▸" if here else " ", ink(palette.accent))
            line.append(f"{item.number:>2}  ", ink(palette.quiet))
            line.append_text(cell(plain(item.label or item.text, ink(palette.quiet)), labels))
            first, *rest = self._answer(item, answer, width - line.cell_len - 1)
            deep = line.cell_len + 1
            lines.append(line.append(" ").append_text(first))
            lines += [Text(" " * deep, end="", no_wrap=True).append_text(part) for part in rest]
        return lines[-room:]

    def _labels(self, filling: Filling, width: int) -> int:
        """Cells for what the answered items are about: the answers stand below one another."""
        longest = max(len(item.label or item.text) for item in filling.instrument.items)
        return min(longest, _LABEL, width // 3)

    def _answer(self, item: Item, answer: int | None, width: int) -> list[Text]:
        """What was answered, whole: a long answer goes on below itself."""
        palette, filling = self.palette, self.filling
        assert filling is not None
        option = item.option(answer) if answer is not None else None
        if option is not None:
            return wrapped(f"{option.printed}  {option.label}", width, ink(palette.text), indent=3)
        if item.number in filling.skipped:
            return [Text(f"·  {texts.NOT_NEEDED}", ink(palette.quiet), end="")]
        return [Text(f"·  {texts.SKIPPED}", ink(palette.worse), end="")]

    def _ask(self, item: Item, width: int) -> list[Text]:
        filling = self.filling
        assert filling is not None
        chosen = filling.answers[item.number - 1]
        return [
            Text(texts.item_of(item.number, len(filling.answers)), ink(self.palette.quiet), end=""),
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
        beside = flowed(pieces, width)
        too_long = any(piece.cell_len > width for piece in pieces)
        if len(beside) == 1 or (len(pieces) > _ONE_A_LINE and not too_long):
            return beside
        return [line for piece in pieces for line in _below_itself(piece, width)]

    def _end(self, filling: Filling, width: int) -> list[Text]:
        palette = self.palette
        count, missing = len(filling.answers), filling.unanswered_safety
        sentences = [texts.answered_in_all(filling.answered, count, len(filling.skipped))]
        if missing:
            sentences.append(texts.safety_unanswered(missing[0]))
        sentences.append(texts.saves_as_it_is(key_for("entry.finish"), key_for("entry.back")))
        style = ink(palette.safety if missing else palette.text)
        asked = wrapped(" ".join(sentences), width, style)
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
    if not after.at_end:
        then = texts.goes_on_to(after.item.number)
    elif after.complete and after.amends is None:
        then = texts.SAVES
    else:
        then = texts.GOES_TO_THE_END
    return texts.needs_no_answer(first, last, key_for("entry.finish"), then)


def _below_itself(piece: Text, width: int) -> list[Text]:
    """A choice that is too long for its line goes on below its words, not below its number."""
    if piece.cell_len <= width:
        return [piece]
    number, _, words = piece.plain.partition(" ")
    deep = len(number) + 1
    first, *rest = wrapped(words, width - deep, piece.spans[-1].style)
    head = piece[:deep]
    head.append_text(first)
    return [head, *(Text(" " * deep, end="").append_text(part) for part in rest)]
