"""`romtui outcomes`: what became of one's own closed work, beside what one had guessed."""

import argparse

from romtui.cli import asking
from romtui.cli import texts as cli_texts
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.languages import language_files, load_language
from romtui.domain.outcomes import texts
from romtui.domain.outcomes.guess import read_guess
from romtui.domain.outcomes.page import page
from romtui.domain.outcomes.tally import outcomes
from romtui.domain.settings import ENGLISH
from romtui.paths import data_folder, words_file
from romtui.store.clock import local_now


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("outcomes", help=cli_texts.HELP_OUTCOMES)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Ask for a guess, then print the page."""
    with open_vault(options.vault, read_only=options.read_only) as opened:
        files = language_files(data_folder() / "dialogue", words_file().parent)
        deck = load_language(files.get(opened.store.settings.language, files[ENGLISH]))
        guess = read_guess(asking.line(f"{texts.GUESS_QUESTION}\n{texts.GUESS_PROMPT}"))
        constants = opened.store.settings.constants
        counts = outcomes(opened.store.courses(), local_now().date(), constants)
    titles = {pattern.value: entry.title for pattern, entry in deck.entries.items()}
    for section in page(counts, guess, titles):
        say(section.heading)
        for line in (*section.lines, *section.notes):
            say(f"  {line}")
        say()
    return 0
