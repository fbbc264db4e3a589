"""Run the parts one after another; 1 when a promise was not kept."""

import argparse
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from torture.tally import Part, Trial

PARTS = (
    "kills",
    "power_cuts",
    "creations",
    "faults",
    "narrow_disks",
    "commands",
    "damage",
    "hostile",
    "bytes",
    "traces",
    "crashes",
    "windows",
    "scores",
    "leaving",
    "upgrades",
    "codes",
    "browsers",
)


def main() -> int:
    options = _options()
    print(f"seed {options.seed}, {'full' if options.full else 'reduced'} counts", flush=True)
    begun, failed, skipped = time.monotonic(), 0, 0
    for name in options.parts or PARTS:
        run: Part = import_module(f"torture.{name}").run
        with tempfile.TemporaryDirectory(prefix="romtui-torture-") as folder:
            dice = random.Random(options.seed)
            trial = Trial(Path(folder), dice, full=options.full, times=options.times)
            for tally in run(replace(trial)):
                print(tally.line, flush=True)
                for failure in tally.first_failures:
                    print(f"         {failure}", flush=True)
                failed += len(tally.failures)
                skipped += bool(tally.skipped)
    print(f"{failed} failed, {skipped} skipped, {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="some parts only")
    full = "the counts of a release, for hours; ROMTUI_TORTURE=full does the same"
    parser.add_argument("--full", action="store_true", help=full)
    times = "so many times the reduced counts"
    parser.add_argument("--times", type=float, default=1.0, metavar="N", help=times)
    seed = "repeat a run that failed"
    drawn = random.SystemRandom().randrange(1_000_000)
    parser.add_argument("--seed", type=int, default=drawn, help=seed)
    options = parser.parse_args()
    options.full = options.full or os.environ.get("ROMTUI_TORTURE") == "full"
    return options


if __name__ == "__main__":
    sys.exit(main())
