"""`romtui merge CODE INTO`: two records of one patient are made one."""

import argparse

from romtui.cli import asking
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.merging import Merging, refuse_unfit


def add_parser(commands: Subparsers) -> None:
    """Say which record goes into which."""
    parser = commands.add_parser("merge", help="make two records of one patient one")
    parser.add_argument("code", metavar="CODE", help="the record that is emptied and archived")
    parser.add_argument("into", metavar="INTO", help="the record that everything goes into")


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Say in numbers what would move, ask once, and do it."""
    with open_vault(options.vault) as opened:
        store = opened.store
        source, into = (
            store.case(opened.patient_id(code)) for code in (options.code, options.into)
        )
        refuse_unfit(source.patient, into.patient)
        for sentence in Merging(source, into).sentences:
            say(sentence)
        if not asking.agreed("Merge the two?", "merge"):
            say("Nothing was changed.")
            return 0
        store.back_up_if_changed()
        store.merge(source.patient.id, into.patient.id)
        say(f"{source.patient.code} is merged into {into.patient.code}.")
    return 0
