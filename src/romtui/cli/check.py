"""`romtui check`: everything in the vault looked at, nothing changed."""

from romtui.cli import asking
from romtui.cli.opened import ASKED, questionnaires, refuse_absent, say, the_vault


def run(folder: str | None) -> int:
    """Print a line for each thing that was looked at; 1 when something is wrong."""
    vault = the_vault(folder, read_only=True)
    refuse_absent(vault)
    wrong = 0
    for one in vault.examine(asking.secret(ASKED), questionnaires()):
        wrong += not one.good
        said = f": {one.said}" if one.said else ""
        say(f"{'ok   ' if one.good else 'WRONG'}  {one.what}{said}")
    say("All is well." if not wrong else f"Wrong: {wrong}. Nothing was changed.")
    return 1 if wrong else 0
