"""The start of the screens: everything they need is made here and handed to them.

Heavy imports are inside the functions, so that the first frame does not wait for them.
"""

import codecs
import gc
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from romtui import texts
from romtui.domain.errors import UserError
from romtui.harden import harden
from romtui.platform import process
from romtui.store.clock import local_now

if TYPE_CHECKING:
    from romtui.domain.instrument import Instrument
    from romtui.domain.patterns.chance import Chance
    from romtui.domain.reports.report import ReportTemplate
    from romtui.exchange.mapped.mapping import TableMapping
    from romtui.store.store import Store
    from romtui.ui.dependencies import Dependencies, Workspace

_LOADING: Final = threading.Lock()
_NO_TOUR: Final = "ROMTUI_NO_TOUR"
"""Set in the environment of a demo that restarts after a lock: its tour was left or is over."""

_SWITCH_SECONDS: Final = 0.001
"""How soon a worker lets go of the interpreter: halves the longest wait of a key."""

_SELDOM: Final = (700, 10, 30)
"""Python's own, but for the last: all that is new is searched for garbage by the caseload, at rest.

It takes 20 ms and more, and would else come in the middle of a key.
"""

CleanUp = list[Callable[[], None]]
"""What is done when the screens end or the program replaces itself."""


def run_screens(*, demo: bool, folder: str | None, read_only: bool = False) -> tuple[int, str]:
    """Run the screens; gives the exit code, and what is to be said when the terminal is back.

    Raises UserError where there is no terminal.
    """
    process.stop_if_asked()
    harden()
    local_now()  # an impossible time zone is refused before anything is asked
    _refuse_unfit_terminal(os.environ)
    process.start_supervised()
    process.echo_typing(False)  # what the screens find they leave behind, before a restart too
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.disable()  # until the caseload is loaded: see `prepare`
    clean_up: CleanUp = []
    from romtui.paths import running_folder
    from romtui.running import findable
    from romtui.ui.app import RomtuiApp

    try:
        app = RomtuiApp(dependencies(clean_up, demo=demo, folder=folder, read_only=read_only))
        with findable(running_folder()):
            app.run(mouse=app.takes_mouse)
        return app.return_code or 0, app.parting
    finally:
        process.echo_typing(True)
        for step in clean_up:
            step()


def run_plain(*, demo: bool, folder: str | None, read_only: bool = False) -> NoReturn:
    """Work line by line, and end the process with the exit code.

    Raises UserError where nothing can be opened.
    """
    harden()
    local_now()
    process.close_memory()
    from romtui.paths import running_folder
    from romtui.plain.run import close, open_vault, talk

    clean_up: CleanUp = []
    given = dependencies(clean_up, demo=demo, folder=folder, read_only=read_only)
    try:
        if given.vault is None:
            workspace = given.open_demo()
        else:
            workspace = given.prepare(open_vault(given.vault))
        try:
            code = talk(workspace, given.now, running_folder())
        finally:
            close(workspace.store)
    finally:
        for step in clean_up:
            step()
    sys.stdout.flush()
    os._exit(code)  # a thread of ours may still wait for a line


