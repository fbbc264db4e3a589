"""The command line and the wiring. Every heavy import is inside a function."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from romtui import __version__
from romtui.cli import vault_commands
from romtui.cli.output import printing
from romtui.domain.errors import UserError
from romtui.domain.visible import bounded, visible
from romtui.harden import harden, until_it_is_heard
from romtui.supervisor import is_gone, leave_a_parent_behind, show_typing

if TYPE_CHECKING:
    from romtui.domain.patterns.chance import Chance
    from romtui.store.store import Store
    from romtui.ui.wiring import Dependencies, Workspace

DONE, REFUSED, STOPPED = 0, 1, 130
COMMANDS = ("score", "change", "instruments", "detect", "keys", *vault_commands.COMMANDS)
_VAULT = "--vault"
_STOPPED = (
    "import os, signal, sys\n"
    "os.kill(os.getpid(), getattr(signal, 'SIGSTOP', 0))\n"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""What waits in our place after Ctrl+Z: it has never seen a key, a passphrase or a name."""

_NO_TOUR = "ROMTUI_NO_TOUR"
"""In the environment of a demo that begins again after a lock: its tour was left or is over."""
_TWO_TOTALS = ("ID", "FIRST", "LAST")
_SWITCH_SECONDS = 0.001
"""How soon a worker lets go of the interpreter: halves the longest stall of a key."""


def run() -> NoReturn:
    """Start, and end with the exit code: 0 done, 1 refused, 2 usage, 128+n after a signal."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the caseload."""
    try:
        with printing():
            options = _read(sys.argv[1:] if arguments is None else arguments)
        if options.command is None:
            return _screens(demo=options.demo, folder=options.vault, read_only=options.read_only)
        with printing():
            return _command(options)
    except UserError as refusal:
        _tell(f"romtui: {visible(str(refusal))}")
        return REFUSED
    except BrokenPipeError:
        return REFUSED
    except KeyboardInterrupt:
        _tell("\nromtui: Stopped by Ctrl+C.")
        return STOPPED


