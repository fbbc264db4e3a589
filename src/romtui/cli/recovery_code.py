"""`romtui recovery-code`: a new code replaces the old one; it is shown once, and typed back."""

import argparse

from romtui.cli import asking, texts
from romtui.cli.open_vault import ask_secret, unlocked, vault_command, vault_in
from romtui.cli.output import say, tell
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("recovery-code", help=texts.HELP_RECOVERY_CODE)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Ask for the secret, show the new code where it leaves no trace, and put it in force."""
    vault = vault_in(options.vault)
    secret = ask_secret(vault)
    with unlocked(vault, secret) as opened:
        code = vault.offer_recovery_code()
        shown = texts.new_code("-".join(code.groups))
        typed = asking.line_below(shown, texts.TYPE_THE_CODE)
        while typed and not code.matches(typed):
            typed = asking.line_below(shown, texts.CODE_DIFFERS)
        if not typed:
            raise UserError(texts.OLD_CODE_STILL_WORKS)
        vault.renew_recovery_code(secret, code)
        for note in (*vault.notes, *opened.store.note_recovery_code()):
            tell(note)
    say(texts.CODE_REPLACED)
    say(texts.COPIES_KEEP_OLD_CODE)
    return 0
