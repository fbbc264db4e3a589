"""The figures of one run: as it is printed, as docs/calibration.md, as data/calibration.toml."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import inf, sqrt
from pathlib import Path
from string import Template
from typing import Final

from benchmarks.bounds import BOUNDS, Bound, Of, Tallies
from benchmarks.populations import DOWN, KINDS, LASTING, UNCHANGED, UNCHANGED_LARGER, UP, WELL
from benchmarks.tally import GAIN, GAIN_OR_ASKED, SAME, WORSE, WORSE_OR_ASKED
from romtui.domain.patterns.chance import Chance, in_hundred

_TEXT: Final = Path(__file__).with_name("calibration_page.md")
"""The words of the page; the figures go where the names with a dollar sign are."""

IN_WORDS: Final = {
    "reliable_deterioration": "worse than at the start",
    "relapse": "clinical again after a recovery",
    "sharp_worsening": "much worse than last time",
    "setback": "worse than the best there was",
    "worsening": "a harder stretch",
    "reliable_deterioration~": "asks: worse than at the start?",
    "relapse~": "asks: back over the line?",
    "sharp_worsening~": "asks: a jump since last time?",
    "setback~": "asks: is what was gained slipping?",
    "worsening~": "asks: a little harder?",
    "fluctuating": "up and down",
    "mixed_measures": "one measure better, the other worse",
    "mixed_measures~": "asks: do the two measures differ?",
    "not_on_track": "less gained by now than hoped",
    "stable_high": "staying high",
    "stalled": "no longer moving",
    "slow_start": "a slow start",
    "gain_held": "a large step that held",
    "holding_gains": "recovered, twice in a row",
    "reliable_improvement": "better than at the start",
    "improving": "getting better",
    "recovered~": "asks: below the line?",
    "early_gain~": "asks: a large early step?",
    "sudden_gain~": "asks: a large step?",
    "reliable_improvement~": "asks: better than at the start?",
    "improving~": "asks: a little better?",
    "stable": "much the same",
}
"""What each headline says; all of them get a figure, if only that nobody had them."""

_GROUPS: Final = (
    ("told worse", WORSE),
    ("told or asked worse", WORSE_OR_ASKED),
    ("told better", GAIN),
    ("told or asked better", GAIN_OR_ASKED),
    ("same, stuck, up and down", SAME),
)
_COMPARED: Final = (
    (UNCHANGED, "unchanged"),
    (WELL, "well"),
    (DOWN, "better by 1 a week"),
    (UP, "worse by 1 a week"),
)
"""The people whose figures stand side by side."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was counted: so many people (`courses`) of each kind, drawn with that seed."""

    rules_version: int
    courses: int
    seed: int
    made_on: date
    tallies: Tallies

    @property
    def headlines(self) -> tuple[str, ...]:
        """Those that are known, then any other that an unchanged person had."""
        had = {name for lasting in LASTING for name in self.tallies[UNCHANGED, lasting].names}
        return (*IN_WORDS, *sorted(had - IN_WORDS.keys() - {""}))

    def sessions(self, kind: str, names: Iterable[str]) -> tuple[Decimal, ...]:
        """Percent of sessions with one of these headlines, for each way in which errors last."""
        wanted = frozenset(names)
        return tuple(_tenth(self.tallies[kind, lasting].sessions(wanted)) for lasting in LASTING)

    def people(self, kind: str, names: Iterable[str]) -> tuple[Decimal, ...]:
        """Percent of people with one of these headlines at least once, the same way."""
        wanted = frozenset(names)
        return tuple(_tenth(self.tallies[kind, lasting].courses(wanted)) for lasting in LASTING)

    def chance(self, name: str) -> Chance:
        """What is said under `?`: of unchanged people, the larger figures of the two ways."""
        return Chance(max(self.sessions(UNCHANGED, [name])), max(self.people(UNCHANGED, [name])))


def printed(run: Run) -> str:
    """Give all tables for the terminal."""
    heading = (
        f"rules version {run.rules_version}, {run.courses} people of each kind, seed {run.seed}; "
        "each figure without / with errors that last"
    )
    tables = (
        ("% of sessions | % of people", _groups(run)),
        ("bounds", _bounds(run)),
        ("headlines, % of sessions | % of people", _headlines(run)),
    )
    return "\n".join(
        (heading, *(f"\n{title}\n{_aligned(rows)}" for title, rows in tables)),
    )