def _refuse_unfit_terminal(environment: Mapping[str, str]) -> None:
    """Raise UserError where nothing could be drawn, or not as it is meant."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UserError(texts.NO_TERMINAL)
    kind = environment.get("TERM", "")
    if kind in process.TERMINALS_WITHOUT_SCREENS:
        raise UserError(texts.no_screens(kind))
    coding = sys.stdout.encoding
    if codecs.lookup(coding).name != "utf-8":
        raise UserError(texts.not_utf_8(coding))


def dependencies(
    clean_up: CleanUp, *, demo: bool, folder: str | None, read_only: bool = False
) -> "Dependencies":
    """Everything the screens are given; the store among it comes with the unlocking."""
    from romtui.domain.lock import DEMO_PIN, LockNote, Slips
    from romtui.paths import keys_file, vault_folder, words_file
    from romtui.store.vault.vault import Vault
    from romtui.ui.dependencies import Dependencies

    typed_folder = vault_folder(folder)
    vault = None if demo else Vault(typed_folder, read_only=read_only)
    keys, keys_problem = _own_keys(keys_file())

    def open_demo() -> "Workspace":
        from romtui.demo import demo_cases

        store, remove = Vault.throwaway()
        clean_up.append(remove)
        workspace = prepare_noted(store)
        store.import_cases(demo_cases(local_now().date(), workspace.instruments))
        store.set_pin(DEMO_PIN)
        return workspace

    def prepare_noted(store: "Store") -> "Workspace":
        try:
            workspace = prepare(store, None if vault is None else words_file())
        except BaseException:
            store.close()
            raise
        of_vault = () if vault is None else vault.notes
        of_keys = (keys_problem,) if keys_problem else ()
        return replace(workspace, notes=(*of_vault, *of_keys, *workspace.notes))

    def relaunch(*, stopped: bool = False) -> NoReturn:
        for step in clean_up:
            step()
        process.ignore_early_signals()
        again = [sys.executable, *sys.orig_argv[1:]]
        if vault is not None and vault.folder != typed_folder:
            again += ["--vault", str(vault.folder)]
        process.echo_typing(stopped)
        if stopped:
            process.restart_after_stop(again)
        process.restart(again)

    def end_tour() -> None:
        os.environ[_NO_TOUR] = "1"

    return Dependencies(
        vault=vault,
        prepare=prepare_noted,
        warm_up=_warm_up,
        open_demo=open_demo,
        relaunch=relaunch,
        now=local_now,
        abandoned=process.is_abandoned,
        end_tour=None if vault is not None or _NO_TOUR in os.environ else end_tour,
        keys=keys,
        chances=_chances,
        slips=Slips(os.environ),
        lock_note=LockNote(os.environ),
        read_mapping=_read_mapping,
        reports=_reports,
    )


def _own_keys(file: Path) -> tuple[Mapping[str, str], str]:
    """The therapist's own keys, or none and why; what reads them is loaded only for a file."""
    if not file.exists():
        return {}, ""
    from romtui.commands import BY_SCREEN
    from romtui.content.keys_file import keys_in_force

    return keys_in_force(file, BY_SCREEN)


def prepare(store: "Store", words: Path | None) -> "Workspace":
    """Give an open store its instruments, and the screens their words.

    `words` is the file of the therapist's own; the demo has none and forgets what is changed.
    """
    from romtui.content.instruments import available_instruments
    from romtui.content.languages import language_files, load_language
    from romtui.content.wordbook import Wordbook
    from romtui.domain.clock_doubt import clock_doubt
    from romtui.domain.settings import ENGLISH
    from romtui.paths import data_folder
    from romtui.ui.dependencies import Workspace

    instruments = available_instruments()
    store.use(instruments, instruments.fingerprint)
    store.begin_renewal()
    gc.freeze()  # what is loaded by now stays to the end: it is never searched again
    gc.enable()
    gc.set_threshold(*_SELDOM)
    files = language_files(data_folder() / "dialogue", *([] if words is None else [words.parent]))
    wordbook = Wordbook(load_language(files[ENGLISH]), words, files)
    doubt = clock_doubt(store.newest_day(), local_now().date())
    notes = [doubt] if doubt else []
    try:
        wordbook.speak(store.settings.language)
    except UserError as refusal:
        notes.append(texts.english_instead(refusal))
    return Workspace(store, wordbook, instruments, instruments.unusable, tuple(notes))


def _warm_up() -> None:
    """Load what unlocking needs, while the passphrase is typed; who comes second waits for it.

    Two threads that load a package and a part of it at once may wait for each other, which Python
    ends with an error.
    """
    with _LOADING:
        import romtui.store.db.migrations
        import romtui.store.store  # noqa: F401 -- loaded for its loading

        process.close_memory()


def _reports() -> "Mapping[str, ReportTemplate]":
    """The templates of pages for third parties, read when one is made."""
    from romtui.content.reports import available_reports

    return available_reports()


def _read_mapping(file: Path, instruments: "Mapping[str, Instrument]") -> "TableMapping":
    """The file of a mapping, loaded when an import asks for one."""
    from romtui.exchange.mapped.file import read_mapping

    return read_mapping(file, instruments)


def _chances() -> "Mapping[str, Chance]":
    """How often chance alone brings each headline."""
    from romtui.content.calibration import FILE, load_calibration
    from romtui.paths import data_folder

    return load_calibration(data_folder() / FILE).chances
