"""The weekly look-back, seen alone: what is open with whom."""

from datetime import date

from romtui.commands import LOOK_BACK
from romtui.domain.errors import UserError
from romtui.domain.weekly_review import weekly_review
from romtui.ui.bindings import bindings
from romtui.ui.caseload import texts
from romtui.ui.caseload.review_list import WeeklyReviewList, words_of_share
from romtui.ui.caseload.walk import Walk
from romtui.ui.dependencies import Workspace
from romtui.ui.screens.page import ListScreen


class WeeklyReviewScreen(ListScreen[None, WeeklyReviewList]):
    """Everybody once, with all that is open; no case is read for it."""

    KEYS = LOOK_BACK
    BINDINGS = bindings(LOOK_BACK)

    def __init__(self, workspace: Workspace, *, names: bool) -> None:
        super().__init__(WeeklyReviewList(names=names))
        self._workspace = workspace
        self._left = False

    def on_mount(self) -> None:
        """Look at everybody."""
        self._load()

    def on_screen_suspend(self) -> None:
        """Another screen is on."""
        self._left = True

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are hidden again."""
        current = self.list.current
        if not self._left or current is None:
            return
        self.list.names = False
        try:
            self._load(current.summary.patient.id)
        except UserError as error:
            self.say(str(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        return (action != "open" or self.list.current is not None) or None

    def action_open(self) -> None:
        """Open the selected patient."""
        current = self.list.current
        if current is not None:
            walk = Walk.along(row.summary.patient for row in self.list.rows)
            self._open_record(current.summary.patient.id, walk)

    def _open_record(self, patient_id: int, walk: Walk) -> None:
        from romtui.ui.session.screen import SessionScreen

        def came_back(steps: int | None) -> None:
            beside = walk.beside(patient_id, steps or 0)
            if beside is not None:
                self._open_record(beside, walk)
            elif steps:
                self.say(texts.NOBODY_FURTHER)

        case = self._workspace.store.case(patient_id)
        self.app.push_screen(SessionScreen(self._workspace, case, self._today), came_back)

    @property
    def _today(self) -> date:
        return self.host.dependencies.today()

    def _load(self, patient_id: int | None = None) -> None:
        review = weekly_review(self._workspace.store.caseload(), self._today)
        self.list.show(review, self._today, patient_id)
        self.banner.title = texts.review_title(review.open_with)
        self.say(texts.all_patients(words_of_share(review.shared)))
