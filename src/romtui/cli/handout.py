"""`romtui handout`: one page for a person to take home, as a plain file."""

from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli.exchange import number_of
from romtui.cli.opened import say, the_vault, workspace
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.handout import handout
from romtui.domain.parts import leading_measure, measures_of, settled
from romtui.domain.shared import Sharing
from romtui.exchange.given_file import NOT_ENCRYPTED
from romtui.exchange.handout import file_for, write

if TYPE_CHECKING:
    from romtui.domain.dialogue import Deck


def run(
    folder: str | None,
    code: str,
    out: Path,
    measure: str | None = None,
    *,
    severity: bool = False,
    words_only: bool = False,
) -> int:
    """Write the page about one person into a file that is not there yet, and note it in the log.

    `severity` says what the form calls its ranges, `words_only` leaves the numbers out; they
    are left out anyway for a person who is shown none.
    """
    from romtui.store.clock import local_now

    path = file_for(str(out), the_vault(folder).folder)
    with workspace(folder) as here:
        case = here.store.case(number_of(here, code))
        wanted = words_only or case.preferences.words_only
        page = handout(
            case,
            _measure(case, measure),
            local_now().date(),
            _deck(here.store.settings.language),
            Sharing(severity=severity, words_only=wanted),
        )
        here.store.note_handed_out(case.patient.id)
        write(path, page)
    say(f"Written: {path}. Open it in a browser to print it.")
    say(NOT_ENCRYPTED)
    return 0


def _measure(case: Case, wanted: str | None) -> str:
    filled_in = dict.fromkeys(
        measure
        for result in case.results
        for measure in measures_of(case.instruments[result.instrument])
    )
    if wanted is None:
        found = leading_measure(case) or next(iter(filled_in), None)
        if found is None:
            raise UserError("Nothing has been filled in yet: there is nothing to take home.")
        return found
    wanted = settled(case, wanted)
    if wanted not in filled_in:
        raise UserError(f"There is no result of {wanted} yet: {', '.join(filled_in) or 'none'}.")
    return wanted


def _deck(language: str) -> "Deck":
    from romtui.content.languages import language_files, load_language
    from romtui.domain.settings import ENGLISH
    from romtui.paths import data_folder, words_file

    files = language_files(data_folder() / "dialogue", words_file().parent)
    return load_language(files.get(language, files[ENGLISH]))
