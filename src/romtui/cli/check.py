"""`romtui check`: everything in the vault looked at, nothing changed."""

from romtui.cli import asking
from romtui.cli.opened import ASKED, questionnaires, refuse_absent, say, the_vault


def run(folder: str | None) -> int:
    """Print a line for each thing that was looked at; 1 when something is wrong."""
    vault = the_vault(folder, read_only=True)
    refuse_absent(vault)
    wrong = 0
    for result in vault.check(asking.secret(ASKED), questionnaires()):
        wrong += not result.good
        say(f"{'ok   ' if result.good else 'WRONG'}  {result.line}")
    say("All is well." if not wrong else f"Wrong: {wrong}. Nothing was changed.")
    return 1 if wrong else 0
