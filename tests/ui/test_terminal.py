"""The private parts of Textual that safety needs are still where they were."""

import sys
from base64 import b64decode
from collections.abc import Callable
from threading import Event
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from rich.panel import Panel
from rich.segment import Segment
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.driver import Driver

from romtui.domain.private import Private
from romtui.harden import crash_report
from romtui.ui.terminal import NoControls, TerminalApp
from romtui.ui.terminal_driver import SteadyParser, keep_listening, steady
from tests.ui.conftest import Practice
from tests.ui.hands import at

CANARY = "Orla Quickbeam"


def test_textual_still_has_the_three_names() -> None:
    assert callable(App._fatal_error)
    assert isinstance(App()._filters, list)
    assert App()._driver is None
    assert callable(Driver.write)
    assert callable(Driver.flush)


@pytest.mark.parametrize(
    "control",
    ["\x1b]52;c;QQ==\x07", "\x1b[2J", "\x9b2J", "\x00", "\x7f", "\u202e", "\u2028", "\u2029"],
)
def test_no_control_character_passes_the_filter(control: str) -> None:
    (segment,) = NoControls().apply([Segment(f"Jo{control}")], Color(0, 0, 0))
    assert segment.text.isprintable()
    assert segment.text.startswith("Jo")


def test_the_filter_is_on() -> None:
    assert any(isinstance(one, NoControls) for one in TerminalApp().get_line_filters())


def test_nothing_goes_to_the_clipboard_by_itself() -> None:
    app: TerminalApp[None] = TerminalApp()
    app.copy_to_clipboard(CANARY)
    assert CANARY not in app.clipboard


def test_what_a_command_sends_goes_to_the_terminal_coded_and_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app: TerminalApp[None] = TerminalApp()
    app.send_to_clipboard(Private(CANARY))
    sent: list[str] = []
    driver = SimpleNamespace(write=sent.append, flush=lambda: None)
    monkeypatch.setattr(app, "_driver", driver)
    app.send_to_clipboard(Private(f"{CANARY}\x1b[2J"))
    (code,) = sent
    coded = code.removeprefix("\x1b]52;c;").removesuffix("\a")
    assert b64decode(coded, validate=True).decode() == f"{CANARY}\x1b[2J"
    assert app.clipboard == ""


def fail(name: str) -> None:
    raise ValueError(f"cannot do this for {name}")


def test_a_crash_report_says_where_and_never_what() -> None:
    try:
        fail(CANARY)
    except ValueError as error:
        report = crash_report(error)
    assert "ValueError" in report
    assert "in fail" in report
    assert CANARY not in report


async def test_a_crash_ends_with_a_code_and_without_a_name(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.person(12, name=CANARY)
    app = practice.app()
    with pytest.raises(ValueError, match="cannot"):
        async with at(app) as hands:
            await hands.until("Caseload")
            app.call_later(fail, CANARY)
            await hands.pilot.pause(0.1)
    assert app.return_code == 1
    printed = capsys.readouterr()
    assert CANARY not in printed.out + printed.err
    assert "error in the program" in printed.out + printed.err


async def test_what_textual_would_panic_about_ends_with_our_own_report(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    app = practice.app()
    async with at(app) as hands:
        await hands.until("Caseload")
        app.panic(Panel(CANARY))
    assert app.return_code == 1
    printed = capsys.readouterr()
    assert CANARY not in printed.out + printed.err
    assert "error in the program" in printed.out + printed.err


def test_textual_still_has_the_names_of_what_comes_in() -> None:
    parser = XTermParser()
    assert parser._timeout_time is None
    assert parser.mouse_pixels is False
    assert parser.terminal_size is None
    assert parser.terminal_pixel_size is None
    list(parser.feed("\x1b"))
    assert parser._timeout_time is not None
    assert "\x1b[A" in ANSI_SEQUENCES_KEYS
    assert FUNCTIONAL_KEYS["57399u"] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of Linux and macOS")
def test_the_driver_still_listens_by_the_name_that_we_take_the_place_of() -> None:
    from textual.drivers import linux_driver

    usual = linux_driver.LinuxDriver
    ours = steady(usual, lambda: False)
    assert issubclass(ours, usual)
    assert ours.run_input_thread is not usual.run_input_thread
    assert issubclass(TerminalApp().driver_class, usual)
    assert "run_input_thread" in usual._run_input_thread.__code__.co_names
    for name in ("exit_event", "fileno", "process_message"):
        assert name in {*usual.__init__.__code__.co_names, *dir(usual)}
    assert "_loop" in Driver.__init__.__code__.co_names


class UsualMonitor:
    """As Textual's thread on Windows: an error ends it without a word."""

    def __init__(self, app: Any, heard: Callable[[], None]) -> None:
        self.app = app
        self.heard = heard
        self.exit_event = Event()

    def run(self) -> None:
        self.heard()


def on_windows() -> Any:
    module: Any = ModuleType("win32")
    module.EventMonitor, module.XTermParser = UsualMonitor, XTermParser
    keep_listening(module)
    keep_listening(module)
    return module


def test_on_windows_the_thread_that_reads_goes_on_after_an_error() -> None:
    heard: list[int] = []

    def hear() -> None:
        heard.append(1)
        if len(heard) == 3:
            monitor.exit_event.set()

    module = on_windows()
    monitor = module.EventMonitor(None, hear)
    monitor.run()
    assert len(heard) == 3
    assert module.XTermParser is SteadyParser


def test_on_windows_a_thread_that_cannot_read_at_all_says_so() -> None:
    said: list[object] = []
    module = on_windows()
    module.EventMonitor(SimpleNamespace(call_later=lambda *about: said.append(about)), int).run()
    assert len(said) == 1
