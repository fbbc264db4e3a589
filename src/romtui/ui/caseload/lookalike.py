"""A sentence about somebody with a similar name or code, who is named by the code only."""

from collections.abc import Iterable

from romtui.domain.case import Patient
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.similar import Lookalikes, alike_codes, alike_names
from romtui.ui.caseload import texts


def on_opening(lookalikes: Lookalikes, patient: Patient, everybody: Iterable[Patient]) -> str:
    """Say quietly whom this record could be taken for; nothing when there is nobody."""
    codes = [other.code for other in lookalikes.of(patient, everybody)]
    return texts.easily_mistaken(patient.code, codes) if codes else ""


class LookalikeWarning:
    """Refuses a new person who is like another, once; the same words again are meant.

    A code that the program proposed is no slip of the finger and is not warned about; one
    that is taken is refused anyway.
    """

    def __init__(self, everybody: Iterable[Patient], proposed: str) -> None:
        self._everybody = tuple(everybody)
        self._proposed = proposed
        self._warned_about: tuple[str, Private] | None = None

    def refuse(self, code: str, name: Private) -> None:
        """Raise UserError with the codes of those who are alike, unless that was said before."""
        taken = {other.code.casefold() for other in self._everybody}
        typed = "" if code == self._proposed or code.casefold() in taken else code
        names = [other.code for other in self._everybody if alike_names(other.name, name)]
        codes = [other.code for other in self._everybody if alike_codes(other.code, typed)]
        if not (names or codes) or self._warned_about == (code, name):
            return
        self._warned_about = (code, name)
        said = [texts.similar_names(names)] if names else []
        said += [texts.similar_codes(codes)] if codes else []
        raise UserError(" ".join((*said, texts.ADD_ANYWAY)))
