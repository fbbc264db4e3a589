"""Where the answer of a command goes: a full disk or a closed pipe is a sentence, not a crash."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import TextIOWrapper
from typing import IO, Any, TextIO, cast

from romtui.cli import texts
from romtui.domain.errors import UserError
from romtui.domain.visible import visible


def say(sentence: str = "") -> None:
    """Print one line of a command's answer."""
    print(visible(sentence))  # noqa: T201 -- the command's output


def tell(sentence: str) -> None:
    """Print one line on the error channel: a note or an error, not the answer."""
    print(visible(sentence), file=sys.stderr)  # noqa: T201 -- the command line's voice


class CannotPrint(UserError):
    """The output could not be written."""


class _Stream:
    """A stream whose errors are sentences; with `lossy` it drops what it cannot write."""

    def __init__(self, stream: TextIO | None, *, lossy: bool = False) -> None:
        self._stream = stream
        self._lossy = lossy

    def write(self, words: str) -> int:
        """Raises CannotPrint."""
        with self._errors_said():
            if self._stream is None:
                raise OSError(texts.OUTPUT_CLOSED)
            self._stream.write(words)
        return len(words)

    def flush(self) -> None:
        """Raises CannotPrint."""
        with self._errors_said():
            if self._stream is not None:
                self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _errors_said(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            if not self._lossy:
                why = error.strerror or str(error)
                raise CannotPrint(texts.cannot_write_output(why.lower())) from None


@contextmanager
def printing() -> Iterator[None]:
    """Let what a command prints arrive whole, or raise a sentence; a reader may also leave early.

    Nothing is left for the interpreter to print at its end, when nobody could say so any more.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal may not have every character; a file or a pipe is UTF-8 on every system.
            coding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=coding, errors="replace")
    out, voice = sys.stdout, sys.stderr
    try:
        with (
            redirect_stdout(cast("IO[str]", _Stream(out))),
            redirect_stderr(cast("IO[str]", _Stream(voice, lossy=True))),
        ):
            try:
                yield
            finally:
                sys.stdout.flush()
    except (BrokenPipeError, CannotPrint):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        raise
