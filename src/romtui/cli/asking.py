"""Questions on the terminal itself: a passphrase never comes from a pipe, an argument or the
environment, where others could read it.
"""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from romtui.cli import texts
from romtui.domain.errors import UserError

_TERMINAL: Final = "/dev/tty"
_SECOND_SCREEN: Final = b"\x1b[?1049h\x1b[2J\x1b[H"
_FIRST_SCREEN: Final = b"\x1b[2J\x1b[?1049l"


def secret(question: str) -> str:
    """Ask for a passphrase or the recovery code, without showing what is typed."""
    _refuse_without_terminal()
    try:
        typed = getpass.getpass(f"{question}: ")
        typed.encode()
    except EOFError:
        raise UserError(texts.NOTHING_TYPED) from None
    except UnicodeError:
        raise UserError(texts.TYPE_AGAIN) from None
    return typed


def line(question: str) -> str:
    """Ask for one line; nothing typed is an empty one."""
    _refuse_without_terminal()
    if sys.platform == "win32":
        return input(f"{question}: ").strip()
    with open(_TERMINAL, "r+b", buffering=0) as terminal:  # noqa: PTH123 -- no file, a device
        terminal.write(f"{question}: ".encode())
        typed = b""
        while not typed.endswith(b"\n"):
            read = terminal.read(1)
            if not read:
                break
            typed += read
    return typed.decode(errors="replace").strip()


def line_below(shown: str, question: str) -> str:
    """Show what must not stay in the terminal's history, and ask for a line below it."""
    _refuse_without_terminal()
    with _another_screen():
        return line(f"{shown}\n{question}")


@contextmanager
def _another_screen() -> Iterator[None]:
    """The terminal's alternate screen, which keeps no history; on Windows the same one, cleared."""
    _write(_SECOND_SCREEN)
    try:
        yield
    finally:
        _write(_FIRST_SCREEN)


def _write(control: bytes) -> None:
    if sys.platform == "win32":
        sys.stdout.write(control.decode())
        sys.stdout.flush()
        return
    with open(_TERMINAL, "r+b", buffering=0) as terminal:  # noqa: PTH123 -- no file, a device
        terminal.write(control)


def agreed(question: str, word: str) -> bool:
    """Ask for a word to be typed before something important is done."""
    return line(texts.type_to_continue(question, word)).lower() == word


def _refuse_without_terminal() -> None:
    if sys.platform == "win32":
        return
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR))
    except OSError:
        raise UserError(texts.NO_TERMINAL) from None
