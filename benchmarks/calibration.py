"""What the rules say to people whose true course is known: the figures of docs/calibration.md.

    python benchmarks/calibration.py [--courses N] [--seed N] [--jobs N] [--write]

Draws some hundred thousand sessions and runs the rules of the program over each. With 2,000
people of each kind it takes a minute or two on two cores, and prints how long it took. `--write`
makes docs/calibration.md and data/calibration.toml of the same run. Ends with 1 when a bound is
missed by more than the chance of the draw explains.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bounds import BOUNDS, Tallies
from benchmarks.calibration_page import Run, page, printed, table
from benchmarks.courses import headlines
from benchmarks.populations import KINDS, LASTING, people
from benchmarks.tally import Tally
from romtui.content.instruments import Catalogue, load_instruments
from romtui.domain.patterns import RULES_VERSION
from romtui.paths import data_folder

ROOT: Final = Path(__file__).resolve().parents[1]
_AT_ONCE: Final = 100
"""People a process is given at a time."""

Task = tuple[str, float, int, int, int]
"""Kind, how much of an error lasts, seed, first number and the one after the last."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    begun = time.perf_counter()
    run = Run(
        rules_version=RULES_VERSION,
        courses=options.courses,
        seed=options.seed,
        made_on=date.today(),
        tallies=tallies(options.courses, options.seed, options.jobs),
    )
    print(printed(run))
    if options.write:
        (ROOT / "docs" / "calibration.md").write_text(page(run), "utf-8")
        (ROOT / "data" / "calibration.toml").write_text(table(run), "utf-8")
    missed = [bound for bound in BOUNDS if any(map(bound.missed, bound.measured(run.tallies)))]
    for bound in missed:
        print(f"missed: {bound.kind}: {bound.about}")
    print(f"{len(missed)} bounds missed, {time.perf_counter() - begun:.0f} s")
    return 1 if missed else 0


def tallies(courses: int, seed: int, jobs: int) -> Tallies:
    """Draw so many people of each kind and count their headlines; jobs do not change a figure."""
    tasks = list(_tasks(courses, seed))
    rows: dict[tuple[str, float], list[tuple[str, ...]]] = {}
    with ProcessPoolExecutor(jobs) as pool:
        for (kind, lasting, *_), some in zip(tasks, pool.map(_work, tasks), strict=True):
            rows.setdefault((kind, lasting), []).extend(some)
    return {which: Tally(tuple(all_rows)) for which, all_rows in rows.items()}


def _tasks(courses: int, seed: int) -> Iterator[Task]:
    for kind in KINDS:
        for lasting in LASTING:
            for first in range(0, courses, _AT_ONCE):
                yield kind.kind, lasting, seed, first, min(first + _AT_ONCE, courses)


def _work(task: Task) -> list[tuple[str, ...]]:
    kind, lasting, seed, first, end = task
    drawn = people(kind, lasting)
    return [headlines(drawn, number, seed, _instruments()) for number in range(first, end)]


@cache
def _instruments() -> Catalogue:
    return load_instruments(data_folder() / "instruments")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--courses", type=int, default=2000, help="people of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--write", action="store_true", help="write the page and the table anew")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
