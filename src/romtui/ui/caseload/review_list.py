"""The weekly review: one line a patient, drawn only where it can be seen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from rich.text import Text

from romtui.domain.text import ago
from romtui.domain.weekly_review import ReviewedPatient, ReviewPoint, Shared, WeeklyReview
from romtui.ui.caseload import texts
from romtui.ui.text import cell, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_CODE: Final = 8
_NAME: Final = (26, 18)
_ROOMY: Final = 100
"""Cells from which a name has more room, as in the caseload."""
_SHARED: Final = 9
_SAID: Final = 21
"""Cells for how often which suggestion was said: `goal 12 task 3 bond 4`."""
_BETWEEN: Final = " · "


class WeeklyReviewList(Rows[ReviewedPatient]):
    """Everybody in a fixed order: what was shared and said so far, and what is open."""

    def __init__(self, *, names: bool) -> None:
        super().__init__()
        self.names = names
        self._today = date.min

    def show(self, review: WeeklyReview, today: date, patient_id: int | None = None) -> None:
        """List these people; the mark goes to `patient_id`, else to the first."""
        self._today = today
        ids = [person.summary.patient.id for person in review.patients]
        self.fill(review.patients, ids.index(patient_id) if patient_id in ids else 0)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw what the columns hold, then the patients around the mark."""
        lines = super().draw(width, max(height - 1, 1))
        self.row_at = [None, *self.row_at]
        quiet = ink(self.palette.quiet)
        head = Text("  ", end="", no_wrap=True)
        head.append_text(cell(Text(texts.COLUMN_CODE, quiet), _CODE))
        if self.names:
            head.append_text(cell(Text(texts.COLUMN_NAME, quiet), self._name_cells(width)))
        head.append_text(cell(Text(texts.COLUMN_SHARED, quiet), _SHARED))
        if self._has_said(width):
            head.append_text(cell(Text(texts.COLUMN_SAID, quiet), _SAID))
        return [head.append(texts.COLUMN_OPEN, quiet), *lines]

    @property
    def page(self) -> int:
        """How many patients have room below the names of the columns."""
        return max(super().page - 1, 1)

    def block(self, row: ReviewedPatient, index: int, width: int) -> Iterable[Text]:
        """Draw a patient."""
        palette, patient, marked = self.palette, row.summary.patient, index == self.marked
        quiet = ink(palette.quiet)
        line = self.mark(index)
        line.append_text(cell(plain(patient.code, ink(palette.text, bold=marked)), _CODE))
        if self.names:
            line.append_text(cell(plain(patient.name, quiet), self._name_cells(width)))
        shared = row.shared
        line.append_text(
            cell(Text(texts.shared_of(shared.shared, shared.collected), quiet), _SHARED)
        )
        if self._has_said(width):
            line.append_text(cell(Text(words_of_lines(row.said), quiet), _SAID))
        for number, point in enumerate(row.open_points):
            safety = point is ReviewPoint.UNREVIEWED
            style = ink(palette.safety, bold=True) if safety else ink(palette.text)
            line.append(_BETWEEN if number else "", quiet)
            line.append(self._words(point, row), style)
        if not row.open_points:
            line.append(texts.NOTHING_OPEN, quiet)
        yield line

    def _name_cells(self, width: int) -> int:
        return _NAME[width < _ROOMY]

    def _has_said(self, width: int) -> bool:
        """In a narrow line the names take its place."""
        return width >= _ROOMY or not self.names

    def _words(self, point: ReviewPoint, row: ReviewedPatient) -> str:
        summary = row.summary
        last, planned = summary.last_on, summary.patient.next_on
        match point:
            case ReviewPoint.UNREVIEWED:
                active = summary.patient.archived_on is None
                return texts.UNREVIEWED if active else texts.UNREVIEWED_ARCHIVED
            case ReviewPoint.UNAGREED:
                return texts.NOT_AGREED
            case ReviewPoint.UNDISCUSSED:
                return texts.unshared(summary.undiscussed)
            case ReviewPoint.WENT_BY if planned is not None:
                return texts.no_score_since(planned, self._today)
            case ReviewPoint.OVERDUE if last is not None:
                return texts.last_score(ago(last, self._today))
            case _:
                return texts.due(summary.due(self._today))


def words_of_share(shared: Shared) -> str:
    """`8 of 10 shared`."""
    return texts.shared(shared.shared, shared.collected)


def words_of_lines(lines: Mapping[str, int]) -> str:
    """`goal 4 bond 1`, or that none was said."""
    used = " ".join(f"{kind} {times}" for kind, times in lines.items() if times)
    return used or (texts.NONE_SAID if lines else "")
