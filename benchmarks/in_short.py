"""The table of the README: the figures that were promised, out of the tables of docs/speed.md.

    python benchmarks/in_short.py

`run.py --write` does the same after measuring.
"""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SPEED: Final = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- from docs/speed.md -->", "<!-- until here -->"
LINES: Final = {
    "unlock screen, first frame": "passphrase asked for",
    "unlock screen, first frame, CPU": "the same, CPU",
    "demo caseload, first frame, CPU": "demo on the screen, CPU",
    "peak memory of the program, one session opened": "peak memory, one session opened",
    "the same with the parent's private memory": "the same with the parent process",
    "open a session, median": "`Enter` → session",
    "open a form, median": "key → form",
    "key in entry, p95": "digit → next question, p95",
    "last answer, median": "last digit → saved, score, chart and sentence",
    "curtain, median": "screen hidden",
    "back to the caseload, CPU": "2,000 patients: back to the caseload, CPU",
    "a key in the search, CPU": "a key in the search, CPU",
    "the second after opening, CPU": "the hint at a similar name, CPU",
    "Enter → caseload, first time after an update, against no update": (
        "caseload after an update, against no update"
    ),
    "until all lines are renewed, CPU": "until all its lines are renewed, CPU",
    "q → prompt of the shell": "`q`, backup and all",
    "CPU in 20 s": "at rest, CPU in 20 s",
}
"""What a line is called there, and here."""


def in_short(page: str) -> str:
    """The lines that were promised, out of the page of all figures."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| ")
    ]
    measured = {row[0]: row for row in reversed(rows)}  # of two of one name the first
    about = next(line for line in page.splitlines() if "passes; load" in line)
    table = ["| | measured | × bare | aim | |", "| --- | --- | --- | --- | --- |"]
    for name, words in LINES.items():
        _, value, times, *_, aim, kept = measured[name]
        table.append(f"| {words} | {value} | {times} | {aim} | {kept} |")
    return "\n".join((f"{about}.", "", *table))


def put_between(begin: str, tables: str, page: Path) -> None:
    """Write tables into a page in the place of the former ones, which `begin` stands above.

    Raises ValueError where the page does not say where they are.
    """
    before, begun, rest = page.read_text("utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not (begun and end):
        raise ValueError(f"{page} does not say where its tables begin and end")
    page.write_text(f"{before}{begin}\n\n{tables}\n\n{end}{after}", "utf-8")


def main() -> None:
    put_between(BEGIN, in_short(SPEED.read_text("utf-8")), ROOT / "README.md")


if __name__ == "__main__":
    main()
