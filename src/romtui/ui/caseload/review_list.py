"""The look-back: two lines a person, drawn only where they can be seen."""

from collections.abc import Iterable, Iterator, Mapping
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
_BETWEEN: Final = " · "


class WeeklyReviewList(Rows[ReviewedPatient]):
    """Everybody in a fixed order; what is open first, then what was done so far."""

    LINES = 2

    def __init__(self, *, names: bool) -> None:
        super().__init__()
        self.names = names
        self._today = date.min

    def show(self, review: WeeklyReview, today: date, patient_id: int | None = None) -> None:
        """List these people; the mark goes to `patient_id`, else to the first."""
        self._today = today
        ids = [person.summary.patient.id for person in review.patients]
        self.fill(review.patients, ids.index(patient_id) if patient_id in ids else 0)

    def block(self, row: ReviewedPatient, index: int, width: int) -> Iterable[Text]:
        """Draw what is open with a person, and below it what was done."""
        palette, patient, marked = self.palette, row.summary.patient, index == self.marked
        line = self.mark(index)
        line.append_text(cell(plain(patient.code, ink(palette.text, bold=marked)), _CODE))
        margin = line.cell_len
        if self.names:
            line.append_text(cell(plain(patient.name, ink(palette.quiet)), _NAME[width < _ROOMY]))
        for number, point in enumerate(row.open_points):
            safety = point is ReviewPoint.UNREVIEWED
            style = ink(palette.safety, bold=True) if safety else ink(palette.text)
            line.append(_BETWEEN if number else "", ink(palette.quiet))
            line.append(self._words(point, row), style)
        if not row.open_points:
            line.append(texts.NOTHING_OPEN, ink(palette.quiet))
        yield line
        so_far = _BETWEEN.join((words_of_share(row.shared), *words_of_lines(row.said)))
        yield Text(f"{' ' * margin}{so_far}", ink(palette.quiet), end="")

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


def words_of_lines(lines: Mapping[str, int]) -> Iterator[str]:
    """`suggestions used: goal 4, bond 1` and `not used: task`."""
    used = ", ".join(f"{kind} {times}" for kind, times in lines.items() if times)
    unused = ", ".join(kind for kind, times in lines.items() if not times)
    if used:
        yield texts.used(used)
    if unused:
        yield texts.not_used(unused)
