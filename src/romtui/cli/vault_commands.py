"""The commands that open the vault: what they take, and which function runs them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from romtui.domain.errors import UserError
from romtui.harden import forbid_looking_in, harden
from romtui.store.clock import local_now

_READING: Final = frozenset({"export", "check", "backups", "doctor"})
_DAYS: Final = (
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "DD-MM-YYYY",
    "MM/DD/YYYY",
    "MM-DD-YYYY",
)
_DIFFERING: Final = ("keep", "correct", "both")


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
    renewing = "renew the recovery code, for one that was lost or seen"
    commands.add_parser("recovery-code", help=renewing)
    restore = commands.add_parser("restore", help="put a backup in the place of the records")
    chosen = "its number in the list, or the file of one that lies elsewhere"
    restore.add_argument("backup", metavar="BACKUP", nargs="?", help=chosen)
    export = commands.add_parser("export", help="write one person or all into a plain file")
    export.add_argument("code", metavar="CODE", nargs="?", help="one person; without it all")
    kind = "a new file; .json for everything, .csv for a table of results"
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help=kind)
    _add_handout(commands)
    _add_import(commands)
    merge = commands.add_parser("merge", help="make two records of one patient one")
    merge.add_argument("code", metavar="CODE", help="the record that is emptied and archived")
    merge.add_argument("into", metavar="INTO", help="the record that everything goes into")
    seeing = "say how safe the records lie here, without a passphrase"
    commands.add_parser("doctor", help=seeing)
    erase = commands.add_parser("erase", help="delete a person, backups and all, for good")
    erase.add_argument("code", metavar="CODE")


def _add_handout(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("handout", help="write one page for a person to take home")
    parser.add_argument("code", metavar="CODE")
    where = "a new .html file, to be printed from a browser; it is not encrypted"
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=where)
    about = "the questionnaire it is about; without it the one that leads"
    parser.add_argument("--of", metavar="ID", help=about)
    parser.add_argument("--words", action="store_true", help="say what the form calls its ranges")
    parser.add_argument("--no-numbers", action="store_true", help="say it in words only")


def _add_import(commands: "argparse._SubParsersAction[Any]") -> None:
    example = (
        "A table of earlier scores, its columns and days as they are written in it: "
        "romtui import scores.csv --code Client --day Date --total Score --of phq9 "
        "--days DD.MM.YYYY. A table that romtui export wrote needs no columns."
    )
    parser = commands.add_parser(
        "import", help="take in a .json of romtui export, or a table of scores", epilog=example
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
    for name in ("code", "day", "total", "questionnaire"):
        parser.add_argument(f"--{name}", metavar="COLUMN", help=f"the column of the {name}")
    every = "the column of all answers of a form, such as 1 0 2 . 3"
    parser.add_argument("--answers", metavar="COLUMN", help=every)
    parser.add_argument("--of", metavar="ID", help="one questionnaire for all lines")
    parser.add_argument("--days", choices=_DAYS, help="how days are written; 26 for 2026 will do")
    parser.add_argument("--add-people", action="store_true", help="add people with unknown codes")
    other = "where a day has another score already: keep it, correct it, or let both stand"
    parser.add_argument("--differing", choices=_DIFFERING, help=other)
    parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
    parser.add_argument("--undo", action="store_true", help="take the latest import back")


def run(options: argparse.Namespace) -> int:
    """Run one of them, with memory and files closed to others first."""
    if options.read_only and options.command not in _READING:
        raise UserError(f"romtui {options.command} would write: leave --read-only out.")
    harden()
    local_now()
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


def _recovery_code(options: argparse.Namespace) -> int:
    from romtui.cli import recovery

    return recovery.run(options.vault)


def _export(options: argparse.Namespace) -> int:
    from romtui.cli import exchange

    return exchange.export(options.vault, options.code, options.out, read_only=options.read_only)


def _handout(options: argparse.Namespace) -> int:
    from romtui.cli import handout

    return handout.run(
        options.vault,
        options.code,
        options.out,
        options.of,
        severity=options.words,
        words_only=options.no_numbers,
    )


def _import(options: argparse.Namespace) -> int:
    from romtui.cli import exchange
    from romtui.domain.imported_score import Differing
    from romtui.exchange.scores_table import Columns

    if options.undo:
        return exchange.undo(options.vault)
    if options.file is None:
        raise UserError("Give the file to take in, or --undo.")
    named = (options.code, options.day, options.total, options.questionnaire, options.of)
    whole = all(named[:3]) and bool(options.questionnaire) != bool(options.of)
    if any(named) and not whole:
        raise UserError(
            "Say --code, --day and --total, and one of --questionnaire and --of: "
            "romtui import --help shows an example."
        )
    return exchange.import_cases(
        options.vault,
        options.file,
        Columns(*named, answers=options.answers) if whole else None,
        options.days,
        add_people=options.add_people,
        differing=None if options.differing is None else Differing(options.differing),
        dry_run=options.dry_run,
    )


def _erase(options: argparse.Namespace) -> int:
    from romtui.cli import erase

    return erase.run(options.vault, options.code)


def _merge(options: argparse.Namespace) -> int:
    from romtui.cli import merge

    return merge.run(options.vault, options.code, options.into)


def _doctor(options: argparse.Namespace) -> int:
    from romtui.cli import doctor

    return doctor.run(options.vault)


_RUN: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "backup": _backup,
    "backups": _backups,
    "recovery-code": _recovery_code,
    "restore": _restore,
    "export": _export,
    "handout": _handout,
    "import": _import,
    "erase": _erase,
    "merge": _merge,
    "doctor": _doctor,
}
COMMANDS: Final = tuple(_RUN)
