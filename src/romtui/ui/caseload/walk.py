"""From one record to the next, without the list in between."""

from collections.abc import Iterable
from dataclasses import dataclass

from romtui.domain.case import Patient


@dataclass(frozen=True, slots=True)
class Walk:
    """Patients by their ids, in the order in which they were listed when the first was opened.

    What is done in a session may change the order of the list: it must not change who is next.
    """

    ids: tuple[int, ...]

    @classmethod
    def along(cls, patients: Iterable[Patient]) -> "Walk":
        """The walk along a list as it is shown now."""
        return cls(tuple(patient.id for patient in patients))

    def beside(self, patient_id: int, steps: int) -> int | None:
        """Who is so many steps further; None beyond both ends, and without a step."""
        if not steps or patient_id not in self.ids:
            return None
        place = self.ids.index(patient_id) + steps
        return self.ids[place] if 0 <= place < len(self.ids) else None
