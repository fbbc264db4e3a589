"""`romtui keys`: the keys in force, a file to start from, or whether a file of keys is sound."""

import argparse
from pathlib import Path

from romtui.cli import texts
from romtui.cli.output import tell
from romtui.cli.parser import Subparsers
from romtui.commands import BY_SCREEN, as_markdown
from romtui.content.keys_file import example, keys_in_force, read_keys
from romtui.domain.errors import UserError
from romtui.domain.visible import visible
from romtui.paths import keys_file, place_of
from romtui.plain_file import write_new


def add_parser(commands: Subparsers) -> None:
    """Say what is printed or checked."""
    parser = commands.add_parser("keys", help=texts.HELP_KEYS)
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--example", action="store_true", help=texts.HELP_EXAMPLE)
    shown.add_argument("--check", metavar="FILE", type=Path, help=texts.HELP_CHECK_KEYS)
    parser.add_argument("--out", metavar="FILE", type=Path, help=texts.HELP_KEYS_OUT)


def run(options: argparse.Namespace) -> int:
    """Print them; 1 if the therapist's own file cannot be used, which is said after them.

    Raises UserError for a file to check that cannot be used.
    """
    if options.out is not None and not options.example:
        raise UserError(texts.OUT_WITH_EXAMPLE)
    if options.example:
        words = f"{texts.where_keys_are(visible(str(keys_file())))}\n{example(BY_SCREEN)}"
        if options.out is None:
            _print(words)
        else:
            write_new(place_of(options.out), words.encode())
        return 0
    if options.check is not None:
        count = sum(map(bool, read_keys(options.check, BY_SCREEN).values()))
        _print(f"{texts.own_keys(visible(options.check.name), count)}\n")
        return 0
    file = keys_file()
    keys, problem = keys_in_force(file, BY_SCREEN)
    origin = texts.default_keys_but(visible(str(file))) if keys else texts.DEFAULT_KEYS
    _print(as_markdown(f"# {texts.KEYS}\n\n{origin}\n", keys))
    if problem:
        tell(f"romtui: {problem}")
    return 1 if problem else 0


def _print(words: str) -> None:
    print(words, end="")  # noqa: T201 -- the command's output
