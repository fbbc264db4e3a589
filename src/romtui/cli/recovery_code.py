"""`romtui recovery-code`: a new code replaces the old one; it is shown once, and typed back."""

import argparse

from romtui.cli import asking
from romtui.cli.open_vault import ask_secret, unlocked, vault_command, vault_in
from romtui.cli.output import say, tell
from romtui.cli.parser import Subparsers
from romtui.domain.errors import UserError

_SHOWN = (
    "The new recovery code. It is shown only now: write it down, and keep it with\n"
    "your papers, not beside this computer. Until you have typed it, the old one holds.\n\n"
    "    {code}\n"
)
_NOTHING = "Nothing was changed: the recovery code of before holds."


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    words = "renew the recovery code, for one that was lost or seen"
    commands.add_parser("recovery-code", help=words)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Ask for the secret, show the new code where it leaves no trace, and put it in force."""
    vault = vault_in(options.vault)
    secret = ask_secret(vault)
    with unlocked(vault, secret) as opened:
        code = vault.offer_recovery_code()
        shown = _SHOWN.format(code="-".join(code.groups))
        question = "Type the code to show that you have it, or press Enter to leave it"
        typed = asking.line_below(shown, question)
        while typed and not code.matches(typed):
            again = "That is not the code above: look again, group by group, or press Enter"
            typed = asking.line_below(shown, again)
        if not typed:
            raise UserError(_NOTHING)
        vault.renew_recovery_code(secret, code)
        for note in (*vault.notes, *opened.store.note_recovery_code()):
            tell(note)
    say("The new recovery code holds, for the backups in the vault's folder too.")
    say("A copy you keep elsewhere still opens with the old one.")
    return 0
