"""`romtui lock`: lock every running romtui of this user, as before a sleep."""

import argparse

from romtui.cli import texts
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.cli.texts import locked
from romtui.paths import running_folder
from romtui.running import lock_all


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    words = texts.HELP_LOCK
    commands.add_parser("lock", help=words, epilog=texts.LOCK_EPILOG)


def run(_: argparse.Namespace) -> int:
    """Ask them all; 0 also where none runs, so that a recipe does not complain."""
    say(locked(lock_all(running_folder())))
    return 0
