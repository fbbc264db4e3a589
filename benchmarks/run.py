"""All figures of the README, against a bare Textual app in the same run.

    python benchmarks/run.py [--passes N] [--peers FOLDER] [--write]

Takes about ten minutes and prints Markdown tables; `--write` puts them into docs/speed.md, where
what is written around them stays, and those that were promised into the README. Run it on a
machine that does nothing else.
Every figure is measured anew in each pass; a line whose passes differ by more than 15 % says so.
With `--peers`, other Textual programs are installed into the folder and started in turn, too.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import in_short
from benchmarks.caseloads import PASSPHRASE, build_vault
from benchmarks.codes import build_vault_with_pages
from benchmarks.counted import Counts, new_counts
from benchmarks.detection import one_person, whole_caseload
from benchmarks.histories import imported, own_outcomes
from benchmarks.meter import COLUMNS, ROWS, Answer, Meter
from benchmarks.peers import Program, installed_peers
from romtui.ui import texts
from romtui.ui.session.away import texts as away_texts

BARE: Final = [sys.executable, str(Path(__file__).with_name("bare.py"))]
FLOOR: Final = [sys.executable, str(Path(__file__).with_name("floor.py"))]
ROMTUI: Final = [sys.executable, "-m", "romtui"]
COUNTED: Final = [sys.executable, str(Path(__file__).with_name("counted.py"))]
THE_FLOOR: Final = "bare app with SQLModel, SQLCipher and the tables"
DIGITS: Final = "012301230"
LEFT, RIGHT, DOWN, END = "\x1b[D", "\x1b[C", "\x1b[B", "\x1b[F"
STARTS: Final = 5
"""Starts of each program in a pass, in turn; the first of them only warms up."""
ROUNDS: Final = 8
IDLE_SECONDS: Final = 20.0
LOADED_AHEAD: Final = 1.5
"""Seconds after which all is loaded that the caseload loads for the first session."""
BEGIN: Final = "<!-- made by benchmarks/run.py -->"
SPREAD: Final = 0.15
"""How far the passes of a line may lie apart, as a share of their median."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised of a figure: any of these limits kept is enough."""

    seconds: float | None = None
    times: float | None = None
    """Of the bare app."""
    paints: int | None = None
    kilobytes: float | None = None

    def __str__(self) -> str:
        either = [] if self.seconds is None else [f"{1000 * self.seconds:.0f} ms"]
        either += [] if self.times is None else [f"{self.times} ×"]
        also = [] if self.paints is None else [f"{self.paints} paints"]
        also += [] if self.kilobytes is None else [f"{self.kilobytes:.0f} KB"]
        limits = ", ".join(filter(None, [" or ".join(either), *also]))
        return f"≤ {limits}" if limits else ""


@dataclass
class Line:
    """One line of a table: a value for each pass, and the bare app's in the same pass."""

    what: str
    promise: Promise
    unit: str = "ms"
    values: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def value(self) -> float:
        return statistics.median(self.values)

    @property
    def times(self) -> float | None:
        if not self.bare:
            return None
        return statistics.median(a / b for a, b in zip(self.values, self.bare, strict=True))

    @property
    def spread(self) -> float:
        """How far the passes lie apart, as a share of their median."""
        if self.bare:
            compared = [a / b for a, b in zip(self.values, self.bare, strict=True)]
        else:
            compared = self.values
        return (max(compared) - min(compared)) / statistics.median(compared)

    @property
    def counts(self) -> Counts | None:
        """The layouts and paints of most of the answers."""
        return statistics.mode(answer.counts for answer in self.answers) if self.answers else None

    @property
    def kept(self) -> bool:
        limits = []
        if self.promise.seconds is not None:
            limits.append(self.value <= self.promise.seconds)
        if self.promise.times is not None and self.times is not None:
            limits.append(self.times <= self.promise.times)
        counts = self.counts
        paints = (
            self.promise.paints is None or counts is None or counts.paints <= self.promise.paints
        )
        sent = self.promise.kilobytes is None or self._kilobytes <= self.promise.kilobytes
        return any(limits) and paints and sent

    @property
    def _kilobytes(self) -> float:
        return statistics.median(answer.sent for answer in self.answers) / 1000

    def cells(self) -> list[str]:
        """What is printed of it."""
        scale = 1 if self.unit == "MiB" else 1000
        number = f"{self.value * scale:.{1 if self.value * scale < 20 else 0}f} {self.unit}"
        times = "" if self.times is None else f"{self.times:.2f} ×"
        cpu = "" if not self.cpu else f"{1000 * statistics.median(self.cpu):.1f} ms"
        if self.cpu and self.bare_cpu:
            ratios = (a / b for a, b in zip(self.cpu, self.bare_cpu, strict=True))
            cpu += f", {statistics.median(ratios):.2f} ×"
        drawn = ""
        if (counts := self.counts) is not None:
            drawn = f"{counts.layouts} / {counts.whole} + {counts.partial} / {self._kilobytes:.1f}"
        apart = f"{self.spread:.0%}" + (" **not reproduced**" if self.spread > SPREAD else "")
        kept = "" if self.promise == Promise() else "✓" if self.kept else "✗"
        return [self.what, number, times, cpu, drawn, apart, str(self.promise), kept]


