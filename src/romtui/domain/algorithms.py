"""Diagnostic algorithms of the papers over single answers, for research and checks.

No screen shows a diagnosis and nothing in the program calls these: they are kept as pure
functions with tests (decision 14). Answers are those printed on the form, one an item. A form
with an item left out is not judged.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from romtui.domain.scoring import Answers

_MORE_THAN_HALF_THE_DAYS: Final = 2
_SEVERAL_DAYS: Final = 1
_MAJOR, _OTHER = 5, 2
"""How many symptoms the PHQ-9 asks for, the core one among them."""

_MODERATELY: Final = 2
_PCL5: Final = ((range(1, 6), 1), (range(6, 8), 1), (range(8, 15), 2), (range(15, 21), 2))
"""The items of the DSM-5 criteria B to E in the PCL-5, and how many are needed of each."""

_ITQ_PTSD: Final = ((1, 2), (3, 4), (5, 6), (7, 8, 9))
_ITQ_SELF: Final = ((10, 11), (12, 13), (14, 15), (16, 17, 18))
"""The items of the ITQ's clusters, impairment last; one is needed of each."""


class Depressive(Enum):
    """What the algorithm of the PHQ-9 comes to."""

    MAJOR = "major depressive syndrome"
    OTHER = "other depressive syndrome"
    NONE = "none"


class Traumatic(Enum):
    """What the algorithm of the ITQ comes to; complex takes the place of the other two."""

    PTSD = "PTSD"
    COMPLEX = "complex PTSD"
    NONE = "none"


def phq9_depressive(answers: Answers) -> Depressive | None:
    """Item 1 or 2 at 2 or more, and five symptoms, item 9 from 1 on; two to four: other.

    As in CamCOPS, phq9.py.
    """
    given = _complete(answers, 9)
    if given is None:
        return None
    symptoms = sum(answer >= _MORE_THAN_HALF_THE_DAYS for answer in given[:8])
    symptoms += given[8] >= _SEVERAL_DAYS
    if max(given[:2]) < _MORE_THAN_HALF_THE_DAYS or symptoms < _OTHER:
        return Depressive.NONE
    return Depressive.MAJOR if symptoms >= _MAJOR else Depressive.OTHER


def pcl5_meets_dsm5(answers: Answers) -> bool | None:
    """Whether answers of 2 or more fit the criteria: one of B, one of C, two of D, two of E.

    As in CamCOPS, pcl5.py; provisional by its own words.
    """
    given = _complete(answers, 20)
    if given is None:
        return None
    return all(
        sum(given[item - 1] >= _MODERATELY for item in items) >= needed for items, needed in _PCL5
    )


def itq_traumatic(answers: Answers) -> Traumatic | None:
    """One answer of 2 or more in each cluster, impairment among them.

    Cloitre M et al. Acta Psychiatr Scand 2018;138:536-46.
    """
    given = _complete(answers, 18)
    if given is None or not _each(given, _ITQ_PTSD):
        return None if given is None else Traumatic.NONE
    return Traumatic.COMPLEX if _each(given, _ITQ_SELF) else Traumatic.PTSD


def _each(given: Sequence[int], clusters: Sequence[Sequence[int]]) -> bool:
    return all(any(given[item - 1] >= _MODERATELY for item in cluster) for cluster in clusters)


def _complete(answers: Answers, count: int) -> tuple[int, ...] | None:
    given = tuple(answer for answer in answers if answer is not None)
    return given if len(given) == len(answers) == count else None
