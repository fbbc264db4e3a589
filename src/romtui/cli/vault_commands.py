"""The commands that open the vault: what they take, and which function runs them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from romtui.harden import forbid_looking_in, harden


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """Say what the commands take."""
    commands.add_parser("check", help="look at everything in the vault, change nothing")
    backup = commands.add_parser("backup", help="make a backup of the vault, or verify all")
    place = backup.add_mutually_exclusive_group()
    to = "a second place, such as a stick: every backup goes there too from now on"
    place.add_argument("--to", metavar="FOLDER", type=Path, help=to)
    place.add_argument("--only-here", action="store_true", help="forget the second place")
    backup.add_argument("--verify", action="store_true", help="open every backup and look at all")
    thin = "all is well after a restore or a jump of the clock: old backups may go again"
    backup.add_argument("--let-thin", action="store_true", help=thin)
    commands.add_parser("backups", help="list the backups")
    restore = commands.add_parser("restore", help="put a backup in the place of the records")
    chosen = "its number in the list, or the file of one that lies elsewhere"
    restore.add_argument("backup", metavar="BACKUP", nargs="?", help=chosen)


def run(options: argparse.Namespace) -> int:
    """Run one of them, with memory and files closed to others first."""
    harden()
    forbid_looking_in()
    return _RUN[options.command](options)


def _check(options: argparse.Namespace) -> int:
    from romtui.cli import check

    return check.run(options.vault)


def _backup(options: argparse.Namespace) -> int:
    from romtui.cli import backups

    return backups.back_up(
        options.vault,
        to=options.to,
        only_here=options.only_here,
        verify=options.verify,
        let_thin=options.let_thin,
    )


def _backups(options: argparse.Namespace) -> int:
    from romtui.cli import backups

    return backups.show(options.vault)


def _restore(options: argparse.Namespace) -> int:
    from romtui.cli import backups

    return backups.restore(options.vault, options.backup)


_RUN: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "backup": _backup,
    "backups": _backups,
    "restore": _restore,
}
COMMANDS: Final = frozenset(_RUN)
