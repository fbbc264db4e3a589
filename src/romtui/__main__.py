"""The program: one command, or without one the screens."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from romtui.cli.output import printing
from romtui.cli.parser import load, parse
from romtui.domain.errors import UserError
from romtui.domain.visible import visible

REFUSED, STOPPED = 1, 130


def run() -> NoReturn:
    """Start, and end with the exit code: 0 done, 1 refused, 2 usage, 128+n after a signal."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the caseload."""
    try:
        with printing():
            options = parse(sys.argv[1:] if arguments is None else arguments)
        if options.plain:
            from romtui.start import run_plain

            run_plain(demo=options.demo, folder=options.vault, read_only=options.read_only)
        if options.command is None:
            return _screens(options)
        with printing():
            return load(options.command).run(options)
    except UserError as refusal:
        _tell(f"romtui: {visible(str(refusal))}")
        return REFUSED
    except BrokenPipeError:
        return REFUSED
    except KeyboardInterrupt:
        _tell("\nromtui: Stopped by Ctrl+C.")
        return STOPPED


def _screens(options: argparse.Namespace) -> int:
    """Open the caseload; gives the exit code as the process that waits for this one reads it."""
    from romtui.platform import process
    from romtui.start import run_screens

    try:
        code, last_words = run_screens(
            demo=options.demo, folder=options.vault, read_only=options.read_only
        )
    except UserError as refusal:
        code, last_words = REFUSED, str(refusal)
    if last_words:
        _tell(f"romtui: {visible(last_words)}")
    return process.ends_orderly(code)


def _tell(sentence: str) -> None:
    with suppress(OSError):
        print(sentence, file=sys.stderr)  # noqa: T201 -- the command line's voice


if __name__ == "__main__":
    run()
