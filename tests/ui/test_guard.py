"""The private parts of Textual that safety needs are still where they were."""

from base64 import b64decode
from types import SimpleNamespace

import pytest
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.driver import Driver

from romtui.domain.private import Private
from romtui.harden import crash_report
from romtui.ui.guard import GuardedApp, NoControls
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
    assert any(isinstance(one, NoControls) for one in GuardedApp().get_line_filters())


def test_nothing_goes_to_the_clipboard_by_itself() -> None:
    app: GuardedApp[None] = GuardedApp()
    app.copy_to_clipboard(CANARY)
    assert CANARY not in app.clipboard


def test_what_a_command_sends_goes_to_the_terminal_coded_and_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app: GuardedApp[None] = GuardedApp()
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
    assert "mistake in the program" in printed.out + printed.err
