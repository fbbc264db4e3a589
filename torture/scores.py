"""Every form there can be, scored by the program and by an oracle that was written anew.

The oracle knows the two forms from their papers alone: items 0 to 3, the total is their sum,
bands begin at 0, 5, 10, 15 (and 20). It imports nothing of the scoring.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from romtui.domain.scoring import score
from torture.tally import Tally, Trial
from torture.vaults import questionnaires

_BANDS = {
    "phq9": (
        (0, "minimal"),
        (5, "mild"),
        (10, "moderate"),
        (15, "moderately severe"),
        (20, "severe"),
    ),
    "gad7": ((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")),
}


def run(trial: Trial) -> Iterator[Tally]:
    yield _scored("gad7", "GAD-7: every one of 4^7 forms", product(range(4), repeat=7))
    yield _scored("phq9", "PHQ-9: every one of 4^9 forms", product(range(4), repeat=9))
    yield _left_out(trial)


def _scored(name: str, what: str, forms: Iterable[tuple[int, ...]]) -> Tally:
    tally = Tally("P21", what)
    instrument = questionnaires()[name]
    for answers in forms:
        found = score(instrument, answers)
        band = [label for begin, label in _BANDS[name] if begin <= sum(answers)][-1]
        good = (
            found.total == sum(answers)
            and found.band is not None
            and found.band.label.startswith(band)
            and (name != "phq9" or found.safety == {9: answers[8]})
        )
        tally.holds(good, f"{name} {answers}: {found}")
    return tally


def _left_out(trial: Trial) -> Tally:
    """Both are taken here as their papers have it: no total with an item left out."""
    tally = Tally("P21", "with an item left out there is no total")
    for name, length in (("gad7", 7), ("phq9", 9)):
        for _ in range(trial.count(3000, 500_000)):
            answers: list[int | None] = [trial.dice.randrange(4) for _ in range(length)]
            for place in trial.dice.sample(range(length), trial.dice.randrange(1, length + 1)):
                answers[place] = None
            found = score(questionnaires()[name], answers)
            tally.holds(found.total is None and found.missing, f"{name} {answers}: {found}")
    return tally
