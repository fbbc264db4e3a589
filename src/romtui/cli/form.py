"""`romtui form`: blank questionnaires to be printed, as a plain file. No vault is opened."""

import argparse
from pathlib import Path

from romtui.cli import texts
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.instruments import available_instruments
from romtui.domain.away.making import chosen_forms
from romtui.exchange.away.page import file_for, write_blank


def add_parser(commands: Subparsers) -> None:
    """Say which forms, and into which file."""
    parser = commands.add_parser("form", help=texts.HELP_FORM)
    parser.add_argument("forms", metavar="ID", nargs="+", help=texts.HELP_FORM_WHICH)
    where = texts.HELP_FORM_OUT
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=where)


def run(options: argparse.Namespace) -> int:
    """Write them, one after another."""
    path = file_for(str(options.out), None)
    ids = [name for typed in options.forms for name in typed.lower().split(",") if name]
    write_blank(path, chosen_forms(ids, available_instruments()))
    say(texts.handout_written(path))
    return 0
