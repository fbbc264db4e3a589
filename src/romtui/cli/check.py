"""`romtui check`: everything in the vault is looked at, and nothing is changed."""

import argparse

from romtui.cli import texts
from romtui.cli.open_vault import ask_secret, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.instruments import available_instruments


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("check", help=texts.HELP_CHECK)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Print a line for each check; 1 if something is wrong."""
    vault = vault_in(options.vault, read_only=True)
    wrong = 0
    for result in vault.check(ask_secret(vault), available_instruments()):
        wrong += not result.good
        say(f"{texts.PASSED if result.good else texts.FAILED}  {result.line}")
    say(texts.problems(wrong) if wrong else texts.NO_PROBLEMS)
    return 1 if wrong else 0
