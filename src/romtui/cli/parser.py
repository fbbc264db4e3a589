"""What was typed, read: which commands there are, and what may stand before or after each.

Only the module of the command that was typed is loaded; all of them for `romtui --help`.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Final, NoReturn, Protocol, cast

from romtui import __version__
from romtui.cli import texts
from romtui.domain.visible import bounded, visible

COMMANDS: Final = {
    "score": "score",
    "change": "change",
    "instruments": "instruments",
    "detect": "detect",
    "keys": "keys",
    "check": "check",
    "backup": "backup",
    "backups": "backups",
    "recovery-code": "recovery_code",
    "restore": "restore",
    "export": "export",
    "handout": "handout",
    "report": "report",
    "page": "page",
    "form": "form",
    "import": "import_",
    "merge": "merge",
    "lock": "lock",
    "doctor": "doctor",
    "today": "today",
    "outcomes": "outcomes",
    "erase": "erase",
}
"""The module of each command, in the order of `romtui --help`."""

_VAULT: Final = "--vault"


class Subparsers(Protocol):
    """What `add_subparsers` gives; argparse has no public name for it."""

    def add_parser(self, name: str, *, help: str, epilog: str = ...) -> argparse.ArgumentParser:  # noqa: A002 -- argparse's name
        """Add a command."""


class CommandModule(Protocol):
    """The module of one command."""

    def add_parser(self, commands: Subparsers) -> None:
        """Say what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, and give the exit code. Raises UserError."""


def load(command: str) -> CommandModule:
    """Import the module of a command."""
    return cast("CommandModule", import_module(f"romtui.cli.{COMMANDS[command]}"))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what was typed; prints the usage and exits with code 2 where it makes no sense."""
    typed = _command_in(arguments)
    parser = _parser([typed] if typed in COMMANDS else COMMANDS if _asks_help(arguments) else [])
    if typed is not None and typed not in COMMANDS:
        parser.error(_no_such(typed))
    options = parser.parse_args(arguments)
    if options.demo and (options.vault is not None or options.command is not None):
        parser.error(texts.DEMO_ALONE)
    if options.plain and options.command is not None:
        parser.error(texts.PLAIN_WITHOUT_COMMAND)
    if options.vault == "":
        parser.error(texts.VAULT_NEEDS_FOLDER)
    return options


def _command_in(arguments: Sequence[str]) -> str | None:
    """The command that was typed: the first argument that is no option, nor the vault's folder."""
    rest = iter(arguments)
    for argument in rest:
        if argument == _VAULT:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _asks_help(arguments: Sequence[str]) -> bool:
    """Whether one of them is -h or --help, which argparse lets people shorten."""
    return any(
        argument.startswith("-h") or (len(argument) > 2 and "--help".startswith(argument))
        for argument in arguments
    )


def _no_such(typed: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed.lower(), COMMANDS, n=1)
    return texts.no_such_command(typed, near[0] if near else "")


class _Parser(argparse.ArgumentParser):
    """Repeats what was typed only as a terminal may see it."""

    def error(self, message: str) -> NoReturn:
        """Exit with the usage and code 2."""
        super().error(visible(bounded(message)))


def parsers() -> Mapping[str, argparse.ArgumentParser]:
    """The parser of each command by its name, after that of romtui itself, which has none."""
    parser, subparsers = _parser_with(COMMANDS)
    return {"": parser, **subparsers}


def _parser(commands: Iterable[str]) -> argparse.ArgumentParser:
    return _parser_with(commands)[0]


def _parser_with(
    commands: Iterable[str],
) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    parser = _Parser(
        prog="romtui",
        description=texts.DESCRIPTION,
        epilog=texts.EPILOG,
    )
    _add_general_options(parser, default=False)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in commands:
        load(command).add_parser(subparsers)
    for subparser in subparsers.choices.values():
        _add_general_options(subparser.add_argument_group(texts.BEFORE_OR_AFTER))
    return parser, subparsers.choices


def _add_general_options(
    to: "argparse._ActionsContainer", default: object = argparse.SUPPRESS
) -> None:
    """The options that may stand before a command or, where they then override, after it."""
    to.add_argument("--version", action="version", version=f"romtui {__version__}")
    to.add_argument("--demo", action="store_true", default=default, help=texts.HELP_DEMO)
    to.add_argument("--plain", action="store_true", default=default, help=texts.HELP_PLAIN)
    to.add_argument(_VAULT, metavar="FOLDER", default=default or None, help=texts.HELP_VAULT)
    to.add_argument("--read-only", action="store_true", default=default, help=texts.HELP_READ_ONLY)