class Tables:
    """All lines, by table and in the order in which they were first measured."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, Line]] = defaultdict(dict)

    def line(self, table: str, what: str, promise: Promise, unit: str = "ms") -> Line:
        return self._lines[table].setdefault(what, Line(what, promise, unit))

    def answers(
        self,
        table: str,
        what: str,
        promise: Promise,
        given: Sequence[Answer],
        bare: Sequence[Answer],
    ) -> None:
        """One pass of a key: the median and the p95 until the last change, beside a bare key."""
        for name, of in ((f"{what}, median", statistics.median), (f"{what}, p95", p95)):
            line = self.line(table, name, promise)
            line.values.append(of([answer.last for answer in given]))
            line.bare.append(of([answer.last for answer in bare]))
            line.cpu.append(statistics.median(answer.cpu for answer in given))
            line.answers += given

    def value(
        self, table: str, what: str, promise: Promise, value: float, *, unit: str = "ms"
    ) -> None:
        """One pass of a figure that stands alone."""
        self.line(table, what, promise, unit).values.append(value)

    def markdown(self) -> str:
        head = [
            "what",
            "measured",
            "× bare",
            "CPU",
            "layouts / paints whole + part / KB",
            "passes apart",
        ]
        parts = []
        for table, lines in self._lines.items():
            rows = [[*head, "promised", ""], ["---"] * (len(head) + 2)]
            rows += [line.cells() for line in lines.values()]
            parts.append(f"### {table}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows))
        return "\n\n".join(parts)


def p95(values: Iterable[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def start_up(tables: Tables, vault: Path, peers: Sequence[Program]) -> None:
    """Every program in turn, several times; then the memory after one session was opened."""
    programs = [
        Program("bare", BARE, "bare and ready"),
        Program(THE_FLOOR, FLOOR, "bare and ready"),
        Program("unlock screen", [*ROMTUI, "--vault", str(vault)], "Passphrase"),
        Program("demo caseload", [*ROMTUI, "--demo"], "Caseload"),
        *peers,
    ]
    frames: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for turn in range(STARTS):
        for program in programs.copy():
            try:
                with Meter(program.command) as meter:
                    frame = meter.first_frame(program.words)
            except AssertionError as error:
                if program not in peers:
                    raise
                print(f"{program.name} is left out: {error}", file=sys.stderr)
                programs.remove(program)
                continue
            if turn:
                frames[program.name].append(frame)
    wall = {
        name: statistics.median(seconds for seconds, _ in taken) for name, taken in frames.items()
    }
    used = {name: statistics.median(cpu for _, cpu in taken) for name, taken in frames.items()}
    limits = {
        THE_FLOOR: (Promise(), Promise()),
        "unlock screen": (Promise(times=1.3), Promise(times=1.10)),
        "demo caseload": (Promise(times=3.2), Promise(times=2.8)),
    }
    for program in programs[1:]:
        by_wall, by_cpu = limits.get(program.name, (Promise(), Promise()))
        table = "Start" if program.name in limits else "Other Textual programs, for comparison"
        for what, of, promise in (
            ("first frame", wall, by_wall),
            ("first frame, CPU", used, by_cpu),
        ):
            line = tables.line(table, f"{program.name}, {what}", promise)
            line.values.append(of[program.name])
            line.bare.append(of["bare"])
    small, floor = _peak_at_rest(BARE), _peak_at_rest(FLOOR)
    with Meter([*ROMTUI, "--demo"]) as meter:
        meter.first_frame("Caseload")
        meter.until_idle()
        meter.answer("\r", "session")
        peak, both = meter.memory()
    for what, value, promise in (
        (f"peak memory of the {THE_FLOOR}", floor, Promise()),
        ("peak memory of the program, one session opened", peak, Promise(times=2.2)),
        ("the same with the parent's private memory", both, Promise(times=2.4)),
    ):
        line = tables.line("Start", what, promise, "MiB")
        line.values.append(value)
        line.bare.append(small)


def keys(tables: Tables, folder: Path) -> None:
    """Both programs run side by side and take turns, so that both see the same machine."""
    asked: dict[str, list[Answer]] = defaultdict(list)
    bare: list[Answer] = []
    with _bare(folder) as small, _demo(folder) as meter:
        for _ in range(ROUNDS):
            asked["open a session"].append(meter.answer("\r", "session"))
            bare.append(small.answer("a"))
            meter.answer("n", "There is already")
            asked["open a form"].append(meter.answer("b", "1 of 9"))
            asked["curtain"].append(meter.answer("\x0c", texts.SCREEN_HIDDEN))
            meter.press("0000")
            meter.answer("\r", "1 of 9")
            for digit in DIGITS[:-1]:
                bare.append(small.answer("a"))
                asked["key in entry"].append(meter.answer(digit))
            asked["last answer"].append(meter.answer(DIGITS[-1], "Saved"))
            meter.answer("q")
            if "Caseload" not in meter.text:
                meter.answer("\r", "Caseload")
    table = f"Keys, {COLUMNS}×{ROWS}"
    for what, promise in (
        ("open a session", Promise(0.060, 18, paints=2, kilobytes=40)),
        ("open a form", Promise(0.030, 9)),
        ("key in entry", Promise(times=1.8)),
        ("last answer", Promise(0.045, 14, paints=2)),
        ("curtain", Promise(0.030, 9)),
    ):
        tables.answers(table, what, promise, asked[what], bare)


def hand_over(tables: Tables, folder: Path) -> None:
    """Answering on the hand-over screen; back again with the arrow, so that one form suffices."""
    bare: list[Answer] = []
    given: list[Answer] = []
    with _bare(folder) as small, _demo(folder) as meter:
        meter.answer("\r", "session")
        meter.answer("h", texts.BEGINS.partition("\n")[0])
        meter.answer("\r", "Question 1 of")
        for _ in range(ROUNDS // 2):
            for digit in DIGITS[:-1]:
                bare.append(small.answer("a"))
                given.append(meter.answer(digit))
            for _ in DIGITS[:-1]:
                meter.answer(LEFT)
    tables.answers(f"Keys, {COLUMNS}×{ROWS}", "key in hand-over", Promise(times=2.5), given, bare)


def chart(tables: Tables, folder: Path) -> None:
    """The chart on the whole of a large screen, drawn anew over sessions and over days."""
    size = {"columns": 160, "rows": 50}
    bare: list[Answer] = []
    drawn: list[Answer] = []
    walked: list[Answer] = []
    with _bare(folder, **size) as small, _demo(folder, **size) as meter:
        meter.press("/A-013")
        meter.rest(0.5)
        meter.answer("\r", "session")
        meter.answer("G", "over time")
        meter.answer(END)
        for _ in range(ROUNDS):
            for words, step in (("over sessions", LEFT), ("over time", RIGHT)):
                bare.append(small.answer("a"))
                drawn.append(meter.answer("d", words))
                walked.append(meter.answer(step))
    table = "Keys, chart on the whole of 160×50"
    tables.answers(table, "chart drawn anew", Promise(0.060, 8), drawn, bare)
    tables.answers(table, "one point to the next", Promise(0.060), walked, bare)


def codes(tables: Tables, folder: Path, vault: Path, code: str) -> None:
    """A code pasted into the caseload: of 2,000 pages its own is found, the answers are shown."""
    shown: list[Answer] = []
    bare: list[Answer] = []
    with _bare(folder) as small, Unlocked(vault, folder) as (meter, _):
        for _ in range(ROUNDS):
            bare.append(small.answer("a"))
            meter.answer("#", away_texts.CODE_HEADING_CASELOAD)
            meter.answer(f"\x1b[200~{code}\x1b[201~")
            shown.append(meter.answer("\r", away_texts.READ_BACK_TITLE))
            meter.answer("\x1b", "Caseload")
    table = "Forms from home, 2,000 pages"
    tables.answers(table, "pasted code, Enter → answers shown", Promise(0.100), shown, bare)


def rules(tables: Tables) -> None:
    table = "Rules, without a screen"
    one = "what holds and what to say, one person with 200 results"
    tables.value(table, one, Promise(0.005), one_person())
    tables.value(table, "where 500 people with 40 results stand", Promise(0.5), whole_caseload())
    for people in (2, 200, 5000):
        line = f"5,000 rows tried and imported, of {people} new patients"
        tables.value(table, line, Promise(5.0), imported(people))
    tables.value(table, "own outcomes of 500 records with 40 results", Promise(0.5), own_outcomes())


def large(tables: Tables, folder: Path, few: Path, many: Path, stale: Path) -> None:
    """Caseloads of 20 and of 2,000 people with 50 results each."""
    table = "2,000 people, 100,000 results"
    for backup in (many / "backups").iterdir():
        backup.unlink()  # so that leaving makes one, in each pass
    with Unlocked(few, folder) as (small, first):
        del small
    with _bare(folder) as small, Unlocked(many, folder) as (meter, opened):
        line = tables.line(table, "Enter → caseload, against 20 people", Promise(times=1.5))
        line.values.append(opened)
        line.bare.append(first)
        opening, back, typed, bare, hints = [], [], [], [], []
        for _ in range(ROUNDS):
            bare.append(small.answer("a"))
            opening.append(meter.answer("\r", "session"))
            before = meter.cpu()
            meter.rest(1.0)
            hints.append(meter.cpu() - before)
            back.append(meter.answer("q", "Caseload"))
            meter.answer(DOWN)
        meter.press("/")
        meter.rest(0.2)
        for _ in range(4):
            typed += [meter.answer(key) for key in (*"a-12", *"\x7f" * 4)]
        tables.answers(table, "open a session", Promise(0.060, 18), opening, bare)
        for what, promise, answers in (
            ("back to the caseload, CPU", Promise(0.015), back),
            ("a key in the search, CPU", Promise(0.010), typed),
        ):
            tables.value(table, what, promise, statistics.median(a.cpu for a in answers))
        tables.value(
            table, "the second after opening, CPU", Promise(0.020), statistics.median(hints)
        )
        meter.press("\x1b")
        meter.rest(0.3)
        tables.value(table, "q → prompt of the shell", Promise(0.3), meter.seconds_to_end("q"))
    fresh = folder / "stale"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(stale, fresh)
    with Unlocked(fresh, folder) as (meter, opened):
        after_update = "Enter → caseload, first time after an update"
        line = tables.line(table, after_update + ", against no update", Promise(times=1.5))
        line.values.append(opened)
        line.bare.append(
            tables.line(table, "Enter → caseload, against 20 people", Promise()).values[-1]
        )
        meter.until_idle()
        tables.value(table, "until all lines are renewed, CPU", Promise(8.0), meter.cpu())


def idle(tables: Tables, folder: Path) -> None:
    """Both programs at rest at the same time."""
    with _bare(folder) as small, _demo(folder) as meter:
        before = small.cpu(), meter.cpu()
        for _ in range(round(IDLE_SECONDS)):
            small.rest(0.5)
            meter.rest(0.5)
        line = tables.line("At rest", f"CPU in {IDLE_SECONDS:.0f} s", Promise(times=1.5))
        line.values.append(meter.cpu() - before[1])
        line.bare.append(small.cpu() - before[0])


def _peak_at_rest(command: Sequence[str]) -> float:
    with Meter(command) as meter:
        meter.first_frame("bare and ready")
        meter.rest(0.5)
        return meter.memory()[0]


def _bare(folder: Path, *, columns: int = COLUMNS, rows: int = ROWS) -> Meter:
    counts = new_counts(folder / "bare.counts")
    meter = Meter([*COUNTED, str(counts), "bare"], columns=columns, rows=rows, counts=counts)
    meter.first_frame("bare and ready")
    meter.rest(0.5)
    return meter


def _demo(folder: Path, *, columns: int = COLUMNS, rows: int = ROWS) -> Meter:
    """The demo without its tour, whose line would change in the middle of a key, by the clock."""
    counts = new_counts(folder / "demo.counts")
    command = [*COUNTED, str(counts), "romtui", "--demo"]
    without = {"ROMTUI_NO_TOUR": "1"}
    meter = Meter(command, columns=columns, rows=rows, counts=counts, environment=without)
    meter.first_frame("Caseload")
    meter.rest(LOADED_AHEAD)
    meter.until_idle()
    return meter


class Unlocked:
    """A vault unlocked by its passphrase: the meter, and the seconds from Enter to the caseload."""

    def __init__(self, vault: Path, folder: Path) -> None:
        self._counts = new_counts(folder / "vault.counts")
        command = [*COUNTED, str(self._counts), "romtui", "--vault", str(vault)]
        self._meter = Meter(command, counts=self._counts)

    def __enter__(self) -> tuple[Meter, float]:
        meter = self._meter
        meter.first_frame("Passphrase")
        meter.until_idle()
        meter.press(PASSPHRASE)
        meter.rest(0.3)
        seconds = meter.seconds_to_words("\r", "Caseload")
        meter.rest(LOADED_AHEAD)
        return meter, seconds

    def __exit__(self, *raised: object) -> None:
        self._meter.__exit__(None, None, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--peers", type=Path, help="a folder to install other programs in")
    parser.add_argument(
        "--only", nargs="*", help="some of: start keys hand chart codes rules large idle"
    )
    parser.add_argument(
        "--write", action="store_true", help="put them into docs/speed.md and README.md"
    )
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs all tables: leave out --only")
    load = os.getloadavg()[0]
    tables = Tables()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["HOME"] = made
        peers = [] if options.peers is None else installed_peers(options.peers)
        few = build_vault(folder / "few", people=20, results=50)
        many, stale = folder / "many", folder / "stale-original"
        parts: dict[str, Callable[[], None]] = {
            "start": lambda: start_up(tables, few, peers),
            "keys": lambda: keys(tables, folder),
            "hand": lambda: hand_over(tables, folder),
            "chart": lambda: chart(tables, folder),
            "codes": lambda: codes(tables, folder, *with_pages),
            "rules": lambda: rules(tables),
            "large": lambda: large(tables, folder, few, many, stale),
            "idle": lambda: idle(tables, folder),
        }
        wanted = options.only or list(parts)
        if "codes" in wanted:
            with_pages = build_vault_with_pages(folder / "pages")
        if "large" in wanted:
            build_vault(many, people=2000, results=50)
            build_vault(stale, people=2000, results=50, renewed=False)
        for _ in range(options.passes):
            for name in wanted:
                parts[name]()
    report = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"Textual {version('textual')}, {date.today().isoformat()}, {options.passes} passes; "
        f"load before {load:.1f}, at the end {os.getloadavg()[0]:.1f} (ours included)\n\n"
        f"{tables.markdown()}"
    )
    print(report)
    if options.write:
        in_short.put_between(BEGIN, report, in_short.SPEED)
        in_short.main()


if __name__ == "__main__":
    main()