def page(run: Run) -> str:
    """Give docs/calibration.md."""
    return Template(_TEXT.read_text("utf-8")).substitute(
        rules_version=run.rules_version,
        courses=f"{run.courses:,}",
        seed=run.seed,
        made_on=f"{run.made_on.day} {run.made_on:%B %Y}",
        told=in_hundred(max(run.people(UNCHANGED, WORSE))),
        asked=in_hundred(max(run.people(UNCHANGED, WORSE_OR_ASKED))),
        told_better=in_hundred(max(run.people(UNCHANGED, GAIN))),
        asked_better=in_hundred(max(run.people(UNCHANGED, GAIN_OR_ASKED))),
        same=in_hundred(min(run.sessions(UNCHANGED, SAME))),
        told_larger=in_hundred(max(run.people(UNCHANGED_LARGER, WORSE))),
        example=run.chance("reliable_deterioration").sentence,
        chances=_markdown(_chances(run)),
        margin=f"{_margin(run.courses):.1f}",
        bounds=_markdown(_bounds(run)),
        headlines=_markdown(_headlines(run)),
        groups=_markdown(_groups(run)),
    )


def table(run: Run) -> str:
    """Give data/calibration.toml."""
    lines = [
        "# How often a headline comes to somebody who does not change, measured by simulation.",
        "# Written by benchmarks/calibration.py; docs/calibration.md says what was assumed.",
        "#",
        "# Ten weekly sessions with PHQ-9 and GAD-7. sessions: percent of the sessions that have",
        "# this headline. courses: percent of the people who have it at least once. ~ = it asks.",
        "",
        f"rules_version = {run.rules_version}",
        f"courses = {run.courses}",
        f"seed = {run.seed}",
        f'made_on = "{run.made_on}"',
        "",
        "[headline]",
    ]
    for name in run.headlines:
        chance = run.chance(name)
        figures = f"sessions = {chance.sessions}, courses = {chance.courses}"
        lines.append(f'"{name}" = {{ {figures} }}')
    return "\n".join(lines) + "\n"


def _chances(run: Run) -> list[list[str]]:
    rows = [["headline", "what it says", "of 100 patients", "of 100 sessions"]]
    for name in run.headlines:
        chance = run.chance(name)
        of_sessions = in_hundred(chance.sessions)
        rows.append([f"`{name}`", IN_WORDS.get(name, ""), in_hundred(chance.courses), of_sessions])
    return rows


def _margin(people: int) -> float:
    """How far, in percent, a share of 10 % is off in one draw of twenty."""
    return 100 * 1.96 * sqrt(0.1 * 0.9 / people)


def _headlines(run: Run) -> list[list[str]]:
    rows = [["headline", "what it says", *(about for _, about in _COMPARED)]]
    for name in run.headlines:
        figures = [
            f"{_both(run.sessions(kind, [name]))} | {_both(run.people(kind, [name]))}"
            for kind, _ in _COMPARED
        ]
        rows.append([f"`{name}`", IN_WORDS.get(name, ""), *figures])
    return rows


def _groups(run: Run) -> list[list[str]]:
    rows = [["patients", *(title for title, _ in _GROUPS)]]
    for kind in KINDS:
        figures = [
            f"{_both(run.sessions(kind.kind, names))} | {_both(run.people(kind.kind, names))}"
            for _, names in _GROUPS
        ]
        rows.append([kind.about, *figures])
    return rows


def _bounds(run: Run) -> list[list[str]]:
    about = {kind.kind: kind.about for kind in KINDS}
    rows = [["patients", "what is counted", "aimed at", "measured", ""]]
    for bound in BOUNDS:
        unit = "session" if bound.of is Of.WHICH else bound.of.value
        measured = bound.measured(run.tallies)
        rows.append(
            [
                about[bound.kind],
                f"{unit} {bound.about}",
                f"{'at least' if bound.least else 'at most'} {bound.target:g}",
                " / ".join(_figure(bound, value) for value in measured),
                _verdict(bound, measured),
            ]
        )
    return rows


def _verdict(bound: Bound, measured: Sequence[float]) -> str:
    if all(map(bound.reached, measured)):
        return "kept"
    if any(map(bound.missed, measured)):
        return "**missed**"
    return (
        "kept, within the draw" if bound.kept is None else f"out of reach; {bound.kept:g} is kept"
    )


def _figure(bound: Bound, value: float) -> str:
    if value == inf:
        return "never"
    return f"{value:.0f}" if bound.of is Of.WHICH else f"{value:.1f}"


def _both(figures: Sequence[Decimal]) -> str:
    return " / ".join(map(str, figures))


def _tenth(percent: float) -> Decimal:
    return Decimal(f"{percent:.1f}")


def _markdown(rows: list[list[str]]) -> str:
    cells = [[cell.replace(" | ", " · ") for cell in row] for row in rows]
    ruled = [cells[0], ["---"] * len(cells[0]), *cells[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
