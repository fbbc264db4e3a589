"""What a person sees who fills in a form by themselves: one question, large, and its answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from rich.text import Text

from romtui.domain.dialogue.words import HandOverWords
from romtui.domain.handover import HandOver, Page
from romtui.domain.instrument import Item
from romtui.ui import texts
from romtui.ui.text import clipped, flowed, plain, wrapped
from romtui.ui.theme import Palette, ink, marked_ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_BLANK: Final = Text(end="")
_WIDEST: Final = 76
"""Cells of a line that is still easy to read."""


@dataclass(frozen=True, slots=True)
class _Spacing:
    """Lines above and below an answer in its own colour, and lines between two answers."""

    within: int
    between: int


_ROOMY, _AIRY, _TIGHT = _Spacing(1, 1), _Spacing(0, 1), _Spacing(0, 0)


class SelfReportForm(Drawing):
    """Draws a `HandOver`: a question, the review, or the thanks. Never a score."""

    handed: Drawn[HandOver | None] = Drawn(None)
    note: Drawn[str] = Drawn("")

    def __init__(self, words: HandOverWords) -> None:
        super().__init__()
        self._words = words

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the page in the middle of the screen, the keys on its last line."""
        handed = self.handed
        if handed is None:
            return []
        column = min(width, _WIDEST)
        pages = {Page.REVIEW: self._review, Page.THANKS: self._thanks}
        draw = pages.get(handed.page, self._question)
        lines = draw(handed, column, height)
        left = " " * ((width - column) // 2)
        return [_indented(line, left) for line in lines][:height]

    def _question(self, handed: HandOver, width: int, height: int) -> list[Text]:
        head, foot = self._head(handed, width), self._foot(handed, width)
        asked = self._asked(handed, handed.item, width)
        tallest = max(self._tallest_asked(handed, width), len(asked))
        least = len(self._smallest(handed, width))
        if len(head) + tallest + 1 + least + len(foot) > height:
            head, foot, asked = _dense(head), _dense(foot), _dense(asked)
            tallest = max(tallest - 1, len(asked))
        if len(head) + len(asked) + least + len(foot) > height:
            foot = _dense(self._foot(handed, width, with_notice=False))  # the review has it
        room = height - len(head) - len(foot)
        choices = self._choices_in(handed, width, (room - tallest - 1, room - len(asked) - 1))
        spare = room - len(asked) - len(choices)
        between = min(tallest - len(asked) + 1, max(spare, 0))
        body = [*asked, *[_BLANK] * between, *choices]
        return [*head, *body, *[_BLANK] * (room - len(body)), *foot]

    def _choices_in(self, handed: HandOver, width: int, rooms: Sequence[int]) -> list[Text]:
        """The answers as large as there is room for; side by side where there is too little.

        There may be room below the longest question of the form, or only below this one.
        """
        for room in rooms:
            for spacing in (_ROOMY, _AIRY, _TIGHT):
                choices = self._choices(handed, width, spacing)
                if len(choices) <= room:
                    return choices
        return self._smallest(handed, width)

    def _smallest(self, handed: HandOver, width: int) -> list[Text]:
        """The answers side by side, unless one of them is too long for a line of its own."""
        beside = self._side_by_side(handed, width)
        too_long = any(line.cell_len > width for line in beside)
        return self._choices(handed, width, _TIGHT) if too_long else beside

    def _side_by_side(self, handed: HandOver, width: int) -> list[Text]:
        palette, pieces = self.palette, []
        for index, option in enumerate(handed.item.choices):
            marked = index == handed.marked
            words = "" if option.label == option.printed else f" {option.label}"
            style = _ink_on(palette, bold=True, marked=marked)
            mark = "▸" if marked else " "
            pieces.append(Text(f"{mark}{option.printed}{words} ", style, end="", no_wrap=True))
        return flowed(pieces, width)

    def _head(self, handed: HandOver, width: int) -> list[Text]:
        palette, form = self.palette, handed.instrument
        count = len(handed.rows)
        place = handed.filling.position if handed.page is Page.ITEM else count - 1
        right = self._words.place.replace("{place}", str(place + 1))
        title = form.name
        if handed.sent + len(handed.forms) > 1:
            of = self._words.form.replace("{place}", str(handed.sent + 1))
            title += f"   {of.replace('{count}', str(handed.sent + len(handed.forms)))}"
        done = round(width * place / count)
        progress = Text("━" * done, ink(palette.quiet), end="", no_wrap=True)
        progress.append("─" * (width - done), ink(palette.line))
        return [
            _apart(title, right.replace("{count}", str(count)), width, ink(palette.quiet)),
            progress,
            _BLANK,
        ]

    def _foot(self, handed: HandOver, width: int, *, with_notice: bool = True) -> list[Text]:
        palette, words = self.palette, self._words
        if handed.page is Page.THANKS:
            keys = ""
        elif handed.page is Page.REVIEW:
            keys = words.review_keys
        else:
            keys = words.number_keys if handed.wants_number else words.answer_keys
        note = wrapped(self.note, width, ink(palette.text, bold=True)) if self.note else []
        hint = wrapped(keys, width, ink(palette.quiet)) if keys else []
        for_therapist = Text(words.for_therapist.rjust(width), ink(palette.quiet), end="")
        shown = with_notice and handed.page is not Page.THANKS
        notice = handed.instrument.notice if shown else ""
        of_owner = wrapped(notice, width, ink(palette.quiet)) if notice else []
        return [_BLANK, *note, *hint, *of_owner, for_therapist]

    def _asked(self, handed: HandOver, item: Item, width: int) -> list[Text]:
        palette, form = self.palette, handed.instrument
        stem = "" if handed.page is Page.AFTER else form.stem or form.period
        above = [*wrapped(stem, width, ink(palette.text)), _BLANK] if stem else []
        return [*above, *wrapped(item.text, width, ink(palette.text, bold=True))]

    def _tallest_asked(self, handed: HandOver, width: int) -> int:
        """The lines of the longest question, so that the answers always stand in one place."""
        return max(len(self._asked(handed, item, width)) for item in handed.instrument.items)

    def _choices(self, handed: HandOver, width: int, spacing: _Spacing) -> list[Text]:
        lines: list[Text] = []
        for index, option in enumerate(handed.item.choices):
            marked = index == handed.marked
            words = "" if option.label == option.printed else option.label
            if lines:
                lines += [_BLANK] * spacing.between
            lines += self._button(option.printed, words, width, spacing, marked=marked)
        return lines

    def _button(
        self, sign: str, words: str, width: int, spacing: _Spacing, *, marked: bool
    ) -> list[Text]:
        """One answer on its own ground; the marked one the other way round, with a sign."""
        plain_ink = _ink_on(self.palette, marked=marked)
        bold_ink = _ink_on(self.palette, bold=True, marked=marked)
        mark = "▸" if marked else " "
        around = [Text(" " * width, plain_ink, end="")] * spacing.within
        parts = wrapped(words, width - 10, bold_ink)
        lines = []
        for row, part in enumerate(parts):
            begin = f" {mark} {sign:>2}   " if row == 0 else " " * 8
            line = Text(begin, bold_ink, end="", no_wrap=True)
            line.append_text(part)
            line.append(" " * (width - line.cell_len), plain_ink)
            lines.append(line)
        return [*around, *lines, *around]

    def _review(self, handed: HandOver, width: int, height: int) -> list[Text]:
        palette, words = self.palette, self._words
        head = [
            Text(handed.instrument.name, ink(palette.quiet), end=""),
            _BLANK,
            *wrapped(words.review, width, ink(palette.text, bold=True)),
        ]
        if handed.left_open:
            head += wrapped(words.left_open.of(handed.left_open), width, ink(palette.text))
        send = self._button("", words.send, width, _ROOMY, marked=handed.sends)
        foot = [_BLANK, *send, *self._foot(handed, width)]
        room = max(height - len(head) - len(foot) - 1, 1)
        rows = self._answered(handed, width, whole=True)
        if sum(map(len, rows)) > room:
            rows = self._answered(handed, width, whole=False)
        seen = len(rows) if handed.marked is None else min(handed.marked + 1, len(rows))
        top = max(sum(map(len, rows[:seen])) - room, 0)
        shown = [line for row in rows for line in row][top : top + room]
        return [*head, _BLANK, *shown, *[_BLANK] * (room - len(shown)), *foot]

    def _answered(self, handed: HandOver, width: int, *, whole: bool) -> list[list[Text]]:
        """Every question beside its answer: whole where there is room for all, else the marked."""
        palette = self.palette
        rows = []
        for index, (item, option) in enumerate(handed.rows):
            marked = index == handed.marked
            unsaid = texts.NOT_NEEDED if item.number in handed.skipped else self._words.no_answer
            answered = unsaid if option is None else option.label
            answer = clipped(plain(answered), width // 2)
            quiet = palette.quiet if option is None else palette.text
            room, mark = width - answer.cell_len - 3, f" {'▸' if marked else ' '} "
            unfolds = whole or marked
            asked = wrapped(item.text, room - len(mark)) if unfolds else [plain(item.text)]
            style = ink(quiet, background=palette.background)
            lines = []
            for number, part in enumerate(asked):
                line = plain(" " * len(mark) if number else mark).append_text(part)
                line = clipped(line, room)
                line.append(" " * (width - line.cell_len - answer.cell_len - 1))
                line.append_text(plain(" " * answer.cell_len) if number else answer)
                line.append(" ")
                line.stylize(marked_ink(palette, bold=True) if marked else style)
                lines.append(line)
            rows.append(lines)
        return rows

    def _thanks(self, handed: HandOver, width: int, height: int) -> list[Text]:
        palette, words = self.palette, self._words
        foot = self._foot(handed, width)
        thanks = [
            Text(words.thanks.center(width), ink(palette.text, bold=True), end=""),
            _BLANK,
            Text(words.hand_back.center(width), ink(palette.text, bold=True), end=""),
        ]
        above = max((height - len(foot) - len(thanks)) // 2, 0)
        below = max(height - above - len(thanks) - len(foot), 0)
        return [*[_BLANK] * above, *thanks, *[_BLANK] * below, *foot]


def _dense(lines: Sequence[Text]) -> list[Text]:
    """The same without empty lines, for a long question on a small window."""
    return [line for line in lines if line is not _BLANK]


def _apart(left: str, right: str, width: int, style: Style) -> Text:
    return Text(f"{left}{right.rjust(max(width - len(left), 0))}", style, end="", no_wrap=True)


def _ink_on(palette: Palette, *, bold: bool = False, marked: bool) -> Style:
    """The ink of an answer on its own ground."""
    if marked:
        return marked_ink(palette, bold=bold)
    return ink(palette.text, bold=bold, background=palette.raised)


def _indented(line: Text, left: str) -> Text:
    """Move a line in; what is around it keeps the ground of the screen."""
    moved = Text(left, end="", no_wrap=True)
    moved.append_text(line)
    return moved
