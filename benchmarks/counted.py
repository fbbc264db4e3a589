"""Run romtui, or the bare app, and count its layouts and paints in a file that others may read.

    python benchmarks/counted.py FILE bare|romtui [ARGUMENTS]

The counts cost about a microsecond each. The file is shared memory, so that the count goes on
over a fork.
"""

import mmap
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_FORM: Final = struct.Struct("QQQ")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the screen was laid out, painted whole, and painted in part."""

    layouts: int = 0
    whole: int = 0
    partial: int = 0

    def __sub__(self, other: Self) -> "Counts":
        return Counts(
            self.layouts - other.layouts, self.whole - other.whole, self.partial - other.partial
        )

    @property
    def paints(self) -> int:
        return self.whole + self.partial


def new_counts(file: Path) -> Path:
    """A file of counts that are all 0."""
    file.write_bytes(bytes(_FORM.size))
    return file


def read_counts(file: Path) -> Counts:
    return Counts(*_FORM.unpack(file.read_bytes()))


def _counting(file: Path) -> Callable[[int], None]:
    """What adds one to the layouts (0), the whole paints (1) or the partial ones (2)."""
    with file.open("r+b") as opened:
        shared = mmap.mmap(opened.fileno(), _FORM.size)

    def count(which: int) -> None:
        numbers = list(_FORM.unpack(shared))
        numbers[which] += 1
        shared[:] = _FORM.pack(*numbers)

    return count


def main() -> None:
    file, program, *arguments = sys.argv[1:]
    root = Path(__file__).resolve().parents[1]
    sys.path.insert(0, str(root))
    from tests.ui.textual_internals import counting_layouts_and_paints

    sys.argv = [program, *arguments]
    with counting_layouts_and_paints(_counting(Path(file))):
        if program == "bare":
            from benchmarks.bare import Bare

            Bare().run()
        else:
            from romtui.__main__ import run

            run()


if __name__ == "__main__":
    main()
