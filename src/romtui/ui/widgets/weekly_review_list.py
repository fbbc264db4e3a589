"""The look-back: two lines a person, drawn only where they can be seen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from rich.text import Text

from romtui.domain.day_words import ago, short_day
from romtui.domain.weekly_review import Left, LookedAt, Shared, WeeklyReview
from romtui.ui.text import cell, clipped, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_LINES: Final = 2
"""Lines a person takes."""
_CODE: Final = 8
_NAME: Final = (26, 18)
_ROOMY: Final = 100
"""Cells from which a name has more room, as in the caseload."""
_BETWEEN: Final = " · "


class WeeklyReviewList(Rows, can_focus=True):
    """Everybody in a fixed order, with a mark; what is open first, then what was done so far."""

    DEFAULT_CSS = "WeeklyReviewList { height: 1fr; padding: 0 1; margin: 1 0; }"

    def __init__(self, *, names: bool) -> None:
        super().__init__()
        self.names = names
        self._people: tuple[LookedAt, ...] = ()
        self._today = date.min
        self._top = 0

    @property
    def people(self) -> tuple[LookedAt, ...]:
        """Everybody that is listed."""
        return self._people

    @property
    def current(self) -> LookedAt | None:
        """The person under the mark."""
        return self._people[self.marked] if self._people else None

    def show(self, looked: WeeklyReview, today: date, patient_id: int | None = None) -> None:
        """List these people; the mark goes to `patient_id`, else to the first."""
        self._people, self._today = looked.people, today
        ids = (place for place, one in enumerate(self._people) if _id(one) == patient_id)
        self.marked = next(ids, 0)
        self.redraw()

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        if self._people:
            self.marked = min(max(self.marked + steps, 0), len(self._people) - 1)

    @property
    def a_page(self) -> int:
        """How many people have room."""
        return max(self.size.height // _LINES, 1)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the people around the mark."""
        page = max(height // _LINES, 1)
        last = max(len(self._people) - page, 0)
        self._top = min(max(self._top, self.marked - page + 1), self.marked, last)
        window = self._people[self._top : self._top + page]
        self.stand([self._top + line // _LINES for line in range(len(window) * _LINES)])
        return [
            clipped(line, width)
            for place, one in enumerate(window, start=self._top)
            for line in self._person(one, marked=place == self.marked, narrow=width < _ROOMY)
        ]

    def _person(self, one: LookedAt, *, marked: bool, narrow: bool) -> tuple[Text, Text]:
        palette, patient = self.palette, one.summary.patient
        first = Text(end="", no_wrap=True)
        first.append("▸ " if marked else "  ", ink(palette.accent))
        first.append_text(cell(plain(patient.code, ink(palette.text, bold=marked)), _CODE))
        margin = first.cell_len
        if self.names:
            first.append_text(cell(plain(patient.name, ink(palette.quiet)), _NAME[narrow]))
        for place, left in enumerate(one.left):
            safety = left is Left.UNREVIEWED
            style = ink(palette.safety, bold=True) if safety else ink(palette.text)
            first.append(_BETWEEN if place else "", ink(palette.quiet))
            first.append(self._words(left, one), style)
        if not one.left:
            first.append("nothing open", ink(palette.quiet))
        so_far = _BETWEEN.join((words_of_share(one.shared), *words_of_lines(one.said)))
        return first, Text(f"{' ' * margin}{so_far}", ink(palette.quiet), end="")

    def _words(self, left: Left, one: LookedAt) -> str:
        summary = one.summary
        last, planned = summary.last_on, summary.patient.next_on
        match left:
            case Left.UNREVIEWED:
                archived = "" if summary.patient.archived_on is None else " (archived)"
                return f"! safety answer not reviewed{archived}"
            case Left.UNAGREED:
                return "nothing agreed"
            case Left.UNDISCUSSED:
                return f"{summary.undiscussed} to share"
            case Left.WENT_BY if planned is not None:
                return f"no score since the session of {short_day(planned, self._today)}"
            case Left.OVERDUE if last is not None:
                return f"last score {ago(last, self._today)}"
            case _:
                return f"{summary.due(self._today)} due"


def words_of_share(shared: Shared) -> str:
    """`8 of 10 shared`."""
    if not shared.collected:
        return "no score yet"
    return f"{shared.shared} of {shared.collected} shared"


def words_of_lines(said: Mapping[str, int]) -> Iterator[str]:
    """`said: goal 4, bond 1` and `never: task`."""
    used = ", ".join(f"{kind} {times}" for kind, times in said.items() if times)
    unused = ", ".join(kind for kind, times in said.items() if not times)
    if used:
        yield f"said: {used}"
    if unused:
        yield f"never: {unused}"


def _id(one: LookedAt) -> int:
    return one.summary.patient.id
