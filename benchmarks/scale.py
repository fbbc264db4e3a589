"""How opening, searching, saving and backing up grow with the records: makes docs/scale.md.

    python benchmarks/scale.py [--write]

Takes some minutes. All in one process and without a screen: CPU milliseconds, the best of several.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.caseloads import PASSPHRASE, build_vault
from romtui.content.deck import load_deck
from romtui.content.instruments import available_instruments
from romtui.domain.case import Form
from romtui.domain.roster import Roster
from romtui.domain.similar import Lookalikes
from romtui.paths import data_folder
from romtui.store.records import summaries
from romtui.store.vault.vault import Vault
from romtui.ui.session.view import SessionView

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
SIZES: Final = ((20, 50), (200, 50), (2000, 50), (20_000, 5), (20, 500), (20, 2000))
"""Patients, and results of each."""
HEAD: Final = (
    "patients × results", "file", "caseload", "search", "look-alikes",
    "open a record", "save a form", "back up", "renew all lines",
)  # fmt: skip
WHAT: Final = """\
# How it scales

Made by `python benchmarks/scale.py --write`: CPU milliseconds, best of several, in one process and
without a screen. A result is a weekly PHQ-9. A solo practice has 20 to 200 patients with some 50
results each; the other lines show where the limits are.

{machine}

{table}

- **caseload**: every line read and put in order, once at opening. Back from a record only the lines
  that changed are read, which takes the same for any number of patients.
- **search**: the list narrowed by one key.
- **look-alikes**: whom a record could be taken for, from the second one opened on; the first works
  out once what names are compared by, some ten times as long, behind the screen.
- **open a record**: the case read, its trends and findings worked out.
- **save a form**: scored and written, its line renewed, the case read again, and all of it undone.
- **back up**: a verified copy, when the records have changed.
- **renew all lines**: after an update of rules or questionnaires, behind the caseload, which is
  there at once.

Only reading the caseload grows faster than the records, beyond a few thousand patients. Three
things grow with the records and can be felt: the backup on quitting, with more than about 2,000
patients; a record with thousands of results, which is read whole for every change; and the renewal
after an update, while lines wait for their headline.
"""


def best_cpu(work: Callable[[], object], rounds: int = 5) -> float:
    """CPU milliseconds of the quickest of several rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return 1000 * min(taken)


def measured(folder: Path, people: int, results: int) -> list[str]:
    """One line of the table."""
    build_vault(folder, people=people, results=results)
    store = Vault(folder).unlock(PASSPHRASE)
    instruments = available_instruments()
    store.use(instruments, instruments.fingerprint)
    deck = load_deck(data_folder() / "dialogue" / "en.toml")
    today, lookalikes = date.today(), Lookalikes()
    roster = Roster.ordered(store.caseload(), today)
    somebody = roster.summaries[len(roster.summaries) // 2].patient

    def open_record() -> None:
        view = SessionView(store.case(somebody.id), today, deck, "phq9")
        assert view.findings.found or not view.trends[0].points

    def save_form() -> None:
        form = Form("phq9", today, total=Decimal(11), safety={9: 0})
        store.undo(store.record(somebody.id, form).results[-1].id)

    def back_up() -> None:
        save_form()
        assert store.back_up_if_changed()

    def renew_all() -> None:
        summaries.RULES_VERSION += 1  # type: ignore[misc]  # as if the rules were others
        store.renew_summaries()

    lookalikes.of(somebody, roster.patients)
    figures = [
        best_cpu(lambda: Roster.ordered(store.caseload(), today)),
        best_cpu(lambda: roster.matching("a-1", archived=False, but_for=())),
        best_cpu(lambda: lookalikes.of(somebody, roster.patients)),
        best_cpu(open_record),
        best_cpu(save_form),
        best_cpu(back_up, 2),
        best_cpu(renew_all, 1),
    ]
    size = (folder / "records.db").stat().st_size / 1e6
    store.close()
    name = f"{people:,} × {results:,}"
    return [name, f"{size:.1f} MB", *(f"{figure:,.{figure < 10:d}f}" for figure in figures)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/scale.md")
    write = parser.parse_args().write
    rows = [[*HEAD], ["---"] * len(HEAD)]
    with tempfile.TemporaryDirectory() as made:
        for people, results in SIZES:
            rows.append(measured(Path(made) / f"{people}-{results}", people, results))
            print(rows[-1], file=sys.stderr)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{date.today().isoformat()}."
    )
    page = WHAT.format(machine=machine, table=table)
    if write:
        PAGE.write_text(page, "utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
