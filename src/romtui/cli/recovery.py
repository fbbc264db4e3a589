"""`romtui recovery-code`: a new one in the place of the old, shown once and typed back."""

from romtui.cli import asking
from romtui.cli.opened import ASKED, refuse_absent, say, tell, the_vault
from romtui.domain.errors import UserError

_SHOWN = (
    "The new recovery code. It is shown only now: write it down, and keep it with\n"
    "your papers, not beside this computer. Until you have typed it, the old one holds.\n\n"
    "    {code}\n"
)
_NOTHING = "Nothing was changed: the recovery code of before holds."


def run(folder: str | None) -> int:
    """Ask for a secret of now, show the code where it leaves no trace, and put it in place."""
    vault = the_vault(folder)
    refuse_absent(vault)
    secret = asking.secret(ASKED)
    store = vault.unlock(secret)
    try:
        for note in vault.notes:
            tell(note)
        code = vault.offer_recovery_code()
        question = "Type the code to show that you have it, or press Enter to leave it"
        typed = asking.line_below(_SHOWN.format(code="-".join(code.groups)), question)
        while typed and not code.matches(typed):
            again = "That is not the code above: look again, group by group, or press Enter"
            typed = asking.line_below(_SHOWN.format(code="-".join(code.groups)), again)
        if not typed:
            raise UserError(_NOTHING)
        vault.renew_recovery_code(secret, code)
        for note in (*vault.notes, *store.note_recovery_code()):
            tell(note)
    finally:
        store.close()
    say("The new recovery code holds, for the backups in the vault's folder too.")
    say("A copy you keep elsewhere still opens with the old one.")
    return 0