def _tell(sentence: str) -> None:
    with suppress(OSError):
        print(sentence, file=sys.stderr)  # noqa: T201 -- the command line's voice


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what was typed; ends with the usage and code 2 when it cannot be followed."""
    parser = _parser()
    typed = _command_in(arguments)
    if typed is not None and typed not in COMMANDS:
        parser.error(_no_such(typed))
    options = parser.parse_args(arguments)
    if options.demo and (options.vault is not None or options.command is not None):
        parser.error("--demo stands alone")
    if options.vault == "":
        parser.error("--vault needs a folder")
    return options


def _command_in(arguments: Sequence[str]) -> str | None:
    """What was typed in the place of a command: the first that is no option, nor belongs to one."""
    rest = iter(arguments)
    for argument in rest:
        if argument == _VAULT:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _no_such(typed: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed.lower(), COMMANDS, n=1)
    meant = f"Did you mean {near[0]}?" if near else "romtui --help lists what there is."
    return f"there is no command {typed!r}. {meant}"


class _Parser(argparse.ArgumentParser):
    """Repeats what was typed only as a terminal may see it."""

    def error(self, message: str) -> NoReturn:
        """End with the usage and exit code 2."""
        super().error(visible(bounded(message)))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="romtui",
        description="Routine outcome monitoring for one therapist: score, trend, what to say.",
        epilog="Without a command it opens the caseload. Your own questionnaires, words and keys "
        "lie in one folder of your configuration, on Linux ~/.config/romtui. romtui is no medical "
        "device and makes no diagnosis.",
    )
    _add_general(parser, default=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_commands(commands)
    for command in commands.choices.values():
        _add_general(command.add_argument_group("before or after the command"))
    return parser


def _add_general(to: "argparse._ActionsContainer", default: object = argparse.SUPPRESS) -> None:
    """The options that may stand before a command or, where they then override, after it."""
    to.add_argument("--version", action="version", version=f"romtui {__version__}")
    to.add_argument(
        "--demo", action="store_true", default=default, help="open an invented caseload"
    )
    where = "where the encrypted records lie"
    to.add_argument(_VAULT, metavar="FOLDER", default=default or None, help=where)
    reading = "open what can be read of damaged records, and write nothing"
    to.add_argument("--read-only", action="store_true", default=default, help=reading)


def _add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    score = commands.add_parser("score", help="score a questionnaire without keeping it")
    score.add_argument("instrument", metavar="ID")
    answers = "as printed; . = left out, - = does not apply"
    score.add_argument("answers", metavar="ANSWER", nargs="*", help=answers)
    score.add_argument("--total", metavar="N", help="a total, on the published scale")
    parts = "the score of a part of a form without a single total: depression=12; once a part"
    score.add_argument("--part", metavar="PART=N", action="append", default=[], help=parts)
    score.add_argument("--json", action="store_true")
    change = commands.add_parser("change", help="say what became of a score, and by which rule")
    change.add_argument("instrument", metavar="ID")
    change.add_argument("first", metavar="FIRST", help="a total, on the published scale")
    change.add_argument("last", metavar="LAST")
    beside = "a second measure: recovery as NHS Talking Therapies counts it"
    change.add_argument("--with", dest="beside", nargs=3, metavar=_TWO_TOTALS, help=beside)
    change.add_argument("--json", action="store_true")
    instruments = commands.add_parser("instruments", help="what is known about questionnaires")
    instruments.add_argument("instrument", metavar="ID", nargs="?")
    instruments.add_argument("--json", action="store_true")
    instruments.add_argument("--check", metavar="FILE", type=Path, help="check a file of your own")
    detect = commands.add_parser("detect", help="say which patterns hold for the cases of a file")
    detect.add_argument("file", metavar="FILE", type=Path)
    detect.add_argument("--json", action="store_true")
    keys = commands.add_parser("keys", help="print the keys in force, or a file for your own")
    shown = keys.add_mutually_exclusive_group()
    shown.add_argument("--example", action="store_true", help="print a file to start from")
    shown.add_argument("--check", metavar="FILE", type=Path, help="check a file of keys")
    vault_commands.add(commands)


def _command(options: argparse.Namespace) -> int:
    if options.command == "score":
        from romtui.cli import score

        return score.run(
            options.instrument, options.answers, options.total, options.json, options.part
        )
    if options.command == "change":
        from romtui.cli import change

        return change.run(
            options.instrument, options.first, options.last, options.beside, options.json
        )
    if options.command == "instruments":
        from romtui.cli import instruments

        return instruments.run(options.instrument, options.json, options.check)
    if options.command == "detect":
        from romtui.cli import detect

        return detect.run(options.file, options.json)
    if options.command == "keys":
        from romtui import own_keys

        return own_keys.run(example=options.example, check=options.check)
    return vault_commands.run(options)


def _screens(*, demo: bool, folder: str | None, read_only: bool = False) -> int:
    from romtui.store.clock import local_now

    harden()
    local_now()
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UserError("The screens need a terminal; `romtui --help` lists what works without.")
    leave_a_parent_behind()
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.disable()
    clean_up: list[Callable[[], None]] = []
    from romtui.ui.app import RomtuiApp

    try:
        app = RomtuiApp(_wiring(clean_up, demo=demo, folder=folder, read_only=read_only))
        app.run()
        if app.parting:
            _tell(f"romtui: {visible(app.parting)}")
        return app.return_code or DONE
    finally:
        for each in clean_up:
            each()


def _wiring(
    clean_up: list[Callable[[], None]], *, demo: bool, folder: str | None, read_only: bool = False
) -> "Dependencies":
    from romtui.domain.lock_note import LockNote
    from romtui.domain.slips import Slips
    from romtui.own_keys import own_keys
    from romtui.paths import vault_folder, words_file
    from romtui.store.clock import local_now
    from romtui.store.vault.vault import Vault
    from romtui.ui.wiring import Dependencies

    def open_demo() -> "Workspace":
        from romtui.demo import demo_cases
        from romtui.domain.pin import DEMO_PIN

        store, remove = Vault.throwaway()
        clean_up.append(remove)
        workspace = prepare(store)
        store.import_cases(demo_cases(local_now().date(), workspace.instruments))
        store.set_pin(DEMO_PIN)
        return workspace

    where = vault_folder(folder)
    vault = None if demo else Vault(where, read_only=read_only)
    keys, keys_refused = own_keys()

    def prepare(store: "Store") -> "Workspace":
        try:
            workspace = _prepare(store, None if vault is None else words_file())
        except BaseException:
            store.close()
            raise
        of_vault = () if vault is None else vault.notes
        of_keys = (keys_refused,) if keys_refused else ()
        return replace(workspace, notes=(*of_vault, *of_keys, *workspace.notes))

    def relaunch(*, stopped: bool = False) -> NoReturn:
        for each in clean_up:
            each()
        until_it_is_heard()
        again = [sys.executable, *sys.orig_argv[1:]]
        if vault is not None and vault.folder != where:
            again += [_VAULT, str(vault.folder)]
        show_typing(stopped)
        if stopped:
            again = [sys.executable, "-I", "-S", "-c", _STOPPED, *again]
        os.execv(sys.executable, again)  # noqa: S606 -- ourselves

    def end_tour() -> None:
        os.environ[_NO_TOUR] = "1"

    return Dependencies(
        vault=vault,
        prepare=prepare,
        warm_up=_warm_up,
        open_demo=open_demo,
        relaunch=relaunch,
        now=local_now,
        abandoned=is_gone,
        end_tour=None if vault is not None or _NO_TOUR in os.environ else end_tour,
        keys=keys,
        chances=_chances,
        slips=Slips(os.environ),
        lock_note=LockNote(os.environ),
    )


def _chances() -> "Mapping[str, Chance]":
    """Read how often chance alone brings each headline."""
    from romtui.content.calibration import FILE, load_calibration
    from romtui.paths import data_folder

    return load_calibration(data_folder() / FILE).chances


def _warm_up() -> None:
    """Load what unlocking needs, while the passphrase is typed."""
    import romtui.store.db.migrations
    import romtui.store.store  # noqa: F401 -- loaded for its loading
    from romtui.harden import forbid_looking_in

    forbid_looking_in()


def _prepare(store: "Store", words: Path | None) -> "Workspace":
    """Give an open store its instruments, and the screens their words.

    `words` is the file of the therapist's own; the demo has none and forgets what is changed.
    """
    from romtui.content.instruments import load_instruments
    from romtui.content.languages import language_files, load_language
    from romtui.content.wordbook import Wordbook
    from romtui.domain.clock_doubt import clock_doubt
    from romtui.domain.settings import ENGLISH
    from romtui.paths import data_folder, instruments_folder
    from romtui.store.clock import local_now
    from romtui.ui.wiring import Workspace

    library = load_instruments(data_folder() / "instruments", instruments_folder())
    store.use(library, library.fingerprint)
    store.renew_summaries()
    gc.freeze()
    gc.enable()
    files = language_files(data_folder() / "dialogue", *([] if words is None else [words.parent]))
    book = Wordbook(load_language(files[ENGLISH]), words, files)
    doubt = clock_doubt(store.newest_day(), local_now().date())
    notes = [doubt] if doubt else []
    try:
        book.speak(store.settings.language)
    except UserError as refusal:
        notes.append(f"{refusal} What there is to say is in English.")
    return Workspace(store, book, library, library.unusable, tuple(notes))


if __name__ == "__main__":
    run()
