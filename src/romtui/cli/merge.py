"""`romtui merge CODE INTO`: two records of one patient are made one."""

import argparse

from romtui.cli import asking, texts
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.merging import Merging, refuse_unfit


def add_parser(commands: Subparsers) -> None:
    """Say which record goes into which."""
    parser = commands.add_parser("merge", help=texts.HELP_MERGE)
    parser.add_argument("code", metavar="CODE", help=texts.HELP_MERGE_FROM)
    parser.add_argument("into", metavar="INTO", help=texts.HELP_MERGE_INTO)


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
        if not asking.agreed(texts.MERGE_QUESTION, "merge"):
            say(texts.NOTHING_CHANGED)
            return 0
        store.back_up_if_changed()
        store.merge(source.patient.id, into.patient.id)
        say(texts.merged(source.patient.code, into.patient.code))
    return 0
