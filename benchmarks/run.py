"""All figures of the README, as ratios against a bare Textual app in the same run.

    python benchmarks/run.py [--runs N]

Takes a few minutes and prints a Markdown table. Run it on a machine that does nothing else.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.caseloads import PASSPHRASE, build_vault
from benchmarks.detection import one_person, whole_caseload
from benchmarks.meter import COLUMNS, ROWS, Meter

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
ROMTUI = [sys.executable, "-m", "romtui"]
DIGITS = "012301230"
LEFT, RIGHT, END = "\x1b[D", "\x1b[C", "\x1b[F"


@dataclass(frozen=True)
class Figure:
    """One line of the table. `limit` is what was promised."""

    what: str
    measured: str
    limit: str
    kept: bool


def p95(values: Iterable[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def median_of(runs: int, measure: Callable[[], float]) -> float:
    measure()
    return statistics.median(measure() for _ in range(runs))


def first_frame(command: list[str], words: str) -> float:
    with Meter(command) as meter:
        return meter.first_frame(words)


def peak(command: list[str], words: str) -> float:
    with Meter(command) as meter:
        meter.first_frame(words)
        meter.rest(0.5)
        return meter.peak_mib()


def ratio(what: str, value: float, bare: float, limit: float, unit: str) -> Figure:
    scale = 1000 if unit == "ms" else 1
    measured = f"{value / bare:.2f} × ({value * scale:.0f} {unit}; bare {bare * scale:.0f} {unit})"
    return Figure(what, measured, f"≤ {limit} ×", value / bare <= limit)


def below(what: str, value: float, limit: float) -> Figure:
    return Figure(what, f"{value * 1000:.1f} ms", f"≤ {limit * 1000:.0f} ms", value <= limit)


def start_up(runs: int, vault: Path) -> list[Figure]:
    bare = median_of(runs, lambda: first_frame(BARE, "bare and ready"))
    unlock = median_of(runs, lambda: first_frame([*ROMTUI, "--vault", str(vault)], "Passphrase"))
    demo = median_of(runs, lambda: first_frame([*ROMTUI, "--demo"], "Caseload"))
    small = median_of(3, lambda: peak(BARE, "bare and ready"))
    large = median_of(3, lambda: peak([*ROMTUI, "--demo"], "Caseload"))
    return [
        ratio("unlock screen painted", unlock, bare, 1.35, "ms"),
        ratio("demo caseload visible", demo, bare, 3.2, "ms"),
        ratio("peak memory, demo", large, small, 2.3, "MiB"),
    ]


def keys(rounds: int) -> list[Figure]:
    """Both programs run side by side and take turns, so that both see the same machine."""
    bare: list[float] = []
    entry: list[float] = []
    saved: list[float] = []
    curtain: list[float] = []
    with Meter(BARE) as small, Meter([*ROMTUI, "--demo"]) as meter:
        small.first_frame("bare and ready")
        meter.first_frame("Caseload")
        meter.rest(0.5)
        meter.key_to_words("\r", "session")
        for _ in range(rounds):
            meter.key_to_words("n", "There is already")
            meter.key_to_words("b", "1 of 9")
            curtain.append(meter.key_to_words("\x0c", "The curtain is down"))
            meter.press("0000")
            meter.key_to_words("\r", "1 of 9")
            for digit in DIGITS[:-1]:
                bare.append(small.key_to_change("a"))
                entry.append(meter.key_to_change(digit))
            saved.append(meter.key_to_words(DIGITS[-1], "Saved"))
    return [
        ratio("key → changed cell in entry, p95", p95(entry), p95(bare), 2.0, "ms"),
        below("the same, absolute", p95(entry), 0.020),
        below("last answer → score, chart and sentence, p95", p95(saved), 0.100),
        below("Ctrl+L → curtain over a half-filled form, p95", p95(curtain), 0.100),
    ]


def hand_over(rounds: int) -> list[Figure]:
    """Answering on the hand-over screen; back again with the arrow, so that one form suffices."""
    bare: list[float] = []
    handed: list[float] = []
    with Meter(BARE) as small, Meter([*ROMTUI, "--demo"]) as meter:
        small.first_frame("bare and ready")
        meter.first_frame("Caseload")
        meter.rest(0.5)
        meter.key_to_words("\r", "session")
        meter.key_to_words("h", "Hand the laptop to")
        meter.key_to_words("\r", "Question 1 of")
        for _ in range(rounds):
            for digit in DIGITS[:-1]:
                bare.append(small.key_to_change("a"))
                handed.append(meter.key_to_change(digit))
            for _ in DIGITS[:-1]:
                meter.key_to_change(LEFT)
    return [ratio("key → next question in hand-over, p95", p95(handed), p95(bare), 2.5, "ms")]


def chart(rounds: int) -> list[Figure]:
    """The chart on the whole of a large screen, drawn anew over sessions and over days."""
    large = {"columns": 160, "rows": 50}
    bare: list[float] = []
    drawn: list[float] = []
    walked: list[float] = []
    with Meter(BARE, **large) as small, Meter([*ROMTUI, "--demo"], **large) as meter:
        small.first_frame("bare and ready")
        meter.first_frame("Caseload")
        meter.rest(0.5)
        meter.press("/A-013")
        meter.rest(0.5)
        meter.key_to_words("\r", "session")
        meter.key_to_words("G", "over time")
        meter.key_to_change(END)
        for _ in range(rounds):
            for words, step in (("over sessions", LEFT), ("over time", RIGHT)):
                bare.append(small.key_to_change("a"))
                drawn.append(meter.key_to_last_change("d"))
                meter.until(words)
                walked.append(meter.key_to_last_change(step))
    return [
        below("the chart drawn anew at 160×50, p95", p95(drawn), 0.060),
        ratio("the same, against a key in the bare app", p95(drawn), p95(bare), 8, "ms"),
        below("from one point of it to the next, p95", p95(walked), 0.060),
    ]


def rules() -> list[Figure]:
    return [
        below("what holds and what to say, one person with 200 results", one_person(), 0.005),
        below("where 500 people with 40 results each stand", whole_caseload(), 0.5),
    ]


def scale(runs: int, small: Path, large: Path) -> list[Figure]:
    def workspace(vault: Path) -> float:
        with Meter([*ROMTUI, "--vault", str(vault)]) as meter:
            meter.first_frame("Passphrase")
            meter.rest(1.5)
            meter.press(PASSPHRASE)
            meter.rest(0.2)
            return meter.key_to_words("\r", "Caseload")

    few, many = median_of(runs, lambda: workspace(small)), median_of(runs, lambda: workspace(large))
    with Meter([*ROMTUI, "--vault", str(large)]) as meter:
        meter.first_frame("Passphrase")
        meter.rest(1.5)
        meter.press(PASSPHRASE)
        meter.key_to_words("\r", "Caseload")
        meter.rest(0.5)
        opening = []
        for _ in range(20):
            opening.append(meter.key_to_words("\r", "session"))
            meter.key_to_words("q", "Caseload")
            meter.key_to_change("\x1b[B")
        meter.press("/")
        meter.rest(0.2)
        finding: list[float] = []
        for _ in range(5):
            finding += [meter.key_to_last_change(key) for key in (*"a-12", *"\x7f" * 4)]
    return [
        ratio(
            "Enter → caseload of 2,000 people (100,000 results), against 20", many, few, 1.5, "ms"
        ),
        below("opening one of 2,000 (100,000 results), median", statistics.median(opening), 0.050),
        below("a key in the search of 2,000, p95", p95(finding), 0.030),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        small = build_vault(Path(folder) / "small", people=20, results=50)
        large = build_vault(Path(folder) / "large", people=2000, results=50)
        figures = [*start_up(runs, small), *keys(runs * 2), *hand_over(runs * 2)]
        figures += [*chart(runs * 2), *rules()]
        figures += scale(min(runs, 5), small, large)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{COLUMNS}×{ROWS}, {machine}, {date.today().isoformat()}\n")
    print("| what | measured | promised | |\n| --- | --- | --- | --- |")
    for one in figures:
        print(f"| {one.what} | {one.measured} | {one.limit} | {'✓' if one.kept else '✗'} |")


if __name__ == "__main__":
    main()
